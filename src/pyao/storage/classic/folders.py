"""Finding the data files of a classic server, and the maps of a Godot client, in folders of any layout.

The case of names does not matter.  Source: 03-world §2.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pyao.storage.classic.findings import Findings
from pyao.storage.classic.layouts import NOT_TAKEN_FILES, NOT_TAKEN_FOLDERS, choose_world

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GODOT_PROJECT = "project.godot"

SERVER_INI = "Server.ini"
HOSTILE_NPCS = "NPCs-HOSTILES.dat"

DATA_FILES = (
    "obj.dat",
    "NPCs.dat",
    HOSTILE_NPCS,
    "Hechizos.dat",
    "Balance.dat",
    "Ciudades.Dat",
    "Map.dat",
    "ArmasHerrero.dat",
    "ArmadurasHerrero.dat",
    "ObjCarpintero.dat",
    "ArmadurasFaccionarias.dat",
    "Pretorianos.dat",
    "Invokar.dat",
    "Motd.ini",
    "Help.dat",
    "apuestas.dat",
    "consultas.dat",
    "BanIps.dat",
    SERVER_INI,
)
_DATA_NAMES = frozenset(name.casefold() for name in DATA_FILES)
_MAP_FILE = re.compile(r"mapa(\d{1,9})\.(map|inf|dat)", re.IGNORECASE)
_OTHER_MAP = re.compile(r"mapa?\d+\.csm", re.IGNORECASE)
_SKIPPED_FOLDERS = frozenset((".git", ".godot", ".import"))


class UnreadableFolder(Exception):
    """A folder can't be read, or not as one world; the text is for the operator."""


@dataclass(slots=True)
class MapFiles:
    """The files of one map, `None` = not found.  `client` = its ground is the client's copy."""

    map: Path | None = None
    inf: Path | None = None
    dat: Path | None = None
    client: bool = False

    def take(self, kind: str, path: Path, *, is_client: bool) -> None:
        """Note a file by its ending, unless another of that kind was found before."""
        match kind:
            case "map" if self.map is None:
                self.map, self.client = path, is_client
            case "inf" if self.inf is None:
                self.inf = path
            case "dat" if self.dat is None:
                self.dat = path

    @property
    def ground_only(self) -> bool:
        """Whether there is neither an `.inf` nor a `.dat` file."""
        return self.inf is None and self.dat is None

    @property
    def folders(self) -> list[Path]:
        """The folders in which the files lie."""
        return sorted({path.parent for path in (self.map, self.inf, self.dat) if path})


@dataclass(slots=True)
class Found:
    """The files in the given folders: data files by case-folded name, map files by the number of their map."""

    files: dict[str, Path] = field(default_factory=dict)
    maps: dict[int, MapFiles] = field(default_factory=dict)
    clients: list[Path] = field(default_factory=list)
    """The given folders that belong to a Godot client."""
    other_maps: list[Path] = field(default_factory=list)
    """Map files of a form that is known by name only."""
    not_taken: list[tuple[Path, str]] = field(default_factory=list)
    """Files and folders that are recognised and not taken, and why."""
    findings: Findings = field(default_factory=Findings)


def find_files(folders: Iterable[Path], world: Path | None = None) -> Found:
    """Search folders and everything below them; what several of the given folders have, the first gives.

    `world` = which of several worlds below one folder is meant.

    Raises:
        UnreadableFolder: one of them is not a folder, or it or a folder below it can't be read, or there are several
            worlds below it and none of them is `world`.

    """
    found = Found()
    for folder in folders:
        try:
            is_client = any(path.name.casefold() == GODOT_PROJECT for path in folder.iterdir())
            paths = sorted(_walk(folder, found))
        except OSError as fault:
            raise UnreadableFolder(f"{fault.filename or folder}: {fault.strerror or fault}") from fault
        if is_client:
            found.clients.append(folder)
        _take_all(found, folder, paths, world, is_client=is_client)
    _note_mixed(found)
    found.not_taken.sort()
    return found


def _walk(folder: Path, found: Found) -> Iterator[Path]:
    """Every file below the folder; a folder that links reach twice is entered once."""
    entered: set[tuple[int, int]] = set()

    def fail(fault: OSError) -> None:
        raise fault

    for parent, folders, names in os.walk(folder, onerror=fail, followlinks=True):
        here = Path(parent).stat()
        if (here.st_dev, here.st_ino) in entered:
            folders.clear()
            continue
        entered.add((here.st_dev, here.st_ino))
        known = {name: NOT_TAKEN_FOLDERS[name.casefold()] for name in folders if name.casefold() in NOT_TAKEN_FOLDERS}
        found.not_taken += [(Path(parent, name), why) for name, why in known.items()]
        folders[:] = [name for name in folders if name not in known and name.casefold() not in _SKIPPED_FOLDERS]
        for name in names:
            yield Path(parent, name)


def _take_all(found: Found, folder: Path, paths: list[Path], world: Path | None, *, is_client: bool) -> None:
    """Take the files of one of the given folders; of several worlds below it only the chosen one."""
    known = [path for path in paths if _identity(path)]
    grounds_only = _copies_of_ground(known)
    rivals: defaultdict[str, list[Path]] = defaultdict(list)
    for path in known:
        if path.parent not in grounds_only:
            rivals[_identity(path)].append(path)
    try:
        kept = choose_world(folder, rivals.values(), known, world)
    except ValueError as fault:
        raise UnreadableFolder(str(fault)) from None
    for path in sorted(kept, key=lambda one: one.parent in grounds_only):
        _take(found, path, is_client=is_client)
    found.other_maps += [path for path in paths if _OTHER_MAP.fullmatch(path.name)]
    found.not_taken += [
        (path, NOT_TAKEN_FILES[path.name.casefold()]) for path in paths if path.name.casefold() in NOT_TAKEN_FILES
    ]


def _identity(path: Path) -> str:
    """What a file is, whatever its folder: its name without case and leading zeros; empty = none of ours."""
    match = _MAP_FILE.fullmatch(path.name)
    if match:
        return f"mapa{int(match[1])}.{match[2].lower()}"
    return path.name.casefold() if path.name.casefold() in _DATA_NAMES else ""


def _copies_of_ground(paths: list[Path]) -> set[Path]:
    """Folders with nothing but the ground of maps, as a client has it, where another folder has whole maps."""
    endings: defaultdict[Path, set[str]] = defaultdict(set)
    for path in paths:
        if _MAP_FILE.fullmatch(path.name):
            endings[path.parent].add(path.suffix.lower())
    whole = any({".map", ".inf"} <= each for each in endings.values())
    return {folder for folder, each in endings.items() if whole and each == {".map"}}


def _take(found: Found, path: Path, *, is_client: bool) -> None:
    match = _MAP_FILE.fullmatch(path.name)
    if match:
        files = found.maps.setdefault(int(match[1]), MapFiles())
        files.take(match[2].lower(), path, is_client=is_client)
    else:
        first = found.files.setdefault(path.name.casefold(), path)
        if first is not path:
            found.findings.note(path.name, "", f"it lies in {path.parent} too; that in {first.parent} is read")


def _note_mixed(found: Found) -> None:
    """Warn of maps whose files come from different folders: they may belong to different worlds."""
    for number, files in sorted(found.maps.items()):
        if len(files.folders) > 1:
            parts = ", ".join(map(str, files.folders))
            found.findings.warn(f"Mapa{number}", "", f"its files come from different folders: {parts}")
