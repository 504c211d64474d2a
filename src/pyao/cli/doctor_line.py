"""What the doctor says: one line for each thing that it has looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How something is."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what was looked at, how it is, what was found, and what to do; nothing = all is well."""

    check: str
    state: State
    found: str
    advice: str = ""
