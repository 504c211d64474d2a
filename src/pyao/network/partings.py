"""Connections whose clients have gone: a few end in each turn of the loop.

Where a line breaks behind which many play, hundreds are gone at the same moment.  Each stays what it was until its own
end comes, which is whole: nobody's place is free before, and they end in the order in which they were found gone.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from pyao.world.clock import stopwatch_s

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

PART_S = 0.002
"""Seconds of endings after which the loop sees to ticks, frames and whoever plays on."""


class Partings:
    """The connections of one server that wait for their end."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._row: deque[Callable[[], None]] = deque()
        self._scheduled = False

    def add(self, end: Callable[[], None]) -> None:
        """Call `end` soon."""
        self._row.append(end)
        self._schedule()

    def _schedule(self) -> None:
        if not self._scheduled:
            self._scheduled = True
            self._loop.call_soon(self._run)

    def _run(self) -> None:
        self._scheduled = False
        until = stopwatch_s() + PART_S
        try:
            while self._row:
                self._row.popleft()()
                if stopwatch_s() >= until:
                    break
        finally:
            if self._row:
                self._schedule()
