"""The world's dice.  Only this module uses chance; tests hand in dice with scripted rolls."""

from __future__ import annotations

import random
from typing import Protocol


class Rng(Protocol):
    """Something that rolls."""

    def roll(self, low: int, high: int) -> int:
        """A uniform integer, both ends included; R(a, b) in the spec."""


def fresh_seed() -> int:
    """A seed that nobody can guess; with it the same game can be played again."""
    return random.SystemRandom().getrandbits(63)


class Dice:
    """Real dice; the same seed gives the same game."""

    def __init__(self, seed: int | None = None) -> None:
        """`seed` = `None`: the system gives one."""
        self._random = random.Random(seed).random  # nosec B311 # noqa: S311 - a game's dice, nothing secret

    def roll(self, low: int, high: int) -> int:
        """A uniform integer from `low` to `high`.

        Data files contain ranges upside down.  If `high` is one below `low`, the roll is `low`; if it is further
        below, the roll is from `high` + 2 to `low`.  Source: 04-combat §0.
        """
        return int(self._random() * (high - low + 1)) + low
