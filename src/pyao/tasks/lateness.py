"""How late the server is with what it does by the clock: figures for operators, kept since the start."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Delay:
    """How long something was waited for, in seconds."""

    times: int = 0
    total_s: float = 0.0
    worst_s: float = 0.0

    def note(self, seconds: float) -> None:
        """Count one wait."""
        self.times += 1
        self.total_s += seconds
        self.worst_s = max(self.worst_s, seconds)

    @property
    def mean_s(self) -> float:
        """The mean wait; 0 = there was none."""
        return self.total_s / self.times if self.times else 0.0


@dataclass(slots=True)
class Lateness:
    """The delays of one server."""

    loop: Delay = field(default_factory=Delay)
    """Loop lag: how much later than due the clock that writes to the clients was called."""

    tick: Delay = field(default_factory=Delay)
    """How much later than due a game tick began."""

    turn: Delay = field(default_factory=Delay)
    """Input waiting: how long a connection that had sent something waited for its turn."""

    refused: int = 0
    """How many steps were refused because there was more input than could be executed."""
