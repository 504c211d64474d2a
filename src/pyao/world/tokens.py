"""How often something may be done: a bucket of tokens, with credit for what a slow network held back.

Source: 01-protocol §4 "Flood".
"""

from __future__ import annotations

from typing import NamedTuple


class Rate(NamedTuple):
    """Tokens come at `per_second`; at most `credit` are kept for later."""

    name: str
    per_second: float
    credit: int


class Bucket:
    """The tokens that somebody has left; full at first."""

    __slots__ = ("_since_ms", "_tokens")

    def __init__(self, rate: Rate, now_ms: int) -> None:
        self._tokens: float = rate.credit
        self._since_ms = now_ms

    def take(self, rate: Rate, now_ms: int) -> bool:
        """Take a token, if there is one; they have come at that rate since the last time."""
        gained = (now_ms - self._since_ms) * rate.per_second / 1000
        self._tokens = min(rate.credit, self._tokens + gained)
        self._since_ms = now_ms
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
