"""What clients can make the server log stays small: no value is long, and an address has a rate for each kind of line.

What is left out is counted, and the next line of the kind says how many there were.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from pyao.protocol.text import shortened
from pyao.world.addresses import block_of
from pyao.world.clock import stopwatch_s
from pyao.world.tokens import Bucket, Rate

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_VALUE = 2_000
"""Letters of one field of a line; a traceback is no field."""

LINES = Rate("lines", 1, 100)
"""Lines of one kind, which are those with the same event, because of clients of one address."""

MOST_TOLD = 20_000
"""Addresses and kinds that are remembered at most; those that have been quiet for longest are forgotten first."""


def short_values(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Shorten what is long; a processor of structlog."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = shortened(value, LONGEST_VALUE)
    return event


@dataclass(slots=True)
class _Told:
    """The lines of one kind because of one address."""

    bucket: Bucket
    left_out: int = 0


class LineRates:
    """Drops the lines that are too many; a processor of structlog."""

    def __init__(self, source: Callable[[structlog.typing.EventDict], str]) -> None:
        """`source` tells which address a line comes from; "" = none, and then it is never dropped."""
        self._source = source
        self._told: dict[tuple[str, str], _Told] = {}

    def __call__(self, _logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
        """Let a line pass, with the number of those like it that were left out before it, or drop it."""
        ip = self._source(event)
        if not ip:
            return event
        told = self._told_of(block_of(ip), str(event["event"]))
        if not told.bucket.take(LINES, _now_ms()):
            told.left_out += 1
            raise structlog.DropEvent
        if told.left_out:
            event["left_out"], told.left_out = told.left_out, 0
        return event

    def _told_of(self, block: str, kind: str) -> _Told:
        """Those lines; they come to stand last, so that the first are those that have been quiet for longest."""
        told = self._told.pop((block, kind), None) or _Told(Bucket(LINES, _now_ms()))
        if len(self._told) >= MOST_TOLD:
            del self._told[next(iter(self._told))]
        self._told[block, kind] = told
        return told


def _now_ms() -> int:
    return round(stopwatch_s() * 1000)
