from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from kit.redis_process import PROGRAM, RedisProcess

from pyao.storage.memory_store import MemoryStore
from pyao.storage.redis_store import RedisStore
from pyao.storage.sqlite_store import SqliteStore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from pyao.storage.store import Store

NO_REDIS = "there is no redis-server program on this machine"


@pytest.fixture(scope="session")
def shared_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisProcess]:
    """One server for the whole run (of this xdist worker); each test empties it."""
    if PROGRAM is None:
        pytest.skip(NO_REDIS)
    server = RedisProcess(tmp_path_factory.mktemp("redis"))
    yield server
    server.stop()


@pytest_asyncio.fixture
async def redis_server(shared_redis: RedisProcess) -> RedisProcess:
    async with shared_redis.config().connect() as redis:
        await redis.flushall()
    return shared_redis


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[Callable[..., RedisProcess]]:
    """Starts servers that a test may stop and start as it likes."""
    if PROGRAM is None:
        pytest.skip(NO_REDIS)
    servers: list[RedisProcess] = []

    def begin(*options: str) -> RedisProcess:
        servers.append(RedisProcess(tmp_path, *options))
        return servers[-1]

    yield begin
    for server in servers:
        server.stop()


@pytest.fixture(params=["sqlite", "memory", pytest.param("redis", marks=pytest.mark.redis)])
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    """Makes stores that look at the same data."""
    if request.param == "sqlite":
        return lambda: SqliteStore(tmp_path / "folder" / "pyao.sqlite3")
    if request.param == "redis":
        server: RedisProcess = request.getfixturevalue("redis_server")
        return lambda: RedisStore(server.config())
    memory = MemoryStore()
    return lambda: memory


@pytest_asyncio.fixture
async def store(new_store: Callable[[], Store]) -> AsyncIterator[Store]:
    opened = new_store()
    await opened.open()
    yield opened
    await opened.close()
