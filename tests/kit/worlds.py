"""Small worlds made for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyao.content.balance import Balance
from pyao.content.content import Content
from pyao.content.maps import BLOCKED, SIDE, TILES, WATER, MapDef

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyao.world.space import Tile


def plain_map(number: int, *, blocked: Iterable[Tile] = (), water: Iterable[Tile] = (), **fields: Any) -> MapDef:
    """A map of free land, except for the blocked and water tiles."""
    tiles = bytearray(TILES)
    for places, flag in ((blocked, BLOCKED), (water, WATER)):
        for x, y in places:
            tiles[(y - 1) * SIDE + x - 1] |= flag
    return MapDef(id=number, name=f"Mapa {number}", version=number, tiles=bytes(tiles), **fields)


def content(*maps: MapDef, **fields: Any) -> Content:
    """A world of these maps, with nothing in it but what is given."""
    parts: dict[str, Any] = {"items": {}, "npcs": {}, "spells": {}, "balance": Balance(), "start": (1, 50, 50)}
    return Content(maps={one.id: one for one in maps}, **(parts | fields))
