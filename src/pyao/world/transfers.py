"""From whom to whom gold and objects have gone: what the ledger does not say, for whoever has to undo it.

Rules note it beside their entry in the ledger.  What lies on the ground belongs to whoever dropped it last on that
tile, until somebody picks it up; shops and creatures are nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyao.world.record import key_of

if TYPE_CHECKING:
    from pyao.world.ledger import Reason
    from pyao.world.player import Player

MOST_PILES = 10_000
"""How many tiles are remembered on which somebody has dropped something; the oldest are forgotten first."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Who gave what to whom, and why; characters by key."""

    giver: str
    taker: str
    reason: Reason
    item: int


class Transfers:
    """What has gone from one character to another since it was last taken."""

    def __init__(self) -> None:
        self._passed: dict[Passage, int] = {}
        self._dropped: dict[tuple[int, int, int], tuple[str, int, Reason]] = {}

    def passed(self, giver: Player, taker: Player, reason: Reason, item: int, amount: int) -> None:
        """So many went from one hand into another."""
        if amount > 0:
            self._note(Passage(key_of(giver.name), key_of(taker.name), reason, item), amount)

    def dropped(self, giver: Player, tile: tuple[int, int], reason: Reason, item: int) -> None:
        """A player has dropped something on a tile of its map."""
        if len(self._dropped) >= MOST_PILES:
            del self._dropped[next(iter(self._dropped))]
        self._dropped[giver.map, *tile] = key_of(giver.name), item, reason

    def picked_up(self, taker: Player, item: int, amount: int) -> None:
        """A player has picked up all that lay on its tile."""
        giver, dropped, reason = self._dropped.pop((taker.map, taker.x, taker.y), ("", 0, None))
        if reason is not None and dropped == item and giver != key_of(taker.name):
            self._note(Passage(giver, key_of(taker.name), reason, item), amount)

    def take(self) -> dict[Passage, int]:
        """Take what has passed since the last time, with the amounts."""
        taken, self._passed = self._passed, {}
        return taken

    def _note(self, passage: Passage, amount: int) -> None:
        self._passed[passage] = self._passed.get(passage, 0) + amount
