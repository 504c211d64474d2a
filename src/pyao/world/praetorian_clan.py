"""A clan of praetorians: nine creatures that fight together around one place.

Source: 08-npcs §12.1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyao.content.praetorians import PraetorianRole
    from pyao.world.npc import Npc
    from pyao.world.space import Tile

LAST_WORDS = 6
"""How many words a caster shouts before it dies."""


@dataclass(slots=True, eq=False)
class PraetorianClan:
    """An active clan.  `members` has a place for each of the nine, in the order they were loaded; `None` = dead."""

    number: int
    map: int
    centre: Tile
    members: list[Npc | None]
    idle_beats: int = 0
    """Thinking beats in a row in which the king had nothing to fear.  Source: 08 §12.2."""

    @property
    def alive(self) -> list[Npc]:
        """The living members, in the order of their places."""
        return [one for one in self.members if one is not None]


@dataclass(slots=True, eq=False)
class Membership:
    """A creature's part in its clan, and what only praetorians remember."""

    clan: PraetorianClan
    role: PraetorianRole
    place: int
    """Index into the clan's members."""

    words_left: int = LAST_WORDS
    """For a caster: how many more words it shouts before it dies."""

    loot: list[tuple[int, int]] = field(default_factory=list)
    """For a thief: what it has stolen, as (object, amount)."""
