"""The store in Redis as a file of the SQLite store, and back: for backups."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, cast

from redis.exceptions import RedisError

from pyao.storage.errors import StoreError, StoreUnavailable
from pyao.storage.redis_config import as_bytes, as_text
from pyao.storage.redis_store import VERSION
from pyao.storage.sqlite_schema import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from redis.asyncio import Redis

    from pyao.storage.redis_config import RedisConfig

PARTS = ("characters", "saved", "documents", "ages", "bytes", "version")
ROWS_AT_ONCE = 500
HISTORY = "history:"


async def copy_to_file(config: RedisConfig, target: Path) -> None:
    """Write all that the store holds at one moment into a new SQLite file.

    Raises:
        StoreError: Redis can't be read, or holds no store.

    """
    try:
        async with config.connect() as redis:
            own = len(config.store_prefix) + 1
            histories = [key[own:] for key in await _keys(redis, config) if key[own:].startswith(HISTORY)]
            async with redis.pipeline(transaction=True) as pipe:
                for name in ("characters", "saved", "documents", *histories):
                    pipe.hgetall(f"{config.store_prefix}:{name}")
                characters, saved, documents, *states = cast("list[dict[bytes, bytes]]", await pipe.execute())
    except (RedisError, OSError, TimeoutError) as trouble:
        raise StoreUnavailable(f"{config.address}: {trouble}") from trouble
    if not characters and not documents:
        raise StoreError(f"{config.address}: there is no store under {config.store_prefix} yet")
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        migrate(connection)
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO characters (key, record, updated_at) VALUES (?, ?, ?)",
            ((as_text(key), as_text(record), int(saved.get(key, 0))) for key, record in characters.items()),
        )
        connection.executemany(
            "INSERT INTO documents (key, value) VALUES (?, ?)",
            ((as_text(key), as_bytes(value)) for key, value in documents.items()),
        )
        for name, kept in zip(histories, states, strict=True):
            connection.executemany(
                "INSERT INTO history (key, saved_at, size, state) VALUES (?, ?, ?, ?)",
                (
                    (name.removeprefix(HISTORY), *map(int, as_text(field).split(":")), as_bytes(state))
                    for field, state in kept.items()
                ),
            )
        connection.execute("COMMIT")


async def move_aside(config: RedisConfig, stamp: str) -> str:
    """Give all keys of the store another prefix, which is returned; empty = there was none."""
    aside = f"{config.store_prefix}-{stamp}"
    try:
        async with config.connect() as redis:
            keys = await _keys(redis, config)
            async with redis.pipeline(transaction=True) as pipe:
                for key in keys:
                    pipe.rename(key, aside + key[len(config.store_prefix) :])
                await pipe.execute()
    except (RedisError, OSError, TimeoutError) as trouble:
        raise StoreUnavailable(f"{config.address}: {trouble}") from trouble
    return aside if keys else ""


async def copy_from_file(config: RedisConfig, source: Path) -> None:
    """Write what a file of the SQLite store holds under the prefix of the settings, where nothing must be."""
    prefix = config.store_prefix
    try:
        async with config.connect() as redis:
            with closing(sqlite3.connect(source)) as connection:
                migrate_copy(connection)
                for name, query in (
                    ("characters", "SELECT key, record FROM characters"),
                    ("saved", "SELECT key, updated_at FROM characters"),
                    ("documents", "SELECT key, value FROM documents"),
                ):
                    for rows in _chunks(connection.execute(query)):
                        await redis.hset(f"{prefix}:{name}", mapping=dict(rows))
                total = 0
                history = connection.execute("SELECT key, saved_at, size, state FROM history")
                for rows in _chunks(history):
                    async with redis.pipeline(transaction=True) as pipe:
                        for key, at, size, state in rows:
                            pipe.hset(f"{prefix}:{HISTORY}{key}", f"{at}:{size}", state)
                            pipe.zadd(f"{prefix}:ages", {f"{at}:{size}:{key}": at})
                            total += size
                        await pipe.execute()
            await redis.set(f"{prefix}:bytes", total)
            await redis.set(f"{prefix}:version", VERSION)
    except (RedisError, OSError, TimeoutError) as trouble:
        raise StoreUnavailable(f"{config.address}: {trouble}") from trouble


def migrate_copy(connection: sqlite3.Connection) -> None:
    """Bring a copy of an older version up to date."""
    connection.isolation_level = None
    migrate(connection)


def _chunks(rows: sqlite3.Cursor) -> Iterator[list[Any]]:
    while chunk := rows.fetchmany(ROWS_AT_ONCE):
        yield chunk


async def _keys(redis: Redis, config: RedisConfig) -> list[str]:
    """The keys of the store, without its lock."""
    prefix = config.store_prefix
    found = [as_text(key) async for key in redis.scan_iter(match=f"{prefix}:*", count=ROWS_AT_ONCE)]
    own = {f"{prefix}:{part}" for part in PARTS}
    return sorted(key for key in set(found) if key in own or key.startswith(f"{prefix}:{HISTORY}"))
