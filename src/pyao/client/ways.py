"""Finding one's way over a map, round what is known to stand in the way."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from pyao.content.enums import Heading
from pyao.content.maps import BLOCKED, SIDE, WATER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pyao.content.maps import MapDef
    from pyao.world.space import Tile


def find_way(start: Tile, goal: Tile, is_free: Callable[[Tile], bool], *, within: int = 0) -> list[Heading] | None:
    """The steps of a shortest way to a tile that lies within so many steps of the goal; `None` = there is none.

    Only free tiles of the map are walked over; the goal itself may be taken.  Searched with A*.
    """

    def away(tile: Tile) -> int:
        return abs(tile[0] - goal[0]) + abs(tile[1] - goal[1])

    came_by: dict[Tile, Heading] = {}
    steps_to = {start: 0}
    edge = [(away(start), start)]
    while edge:
        _estimate, here = heapq.heappop(edge)
        if away(here) <= within:
            return _back(came_by, start, here)
        steps = steps_to[here] + 1
        for heading in Heading:
            tile = here[0] + heading.dx, here[1] + heading.dy
            if steps < steps_to.get(tile, steps + 1) and _is_on_map(tile) and (is_free(tile) or tile == goal):
                came_by[tile], steps_to[tile] = heading, steps
                heapq.heappush(edge, (steps + away(tile), tile))
    return None


def _is_on_map(tile: Tile) -> bool:
    return 1 <= tile[0] <= SIDE and 1 <= tile[1] <= SIDE


def _back(came_by: Mapping[Tile, Heading], start: Tile, tile: Tile) -> list[Heading]:
    """The steps by which one came to a tile, the first one first."""
    steps = []
    while tile != start:
        heading = came_by[tile]
        steps.append(heading)
        tile = tile[0] - heading.dx, tile[1] - heading.dy
    return steps[::-1]


def is_walkable(ground: MapDef, tile: Tile) -> bool:
    """Whether one stays on a map, on foot, if one steps on a tile of it: no wall, no water, no exit."""
    return not ground.tiles[(tile[1] - 1) * SIDE + tile[0] - 1] & (BLOCKED | WATER) and tile not in ground.exits
