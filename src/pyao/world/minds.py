"""Which creatures have to think.

Source: 08-npcs §4.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.praetorian_clan import PraetorianClan


@dataclass(slots=True)
class Minds:
    """Who thinks in this round, and who thinks even when nobody is on its map."""

    waiting: deque[Npc] = field(default_factory=deque)
    """Who has still to think in this round, in its order."""

    share: int = 0
    """How much of it is thought in one tick."""

    clans: dict[int, PraetorianClan] = field(default_factory=dict)
    """The active clans of praetorians by their numbers, 1 and 2: they think always."""
