"""A whole server beside a real Redis: what it shows there, and that it plays on when Redis goes away."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from kit.game import PASSWORD, a_record
from kit.patience import PATIENCE_S
from kit.server import running
from kit.worlds import content, plain_map

from pyao.client.headless_client import HeadlessClient
from pyao.content.enums import Heading

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.redis_process import RedisProcess

pytestmark = pytest.mark.redis
WORLD = content(plain_map(1, safe=True))


def beside(redis: RedisProcess, **more: Any) -> dict[str, Any]:
    config = redis.config()
    fast = {"publish_interval_s": 0.05, "retry_first_s": 0.05, "retry_max_s": 0.1, "heartbeat_s": 0.1}
    given = {"enabled": True, "host": config.host, "port": config.port, **fast}
    return {f"redis__{name}": value for name, value in given.items()} | more


async def eventually(redis: RedisProcess, key: str, expected: object) -> None:
    """Wait until a key says so."""
    async with asyncio.timeout(PATIENCE_S), redis.config().connect() as connection:
        while True:
            found: Any = await (connection.hgetall(key) if isinstance(expected, dict) else connection.get(key))
            if isinstance(found, dict):
                found = {as_text(name): as_text(value) for name, value in found.items()}
            elif found is not None:
                found = as_text(found)
            if found == expected:
                return
            await asyncio.sleep(0.02)


def as_text(value: bytes | str) -> str:
    return value.decode() if isinstance(value, bytes) else value


async def test_live_state_and_a_redis_that_goes_away(
    monkeypatch: pytest.MonkeyPatch, own_redis: Callable[..., RedisProcess]
) -> None:
    redis = own_redis()
    async with running(monkeypatch, WORLD, **beside(redis)) as server:
        await eventually(redis, "server:connections:count", "0")
        password = await server.game.passwords.hash_password(PASSWORD)
        await server.saver.create(a_record("Ana", (1, 50, 50), password_hash=password))
        ana = HeadlessClient()
        await ana.connect(port=server.listener.port)
        await ana.login("Ana", PASSWORD)
        await eventually(redis, "session:ANA:active", "1")
        await eventually(redis, "server:connections:count", "1")
        await eventually(redis, "player:ANA:position", {"map": "1", "x": "50", "y": "50", "heading": "3"})
        redis.stop()
        ana.walk(Heading.EAST)
        await ana.ping()
        assert server.world.online["ANA"].x == 51
        redis.start()
        await eventually(redis, "player:ANA:position", {"map": "1", "x": "51", "y": "50", "heading": "2"})
        await ana.quit()
        await eventually(redis, "session:ANA:active", None)
        await eventually(redis, "player:ANA:position", {})


async def test_characters_kept_in_redis(
    monkeypatch: pytest.MonkeyPatch, own_redis: Callable[..., RedisProcess]
) -> None:
    redis = own_redis("--appendonly", "yes")
    settings = beside(redis, storage__backend="redis")
    async with running(monkeypatch, WORLD, **settings) as server:
        password = await server.game.passwords.hash_password(PASSWORD)
        await server.saver.create(a_record("Ana", (1, 50, 50), password_hash=password))
        ana = HeadlessClient()
        await ana.connect(port=server.listener.port)
        await ana.login("Ana", PASSWORD)
        ana.walk(Heading.EAST)
        await ana.ping()
        await ana.quit()
    async with running(monkeypatch, WORLD, **settings) as server:
        again = HeadlessClient()
        await again.connect(port=server.listener.port)
        await again.login("Ana", PASSWORD)
        assert (again.view.x, again.view.y) == (51, 50)
        await again.close()


async def test_a_server_without_its_redis_starts_and_plays(
    monkeypatch: pytest.MonkeyPatch, own_redis: Callable[..., RedisProcess]
) -> None:
    redis = own_redis()
    given = beside(redis)
    redis.stop()
    async with running(monkeypatch, WORLD, **given) as server:
        password = await server.game.passwords.hash_password(PASSWORD)
        await server.saver.create(a_record("Ana", (1, 50, 50), password_hash=password))
        ana = HeadlessClient()
        await ana.connect(port=server.listener.port)
        await ana.login("Ana", PASSWORD)
        await ana.close()
