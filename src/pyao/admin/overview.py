"""All maps in one picture: each beside those that its borders lead to.

Maps whose borders lead into each other form a *sheet*, in which neighbours lie side by side; houses, caves and islands
that are entered by a door or a boat are sheets of their own below it.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter, deque
from math import sqrt
from typing import TYPE_CHECKING, Any

from pyao.content.maps import BLOCKED, LAVA, SIDE, WATER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyao.content.maps import MapDef

    Cell = tuple[int, int]

BORDER = 16
"""How many tiles from the edge an exit still leads to the neighbour, if it arrives as near to the opposite edge."""

FEWEST = 3
"""Exits in one direction that make a border; fewer are doors."""

EVERY = 4
"""Each so-manieth tile in both directions is shown."""

BROAD = 2.2
"""About how many times as wide as high the picture is, unless the first sheet is wider."""

SHOWN_BITS = BLOCKED | WATER | LAVA


def overview(maps: Sequence[MapDef]) -> dict[str, Any]:
    """Where each map lies (column and row of a grid), its ground in small, and which maps it leads to."""
    places = layout(maps)
    return {
        "side": SIDE // EVERY,
        "columns": max((x for x, _y in places.values()), default=0) + 1,
        "rows": max((y for _x, y in places.values()), default=0) + 1,
        "maps": [
            {
                "id": one.id,
                "name": one.name,
                "x": places[one.id][0],
                "y": places[one.id][1],
                "ground": b64encode(thumbnail(one.tiles)).decode(),
                "leads": sorted({to for to, _x, _y in one.exits.values()} & places.keys() - {one.id}),
            }
            for one in maps
        ],
    }


def thumbnail(tiles: bytes) -> bytes:
    """The flags of every `EVERY`th tile in both directions."""
    first = EVERY // 2
    rows = (tiles[y * SIDE + first : (y + 1) * SIDE : EVERY] for y in range(first, SIDE, EVERY))
    return bytes(flag & SHOWN_BITS for flag in b"".join(rows))


def layout(maps: Iterable[MapDef]) -> dict[int, Cell]:
    """The cell of each map; no two have the same."""
    neighbours = {one.id: dict(_borders(one)) for one in maps}
    sheets = sorted(_sheets(neighbours), key=lambda sheet: (-len(sheet), min(sheet)))
    widest = max([round(BROAD * sqrt(len(neighbours))), *(_size(sheet)[0] for sheet in sheets[:1])])
    return dict(_side_by_side(sheets, widest))


def _borders(one: MapDef) -> Iterator[tuple[Cell, int]]:
    """The neighbour in each direction (dx, dy) that a border leads to."""
    votes: dict[Cell, Counter[int]] = {}
    for (x, y), (to, to_x, to_y) in one.exits.items():
        for step in _directions(x, y, to_x, to_y):
            if to != one.id:
                votes.setdefault(step, Counter())[to] += 1
    for step, counted in votes.items():
        to, times = counted.most_common(1)[0]
        if times >= FEWEST:
            yield step, to


def _directions(x: int, y: int, to_x: int, to_y: int) -> Iterator[Cell]:
    """In which directions an exit crosses the border: it leaves at one edge and arrives at the opposite one."""
    low, high = BORDER, SIDE - BORDER
    if x <= low and to_x >= high:
        yield -1, 0
    if x >= high and to_x <= low:
        yield 1, 0
    if y <= low and to_y >= high:
        yield 0, -1
    if y >= high and to_y <= low:
        yield 0, 1


def _sheets(neighbours: Mapping[int, Mapping[Cell, int]]) -> Iterator[dict[int, Cell]]:
    """Groups of maps with cells of their own; what finds its cell taken begins another group."""
    left = dict.fromkeys(sorted(neighbours, key=lambda number: (-len(neighbours[number]), number)))
    while left:
        start = next(iter(left))
        sheet, taken, waiting = {start: (0, 0)}, {(0, 0)}, deque([start])
        del left[start]
        while waiting:
            number = waiting.popleft()
            x, y = sheet[number]
            for (dx, dy), other in neighbours[number].items():
                cell = x + dx, y + dy
                if other in left and cell not in taken:
                    sheet[other] = cell
                    taken.add(cell)
                    waiting.append(other)
                    del left[other]
        yield _from_zero(sheet)


def _from_zero(sheet: Mapping[int, Cell]) -> dict[int, Cell]:
    left, top = min(x for x, _y in sheet.values()), min(y for _x, y in sheet.values())
    return {number: (x - left, y - top) for number, (x, y) in sheet.items()}


def _size(sheet: Mapping[int, Cell]) -> Cell:
    return max(x for x, _y in sheet.values()) + 1, max(y for _x, y in sheet.values()) + 1


def _side_by_side(sheets: Iterable[Mapping[int, Cell]], widest: int) -> Iterator[tuple[int, Cell]]:
    """Lay sheets in rows, with a free cell around those of more than one map."""
    left = top = lowest = 0
    for sheet in sheets:
        wide, high = _size(sheet)
        gap = 1 if len(sheet) > 1 else 0
        if left and left + wide > widest:
            left, top = 0, lowest
        for number, (x, y) in sheet.items():
            yield number, (left + x, top + y)
        left += wide + gap
        lowest = max(lowest, top + high + gap)
