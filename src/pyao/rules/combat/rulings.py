"""What the rules say of an attack or a help before anything happens: asking changes nothing and tells nobody.

Source: 04-combat §3, 05-magic §6.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from pyao.protocol.enums import Font


class Cost(Enum):
    """What follows for whoever goes through with what is allowed."""

    NOTHING = auto()
    CRIME = auto()
    """The player becomes a criminal."""
    VILLAINY = auto()
    """The player's name suffers, but it may stay a citizen."""
    RETALIATION = auto()
    """The other player may strike back for a while."""
    ROBBERY = auto()
    """The same, for taking the other's creature; the robber is told."""
    WARNING = auto()
    """The victim is told to flee."""
    RENEWAL = auto()
    """The player's own creature stays its own for the full time again."""
    TAKEOVER = auto()
    """The creature changes hands: its owner has left it alone for too long."""
    CLAIM = auto()
    """The creature becomes the player's."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether something is allowed, why not, and what it costs."""

    allowed: bool
    words: str = ""
    """What the player reads: why not, or what comes of it; "" = nothing."""
    font: Font = Font.INFO
    cost: Cost = Cost.NOTHING
    remark: str = ""
    """What the player reads before that; "" = nothing."""


YES = Ruling(allowed=True)
SILENT_NO = Ruling(allowed=False)


def no(words: str, font: Font = Font.INFO) -> Ruling:
    """A refusal; the player will be told why."""
    return Ruling(allowed=False, words=words, font=font)


def yes(cost: Cost, words: str = "") -> Ruling:
    """A permission that costs something; the player will be told, if there are words for it."""
    return Ruling(allowed=True, words=words, cost=cost)
