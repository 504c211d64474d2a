"""The poll that players may vote in.

Source: 11-social §8.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Poll:
    """A question with its options; `votes` = how many each had when the world was made."""

    number: int
    question: str
    options: tuple[str, ...]
    min_level: int = 1
    votes: tuple[int, ...] = ()
