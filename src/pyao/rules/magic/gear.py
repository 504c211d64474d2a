"""What somebody holds or wears and what it means for magic: staffs, flutes, lutes, rings.

Source: 05-magic §1 constants, §4, §7, §8.1; 06-items §1.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import PlayerClass
from pyao.rules.items.equipment import worn_item

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

MAGIC_FLUTE, MAGIC_LUTE, ELVEN_LUTE, ELVEN_FLUTE = 208, 696, 1049, 1050


def holds_ring(world: World, player: Player, *items: int) -> bool:
    """Whether one of these objects is worn as a ring."""
    ring = worn_item(world, player, "ring")
    return ring is not None and ring.id in items


def staff_power(world: World, player: Player) -> int | None:
    """The power of the weapon in the hand, 0 for what is no staff; `None` = the hand is empty."""
    weapon = worn_item(world, player, "weapon")
    return weapon.staff_power if weapon is not None else None


def flute_helps(world: World, player: Player) -> bool:
    """Whether a druid with the elven flute casts: it saves mana, and creatures leave alone whom it helps to mimic."""
    return player.record.player_class == PlayerClass.DRUID and holds_ring(world, player, ELVEN_FLUTE)
