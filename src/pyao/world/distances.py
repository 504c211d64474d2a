"""How far each map is from a home city, in maps, as the original counted it.

Source: 03-world §21 "dist".
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyao.content.maps import MapDef

_SCAN = range(15, 88)
_DEPTH = range(4)


def distances_from(maps: Mapping[int, MapDef], city_map: int) -> dict[int, int]:
    """The distance of every map that can be reached from the city's map over borders; the others are missing.

    The original searches depth first, which doesn't find the shortest ways, and counts its first step South as one
    North: quirks kept.
    """
    found: dict[int, int] = {}

    @cache
    def limits(number: int) -> tuple[int, int, int, int]:
        here = maps[number]
        return _limit(here, 0), _limit(here, 1), _limit(here, 2), _limit(here, 3)

    pending = (
        [(number, *offset) for number, offset in zip(limits(city_map), _FIRST, strict=True)] if city_map in maps else []
    )
    pending.reverse()
    while pending:
        number, x, y = pending.pop()
        if number not in maps or number in found:
            continue
        found[number] = 0 if number == city_map else abs(x) + abs(y)
        north, east, south, west = limits(number)
        pending += [(west, x - 1, y), (south, x, y - 1), (east, x + 1, y), (north, x, y + 1)]
    return found


_FIRST = ((0, 1), (1, 0), (0, 1), (-1, 0))


def _limit(here: MapDef, side: int) -> int:
    """The map beyond a border (0 N, 1 E, 2 S, 3 W): where the first exit near it leads; 0 = there is none."""
    for k in _SCAN:
        for j in _DEPTH:
            tile = ((k, 7 + j), (92 - j, k), (k, 94 - j), (9 + j, k))[side]
            exit_ = here.exits.get(tile)
            if exit_ is not None:
                return exit_[0]
    return 0
