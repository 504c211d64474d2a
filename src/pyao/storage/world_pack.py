"""The world pack: everything that was imported, in one file that loads in a moment.

It is a zip archive: the definitions as JSON, and for each map its tiles, triggers and lists as packed numbers.  The
graphics of the maps are kept apart and only read when a map file has to be written again.
"""

from __future__ import annotations

import hashlib
import os
import struct
import sys
import zipfile
import zlib
from array import array
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from pyao.content.balance import AttributeChange, Balance
from pyao.content.casino import CasinoTotals
from pyao.content.content import Content
from pyao.content.errands import ErrandDef
from pyao.content.factions import FactionArmours, FactionRank, Ladder
from pyao.content.items import ItemDef
from pyao.content.maps import SIDE, TILES, AmbientSound, MapDef
from pyao.content.npcs import NpcDef
from pyao.content.polls import Poll
from pyao.content.praetorians import Praetorian
from pyao.content.spells import SpellDef, SpellEffect
from pyao.content.starting_kit import StartingKit
from pyao.storage.private_files import for_owner_alone, make_private_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pyao.storage.classic.map_files import Ground

PACK_NAME = "world.pyao"

_LAYOUT = 2
"""Raise it when the parts of a pack change."""

_DEFINITIONS = (
    *(Content, ItemDef, NpcDef, SpellDef, SpellEffect, Balance, AttributeChange, StartingKit),
    *(FactionArmours, FactionRank, Ladder, Praetorian, Poll, CasinoTotals, MapDef, AmbientSound, ErrandDef),
)


def _version() -> bytes:
    """The version written into a pack; it changes when any definition gains or loses a field."""
    names = repr([(kind.__name__, [field.name for field in fields(kind)]) for kind in _DEFINITIONS])
    return f"PyAO world {_LAYOUT}.{zlib.crc32(names.encode()):08x}".encode()


VERSION = _version()

_VERSION, _CONTENT, _MAPS, _BULK, _LAYERS = "version", "definitions.json", "maps.json", "maps.bin", "layers/{}"
_CONTENT_JSON = TypeAdapter(Content)
_MAPS_JSON = TypeAdapter(list[MapDef])
_LENGTHS = struct.Struct("<3i")
_FIELDS_OF_EXITS, _FIELDS_OF_NPCS, _FIELDS_OF_OBJECTS = 5, 3, 4

_UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, ValidationError, LookupError, EOFError, ValueError)


class PackError(Exception):
    """The pack can't be used; the text says why, to follow the file's name."""


def write_pack(path: Path, content: Content, layers: Mapping[int, Ground] | None = None) -> None:
    """Write a pack; an old one is replaced only when the new one is complete.

    Raises:
        OSError: the file can't be written.

    """
    make_private_folder(path.parent)
    temporary = path.with_name(path.name + ".new")
    maps = sorted(content.maps.values(), key=lambda one: one.id)
    temporary.unlink(missing_ok=True)
    with open(temporary, "xb", opener=for_owner_alone) as file, zipfile.ZipFile(file, "w") as pack:
        pack.writestr(_VERSION, VERSION)
        pack.writestr(_CONTENT, _CONTENT_JSON.dump_json(replace(content, maps={})), zipfile.ZIP_DEFLATED, 1)
        bare = [replace(one, tiles=b"", triggers=b"", exits={}, npcs=(), objects={}) for one in maps]
        pack.writestr(_MAPS, _MAPS_JSON.dump_json(bare), zipfile.ZIP_DEFLATED, 1)
        pack.writestr(_BULK, b"".join(_pack_map(one) for one in maps), zipfile.ZIP_DEFLATED, 1)
        for number, ground in (layers or {}).items():
            pack.writestr(_LAYERS.format(number), _pack_layers(ground), zipfile.ZIP_DEFLATED, 6)
    with temporary.open("r+b") as written:
        os.fsync(written.fileno())
    temporary.replace(path)


def fingerprint(content: Content) -> str:
    """A hash of everything that is defined, the same on every machine and Python."""
    found = hashlib.blake2b(VERSION, digest_size=16)
    found.update(_CONTENT_JSON.dump_json(replace(content, maps={}, banned_ips=frozenset())))
    found.update("\n".join(sorted(content.banned_ips)).encode())
    for here in sorted(content.maps.values(), key=lambda one: one.id):
        bare = replace(here, tiles=b"", triggers=b"", exits={}, npcs=(), objects={})
        found.update(_MAPS_JSON.dump_json([bare]) + _pack_map(here))
    return found.hexdigest()


def content_json(content: Content) -> Any:  # noqa: ANN401 - plain values that JSON has
    """Everything but the maps as plain values."""
    return _CONTENT_JSON.dump_python(replace(content, maps={}), mode="json")


def map_json(here: MapDef) -> dict[str, Any]:
    """A map as plain values: flags and triggers as a line of digits for each row, exits as (x, y, map, x, y)."""
    bare = replace(here, tiles=b"", triggers=b"", exits={}, npcs=(), objects={})
    (plain,) = _MAPS_JSON.dump_python([bare], mode="json")
    return {
        **plain,
        "tiles": [here.tiles[start : start + SIDE].hex()[1::2] for start in range(0, TILES, SIDE)],
        "triggers": [here.triggers[start : start + SIDE].hex()[1::2] for start in range(0, TILES, SIDE)],
        "exits": [[*tile, *there] for tile, there in here.exits.items()],
        "npcs": [list(npc) for npc in here.npcs],
        "objects": [[*tile, *thing] for tile, thing in here.objects.items()],
    }


def read_pack(path: Path) -> Content:
    """Read a pack without the graphics.

    Raises:
        PackError: it is damaged, or was written by another version.
        OSError: the file can't be read.

    """
    try:
        with zipfile.ZipFile(path) as pack:
            if pack.read(_VERSION) != VERSION:
                raise PackError("it was made by another version; import the data again")
            content = _CONTENT_JSON.validate_json(pack.read(_CONTENT))
            bare = _MAPS_JSON.validate_json(pack.read(_MAPS))
            bulk = memoryview(pack.read(_BULK))
        return replace(content, maps=_unpack_maps(bare, bulk))
    except _UNREADABLE as fault:
        raise PackError("it is damaged; import the data again") from fault


def read_layers(path: Path, number: int) -> tuple[array[int], ...]:
    """The four layers of graphics of one map, row by row.

    Raises:
        PackError: the pack has none for that map.
        OSError: the file can't be read.

    """
    try:
        with zipfile.ZipFile(path) as pack:
            pictures = _numbers(pack.read(_LAYERS.format(number)))
    except _UNREADABLE as fault:
        raise PackError(f"it has no pictures of map {number}") from fault
    return tuple(pictures[start : start + TILES] for start in range(0, 4 * TILES, TILES))


def _pack_layers(ground: Ground) -> bytes:
    return b"".join(_bytes(layer) for layer in ground.layers)


def _pack_map(here: MapDef) -> bytes:
    """A map's tiles and triggers, then the lengths of its three lists and their numbers."""
    numbers = array("h")
    for (x, y), (map_id, to_x, to_y) in here.exits.items():
        numbers.extend((x, y, map_id, to_x, to_y))
    for npc in here.npcs:
        numbers.extend(npc)
    for (x, y), (item, amount) in here.objects.items():
        numbers.extend((x, y, item, amount))
    lengths = _LENGTHS.pack(len(here.exits), len(here.npcs), len(here.objects))
    return here.tiles + here.triggers + lengths + _bytes(numbers)


def _unpack_maps(bare: list[MapDef], bulk: memoryview) -> dict[int, MapDef]:
    # One tuple for each tile serves all maps: 70,000 exits and objects lie on few different tiles.
    tiles = [[(x, y) for x in range(SIDE + 1)] for y in range(SIDE + 1)]
    maps: dict[int, MapDef] = {}
    for one in bare:
        maps[one.id], bulk = _unpack_map(one, bulk, tiles)
    if bulk:
        raise ValueError("there is more than maps")
    return maps


def _unpack_map(bare: MapDef, bulk: memoryview, tiles: list[list[tuple[int, int]]]) -> tuple[MapDef, memoryview]:
    head = 2 * TILES + _LENGTHS.size
    exits, npcs, objects = _LENGTHS.unpack_from(bulk, 2 * TILES)
    npcs_at = _FIELDS_OF_EXITS * exits
    objects_at = npcs_at + _FIELDS_OF_NPCS * npcs
    count = objects_at + _FIELDS_OF_OBJECTS * objects
    rest = head + 2 * count
    numbers = _numbers(bulk[head:rest])
    exit_rows = zip(*[iter(numbers[:npcs_at])] * _FIELDS_OF_EXITS, strict=True)
    npc_rows = zip(*[iter(numbers[npcs_at:objects_at])] * _FIELDS_OF_NPCS, strict=True)
    object_rows = zip(*[iter(numbers[objects_at:])] * _FIELDS_OF_OBJECTS, strict=True)
    parts: dict[str, Any] = {
        "tiles": bytes(bulk[:TILES]),
        "triggers": bytes(bulk[TILES : 2 * TILES]),
        "exits": {tiles[y][x]: (map_id, to_x, to_y) for x, y, map_id, to_x, to_y in exit_rows},
        "npcs": tuple(npc_rows),
        "objects": {tiles[y][x]: (item, amount) for x, y, item, amount in object_rows},
    }
    return replace(bare, **parts), bulk[rest:]


def _bytes(numbers: array[int]) -> bytes:
    """The numbers as little-endian bytes on any machine."""
    return _turned(numbers).tobytes()


def _numbers(data: bytes | memoryview) -> array[int]:
    numbers = array("h")
    numbers.frombytes(data)
    return _turned(numbers)


def _turned(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers
