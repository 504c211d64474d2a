"""A server that can be killed: all players are saved at one moment with the books, and the store outlives it."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kit.game import GameFixture

from pyao.server.bookkeeping import Bookkeeper
from pyao.server.everyone import Everyone
from pyao.server.guild_archive import GuildArchive
from pyao.storage.documents import GROUND, ground_totals
from pyao.storage.errors import StoreUnavailable
from pyao.storage.history import HistoryPlan
from pyao.storage.ledger_days import PREFIX, day_totals
from pyao.storage.memory_store import MemoryStore
from pyao.world.ledger import Reason, held_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.content.content import Content
    from pyao.storage.store import SaveBatch, Store


class MoodyStore(MemoryStore):
    """A store that can fail before or after it has written."""

    def __init__(self) -> None:
        super().__init__(HistoryPlan(now_s=self._next_minute))
        self.fails_before = self.fails_after = False
        self._now = 1_000_000_000

    def _next_minute(self) -> int:
        """Each time another minute, so that every state is kept."""
        self._now += 60
        return self._now

    async def save(self, batch: SaveBatch) -> None:
        if self.fails_before:
            raise StoreUnavailable("no room")
        await super().save(batch)
        if self.fails_after:
            raise StoreUnavailable("no answer")


class SlowEveryone(Everyone):
    """Copies nobody by itself before it is allowed to."""

    def __init__(self, game: KeptGame) -> None:
        super().__init__(game.world, game.books)
        self._game = game

    def steps(self) -> Iterator[None]:
        while self._game.copies_slowly:
            yield
        yield from super().steps()


class KeptGame(GameFixture):
    """One run of a server over a store; `kill` it and start another over the same store."""

    def __init__(self, content: Content, store: MoodyStore, **settings: Any) -> None:
        super().__init__(content, store=store, **settings)
        self.copies_slowly = False
        self.saver.slice_s = 0.0
        self.moody = store
        self.books = Bookkeeper(self.world, self.saver)
        self.guilds = GuildArchive(self.world, self.saver)
        self.loop.run_until_complete(self.books.open())
        self.loop.run_until_complete(self.guilds.open())

    def gather(self) -> Everyone:
        self.guilds.keep()
        return SlowEveryone(self) if self.copies_slowly else Everyone(self.world, self.books)

    @contextmanager
    def copying(self) -> Iterator[None]:
        """A batch of this moment: of the players, only who is looked at within the block has been copied in the end."""
        self.copies_slowly = True
        saving = self.loop.create_task(self.saver.flush())
        self.run()
        yield
        self.copies_slowly = False
        self.loop.run_until_complete(saving)

    def save_all(self) -> bool:
        return self.loop.run_until_complete(self.saver.flush())

    def kill(self) -> None:
        """End the process, losing everything that was not written."""
        self.host.die()
        self.close()

    def stored(self) -> tuple[Counter[int], Counter[int]]:
        """What the store holds, objects on the ground included, and what its ledger says should exist."""
        return self.loop.run_until_complete(stored_in(self.store))


async def stored_in(store: Store) -> tuple[Counter[int], Counter[int]]:
    """What a store holds, objects on the ground included, and what its ledger says should exist."""
    held: Counter[int] = Counter(ground_totals(await store.load_document(GROUND)) or {})
    for name in await store.names():
        record = await store.load(name)
        assert record is not None
        held.update(held_by(record))
    born: Counter[int] = Counter()
    for key in await store.document_keys(PREFIX):
        for (reason, item), turnover in day_totals(key, await store.load_document(key)).items():
            assert reason is not Reason.UNEXPLAINED, (item, turnover)
            born[item] += turnover.born - turnover.gone
    return held, born
