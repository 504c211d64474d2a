"""The parties there are.  They end with the session of their leader; what a member has earned stands in its record.

Source: 11-social §4.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyao.world.player import Player


@dataclass(slots=True, eq=False)
class Party:
    """Some players, in the order of their slots; the first is the leader."""

    members: list[Player] = field(default_factory=list)
    total_exp: int = 0
    """All the experience that members have won from creatures, shared out or not."""

    @property
    def leader(self) -> Player:
        """The first member."""
        return self.members[0]
