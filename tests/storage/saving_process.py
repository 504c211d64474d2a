"""Saves one batch after the other until it is killed; run by test_crash."""

from __future__ import annotations

import asyncio
import sys
from itertools import count
from pathlib import Path

from pyao.storage.redis_config import RedisConfig
from pyao.storage.redis_store import RedisStore
from pyao.storage.sqlite_store import SqliteStore
from pyao.storage.store import SaveBatch, Store
from pyao.world.record import CharacterRecord

CHARACTERS = 40


async def save_for_ever(store: Store) -> None:
    await store.open()
    for number in count(1):
        records = [CharacterRecord(name=f"Name {letter}", gold=number) for letter in range(CHARACTERS)]
        await store.save(SaveBatch.of(records, {"gold": str(number), "text": f"{number}," * 5_000}))
        print(number, flush=True)  # noqa: T201


if __name__ == "__main__":
    kind, where = sys.argv[1:]
    chosen = SqliteStore(Path(where)) if kind == "sqlite" else RedisStore(RedisConfig(port=int(where)))
    asyncio.run(save_for_ever(chosen))
