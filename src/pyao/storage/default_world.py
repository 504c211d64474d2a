"""The small built-in world: our own TOML in `pyao/data/world`, placed on maps that the client has.

If the geometry of a map is not known, every inner tile counts as free.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib.resources import files
from itertools import product
from typing import TYPE_CHECKING, Any

import structlog
from pydantic import TypeAdapter

from pyao.content.content import Content
from pyao.content.maps import SIDE, WATER, MapDef
from pyao.storage.classic.importer import read_geometry
from pyao.world.space import MAX_X, MAX_Y, MIN_X, MIN_Y

if TYPE_CHECKING:
    from pathlib import Path

log = structlog.get_logger()

_CONTENT = TypeAdapter(Content)
_MAP = TypeAdapter(MapDef)

_OPPOSITE = {"north": "south", "south": "north", "west": "east", "east": "west"}


def load_default_world(client: Path | None = None) -> Content:
    """The built-in world; `client` = folder of the Godot client, from which the maps' ground is read.

    Raises:
        UnreadableFolder: the client's folder can't be read.

    """
    document = _document()
    borders, portals, waters = document.pop("borders"), document.pop("portals"), document.pop("waters")
    maps = {int(number): _map_fields(fields) for number, fields in document.pop("maps").items()}
    for table in ("items", "npcs", "spells"):
        document[table] = {number: {"id": number, **fields} for number, fields in document[table].items()}
    content = _CONTENT.validate_python(document)
    made = {number: _MAP.validate_python({"id": number, **fields}) for number, fields in maps.items()}
    made = _with_exits(_with_waters(made, waters), borders, portals)
    return replace(content, maps=_with_ground(made, client))


def _document() -> dict[str, Any]:
    """All files of the world merged into one; each has tables of its own."""
    document: dict[str, Any] = {}
    for file in (files("pyao.data") / "world").iterdir():
        if file.name.endswith(".toml"):
            document |= tomllib.loads(file.read_text(encoding="utf-8"))
    return document


def _map_fields(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of one map, its objects by tile."""
    lying = {(x, y): (item, amount) for x, y, item, amount in fields.get("objects", ())}
    return fields | {"objects": lying}


def _with_waters(maps: dict[int, MapDef], waters: dict[str, list[list[int]]]) -> dict[int, MapDef]:
    """The maps with water where there is some; a map whose ground is known has its own."""
    tiles = {number: bytearray(one.tiles) for number, one in maps.items()}
    for number, areas in waters.items():
        for west, north, east, south in areas:
            for x, y in product(range(west, east + 1), range(north, south + 1)):
                tiles[int(number)][(y - 1) * SIDE + x - 1] |= WATER
    return {number: replace(one, tiles=bytes(tiles[number])) for number, one in maps.items()}


def _with_exits(
    maps: dict[int, MapDef], borders: dict[str, dict[str, int]], portals: list[list[int]]
) -> dict[int, MapDef]:
    """The maps with their exits: each border leads to the neighbour and back, each portal where it says."""
    exits: dict[int, dict[tuple[int, int], tuple[int, int, int]]] = {number: {} for number in maps}
    for number, sides in borders.items():
        for side, neighbour in sides.items():
            exits[int(number)].update(_border(side, neighbour))
            exits[neighbour].update(_border(_OPPOSITE[side], int(number)))
    for here, x, y, there, to_x, to_y in portals:
        exits[here][x, y] = (there, to_x, to_y)
    return {number: replace(one, exits=exits[number]) for number, one in maps.items()}


def _border(side: str, there: int) -> dict[tuple[int, int], tuple[int, int, int]]:
    """The exits along one side of a map, each leading to the tile just inside the neighbour's opposite border."""
    columns, rows = range(MIN_X + 1, MAX_X), range(MIN_Y + 1, MAX_Y)
    if side == "north":
        return {(x, MIN_Y): (there, x, MAX_Y - 1) for x in columns}
    if side == "south":
        return {(x, MAX_Y): (there, x, MIN_Y + 1) for x in columns}
    if side == "west":
        return {(MIN_X, y): (there, MAX_X - 1, y) for y in rows}
    return {(MAX_X, y): (there, MIN_X + 1, y) for y in rows}


def _with_ground(maps: dict[int, MapDef], client: Path | None) -> dict[int, MapDef]:
    if client is None:
        log.info(
            "the built-in world is played; its maps have no walls, since their ground is not known",
            hint="name the folder of the Godot client in world.client, or import data with `pyao-server import`",
        )
        return maps
    grounds, _findings = read_geometry(client)
    changes: dict[int, dict[str, Any]] = {
        number: {
            "version": ground.version,
            "tiles": bytes(ground.tiles),
            "triggers": bytes(ground.triggers),
        }
        for number, ground in grounds.items()
    }
    return {number: replace(one, **changes.get(number, {})) for number, one in maps.items()}
