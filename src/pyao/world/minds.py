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
    """The creatures that think in this round, and those that think even without players on their map."""

    waiting: deque[Npc] = field(default_factory=deque)
    """Those that have still to think in this round, in order."""

    share: int = 0
    """How many of them think in one tick."""

    held: dict[Npc, None] = field(default_factory=dict)
    """Creatures of all maps that are paralysed or immobilised; they always think."""

    clans: dict[int, PraetorianClan] = field(default_factory=dict)
    """The active clans of praetorians by their numbers, 1 and 2; they always think."""
