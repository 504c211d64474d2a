"""Finding a tile where somebody can be put.

Source: 03-world §5, §11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.world.space import is_playable, rhomb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.map import Map
    from pyao.world.player import Player
    from pyao.world.space import Tile

SEARCH_TILES = 12
"""How far the search for a legal tile goes, in steps.  Source: 03-world §11."""


def closest_legal(
    here: Map, tile: Tile, *, water: bool = False, land: bool = True, no_exit: bool = False
) -> Tile | None:
    """ClosestLegalPos: the tile itself or the nearest legal one within 12 steps, West first; `None` = none."""
    for x, y in _outward(tile, SEARCH_TILES):
        if here.is_legal(x, y, water=water, land=land, no_exit=no_exit):
            return x, y
    return None


def closest_stable(here: Map, tile: Tile) -> Tile | None:
    """ClosestStablePos: the nearest legal land tile without an exit; `None` = none within 12 steps."""
    return closest_legal(here, tile, no_exit=True)


def beside_occupied(here: Map, tile: Tile, reach: int) -> Tile | None:
    """For a login on an occupied tile: the first legal tile of the squares around it; `None` = there is none.

    They grow up to `reach` tiles around; 1 is the 3×3 of the original.  Only water counts if the tile itself is water,
    else only land.  Source: 02 §4.3, 03-world §5.
    """
    water = here.is_water(*tile)
    for r in range(1, reach + 1):
        for x, y in _edge(tile, r):
            if here.is_legal(x, y, water=water, land=not water):
                return x, y
    return None


def find_legal(here: Map, player: Player, tile: Tile) -> Tile | None:
    """FindLegalPos, for GM warps and arrivals: the tile itself unless somebody else is there, else one near it.

    It looks through squares of 1 to 5 tiles around.  In each row only the first tile counts that is not blocked and
    that nobody stands on; it is taken if playable.  `None` = nothing found.  Source: 03-world §11.
    """
    if here.users.get(tile) is player or (tile not in here.users and tile not in here.npcs):
        return tile
    x, y = tile
    for r in range(1, 6):
        for near_y in range(y - r, y + r + 1):
            for near_x in range(x - r, x + r + 1):
                if _is_vacant(here, near_x, near_y):
                    if is_playable(near_x, near_y):
                        return near_x, near_y
                    break
    return None


def _is_vacant(here: Map, x: int, y: int) -> bool:
    on_map = 1 <= x <= 100 and 1 <= y <= 100
    return (x, y) not in here.users and (x, y) not in here.npcs and not (on_map and here.is_blocked(x, y))


def _edge(tile: Tile, r: int) -> Iterator[Tile]:
    """The tiles that are `r` rows or columns away and not further, row by row."""
    x, y = tile
    for near_y in range(y - r, y + r + 1):
        step = 1 if abs(near_y - y) == r else 2 * r
        for near_x in range(x - r, x + r + 1, step):
            yield near_x, near_y


def _outward(tile: Tile, reach: int) -> Iterator[Tile]:
    yield tile
    for d in range(1, reach + 1):
        yield from rhomb(*tile, d)
