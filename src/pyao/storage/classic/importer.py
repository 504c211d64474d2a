"""Reading all data files of a classic server, or the map geometry of a Godot client.

Whatever can be read is loaded; whatever can't becomes a finding.  Source: 03-world §2.
"""

from __future__ import annotations

import ipaddress
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from pyao.content.content import NEMAHUAK, Content
from pyao.storage.classic import definitions, lint, lint_client, lint_maps, tables
from pyao.storage.classic.client_files import Shown
from pyao.storage.classic.findings import Findings
from pyao.storage.classic.folders import HOSTILE_NPCS, Found, UnreadableFolder, find_files
from pyao.storage.classic.ini import Ini, read_ini
from pyao.storage.classic.map_files import BrokenMap, Contents, Ground, read_contents, read_ground
from pyao.storage.classic.maps import make_map
from pyao.storage.classic.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from pyao.content.maps import MapDef
    from pyao.storage.classic.client_files import ClientFiles
    from pyao.storage.classic.folders import MapFiles

__all__ = ["Found", "Imported", "UnreadableFolder", "find_files", "import_world", "read_geometry"]


FIRST_MAPS = 5
"""If none of so many can be read, the others are not tried."""


@dataclass(slots=True)
class Imported:
    """The result of an import.  `layers` has the ground of each map with its graphics, to write map files again."""

    content: Content
    findings: Findings
    layers: dict[int, Ground]
    missing: Counter[Shown] = field(default_factory=Counter)
    """How many numbers of each kind the client lacks that it was compared with."""


def import_world(
    found: Found,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    client: ClientFiles | None = None,
) -> Imported:
    """Read everything that was found; `progress` is called with the number of maps done and of all maps.

    With a `client`, what the data asks of it and it lacks is found too.
    """
    findings = Findings(found.findings)
    _note_other_maps(found, findings)
    files = _DataFiles(found, findings)
    content = _definitions(files) if files.wanted else Content()
    maps: dict[int, MapDef] = {}
    grounds: dict[int, Ground] = {}
    for done, number in enumerate(sorted(found.maps), start=1):
        ground = _ground(found.maps[number], number, findings)
        if ground is not None:
            grounds[number] = ground
            maps[number] = _map(found.maps[number], number, ground, findings)
        elif not maps and done == FIRST_MAPS < len(found.maps):
            findings.error("", "", f"the first {done} maps can't be read, so the other {len(found.maps) - done} aren't")
            break
        progress(done, len(found.maps))
    content = replace(content, maps=maps)
    lint_maps.check_maps(content, found, findings)
    if files.wanted:
        lint_maps.check_announced(content, files.ini("Map.dat"))
        lint.check_definitions(content, files.ini)
    missing = Counter[Shown]()
    if client is not None:
        missing = lint_client.check_client(content, partial(lint.section_of, files.ini), client, findings)
    return Imported(content, findings, grounds, missing)


def _note_other_maps(found: Found, findings: Findings) -> None:
    if found.other_maps:
        count, first = len(found.other_maps), found.other_maps[0]
        findings.error(first.name, "", f"{count} maps are of the .csm form, which is not read")


def read_geometry(folder: Path, wanted: Collection[int] | None = None) -> tuple[dict[int, Ground], Findings]:
    """The ground of the maps in a Godot client's folder: of those `wanted`, or of all.

    Raises:
        UnreadableFolder: it is not a folder, or can't be read.

    """
    found, findings = find_files([folder]), Findings()
    numbers = [number for number in sorted(found.maps) if wanted is None or number in wanted]
    grounds = {number: _ground(found.maps[number], number, findings) for number in numbers}
    return {number: ground for number, ground in grounds.items() if ground is not None}, findings


class _DataFiles:
    """The data files other than those of maps, each read once; a missing one counts as empty."""

    NEEDED = frozenset(("obj.dat", "npcs.dat", "hechizos.dat", "balance.dat", "ciudades.dat"))

    def __init__(self, found: Found, findings: Findings) -> None:
        self.findings = findings
        self._files = found.files
        self._read: dict[str, Ini] = {}
        self.wanted = not found.clients or bool(self.NEEDED & found.files.keys())
        """Whether data files are expected: a Godot client alone has none, and that is no problem."""

    def bytes(self, name: str) -> bytes | None:
        """The content of a file; `None` = it is missing or unreadable, which is noted in the findings."""
        path = self._files.get(name.casefold())
        if path is not None:
            return _bytes(path, self.findings)
        if name.casefold() in self.NEEDED:
            self.findings.error(name, "", "the file is missing")
        elif name != HOSTILE_NPCS:  # only older servers have it
            self.findings.note(name, "", "the file is missing; nothing of it is used")
        return None

    def ini(self, name: str) -> Ini:
        """A file made of sections."""
        if name not in self._read:
            data, path = self.bytes(name), self._files.get(name.casefold())
            self._read[name] = Ini(name) if data is None or path is None else read_ini(path.name, data, self.findings)
        return self._read[name]


def _definitions(files: _DataFiles) -> Content:
    ini = files.ini
    cities, start = tables.read_cities(ini("Ciudades.Dat"), NEMAHUAK)
    return Content(
        items=definitions.read_items(ini("obj.dat")),
        npcs=definitions.read_npcs(ini("NPCs.dat"), ini(HOSTILE_NPCS)),
        spells=definitions.read_spells(ini("Hechizos.dat")),
        balance=tables.read_balance(ini("Balance.dat")),
        cities=cities,
        start=start,
        smith_weapons=tables.read_indexes(ini("ArmasHerrero.dat"), "Arma", "NumArmas"),
        smith_armours=tables.read_indexes(ini("ArmadurasHerrero.dat"), "Armadura", "NumArmaduras"),
        carpenter_objects=tables.read_indexes(ini("ObjCarpintero.dat"), "Obj", "NumObjs"),
        faction_armours=tables.read_faction_armours(ini("ArmadurasFaccionarias.dat")),
        praetorians=tables.read_praetorians(ini("Pretorianos.dat")),
        spawn_list=tables.read_spawn_list(ini("Invokar.dat")),
        motd=tables.read_lines(ini("Motd.ini"), "MOTD"),
        help=tables.read_lines(ini("Help.dat"), "Help"),
        poll=tables.read_poll(ini("consultas.dat")),
        casino=tables.read_casino(ini("apuestas.dat")),
        banned_ips=_banned_ips(files),
    )


def _banned_ips(files: _DataFiles) -> frozenset[str]:
    """The addresses in BanIps.dat, one a line.  Source: 02 §1.1 #4."""
    name, addresses = "BanIps.dat", set()
    for number, line in enumerate(text_of(name, files.bytes(name) or b"", files.findings).splitlines(), start=1):
        address = line.strip()
        if not address:
            continue
        try:
            addresses.add(str(ipaddress.ip_address(address)))
        except ValueError:
            files.findings.warn(name, f"line {number}", f"no address: {address}")
    return frozenset(addresses)


def _ground(files: MapFiles, number: int, findings: Findings) -> Ground | None:
    path = files.map
    if path is None:
        findings.error(f"Mapa{number}.map", "", "the file is missing; the map is left out")
        return None
    data = _bytes(path, findings)
    if data is None:
        return None
    if not data and files.ground_only:
        findings.warn(path.name, "", "the file is empty and has no others beside it; the map is left out")
        return None
    try:
        ground = read_ground(path.name, data, findings)
    except BrokenMap as fault:
        findings.error(path.name, "", f"{fault}; the map is left out")
        return None
    lint_maps.check_ground(path.name, ground, findings)
    return ground


def _map(files: MapFiles, number: int, ground: Ground, findings: Findings) -> MapDef:
    contents, properties = Contents(), Ini(f"Mapa{number}.dat")
    if files.client and files.ground_only:
        return make_map(number, ground, contents, properties)
    inf, dat = files.inf, files.dat
    if inf is None:
        findings.error(f"Mapa{number}.inf", "", "the file is missing; the map is empty")
    elif (data := _bytes(inf, findings)) is not None:
        try:
            contents = read_contents(inf.name, data, findings)
        except BrokenMap as fault:
            findings.error(inf.name, "", f"{fault}; the map is empty")
    if dat is None:
        findings.error(f"Mapa{number}.dat", "", "the file is missing; the map gets the defaults")
    elif (data := _bytes(dat, findings)) is not None:
        properties = read_ini(dat.name, data, findings)
        properties.section(f"MAPA{number}").wants("Name", "MusicNum", "Pk")
    made = make_map(number, ground, contents, properties)
    properties.note_unused("NoEncriptarMP")
    return made


def _bytes(path: Path, findings: Findings) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError as fault:
        findings.error(path.name, "", f"it can't be read: {fault.strerror or fault}")
        return None
