"""What can only be measured while it happens: how long ticks and saves take, and how late ticks are.

Everything else that a metric tells is read from the server when somebody asks (`pyao.admin.metrics`).
"""

from __future__ import annotations

import asyncio

from prometheus_client import CollectorRegistry, Histogram

TICK_BUCKETS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.04, 0.08, 0.2, 0.5, 1.0)
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
        self.late_s = 0.0
        """How late the last tick was, in seconds."""
        self._ticked_at: float | None = None

    def note_tick(self, due: float) -> None:
        """A tick that was due at that time of the loop begins now."""
        self._ticked_at = asyncio.get_running_loop().time()
        self.late_s = max(0.0, self._ticked_at - due)
        self.lateness.observe(self.late_s)

    def standing_still_s(self) -> float:
        """How long ago the last tick began, in seconds; 0 = none has begun yet."""
        return 0.0 if self._ticked_at is None else asyncio.get_running_loop().time() - self._ticked_at
