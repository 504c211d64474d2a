"""What a new character starts with: by default that of the classic game; a world may have another kit.

Source: 02-sessions-and-characters §3.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyao.content.enums import PlayerClass, Race

Stack = tuple[int, int]
"""(object, amount)."""

_C = PlayerClass


@dataclass(frozen=True, slots=True)
class StartingKit:
    """What a new character starts with: potions by whether it has mana, clothes by race, the rest by class.

    Paladins count as having mana.  `tools` is a range of objects, of which a worker gets one at random.
    """

    caster_potions: tuple[Stack, ...] = ((857, 200), (856, 200))
    other_potions: tuple[Stack, ...] = ((857, 200), (855, 100), (858, 50))
    clothes: Mapping[Race, int] = field(
        default_factory=lambda: {Race.HUMAN: 463, Race.ELF: 464, Race.DROW: 465, Race.GNOME: 466, Race.DWARF: 466}
    )
    weapon: int = 460
    weapons: Mapping[PlayerClass, int] = field(default_factory=lambda: {_C.HUNTER: 859})
    tools: tuple[int, int] = (561, 565)
    ammunition: Mapping[PlayerClass, Stack] = field(default_factory=lambda: {_C.HUNTER: (860, 150)})
    provisions: tuple[Stack, ...] = ((467, 100), (468, 100))
    spells: Mapping[PlayerClass, tuple[int, ...]] = field(
        default_factory=lambda: {
            _C.MAGE: (2,),
            _C.CLERIC: (2,),
            _C.DRUID: (2, 46),
            _C.BARD: (2,),
            _C.ASSASSIN: (2,),
        }
    )
    skill_points: int = 10
    noble: int = 1_000
    plebeian: int = 30
    gold: int = 0
