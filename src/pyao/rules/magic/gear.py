"""The worn things that matter for magic: staffs, flutes, lutes and rings.

Source: 05-magic §1 "StaffAffected", §4, §7, §8.1, §12; 06-items §1.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import PlayerClass
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol.enums import Font
from pyao.rules.items.equipment import wears_ring, worn_item
from pyao.world.record import Worn

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.items import ItemDef
    from pyao.rules.magic.spell_effects.cast import Cast
    from pyao.rules.magic.spell_effects.npc_cast import NpcCast
    from pyao.world.player import Player
    from pyao.world.world import World

MAGIC_FLUTE, MAGIC_LUTE, ELVEN_LUTE, ELVEN_FLUTE = 208, 696, 1049, 1050


def staff_power(world: World, player: Player) -> int | None:
    """The power of the staff in the hand, 0 for any other weapon; `None` = the hand is empty."""
    weapon = worn_item(world, player, Worn.WEAPON)
    return weapon.staff_power if weapon is not None else None


def flute_helps(world: World, player: Player) -> bool:
    """Whether the player is a druid with the elven flute.

    With it spells cost less mana, and creatures leave alone a druid who mimics one of them.
    """
    return player.record.player_class == PlayerClass.DRUID and wears_ring(world, player, ELVEN_FLUTE)


def _protects(world: World, victim: Player, power: Callable[[ItemDef], bool]) -> bool:
    ring = worn_item(world, victim, Worn.RING)
    return ring is not None and power(ring)


def try_ring(cast: Cast, victim: Player, power: Callable[[ItemDef], bool]) -> bool:
    """Let a ring of that power ward off a player's spell; `False` = the victim wears none.

    The caster is told, in words meant for the wearer: a quirk kept.  Source: 05 §7.
    """
    if not _protects(cast.world, victim, power):
        return False
    tell(cast.caster, _("Tu anillo rechaza los efectos del hechizo."), Font.FIGHT)
    tell(cast.caster, _("¡El hechizo no tiene efecto!"), Font.FIGHT)
    return True


def try_ring_against_npc(cast: NpcCast, victim: Player, power: Callable[[ItemDef], bool]) -> bool:
    """Let a ring of that power ward off a creature's spell, and tell the victim; `False` = the victim wears none.

    Source: 05 §12.
    """
    if not _protects(cast.world, victim, power):
        return False
    tell(victim, _("Tu anillo rechaza los efectos del hechizo."), Font.FIGHT)
    return True
