"""The records of all players as they are at one moment, though they are copied one by one while the game goes on.

Copying a thousand records takes tens of milliseconds, for which nobody should wait.  So each is copied in a step of its
own, or right before something else reaches for it (`reserved.py`), whichever comes first.  What looks at everybody at
once, and changes few, takes a `glance`: else all that are waiting would be copied in one turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.world.player import glance
from pyao.world.reserved import release, reserve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord


class Snapshot:
    """Hands each player's record to `take` as it is now, each in its time; `release` it in the end."""

    def __init__(self, players: Iterable[Player], take: Callable[[CharacterRecord], None]) -> None:
        """The players must not wait in another snapshot.  `take` must not change anything."""
        self._take = take
        self._fault: Exception | None = None
        self._waiting = dict.fromkeys(players)
        for player in self._waiting:
            player.snapshot = self
            reserve(player)

    def steps(self) -> Iterator[None]:
        """Copy what is still waiting, one record each step; what `take` has raised comes out at the end."""
        while self._waiting:
            self.copy(next(iter(self._waiting)))
            yield
        if self._fault is not None:
            raise self._fault

    def copy(self, player: Player) -> None:
        """Copy this one's record now."""
        self._let_go(player)
        try:
            self._take(glance(player))
        except Exception as fault:  # noqa: BLE001 - it is no fault of whoever looks at the record
            self._fault = fault

    def release(self) -> None:
        """Copy nothing more."""
        while self._waiting:
            self._let_go(next(iter(self._waiting)))

    def _let_go(self, player: Player) -> None:
        del self._waiting[player]
        player.snapshot = None
        release(player)
