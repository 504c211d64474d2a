"""Long work of the event loop, done a little at a time so that nobody has to wait for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from pyao.world.clock import stopwatch_s

if TYPE_CHECKING:
    from collections.abc import Iterable


class Pace(Protocol):
    """Decides when others have their turn."""

    def asked(self, number: int) -> int:
        """Take a number that was measured, 0 or more; what it gives counts."""

    async def sleep(self, seconds: float) -> None:
        """Let others have their turn."""


class OwnPace:
    """Goes by what was measured."""

    def asked(self, number: int) -> int:
        """Give the number."""
        return number

    async def sleep(self, seconds: float) -> None:
        """Sleep."""
        await asyncio.sleep(seconds)


OWN_PACE = OwnPace()


async def in_slices(steps: Iterable[None], *, slice_s: float, pause_s: float = 0.0, pace: Pace = OWN_PACE) -> float:
    """Take all steps, some at a stretch of about `slice_s`; gives the longest stretch in seconds.

    Between two stretches the loop is free for everything else, and for `pause_s` at least.
    """
    slowest, began = 0.0, stopwatch_s()
    for _step in steps:
        took = stopwatch_s() - began
        slowest = max(slowest, took)
        if pace.asked(took >= slice_s):
            await pace.sleep(pause_s)
            began = stopwatch_s()
    return max(slowest, stopwatch_s() - began)
