"""The world's time.  Only this module reads the machine's clock; tests and replays use `ManualClock`.

Rules never wait: they compare `now_ms` or leave something in `Timers` (see `timers.py`).
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Protocol

stopwatch_s = time.perf_counter
"""Seconds from some fixed moment, as exactly as the machine can tell: for measuring how long our own work takes."""

DAY_S = 86_400

TICK_MS = 40
"""One pass of the game timer in ms (25 a second).  Source: 02 Conventions."""

TICKS_A_SECOND = 1_000 // TICK_MS

CLOCK_STEP = timedelta(seconds=1)
"""By how much date and time may drift from the milliseconds before that counts as set."""


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


class HeldClock:
    """The machine's clock, or another, which can be held; its date and time go by its milliseconds."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._its_ms = self._clock.now_ms
        self._start_ms = self.held_ms = self._its_ms()
        self._start = self._clock.today()

    held_ms: int | None
    """Where it stands still, as it does from the beginning; `None` = it goes."""

    def now_ms(self) -> int:
        return self._its_ms() if self.held_ms is None else self.held_ms

    def hold(self) -> int:
        """Stand still, if it doesn't yet; gives where."""
        if self.held_ms is None:
            self.held_ms = self._its_ms()
        return self.held_ms

    def today(self) -> datetime:
        return self._start + timedelta(milliseconds=self.now_ms() - self._start_ms)

    def set_since(self, now_ms: int) -> datetime | None:
        """What the machine's date and time were set to, which count from that moment on; `None` = they were not set."""
        today = self._clock.today()
        if abs(today - self._start - timedelta(milliseconds=now_ms - self._start_ms)) < CLOCK_STEP:
            return None
        self._start, self._start_ms = today, now_ms
        return today


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

    def set_to(self, today: datetime) -> None:
        """Show another date and time from now on, as when somebody sets a machine's clock."""
        self._start, self._origin_ms = today, self._now_ms

    def advance(self, ms: int) -> None:
        """Let `ms` milliseconds pass."""
        self._now_ms += ms
