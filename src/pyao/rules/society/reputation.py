"""Citizen or criminal: what six kinds of deeds add up to."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pyao.world.arithmetic import clamp, half_even

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.record import Reputation

MAX_REPUTATION = 6_000_000
"""The most that one kind of deeds counts."""


def average(deeds: Reputation) -> int:
    """The reputation shown as average.  Source: 02-sessions-and-characters §4.2."""
    good = deeds.bourgeois + deeds.noble + deeds.plebeian
    bad = deeds.assassin + deeds.bandit + deeds.thief
    return half_even(Fraction(good - bad, 6))


def is_criminal(player: Player) -> bool:
    """Whether the average is below zero, that is the sum at most −4.  Source: 02 §4.2."""
    return average(player.record.reputation) < 0


def limited(points: int) -> int:
    """What one kind of deeds counts after a change: 0..`MAX_REPUTATION`.  Source: 04-combat §9.1."""
    return clamp(points, 0, MAX_REPUTATION)
