"""What is noted of every order that a game master or an operator gives.

Source: 10-gm-admin §3 #5.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Result(Enum):
    """What came of an order."""

    DONE = "done"
    REFUSED = "refused"
    """Whoever gave it has been told why."""

    IGNORED = "ignored"
    """Nothing was changed, and nothing answered."""

    FAILED = "failed"
    """A fault of the server: nothing can be said about what has changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One order.  All fields are plain values, so that a log can be read without the game."""

    when: datetime
    who: str
    """The GM's name."""

    rank: str
    """The GM's privileges, such as `SEMIDIOS` or `DIOS|ROLE_MASTER`."""

    place: tuple[int, int, int]
    """Where the GM stood: map, x, y."""

    command: str
    """The word of the command's text form, without the slash, however the order was given."""

    arguments: Mapping[str, object]
    """The fields of its packet by name."""

    target: str
    """The character, guild or creature that it was about; "" = none in particular."""

    result: Result
    reason: str = ""
    """Why it was refused, in the words that the GM was told."""
