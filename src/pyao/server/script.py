"""The script of a replay: the events of a recording in their order, and a clock that is held at each one's moment."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pyao.replay.recording import Event, Kind
from pyao.world.clock import ManualClock

if TYPE_CHECKING:
    from pyao.replay.recording import Recording


class Script:
    """Reads a recording, one event after the other."""

    def __init__(self, recording: Recording) -> None:
        self._events = recording.events
        self._at = 0
        self._start_ms = recording.head.ms
        self.clock = ManualClock(datetime.fromisoformat(recording.head.today), recording.head.ms)

    @property
    def is_over(self) -> bool:
        """Whether every event has been read."""
        return self._at >= len(self._events)

    def read(self) -> Event:
        """Go on to the next event, and to its moment."""
        event = self._events[self._at]
        self._at += 1
        self.clock.advance(event.ms - self.clock.now_ms())
        return event

    def read_asked(self) -> Event | None:
        """Read the number that the game asked for here; `None` = it did not ask here."""
        if self.is_over or self._events[self._at].kind is not Kind.ASKED:
            return None
        event = self._events[self._at]
        self._at += 1
        return event

    def set_date(self, event: Event) -> None:
        """Somebody set the machine's clock."""
        self.clock.set_to(datetime.fromisoformat(event.data.decode()))

    def seconds(self) -> float:
        """How long after the start the last event was."""
        return (self.clock.now_ms() - self._start_ms) / 1000
