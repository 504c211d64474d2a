"""Reading the three files of a map, or the client's copy of the first.

Source: 03-world §2, §3.
"""

from __future__ import annotations

import re
import struct
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyao.content.enums import MapRestriction, Terrain, Trigger
from pyao.content.keys import SHORT
from pyao.content.maps import BLOCKED, LAVA, ROOF, SIDE, TILES, WATER, AmbientSound, MapDef
from pyao.storage.classic.findings import Findings
from pyao.storage.classic.ini import leading_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.content.content import Place
    from pyao.storage.classic.ini import Ini, Section

MAP_HEADER, INF_HEADER = 273, 10
"""Bytes before the first tile."""

MAX_SOUNDS = 100

_LAYER_2, _LAYER_3, _LAYER_4, _TRIGGER = 2, 4, 8, 16  # and bit 1, which is BLOCKED as it is
_EXIT, _NPC, _OBJECT = 1, 2, 4
_EXIT_FIELDS, _NPC_FIELDS, _OBJECT_FIELDS = struct.Struct("<hhh"), struct.Struct("<h"), struct.Struct("<hh")
_SOMETHING = re.compile(rb"[^\0]")

_KNOWN_TRIGGERS = frozenset(Trigger)
_ROOFS = frozenset((Trigger.BAJO_TECHO, Trigger.TECHO, Trigger.ZONA_SEGURA))
_UNSIGNED = 1 << 16


def _ground_flags() -> bytes:
    """For each graphic of the lowest layer, the flag that it gives the tile.  Source: 03-world §3."""
    flags = bytearray(_UNSIGNED)
    for first, last, flag in ((1505, 1520, WATER), (5665, 5680, WATER), (13547, 13562, WATER), (5837, 5852, LAVA)):
        flags[first : last + 1] = bytes([flag]) * (last - first + 1)
    return bytes(flags)


_GROUND_FLAGS = _ground_flags()

_TERRAINS = {
    "NIEVE": Terrain.NIEVE,
    "DESIERTO": Terrain.DESIERTO,
    "CIUDAD": Terrain.CIUDAD,
    "CAMPO": Terrain.CAMPO,
    "DUNGEON": Terrain.DUNGEON,
    "BOSQUE": Terrain.BOSQUE,
}
_ZONES = frozenset(("", "CIUDAD", "CAMPO", "DUNGEON"))


class BrokenMap(Exception):
    """A map file ends too soon; the text says where."""


def no_pictures() -> array[int]:
    """An empty layer: no tile has a graphic."""
    return array("h", bytes(2 * TILES))


@dataclass(slots=True)
class Ground:
    """The content of a `.map` file: flags, triggers, and the graphics of each layer (0 = none), row by row."""

    version: int = 0
    tiles: bytearray = field(default_factory=lambda: bytearray(TILES))
    triggers: bytearray = field(default_factory=lambda: bytearray(TILES))
    layers: tuple[array[int], array[int], array[int], array[int]] = field(
        default_factory=lambda: (no_pictures(), no_pictures(), no_pictures(), no_pictures())
    )


@dataclass(slots=True)
class Contents:
    """The content of an `.inf` file: exits and objects by tile, NPCs as (x, y, number)."""

    exits: dict[tuple[int, int], Place] = field(default_factory=dict)
    npcs: list[tuple[int, int, int]] = field(default_factory=list)
    objects: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


def read_ground(file: str, data: bytes, findings: Findings) -> Ground:
    """Read a `.map` file; anything odd becomes a finding.

    Raises:
        BrokenMap: it is cut.

    """
    ground, odd = Ground(), Findings()
    layer1, tiles = [0] * TILES, ground.tiles
    try:
        (ground.version,) = struct.unpack_from("<h", data)
        position = MAP_HEADER
        # An import reads three million tiles here, so plain ones are handled without any call.
        for index in range(TILES):
            flags = data[position]
            picture = layer1[index] = data[position + 1] | data[position + 2] << 8
            position += 3
            if flags <= BLOCKED:
                tiles[index] = flags | _GROUND_FLAGS[picture]
            else:
                position = _read_more(file, data, position, index, flags, ground, odd)
                tiles[index] |= flags & BLOCKED
                if not (_GROUND_FLAGS[picture] == WATER and ground.layers[1][index]):
                    tiles[index] |= _GROUND_FLAGS[picture]
    except (IndexError, struct.error) as fault:
        raise BrokenMap(f"it ends after {len(data)} bytes, in the middle of the tiles") from fault
    ground.layers = (array("h", array("H", layer1).tobytes()), *ground.layers[1:])
    if position != len(data):
        odd.warn(file, "", f"{len(data) - position} bytes follow the last tile; they are not used")
    findings.take(odd)
    return ground


def _read_more(file: str, data: bytes, position: int, index: int, flags: int, ground: Ground, odd: Findings) -> int:
    """Read the upper layers and the trigger of a tile; gives the position of the next tile."""
    for layer, bit in ((1, _LAYER_2), (2, _LAYER_3), (3, _LAYER_4)):
        if flags & bit:
            (ground.layers[layer][index],) = struct.unpack_from("<h", data, position)
            position += 2
    if flags & _TRIGGER:
        (trigger,) = struct.unpack_from("<h", data, position)
        position += 2
        if trigger in _KNOWN_TRIGGERS:
            ground.triggers[index] = trigger
            ground.tiles[index] |= ROOF if trigger in _ROOFS else 0
        else:
            odd.warn(file, tile_at(index), f"the unknown trigger {trigger}; it is left out")
    if flags > (_TRIGGER << 1) - 1:
        odd.warn(file, tile_at(index), f"unknown flags: {flags}")
    return position


def read_contents(file: str, data: bytes, findings: Findings) -> Contents:
    """Read an `.inf` file; anything odd becomes a finding.

    Raises:
        BrokenMap: it is cut.

    """
    contents, odd = Contents(), Findings()
    position, index = INF_HEADER, 0
    try:
        while index < TILES:
            match = _SOMETHING.search(data, position, position + TILES - index)
            skipped = (match.start() if match else min(len(data), position + TILES - index)) - position
            index += skipped
            position += skipped
            if index < TILES:
                position = _read_tile(file, data, position, index, contents, odd)
                index += 1
    except (IndexError, struct.error) as fault:
        raise BrokenMap(f"it ends after {len(data)} bytes, in the middle of the tiles") from fault
    if position != len(data):
        odd.warn(file, "", f"{len(data) - position} bytes follow the last tile; they are not used")
    findings.take(odd)
    return contents


def _read_tile(file: str, data: bytes, position: int, index: int, contents: Contents, odd: Findings) -> int:
    """Read what is on one tile; gives the position of the next tile."""
    flags = data[position]
    position += 1
    tile = index % SIDE + 1, index // SIDE + 1
    if flags & _EXIT:
        contents.exits[tile] = _EXIT_FIELDS.unpack_from(data, position)
        position += _EXIT_FIELDS.size
    if flags & _NPC:
        (number,) = _NPC_FIELDS.unpack_from(data, position)
        contents.npcs.append((*tile, number))
        position += _NPC_FIELDS.size
    if flags & _OBJECT:
        contents.objects[tile] = _OBJECT_FIELDS.unpack_from(data, position)
        position += _OBJECT_FIELDS.size
    if flags > (_OBJECT << 1) - 1:
        odd.warn(file, tile_at(index), f"unknown flags: {flags}")
    return position


def make_map(number: int, ground: Ground, contents: Contents, properties: Ini) -> MapDef:
    """Put a map together from its files; `properties` is the `.dat` file."""
    section = properties.section(f"MAPA{number}")
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
        terrain=_terrain(section),
        zone=_zone(section),
        restriction=_restriction(section),
        no_magic=section.number("MagiaSinEfecto") > 0,
        no_invisibility=section.number("InviSinEfecto") > 0,
        no_resurrection=section.number("ResuSinEfecto") > 0,
        no_hiding=section.number("OcultarSinEfecto") > 0,
        no_summoning=section.number("InvocarSinEfecto") > 0,
        npc_theft=section.number("RoboNpcsPermitido") == 1,
        backup=section.flag("BackUp"),
        start_pos=_place(section, "StartPos"),
        on_death_go_to=_place(section, "OnDeathGoTo"),
        sounds=tuple(_sounds(properties)),
    )


def tile_at(index: int) -> str:
    """The place of a tile for a finding."""
    return f"tile {index % SIDE + 1},{index // SIDE + 1}"


def _terrain(section: Section) -> Terrain:
    word = section.text("Terreno").strip().upper()
    if word and word not in _TERRAINS:
        section.warn("Terreno", f"the unknown ground {word}; it is taken for BOSQUE")
    return _TERRAINS.get(word, Terrain.BOSQUE)


def _zone(section: Section) -> str:
    """The zone, exactly as it is written.  Source: 03-world §2."""
    word = section.text("Zona")
    if word not in _ZONES:
        section.warn("Zona", f"the unknown zone {word}; it counts as none")
    return word


def _restriction(section: Section) -> MapRestriction:
    """Who may enter; words that the original does not know (`GM`) admit everyone.  Source: 03-world §2."""
    word = section.text("Restringir").upper()
    try:
        return MapRestriction(word or "NO")
    except ValueError:
        section.note("Restringir", f"the unknown restriction {word} keeps nobody out")
        return MapRestriction.NONE


def _place(section: Section, key: str) -> Place | None:
    """A place written as `map-x-y`; `None` = missing, malformed, or map 0."""
    text = section.text(key)
    parts = [leading_number(part) for part in text.split("-")]
    if text and len(parts) != 3:
        section.warn(key, f"{key}={text} is not of the form map-x-y")
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 and parts[0] else None


def _sounds(properties: Ini) -> Iterator[AmbientSound]:
    for k in range(1, properties.section("SONIDOS").count("Cantidad", MAX_SOUNDS) + 1):
        section = properties.section(f"SONIDO{k}")
        if not section.line:
            properties.section("SONIDOS").warn("Cantidad", f"there is no section [SONIDO{k}]")
            continue
        yield AmbientSound(
            section.number("Sonido", (0, 255)), section.number("Probabilidad", SHORT), dry=section.number("Flags") == 1
        )
