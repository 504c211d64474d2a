"""What every store does, tried on each of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from pyao.storage.errors import CharacterExists
from pyao.storage.store import SaveBatch
from pyao.world.record import CharacterRecord, ItemStack

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.storage.store import Store


def full_record(name: str = "Ana") -> CharacterRecord:
    record = CharacterRecord(name=name, description="¡Ñandú! 'x'", level=30, gold=90_000_000, exp=99_999_999)
    record.inventory[0] = ItemStack(857, 200)
    record.inventory[29] = ItemStack(460, 1, equipped=True)
    record.bank[39] = ItemStack(1, 10_000)
    record.skills[3].level = 77
    record.last_ips.append("10.0.0.1 - 1/1/2026:10:00:00")
    record.penalties.append("gm: CARCEL 20m insultos")
    record.guild.guild = 7
    record.faction.royal_army = True
    return record


async def test_a_created_character_is_loaded_as_it_was_whatever_the_case_of_its_name(store: Store) -> None:
    await store.create(full_record())

    assert await store.load("aNA") == full_record()
    assert await store.exists("ana")


async def test_who_was_never_created_is_not_there(store: Store) -> None:
    assert await store.load("Beto") is None
    assert not await store.exists("Beto")
    assert not await store.delete("Beto")
    assert await store.names() == []


async def test_a_taken_name_can_not_be_created_again_in_any_case(store: Store) -> None:
    await store.create(CharacterRecord(name="Ana", gold=1))

    with pytest.raises(CharacterExists, match="ANA"):
        await store.create(CharacterRecord(name="ANA", gold=2))

    loaded = await store.load("Ana")
    assert loaded is not None
    assert loaded.gold == 1


async def test_of_two_creations_at_the_same_instant_one_succeeds(store: Store) -> None:
    results = await asyncio.gather(
        *(store.create(CharacterRecord(name="Ana", gold=number)) for number in range(8)), return_exceptions=True
    )

    assert results.count(None) == 1
    assert sum(isinstance(result, CharacterExists) for result in results) == 7
    loaded = await store.load("Ana")
    assert loaded is not None
    assert loaded.gold == results.index(None)


async def test_a_batch_writes_characters_and_documents_and_removes_documents(store: Store) -> None:
    await store.save(SaveBatch.of(documents={"guild:1": "old", "guild:2": b"\x00\xff"}))

    await store.save(SaveBatch.of([full_record("Ana"), full_record("Beto")], {"guild:1": "Ñu", "guild:2": None}))

    assert await store.names() == ["ANA", "BETO"]
    assert await store.load_document("guild:1") == "Ñu".encode()
    assert await store.load_document("guild:2") is None
    assert await store.load_document("guild:3") is None


async def test_documents_are_found_by_the_beginning_of_their_key(store: Store) -> None:
    await store.save(
        SaveBatch.of(documents={"guild:2": "b", "guild:1": "a", "guild_": "c", "forum:1": "d", "GUILD:1": ""})
    )

    assert await store.document_keys("guild:") == ["guild:1", "guild:2"]
    assert await store.document_keys("gui%") == []
    assert len(await store.document_keys()) == 5
    assert await store.load_document("GUILD:1") == b""


async def test_a_batch_holds_things_as_they_were_when_it_was_made(store: Store) -> None:
    record = CharacterRecord(name="Ana", gold=1)
    batch = SaveBatch.of([record])
    record.gold = 2

    await store.save(batch)

    loaded = await store.load("Ana")
    assert loaded is not None
    assert loaded.gold == 1


async def test_a_later_batch_replaces_the_whole_record(store: Store) -> None:
    await store.create(full_record())

    await store.save(SaveBatch.of([CharacterRecord(name="Ana")]))

    assert await store.load("Ana") == CharacterRecord(name="Ana")


async def test_updates_of_one_character_never_overwrite_each_other(store: Store) -> None:
    await store.create(CharacterRecord(name="Ana"))

    def penalise(number: int) -> Callable[[CharacterRecord], None]:
        return lambda record: record.penalties.append(str(number))

    await asyncio.gather(*(store.update("ana", penalise(number)) for number in range(20)))

    loaded = await store.load("Ana")
    assert loaded is not None
    assert sorted(map(int, loaded.penalties)) == list(range(20))


async def test_an_update_gives_the_changed_record_and_none_for_a_stranger(store: Store) -> None:
    await store.create(CharacterRecord(name="Ana"))

    def ban(record: CharacterRecord) -> None:
        record.banned = True

    assert await store.update("ana", ban) == CharacterRecord(name="Ana", banned=True)
    assert await store.update("beto", ban) is None
    assert await store.names() == ["ANA"]


async def test_an_update_that_fails_changes_nothing(store: Store) -> None:
    await store.create(CharacterRecord(name="Ana"))

    def fail(record: CharacterRecord) -> None:
        record.gold = 5
        raise LookupError("no such guild")

    with pytest.raises(LookupError, match="no such guild"):
        await store.update("Ana", fail)

    assert await store.load("Ana") == CharacterRecord(name="Ana")
    assert await store.update("Ana", lambda _: None) is not None


async def test_a_deleted_character_can_be_created_again(store: Store) -> None:
    await store.create(full_record())

    assert await store.delete("ana")
    await store.create(CharacterRecord(name="Ana"))

    assert await store.load("Ana") == CharacterRecord(name="Ana")


async def test_everything_is_there_again_after_reopening(store: Store, new_store: Callable[[], Store]) -> None:
    await store.create(full_record())
    await store.save(SaveBatch.of(documents={"ip-bans": "10.0.0.1"}))
    await store.close()

    again = new_store()
    await again.open()

    assert await again.load("Ana") == full_record()
    assert await again.load_document("ip-bans") == b"10.0.0.1"
    await again.close()


async def test_a_name_with_a_space_is_one_key(store: Store) -> None:
    await store.create(CharacterRecord(name="Elvio Gannet"))

    assert await store.names() == ["ELVIO GANNET"]
    assert await store.load("elvio gannet") == CharacterRecord(name="Elvio Gannet")


async def test_how_much_there_is(store: Store) -> None:
    before = await store.size()
    assert before.characters == 0
    await store.save(SaveBatch.of([CharacterRecord(name="Ana"), CharacterRecord(name="Eva")], {"text": "x" * 100_000}))
    after = await store.size()
    assert after.characters == 2
    assert after.bytes - before.bytes > 90_000
