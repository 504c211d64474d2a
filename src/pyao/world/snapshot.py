"""The records of all players as they are at one moment, though they are copied one by one while the game goes on.

Copying a thousand records takes tens of milliseconds, for which nobody should wait.  So each is copied in a step of its
own, or right before something else reaches for it, whichever comes first.  As long as its record waits to be copied, a
player is of a class of its own, whose `record` copies first: after that, and while no snapshot is taken, nothing is
slower for it.  Rules reach records through their players and keep no reference to one from one turn of the event loop
to the next; that is what this relies on.  What looks at everybody at once, and changes few, takes a `glance`: else all
that are waiting would be copied in one turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.world.player import Player, glance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyao.world.record import CharacterRecord


class _WaitingPlayer(Player):
    """A player whose record has not been copied yet."""

    __slots__ = ()

    @property
    def record(self) -> CharacterRecord:
        """The record, once it has been copied."""
        if self.snapshot is not None:
            self.snapshot.copy(self)
        return glance(self)

    @record.setter
    def record(self, record: CharacterRecord) -> None:
        if self.snapshot is not None:
            self.snapshot.copy(self)
        self.record = record  # it is a `Player` again


class Snapshot:
    """Hands each player's record to `take` as it is now, each in its time; `release` it in the end."""

    def __init__(self, players: Iterable[Player], take: Callable[[CharacterRecord], None]) -> None:
        """The players must not wait in another snapshot.  `take` must not change anything."""
        self._take = take
        self._fault: Exception | None = None
        self._waiting = dict.fromkeys(players)
        for player in self._waiting:
            player.snapshot = self
            player.__class__ = _WaitingPlayer

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
            self._take(player.record)
        except Exception as fault:  # noqa: BLE001 - it is no fault of whoever looks at the record
            self._fault = fault

    def release(self) -> None:
        """Copy nothing more."""
        while self._waiting:
            self._let_go(next(iter(self._waiting)))

    def _let_go(self, player: Player) -> None:
        del self._waiting[player]
        player.__class__ = Player
        player.snapshot = None
