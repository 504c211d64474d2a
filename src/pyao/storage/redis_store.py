"""The store in Redis: hashes of characters, of the moments when they were saved, and of documents.

The earlier states of a character are a hash of its own, whose fields are `moment:bytes`; a sorted set of all of them,
`moment:bytes:character`, says which are oldest.

A batch is one MULTI/EXEC.  How much a crash of Redis itself costs depends on its configuration: use
`appendonly yes`, and `appendfsync always` for as much safety as the SQLite store gives.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from redis.exceptions import RedisError, WatchError

from pyao.storage.errors import CharacterExists, StoreError, StoreUnavailable, reading_document
from pyao.storage.history import HistoryPlan, Kept, Rounds, pack, succession, surplus, unpack
from pyao.storage.records import freeze, thaw
from pyao.storage.redis_config import as_bytes, as_text, heed_cancellation
from pyao.storage.redis_lock import RedisLock
from pyao.storage.store import SaveBatch, StoreSize
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection, Mapping

    from redis.asyncio import Redis
    from redis.asyncio.client import Pipeline

    from pyao.storage.locks import Holder
    from pyao.storage.redis_config import RedisConfig
    from pyao.world.record import CharacterRecord

VERSION = 1
"""Version of the layout described above."""

REPLACE_IF_UNCHANGED = """
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[4])
return 1
"""

OLDEST = 100
"""How many of the oldest states go at once when all take too much."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A character's record that takes the place of another, when it counts from, and the state before if it is kept."""

    frozen: bytes
    at: int
    kept: tuple[int, bytes] | None = None


class RedisStore:
    """A `Store` under `<prefix>:characters`, `:saved`, `:documents`, `:history:KEY`, `:ages`, `:bytes`, `:version`."""

    def __init__(self, config: RedisConfig, plan: HistoryPlan | None = None) -> None:
        self._config = config
        self._plan = plan or HistoryPlan()
        self._rounds = Rounds()
        self._redis: Redis | None = None
        self._lock = RedisLock(config)
        self._characters = f"{config.store_prefix}:characters"
        self._saved = f"{config.store_prefix}:saved"
        self._documents = f"{config.store_prefix}:documents"
        self._ages = f"{config.store_prefix}:ages"
        self._bytes = f"{config.store_prefix}:bytes"
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
            if added:
                await redis.hset(self._saved, key, self._plan.now_s())
        if not added:
            raise CharacterExists(key)

    async def save(self, batch: SaveBatch) -> None:
        """Write the batch in one transaction, which fails if the store belongs to another server by then."""
        while True:
            with suppress(WatchError):  # the lock was renewed at this very moment
                return await self._save(batch)

    async def _save(self, batch: SaveBatch) -> None:
        changes = await self._changes(batch)
        gone = [key for key, frozen in batch.characters.items() if frozen is None]
        async with self._connected() as redis:
            lost = {key: await self._kept(redis, key) for key in gone if key not in batch.moved}
            moving = {key: await self._kept(redis, key) for key in batch.moved}
            async with redis.pipeline(transaction=True) as pipe:
                await self._lock.guard(pipe)
                for key, kept in moving.items():
                    self._move(pipe, key, batch.moved[key], kept)
                for key in gone:
                    self._forget(pipe, key, lost.get(key, ()))
                    pipe.hdel(self._characters, key)
                    pipe.hdel(self._saved, key)
                for key, change in changes.items():
                    self._write(pipe, key, change)
                for key, value in batch.documents.items():
                    if value is None:
                        pipe.hdel(self._documents, key)
                    else:
                        pipe.hset(self._documents, key, value)
                await pipe.execute()
        await self._tidy({key for key, change in changes.items() if change.kept})

    async def update(self, name: str, change: Callable[[CharacterRecord], None]) -> CharacterRecord | None:
        """Read, change and write one character; starts again if somebody else wrote it meanwhile."""
        key = key_of(name)
        while True:
            async with self._connected() as redis:
                frozen = await redis.hget(self._characters, key)
                saved_at = int(await redis.hget(self._saved, key) or 0)
            if frozen is None:
                return None
            before = as_bytes(frozen)
            record = thaw(key, before)
            change(record)
            follows = self._successor(before, saved_at, freeze(record), apart=False)
            async with self._connected() as redis:
                keys = self._characters, self._saved
                if await redis.eval(REPLACE_IF_UNCHANGED, 2, *keys, key, before, follows.frozen, follows.at):
                    async with redis.pipeline(transaction=True) as pipe:
                        self._write(pipe, key, follows)
                        await pipe.execute()
                    return record

    async def delete(self, name: str) -> bool:
        key = key_of(name)
        there = await self.exists(name)
        await self.save(SaveBatch(characters={key: None}))
        return there

    async def states(self, name: str) -> list[int]:
        key = key_of(name)
        async with self._connected() as redis:
            if not await redis.hexists(self._characters, key):
                return []
            kept = await self._kept(redis, key)
            return [*(one.at for one in kept), int(await redis.hget(self._saved, key) or 0)]

    async def state_at(self, name: str, moment: int) -> tuple[int, CharacterRecord] | None:
        key = key_of(name)
        async with self._connected() as redis:
            present = await redis.hget(self._characters, key)
            saved_at = int(await redis.hget(self._saved, key) or 0)
            if present is not None and saved_at <= moment:
                return saved_at, thaw(key, present)
            earlier = [one for one in await self._kept(redis, key) if one.at <= moment]
            if not earlier:
                return None
            packed = await redis.hget(self._history(key), _field(earlier[-1]))
        return None if packed is None else (earlier[-1].at, unpack(key, as_bytes(packed)))

    async def names(self) -> list[str]:
        async with self._connected() as redis:
            return sorted(map(as_text, await redis.hkeys(self._characters)))

    async def size(self) -> StoreSize:
        """Redis estimates the bytes by some of the values; earlier states are counted as the store counts them."""
        async with self._connected() as redis:
            number = await redis.hlen(self._characters)
            used = [await redis.memory_usage(key) or 0 for key in (self._characters, self._documents)]
            earlier = int(await redis.get(self._bytes) or 0)
        return StoreSize(number, sum(used) + earlier)

    async def load_document(self, key: str) -> bytes | None:
        async with self._connected() as redis:
            document = await redis.hget(self._documents, key)
        return None if document is None else as_bytes(document)

    async def document_keys(self, prefix: str = "") -> list[str]:
        async with self._connected() as redis:
            keys = await redis.hkeys(self._documents)
        return sorted(key for key in map(as_text, keys) if key.startswith(prefix))

    async def _changes(self, batch: SaveBatch) -> Mapping[str, _Change]:
        """What the characters of a batch become, as far as they change; states to be kept are packed off the loop."""
        wanted = {key: frozen for key, frozen in batch.characters.items() if frozen is not None}
        if not wanted:
            return {}
        async with self._connected() as redis:
            records = await redis.hmget(self._characters, list(wanted))
            moments = await redis.hmget(self._saved, list(wanted))

        def compare() -> dict[str, _Change]:
            changes = {}
            for (key, frozen), before, at in zip(wanted.items(), records, moments, strict=True):
                old = None if before is None else as_bytes(before)
                if old != frozen:
                    changes[key] = self._successor(old, int(at or 0), frozen, apart=key in batch.apart)
            return changes

        return await asyncio.to_thread(compare)

    def _successor(self, before: bytes | None, saved_at: int, frozen: bytes, *, apart: bool) -> _Change:
        at, keep = succession(saved_at, self._plan.now_s(), apart=apart)
        if before is None or not keep or not self._plan.on:
            return _Change(frozen, at)
        return _Change(frozen, at, (saved_at, pack(before)))

    def _write(self, pipe: Pipeline, key: str, change: _Change) -> None:
        pipe.hset(self._characters, key, change.frozen)
        pipe.hset(self._saved, key, change.at)
        if change.kept is not None:
            at, packed = change.kept
            self._keep(pipe, key, Kept(at, len(packed)), packed)

    def _keep(self, pipe: Pipeline, key: str, kept: Kept, packed: bytes) -> None:
        pipe.hset(self._history(key), _field(kept), packed)
        pipe.zadd(self._ages, {f"{_field(kept)}:{key}": kept.at})
        pipe.incrby(self._bytes, kept.size)

    def _forget(self, pipe: Pipeline, key: str, states: Collection[Kept]) -> None:
        for kept in states:
            pipe.hdel(self._history(key), _field(kept))
            pipe.zrem(self._ages, f"{_field(kept)}:{key}")
            pipe.decrby(self._bytes, kept.size)

    def _move(self, pipe: Pipeline, source: str, target: str, states: Collection[Kept]) -> None:
        for kept in states:
            pipe.zrem(self._ages, f"{_field(kept)}:{source}")
            pipe.zadd(self._ages, {f"{_field(kept)}:{target}": kept.at})
        if states:
            pipe.rename(self._history(source), self._history(target))

    def _history(self, key: str) -> str:
        return f"{self._config.store_prefix}:history:{key}"

    async def _kept(self, redis: Redis, key: str) -> list[Kept]:
        """The earlier states of a character, oldest first."""
        fields = map(as_text, await redis.hkeys(self._history(key)))
        return sorted(Kept(*map(int, one.split(":"))) for one in fields)

    async def _tidy(self, keys: Collection[str]) -> None:
        """Forget what need not be kept any longer."""
        now = self._plan.now_s()
        async with self._connected() as redis, redis.pipeline(transaction=True) as pipe:
            for key in keys:
                if self._rounds.due(key, now):
                    kept = await self._kept(redis, key)
                    self._forget(pipe, key, surplus(kept, now, self._plan.character_kib << 10))
            await pipe.execute()
            if keys and int(await redis.get(self._bytes) or 0) > self._plan.total_mib << 20:
                for member in await redis.zrange(self._ages, 0, OLDEST - 1):
                    at, size, key = as_text(cast("bytes", member)).split(":", 2)
                    self._forget(pipe, key, [Kept(int(at), int(size))])
                await pipe.execute()

    async def _check_version(self) -> None:
        async with self._connected() as redis:
            await redis.setnx(self._version, VERSION)
            with reading_document(self._version):
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


def _field(kept: Kept) -> str:
    return f"{kept.at}:{kept.size}"
