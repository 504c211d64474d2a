"""The swords: they go for the nearest enemy, but never far from the clan's centre.

Source: 08-npcs §12.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.rules.creatures.praetorians.common import (
    FARTHEST,
    go_home,
    is_beyond,
    is_clear,
    is_in_reach,
    nearest,
    neighbours,
    strike,
    users_in_sight,
    walk_to,
)

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.world import World


def think(world: World, sword: Npc) -> None:
    """Play one beat of a sword: a step, then a blow at the first player beside it."""
    enemy = nearest(sword, users_in_sight(world, sword, lambda user: is_clear(user) and is_in_reach(sword, user)))
    if enemy is None or is_beyond(sword, FARTHEST):
        go_home(world, sword)
    else:
        walk_to(world, sword, enemy.x, enemy.y)
    for heading, user in neighbours(world, sword)[:1]:
        strike(world, sword, heading, user)
