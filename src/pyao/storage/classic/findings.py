"""What is wrong with imported data: every problem with its file, place and reason."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_OF_A_KIND = 100
"""Problems of one kind kept for one file; further ones are only counted."""

_NUMBER = re.compile(r"-?\d+")


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

    @property
    def where(self) -> str:
        """File and place: `obj.dat, line 12`."""
        return f"{self.file}{', ' + self.place if self.place else ''}"

    @property
    def kind(self) -> str:
        """The reason without its numbers: the same for problems that differ in nothing else."""
        return _NUMBER.sub("#", self.reason)

    def __str__(self) -> str:
        """As the operator reads it: `obj.dat, line 12: …`."""
        return f"{self.where}: {self.reason}" if self.where else self.reason


@dataclass(frozen=True, slots=True)
class Fold:
    """Problems of one kind: the first ones, and how many there are in all."""

    first: list[Finding]
    count: int

    def lines(self, most: int) -> Iterator[str]:
        """A line for each problem; a single one with the first places if there are more than `most`."""
        if self.count <= most:
            yield from map(str, self.first)
            return
        places = "; ".join(one.where for one in self.first[:most])
        yield f"{self.first[0].reason} — {self.count:,} like this: {places} …"

    def every_line(self) -> Iterator[str]:
        """A line for each problem that was kept, and the number of the others."""
        yield from map(str, self.first)
        if more := self.count - len(self.first):
            yield f"{self.first[-1].reason} — {more:,} more like this"


def listed(numbers: Iterable[int], most: int = 10) -> str:
    """The numbers, which are in order; only the first ones if there are more than `most`."""
    first = list(islice(numbers, most + 1))
    return ", ".join(map(str, first[:most])) + (" …" if len(first) > most else "")


class Findings(list[Finding]):
    """All problems found by an import, in the order in which they were found; of very many alike only the first."""

    def __init__(self, found: Iterable[Finding] = ()) -> None:
        super().__init__()
        self._kept: Counter[tuple[Severity, str, str]] = Counter()
        self.uncounted: Counter[tuple[Severity, str]] = Counter()
        """How many problems of each severity and kind were not kept."""
        self.take(found)

    def add(self, severity: Severity, file: str, place: str, reason: str) -> None:
        """Add a problem of that severity."""
        self._keep(Finding(file, place, reason, severity))

    def take(self, others: Iterable[Finding]) -> None:
        """Add problems that were gathered elsewhere."""
        for one in others:
            self._keep(one)
        if isinstance(others, Findings):
            self.uncounted.update(others.uncounted)

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
        """The problems of that severity that were kept."""
        return [one for one in self if one.severity is severity]

    def total(self, severity: Severity) -> int:
        """How many problems of that severity there are."""
        more = sum(number for (one, _kind), number in self.uncounted.items() if one is severity)
        return len(self.having(severity)) + more

    def folded(self, severity: Severity) -> list[Fold]:
        """The problems of that severity, those of one kind together, in the order in which they were found."""
        kinds: defaultdict[str, list[Finding]] = defaultdict(list)
        for one in self.having(severity):
            kinds[one.kind].append(one)
        return [Fold(first, len(first) + self.uncounted[severity, kind]) for kind, first in kinds.items()]

    def _keep(self, one: Finding) -> None:
        kind = one.kind
        self._kept[one.severity, one.file, kind] += 1
        if self._kept[one.severity, one.file, kind] > MOST_OF_A_KIND:
            self.uncounted[one.severity, kind] += 1
        else:
            self.append(one)
