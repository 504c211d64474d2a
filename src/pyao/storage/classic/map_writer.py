"""Writing the files of a map as it is now, in the original server's format.

Source: 03-world §2 "Saving".
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType, Terrain
from pyao.content.keys import SHORT
from pyao.content.maps import BLOCKED, SIDE, TILES
from pyao.protocol.text import TextEncoding, encode
from pyao.storage.classic.map_files import INF_HEADER, MAP_HEADER

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping, Sequence

    from pyao.content.content import Content, Place
    from pyao.content.maps import MapDef
    from pyao.world.map import Map
    from pyao.world.space import Tile

_LAYERS = ((1, 2), (2, 4), (3, 8))
"""Each upper layer (counted from 0) and the bit that says it is present."""

_TRIGGER_BIT = 16
_TERRAINS = {
    Terrain.BOSQUE: "BOSQUE",
    Terrain.NIEVE: "NIEVE",
    Terrain.DESIERTO: "DESIERTO",
    Terrain.CIUDAD: "CIUDAD",
    Terrain.CAMPO: "CAMPO",
    Terrain.DUNGEON: "DUNGEON",
}


def ground_file(definition: MapDef, flags: bytes | bytearray, layers: Sequence[array[int]]) -> bytes:
    """The `.map` file: graphics, triggers, and which tiles are blocked now."""
    parts = [struct.pack("<h", definition.version).ljust(MAP_HEADER, b"\0")]
    for index in range(TILES):
        tile = 1 if flags[index] & BLOCKED else 0
        numbers = [layers[0][index]]
        for layer, bit in _LAYERS:
            if layers[layer][index]:
                tile |= bit
                numbers.append(layers[layer][index])
        if definition.triggers[index]:
            tile |= _TRIGGER_BIT
            numbers.append(definition.triggers[index])
        parts.append(struct.pack(f"<B{len(numbers)}h", tile, *numbers))
    return b"".join(parts)


def contents_file(here: Map, content: Content) -> bytes:
    """The `.inf` file: exits, NPCs where they stand now, and objects except lit fires."""
    npcs = {tile: npc.definition.id for tile, npc in here.npcs.items() if npc.saved}
    things = {
        tile: (thing.item, min(thing.amount, SHORT[1]))
        for tile, thing in here.objects.items()
        if not _is_fire(content, thing.item)
    }
    return tiles_file(here.exits, npcs, things)


def tiles_file(exits: Mapping[Tile, Place], npcs: Mapping[Tile, int], things: Mapping[Tile, tuple[int, int]]) -> bytes:
    """An `.inf` file: where each exit leads, the number of each NPC, and each object with its amount, by tile."""
    parts = [bytes(INF_HEADER)]
    for index in range(TILES):
        tile = index % SIDE + 1, index // SIDE + 1
        exit_, npc, thing = exits.get(tile), npcs.get(tile), things.get(tile)
        parts.append(bytes(((1 if exit_ else 0) | (2 if npc else 0) | (4 if thing else 0),)))
        if exit_:
            parts.append(struct.pack("<hhh", *exit_))
        if npc:
            parts.append(struct.pack("<h", npc))
        if thing:
            parts.append(struct.pack("<hh", *thing))
    return b"".join(parts)


def _is_fire(content: Content, item: int) -> bool:
    definition = content.items.get(item)
    return definition is not None and definition.type is ObjectType.FOGATA


def properties_file(definition: MapDef) -> bytes:
    """The `.dat` file, without the sounds; `Pk` is 0 if fighting is allowed."""

    def place(where: tuple[int, int, int] | None) -> str:
        return "-".join(map(str, where or (0, 0, 0)))

    values = {
        "NAME": definition.name,
        "MUSICNUM": definition.music,
        "STARTPOS": place(definition.start_pos),
        "ONDEATHGOTO": place(definition.on_death_go_to),
        "MAGIASINEFECTO": int(definition.no_magic),
        "INVISINEFECTO": int(definition.no_invisibility),
        "RESUSINEFECTO": int(definition.no_resurrection),
        "OCULTARSINEFECTO": int(definition.no_hiding),
        "INVOCARSINEFECTO": int(definition.no_summoning),
        "ROBONPCSPERMITIDO": int(definition.npc_theft),
        "PK": int(definition.safe),
        "TERRENO": _TERRAINS[definition.terrain],
        "ZONA": definition.zone,
        "RESTRINGIR": definition.restriction.value,
        "BACKUP": int(definition.backup),
    }
    lines = [f"[MAPA{definition.id}]", *(f"{key}={value}" for key, value in values.items())]
    return encode("\r\n".join(lines) + "\r\n", TextEncoding.CP1252)
