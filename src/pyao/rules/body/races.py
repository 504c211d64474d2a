"""What depends on race and gender: heads, bodies, and how a weapon looks in the hand.

Source: 02-sessions-and-characters §3.2, §3.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Gender, Race
from pyao.world.character import NO_ITEM

if TYPE_CHECKING:
    from pyao.content.content import Content

SMALL_RACES = frozenset({Race.GNOME, Race.DWARF})

HEADS: dict[tuple[int, int], tuple[int, int]] = {
    (Race.HUMAN, Gender.MAN): (1, 40),
    (Race.HUMAN, Gender.WOMAN): (70, 89),
    (Race.ELF, Gender.MAN): (101, 122),
    (Race.ELF, Gender.WOMAN): (170, 188),
    (Race.DROW, Gender.MAN): (201, 221),
    (Race.DROW, Gender.WOMAN): (270, 288),
    (Race.GNOME, Gender.MAN): (401, 416),
    (Race.GNOME, Gender.WOMAN): (470, 484),
    (Race.DWARF, Gender.MAN): (301, 319),
    (Race.DWARF, Gender.WOMAN): (370, 384),
}
"""The first and the last head of each race and gender."""

FIRST_BODIES = {Race.HUMAN: 1, Race.ELF: 2, Race.DROW: 3, Race.GNOME: 300, Race.DWARF: 300}
"""The body that a new character of each race has."""

_NAKED = {
    Race.HUMAN: (21, 39),
    Race.ELF: (210, 259),
    Race.DROW: (32, 40),
    Race.GNOME: (222, 260),
    Race.DWARF: (53, 60),
}


def naked_body(race: int, gender: int) -> int:
    """The body of a character without clothes.  Source: 02 §3.2."""
    man, woman = _NAKED[Race(race)]
    return man if gender == Gender.MAN else woman


def weapon_animation(content: Content, item: int, race: Race) -> int:
    """The animation of a weapon in the hand, for small races perhaps another one; none if the data lack the weapon.

    Source: 02 §3.3.
    """
    definition = content.items.get(item)
    if definition is None:
        return NO_ITEM
    if race in SMALL_RACES and definition.small_race_animation > 0:
        return definition.small_race_animation
    return definition.animation
