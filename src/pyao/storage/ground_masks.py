"""Ground that is known without the client's files: masks of walls, water and roofs, and areas that are named by hand.

A mask is a file `ground/<map>.mask` of the built-in world: the flags of all tiles, row by row, compressed.  Areas are
tables `[ground.<map>]` of rectangles `[west, north, east, south]`.  `scripts/ground_masks.py` writes masks.
"""

from __future__ import annotations

import zlib
from importlib.resources import files
from itertools import product
from typing import TYPE_CHECKING

from pyao.content.enums import Trigger
from pyao.content.maps import BLOCKED, ROOF, SIDE, TILES, WATER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Areas = Mapping[str, Sequence[Sequence[int]]]
    """Rectangles by what is there: a key of `FLAGS` or of `TRIGGERS`."""

MASKED = BLOCKED | ROOF | WATER
FLAGS = {"blocked": BLOCKED, "roof": ROOF, "water": WATER}
TRIGGERS = {"roof": Trigger.BAJO_TECHO, "safe": Trigger.ZONA_SEGURA, "arena": Trigger.ZONAPELEA}
"""What areas do to the tiles in them.  `safe` and `arena` are ours, and hold on the client's ground too."""

_OURS = frozenset(("safe", "arena"))


def pack_mask(tiles: bytes) -> bytes:
    """The mask of a map's tiles."""
    return zlib.compress(bytes(tile & MASKED for tile in tiles), 9)


def unpack_mask(mask: bytes) -> bytes:
    """The tiles of a mask.

    Raises:
        ValueError: it is none.

    """
    try:
        tiles = zlib.decompress(mask)
    except zlib.error as fault:
        raise ValueError(str(fault)) from fault
    if len(tiles) != TILES or any(tile & ~MASKED for tile in tiles):
        raise ValueError(f"{len(tiles)} tiles instead of {TILES}, or unknown flags")
    return tiles


def kept_mask(number: int) -> bytes | None:
    """The tiles of a map by the mask that comes with the program; `None` = there is none."""
    file = files("pyao.data") / "world" / "ground" / f"{number}.mask"
    return unpack_mask(file.read_bytes()) if file.is_file() else None


def tiles_with(tiles: bytes, areas: Areas) -> bytes:
    """The tiles with the flags of the areas."""
    changed = bytearray(tiles)
    for kind, flag in FLAGS.items():
        for index in _inside(areas.get(kind, ())):
            changed[index] |= flag
    return bytes(changed)


def triggers_with(triggers: bytes, areas: Areas, *, only_ours: bool = False) -> bytes:
    """The triggers with those of the areas; `only_ours` = without those that the client's map has itself."""
    changed = bytearray(triggers)
    for kind, trigger in TRIGGERS.items():
        if kind in _OURS or not only_ours:
            for index in _inside(areas.get(kind, ())):
                changed[index] = trigger
    return bytes(changed)


def triggers_under(tiles: bytes) -> bytes:
    """The triggers of a map of which only the tiles are known: those under a roof."""
    return bytes(Trigger.BAJO_TECHO if tile & ROOF else 0 for tile in tiles)


def _inside(areas: Sequence[Sequence[int]]) -> Iterator[int]:
    for west, north, east, south in areas:
        for x, y in product(range(west, east + 1), range(north, south + 1)):
            yield (y - 1) * SIDE + x - 1
