"""The clock that all connections share: once per client frame what has gathered for each of them is written.

Source: 01-protocol §3 rule 4.
"""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

from pyao.world.clock import stopwatch_s

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from pyao.network.flusher import Flusher
    from pyao.tasks.lateness import Lateness

MOST_SHARES = 5
"""In how many shares the connections are written, at moments spread over the frame: input and ticks come between."""

SHORTEST_S = 0.003
"""Seconds between two shares at least; timers are good to a millisecond."""


def nobody_asks(_seconds: float) -> None:
    """Forget it."""


class Share:
    """The connections that are written at the same moment of the frame."""

    __slots__ = ("answered", "members")

    def __init__(self) -> None:
        self.members: dict[Flusher, list[bytes]] = {}
        """Each with the list of its packets, so that nothing else of those who have none needs to be looked at."""

        self.answered: list[Flusher] = []
        """Who has written an answer since the last beat."""

    def beat(self) -> None:
        """Write what has gathered; everybody may answer once more."""
        for flusher in self.answered:
            flusher.may_answer = True
        self.answered.clear()
        for flusher in list(compress(self.members, self.members.values())):
            flusher.flush()


class Frame:
    """Beats while there are connections.  Each is written once per frame, always at the same moment of it."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        frame_ms: int,
        lateness: Lateness,
        took: Callable[[float], None] = nobody_asks,
    ) -> None:
        """`frame_ms` = how long output is gathered; how late the beats come is noted in `lateness`.

        `took` is told after each beat how long it took to write to its share, in seconds.
        """
        self._took = took
        self._loop = loop
        number = max(1, min(MOST_SHARES, int(frame_ms / 1000 / SHORTEST_S)))
        self._beat_s = max(frame_ms / 1000 / number, 0.001)
        self._lateness = lateness
        self._shares = [Share() for _share in range(number)]
        self._now = 0
        """The share that was written last."""

        self._timer: asyncio.TimerHandle | None = None
        self._due_s = 0.0

    def join(self, flusher: Flusher, packets: list[bytes]) -> Share:
        """Visit this one from now on whenever the list holds packets; gives the share that it belongs to."""
        share = min(self._shares, key=lambda share: len(share.members))
        share.members[flusher] = packets
        if self._timer is None:
            self._due_s = self._loop.time()
            self._again()
        return share

    def leave(self, flusher: Flusher, share: Share) -> None:
        """Visit it no longer."""
        if share.members.pop(flusher, None) is not None and not flusher.may_answer:
            share.answered.remove(flusher)
        if self._timer is not None and not any(share.members for share in self._shares):
            self._timer.cancel()
            self._timer = None
            self._now = 0

    def _again(self) -> None:
        self._due_s = max(self._due_s + self._beat_s, self._loop.time())
        self._timer = self._loop.call_at(self._due_s, self._beat)

    def _beat(self) -> None:
        self._lateness.loop.note(self._loop.time() - self._due_s)
        self._again()
        begin = stopwatch_s()
        self._now = (self._now + 1) % len(self._shares)
        self._shares[self._now].beat()
        self._took(stopwatch_s() - begin)
