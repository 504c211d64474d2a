"""Movement 10: hunting players along a path around obstacles.

Source: 08-npcs §5.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.rules.creatures import perception
from pyao.rules.creatures.behaviours.steps import step_anywhere, step_towards
from pyao.rules.creatures.path_finding import find_path
from pyao.world.space import MAX_X, MAX_Y, MIN_X, MIN_Y

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.space import Tile
    from pyao.world.world import World

SIGHT = 10
"""Tiles on each axis in which prey is looked for."""


def move(world: World, npc: Npc) -> None:
    """Seek a path in one beat and walk it in the next ones; at the last tile, the prey's own, it ends."""
    if npc.immobilised:
        return
    if not npc.path:
        _seek(world, npc)
    elif len(npc.path) == 1:
        npc.path.clear()
    else:
        _step_to(world, npc, npc.path.pop(0))


def _seek(world: World, npc: Npc) -> None:
    prey = _prey(world, npc)
    if prey is not None:
        npc.path = find_path(world.map_of(npc), (npc.x, npc.y), (prey.x, prey.y)) or []
        npc.lost = not npc.path
    if npc.lost:
        step_anywhere(world, npc)


def _prey(world: World, npc: Npc) -> Player | None:
    """The first player alive and visible, searched row by row; `None` = there is nobody."""
    here = world.map_of(npc)
    for y in range(max(MIN_Y + 1, npc.y - SIGHT), min(MAX_Y, npc.y + SIGHT + 1)):
        for x in range(max(MIN_X + 1, npc.x - SIGHT), min(MAX_X, npc.x + SIGHT + 1)):
            user = here.users.get((x, y))
            if user is not None and not user.dead and perception.is_visible(user) and user.chased_by_npcs:
                return user
    return None


def _step_to(world: World, npc: Npc, tile: Tile) -> None:
    if not step_towards(world, npc, *tile) and npc.master is None:
        npc.path.clear()
