"""The world's dice.  Only this module draws at random; tests hand in scripted dice."""

from __future__ import annotations

import random
from typing import Protocol


class Rng(Protocol):
    """Something that rolls."""

    def roll(self, low: int, high: int) -> int:
        """A uniform integer, both ends included; R(a, b) in the spec."""


class Dice:
    """Real dice; the same seed gives the same game."""

    def __init__(self, seed: int | None = None) -> None:
        """`seed` None takes one from the system."""
        self._random = random.Random(seed).random  # noqa: S311 - a game's dice, nothing secret

    def roll(self, low: int, high: int) -> int:
        """A uniform integer from `low` to `high`.

        With `high` just below `low` it is `low`, and farther below one of `high` + 2 .. `low`: data files do contain
        such ranges.  Source: 04-combat §0.
        """
        return int(self._random() * (high - low + 1)) + low
