from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.redis_process import free_port

from pyao.storage.errors import StoreError, StoreUnavailable
from pyao.storage.redis_config import RedisConfig
from pyao.storage.redis_store import RedisStore
from pyao.storage.store import SaveBatch
from pyao.world.record import CharacterRecord

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.redis_process import RedisProcess

pytestmark = pytest.mark.redis


async def test_everything_lies_under_the_prefix(redis_server: RedisProcess) -> None:
    store = RedisStore(redis_server.config(store_prefix="other"))
    await store.open()
    await store.save(SaveBatch.of([CharacterRecord(name="Ana")], {"ip-bans": ""}))
    await store.close()

    async with redis_server.config().connect() as redis:
        kept = ["characters", "documents", "saved", "version"]
        assert sorted(await redis.keys()) == [f"other:{key}".encode() for key in kept]
        assert await redis.hkeys("other:characters") == [b"ANA"]


async def test_what_a_newer_server_wrote_is_refused(redis_server: RedisProcess) -> None:
    async with redis_server.config().connect() as redis:
        await redis.set("pyao:version", 2)

    with pytest.raises(StoreError, match="version 2, this server knows 1"):
        await RedisStore(redis_server.config()).open()


async def test_an_update_begins_again_when_somebody_else_has_written(
    redis_server: RedisProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, other = RedisStore(redis_server.config()), RedisStore(redis_server.config())
    await store.open()
    await other.open()
    await store.create(CharacterRecord(name="Ana"))
    golds: list[int] = []

    async with redis_server.config().connect() as redis:
        frozen = {gold: SaveBatch.of([CharacterRecord(name="Ana", gold=gold)]).characters["ANA"] for gold in (0, 10)}
        real_eval = store._redis.eval  # type: ignore[union-attr]

        async def eval_after_another_write(*arguments: Any) -> Any:
            if len(golds) == 1:
                await redis.hset("pyao:characters", "ANA", frozen[10])
            return await real_eval(*arguments)

        monkeypatch.setattr(store._redis, "eval", eval_after_another_write)

        def add_one(record: CharacterRecord) -> None:
            golds.append(record.gold)
            record.gold += 1

        changed = await store.update("Ana", add_one)

    assert golds == [0, 10]
    assert changed == CharacterRecord(name="Ana", gold=11) == await other.load("Ana")
    await store.close()
    await other.close()


async def test_without_a_server_the_store_can_not_be_opened() -> None:
    port = free_port()

    with pytest.raises(StoreUnavailable, match=f"127.0.0.1:{port}/0"):
        await RedisStore(RedisConfig(host="127.0.0.1", port=port)).open()


async def test_the_store_works_again_when_its_server_is_back(own_redis: Callable[..., RedisProcess]) -> None:
    server = own_redis("--appendonly", "yes")
    store = RedisStore(server.config())
    await store.open()
    await store.create(CharacterRecord(name="Ana"))

    server.stop()
    with pytest.raises(StoreUnavailable):
        await store.load("Ana")
    with pytest.raises(StoreUnavailable):
        await store.save(SaveBatch.of([CharacterRecord(name="Beto")]))
    server.start()

    assert await store.names() == ["ANA"]
    await store.save(SaveBatch.of([CharacterRecord(name="Beto")]))
    assert await store.names() == ["ANA", "BETO"]
    await store.close()


async def test_an_address_may_hold_everything_and_its_password_is_not_shown(redis_server: RedisProcess) -> None:
    config = RedisConfig(url=f"redis://default:secret@127.0.0.1:{redis_server.port}/3")
    store = RedisStore(config)
    await store.open()
    await store.create(CharacterRecord(name="Ana"))
    await store.close()

    async with redis_server.config(db=3).connect() as redis:
        assert await redis.hkeys("pyao:characters") == [b"ANA"]
    assert config.address == f"127.0.0.1:{redis_server.port}/3"
    assert "secret" not in repr(config)


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="should begin with one of redis://"):
        RedisConfig(url="http://localhost")
