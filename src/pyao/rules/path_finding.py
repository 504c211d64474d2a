"""The shortest way on a map, within bounds.

Source: 08-npcs §5.4.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from pyao.content.maps import BLOCKED
from pyao.world.space import SIDE

if TYPE_CHECKING:
    from pyao.world.map import Map
    from pyao.world.space import Tile

REACH = 30
"""The search does not leave the square of 61×61 tiles around the start."""


def find_path(here: Map, start: Tile, goal: Tile) -> list[Tile] | None:
    """The tiles from the one after `start` to `goal`; `None` = there is no way.

    Blocked tiles and whoever stands on a tile (but at the goal) are in the way; water and triggers are not.
    Of ways of one length that which turns West, East, North, South first is taken.
    """
    flags, users, npcs = here.flags, here.users, here.npcs
    low_x, high_x = max(1, start[0] - REACH), min(SIDE, start[0] + REACH)
    low_y, high_y = max(1, start[1] - REACH), min(SIDE, start[1] + REACH)
    came_from: dict[Tile, Tile] = {start: start}
    edge = deque((start,))
    while edge:
        tile = edge.popleft()
        x, y = tile
        for near in ((x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)):
            if near in came_from or not (low_x <= near[0] <= high_x and low_y <= near[1] <= high_y):
                continue
            if near == goal:
                return _way(came_from, tile, goal)
            if flags[(near[1] - 1) * SIDE + near[0] - 1] & BLOCKED or near in npcs or near in users:
                continue
            came_from[near] = tile
            edge.append(near)
    return None


def _way(came_from: dict[Tile, Tile], last: Tile, goal: Tile) -> list[Tile]:
    way = [goal]
    while came_from[last] != last:
        way.append(last)
        last = came_from[last]
    return way[::-1]
