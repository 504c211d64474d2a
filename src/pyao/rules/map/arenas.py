"""Arenas: tiles on which fighting costs nothing but the fight.

Source: 04-combat §0.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from pyao.content.enums import Trigger

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


class Arena(Enum):
    """Where two players stand: both outside arenas, both inside, or one of each.  Source: 03-world §4."""

    NONE = auto()
    ALLOWED = auto()
    FORBIDDEN = auto()


def in_arena(world: World, player: Player) -> bool:
    """Whether the player stands on a tile of an arena."""
    return world.map_of(player).trigger(player.x, player.y) == Trigger.ZONAPELEA


def relation(world: World, one: Player, other: Player) -> Arena:
    """Where two players stand with regard to arenas."""
    first, second = in_arena(world, one), in_arena(world, other)
    if first and second:
        return Arena.ALLOWED
    return Arena.FORBIDDEN if first or second else Arena.NONE
