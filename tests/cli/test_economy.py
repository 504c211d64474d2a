"""The books of the economy: written with every batch, continued after a restart, shown by the command."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from kit.server import running
from kit.worlds import content, plain_map
from structlog.testing import capture_logs
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.content.casino import CasinoTotals
from pyao.content.enums import ObjectType
from pyao.content.items import ItemDef
from pyao.content.npcs import NpcDef
from pyao.rules.map import ground
from pyao.rules.trade.stock import remove, stock_of
from pyao.server.bookkeeping import Bookkeeper
from pyao.storage.ledger_days import PREFIX, day_document, day_totals
from pyao.storage.sqlite_store import SqliteStore
from pyao.storage.store import SaveBatch
from pyao.world.ledger import COINS, Reason, Turnover
from pyao.world.record import ItemStack

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

WORLD = content(plain_map(1), items={1: ItemDef(id=1, name="Manzana")})


async def test_a_day_goes_on_after_a_restart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "pyao.sqlite3"
    for _start in range(2):
        async with running(monkeypatch, WORLD, storage__backend="sqlite", storage__path=path) as server:
            server.world.ledger.stored(Reason.GM, 1, 3)
    store = SqliteStore(path)
    await store.open()
    (key,) = await store.document_keys(PREFIX)
    assert day_totals(key, await store.load_document(key)) == {(Reason.GM, 1): Turnover(born=6)}
    await store.close()


async def test_what_lay_about_is_accounted_for_after_a_restart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "pyao.sqlite3"
    world = content(plain_map(1, objects={(50, 50): (1, 4)}), items=WORLD.items)
    async with running(monkeypatch, world, storage__backend="sqlite", storage__path=path) as server:
        here = server.world.maps[1]
        ground.put(server.world, here, (60, 60), COINS, 70, born=Reason.LOOT)
        ground.erase(server.world, here, (50, 50), 1, gone=Reason.USE)
    async with running(monkeypatch, world, storage__backend="sqlite", storage__path=path):
        pass
    store = SqliteStore(path)
    await store.open()
    (key,) = await store.document_keys(PREFIX)
    totals = day_totals(key, await store.load_document(key))
    assert totals[Reason.RESTART, COINS] == Turnover(gone=70)
    assert totals[Reason.RESTART, 1] == Turnover(born=1)
    await store.close()


async def test_a_dupe_is_an_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:
        server.world.maps[1].objects[50, 50] = ItemStack(1, 3)
        with capture_logs() as logs:
            await server.saver.flush()
            await server.saver.flush()
        alarm = {"event": "the ledger does not add up", "log_level": "error"}
        assert logs == [alarm | {"item": 1, "name": "Manzana", "surplus": 3}]


async def test_another_day_begins_another_page(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:
        books = Bookkeeper(server.world, server.saver)
        for day in ("2026-01-01", "2026-01-02"):
            monkeypatch.setattr(books, "_today", lambda day=day: day)
            server.world.ledger.stored(Reason.GAMBLE, COINS, -5)
            for key, page in books.close(books.keep()).items():
                server.saver.put_document(key, page)
        for day in ("2026-01-01", "2026-01-02"):
            key = PREFIX + day
            document = await server.saver.load_document(key)
            assert day_totals(key, document)[Reason.GAMBLE, COINS] == Turnover(gone=5)


async def test_sold_keys_and_the_casino_are_remembered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """ECO-20: after a restart the slot shows the key, but has none."""
    seller, house_key = NpcDef(id=34, name="Vendedora", trades=True, stock=((54, 7), (1, 5))), 54
    items = {1: ItemDef(id=1, name="Manzana"), house_key: ItemDef(id=house_key, name="Llave", type=ObjectType.LLAVES)}
    world = content(plain_map(1, npcs=((50, 50, 34),)), items=items, npcs={34: seller}, casino=CasinoTotals(7, 5, 3))
    path = tmp_path / "pyao.sqlite3"
    async with running(monkeypatch, world, storage__backend="sqlite", storage__path=path) as server:
        npc = server.world.maps[1].npcs[50, 50]
        assert stock_of(server.world, npc).slots[:2] == [ItemStack(house_key, 7), ItemStack(1, 5)]
        remove(server.world, npc, 1, 1)
        remove(server.world, npc, 2, 1)
        server.world.casino = replace(server.world.casino, plays=4)
    async with running(monkeypatch, world, storage__backend="sqlite", storage__path=path) as server:
        npc = server.world.maps[1].npcs[50, 50]
        assert stock_of(server.world, npc).slots[:2] == [ItemStack(house_key, 0), ItemStack(1, 5)]
        assert server.world.casino == CasinoTotals(7, 5, 4)


def test_the_command_shows_totals_by_reason_and_by_day(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    (tmp_path / "pyao.toml").write_text('[storage]\npath = "here.sqlite3"\n', encoding="utf-8")

    async def write() -> None:
        store = SqliteStore(tmp_path / "here.sqlite3")
        await store.open()
        loot = day_document({(Reason.LOOT, COINS): Turnover(born=1234)})
        shop = day_document({(Reason.SHOP, COINS): Turnover(gone=1000), (Reason.SHOP, 1): Turnover(born=40)})
        await store.save(SaveBatch.of(documents={PREFIX + "2026-01-01": loot, PREFIX + "2026-01-02": shop}))
        await store.close()

    asyncio.run(write())
    rows = shown(CliRunner().invoke(app, ["economy"], catch_exceptions=False).stdout)
    assert rows["loot"] == ["1,234", "0", "0", "0", "0", "0"]
    assert rows["shop"] == ["0", "1,000", "0", "40", "0", "0"]
    assert rows["2026-01-01"] == rows["loot"]
    assert rows["2026-01-02"] == rows["shop"]
    rows = shown(CliRunner().invoke(app, ["economy", "--item", "1", "--days", "1"], catch_exceptions=False).stdout)
    assert rows["shop"] == ["0", "0", "0", "40", "0", "0"]
    assert "loot" not in rows


def shown(screen: str) -> dict[str, list[str]]:
    """The rows of all tables by their first cell."""
    lines = [[cell.strip() for cell in line.strip("│┃").split("│")] for line in screen.splitlines() if "│" in line]
    return {first: rest for first, *rest in lines}
