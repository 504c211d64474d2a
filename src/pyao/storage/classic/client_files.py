"""What a client's folder can draw and play: the numbers in its index files, and the sounds and songs beside them.

The index files are those of the original client's INIT folder, found anywhere below the folder and in any case:
Graficos.ind, Personajes.ind (bodies), Cabezas.ind (heads), Cascos.ind (helmets), Fxs.ind (effects), Armas.dat and
Escudos.dat (animations of weapons and shields).  The specification does not describe them; a client that keeps its
pictures in another form has none, and is only compared as far as its gaps are known (`pyao.protocol.gaps`).
"""

from __future__ import annotations

import os
import re
import struct
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from pyao.storage.classic.findings import Findings
from pyao.storage.classic.folders import UnreadableFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HEADER = 263
"""Bytes before the count of an index: a description of 255, and two numbers."""

_SOUND = re.compile(r"(\d{1,5})\.(wav|ogg)", re.IGNORECASE)
_SONG = re.compile(r"(\d{1,5})\.(mid|midi|mp3|ogg)", re.IGNORECASE)
_MUSIC_FOLDER = re.compile(r"mid|mus|mp3", re.IGNORECASE)


class Shown(Enum):
    """What a client shows or plays by number; the values are words for a report."""

    GRAPHIC = "picture"
    BODY = "body"
    HEAD = "head"
    HELMET = "helmet"
    WEAPON = "weapon animation"
    SHIELD = "shield animation"
    FX = "effect"
    SOUND = "sound"
    SONG = "song"


@dataclass(slots=True)
class ClientFiles:
    """The numbers that a client has, of each kind that could be read."""

    numbers: dict[Shown, frozenset[int]] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)

    def lacks(self, kind: Shown, number: int) -> bool:
        """Whether the client is known not to have that one; 0 = nothing is asked for."""
        return number > 0 and kind in self.numbers and number not in self.numbers[kind]


def read_client(folder: Path) -> ClientFiles:
    """Read what a client has.

    Raises:
        UnreadableFolder: it is not a folder, or can't be read.

    """
    found, heard = ClientFiles(), {Shown.SOUND: set[int](), Shown.SONG: set[int]()}
    for path in _files_below(folder):
        if path.name.casefold() in _READERS:
            _read(path, found)
        elif _MUSIC_FOLDER.search(path.parent.name) and (match := _SONG.fullmatch(path.name)):
            heard[Shown.SONG].add(int(match[1]))
        elif match := _SOUND.fullmatch(path.name):
            heard[Shown.SOUND].add(int(match[1]))
    found.numbers |= {kind: frozenset(numbers) for kind, numbers in heard.items() if numbers}
    for kind in Shown:
        if kind not in found.numbers:
            found.findings.note(str(folder), "", f"there is no list of its {kind.value}s: they are not compared")
    return found


def _files_below(folder: Path) -> Iterator[Path]:
    def fail(fault: OSError) -> None:
        raise UnreadableFolder(f"{fault.filename or folder}: {fault.strerror or fault}") from fault

    for parent, _folders, names in os.walk(folder, onerror=fail):
        yield from (Path(parent, name) for name in names)


def _read(path: Path, found: ClientFiles) -> None:
    kind, read = _READERS[path.name.casefold()]
    try:
        found.numbers[kind] = frozenset(read(path.read_bytes()))
    except (OSError, struct.error, ValueError) as fault:
        found.findings.error(path.name, "", f"it can't be read: {fault}")


def _graphics(data: bytes) -> set[int]:
    """The numbers in Graficos.ind: each is a still picture or an animation."""
    found, place = set[int](), 8
    while place + 6 <= len(data):
        number, frames = struct.unpack_from("<ih", data, place)
        if frames < 1:
            raise ValueError(f"picture {number} has {frames} frames")
        size = 6 + (12 if frames == 1 else 4 * frames + 4)
        if place + size > len(data):
            raise ValueError(f"the file ends within picture {number}")
        place += size
        found.add(number)
    return found


def _entries(pictures: int, extras: int) -> Callable[[bytes], set[int]]:
    """A reader of an index whose entries are some pictures and some other small numbers."""

    def read(data: bytes) -> set[int]:
        (count,) = struct.unpack_from("<h", data, HEADER)
        room = len(data) - HEADER - 2
        width = next((width for width in (4, 2) if count * (width * pictures + 2 * extras) == room), None)
        if width is None:
            raise ValueError(f"{count} entries do not fill its {len(data)} bytes")
        size, kind = width * pictures + 2 * extras, "i" if width == 4 else "h"
        starts = (HEADER + 2 + k * size for k in range(count))
        drawn = (struct.unpack_from(f"<{pictures}{kind}", data, start) for start in starts)
        return {number for number, grhs in enumerate(drawn, start=1) if any(grhs)}

    return read


def _sections(prefix: str) -> Callable[[bytes], set[int]]:
    """A reader of a text file with a section for each animation; one without pictures is none."""

    def read(data: bytes) -> set[int]:
        text = data.decode("cp1252", errors="replace")
        parts = re.split(rf"(?im)^\s*\[{prefix}(\d{{1,5}})\]", text)
        return {
            int(number)
            for number, body in zip(parts[1::2], parts[2::2], strict=True)
            if re.search(r"(?im)^\s*Dir[1-4]\s*=\s*0*[1-9]", body.partition("\n[")[0])
        }

    return read


_READERS: dict[str, tuple[Shown, Callable[[bytes], set[int]]]] = {
    "graficos.ind": (Shown.GRAPHIC, _graphics),
    "personajes.ind": (Shown.BODY, _entries(4, 2)),
    "cabezas.ind": (Shown.HEAD, _entries(4, 0)),
    "cascos.ind": (Shown.HELMET, _entries(4, 0)),
    "fxs.ind": (Shown.FX, _entries(1, 2)),
    "armas.dat": (Shown.WEAPON, _sections("ARMA")),
    "escudos.dat": (Shown.SHIELD, _sections("ESC")),
}
"""What each index file lists, and how it is read."""
