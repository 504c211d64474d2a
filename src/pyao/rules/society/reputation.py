"""Reputation: six kinds of deeds, and whether they make a citizen or a criminal."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pyao.world.arithmetic import clamp, half_even
from pyao.world.player import glance

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.record import Reputation

CRIMINAL_SUM = -4
"""The sum of all deeds from which on their average rounds to less than zero."""

MAX_REPUTATION = 6_000_000
"""The most that one kind of deeds counts."""


def average(deeds: Reputation) -> int:
    """A sixth of the good deeds less the bad ones, rounded half to even.  Source: 02-sessions-and-characters §4.2."""
    good = deeds.bourgeois + deeds.noble + deeds.plebeian
    bad = deeds.assassin + deeds.bandit + deeds.thief
    return half_even(Fraction(good - bad, 6))


def is_criminal(player: Player) -> bool:
    """Whether the average is below zero, which takes a sum of −4 or less.  Source: 02 §4.2."""
    deeds = glance(player).reputation
    good = deeds.bourgeois + deeds.noble + deeds.plebeian
    return good - deeds.assassin - deeds.bandit - deeds.thief <= CRIMINAL_SUM


def limited(points: int) -> int:
    """The points of one kind of deeds, kept within 0..`MAX_REPUTATION`.  Source: 04-combat §9.2."""
    return clamp(points, 0, MAX_REPUTATION)
