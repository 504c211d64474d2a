"""Small worlds made for tests."""

from __future__ import annotations

from typing import Any

from pyao.content.content import Balance, Content
from pyao.content.maps import BLOCKED, SIDE, TILES, MapDef


def plain_map(number: int, *, blocked: tuple[tuple[int, int], ...] = (), **fields: Any) -> MapDef:
    """A map where every tile is free but those named."""
    tiles = bytearray(TILES)
    for x, y in blocked:
        tiles[(y - 1) * SIDE + x - 1] |= BLOCKED
    return MapDef(id=number, name=f"Mapa {number}", version=number, tiles=bytes(tiles), **fields)


def content(*maps: MapDef, **fields: Any) -> Content:
    """A world of these maps and nothing else that is not given."""
    parts: dict[str, Any] = {"items": {}, "npcs": {}, "spells": {}, "balance": Balance(), "start": (1, 50, 50)}
    return Content(maps={one.id: one for one in maps}, **(parts | fields))
