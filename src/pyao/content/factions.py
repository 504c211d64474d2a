"""The armours that the armies give their members.

Source: 11-social §5.3.
"""

from __future__ import annotations

from dataclasses import dataclass

Armours = tuple[int, int, int]
"""The objects of low, medium and high defence; 0 = none."""


@dataclass(frozen=True, slots=True)
class FactionArmours:
    """The armours of one class in both armies; gnomes and dwarves get the short ones."""

    royal_tall: Armours
    royal_short: Armours
    chaos_tall: Armours
    chaos_short: Armours
