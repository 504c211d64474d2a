"""A stop that is announced: how long it still takes is told to everybody, ever more often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.network.course import Course

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

MARKS_S = (7_200, 3_600, 1_800, 900, 600, 300, 180, 120, 60, 30, 10, 5, 4, 3, 2, 1)
"""How long before the end it is announced again, in seconds."""


class Countdown:
    """At most one runs at a time; a new one takes the place of the old."""

    def __init__(
        self, announce: Callable[[int, str], None], end: Callable[[str], None], course: Course | None = None
    ) -> None:
        """`announce` is told the seconds that are left and the reason; `end` is called when they are over."""
        self._course = course or Course()
        self._announce = announce
        self._end = end
        self._task: asyncio.Task[None] | None = None

    def start(self, seconds: int, reason: str) -> None:
        """Count from now on."""
        self.cancel()
        self._task = self._course.start("countdown", self._count(seconds, reason))

    def cancel(self) -> bool:
        """Stop counting; `False` = nothing was counting."""
        running = self._task is not None and not self._task.done()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        return running

    async def _count(self, seconds: int, reason: str) -> None:
        left = seconds
        self._announce(left, reason)
        for mark in (*(mark for mark in MARKS_S if mark < seconds), 0):
            await self._course.sleep(left - mark)
            left = mark
            if mark:
                self._announce(mark, reason)
        self._end(reason)
