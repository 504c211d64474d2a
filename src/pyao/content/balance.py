"""The numbers in which races and classes differ.

Source: 02-sessions-and-characters §3.3, §8.2; 04-combat §4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyao.content.enums import PlayerClass, Race

ClassFactors = Mapping[PlayerClass, float]


@dataclass(frozen=True, slots=True)
class AttributeChange:
    """What a race adds to the attributes rolled at creation."""

    strength: int = 0
    agility: int = 0
    intelligence: int = 0
    charisma: int = 0
    constitution: int = 0


@dataclass(frozen=True, slots=True)
class Balance:
    """Factors by class and attribute changes by race.

    The distributions are the chances, in percent and from best to worst, of each HP gain on a new level: for averages
    without a half and with one.
    """

    race_attributes: Mapping[Race, AttributeChange] = field(default_factory=dict)
    evasion: ClassFactors = field(default_factory=dict)
    weapon_attack: ClassFactors = field(default_factory=dict)
    ranged_attack: ClassFactors = field(default_factory=dict)
    wrestling_attack: ClassFactors = field(default_factory=dict)
    weapon_damage: ClassFactors = field(default_factory=dict)
    ranged_damage: ClassFactors = field(default_factory=dict)
    wrestling_damage: ClassFactors = field(default_factory=dict)
    shield: ClassFactors = field(default_factory=dict)
    life: ClassFactors = field(default_factory=dict)
    whole_distribution: tuple[int, ...] = (10, 20, 40, 20, 10)
    half_distribution: tuple[int, ...] = (10, 40, 40, 10)
    mana_recovery_pct: int = 6
    party_level_exponent: float = 1.75
    faction_rewards: tuple[int, ...] = ()
    """Experience for each rank, the first for rank 1."""
