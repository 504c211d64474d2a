"""What the staff keeps on record about players (seguimientos).

Source: 11-social §12.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Observation(NamedTuple):
    """What somebody of the staff has added to a record, and when: `dd/mm/yyyy hh:mm:ss`."""

    creator: str
    date: str
    text: str


@dataclass(slots=True)
class UserRecord:
    """One record; `name` is the key of the character it is about."""

    name: str
    creator: str
    date: str
    reason: str
    observations: list[Observation] = field(default_factory=list)


class UserRecords(list[UserRecord]):
    """All records, oldest first; orders count them from 1."""

    def numbered(self, number: int) -> UserRecord | None:
        """The record of that number; `None` = there is none."""
        return self[number - 1] if 1 <= number <= len(self) else None
