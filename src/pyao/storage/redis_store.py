"""The store in Redis: two hashes, characters and documents.

A batch is one MULTI/EXEC.  How much a crash of Redis itself costs depends on its configuration: use
`appendonly yes`, and `appendfsync always` for as much safety as the SQLite store gives.
"""

from __future__ import annotations

from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from redis.exceptions import RedisError, WatchError

from pyao.storage.errors import CharacterExists, StoreError, StoreUnavailable
from pyao.storage.records import freeze, thaw
from pyao.storage.redis_config import as_bytes, as_text, heed_cancellation
from pyao.storage.redis_lock import RedisLock
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from redis.asyncio import Redis

    from pyao.storage.locks import Holder
    from pyao.storage.redis_config import RedisConfig
    from pyao.storage.store import SaveBatch
    from pyao.world.record import CharacterRecord

VERSION = 1
"""Version of the layout described above."""

REPLACE_IF_UNCHANGED = """
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1
"""


class RedisStore:
    """A `Store` under `<prefix>:characters`, `<prefix>:documents` and `<prefix>:version`."""

    def __init__(self, config: RedisConfig) -> None:
        self._config = config
        self._redis: Redis | None = None
        self._lock = RedisLock(config)
        self._characters = f"{config.store_prefix}:characters"
        self._documents = f"{config.store_prefix}:documents"
        self._version = f"{config.store_prefix}:version"

    async def open(self) -> None:
        """Connect; `StoreError` if a newer version of the server has written there."""
        self._redis = self._config.connect()
        try:
            await self._check_version()
        except BaseException:
            await self.close()
            raise

    async def hold(self, holder: Holder) -> None:
        """Hold `<prefix>:lock`; whoever finds it taken from him writes nothing any more."""
        async with self._connected() as redis:
            await self._lock.take(redis, holder)

    async def close(self) -> None:
        if self._redis is not None:
            await self._lock.release(self._redis)
            await self._redis.aclose()
            self._redis = None

    async def exists(self, name: str) -> bool:
        async with self._connected() as redis:
            return bool(await redis.hexists(self._characters, key_of(name)))

    async def load(self, name: str) -> CharacterRecord | None:
        key = key_of(name)
        async with self._connected() as redis:
            frozen = await redis.hget(self._characters, key)
        return None if frozen is None else thaw(key, frozen)

    async def create(self, record: CharacterRecord) -> None:
        key = key_of(record.name)
        async with self._connected() as redis:
            added = await redis.hsetnx(self._characters, key, freeze(record))
        if not added:
            raise CharacterExists(key)

    async def save(self, batch: SaveBatch) -> None:
        """Write the batch in one transaction, which fails if the store belongs to another server by then."""
        while True:
            with suppress(WatchError):  # the lock was renewed at this very moment
                return await self._save(batch)

    async def _save(self, batch: SaveBatch) -> None:
        async with self._connected() as redis, redis.pipeline(transaction=True) as pipe:
            await self._lock.guard(pipe)
            for name, changed in ((self._characters, batch.characters), (self._documents, batch.documents)):
                for key, value in changed.items():
                    if value is None:
                        pipe.hdel(name, key)
                    else:
                        pipe.hset(name, key, value)
            await pipe.execute()

    async def update(self, name: str, change: Callable[[CharacterRecord], None]) -> CharacterRecord | None:
        """Read, change and write one character; starts again if somebody else wrote it meanwhile."""
        key = key_of(name)
        while True:
            async with self._connected() as redis:
                frozen = await redis.hget(self._characters, key)
            if frozen is None:
                return None
            record = thaw(key, frozen)
            change(record)
            async with self._connected() as redis:
                if await redis.eval(REPLACE_IF_UNCHANGED, 1, self._characters, key, frozen, freeze(record)):
                    return record

    async def delete(self, name: str) -> bool:
        async with self._connected() as redis:
            return bool(await redis.hdel(self._characters, key_of(name)))

    async def names(self) -> list[str]:
        async with self._connected() as redis:
            return sorted(map(as_text, await redis.hkeys(self._characters)))

    async def load_document(self, key: str) -> bytes | None:
        async with self._connected() as redis:
            document = await redis.hget(self._documents, key)
        return None if document is None else as_bytes(document)

    async def document_keys(self, prefix: str = "") -> list[str]:
        async with self._connected() as redis:
            keys = await redis.hkeys(self._documents)
        return sorted(key for key in map(as_text, keys) if key.startswith(prefix))

    async def _check_version(self) -> None:
        async with self._connected() as redis:
            await redis.setnx(self._version, VERSION)
            version = int(await redis.get(self._version) or VERSION)
        if version > VERSION:
            raise StoreError(f"{self._config.address}: stored by version {version}, this server knows {VERSION}")

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[Redis]:
        """The open client; its errors become `StoreUnavailable`."""
        if self._redis is None:
            raise StoreUnavailable(f"{self._config.address}: not open")
        if self._lock.lost is not None:
            raise StoreUnavailable(f"{self._config.address}: the store now belongs to {self._lock.lost}")
        try:
            yield self._redis
            heed_cancellation()
        except WatchError:
            raise
        except (RedisError, OSError, TimeoutError) as trouble:
            raise StoreUnavailable(f"{self._config.address}: {trouble}") from trouble
