"""How an import tells what it found: errors first, problems that are alike as one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.storage.classic.findings import Severity

if TYPE_CHECKING:
    from rich.console import Console

    from pyao.storage.classic.findings import Findings

FAULTY_DATA = 1
"""Exit code if something could not be loaded."""

_COLOURS = {Severity.INFO: "dim", Severity.WARNING: "yellow", Severity.ERROR: "bold red"}
_WORDS = {Severity.INFO: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}
_FEW, _MORE = 3, 10
"""Places named of problems that are alike, in the short report and in the long one."""

_REPORT_LIMIT = 40


class Report:
    """Prints findings."""

    def __init__(self, console: Console, *, notes: bool, every: bool = False) -> None:
        """`notes` = the long report, with all of them; `every` = a line for each problem, also for those alike."""
        self._console = console
        self._notes = notes or every
        self._every = every
        self._places = _MORE if notes else _FEW

    def print(self, findings: Findings) -> None:
        """Print the problems and their counts: all errors, then warnings, then notes if they are wanted."""
        self._print(findings, Severity.ERROR, None)
        self._print(findings, Severity.WARNING, None if self._notes else _REPORT_LIMIT)
        if self._notes:
            self._print(findings, Severity.INFO, None)
        counts = ", ".join(f"{findings.total(one)} {_WORDS[one]}s" for one in reversed(Severity))
        say(self._console, counts + ("" if self._notes else " (see them all with --check)"))

    def _print(self, findings: Findings, severity: Severity, most: int | None) -> None:
        lines = [
            line
            for fold in findings.folded(severity)
            for line in (fold.every_line() if self._every else fold.lines(self._places))
        ]
        for line in lines[:most]:
            say(self._console, f"{_WORDS[severity]}: {line}", style=_COLOURS[severity])


def say(console: Console, text: str, style: str | None = None) -> None:
    """Print a line that may quote a file: as it is, but without what a terminal would obey."""
    safe = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    safe = safe.encode(console.encoding, "replace").decode(console.encoding)
    console.print(safe, style=style, markup=False, highlight=False, soft_wrap=True)
