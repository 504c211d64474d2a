"""The original's INI files, as any community writes them; the line of everything is remembered.

Reading a value gives what the original would have got; anything that looks like a mistake becomes a finding.  The
original reads some files with a function of Windows, which trims, and some with its own, which does not.  So a key
counts as it is written; one with blanks round it counts trimmed where no other is so called, and its value too.
Source: 02 Conventions, 06-items §1.1, 08-npcs §1.1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyao.content.keys import LONG
from pyao.storage.classic.findings import Findings, Severity
from pyao.storage.classic.texts import plain, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.content.keys import Limits

_NUMBER = re.compile(r"[ \t]*([+-]?)[ \t]*(\d+)", re.ASCII)
_REAL = re.compile(r"[ \t]*([+-]?(?:\d+(?:\.\d*)?|\.\d+))", re.ASCII)
_DIGITS = 18
"""Of a longer number only these count: whatever it is meant for has bounds far below."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_REMARKS = ("'", "#", ";")
"""How comments begin, on a line of their own, after a number or after a word."""
_REMARK = re.compile(r"\s*['#;]")
_QUOTED = re.compile(r"""\s*(["'])(.*)\1\s*""")
_UNREADABLE = re.compile(r"[?\x80-\U0010ffff]{1,2}")
"""A letter of a name that another encoding, or a program without it, has spoilt."""

Values = dict[str, tuple[str, int]]
"""Text and line number by name, as `plain` gives it."""


@dataclass(slots=True)
class Section:
    """One section.  Case and accents of keys do not matter; of equal keys the first counts.

    A section that is not in the file has line 0 and no values.
    """

    name: str
    line: int
    ini: Ini = field(repr=False)
    values: Values = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)
    """Keys that occur more than once."""
    spoilt: dict[str, str] = field(default_factory=dict)
    """Keys with letters that can't be read, by the pattern of what they may have been."""
    _judged: set[str] = field(default_factory=set)

    def __contains__(self, key: str) -> bool:
        """Whether the key is there."""
        return self._name_of(key) in self.values

    def text(self, key: str) -> str:
        """The value as it is written, blanks included; empty if the key is missing."""
        name = self._name_of(key)
        self.ini.asked.add(name)
        return self.values.get(name, ("", 0))[0]

    def word(self, key: str) -> str:
        """The value without blanks round it and without a comment behind it."""
        return _REMARK.split(self.text(key), maxsplit=1)[0].strip()

    def number(self, key: str, limits: Limits = LONG) -> int:
        """The leading whole number of the value, 0 if there is none, kept within the limits; oddities are findings."""
        text = self.text(key)
        if not text:
            return 0
        match = _NUMBER.match(text)
        number = _whole(match)
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
        number = float(match[1][:_DIGITS]) if match else default
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

    def wants(self, *keys: str, broken: str = "") -> None:
        """Note which of the keys are missing; a single finding if the whole section is.

        `broken` = what does not work without them; it makes the finding an error.
        """
        missing = [key for key in keys if key not in self]
        if missing:
            reason = f"it has no {', '.join(missing)}" if self.line else "the section is missing"
            if broken:
                reason += f", so {'there ' if self.line else ''}{broken}"
            severity = Severity.ERROR if broken else Severity.WARNING
            reason = f"[{self.name}] {reason}"
            self.ini.findings.add(severity, self.ini.file, self.line_of(""), reason)

    def line_of(self, key: str) -> str:
        """The place of a key for a finding; the section's own line if the key is missing."""
        line = self.values.get(self._name_of(key), ("", self.line))[1]
        return f"line {line}" if line else ""

    def warn(self, key: str, reason: str) -> None:
        """Add a finding about the key: something will not work as intended."""
        self.ini.findings.warn(self.ini.file, self.line_of(key), f"[{self.name}] {reason}")

    def note(self, key: str, reason: str) -> None:
        """Add a finding about the key: something is odd."""
        self.ini.findings.note(self.ini.file, self.line_of(key), f"[{self.name}] {reason}")

    def put(self, key: str, value: str, line: int) -> None:
        """Take a key; of equal ones the first counts, and one as it is asked for before one with blanks round it."""
        name = plain(key)
        if name in self.values:
            self.repeated.add(name)
            reason = f"{key} comes twice in [{self.name}]; that of line {self.values[name][1]} counts"
            self.ini.findings.note(self.ini.file, f"line {line}", reason)
            return
        self.values[name] = value, line
        if _UNREADABLE.search(name):
            self.spoilt[_pattern(key)] = name

    def _name_of(self, key: str) -> str:
        """The name under which the value of a key is kept; that of a spoilt one if nothing else fits."""
        name = plain(key)
        if name in self.values or not self.spoilt:
            return name
        return _fitting(self.spoilt, name) or name

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
    """A whole file.  Case and accents of section names do not matter."""

    file: str
    findings: Findings = field(default_factory=Findings)
    sections: dict[str, Section] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    """Keys that have been read, in whatever section."""
    spoilt: dict[str, str] = field(default_factory=dict)
    """Names of sections with letters that can't be read, by the pattern of what they may have been."""
    _known: set[str] = field(default_factory=set)

    def section(self, name: str) -> Section:
        """The section, or an empty one."""
        asked = plain(name)
        found = asked if asked in self.sections else _fitting(self.spoilt, asked) or asked
        self._known.add(found)
        return self.sections.get(found) or Section(name, 0, self)

    def numbered(self, prefix: str) -> Iterator[tuple[int, Section]]:
        """Every section `<prefix><n>` with its number, in the order of the file."""
        pattern = re.compile(re.escape(plain(prefix)) + r"(\d{1,9})")
        for name, section in self.sections.items():
            match = pattern.fullmatch(name)
            if match:
                self._known.add(name)
                yield int(match[1]), section

    def wants_some(self, prefix: str, what: str) -> None:
        """An error if the file has not one section `<prefix><n>`."""
        if next(self.numbered(prefix), None) is None:
            self.findings.error(self.file, "", f"there is not one section [{prefix}1], [{prefix}2] …: no {what}")

    def note_unused(self, *idle: str) -> None:
        """Note which sections and keys have not been read: they may be misspelt.

        `idle` = keys that the original knows but that have no effect.
        """
        self.asked.update(map(plain, idle))
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
    return _whole(_NUMBER.match(text))


def _whole(match: re.Match[str] | None) -> int:
    return int(match[1] + match[2][:_DIGITS]) if match else 0


def read_ini(file: str, data: bytes, findings: Findings) -> Ini:
    """Read a file; `file` is the name used in findings.

    Sections that occur twice become findings; the first counts, as in the original.
    """
    ini = Ini(file, findings)
    section: Section | None = None
    blank: list[tuple[Section, str, str, int]] = []
    for number, line in enumerate(_LINE_END.split(text_of(file, data, findings)), start=1):
        if line.lstrip().startswith("["):
            section = _open(ini, line.strip(), number) or section
        elif section is not None and (pair := _pair(section, line, number)):
            key, value = pair
            if key == key.strip():
                section.put(key, value, number)
            else:
                blank.append((section, key.strip(), value.strip(), number))
    for inside, key, value, number in blank:
        inside.put(key, value, number)
    return ini


def _pattern(name: str) -> str:
    """What a spoilt name may have been: each letter that can't be read is any."""
    return _UNREADABLE.sub("\0", re.escape(name.casefold()).replace("\\?", "?")).replace("\0", "[a-z]")


def _fitting(spoilt: dict[str, str], name: str) -> str | None:
    """The spoilt name that may have been this one."""
    return next((kept for pattern, kept in spoilt.items() if re.fullmatch(pattern, name)), None)


def _open(ini: Ini, line: str, number: int) -> Section | None:
    """The section that the line begins; `None` = it is not a section, and the current one goes on."""
    name, closed, _rest = line[1:].partition("]")
    if not closed:
        ini.findings.warn(ini.file, f"line {number}", f"a section without its closing bracket: {line}")
        return None
    section = Section(name.strip(), number, ini)
    key = plain(section.name)
    first = ini.sections.setdefault(key, section)
    if first is not section:
        reason = f"the section [{section.name}] comes twice; that of line {first.line} counts"
        ini.findings.warn(ini.file, f"line {number}", reason)
    elif _UNREADABLE.search(key):
        ini.spoilt[_pattern(section.name)] = key
    return section


def _pair(section: Section, line: str, number: int) -> tuple[str, str] | None:
    """A key and its value, split at the first `=` after the line's first character; `None` = the line has none."""
    if line.lstrip().startswith(_REMARKS):
        return None
    sign = line.find("=", 1)
    if sign < 0:
        if line.strip():
            section.ini.findings.note(section.ini.file, f"line {number}", f"no key and no section: {line.strip()}")
        return None
    value = line[sign + 1 :]
    quoted = _QUOTED.fullmatch(value)
    return line[:sign], quoted[2] if quoted else value
