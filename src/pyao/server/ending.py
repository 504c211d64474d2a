"""How the server is told to end: by a signal or by an order.  Whatever it is, everything is saved first.

Only a second Ctrl+C doesn't wait for that.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from typing import TYPE_CHECKING

import structlog

from pyao.world.clock import stopwatch_s

if TYPE_CHECKING:
    from collections.abc import Callable

log = structlog.get_logger()

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Ctrl+C, the system's request, a closed terminal, Ctrl+Break; not every system has all."""

INTERRUPTED = 130
"""Exit code if the server was interrupted before it had saved."""

SAME_PRESS_S = 1.0
"""Signals that follow the first one so soon are the same request: a terminal, `timeout` and shells send it to the whole
process group, so that it may come twice."""


class Ending:
    """Waits for the first request to end; the server then stops in its own time."""

    def __init__(self, unsaved_s: Callable[[], float]) -> None:
        """`unsaved_s` gives how long ago what is in the store was saved, in seconds."""
        self._told = asyncio.Event()
        self._told_s = 0.0
        self._unsaved_s = unsaved_s
        self.reason = ""
        self.again = False
        """Whether the server is to start anew once it has ended."""

        self.from_world_save = False
        """Whether it is then to start with the maps of the last world save."""

    def request(self, reason: str, *, again: bool = False, from_world_save: bool = False) -> None:
        """End, and start `again` if that is wanted; only the first reason counts."""
        if not self._told.is_set():
            self.reason, self.again, self.from_world_save = reason, again, from_world_save
            log.info("restarting" if again else "stopping", reason=reason)
            self._told.set()

    async def wait(self) -> None:
        """Wait until somebody asks for the end."""
        await self._told.wait()

    def heed_signals(self) -> None:
        """From now on signals ask for the end, except those that the server was started to ignore (as by nohup)."""
        loop = asyncio.get_running_loop()
        for name in SIGNALS:
            number = getattr(signal, name, None)
            if number is None or signal.getsignal(number) is signal.SIG_IGN:
                continue
            try:
                loop.add_signal_handler(number, self._signalled, name)
            except NotImplementedError:  # Windows
                signal.signal(number, lambda *_, name=name: loop.call_soon_threadsafe(self._signalled, name))

    def _signalled(self, name: str) -> None:
        now = stopwatch_s()
        if not self._told.is_set() or self.again:
            self._told_s = now
        elif name == "SIGINT" and now - self._told_s > SAME_PRESS_S:
            self._end_at_once()
        self.request(name)
        self.again = False  # whoever interrupts a restart wants the end

    def _end_at_once(self) -> None:
        line = (
            "pyao-server: ended at once, before everything was saved: "
            f"what happened in the last {self._unsaved_s():.0f} s is lost\n"
        )
        os.write(sys.stderr.fileno(), line.encode())
        os._exit(INTERRUPTED)
