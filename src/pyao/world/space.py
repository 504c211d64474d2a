"""Bounds, areas and distances: what can be said about positions without knowing who or what is there.

Source: 03-world §1, §7.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeAlias

from pyao.content.maps import SIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

Tile: TypeAlias = tuple[int, int]
"""(x, y) on a map, both 1..100."""

MIN_X, MAX_X = 9, 92
MIN_Y, MAX_Y = 7, 94
"""The playable bounds: half a screen stays free on every side."""

SIGHT_X, SIGHT_Y = 8, 6
"""Half a screen in tiles: how far a player sees."""

AREA_SIDE = 9
LAST_AREA = SIDE // AREA_SIDE
"""Areas are 9×9 tiles, numbered 0..11 on each axis; a player receives from 3×3 of them."""


def is_playable(x: int, y: int) -> bool:
    """Whether a position is within the bounds where characters may stand (InMapBounds)."""
    return MIN_X <= x <= MAX_X and MIN_Y <= y <= MAX_Y


def area_of(x: int, y: int) -> Tile:
    """The area a tile belongs to, 0..11 on each axis."""
    return x // AREA_SIDE, y // AREA_SIDE


def tiles_between(x0: int, y0: int, x1: int, y1: int) -> Iterator[Tile]:
    """Every tile of a rectangle that lies on the map, in scan order: x outer, y inner, both ascending."""
    low_y, high_y = max(1, y0), min(SIDE, y1)
    for x in range(max(1, x0), min(SIDE, x1) + 1):
        for y in range(low_y, high_y + 1):
            yield x, y


@cache
def areas_around(area: Tile) -> tuple[Tile, ...]:
    """The areas on the map of which the 27×27 window seen from an area consists."""
    xs, ys = (range(max(0, k - 1), min(LAST_AREA, k + 1) + 1) for k in area)
    return tuple((x, y) for x in xs for y in ys)


@lru_cache(1_024)
def lost_and_gained(old: Tile, new: Tile) -> tuple[tuple[Tile, ...], tuple[Tile, ...]]:
    """The areas that only the window seen from `old` shows, and those that only the one from `new` does."""
    before, after = areas_around(old), areas_around(new)
    return tuple(one for one in before if one not in after), tuple(one for one in after if one not in before)


@cache
def _tiles_in(area: Tile) -> tuple[Tile, ...]:
    x, y = area[0] * AREA_SIDE, area[1] * AREA_SIDE
    return tuple(tiles_between(x, y, x + AREA_SIDE - 1, y + AREA_SIDE - 1))


@lru_cache(1_024)
def tiles_in(areas: tuple[Tile, ...]) -> frozenset[Tile]:
    """The tiles on the map of some areas, kept because the same windows and strips come again and again."""
    return frozenset(tile for area in areas for tile in _tiles_in(area))


def in_window(area: Tile, x: int, y: int) -> bool:
    """Whether a tile belongs to the window seen from an area."""
    return abs(x // AREA_SIDE - area[0]) <= 1 and abs(y // AREA_SIDE - area[1]) <= 1


def in_sight(dx: int, dy: int) -> bool:
    """Whether a tile that far away is on the screen: ±8 by ±6."""
    return abs(dx) <= SIGHT_X and abs(dy) <= SIGHT_Y


def rhomb(x: int, y: int, d: int) -> Iterator[Tile]:
    """The tiles that are `d` steps away, from the West over North and East to South.  Source: 03-world §11."""
    for i in range(d):
        yield x - d + i, y - i
    for i in range(d):
        yield x + i, y - d + i
    for i in range(d):
        yield x + d - i, y + i
    for i in range(d):
        yield x - i, y + d - i
