"""The world's time.  Only this module reads the machine's clock; tests and replays use `ManualClock`.

Rules never wait: they compare `now_ms` or leave something in `Timers` (see `timers.py`).
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Protocol

stopwatch_s = time.perf_counter
"""Seconds from some fixed moment, as exactly as the machine can tell: for measuring how long our own work takes."""

TICK_MS = 40
"""One pass of the game timer in ms (25 a second).  Source: 02 Conventions."""


def since_1970_s() -> int:
    """Whole seconds since 1970: for what is dated in a store, whatever its time zone."""
    return time.time_ns() // 1_000_000_000


class Clock(Protocol):
    """Tells the time in two ways: to measure with, and to write down."""

    def now_ms(self) -> int:
        """Milliseconds from some fixed moment; never goes back."""

    def today(self) -> datetime:
        """The local date and time, for saved addresses, penalties and happy hours."""


class SystemClock:
    """The machine's own clock."""

    def now_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000

    def today(self) -> datetime:
        return datetime.now().astimezone()


class ManualClock:
    """A clock that only moves when it is told to."""

    def __init__(self, start: datetime, now_ms: int = 1_000_000) -> None:
        """Stand at `start`; `now_ms` begins far from 0, so that a moment is never taken for "not yet"."""
        self._start = start
        self._origin_ms = now_ms
        self._now_ms = now_ms

    def now_ms(self) -> int:
        return self._now_ms

    def today(self) -> datetime:
        return self._start + timedelta(milliseconds=self._now_ms - self._origin_ms)

    def advance(self, ms: int) -> None:
        """Let `ms` milliseconds pass."""
        self._now_ms += ms
