"""How many packets of a kind a client may send: a bucket of tokens, with credit for what a slow network held back.

Surplus packets are dropped, never punished.  Source: 01-protocol §4 "Flood".
"""

from __future__ import annotations

from typing import NamedTuple


class Rate(NamedTuple):
    """Tokens come at `per_second`; at most `credit` are kept for later."""

    name: str
    per_second: int
    credit: int


CREDIT = 30_000
"""More than the longest backlog can hold in packets, so that whatever arrives in one go is executed."""

MOVES = Rate("moves", 250, CREDIT)
OTHERS = Rate("others", 200, CREDIT)


class Bucket:
    """The tokens one session has left for one rate."""

    __slots__ = ("_rate", "_since_ms", "_tokens")

    def __init__(self, rate: Rate, now_ms: int) -> None:
        self._rate = rate
        self._tokens: float = rate.credit
        self._since_ms = now_ms

    def take(self, now_ms: int) -> bool:
        """Take a token, if there is one."""
        gained = (now_ms - self._since_ms) * self._rate.per_second / 1000
        self._tokens = min(self._rate.credit, self._tokens + gained)
        self._since_ms = now_ms
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
