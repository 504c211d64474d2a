"""Finding and reading all data files of a classic server, or the map geometry of a Godot client.

Whatever can be read is; whatever can't is a finding.  Source: 03-world §2, DESIGN "Worlds and data".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pyao.content.content import NEMAHUAK, Content
from pyao.storage.classic import definitions, lint
from pyao.storage.classic.findings import Findings
from pyao.storage.classic.ini import Ini, read_ini
from pyao.storage.classic.maps import BrokenMap, Contents, Ground, make_map, read_contents, read_ground

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pyao.content.maps import MapDef

GODOT_PROJECT = "project.godot"
_MAP_FILE = re.compile(r"mapa(\d+)\.(map|inf|dat)", re.IGNORECASE)
_SKIPPED_FOLDERS = frozenset({"worldbackup", "logs", "charfile", ".git", ".godot"})


class UnreadableFolder(Exception):
    """A folder that was named can't be read; the text is one line for the operator."""


@dataclass(slots=True)
class Found:
    """The files under the folders given, by folded name; and the map files by number and kind."""

    files: dict[str, Path] = field(default_factory=dict)
    maps: dict[int, dict[str, Path]] = field(default_factory=dict)
    is_client: bool = False


@dataclass(slots=True)
class Imported:
    """What came of an import.  `layers` are the pictures of each map, for writing map files again."""

    content: Content
    findings: Findings
    layers: dict[int, Ground]


def find_files(folders: Iterable[Path]) -> Found:
    """Look through folders, whatever their layout; the first file of a name counts.

    Raises:
        UnreadableFolder: one of them is no folder, or can't be read.

    """
    found = Found()
    for folder in folders:
        try:
            found.is_client |= (folder / GODOT_PROJECT).is_file()
            paths = sorted(_walk(folder))
        except OSError as fault:
            raise UnreadableFolder(f"{folder}: {fault.strerror or fault}") from fault
        for path in paths:
            match = _MAP_FILE.fullmatch(path.name)
            if match:
                found.maps.setdefault(int(match[1]), {}).setdefault(match[2].lower(), path)
            else:
                found.files.setdefault(path.name.casefold(), path)
    return found


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if not path.is_dir():
            yield path
        elif path.name.casefold() not in _SKIPPED_FOLDERS:
            yield from _walk(path)


def import_world(found: Found, progress: Callable[[int, int], None] = lambda _done, _all: None) -> Imported:
    """Read everything that was found; `progress` hears how many of how many maps are done."""
    findings = Findings()
    content = _read_definitions(found, findings)
    maps: dict[int, MapDef] = {}
    layers: dict[int, Ground] = {}
    for done, number in enumerate(sorted(found.maps), start=1):
        ground = _ground(found.maps[number], number, findings)
        if ground is not None:
            layers[number] = ground
            maps[number] = _map(found.maps[number], number, ground, findings)
        progress(done, len(found.maps))
    content = replace(content, maps=maps)
    lint.check_content(content, findings)
    return Imported(content, findings, layers)


def read_geometry(folder: Path) -> tuple[dict[int, Ground], Findings]:
    """The ground of every map of a Godot client's folder.

    Raises:
        UnreadableFolder: it is no folder, or can't be read.

    """
    found, findings = find_files([folder]), Findings()
    grounds = {number: _ground(files, number, findings) for number, files in sorted(found.maps.items())}
    return {number: ground for number, ground in grounds.items() if ground is not None}, findings


def _read_definitions(found: Found, findings: Findings) -> Content:
    if found.is_client and "obj.dat" not in found.files:
        return Content()

    def ini(name: str, *, needed: bool = True) -> Ini:
        return _ini(found, name, findings, needed=needed)

    cities, start = definitions.read_cities(ini("Ciudades.Dat"))
    return Content(
        items=definitions.read_items(ini("obj.dat"), findings),
        npcs=definitions.read_npcs(ini("NPCs.dat")),
        spells=definitions.read_spells(ini("Hechizos.dat")),
        balance=definitions.read_balance(ini("Balance.dat")),
        cities=cities,
        start=start or NEMAHUAK,
        smith_weapons=definitions.read_indexes(ini("ArmasHerrero.dat", needed=False), "Arma"),
        smith_armours=definitions.read_indexes(ini("ArmadurasHerrero.dat", needed=False), "Armadura"),
        carpenter_objects=definitions.read_indexes(ini("ObjCarpintero.dat", needed=False), "Obj"),
        motd=definitions.read_lines(ini("Motd.ini", needed=False), "MOTD"),
        help=definitions.read_lines(ini("Help.dat", needed=False), "Help"),
    )


def _ini(found: Found, name: str, findings: Findings, *, needed: bool) -> Ini:
    path = found.files.get(name.casefold())
    data = _bytes(path, findings) if path is not None else None
    if path is None and needed:
        findings.error(name, "", "the file is missing")
    elif path is None:
        findings.note(name, "", "the file is missing; nothing of it is used")
    return read_ini(name, data or b"", findings)


def _ground(files: dict[str, Path], number: int, findings: Findings) -> Ground | None:
    path = files.get("map")
    if path is None:
        findings.error(f"Mapa{number}.map", "", "the file is missing; the map is left out")
        return None
    data = _bytes(path, findings)
    if data is None:
        return None
    try:
        ground = read_ground(data)
    except BrokenMap as fault:
        findings.error(path.name, "", f"{fault}; the map is left out")
        return None
    lint.check_ground(path.name, ground, findings)
    return ground


def _map(files: dict[str, Path], number: int, ground: Ground, findings: Findings) -> MapDef:
    contents, properties = Contents(), Ini(f"Mapa{number}.dat")
    inf, dat = files.get("inf"), files.get("dat")
    if inf is None:
        findings.error(f"Mapa{number}.inf", "", "the file is missing; the map is empty")
    elif (data := _bytes(inf, findings)) is not None:
        try:
            contents = read_contents(data)
        except BrokenMap as fault:
            findings.error(inf.name, "", f"{fault}; the map is empty")
    if dat is None:
        findings.error(f"Mapa{number}.dat", "", "the file is missing; the map gets the defaults")
    elif (data := _bytes(dat, findings)) is not None:
        properties = read_ini(dat.name, data, findings)
    return make_map(number, ground, contents, properties, findings)


def _bytes(path: Path, findings: Findings) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError as fault:
        findings.error(path.name, "", f"it can't be read: {fault.strerror or fault}")
        return None
