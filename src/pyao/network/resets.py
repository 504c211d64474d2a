"""Notices connections that were reset right behind their last input, which the loop does not always tell.

The watcher that uvloop (libuv) keeps for a socket dies of an error on it.  The reader is called once more then, and
gets what came before the reset; nobody is called for the reset itself.  So all sockets are looked at together now and
then, by one question to the kernel.  To read again after each read until nothing is left would cost as much as reading.
"""

from __future__ import annotations

import select
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio
    import socket
    from collections.abc import Callable

LOOK_S = 0.25
"""Seconds between two looks.  Whoever is written to meanwhile is noticed before, since the write fails."""


class Resets:
    """The open sockets of one loop.  A system without `poll` has no uvloop either, and needs none of this."""

    __slots__ = ("_loop", "_poll", "_timer", "_told")

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._poll = select.poll() if hasattr(select, "poll") else None
        self._told: dict[int, Callable[[], None]] = {}
        self._timer: asyncio.TimerHandle | None = None

    def watch(self, sock: socket.socket, tell: Callable[[], None]) -> None:
        """Call `tell` at every look from the reset of the connection until `forget`, which comes before its closing."""
        if self._poll is None:
            return
        self._poll.register(sock, 0)  # errors are told anyway
        self._told[sock.fileno()] = tell
        if self._timer is None:
            self._timer = self._loop.call_later(LOOK_S, self._look)

    def forget(self, sock: socket.socket) -> None:
        """Look at it no longer; one that nobody watches is none of our business."""
        if self._poll is None or self._told.pop(sock.fileno(), None) is None:
            return
        self._poll.unregister(sock)
        if not self._told and self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        assert self._poll is not None  # nosec B101 # noqa: S101 - nobody is watched without one
        self._timer = self._loop.call_later(LOOK_S, self._look)
        for tell in [self._told[number] for number, _events in self._poll.poll(0)]:
            tell()
