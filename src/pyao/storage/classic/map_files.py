"""Reading the `.map` and `.inf` files of a map, in the forms that communities use.

The usual form is that of 0.13.3.  Servers with more graphics write each picture in 4 bytes; older ones write every
field of every tile, used or not: 13 bytes a tile.  Which one it is shows where the tiles end.
Source: 03-world §2, §3.
"""

from __future__ import annotations

import re
import struct
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from pyao.content.enums import Trigger
from pyao.content.keys import SHORT
from pyao.content.maps import BLOCKED, LAVA, ROOF, SIDE, TILES, WATER
from pyao.storage.classic.findings import Findings, Severity, listed

if TYPE_CHECKING:
    from pyao.content.content import Place

MAP_HEADER, INF_HEADER = 273, 10
"""Bytes before the first tile."""

OLD, WIDE = "older servers (13 bytes a tile)", "servers with more graphics (4 bytes a picture)"
_OLD_TILE = struct.Struct("<B4hhh")
"""Blocked, four layers, trigger, and a field that is not used."""
_OLD_CONTENTS = struct.Struct("<hhhhhhhh")
"""Exit (map, x, y), NPC, object, amount, and two fields that are not used."""
OLD_MAP_SIZE = MAP_HEADER + TILES * _OLD_TILE.size
OLD_INF_SIZE = INF_HEADER + TILES * _OLD_CONTENTS.size
_CSM_HEADER = struct.Struct("<10i4h")
MOST_BEHIND = 1_024
"""Bytes behind the last tile that an editor may have left; a file with more is of another form."""
MOST_ODD_TILES = TILES // 10
"""Triggers and flags that are unknown; a file with more of them is of another form."""


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


class BrokenMap(Exception):
    """A map file can't be read; the text says why."""


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


R = TypeVar("R", Ground, Contents)


@dataclass(slots=True)
class Read(Generic[R]):
    """What a form makes of a file: the result, what is odd in it, and where its last tile ends."""

    result: R
    odd: Findings
    end: int

    @property
    def makes_no_sense(self) -> bool:
        """Whether so many tiles are odd that the file is of another form."""
        return self.odd.total(Severity.WARNING) > MOST_ODD_TILES

    def fits(self, data: bytes) -> bool:
        """Whether the tiles end where the file does, and make sense."""
        return self.end == len(data) and not self.makes_no_sense


def read_ground(file: str, data: bytes, findings: Findings) -> Ground:
    """Read a `.map` file of any form that is known; anything odd becomes a finding.

    Raises:
        BrokenMap: it is cut, or of no form that is known.

    """
    if _is_csm(data):
        raise BrokenMap("it is a .csm map under another name, a form that is not read")
    if len(data) == OLD_MAP_SIZE:
        return _noted(file, OLD, _read_old_ground(file, data), findings)
    try:
        usual = _read_usual_ground(file, data)
        if usual.fits(data):
            return _noted(file, "", usual, findings)
    except BrokenMap:
        if wide := _wide_if_it_fits(file, data):
            return _noted(file, WIDE, wide, findings)
        raise
    if wide := _wide_if_it_fits(file, data):
        return _noted(file, WIDE, wide, findings)
    return _noted(file, "", _tolerated(file, usual, data), findings)


def read_contents(file: str, data: bytes, findings: Findings) -> Contents:
    """Read an `.inf` file of any form that is known; anything odd becomes a finding.

    Raises:
        BrokenMap: it is cut, or of no form that is known.

    """
    if len(data) == OLD_INF_SIZE:
        return _noted(file, OLD, _tolerated(file, _read_old_contents(file, data), data), findings)
    read = _read_usual_contents(file, data)
    return _noted(file, "", read if read.fits(data) else _tolerated(file, read, data), findings)


def _noted(file: str, form: str, read: Read[R], findings: Findings) -> R:
    if form:
        findings.note(file, "", f"it is read in the form of {form}")
    findings.take(read.odd)
    return read.result


def _tolerated(file: str, read: Read[R], data: bytes) -> Read[R]:
    """Tiles that make sense, with something behind them; `BrokenMap` if they make none."""
    if read.makes_no_sense:
        raise BrokenMap(f"it is of no form that is known: {read.odd.total(Severity.WARNING):,} tiles make no sense")
    behind = len(data) - read.end
    if behind > MOST_BEHIND:
        raise BrokenMap(f"it is of no form that is known: {behind:,} bytes follow the last tile")
    if behind:
        read.odd.warn(file, "", f"{behind} bytes follow the last tile; they are not used")
    return read


def _is_csm(data: bytes) -> bool:
    """Whether it begins as a `.csm` map: ten counts, then the map's bounds."""
    if len(data) < _CSM_HEADER.size:
        return False
    *counts, x_max, x_min, y_max, y_min = _CSM_HEADER.unpack_from(data)
    return (x_max, x_min, y_max, y_min) == (SIDE, 1, SIDE, 1) and all(0 <= one <= 4 * TILES for one in counts)


def _read_usual_ground(file: str, data: bytes) -> Read[Ground]:
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
    return Read(ground, odd, position)


def _read_more(file: str, data: bytes, position: int, index: int, flags: int, ground: Ground, odd: Findings) -> int:
    """Read the upper layers and the trigger of a tile; gives the position of the next tile."""
    for layer, bit in ((1, _LAYER_2), (2, _LAYER_3), (3, _LAYER_4)):
        if flags & bit:
            (ground.layers[layer][index],) = struct.unpack_from("<h", data, position)
            position += 2
    if flags & _TRIGGER:
        (trigger,) = struct.unpack_from("<h", data, position)
        position += 2
        _take_trigger(file, index, trigger, ground, odd)
    if flags > (_TRIGGER << 1) - 1:
        odd.warn(file, tile_at(index), f"unknown flags: {flags}")
    return position


def _take_trigger(file: str, index: int, trigger: int, ground: Ground, odd: Findings) -> None:
    if trigger in _KNOWN_TRIGGERS:
        ground.triggers[index] = trigger
        ground.tiles[index] |= ROOF if trigger in _ROOFS else 0
    else:
        odd.warn(file, tile_at(index), f"the unknown trigger {trigger}; it is left out")


def _wide_if_it_fits(file: str, data: bytes) -> Read[Ground] | None:
    """The ground if each picture has 4 bytes; `None` = the tiles don't end where the file does, or make no sense."""
    try:
        read = _read_wide_ground(file, data)
    except (IndexError, struct.error):
        return None
    return read if read.fits(data) else None


def _read_wide_ground(file: str, data: bytes) -> Read[Ground]:
    ground, odd = Ground(), Findings()
    (ground.version,) = struct.unpack_from("<h", data)
    position = MAP_HEADER
    for index in range(TILES):
        flags = data[position]
        position += 1
        for layer, bit in enumerate((0, _LAYER_2, _LAYER_3, _LAYER_4)):
            if not layer or flags & bit:
                (picture,) = struct.unpack_from("<i", data, position)
                ground.layers[layer][index] = _narrow(file, index, picture, odd)
                position += 4
        trigger = 0
        if flags & _TRIGGER:
            (trigger,) = struct.unpack_from("<h", data, position)
            position += 2
        if flags > (_TRIGGER << 1) - 1:
            odd.warn(file, tile_at(index), f"unknown flags: {flags}")
        _finish_tile(file, index, flags & BLOCKED, trigger, ground, odd)
    return Read(ground, odd, position)


def _read_old_ground(file: str, data: bytes) -> Read[Ground]:
    ground, odd = Ground(), Findings()
    (ground.version,) = struct.unpack_from("<h", data)
    for index, (blocked, *pictures, trigger, _unused) in enumerate(_OLD_TILE.iter_unpack(data[MAP_HEADER:])):
        for layer, picture in enumerate(pictures):
            ground.layers[layer][index] = picture
        _finish_tile(file, index, BLOCKED if blocked else 0, trigger, ground, odd)
    read = Read(ground, odd, len(data))
    return _tolerated(file, read, data)


def _finish_tile(file: str, index: int, flags: int, trigger: int, ground: Ground, odd: Findings) -> None:
    """Give a tile its flags once its pictures are known."""
    below = _GROUND_FLAGS[ground.layers[0][index] & (_UNSIGNED - 1)]
    ground.tiles[index] = flags | (0 if below == WATER and ground.layers[1][index] else below)
    _take_trigger(file, index, trigger, ground, odd)


def _narrow(file: str, index: int, picture: int, odd: Findings) -> int:
    """A picture of 4 bytes as a map of this client can have it; none if it can't."""
    if 0 <= picture <= SHORT[1]:
        return picture
    odd.note(file, tile_at(index), f"the picture {picture} is left out: no map of the client can have it")
    return 0


def _read_usual_contents(file: str, data: bytes) -> Read[Contents]:
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
    return Read(contents, odd, position)


def _read_old_contents(file: str, data: bytes) -> Read[Contents]:
    contents, odd = Contents(), Findings()
    for index, fields in enumerate(_OLD_CONTENTS.iter_unpack(data[INF_HEADER:])):
        to_map, to_x, to_y, npc, item, amount, *_unused = fields
        tile = index % SIDE + 1, index // SIDE + 1
        if to_map:
            contents.exits[tile] = to_map, to_x, to_y
        if npc:
            contents.npcs.append((*tile, npc))
        if item:
            contents.objects[tile] = item, amount
        if min(fields[:-2]) < 0 or max(to_x, to_y) > SIDE:
            odd.warn(file, tile_at(index), f"what is there makes no sense: {listed(fields)}")
    return Read(contents, odd, len(data))


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


def tile_at(index: int) -> str:
    """The place of a tile for a finding."""
    return f"tile {index % SIDE + 1},{index // SIDE + 1}"
