"""The store in Redis as a file, and back again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from pyao.server.backups.figures import add_up
from pyao.server.backups.making import Order, make
from pyao.server.backups.restoring import Place, restore
from pyao.server.settings import BackupSettings, load_settings
from pyao.storage.errors import StoreError
from pyao.storage.history import HistoryPlan
from pyao.storage.redis_copy import copy_to_file
from pyao.storage.redis_store import RedisStore
from pyao.storage.sqlite_store import SqliteStore
from pyao.storage.store import SaveBatch
from pyao.world.record import CharacterRecord

if TYPE_CHECKING:
    from pathlib import Path

    from kit.redis_process import RedisProcess

    from pyao.storage.store import Store

pytestmark = pytest.mark.redis


async def content_of(store: Store) -> dict[str, object]:
    """Everything in a store, with the earlier states of its characters."""
    await store.open()
    content: dict[str, object] = {key: await store.load_document(key) for key in await store.document_keys()}
    for name in await store.names():
        content[name] = [await store.state_at(name, at) for at in await store.states(name)]
    await store.close()
    return content


async def fill(redis_server: RedisProcess) -> RedisStore:
    now = [1_800_000_000]
    store = RedisStore(redis_server.config(), HistoryPlan(now_s=lambda: now[0]))
    await store.open()
    for gold in range(4):
        now[0] += 60
        records = [CharacterRecord(name=name, gold=gold) for name in ("Ana", "Beto")]
        await store.save(SaveBatch.of(records, {"guild:1": b"\xff\x00", "casino": str(gold)}))
    await store.close()
    return store


async def test_a_store_in_redis_is_a_file_like_any_other(redis_server: RedisProcess, tmp_path: Path) -> None:
    expected = await content_of(await fill(redis_server))
    await copy_to_file(redis_server.config(), tmp_path / "copy.sqlite3")
    assert await content_of(SqliteStore(tmp_path / "copy.sqlite3")) == expected
    assert add_up(tmp_path / "copy.sqlite3").states == 6


async def test_where_there_is_no_store_there_is_nothing_to_copy(redis_server: RedisProcess, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        await copy_to_file(redis_server.config(), tmp_path / "copy.sqlite3")


async def test_a_backup_of_redis_is_restored_and_what_was_there_moves_aside(
    redis_server: RedisProcess, tmp_path: Path
) -> None:
    store = await fill(redis_server)
    expected = await content_of(store)
    config = redis_server.config()
    order = Order(
        backend="redis",
        store=tmp_path / "none",
        redis=config,
        data_dir=tmp_path,
        settings_file=None,
        world_pack=None,
        target=tmp_path / "backups",
        rotation=BackupSettings(),
    )
    outcome = await asyncio.to_thread(make, order)
    assert outcome.ok, outcome.text
    await store.open()
    await store.save(SaveBatch.of([CharacterRecord(name="Caro", gold=9)], removed=["ANA"]))
    await store.close()
    given = {"storage.backend": "redis", "redis.host": config.host, "redis.port": config.port}
    settings, _origins = load_settings(None, {}, {}, given | {"world.data_dir": str(tmp_path)})
    place = Place(tmp_path, tmp_path / "pyao.toml", lambda _file: settings)
    lines = await asyncio.to_thread(restore, tmp_path / "backups" / outcome.file, place, "operator:test")
    assert await content_of(RedisStore(config)) == expected
    (prefix,) = [line.split()[-2] for line in lines if "prefix" in line]
    aside = RedisStore(redis_server.config(store_prefix=prefix))
    assert [key for key in await content_of(aside) if key.isupper()] == ["BETO", "CARO"]


async def test_the_secrets_of_redis_reach_the_process_that_makes_the_backup(
    redis_server: RedisProcess, tmp_path: Path
) -> None:
    config = redis_server.config(password="geheim42")
    order = Order(
        backend="redis",
        store=tmp_path,
        redis=config,
        data_dir=tmp_path,
        settings_file=None,
        world_pack=None,
        target=tmp_path,
        rotation=None,
    )
    assert "geheim42" not in repr(order)
    assert Order.model_validate_json(order.as_json()).redis == config
