"""What can only be measured while it happens: how long ticks and saves take, and how late ticks are.

Everything else that a metric tells is read from the server when somebody asks (`pyao.admin.metrics`).
"""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Histogram

from pyao.world.clock import stopwatch_s

if TYPE_CHECKING:
    from pyao.tasks.game import Game

TICK_BUCKETS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.04, 0.08, 0.2, 0.5, 1.0)
FLUSH_BUCKETS = (0.0001, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5)
SAVE_BUCKETS = (0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Measures:
    """The histograms of one server, all in seconds."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.tick = Histogram(
            "pyao_tick_seconds", "How long a game tick takes.", buckets=TICK_BUCKETS, registry=self.registry
        )
        self.lateness = Histogram(
            "pyao_tick_late_seconds",
            "How long after its time a game tick begins: the lag of the event loop.",
            buckets=TICK_BUCKETS,
            registry=self.registry,
        )
        self.save = Histogram(
            "pyao_save_seconds", "How long a regular save takes.", buckets=SAVE_BUCKETS, registry=self.registry
        )
        self.flush = Histogram(
            "pyao_flush_seconds",
            "How long it takes to write to a fifth of the clients, as happens five times a frame.",
            buckets=FLUSH_BUCKETS,
            registry=self.registry,
        )
        self.collection = Histogram(
            "pyao_gc_seconds", "How long a garbage collection takes.", buckets=FLUSH_BUCKETS, registry=self.registry
        )
        self.late_s = 0.0
        """How late the last tick was, in seconds."""
        self._worst_late_s = 0.0
        self._collecting_since = 0.0
        self._ticked_at: float | None = None

    def note_tick(self, due: float) -> None:
        """A tick that was due at that time of the loop begins now."""
        self._ticked_at = asyncio.get_running_loop().time()
        self.late_s = max(0.0, self._ticked_at - due)
        self._worst_late_s = max(self._worst_late_s, self.late_s)
        self.lateness.observe(self.late_s)

    def take_worst_late_s(self) -> float:
        """How late the latest tick since the last call was, in seconds."""
        worst, self._worst_late_s = self._worst_late_s, 0.0
        return worst

    def watch_collections(self) -> None:
        """Measure the garbage collector from now on."""
        gc.callbacks.append(self._note_collection)

    def leave_collections(self) -> None:
        """Measure it no longer; nothing happens if it is not measured."""
        if self._note_collection in gc.callbacks:
            gc.callbacks.remove(self._note_collection)

    def _note_collection(self, phase: str, _facts: dict[str, int]) -> None:
        if phase == "start":
            self._collecting_since = stopwatch_s()
        else:
            self.collection.observe(stopwatch_s() - self._collecting_since)

    def standing_still_s(self) -> float:
        """How long ago the last tick began, in seconds; 0 = none has begun yet."""
        return 0.0 if self._ticked_at is None else asyncio.get_running_loop().time() - self._ticked_at


def round_trips_ms(game: Game) -> list[int]:
    """How long bytes take to each player and back, in milliseconds; a lone 0 if nobody plays.

    Trips that are short or unknown count as 0; see `pyao.network.transport`.
    """
    return [one.round_trip_ms() for one in game.sessions.values() if one.player is not None] or [0]
