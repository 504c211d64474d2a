"""Finding the shortest path between two tiles of a map.

Source: 08-npcs §5.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.maps import BLOCKED, SIDE
from pyao.world.space import MAX_X, MAX_Y, MIN_X, MIN_Y

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.map import Map
    from pyao.world.space import Tile

REACH = 30
"""Tiles on each side of the start: the search does not leave this square of 61×61 tiles, nor the playable bounds."""

_CLOSED = bytes(1 if flags & BLOCKED else 0 for flags in range(256))
_WALL = b"\1"
_WEST, _EAST = _WALL * (MIN_X - 1), _WALL * (SIDE - MAX_X)


def find_path(here: Map, start: Tile, goal: Tile) -> list[Tile] | None:
    """The tiles of the shortest path, from the one after `start` to `goal`; `None` = there is no path.

    Blocked tiles are in the way, and so are players and NPCs (but on the goal); water and triggers are not.
    Between paths of the same length the first in the order West, East, North, South wins.
    """
    square = _Square(here, start)
    closed, width = square.closed, square.width
    first, last = square.index(start), square.index(goal)
    if last is None or first is None:
        return None
    closed[last], closed[first] = 0, 1
    came_from = [0] * len(closed)
    edge = [first]
    # Indexes into one flat row instead of tiles: a search in vain looks at thousands, and the world waits for it.
    for place in edge:
        for near in (place - 1, place + 1, place - width, place + width):
            if closed[near]:
                continue
            closed[near] = 1
            came_from[near] = place
            if near == last:
                return [square.tile(one) for one in _back(came_from, near, first)][::-1]
            edge.append(near)
    return None


def _back(came_from: list[int], place: int, first: int) -> Iterator[int]:
    while place != first:
        yield place
        place = came_from[place]


def _row_of(here: Map, y: int) -> bytes:
    """One row of the map, 1 = closed; so is everything outside the playable bounds."""
    if not MIN_Y <= y <= MAX_Y:
        return _WALL * SIDE
    start = (y - 1) * SIDE - 1
    return _WEST + here.flags[start + MIN_X : start + MAX_X + 1].translate(_CLOSED) + _EAST


class _Square:
    """The ground around the start as one flat row of bytes, 1 = closed, with a wall around it."""

    __slots__ = ("_left", "_rows", "_top", "closed", "width")

    def __init__(self, here: Map, start: Tile) -> None:
        """Take the part of the square that lies on the map."""
        self._left, right = max(1, start[0] - REACH), min(SIDE, start[0] + REACH)
        self._top, bottom = max(1, start[1] - REACH), min(SIDE, start[1] + REACH)
        self.width = right - self._left + 3
        self._rows = bottom - self._top + 1
        side = _WALL * self.width
        rows = bytearray(side)
        for y in range(self._top, bottom + 1):
            rows += _WALL + _row_of(here, y)[self._left - 1 : right] + _WALL
        self.closed = rows + side
        for taken in (here.users, here.npcs):
            for tile in taken:
                place = self.index(tile)
                if place is not None:
                    self.closed[place] = 1

    def index(self, tile: Tile) -> int | None:
        """The index of a tile in the row; `None` = it lies outside the square."""
        x, y = tile[0] - self._left + 1, tile[1] - self._top + 1
        return y * self.width + x if 0 < x < self.width - 1 and 0 < y <= self._rows else None

    def tile(self, place: int) -> Tile:
        """The tile at an index of the row."""
        y, x = divmod(place, self.width)
        return x + self._left - 1, y + self._top - 1
