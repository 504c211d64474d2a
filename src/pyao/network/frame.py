"""The clock that all connections share: once per client frame everything that has gathered is written.

Source: 01-protocol §3 rule 4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.world.clock import stopwatch_s

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from pyao.network.flusher import Flusher
    from pyao.tasks.lateness import Lateness

SHORTEST_S = 0.001


def nobody_asks(_seconds: float) -> None:
    """Forget it."""


class Frame:
    """Beats while there are connections."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        frame_ms: int,
        lateness: Lateness,
        took: Callable[[float], None] = nobody_asks,
    ) -> None:
        """`frame_ms` = how long output is gathered; how late the beats come is noted in `lateness`.

        `took` is told after each beat how long it took to write to everybody, in seconds.
        """
        self._took = took
        self._loop = loop
        self._length_s = max(frame_ms / 1000, SHORTEST_S)
        self._lateness = lateness
        self._members: dict[Flusher, None] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._due_s = 0.0

    def join(self, flusher: Flusher) -> None:
        """Visit this one from now on."""
        self._members[flusher] = None
        if self._timer is None:
            self._due_s = self._loop.time()
            self._again()

    def leave(self, flusher: Flusher) -> None:
        """Visit it no longer."""
        self._members.pop(flusher, None)
        if not self._members and self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _again(self) -> None:
        self._due_s = max(self._due_s + self._length_s, self._loop.time())
        self._timer = self._loop.call_at(self._due_s, self._beat)

    def _beat(self) -> None:
        self._lateness.loop.note(self._loop.time() - self._due_s)
        self._again()
        begin = stopwatch_s()
        for flusher in list(self._members):
            flusher.beat()
        self._took(stopwatch_s() - begin)
