"""How fast a client reads what waits for it, so that only one that does not is sent away.

No sockets here.  Source: 01-protocol §3.
"""

from __future__ import annotations

BEHIND_S = 3.0
"""Seconds over which it is measured how fast a client reads."""

SLOW_LINE = 4_000
"""Bytes a second; a client that reads less, while more waits for it, counts as not reading.

A line of 128 kbit/s carries four times as much.
"""

LOOK_S = 0.1
"""Seconds between two looks that count as the client's at most: beyond that the server itself was held up."""


class Pace:
    """How fast one client reads while something waits for it; the time in which the server held it back is left out."""

    __slots__ = ("_looked_s", "_unreached", "_waited_s", "slow", "written")

    def __init__(self, now_s: float, unreached: int) -> None:
        """`unreached` = bytes that have been written, as at every look, but have not reached the client."""
        self._unreached = unreached
        self._looked_s = now_s
        self._waited_s = 0.0
        self.slow = False
        """Whether the client read less than a slow line carries when that was last measured."""

        self.written = 0
        """Bytes that have been written since the measuring began, which is counted from outside."""

    def look(self, now_s: float, *, ours: bool) -> None:
        """Note that something still waits; `ours` = by the server's own doing."""
        if not ours:
            self._waited_s += min(now_s - self._looked_s, LOOK_S)
        self._looked_s = now_s

    @property
    def due(self) -> bool:
        """Whether it is time to measure."""
        return self._waited_s > BEHIND_S

    def measure(self, unreached: int) -> None:
        """Judge by what has reached the client, and begin anew."""
        self.slow = self.written + self._unreached - unreached <= SLOW_LINE * BEHIND_S
        self._unreached, self._waited_s, self.written = unreached, 0.0, 0
