"""The original's INI files: cp1252, no quotes, junk tolerated; the line of everything is remembered.

Reading a value gives what the original would have got; anything that looks like a mistake becomes a finding.
Source: 02 Conventions, 06-items §1.1, 08-npcs §1.1.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyao.content.keys import LONG
from pyao.protocol.text import decode
from pyao.storage.classic.findings import Findings, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.content.keys import Limits

_NUMBER = re.compile(r"[ \t]*([+-]?[ \t]*\d+)")
_REAL = re.compile(r"[ \t]*([+-]?(?:\d+(?:\.\d*)?|\.\d+))")
_LINE_END = re.compile(r"\r\n|\r|\n")
_REMARKS = ("'", "#", ";")
"""How comments begin, on a line of their own or after a number."""


@dataclass(slots=True)
class Section:
    """One section.  The case of keys does not matter; of equal keys the first counts.

    A section that is not in the file has line 0 and no values.
    """

    name: str
    line: int
    ini: Ini = field(repr=False)
    values: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Text and line number by case-folded key."""
    repeated: set[str] = field(default_factory=set)
    """Case-folded keys that occur more than once."""
    _judged: set[str] = field(default_factory=set)

    def __contains__(self, key: str) -> bool:
        """Whether the key is there."""
        return key.casefold() in self.values

    def text(self, key: str) -> str:
        """The value as it is written, blanks included; empty if the key is missing."""
        folded = key.casefold()
        self.ini.asked.add(folded)
        return self.values.get(folded, ("", 0))[0]

    def number(self, key: str, limits: Limits = LONG) -> int:
        """The leading whole number of the value, 0 if there is none, kept within the limits; oddities are findings."""
        text = self.text(key)
        if not text:
            return 0
        match = _NUMBER.match(text)
        number = int(re.sub(r"\s", "", match[1])) if match else 0
        low, high = limits
        held = min(max(number, low), high)
        if held != number:
            self._judge(key, Severity.WARNING, f"is not in {low}..{high}; {held} is used")
        self._judge_tail(key, text, match, number)
        return held

    def real(self, key: str, default: float = 0.0) -> float:
        """The leading number of the value with its fraction; `default` if there is none."""
        text = self.text(key)
        match = _REAL.match(text)
        number = float(match[1]) if match else default
        if text:
            self._judge_tail(key, text, match, number)
        return number

    def flag(self, key: str) -> bool:
        """Whether the value is a number other than 0."""
        number = self.number(key)
        if number not in (0, 1):
            self._judge(key, Severity.INFO, "is neither 0 nor 1; it counts as yes")
        return number != 0

    def count(self, key: str, most: int) -> int:
        """The value as a count of numbered entries, 0 to `most`."""
        return self.number(key, (0, most))

    def pair(self, key: str) -> tuple[int, int] | None:
        """`object-amount`; `None` = the key is missing or names no object.  Source: 08-npcs §1.1."""
        text = self.text(key)
        first, _dash, second = text.partition("-")
        if text and not (_NUMBER.match(first) and _NUMBER.match(second)):
            self._judge(key, Severity.WARNING, "is no pair of numbers")
        number = leading_number(first)
        return (number, leading_number(second)) if number else None

    def wants(self, *keys: str) -> None:
        """Note which of the keys are missing; a single finding if the whole section is."""
        if not self.line:
            self.warn("", "the section is missing")
            return
        missing = [key for key in keys if key not in self]
        if missing:
            self.warn("", f"it has no {', '.join(missing)}")

    def line_of(self, key: str) -> str:
        """The place of a key for a finding; the section's own line if the key is missing."""
        line = self.values.get(key.casefold(), ("", self.line))[1]
        return f"line {line}" if line else ""

    def warn(self, key: str, reason: str) -> None:
        """Add a finding about the key: something will not work as intended."""
        self.ini.findings.warn(self.ini.file, self.line_of(key), f"[{self.name}] {reason}")

    def note(self, key: str, reason: str) -> None:
        """Add a finding about the key: something is odd."""
        self.ini.findings.note(self.ini.file, self.line_of(key), f"[{self.name}] {reason}")

    def _judge_tail(self, key: str, text: str, match: re.Match[str] | None, number: float) -> None:
        """Add a finding if there is no number, or if something other than a comment follows it."""
        tail = text[match.end() :].strip() if match else text.strip()
        if tail and not tail.startswith(_REMARKS):
            self._judge(key, Severity.WARNING, f"is no plain number; {number:g} is used")

    def _judge(self, key: str, severity: Severity, what: str) -> None:
        if key not in self._judged:
            self._judged.add(key)
            value = self.text(key).strip()
            self.ini.findings.add(severity, self.ini.file, self.line_of(key), f"[{self.name}] {key}={value} {what}")


@dataclass(slots=True)
class Ini:
    """A whole file.  The case of section names does not matter."""

    file: str
    findings: Findings = field(default_factory=Findings)
    sections: dict[str, Section] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    """Case-folded keys that have been read, in whatever section."""
    _known: set[str] = field(default_factory=set)

    def section(self, name: str) -> Section:
        """The section, or an empty one."""
        folded = name.casefold()
        self._known.add(folded)
        return self.sections.get(folded) or Section(name, 0, self)

    def numbered(self, prefix: str) -> Iterator[tuple[int, Section]]:
        """Every section `<prefix><n>` with its number, in the order of the file."""
        pattern = re.compile(re.escape(prefix.casefold()) + r"(\d+)")
        for name, section in self.sections.items():
            match = pattern.fullmatch(name)
            if match:
                self._known.add(name)
                yield int(match[1]), section

    def note_unused(self, *idle: str) -> None:
        """Note which sections and keys have not been read: they may be misspelt.

        `idle` = keys that the original knows but that have no effect.
        """
        self.asked.update(key.casefold() for key in idle)
        unused: dict[str, list[int]] = {}
        for name, section in self.sections.items():
            if name not in self._known:
                self.findings.note(self.file, f"line {section.line}", f"the section [{section.name}] is not used")
                continue
            for key, (_text, line) in section.values.items():
                if key not in self.asked:
                    unused.setdefault(key, []).append(line)
        for key, lines in unused.items():
            times = f" ({len(lines)} times)" if len(lines) > 1 else ""
            self.findings.note(self.file, f"line {lines[0]}", f"the key {key!r} is not used{times}")


def leading_number(text: str) -> int:
    """The number that a text begins with, 0 if there is none: `180 'minutes` is 180.  Source: 02 Conventions."""
    match = _NUMBER.match(text)
    return int(re.sub(r"\s", "", match[1])) if match else 0


def read_ini(file: str, data: bytes, findings: Findings) -> Ini:
    """Read a file; `file` is the name used in findings.

    Sections that occur twice become findings; the first counts, as in the original.
    """
    ini = Ini(file, findings)
    section: Section | None = None
    for number, line in enumerate(_LINE_END.split(_text(data)), start=1):
        if line.startswith("["):
            section = _open(ini, line, number) or section
        elif section is not None:
            _put(section, line, number)
    return ini


def _text(data: bytes) -> str:
    """The text: cp1252, unless an editor has marked the file as UTF-8."""
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :].decode("utf-8", "replace")
    return decode(data)


def _open(ini: Ini, line: str, number: int) -> Section | None:
    """The section that the line begins; `None` = it is not a section, and the current one goes on."""
    name, closed, _rest = line[1:].partition("]")
    if not closed:
        ini.findings.warn(ini.file, f"line {number}", f"a section without its closing bracket: {line.strip()}")
        return None
    section = Section(name.strip(), number, ini)
    first = ini.sections.setdefault(section.name.casefold(), section)
    if first is not section:
        reason = f"the section [{section.name}] comes twice; that of line {first.line} counts"
        ini.findings.warn(ini.file, f"line {number}", reason)
    return section


def _put(section: Section, line: str, number: int) -> None:
    """Store a key and its value, split at the first `=` after the line's first character."""
    sign = line.find("=", 1)
    if sign < 0:
        if line.strip() and not line.lstrip().startswith(_REMARKS):
            section.ini.findings.note(section.ini.file, f"line {number}", f"no key and no section: {line.strip()}")
        return
    key, value = line[:sign], line[sign + 1 :]
    folded = key.casefold()
    if folded in section.values:
        section.repeated.add(folded)
        first = section.values[folded][1]
        reason = f"{key} comes twice in [{section.name}]; that of line {first} counts"
        section.ini.findings.note(section.ini.file, f"line {number}", reason)
    else:
        section.values[folded] = value, number
