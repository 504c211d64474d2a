"""The three files of a map, and the client's copy of the first.

Source: 03-world §2, §3.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyao.content.enums import MapRestriction, Terrain
from pyao.content.maps import BLOCKED, LAVA, ROOF, SIDE, TILES, WATER, AmbientSound, MapDef
from pyao.storage.classic.ini import leading_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.content.content import Place
    from pyao.storage.classic.findings import Findings
    from pyao.storage.classic.ini import Ini, Section

MAP_HEADER, INF_HEADER = 273, 10
_BLOCKED, _LAYER_2, _LAYER_3, _LAYER_4, _TRIGGER = 1, 2, 4, 8, 16
_EXIT, _NPC, _OBJECT = 1, 2, 4

_WATER = frozenset((*range(1505, 1521), *range(5665, 5681), *range(13547, 13563)))
_LAVA = frozenset(range(5837, 5853))
_ROOFS = frozenset((1, 2, 4))
_TERRAINS = {
    "NIEVE": Terrain.NIEVE,
    "DESIERTO": Terrain.DESIERTO,
    "CIUDAD": Terrain.CIUDAD,
    "CAMPO": Terrain.CAMPO,
    "DUNGEON": Terrain.DUNGEON,
}


class BrokenMap(Exception):
    """A map file that ends too soon or has something behind its end."""


@dataclass(slots=True)
class Ground:
    """What a `.map` file says: flags, triggers, and the pictures of each layer (0 = none), row by row."""

    version: int = 0
    tiles: bytearray = field(default_factory=lambda: bytearray(TILES))
    triggers: bytearray = field(default_factory=lambda: bytearray(TILES))
    layers: tuple[list[int], list[int], list[int], list[int]] = field(
        default_factory=lambda: ([0] * TILES, [0] * TILES, [0] * TILES, [0] * TILES)
    )


@dataclass(slots=True)
class Contents:
    """What an `.inf` file says."""

    exits: dict[tuple[int, int], Place] = field(default_factory=dict)
    npcs: list[tuple[int, int, int]] = field(default_factory=list)
    objects: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


def read_ground(data: bytes) -> Ground:
    """Read a `.map` file.

    Raises:
        BrokenMap: it is cut, or something follows the last tile.

    """
    ground = Ground()
    try:
        (ground.version,) = struct.unpack_from("<h", data)
        position = MAP_HEADER
        for index in range(TILES):
            position = _read_tile(data, position, index, ground)
    except (IndexError, struct.error) as fault:
        raise BrokenMap(f"it ends after {len(data)} bytes, in the middle of the tiles") from fault
    if position != len(data):
        raise BrokenMap(f"{len(data) - position} bytes follow the last tile")
    return ground


def _read_tile(data: bytes, position: int, index: int, ground: Ground) -> int:
    flags = data[position]
    (layer1,) = struct.unpack_from("<h", data, position + 1)
    position += 3
    ground.layers[0][index] = layer1
    for layer, bit in ((1, _LAYER_2), (2, _LAYER_3), (3, _LAYER_4)):
        if flags & bit:
            (ground.layers[layer][index],) = struct.unpack_from("<h", data, position)
            position += 2
    if flags & _TRIGGER:
        (trigger,) = struct.unpack_from("<h", data, position)
        ground.triggers[index] = trigger if 0 <= trigger <= 255 else 0
        position += 2
    tile = BLOCKED if flags & _BLOCKED else 0
    if ground.triggers[index] in _ROOFS:
        tile |= ROOF
    if layer1 in _WATER and not ground.layers[1][index]:
        tile |= WATER
    if layer1 in _LAVA:
        tile |= LAVA
    ground.tiles[index] = tile
    return position


def read_contents(data: bytes) -> Contents:
    """Read an `.inf` file.

    Raises:
        BrokenMap: it is cut, or something follows the last tile.

    """
    contents = Contents()
    position = INF_HEADER
    try:
        for index in range(TILES):
            flags = data[position]
            position += 1
            if not flags:
                continue
            tile = index % SIDE + 1, index // SIDE + 1
            if flags & _EXIT:
                contents.exits[tile] = struct.unpack_from("<hhh", data, position)
                position += 6
            if flags & _NPC:
                contents.npcs.append((*tile, *struct.unpack_from("<h", data, position)))
                position += 2
            if flags & _OBJECT:
                contents.objects[tile] = struct.unpack_from("<hh", data, position)
                position += 4
    except (IndexError, struct.error) as fault:
        raise BrokenMap(f"it ends after {len(data)} bytes, in the middle of the tiles") from fault
    if position != len(data):
        raise BrokenMap(f"{len(data) - position} bytes follow the last tile")
    return contents


def make_map(number: int, ground: Ground, contents: Contents, properties: Ini, findings: Findings) -> MapDef:
    """Put a map together from its parts; `properties` is the `.dat` file."""
    section = properties.section(f"MAPA{number}")
    if not section.values:
        findings.warn(properties.file, "", f"it has no section [MAPA{number}]; the map gets the defaults")
    return MapDef(
        id=number,
        name=section.text("Name"),
        version=ground.version,
        music=leading_number(section.text("MusicNum").partition("-")[0]),
        tiles=bytes(ground.tiles),
        triggers=bytes(ground.triggers),
        exits=contents.exits,
        npcs=tuple(contents.npcs),
        objects=contents.objects,
        safe=section.flag("Pk"),
        terrain=_TERRAINS.get(section.text("Terreno").strip().upper(), Terrain.BOSQUE),
        zone=section.text("Zona"),
        restriction=_restriction(section),
        no_magic=section.number("MagiaSinEfecto") > 0,
        no_invisibility=section.number("InviSinEfecto") > 0,
        no_resurrection=section.number("ResuSinEfecto") > 0,
        no_hiding=section.number("OcultarSinEfecto") > 0,
        no_summoning=section.number("InvocarSinEfecto") > 0,
        npc_theft=section.number("RoboNpcsPermitido") == 1,
        backup=section.flag("BackUp"),
        start_pos=_place(section.text("StartPos")),
        on_death_go_to=_place(section.text("OnDeathGoTo")),
        sounds=tuple(_sounds(properties)),
    )


def _restriction(section: Section) -> MapRestriction:
    """Who may enter; words that the original does not know (`GM`) keep nobody out.  Source: 03-world §2."""
    try:
        return MapRestriction(section.text("Restringir").upper())
    except ValueError:
        return MapRestriction.NONE


def _place(text: str) -> Place | None:
    """`map-x-y`; map 0 = nowhere."""
    parts = [leading_number(part) for part in text.split("-")]
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 and parts[0] else None


def _sounds(properties: Ini) -> Iterator[AmbientSound]:
    for k in range(1, properties.section("SONIDOS").number("Cantidad") + 1):
        section = properties.section(f"SONIDO{k}")
        yield AmbientSound(section.number("Sonido"), section.number("Probabilidad"), dry=section.number("Flags") == 1)
