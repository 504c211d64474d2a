"""Finding the data files of a classic server, and the maps of a Godot client, in folders of any layout.

The case of names does not matter.  Source: 03-world §2.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pyao.storage.classic.findings import Findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GODOT_PROJECT = "project.godot"

SERVER_INI = "Server.ini"

DATA_FILES = (
    "obj.dat",
    "NPCs.dat",
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
    "BanIps.dat",
    SERVER_INI,
)
_DATA_NAMES = frozenset(name.casefold() for name in DATA_FILES)
_MAP_FILE = re.compile(r"mapa(\d+)\.(map|inf|dat)", re.IGNORECASE)
_SKIPPED_FOLDERS = frozenset(("worldbackup", "logs", "charfile", ".git", ".godot", ".import"))


class UnreadableFolder(Exception):
    """A folder can't be read; the text is one line for the operator."""


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


@dataclass(slots=True)
class Found:
    """The files in the given folders: data files by case-folded name, map files by the number of their map."""

    files: dict[str, Path] = field(default_factory=dict)
    maps: dict[int, MapFiles] = field(default_factory=dict)
    clients: list[Path] = field(default_factory=list)
    """The given folders that belong to a Godot client."""
    findings: Findings = field(default_factory=Findings)


def find_files(folders: Iterable[Path]) -> Found:
    """Search folders and everything below them; of several files with the same name the first counts.

    Raises:
        UnreadableFolder: one of them is not a folder, or it or a folder below it can't be read.

    """
    found = Found()
    for folder in folders:
        try:
            is_client = any(path.name.casefold() == GODOT_PROJECT for path in folder.iterdir())
            paths = sorted(_walk(folder))
        except OSError as fault:
            raise UnreadableFolder(f"{fault.filename or folder}: {fault.strerror or fault}") from fault
        if is_client:
            found.clients.append(folder)
        for path in paths:
            _take(found, path, is_client=is_client)
    return found


def _walk(folder: Path) -> Iterator[Path]:
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
        folders[:] = [name for name in folders if name.casefold() not in _SKIPPED_FOLDERS]
        for name in names:
            yield Path(parent, name)


def _take(found: Found, path: Path, *, is_client: bool) -> None:
    match = _MAP_FILE.fullmatch(path.name)
    if match:
        files = found.maps.setdefault(int(match[1]), MapFiles())
        files.take(match[2].lower(), path, is_client=is_client)
    elif path.name.casefold() in _DATA_NAMES:
        first = found.files.setdefault(path.name.casefold(), path)
        if first is not path:
            found.findings.note(path.name, "", f"it lies in {path.parent} too; that in {first.parent} is read")
