"""The small built-in world: our own TOML in `pyao/data/world`, placed on maps that the client has.

Its ground is the client's where that is at hand, else its mask's, else free but for the areas that are named by hand.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields, replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar

import structlog
from pydantic import TypeAdapter, ValidationError

from pyao.content.content import Content
from pyao.content.errands import ErrandDef
from pyao.content.faults import faults_of
from pyao.content.items import ItemDef
from pyao.content.maps import MapDef
from pyao.content.npcs import NpcDef
from pyao.content.spells import SpellDef
from pyao.storage import ground_masks
from pyao.storage.classic.importer import read_geometry
from pyao.storage.toml_places import line_of
from pyao.world.space import MAX_X, MAX_Y, MIN_X, MIN_Y

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.resources.abc import Traversable
    from pathlib import Path

Made = TypeVar("Made")

log = structlog.get_logger()

_DEFINITIONS: dict[str, type] = {"items": ItemDef, "npcs": NpcDef, "spells": SpellDef, "errands": ErrandDef}
"""What the tables of numbered definitions hold."""

_OPPOSITE = {"north": "south", "south": "north", "west": "east", "east": "west"}


class UnusableWorld(ValueError):
    """The files of the world can't be used; the text says which, the line, and why."""


@dataclass(slots=True)
class Source:
    """The files of the world: all their tables merged into one, and from which file each comes."""

    document: dict[str, Any] = field(default_factory=dict)
    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The name and the text of the file that has each table."""

    def read(self, folder: Traversable) -> None:
        """Add all files of a folder; each has tables of its own."""
        for file in folder.iterdir():
            if file.name.endswith(".toml"):
                text = file.read_text(encoding="utf-8")
                try:
                    tables = tomllib.loads(text)
                except tomllib.TOMLDecodeError as fault:
                    raise UnusableWorld(f"{file.name}: {fault}") from fault
                self.document |= tables
                self.files |= dict.fromkeys(tables, (file.name, text))

    def fault(self, path: Sequence[object], reason: str) -> UnusableWorld:
        """The error that names the place of a value."""
        name, text = self.files.get(str(path[0]), ("?", ""))
        return UnusableWorld(f"{name}, line {line_of(text, path)}: {'.'.join(map(str, path))}: {reason}")


def load_default_world(client: Path | None = None, folder: Traversable | None = None) -> Content:
    """The built-in world; `client` = folder of the Godot client, from which the maps' ground is read.

    `folder` = where its files are, if not in the package.

    Raises:
        UnreadableFolder: the client's folder can't be read.
        UnusableWorld: a file of the world can't be used.

    """
    source = Source()
    source.read(folder or files("pyao.data") / "world")
    document = source.document
    for table in ("borders", "portals", "ground", "maps", *_DEFINITIONS):
        if table not in document:
            raise UnusableWorld(f"no file has the table {table}")
    borders, portals, areas = (document.pop(name) for name in ("borders", "portals", "ground"))
    maps = {int(number): _map_fields(fields) for number, fields in document.pop("maps").items()}
    _check_names(source, maps)
    for table in _DEFINITIONS:
        document[table] = {number: {"id": number, **fields} for number, fields in document[table].items()}
    content = _made(source, TypeAdapter(Content), document)
    a_map = TypeAdapter(MapDef)
    made = {number: _made(source, a_map, {"id": number, **one}, "maps", number) for number, one in maps.items()}
    for path, reason in faults_of(content):
        raise source.fault(path, reason)
    made = _with_exits(made, borders, portals)
    return replace(content, maps=_with_ground(made, areas, client))


def _check_names(source: Source, maps: dict[int, dict[str, Any]]) -> None:
    """Refuse a word that means nothing, such as a misspelt one."""
    for table, kind in _DEFINITIONS.items():
        for number, given in source.document[table].items():
            for word in set(given) - {one.name for one in fields(kind)}:
                raise source.fault((table, number, word), "there is no such property")
    for number, given in maps.items():
        for word in set(given) - {one.name for one in fields(MapDef)}:
            raise source.fault(("maps", number, word), "there is no such property")


def _made(source: Source, kind: TypeAdapter[Made], given: dict[str, Any], *above: object) -> Made:
    """The definitions in a table; `above` = where it stands."""
    try:
        return kind.validate_python(given)
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        raise source.fault((*above, *first["loc"]), first["msg"]) from fault


def _map_fields(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of one map, its objects by tile."""
    lying = {(x, y): (item, amount) for x, y, item, amount in fields.get("objects", ())}
    return fields | {"objects": lying}


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


def _with_ground(
    maps: dict[int, MapDef], areas: dict[str, ground_masks.Areas], client: Path | None
) -> dict[int, MapDef]:
    """The maps with their walls, water and roofs, as far as they are known."""
    grounds = {} if client is None else read_geometry(client, maps.keys())[0]
    if client is None:
        log.info(
            "the built-in world is played; where the ground of its maps is not known they have no walls",
            hint="name the folder of the Godot client in world.client, or import data with `pyao-server import`",
        )
    found = {}
    for number, one in maps.items():
        here, ground = areas.get(str(number), {}), grounds.get(number)
        if ground is None:
            found[number] = _on_own_ground(one, here)
        else:
            triggers = ground_masks.triggers_with(bytes(ground.triggers), here, only_ours=True)
            found[number] = replace(one, version=ground.version, tiles=bytes(ground.tiles), triggers=triggers)
    return found


def _on_own_ground(one: MapDef, areas: ground_masks.Areas) -> MapDef:
    """The map with the ground of its mask, or else with what the areas say."""
    mask = ground_masks.kept_mask(one.id)
    if mask is not None:
        triggers = ground_masks.triggers_with(ground_masks.triggers_under(mask), areas, only_ours=True)
        return replace(one, tiles=mask, triggers=triggers)
    tiles = ground_masks.tiles_with(one.tiles, areas)
    return replace(one, tiles=tiles, triggers=ground_masks.triggers_with(one.triggers, areas))
