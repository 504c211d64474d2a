"""The original's INI files: cp1252, no quotes, junk tolerated, and the line of everything remembered.

Source: 02 Conventions, 06-items §1.1, 08-npcs §1.1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyao.protocol.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.storage.classic.findings import Findings

_NUMBER = re.compile(r"[ \t]*([+-]?[ \t]*\d+)")
_REAL = re.compile(r"[ \t]*([+-]?\d*\.?\d+)")


@dataclass(slots=True)
class Section:
    """One section.  Names of keys are folded; the first of equal keys counts."""

    name: str
    line: int
    values: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Text and line number by folded key."""

    def text(self, key: str) -> str:
        """The value as it stands, blanks included; empty where the key is missing."""
        return self.values.get(key.casefold(), ("", 0))[0]

    def number(self, key: str) -> int:
        """The leading number of the value, 0 if there is none."""
        return leading_number(self.text(key))

    def real(self, key: str, default: float = 0.0) -> float:
        """The leading number of the value with its fraction."""
        match = _REAL.match(self.text(key))
        return float(match[1]) if match else default

    def flag(self, key: str) -> bool:
        """Whether the value is a number other than 0."""
        return self.number(key) != 0

    def line_of(self, key: str) -> str:
        """Where the key stands, as a finding says it; the section's own line where it is missing."""
        return f"line {self.values.get(key.casefold(), ('', self.line))[1]}"


@dataclass(slots=True)
class Ini:
    """A whole file.  Sections are found whatever the case of their name."""

    file: str
    sections: dict[str, Section] = field(default_factory=dict)

    def section(self, name: str) -> Section:
        """The section, or an empty one."""
        return self.sections.get(name.casefold(), Section(name, 0))

    def numbered(self, prefix: str) -> Iterator[tuple[int, Section]]:
        """Every section `<prefix><n>` with its number, in the order of the file."""
        pattern = re.compile(re.escape(prefix.casefold()) + r"(\d+)")
        for name, section in self.sections.items():
            match = pattern.fullmatch(name)
            if match:
                yield int(match[1]), section


def leading_number(text: str) -> int:
    """The number that a text begins with, 0 if there is none: `180 'minutes` is 180.  Source: 02 Conventions."""
    match = _NUMBER.match(text)
    return int(re.sub(r"\s", "", match[1])) if match else 0


def read_ini(file: str, data: bytes, findings: Findings) -> Ini:
    """Read a file; `file` is the name used in findings.

    Sections that come twice are reported; the first counts, as the original's did.
    """
    ini = Ini(file)
    section: Section | None = None
    for number, line in enumerate(decode(data).splitlines(), start=1):
        if line.startswith("["):
            section = _open(ini, line, number, findings)
        elif section is not None:
            key, sign, value = line.partition("=")
            if sign and key:
                _put(section, key, value, number, findings, file)
    return ini


def _open(ini: Ini, line: str, number: int, findings: Findings) -> Section | None:
    name, closed, _rest = line[1:].partition("]")
    if not closed:
        findings.warn(ini.file, f"line {number}", f"a section without its closing bracket: {line.strip()}")
        return None
    name = name.strip()
    if name.casefold() in ini.sections:
        findings.warn(ini.file, f"line {number}", f"the section [{name}] comes twice; the first counts")
        return Section(name, number)
    section = ini.sections[name.casefold()] = Section(name, number)
    return section


def _put(section: Section, key: str, value: str, number: int, findings: Findings, file: str) -> None:
    folded = key.casefold()
    if folded in section.values:
        first = section.values[folded][1]
        findings.note(file, f"line {number}", f"{key} comes twice in [{section.name}]; that of line {first} counts")
    else:
        section.values[folded] = value, number
