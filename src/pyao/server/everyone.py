"""All players and the books at one moment, for one batch: copied in steps, while the game goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.rules.session.saving import bring_up_to_date
from pyao.storage.records import freeze
from pyao.storage.saver import lasts
from pyao.world.ledger import count_held
from pyao.world.record import key_of
from pyao.world.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.server.bookkeeping import Balance, Bookkeeper
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World


class Everyone:
    """See `pyao.storage.saver.Gathering`."""

    def __init__(self, world: World, books: Bookkeeper) -> None:
        """Of this moment; no other one must be in the making."""
        self._world, self._books = world, books
        self._balance: Balance | None = books.keep()
        self._held = self._balance.held
        players = list(world.players.values())
        records = [bring_up_to_date(world, player) for player in players]
        self.records: dict[str, CharacterRecord] = {key_of(record.name): record for record in records}
        self.characters: dict[str, bytes] = {}
        self.documents: dict[str, bytes | str | None] = {}
        self._snapshot = Snapshot(players, self._copy)

    def steps(self) -> Iterator[None]:
        """Copy one record each step, then close the books."""
        yield from self._snapshot.steps()
        if self._balance is not None:
            self.documents.update(self._books.close(self._balance))
            self._balance = None

    def release(self) -> None:
        """Copy nothing more; what the books have not been closed with stays in the ledger."""
        self._snapshot.release()
        if self._balance is not None:
            self._world.ledger.put_back(self._balance.cut)
            self._balance = None

    def _copy(self, record: CharacterRecord) -> None:
        if lasts(record):
            self.characters[key_of(record.name)] = freeze(record)
        count_held(record, self._held)
