"""Which NPCs a clan of praetorians may consist of.

Source: 08-npcs §12.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class PraetorianRole(Enum):
    """The part of a member in its clan, in loading order; the values are the names of sections in the data file."""

    KING = "KING"
    HEALER = "HEALER"
    SPELLCASTER = "SPELLCASTER"
    SWORDSWINGER = "SWORDSWINGER"
    LONGRANGE = "LONGRANGE"
    THIEF = "THIEF"


@dataclass(frozen=True, slots=True)
class Praetorian:
    """An NPC that may play a role.  `tall` = it gets a head of humans, elves or drows, else of dwarves or gnomes."""

    npc: int
    tall: bool
