"""How the server has been lately: one sample every ten seconds for an hour, one a minute for a day, in memory only."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

SAMPLE_S = 10
FINE_SAMPLES = 360
"""An hour."""

FINE_PER_COARSE = 6
COARSE_SAMPLES = 1_440
"""A day of minutes."""


class Sample(NamedTuple):
    """The state at a moment, and what happened since the sample before, as rates."""

    at_s: float
    """Seconds since 1970."""
    players: float
    packets_in: float
    """A second."""
    packets_out: float
    """A second."""
    late_ms: float
    """How late the latest game tick was."""
    ping_ms: float
    """The median of the players' round trips."""
    gold_born: float
    """A minute."""
    gold_gone: float
    """A minute."""


WORST = frozenset({"players", "late_ms"})
"""What a minute shows of its samples is the greatest; of everything else it is the mean."""


class History:
    """The samples of the last hour and of the last day."""

    def __init__(self) -> None:
        self.hour: deque[Sample] = deque(maxlen=FINE_SAMPLES)
        self.day: deque[Sample] = deque(maxlen=COARSE_SAMPLES)
        self._minute: list[Sample] = []

    def add(self, sample: Sample) -> None:
        """Keep a sample; the oldest one goes."""
        self.hour.append(sample)
        self._minute.append(sample)
        if len(self._minute) == FINE_PER_COARSE:
            self.day.append(joined(self._minute))
            self._minute.clear()


def joined(samples: list[Sample]) -> Sample:
    """Some samples as one, of the moment of the last."""
    values = zip(Sample._fields[1:], list(zip(*samples, strict=True))[1:], strict=True)
    return Sample(
        samples[-1].at_s, *(max(column) if name in WORST else sum(column) / len(column) for name, column in values)
    )
