"""Bringing one person back: what changes, what others keep, what the ledger says, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from kit.game import PASSWORD, a_record
from kit.server import running
from kit.worlds import content, plain_map

from pyao.client.headless_client import HeadlessClient
from pyao.content.enums import ObjectType
from pyao.content.items import ItemDef
from pyao.rules.items.dropping import drop_gold, pick_up
from pyao.rules.items.equipment import let_fall
from pyao.server import stores
from pyao.server.control.command import Refused
from pyao.storage.errors import StoreUnavailable
from pyao.storage.history import HistoryPlan
from pyao.storage.ledger_days import PREFIX, day_totals
from pyao.world.ledger import COINS, Reason, Turnover
from pyao.world.record import ItemStack, SkillRecord

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from pyao.server.argentum_server import ArgentumServer
    from pyao.server.control.command import Reply
    from pyao.world.record import CharacterRecord

SWORD = ItemDef(2, "Espada", 2)
WORLD = content(plain_map(1), items={2: SWORD, COINS: ItemDef(COINS, "Oro", 3, ObjectType.GUITA)})


class Past:
    """The store's clock: two days ago, and only going on when it is told to."""

    def __init__(self) -> None:
        self.now = int((datetime.now(UTC) - timedelta(days=2)).timestamp()) // 3_600 * 3_600

    def __call__(self) -> int:
        return self.now

    def at(self, seconds: int = 0) -> str:
        return f"{datetime.fromtimestamp(self.now + seconds).astimezone():%Y-%m-%d %H:%M:%S}"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Past:
    past = Past()
    monkeypatch.setattr(stores, "HistoryPlan", partial(HistoryPlan, now_s=past))
    return past


@pytest_asyncio.fixture
async def server(clock: Past, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ArgentumServer]:
    assert clock.now
    async with running(monkeypatch, WORLD, storage__save_interval_s=3_600) as one:
        yield one


async def order(server: ArgentumServer, command: str, **arguments: Any) -> Reply:
    return await server.office.desk.execute(f"characters.{command}", arguments, who="operator:test")


async def refused(server: ArgentumServer, **arguments: Any) -> str:
    with pytest.raises(Refused) as fault:
        await order(server, "restore", **arguments)
    return str(fault.value)


async def born(server: ArgentumServer, name: str, **changes: Any) -> None:
    hashed = await server.game.passwords.hash_password(PASSWORD)
    await server.saver.create(a_record(name, (1, 50, 50), password_hash=hashed, **changes))


async def robbed(server: ArgentumServer, clock: Past) -> None:
    """Ana, who had a sword, gold and skills, and an hour later has none of it."""
    await born(server, "Ana", gold=700, bank_gold=30)
    record = await kept(server, "Ana")
    record.inventory[0] = ItemStack(2, 1)
    record.bank[3] = ItemStack(2, 5)
    record.skills[2] = SkillRecord(80)
    await changed(server, record)
    clock.now += 3_600
    record = await kept(server, "Ana")
    record.inventory[0], record.bank[3], record.gold, record.skills[2] = None, None, 0, SkillRecord(3)
    record.password_hash, record.email = "new", "new@example.org"
    record.penalties.append("CARCEL")
    await changed(server, record)
    clock.now += 60


async def changed(server: ArgentumServer, record: CharacterRecord) -> None:
    server.saver.mark(record)
    assert await server.saver.flush()


async def kept(server: ArgentumServer, name: str) -> CharacterRecord:
    record = await server.saver.load(name)
    assert record is not None
    return record


async def comes(server: ArgentumServer, name: str) -> HeadlessClient:
    one = HeadlessClient()
    await one.connect(port=server.listener.port)
    await one.login(name, PASSWORD)
    return one


async def ledger(server: ArgentumServer, reason: Reason) -> dict[int, Turnover]:
    totals: dict[int, Turnover] = {}
    for key in await server.saver.document_keys(PREFIX):
        for (why, item), turnover in day_totals(key, await server.saver.load_document(key)).items():
            if why is reason:
                totals.setdefault(item, Turnover()).add(turnover)
    return totals


async def test_a_robbed_player_has_everything_again_but_stays_who_he_is(server: ArgentumServer, clock: Past) -> None:
    await robbed(server, clock)
    then = clock.at(-60 - 1_800)
    reply = await order(server, "restore", name="ana", at=then)
    record = await kept(server, "Ana")
    assert (record.gold, record.bank_gold, record.skills[2].level) == (700, 30, 80)
    assert (record.inventory[0], record.bank[3]) == (ItemStack(2, 1), ItemStack(2, 5))
    assert (record.password_hash, record.email, record.penalties) == ("new", "new@example.org", ["CARCEL"])
    assert await ledger(server, Reason.UNDO) == {2: Turnover(born=6), COINS: Turnover(born=700)}
    lines = reply.text.splitlines()
    assert lines[0] == f"Ana is as saved at {clock.at(-3_660)}:"
    assert {"gold: 0 → 700 (+700)", "inventory: +1 Espada (2)", "bank: +5 Espada (2)"} <= set(lines)
    assert [line for line in lines if line.startswith("skill")] == ["skill tacticas: 3 → 80"]


@pytest.mark.parametrize(
    ("only", "expected"),
    [("bank", (0, True, False, 3)), ("inventory", (700, False, True, 3)), ("skills", (0, False, False, 80))],
)
async def test_a_part_comes_back_by_itself(
    server: ArgentumServer, clock: Past, only: str, expected: tuple[int, bool, bool, int]
) -> None:
    await robbed(server, clock)
    await order(server, "restore", name="Ana", at=clock.at(-3_600), only=only)
    record = await kept(server, "Ana")
    has_bank, has_bag = record.bank[3] is not None, record.inventory[0] is not None
    assert (record.gold, has_bank, has_bag, record.skills[2].level) == expected


async def test_what_was_duped_is_taken_away_again(server: ArgentumServer, clock: Past) -> None:
    await born(server, "Ana", gold=5)
    clock.now += 600
    record = await kept(server, "Ana")
    record.gold, record.inventory[0] = 1_000_005, ItemStack(2, 100)
    await changed(server, record)
    await order(server, "restore", name="Ana", at=clock.at(-1))
    assert (await kept(server, "Ana")).gold == 5
    assert await ledger(server, Reason.UNDO) == {2: Turnover(gone=100), COINS: Turnover(gone=1_000_000)}


async def test_an_undo_can_be_undone(server: ArgentumServer, clock: Past) -> None:
    await robbed(server, clock)
    before = await kept(server, "Ana")
    now = clock.at(-60)
    await order(server, "restore", name="Ana", at=clock.at(-3_600))
    await order(server, "restore", name="Ana", at=now)
    assert await kept(server, "Ana") == before
    assert await ledger(server, Reason.UNDO) == {2: Turnover(born=6, gone=6), COINS: Turnover(born=700, gone=700)}


async def test_a_dry_run_only_tells(server: ArgentumServer, clock: Past) -> None:
    await robbed(server, clock)
    before = await kept(server, "Ana")
    reply = await order(server, "restore", name="Ana", at=clock.at(-3_600), dry_run=True)
    assert reply.text.startswith("Ana would be")
    assert "gold: 0 → 700 (+700)" in reply.data["changes"]
    assert await kept(server, "Ana") == before
    assert await ledger(server, Reason.UNDO) == {}
    assert len((await order(server, "history", name="Ana")).data) == 2


async def test_who_plays_is_thrown_out_and_the_others_stay(server: ArgentumServer, clock: Past) -> None:
    await born(server, "Ana", gold=700)
    await born(server, "Beto", gold=9)
    clock.now += 600
    ana, beto = await comes(server, "Ana"), await comes(server, "Beto")
    server.world.online["ANA"].record.gold += 50
    server.world.ledger.gold(Reason.GM, 50)
    await order(server, "restore", name="Ana", at=clock.at(-300), dry_run=True)
    assert set(server.world.online) == {"ANA", "BETO"}
    await order(server, "restore", name="Ana", at=clock.at(-300))
    assert set(server.world.online) == {"BETO"}
    again = await comes(server, "Ana")
    assert server.world.online["ANA"].record.gold == 700
    assert (await ledger(server, Reason.UNDO))[COINS] == Turnover(gone=50)
    assert await ledger(server, Reason.UNEXPLAINED) == {}
    for one in (ana, beto, again):
        await one.close()


async def test_what_others_got_meanwhile_is_listed_and_stays(server: ArgentumServer, clock: Past) -> None:
    await born(server, "Ana", gold=700)
    record = await kept(server, "Ana")
    record.inventory[0] = ItemStack(2, 3)
    await changed(server, record)
    await born(server, "Beto")
    clock.now += 600
    ana, beto = await comes(server, "Ana"), await comes(server, "Beto")
    world = server.world
    giver, taker = world.online["ANA"], world.online["BETO"]
    drop_gold(world, giver, 200)
    let_fall(world, giver, 1)
    for tile in list(world.maps[1].objects):
        taker.x, taker.y = tile
        pick_up(world, taker)
    reply = await order(server, "restore", name="Ana", at=clock.at(-300))
    assert [(one["taker"], one["amount"], one["name"], one["reason"]) for one in reply.data["passed"]] == [
        ("BETO", 200, "gold", "drop"),
        ("BETO", 3, "Espada (2)", "drop"),
    ]
    assert "BETO got 3 Espada (2) from ANA (drop, last " in reply.text
    assert (taker.record.gold, (await kept(server, "Ana")).gold) == (200, 700)
    await server.saver.flush()
    assert await ledger(server, Reason.UNEXPLAINED) == {}
    for one in (ana, beto):
        await one.close()


async def test_states_go_along_when_a_character_is_renamed_or_deleted(server: ArgentumServer, clock: Past) -> None:
    await robbed(server, clock)
    then = clock.at(-3_600)
    await order(server, "rename", name="Ana", new="Eva")
    clock.now += 60
    await order(server, "delete", name="Eva")
    await born(server, "Eva")
    assert "no state of Eva" in await refused(server, name="Eva", at=then)
    await order(server, "delete", name="Eva")
    assert "there is no character" in await refused(server, name="Eva", at=then)


async def test_a_deleted_character_comes_back_with_its_states(server: ArgentumServer, clock: Past) -> None:
    await robbed(server, clock)
    then = clock.at(-3_600)
    await order(server, "delete", name="Ana")
    await order(server, "restore", name="Ana")
    await order(server, "restore", name="Ana", at=then)
    assert (await kept(server, "Ana")).gold == 700


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ({"name": "Nadie", "at": "2020-01-01"}, "there is no character Nadie"),
        ({"name": "Ana", "at": "2020-01-01 10:00"}, "no state of Ana is kept that counted at 2020-01-01 10:00:00; the"),
        ({"name": "Ana", "at": "ayer"}, "at: 'ayer' is no moment; one is written \"20"),
        ({"name": "Ana", "at": "2026-13-01"}, "is no moment"),
        ({"name": "Ana", "at": "9998-01-01"}, "still to come"),
        ({"name": "Ana", "at": "0001-01-01"}, "at"),
        ({"name": "Ana", "at": "2020-01-01", "only": "house"}, "only:"),
        ({"name": "Ana", "only": "bank"}, "at: is missing"),
        ({"name": "Ana", "dry_run": True}, "at: is missing"),
        ({"name": "Ana"}, "there is a character Ana already"),
    ],
)
async def test_what_is_refused_changes_nothing(
    server: ArgentumServer, clock: Past, arguments: dict[str, Any], why: str
) -> None:
    await robbed(server, clock)
    before = await kept(server, "Ana")
    assert why in await refused(server, **arguments)
    assert await kept(server, "Ana") == before
    assert await ledger(server, Reason.UNDO) == {}


async def test_nothing_to_do_is_said(server: ArgentumServer, clock: Past) -> None:
    await robbed(server, clock)
    assert "is as it was" in await refused(server, name="Ana", at=clock.at())
    with pytest.raises(Refused, match="no character"):
        await order(server, "history", name="Nadie")


async def test_while_the_store_fails_nothing_is_lost(
    server: ArgentumServer, clock: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    await robbed(server, clock)

    async def fails(*_: Any) -> None:
        raise StoreUnavailable("no disk")

    with monkeypatch.context() as broken:
        broken.setattr(server.realm.store, "save", fails)
        assert "can't be written" in await refused(server, name="Ana", at=clock.at(-3_600))
    await order(server, "restore", name="Ana", at=clock.at(-3_600))
    assert (await kept(server, "Ana")).gold == 700
    assert (await ledger(server, Reason.UNDO))[COINS] == Turnover(born=700)


async def test_at_sea_the_bag_comes_back_with_its_place(server: ArgentumServer, clock: Past) -> None:
    await born(server, "Ana", gold=7)
    clock.now += 600
    record = await kept(server, "Ana")
    record.sailing, record.x, record.gold = True, 70, 0
    await changed(server, record)
    await order(server, "restore", name="Ana", at=clock.at(-1), only="inventory")
    record = await kept(server, "Ana")
    assert (record.sailing, record.x, record.gold) == (False, 50, 7)


async def test_who_is_in_jail_stays_there(server: ArgentumServer, clock: Past) -> None:
    await born(server, "Ana", gold=7)
    clock.now += 600
    record = await kept(server, "Ana")
    record.jail_minutes, record.x, record.gold = 20, 70, 0
    await changed(server, record)
    await order(server, "restore", name="Ana", at=clock.at(-1))
    record = await kept(server, "Ana")
    assert (record.jail_minutes, record.x, record.gold) == (20, 70, 7)
