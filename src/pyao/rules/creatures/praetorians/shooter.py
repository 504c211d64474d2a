"""The shooters: arrows from near the clan's centre, at the magical classes before all others.

Source: 08-npcs §12.2.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pyao.content.enums import PlayerClass
from pyao.rules.creatures.praetorians.common import (
    cast,
    centre_of,
    go_home,
    in_extended_range,
    is_beyond,
    is_clear,
    nearest,
    users_in_sight,
    walk_to,
)
from pyao.world.arithmetic import half_even

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

ARROW = 1
"""The slot of their spell."""

LEASH = 4
"""Tiles from the clan's centre on an axis beyond which they turn back."""

PREY = frozenset({PlayerClass.MAGE, PlayerClass.CLERIC, PlayerClass.DRUID, PlayerClass.BARD})


def think(world: World, shooter: Npc) -> None:
    """Play one beat of a shooter: an arrow, then a step."""
    enemies = users_in_sight(world, shooter, is_clear)
    target = next((user for user in enemies if user.record.player_class in PREY), None) or nearest(shooter, enemies)
    if target is not None:
        cast(world, shooter, ARROW, target, speaks=False)
    if is_beyond(shooter, LEASH):
        go_home(world, shooter)
    elif target is not None:
        _walk_half_way(world, shooter, target)
    else:
        _look_out(world, shooter)


def _walk_half_way(world: World, shooter: Npc, target: Player) -> None:
    """Step towards the tile half-way between the clan's centre and the target."""
    x, y = centre_of(shooter)
    walk_to(world, shooter, half_even(x + Fraction(target.x - x, 2)), half_even(y + Fraction(target.y - y, 2)))


def _look_out(world: World, shooter: Npc) -> None:
    """Step towards the first visible player near the clan's centre, else home."""
    x, y = centre_of(shooter)
    seen = (user for user in world.map_of(shooter).players if in_extended_range(x, y, user) and is_clear(user))
    prey = next(seen, None)
    if prey is not None:
        walk_to(world, shooter, prey.x, prey.y)
    elif shooter.may_attack:
        go_home(world, shooter)
