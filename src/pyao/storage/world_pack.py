"""The world pack: everything imported, in one file that is read in a moment.

A zip archive: the definitions as JSON, and for each map its tiles, its triggers and its lists as packed numbers; the
pictures of the maps lie beside them and are only read when a map file has to be written again.
"""

from __future__ import annotations

import os
import zipfile
from array import array
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from pyao.content.content import Content
from pyao.content.maps import TILES, MapDef

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pyao.storage.classic.maps import Ground

PACK_NAME = "world.pyao"
VERSION = b"PyAO world 1"

_VERSION, _DEFINITIONS, _MAPS, _BULK, _LAYERS = "version", "definitions.json", "maps.json", "maps.bin", "layers/{}"
_CONTENT = TypeAdapter(Content)
_MAP_LIST = TypeAdapter(list[MapDef])


class PackError(Exception):
    """The pack can't be used; the text says why."""


def write_pack(path: Path, content: Content, layers: Mapping[int, Ground] | None = None) -> None:
    """Write a pack; the old one is replaced only when the new one is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    maps = sorted(content.maps.values(), key=lambda one: one.id)
    with zipfile.ZipFile(temporary, "w") as pack:
        pack.writestr(_VERSION, VERSION)
        pack.writestr(_DEFINITIONS, _CONTENT.dump_json(replace(content, maps={})), zipfile.ZIP_DEFLATED, 1)
        bare = [replace(one, tiles=b"", triggers=b"", exits={}, npcs=(), objects={}) for one in maps]
        pack.writestr(_MAPS, _MAP_LIST.dump_json(bare), zipfile.ZIP_DEFLATED, 1)
        pack.writestr(_BULK, b"".join(_pack_map(one) for one in maps), zipfile.ZIP_DEFLATED, 1)
        for number, ground in (layers or {}).items():
            pack.writestr(_LAYERS.format(number), _pack_layers(ground), zipfile.ZIP_DEFLATED, 6)
    with temporary.open("rb") as written:
        os.fsync(written.fileno())
    temporary.replace(path)


def read_pack(path: Path) -> Content:
    """Read a pack without the pictures.

    Raises:
        PackError: it is damaged, or was written by another version.
        OSError: the file can't be read.

    """
    try:
        with zipfile.ZipFile(path) as pack:
            if pack.read(_VERSION) != VERSION:
                raise PackError("it was made by another version; import the data again")
            content = _CONTENT.validate_json(pack.read(_DEFINITIONS))
            bare = _MAP_LIST.validate_json(pack.read(_MAPS))
            bulk = memoryview(pack.read(_BULK))
    except (zipfile.BadZipFile, KeyError, ValidationError, EOFError, ValueError) as fault:
        raise PackError("it is damaged; import the data again") from fault
    maps: dict[int, MapDef] = {}
    for one in bare:
        maps[one.id], bulk = _unpack_map(one, bulk)
    return replace(content, maps=maps)


def read_layers(path: Path, number: int) -> tuple[array[int], ...]:
    """The four layers of pictures of one map, row by row.

    Raises:
        PackError: the pack has none for that map.

    """
    try:
        with zipfile.ZipFile(path) as pack:
            data = pack.read(_LAYERS.format(number))
    except (zipfile.BadZipFile, KeyError) as fault:
        raise PackError(f"it has no pictures of map {number}") from fault
    pictures = array("h", data)
    return tuple(pictures[start : start + TILES] for start in range(0, 4 * TILES, TILES))


def _pack_layers(ground: Ground) -> bytes:
    return b"".join(array("h", layer).tobytes() for layer in ground.layers)


def _pack_map(here: MapDef) -> bytes:
    """Tiles, triggers, then the lengths of the three lists and their numbers."""
    numbers = array("h")
    for (x, y), (map_id, to_x, to_y) in here.exits.items():
        numbers.extend((x, y, map_id, to_x, to_y))
    for npc in here.npcs:
        numbers.extend(npc)
    for (x, y), (item, amount) in here.objects.items():
        numbers.extend((x, y, item, amount))
    lengths = array("i", (len(here.exits), len(here.npcs), len(here.objects)))
    return here.tiles + here.triggers + lengths.tobytes() + numbers.tobytes()


def _unpack_map(bare: MapDef, bulk: memoryview) -> tuple[MapDef, memoryview]:
    tiles, triggers = bytes(bulk[:TILES]), bytes(bulk[TILES : 2 * TILES])
    bulk = bulk[2 * TILES :]
    exits, npcs, objects = array("i", bytes(bulk[:12]))
    numbers = array("h", bytes(bulk[12 : 12 + 2 * (5 * exits + 3 * npcs + 4 * objects)]))
    rest = bulk[12 + 2 * len(numbers) :]
    exit_rows = zip(*[iter(numbers[: 5 * exits])] * 5, strict=True)
    npc_rows = zip(*[iter(numbers[5 * exits : 5 * exits + 3 * npcs])] * 3, strict=True)
    object_rows = zip(*[iter(numbers[5 * exits + 3 * npcs :])] * 4, strict=True)
    parts: dict[str, Any] = {
        "tiles": tiles,
        "triggers": triggers,
        "exits": {(x, y): (map_id, to_x, to_y) for x, y, map_id, to_x, to_y in exit_rows},
        "npcs": tuple(npc_rows),
        "objects": {(x, y): (item, amount) for x, y, item, amount in object_rows},
    }
    return replace(bare, **parts), rest
