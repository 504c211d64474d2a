from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs

from pyao.storage.errors import CharacterExists, StoreUnavailable
from pyao.storage.memory_store import MemoryStore
from pyao.storage.records import freeze
from pyao.storage.saver import Saver
from pyao.world.record import CharacterRecord, ItemStack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.storage.store import SaveBatch


class ShakyStore(MemoryStore):
    """Remembers its batches, fails when told to and can be held in the middle of a save."""

    def __init__(self) -> None:
        super().__init__()
        self.batches: list[SaveBatch] = []
        self.failures: list[Exception] = []
        self.free = asyncio.Event()
        self.free.set()
        self.saving = asyncio.Event()

    async def save(self, batch: SaveBatch) -> None:
        self.saving.set()
        await self.free.wait()
        if self.failures:
            raise self.failures.pop()
        self.batches.append(batch)
        await super().save(batch)


@pytest.fixture
def store() -> ShakyStore:
    return ShakyStore()


@pytest.fixture
def saver(store: ShakyStore) -> Saver:
    return Saver(store)


def character(name: str, gold: int = 0) -> CharacterRecord:
    return CharacterRecord(name=name, gold=gold)


async def gold_of(store: MemoryStore, name: str) -> int | None:
    record = await store.load(name)
    return None if record is None else record.gold


async def test_what_is_marked_is_written_in_one_batch(saver: Saver, store: ShakyStore) -> None:
    saver.mark(character("Ana", 1))
    saver.mark(character("Beto", 2))
    saver.put_document("guild:1", "x")

    assert await saver.flush()

    assert [sorted(batch.characters) for batch in store.batches] == [["ANA", "BETO"]]
    assert store.batches[0].documents == {"guild:1": b"x"}


async def test_nothing_marked_writes_nothing(saver: Saver, store: ShakyStore) -> None:
    saver.mark(character("Ana"))
    await saver.flush()

    assert await saver.flush()

    assert len(store.batches) == 1


async def test_a_batch_has_the_state_of_the_moment_of_writing_and_not_of_marking(
    saver: Saver, store: ShakyStore
) -> None:
    ana = character("Ana", 1)
    saver.mark(ana)
    ana.gold = 2

    store.free.clear()
    flushing = asyncio.create_task(saver.flush())
    await store.saving.wait()
    ana.gold = 3
    store.free.set()
    await flushing

    assert await gold_of(store, "Ana") == 2


async def _write_often(saver: Saver) -> None:
    while True:
        await asyncio.sleep(0)
        await saver.flush()


async def test_two_characters_of_one_transaction_are_always_in_the_same_batch(saver: Saver, store: ShakyStore) -> None:
    ana, beto = character("Ana", 1_000), character("Beto", 1_000)

    with capture_logs():
        writing = asyncio.create_task(_write_often(saver))
        for _ in range(300):
            ana.gold -= 1
            beto.gold += 1
            saver.mark(ana)
            saver.mark(beto)
            if not ana.gold % 7:
                store.failures.append(StoreUnavailable("disk full"))
            await asyncio.sleep(0)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
    store.failures.clear()
    await saver.flush()

    assert len(store.batches) > 20
    assert {tuple(sorted(batch.characters)) for batch in store.batches} == {("ANA", "BETO")}
    for batch in store.batches:
        seen = MemoryStore()
        await seen.save(batch)
        assert (await gold_of(seen, "Ana") or 0) + (await gold_of(seen, "Beto") or 0) == 2_000
    assert await gold_of(store, "Ana") == 700


async def test_a_failing_store_loses_no_marks_and_is_logged_once(saver: Saver, store: ShakyStore) -> None:
    store.failures = [StoreUnavailable("disk full"), StoreUnavailable("disk full"), RuntimeError("a fault of ours")]
    saver.mark(character("Ana", 1))
    saver.put_document("guild:1", "old")

    with capture_logs() as logs:
        assert not await saver.flush()
        assert saver.failing
        saver.mark(character("Beto", 2))
        saver.put_document("guild:1", None)
        assert not await saver.flush()
        saver.mark(character("Ana", 3))
        assert not await saver.flush()
        assert await saver.flush()

    assert not saver.failing
    assert [sorted(batch.characters) for batch in store.batches] == [["ANA", "BETO"]]
    assert store.batches[0].documents == {"guild:1": None}
    assert await gold_of(store, "Ana") == 3
    assert [entry["event"] for entry in logs] == [
        "saving failed; everything is kept and tried again",
        "saving works again",
    ]


async def test_what_is_marked_while_a_batch_is_written_comes_with_the_next(saver: Saver, store: ShakyStore) -> None:
    saver.mark(character("Ana", 1))
    store.free.clear()
    first = asyncio.create_task(saver.flush())
    await store.saving.wait()
    saver.mark(character("Ana", 2))
    store.failures.append(StoreUnavailable("disk full"))
    store.free.set()
    assert not await first

    await saver.flush()

    assert await gold_of(store, "Ana") == 2


async def test_a_cancelled_write_keeps_its_marks(saver: Saver, store: ShakyStore) -> None:
    saver.mark(character("Ana", 1))
    store.free.clear()
    writing = asyncio.create_task(saver.flush())
    await store.saving.wait()
    writing.cancel()
    await asyncio.gather(writing, return_exceptions=True)
    store.free.set()

    await saver.flush()

    assert await gold_of(store, "Ana") == 1


async def test_who_waits_to_be_written_is_loaded_in_the_newest_state(saver: Saver, store: ShakyStore) -> None:
    await store.create(character("Ana", 1))
    saver.mark(character("Ana", 2))
    saver.put_document("guild:1", "new")
    store.failures.append(StoreUnavailable("disk full"))
    await saver.flush()

    loaded = await saver.load("ana")

    assert loaded is not None
    assert loaded.gold == 2
    assert await saver.load_document("guild:1") == b"new"
    assert await saver.load("Beto") is None
    assert await saver.load_document("guild:2") is None
    assert await saver.exists("ANA")


async def test_loading_waits_for_what_is_being_written(saver: Saver, store: ShakyStore) -> None:
    await store.create(character("Ana", 1))
    saver.mark(character("Ana", 2))
    store.free.clear()
    writing = asyncio.create_task(saver.flush())
    await store.saving.wait()
    loading = asyncio.create_task(saver.load("Ana"))
    await asyncio.sleep(0)
    assert not loading.done()
    store.free.set()
    await writing

    loaded = await loading

    assert loaded is not None
    assert loaded.gold == 2


def ban(record: CharacterRecord) -> None:
    record.banned = True


async def test_an_edit_of_an_offline_character_is_stored_at_once(saver: Saver, store: ShakyStore) -> None:
    await saver.create(character("Ana", 1))

    changed = await saver.update("ana", ban)

    assert changed == CharacterRecord(name="Ana", gold=1, banned=True) == await store.load("Ana")
    assert await saver.update("Beto", ban) is None


async def test_an_edit_of_who_still_waits_to_be_written_is_not_lost(saver: Saver, store: ShakyStore) -> None:
    await saver.create(character("Ana", 1))
    saver.mark(character("Ana", 2))
    store.failures.append(StoreUnavailable("disk full"))
    writing = asyncio.create_task(saver.flush())
    editing = asyncio.create_task(saver.update("Ana", ban))

    assert not await writing
    changed = await editing

    assert changed == CharacterRecord(name="Ana", gold=2, banned=True) == await store.load("Ana")


async def test_a_login_can_tell_that_what_it_loaded_is_out_of_date(saver: Saver) -> None:
    await saver.create(character("Ana"))
    before = saver.revision("Ana")
    loaded = await saver.load("Ana")

    await saver.update("ANA", ban)

    assert loaded is not None
    assert not loaded.banned
    assert saver.revision("ana") != before
    assert saver.revision("Beto") == 0


async def test_a_taken_name_is_not_created_again(saver: Saver) -> None:
    await saver.create(character("Ana"))

    with pytest.raises(CharacterExists):
        await saver.create(character("ANA"))


async def test_a_new_character_is_written_with_everything_that_has_changed(store: ShakyStore) -> None:
    keeper: Saver = Saver(store, lambda: keeper.put_document("ledger", "born"))
    await keeper.create(character("Ana"))
    assert [(list(one.characters), list(one.documents)) for one in store.batches] == [(["ANA"], ["ledger"])]


async def test_births_are_entered_neither_before_the_batch_of_the_new_character_nor_without_it(
    store: ShakyStore,
) -> None:
    """A batch that is waiting when the character is to be created comes first, without the births."""
    log: list[str] = []
    entries: list[str] = []

    @contextmanager
    def births() -> Iterator[None]:
        entries.append("born")
        try:
            yield
        except StoreUnavailable:
            log.append("withdrawn")
            raise

    def gather() -> None:
        for entry in entries:
            keeper.put_document("ledger", entry)
        entries.clear()

    keeper = Saver(store, gather)
    store.free.clear()
    keeper.put_document("motd", "1")
    first = asyncio.create_task(keeper.flush())
    await store.saving.wait()
    keeper.put_document("motd", "2")
    second = asyncio.create_task(keeper.flush())
    await asyncio.sleep(0)
    creating = asyncio.create_task(keeper.create(character("Ana"), births()))
    await asyncio.sleep(0)
    store.free.set()
    await asyncio.gather(first, second, creating)
    assert [(sorted(one.characters), sorted(one.documents)) for one in store.batches] == [
        ([], ["motd"]),
        ([], ["motd"]),
        (["ANA"], ["ledger"]),
    ]
    with pytest.raises(CharacterExists):
        await keeper.create(character("Ana"), births())
    assert (entries, log) == ([], [])
    store.failures.append(StoreUnavailable("no disk"))
    with capture_logs(), pytest.raises(StoreUnavailable):
        await keeper.create(character("Beto"), births())
    assert log == ["withdrawn"]


async def test_a_new_character_that_cannot_be_written_is_not_kept(saver: Saver, store: ShakyStore) -> None:
    store.failures.append(StoreUnavailable("no disk"))
    with capture_logs(), pytest.raises(StoreUnavailable):
        await saver.create(character("Ana"))
    assert await saver.load("Ana") is None
    await saver.create(character("Ana"))
    assert await store.exists("Ana")


async def test_characters_without_class_or_level_are_never_saved(saver: Saver, store: ShakyStore) -> None:
    saver.mark(CharacterRecord(name="Ana", level=0))
    saver.mark(CharacterRecord(name="Beto", player_class=0))

    assert await saver.flush()

    assert store.batches == []


async def test_items_are_part_of_what_is_saved_together(saver: Saver, store: ShakyStore) -> None:
    ana, beto = character("Ana"), character("Beto")
    beto.inventory[0], ana.inventory[0] = ItemStack(857, 3), None
    saver.mark(ana)
    saver.mark(beto)
    saver.put_document("ground", "")

    await saver.flush()

    (batch,) = store.batches
    assert (sorted(batch.characters), list(batch.documents)) == (["ANA", "BETO"], ["ground"])


async def test_every_batch_holds_what_is_gathered_at_its_moment(store: ShakyStore) -> None:
    ana, beto = character("Ana"), character("Beto", 5)
    gathering = Saver(store, gather=lambda: gathering.mark(beto))
    gathering.mark(ana)

    await gathering.update("Ana", ban)
    await gathering.flush()

    assert [sorted(batch.characters) for batch in store.batches] == [["ANA", "BETO"], ["BETO"]]


async def test_gathering_that_fails_loses_no_marks(store: ShakyStore) -> None:
    faults = [LookupError("a fault of ours")]
    saver = Saver(store, gather=lambda: _raise(faults.pop()) if faults else None)
    saver.mark(character("Ana", 1))

    with capture_logs():
        assert not await saver.flush()
        assert await saver.flush()

    assert await gold_of(store, "Ana") == 1


def _raise(fault: Exception) -> None:
    raise fault


class Slowly:
    """A character and a document of one moment, copied in two steps."""

    def __init__(self, record: CharacterRecord) -> None:
        self.records = {"CARLA": record}
        self.characters: dict[str, bytes] = {}
        self.documents: dict[str, bytes | str | None] = {}
        self.released = False
        self._frozen = freeze(record)

    def steps(self) -> Iterator[None]:
        self.characters["CARLA"] = self._frozen
        yield
        self.documents["ledger"] = "closed"

    def release(self) -> None:
        self.released = True


async def test_what_is_gathered_in_steps_is_in_the_batch_of_its_moment(store: ShakyStore) -> None:
    ana, carla = character("Ana", 1), character("Carla", 3)
    gathered: list[Slowly] = []

    def gather() -> Slowly:
        gathered.append(Slowly(carla))
        return gathered[-1]

    saver = Saver(store, gather)
    saver.slice_s = 0.0
    saver.mark(ana)
    saving = asyncio.create_task(saver.flush())
    await asyncio.sleep(0)
    ana.gold, carla.gold = 2, 4
    saver.mark(ana)
    assert await saving

    assert [sorted(batch.characters) for batch in store.batches] == [["ANA", "CARLA"]]
    assert store.batches[0].documents == {"ledger": b"closed"}
    assert (await gold_of(store, "Ana"), await gold_of(store, "Carla")) == (1, 3)
    assert gathered[0].released
    await saver.flush()
    assert (await gold_of(store, "Ana"), await gold_of(store, "Carla")) == (2, 4)


async def test_what_is_gathered_is_not_copied_once_more_because_it_is_marked(
    store: ShakyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, carla = character("Ana", 1), character("Carla", 3)
    slowly = Slowly(carla)
    saver = Saver(store, lambda: slowly)
    frozen: list[str] = []

    def noted(record: CharacterRecord) -> bytes:
        frozen.append(record.name)
        return freeze(record)

    monkeypatch.setattr("pyao.storage.saver.freeze", noted)
    saver.mark(ana)
    saver.mark(carla, apart=True)
    assert await saver.flush()

    assert frozen == ["Ana"]
    assert sorted(store.batches[0].characters) == ["ANA", "CARLA"]
    assert store.batches[0].apart == {"CARLA"}


async def test_what_was_gathered_for_a_write_that_failed_is_kept(store: ShakyStore) -> None:
    carla, gathered = character("Carla", 3), [Slowly(character("Carla", 3))]
    gathered[0].records["CARLA"] = carla
    saver = Saver(store, lambda: gathered.pop() if gathered else None)
    store.failures = [StoreUnavailable("disk full")]

    with capture_logs():
        assert not await saver.flush()
    assert await saver.load("Carla") is carla
    assert await saver.flush()

    assert store.batches[0].documents == {"ledger": b"closed"}
    assert list(store.batches[0].characters) == ["CARLA"]


async def test_a_save_that_is_given_up_between_two_steps_lets_go(store: ShakyStore) -> None:
    slowly = Slowly(character("Carla", 3))
    saver = Saver(store, lambda: slowly)
    saver.slice_s = 0.0
    saving = asyncio.create_task(saver.flush())
    await asyncio.sleep(0)

    saving.cancel()
    await asyncio.gather(saving, return_exceptions=True)

    assert slowly.released
    assert not store.batches


@contextmanager
def held_in_the_middle_of_a_save(saver: Saver, store: ShakyStore) -> Iterator[asyncio.Task[bool]]:
    """A save that goes on when the block ends."""
    store.free.clear()
    saving = asyncio.create_task(saver.flush())
    try:
        yield saving
    finally:
        store.free.set()


async def is_over(*tasks: asyncio.Task[Any]) -> bool:
    """Whether the tasks end without anything else happening."""
    for _turn in range(10):
        await asyncio.sleep(0)
    return all(task.done() for task in tasks)


async def test_only_who_is_in_the_batch_waits_for_it(saver: Saver, store: ShakyStore) -> None:
    await saver.create(character("Beto", 2))
    await saver.create(character("Ana", 1))
    saver.mark(character("Ana", 5))
    with held_in_the_middle_of_a_save(saver, store) as saving:
        await store.saving.wait()
        beto = asyncio.create_task(saver.load("Beto"))
        ana = asyncio.create_task(saver.load("Ana"))
        assert await is_over(beto)
        assert not await is_over(ana)
    assert await saving
    assert [(await one).gold for one in (beto, ana)] == [2, 5]  # type: ignore[union-attr]


async def test_who_left_while_a_batch_was_written_is_read_as_it_left(saver: Saver, store: ShakyStore) -> None:
    await saver.create(character("Beto", 2))
    saver.mark(character("Ana"))
    with held_in_the_middle_of_a_save(saver, store):
        await store.saving.wait()
        saver.mark(left := character("Beto", 3))
        assert await saver.load("Beto") is left


@pytest.mark.parametrize("edit_first", [True, False])
async def test_an_edit_is_never_missed_by_who_reads_during_a_save(
    saver: Saver, store: ShakyStore, *, edit_first: bool
) -> None:
    """Whether it waits already or begins while the store reads: what is read would be saved over it."""
    await saver.create(character("Beto", 2))
    saver.mark(character("Ana"))

    def give(record: CharacterRecord) -> None:
        record.gold += 40

    read, loading = store.load, asyncio.Event()

    async def slow(name: str) -> CharacterRecord | None:
        loading.set()
        found = await read(name)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return found

    with held_in_the_middle_of_a_save(saver, store), pytest.MonkeyPatch.context() as patch:
        await store.saving.wait()
        patch.setattr(store, "load", slow)
        work = [asyncio.create_task(saver.update("Beto", give))] if edit_first else []
        await is_over(*work)
        loaded = asyncio.create_task(saver.load("Beto"))
        if not edit_first:
            await loading.wait()
            work = [asyncio.create_task(saver.update("Beto", give))]
        assert not await is_over(loaded)
        store.free.set()
        record = await loaded
    await asyncio.gather(*work)
    assert record is not None
    assert record.gold == 42


async def test_those_who_have_left_are_copied_a_little_at_a_time(saver: Saver, store: ShakyStore) -> None:
    saver.slice_s = 0.0
    for number in range(5):
        saver.mark(character(f"Ana {chr(ord('a') + number)}"))
    turns = 0

    async def count() -> None:
        nonlocal turns
        while not store.batches:
            turns += 1
            await asyncio.sleep(0)

    await asyncio.gather(saver.flush(), count())
    assert len(store.batches[0].characters) == 5
    assert turns > 5
