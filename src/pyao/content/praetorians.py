"""Who belongs to a clan of praetorians.

Source: 08-npcs §12.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class PraetorianRole(Enum):
    """What a member does, in the order in which a clan is loaded; the values are the sections of the data file."""

    KING = "KING"
    HEALER = "HEALER"
    SPELLCASTER = "SPELLCASTER"
    SWORDSWINGER = "SWORDSWINGER"
    LONGRANGE = "LONGRANGE"
    THIEF = "THIEF"


@dataclass(frozen=True, slots=True)
class Praetorian:
    """An NPC that may fill a role.  `tall` = it gets a head of humans, elves or drows, else of dwarves or gnomes."""

    npc: int
    tall: bool
