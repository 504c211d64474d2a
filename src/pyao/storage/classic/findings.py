"""What is wrong with imported data: every problem with its file, place and reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(IntEnum):
    """How bad a problem is."""

    INFO = 1
    """Odd, but handled as the original did."""
    WARNING = 2
    """Something will not work as its author intended."""
    ERROR = 3
    """Something could not be loaded."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One problem.  `place` is a line (`line 12`), a tile (`tile 50,50`), or empty for the whole file."""

    file: str
    place: str
    reason: str
    severity: Severity = Severity.WARNING

    def __str__(self) -> str:
        """As the operator reads it: `obj.dat, line 12: …`."""
        return f"{self.file}{', ' + self.place if self.place else ''}: {self.reason}"


def listed(numbers: Iterable[int], most: int = 10) -> str:
    """The numbers in order; only the first ones if there are more than `most`."""
    ordered = sorted(numbers)
    return ", ".join(map(str, ordered[:most])) + (" …" if len(ordered) > most else "")


class Findings(list[Finding]):
    """All problems found by an import, in the order in which they were found."""

    def add(self, severity: Severity, file: str, place: str, reason: str) -> None:
        """Add a problem of that severity."""
        self.append(Finding(file, place, reason, severity))

    def error(self, file: str, place: str, reason: str) -> None:
        """Add a problem: something could not be loaded."""
        self.add(Severity.ERROR, file, place, reason)

    def warn(self, file: str, place: str, reason: str) -> None:
        """Add a problem: something will not work as intended."""
        self.add(Severity.WARNING, file, place, reason)

    def note(self, file: str, place: str, reason: str) -> None:
        """Add a problem: something is odd."""
        self.add(Severity.INFO, file, place, reason)

    def having(self, severity: Severity) -> list[Finding]:
        """The problems of that severity."""
        return [one for one in self if one.severity is severity]
