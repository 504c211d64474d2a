"""Whose input is executed when: a little of everybody's in turn, with ticks and writes in between.

However much others send, one's next packet waits for a slice of each and not for all of their input; the more of them
there are, the shorter their slices.
When all together send more than can be executed, those who had to wait long are refused their steps, which are most of
what a crowd sends and the dearest: nobody's queue grows, and everything else is answered soon.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pyao.world.clock import stopwatch_s

if TYPE_CHECKING:
    import asyncio

    from pyao.network.frame import Frame
    from pyao.tasks.lateness import Lateness

SLICE_S = 0.000_5
"""Seconds after which one connection's input makes room for the next one's; a packet that has begun is finished."""

ROUND_S = 0.02
"""Seconds of input, the packet with which each slice ends left out, until everybody who waits has had a turn.

When more than forty have more input than fits into their slices, these get shorter.
"""

TURN_S = 0.005
"""Seconds of input after which the loop sees to ticks, frames and sockets again."""

LATE_S = 0.1
"""Seconds of waiting for a turn after which there is more input than can be executed: steps are refused then."""


class Timing(NamedTuple):
    """When the connections of one server are served."""

    frame: Frame
    turns: Turns


class HasInput(Protocol):
    """A connection whose client has sent something."""

    def execute_until(self, end_s: float, *, hurried: bool = False) -> bool:
        """Execute packets until that moment of the stopwatch, at least one; whether there may be more.

        `hurried` = the server can't keep up, so that what has a shorter answer gets that one.
        """


class Turns:
    """The connections that wait for their turn, in one row: who has had one and has more input goes to its end.

    Nobody is overtaken: before a connection's turn every other one has at most one.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, lateness: Lateness) -> None:
        """How long connections wait is noted in `lateness`."""
        self._loop = loop
        self._lateness = lateness
        self._row: deque[tuple[HasInput, float]] = deque()
        self._scheduled = False

    def add(self, connection: HasInput) -> None:
        """Let the connection wait for its turn; it must not be waiting already."""
        self._row.append((connection, stopwatch_s()))
        self._schedule()

    def _schedule(self) -> None:
        if not self._scheduled:
            self._scheduled = True
            self._loop.call_soon(self._run)

    def _run(self) -> None:
        self._scheduled = False
        now = stopwatch_s()
        end = now + TURN_S
        slice_s = min(SLICE_S, ROUND_S / max(1, len(self._row)))
        while self._row:
            connection, since = self._row.popleft()
            waited = now - since
            self._lateness.turn.note(waited)
            more = connection.execute_until(now + slice_s, hurried=waited > LATE_S)
            now = stopwatch_s()
            if more:
                self._row.append((connection, now))
            if now >= end:
                break
        if self._row:
            self._schedule()
