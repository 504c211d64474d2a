"""Whose connection the code that runs is about, so that every line that it logs can say so.

It is set once for each turn of a connection and asked only when something is logged.  Tasks that a turn starts, such
as a check of a password, inherit it.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class Concerned(Protocol):
    """Somebody whom lines of the log may concern."""

    @property
    def ip(self) -> str:
        """The address of the client; "" = it has none."""

    def log_fields(self) -> Mapping[str, object]:
        """What a line says of it."""


CONCERNED: ContextVar[Concerned | None] = ContextVar("CONCERNED", default=None)


def concerned_fields() -> Mapping[str, object]:
    """What a line that is logged now says of the connection that it concerns; empty if it concerns none."""
    concerned = CONCERNED.get()
    return concerned.log_fields() if concerned is not None else {}
