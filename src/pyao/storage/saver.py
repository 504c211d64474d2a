"""How the game saves: what must last is marked here and written to the store a little later, off the loop.

One batch holds everything marked at one moment, so mark all that a transaction touches in the same step: a trade, a
theft or a drop is then saved together or not at all.  What takes long to copy is copied in slices, and is in the batch
as it was at that moment all the same.  What is still waiting to be written is already visible to loads.
Source: docs/architecture.md "Saving"; 02-sessions-and-characters §6.1.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager, nullcontext
from itertools import chain
from typing import TYPE_CHECKING, Protocol

import structlog

from pyao.storage.errors import CharacterExists, StoreUnavailable
from pyao.storage.records import freeze
from pyao.storage.slices import OWN_PACE, Pace, in_slices
from pyao.storage.store import SaveBatch
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection, Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from pyao.storage.store import Store
    from pyao.world.record import CharacterRecord

log = structlog.get_logger()


SLICE_S = 0.002
"""How long records may be copied at a stretch, besides the one that is copied last."""

PAUSE_S = 0.004
"""Seconds between two stretches, so that copying takes no more than a third of the loop's time."""


class Gathering(Protocol):
    """What a batch holds besides what was marked: all as it was at the moment when this was made."""

    records: dict[str, CharacterRecord]
    """The characters, by key."""

    characters: dict[str, bytes]
    """The characters that last, as the batch holds them; all of them once the steps are taken."""

    documents: dict[str, bytes | str | None]
    """Documents; all of them once the steps are taken."""

    def steps(self) -> Iterator[None]:
        """Copy what is still to be copied, a little each step."""

    def release(self) -> None:
        """Copy nothing more."""


def _nothing_else() -> None:
    """Everything that has changed is marked already."""


class Saver:
    """Collects what has changed and writes it in batches, in order; nothing gets lost while the store fails.

    Loading, editing and writing wait for each other in one queue.  Use it on one event loop only.
    """

    def __init__(
        self, store: Store, gather: Callable[[], Gathering | None] = _nothing_else, *, pace: Pace = OWN_PACE
    ) -> None:
        """The store must be open before anything is read or written.

        `gather` is called at the moment of each batch, and gives or marks what may have changed without being marked:
        both sides of a trade belong in the same batch, even when an edit of a third character causes it.
        """
        self._store = store
        self._gather = gather
        self._pace = pace
        self._records: dict[str, CharacterRecord] = {}
        self._documents: dict[str, bytes | str | None] = {}
        self._apart: set[str] = set()
        self._queue = asyncio.Lock()  # first come, first served
        self._revisions: Counter[str] = Counter()
        self._edited: Counter[str] = Counter()
        """How many edits of each character wait or are under way, by key."""

        self._batch: Collection[str] | None = None
        """The characters in the batch that is being written; `None` = none is."""

        self._saved_at: float | None = None
        self.writes = 0
        """How many batches have been written."""
        self.failures = 0
        """How many writes have failed."""
        self.failing = False
        """Whether the last write failed; what it should have written is still here."""
        self.slice_s = SLICE_S

    def mark(self, record: CharacterRecord, *, apart: bool = False) -> None:
        """Note that the character has changed: the next batch writes it as it is then.

        `apart` = what is stored now is kept as an earlier state in any case.
        """
        self._records[key_of(record.name)] = record
        if apart:
            self._apart.add(key_of(record.name))

    def put_document(self, key: str, value: bytes | str | None) -> None:
        """Write this document with the next batch; `None` removes it."""
        self._documents[key] = value

    async def flush(self) -> bool:
        """Write everything marked so far; `False` = the store failed, and everything is kept for the next time."""
        async with self._queue:
            return await self._write()

    @property
    def waiting(self) -> int:
        """How many characters and documents wait to be written."""
        return len(self._records) + len(self._documents)

    def unsaved_s(self) -> float:
        """How long ago everything was last saved, in seconds; 0 = nothing has been saved yet."""
        return 0.0 if self._saved_at is None else asyncio.get_running_loop().time() - self._saved_at

    async def load(self, name: str) -> CharacterRecord | None:
        """The character in its newest state, written or still waiting to be; `None` = no such character.

        Waits for a write in progress only if the character is in that batch.  It may be edited after this and before it
        enters the world: compare `revision` before and after.
        """
        key = key_of(name)
        if self._batch is not None and key not in self._batch and not self._edited[key]:
            revision = self._revisions[key]
            record = await self._newest(name)
            if self._revisions[key] == revision:  # else an edit has begun, which may end before what was read is used
                return record
        async with self._queue:
            return await self._newest(name)

    async def _newest(self, name: str) -> CharacterRecord | None:
        waiting = self._records.get(key_of(name))
        return waiting if waiting is not None else await self._store.load(name)

    async def exists(self, name: str) -> bool:
        """Whether there is a character with that name."""
        return await self._store.exists(name)

    async def create(self, record: CharacterRecord, births: AbstractContextManager[None] | None = None) -> None:
        """Add a new character at once, in one batch with everything else that has changed.

        `births` enters in the ledger what it owns.  It is entered at the moment of that batch, not before, since other
        batches may come first, and left with the fault if there is one: the entries are never written without the
        character, nor it without them.

        Raises:
            CharacterExists: the name is taken.
            StoreUnavailable: the store failed; nothing is kept.

        """
        key = key_of(record.name)
        async with self._editing(key):
            if key in self._records or await self._store.exists(record.name):
                raise CharacterExists(key)
            with births or nullcontext():
                await self._write_new(key, record)

    async def _write_new(self, key: str, record: CharacterRecord) -> None:
        self.mark(record)
        written = False
        try:
            written = await self._write()
        finally:
            if not written and self._records.get(key) is record:
                del self._records[key]
        if not written:
            raise StoreUnavailable(f"{key} could not be written")

    async def update(self, name: str, change: Callable[[CharacterRecord], None]) -> CharacterRecord | None:
        """Edit an offline character at once (a ban, a penalty, a guild field); the changed record, `None` = no such.

        For a character in the world, change the player's own record, mark it and flush.  `change` may run on another
        thread, so it touches only the record.
        """
        key = key_of(name)
        async with self._editing(key):
            waiting = self._records.get(key)
            if waiting is None:
                return await self._store.update(name, change)
            change(waiting)
            await self._write()
            return waiting

    async def commit(
        self,
        records: Iterable[CharacterRecord] = (),
        *,
        removed: Iterable[str] = (),
        documents: Mapping[str, bytes | None] | None = None,
        moved: Mapping[str, str] | None = None,
    ) -> None:
        """Write these characters and documents and take out others, by key, at once and together, or not at all.

        Everything else that has changed is in the same batch: what they own and what the ledger says of it agree.
        `moved` as in `SaveBatch`.

        Raises:
            StoreUnavailable: the store fails, and nothing of this was changed.

        """
        records, gone = tuple(records), tuple(removed)
        async with self._editing(*(key_of(record.name) for record in records), *gone):
            wanted = SaveBatch.of(records, dict(documents or {}), removed=gone, moved=moved)
            if not await self._write(wanted):
                raise StoreUnavailable("the store can't be written: see the server's log")
            self._revisions.update(gone)

    @asynccontextmanager
    async def _editing(self, *keys: str) -> AsyncIterator[None]:
        """Hold the queue for an edit of characters; whoever reads one of them meanwhile waits, or reads it again."""
        self._revisions.update(keys)
        self._edited.update(keys)
        try:
            async with self._queue:
                yield
        finally:
            self._edited -= Counter(keys)

    def revision(self, name: str) -> int:
        """How many edits of the character have begun, but for those of the player in the world.

        A login reads it before `load` and again on entering the world: if it differs, what was loaded is out of date
        and has to be loaded again.
        """
        return self._revisions[key_of(name)]

    async def load_document(self, key: str) -> bytes | None:
        """The document in its newest state; `None` = there is none."""
        async with self._queue:
            if key not in self._documents:
                return await self._store.load_document(key)
            waiting = self._documents[key]
            return waiting.encode() if isinstance(waiting, str) else waiting

    async def document_keys(self, prefix: str) -> list[str]:
        """The keys of the stored documents that begin with the prefix, sorted."""
        return await self._store.document_keys(prefix)

    async def _write(self, wanted: SaveBatch | None = None) -> bool:
        """Write one batch of this moment, with what is `wanted` besides; the caller must hold the queue."""
        records: dict[str, CharacterRecord] = {}
        documents: dict[str, bytes | str | None] = {}
        frozen: dict[str, bytes] = {}
        gathered = None
        try:
            gathered = self._gather()
            records, self._records = self._records, {}
            documents, self._documents = self._documents, {}
            copied = gathered.records if gathered is not None else {}  # these need not be copied twice
            others = {key: record for key, record in records.items() if key not in copied and lasts(record)}
            apart, self._batch = frozenset(self._apart), records.keys() | copied.keys()
            steps = chain(_freezing(others, frozen), gathered.steps() if gathered is not None else ())
            await in_slices(steps, slice_s=self.slice_s, pause_s=PAUSE_S, pace=self._pace)
            batch = SaveBatch.of((), documents, apart=apart, frozen=frozen)
            if gathered is not None:
                batch = SaveBatch.of((), gathered.documents, frozen=gathered.characters).over(batch)
            if wanted is not None:
                batch = wanted.over(batch)
            if batch:
                await self._store.save(batch)
                self.writes += 1
        except BaseException as trouble:
            if gathered is not None:
                records |= gathered.records
                documents |= gathered.documents
            self._records = records | self._records
            self._documents = documents | self._documents
            if not isinstance(trouble, Exception):
                raise
            self._note_failure(trouble)
            return False
        finally:
            self._batch = None
            if gathered is not None:
                gathered.release()
        if self.failing:
            log.info("saving works again")
        self.failing = False
        self._apart -= batch.apart
        self._saved_at = asyncio.get_running_loop().time()
        return True

    def _note_failure(self, trouble: Exception) -> None:
        self.failures += 1
        if not self.failing:
            known = isinstance(trouble, StoreUnavailable)
            why = {"reason": str(trouble)} if known else {"exc_info": trouble}
            log.error("saving failed; everything is kept and tried again", **why)
        self.failing = True


def _freezing(records: Mapping[str, CharacterRecord], frozen: dict[str, bytes]) -> Iterator[None]:
    """Copy one record each step.  They are not in the world, and who wants to enter with one waits for the batch."""
    for key, record in records.items():
        frozen[key] = freeze(record)
        yield


def lasts(record: CharacterRecord) -> bool:
    """Whether the character is saved: never without class or level.  Source: 02 §6.1."""
    return record.player_class > 0 and record.level > 0
