"""The armies: their ranks, and the armours that they give their members.

Source: 11-social §5.1 to §5.3.
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


@dataclass(frozen=True, slots=True)
class FactionRank:
    """What a rank of an army asks for: enemies killed, a level, points of noble deeds; 0 = nothing."""

    kills: int
    level: int = 0
    noble: int = 0


@dataclass(frozen=True, slots=True)
class Ladder:
    """The ranks of an army, lowest first; the first asks for what enlisting takes.  Source: 11-social §5.1, §5.2."""

    ranks: tuple[FactionRank, ...]
    last_goal: int
    """The kills after the last rank for which a member is thanked, and nothing more."""

    def goal_after(self, rank: int) -> int:
        """The kills that the next rank asks for."""
        return self.ranks[rank + 1].kills if rank + 1 < len(self.ranks) else self.last_goal

    def rank_at(self, goal: int) -> int | None:
        """The rank that is reached with a goal; `None` = no rank has it."""
        return next((rank for rank, needs in enumerate(self.ranks) if rank and needs.kills == goal), None)


ROYAL_LADDER = Ladder(
    (
        FactionRank(30, level=25, noble=1_000_000),
        *(FactionRank(kills) for kills in (70, 130, 210, 320, 460)),
        FactionRank(640, level=27),
        *(FactionRank(kills) for kills in (870, 1160)),
        FactionRank(2000, level=30),
        FactionRank(2500, noble=2_000_000),
        FactionRank(3000, noble=3_000_000),
        FactionRank(3500, level=35, noble=4_000_000),
        FactionRank(4000, level=36, noble=5_000_000),
        FactionRank(5000, level=37, noble=6_000_000),
    ),
    last_goal=10_000,
)
CHAOS_LADDER = Ladder(
    (
        FactionRank(70, level=25),
        *(FactionRank(kills) for kills in (160, 300, 490, 740, 1100)),
        FactionRank(1500, level=27),
        *(FactionRank(kills) for kills in (2010, 2700)),
        FactionRank(4600, level=30),
        FactionRank(5800, level=31),
        FactionRank(6990, level=33),
        FactionRank(8100, level=35),
        FactionRank(9300, level=36),
        FactionRank(11500, level=37),
    ),
    last_goal=23_000,
)
