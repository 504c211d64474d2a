"""One server for each data folder and each store: the second one is refused and told who the first one is."""

from __future__ import annotations

import asyncio
import os
import socket
from typing import TYPE_CHECKING

import pytest
from kit.patience import PATIENCE_S
from kit.process import a_server, pyao

from pyao.storage import redis_lock
from pyao.storage.errors import StoreUnavailable
from pyao.storage.locks import FileLock, Holder, InUse
from pyao.storage.redis_store import RedisStore
from pyao.storage.sqlite_store import SqliteStore
from pyao.storage.store import SaveBatch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kit.redis_process import RedisProcess

ME, OTHER = Holder.this_process("pyao-server run"), Holder(4_000_000, "elsewhere", "pyao-server run")


def test_a_lock_is_held_once_and_names_its_holder(tmp_path: Path) -> None:
    first, second = (FileLock(tmp_path / "data" / "server.lock", "the data folder") for _ in range(2))
    first.take(OTHER)
    with pytest.raises(InUse, match="the data folder is in use by pyao-server run, process 4000000 on elsewhere"):
        second.take(ME)
    first.release()
    first.release()
    second.take(ME)
    second.release()


def test_a_second_server_on_a_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with a_server(folder) as server:
        server.port()
        refused = pyao("run", "--port", "0", "--data", str(folder), cwd=tmp_path)
        assert refused.returncode == 2
        said = refused.stderr.strip().splitlines()[-1]
        assert f"process {server.popen.pid} on {socket.gethostname()}" in said
        assert "data folder" in said
        server.kill()
    with a_server(folder) as server:  # the killed one has left no lock behind
        server.port()


def test_a_second_server_on_a_store_in_another_folder_is_refused(tmp_path: Path) -> None:
    with a_server(tmp_path / "one") as server:
        server.port()
        (tmp_path / "link").symlink_to(tmp_path / "one")
        for folder in ("one", "link"):
            path = str(tmp_path / folder / "pyao.sqlite3")
            refused = pyao("run", "--port", "0", cwd=tmp_path, PYAO_STORAGE__PATH=path)
            assert refused.returncode == 2
            assert f"process {server.popen.pid}" in refused.stderr.splitlines()[-1]


async def test_a_closed_store_is_free_again(tmp_path: Path) -> None:
    first, second = (SqliteStore(tmp_path / "pyao.sqlite3") for _ in range(2))
    await first.open()
    await first.hold(ME)
    await second.open()
    with pytest.raises(InUse):
        await second.hold(OTHER)
    await first.close()
    await second.hold(OTHER)
    await second.close()


async def until(true: Callable[[], bool]) -> None:
    while not true():  # noqa: ASYNC110 - it is another task's own matter
        await asyncio.sleep(0.05)


@pytest.mark.redis
class TestRedis:
    async def test_a_second_server_is_refused(self, redis_server: RedisProcess) -> None:
        first, second = (RedisStore(redis_server.config()) for _ in range(2))
        await first.open()
        await first.hold(OTHER)
        await second.open()
        with pytest.raises(InUse, match="process 4000000 on elsewhere"):
            await second.hold(ME)
        await first.close()
        await second.hold(ME)
        await second.close()

    async def test_another_prefix_is_another_store(self, redis_server: RedisProcess) -> None:
        config = redis_server.config()
        first, second = RedisStore(config), RedisStore(config.model_copy(update={"store_prefix": "other"}))
        for store in (first, second):
            await store.open()
            await store.hold(ME)
        await first.close()
        await second.close()

    async def test_what_a_dead_process_of_this_machine_left_is_taken_over(self, redis_server: RedisProcess) -> None:
        config = redis_server.config()
        for left in (Holder(4_000_000, socket.gethostname(), "x"), Holder(os.getpid(), socket.gethostname(), "x")):
            async with config.connect() as redis:
                await redis.set(f"{config.store_prefix}:lock", left.text(), ex=100)
            store = RedisStore(config)
            await store.open()
            await store.hold(ME)
            await store.close()

    async def test_who_has_lost_the_store_writes_nothing_any_more(
        self, redis_server: RedisProcess, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Its lock ran out while it could not reach Redis, and another server took it."""
        config = redis_server.config()
        monkeypatch.setattr(redis_lock, "LIFE_S", 1)
        store = RedisStore(config)
        await store.open()
        await store.hold(ME)
        async with config.connect() as redis:
            await redis.set(f"{config.store_prefix}:lock", OTHER.text(), ex=100)
        with pytest.raises(InUse, match="elsewhere"):
            await store.save(SaveBatch.of(documents={"a": "b"}))
        async with asyncio.timeout(PATIENCE_S):
            await until(lambda: store._lock.lost is not None)
        with pytest.raises(StoreUnavailable, match="elsewhere"):
            await store.load_document("a")
        await store.close()
        async with config.connect() as redis:
            assert await redis.get(f"{config.store_prefix}:lock") is not None

    async def test_the_lock_is_renewed_and_taken_again_after_redis_was_emptied(
        self, redis_server: RedisProcess, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        config = redis_server.config()
        monkeypatch.setattr(redis_lock, "LIFE_S", 1)
        store = RedisStore(config)
        await store.open()
        await store.hold(ME)
        async with config.connect() as redis, asyncio.timeout(PATIENCE_S):
            await redis.flushall()
            while await redis.get(f"{config.store_prefix}:lock") is None:  # noqa: ASYNC110 - it is another process
                await asyncio.sleep(0.05)
        await store.save(SaveBatch.of(documents={"a": "b"}))
        await store.close()
