"""Maps drawn as the check sees them: ground, exits, creatures, people and things, a square for each tile."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from pyao.content.maps import BLOCKED, LAVA, ROOF, SIDE, WATER
from pyao.world.space import is_playable

if TYPE_CHECKING:
    from pathlib import Path

    from pyao.content.content import Content
    from pyao.content.maps import MapDef
    from pyao.world.space import Tile

    Colour = tuple[int, int, int]

SQUARE = 4
"""Pixels of each side of a tile."""

LAND, WALL, SEA, HOUSE, GLOW, OUTSIDE = (
    (150, 190, 110),
    (70, 60, 50),
    (70, 120, 200),
    (200, 180, 140),
    (220, 80, 20),
    0.6,
)
EXIT, CREATURE, PERSON, THING = (255, 255, 0), (220, 0, 0), (255, 255, 255), (160, 0, 200)


def write_pictures(content: Content, folder: Path) -> None:
    """Draw each map into a file `<map>.png`.

    Raises:
        OSError: a file can't be written.

    """
    folder.mkdir(parents=True, exist_ok=True)
    for here in content.maps.values():
        (folder / f"{here.id}.png").write_bytes(picture(content, here))


def picture(content: Content, here: MapDef) -> bytes:
    """A map as a PNG file."""
    above = _above(content, here)
    rows = bytearray()
    for y in range(1, SIDE + 1):
        row = b"".join(bytes(above.get((x, y)) or _ground(here, x, y)) * SQUARE for x in range(1, SIDE + 1))
        rows += (b"\0" + row) * SQUARE
    side = SIDE * SQUARE
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks)


def _above(content: Content, here: MapDef) -> dict[Tile, Colour]:
    """What is on the ground, by tile."""
    found: dict[Tile, Colour] = dict.fromkeys(here.objects, THING)
    found.update(dict.fromkeys(here.exits, EXIT))  # portals are drawn as exits, not as the things that show them
    for x, y, number in here.npcs:
        npc = content.npcs.get(number)
        found[x, y] = CREATURE if npc is not None and npc.attackable else PERSON
    return found


def _ground(here: MapDef, x: int, y: int) -> Colour:
    flags = here.tiles[(y - 1) * SIDE + x - 1]
    colours = ((BLOCKED, WALL), (LAVA, GLOW), (WATER, SEA), (ROOF, HOUSE))
    red, green, blue = next((colour for flag, colour in colours if flags & flag), LAND)
    dim = 1.0 if is_playable(x, y) else OUTSIDE
    return int(red * dim), int(green * dim), int(blue * dim)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
