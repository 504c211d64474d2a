"""The sentinels, who look whether working players are there: whom each one checks, and how the round stands.

Source: 11-social §9.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player

SENTINELS = 5


@dataclass(slots=True, eq=False)
class Sentinel:
    """One of the sentinels.  It checks a player until that one has answered, and stands there until the next minute."""

    player: Player | None = None
    npc: Npc | None = None
    code: int = 0
    minutes_left: int = 0
    since_ms: int = 0
    active: bool = False
    """Whether its player has still to answer."""


class Sentinels:
    """All sentinels.  `on` = they look for players to check."""

    def __init__(self, *, on: bool) -> None:
        self.on = on
        self.posts = [Sentinel() for _ in range(SENTINELS)]
        self.round_since_ms: int | None = None
        """When the clock of the round was last started; `None` = not since the server began."""
        self.round_ms = 0
        """How long the round takes."""
        self.resting = False
        """Whether nobody new is checked until all sentinels are free."""

    def of(self, player: Player) -> Sentinel | None:
        """The sentinel that checks the player, or whom it has answered within this minute; `None` = none."""
        return next((one for one in self.posts if one.player is player), None)

    def standing_at(self, char: int) -> Sentinel | None:
        """The sentinel whose NPC has that char index; `None` = it is no sentinel."""
        return next((one for one in self.posts if one.npc is not None and one.npc.char == char), None)
