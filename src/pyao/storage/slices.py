"""Long work of the event loop, done a little at a time so that nobody has to wait for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pyao.world.clock import stopwatch_s

if TYPE_CHECKING:
    from collections.abc import Iterable


async def in_slices(steps: Iterable[None], *, slice_s: float, pause_s: float = 0.0) -> float:
    """Take all steps, some at a stretch of about `slice_s`; gives the longest stretch in seconds.

    Between two stretches the loop is free for everything else, and for `pause_s` at least.
    """
    slowest, began = 0.0, stopwatch_s()
    for _step in steps:
        took = stopwatch_s() - began
        slowest = max(slowest, took)
        if took >= slice_s:
            await asyncio.sleep(pause_s)
            began = stopwatch_s()
    return max(slowest, stopwatch_s() - began)
