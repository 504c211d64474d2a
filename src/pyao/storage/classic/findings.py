"""What is wrong with the data: every problem with its file, its place and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How bad a problem is."""

    INFO = 1
    """Odd, but what the original does with it is what is done."""
    WARNING = 2
    """Something will not work as its author meant."""
    ERROR = 3
    """Something could not be loaded."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One problem.  `place` is a line (`line 12`), a tile (`tile 50,50`) or empty for the whole file."""

    file: str
    place: str
    reason: str
    severity: Severity = Severity.WARNING

    def __str__(self) -> str:
        """`obj.dat, line 12: …`."""
        return f"{self.file}{', ' + self.place if self.place else ''}: {self.reason}"


class Findings(list[Finding]):
    """All problems of an import, in the order in which they were found."""

    def error(self, file: str, place: str, reason: str) -> None:
        """Something could not be loaded."""
        self.append(Finding(file, place, reason, Severity.ERROR))

    def warn(self, file: str, place: str, reason: str) -> None:
        """Something will not work as meant."""
        self.append(Finding(file, place, reason, Severity.WARNING))

    def note(self, file: str, place: str, reason: str) -> None:
        """Something is odd."""
        self.append(Finding(file, place, reason, Severity.INFO))

    def count(self, severity: Severity) -> int:  # type: ignore[override]
        """How many there are of a severity."""
        return sum(1 for one in self if one.severity is severity)
