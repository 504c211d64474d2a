"""Whatever is killed in the middle of saving: every batch is there whole, or not at all."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from kit.patience import PATIENCE_S

from pyao.storage.redis_store import RedisStore
from pyao.storage.sqlite_store import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.redis_process import RedisProcess

    from pyao.storage.store import Store

SCRIPT = Path(__file__).with_name("saving_process.py")
CHARACTERS = 40


def kill_while_saving(kind: str, where: object, batches: int, victim: Callable[[], None] | None = None) -> int:
    """Let a process save that many batches, kill it (or the victim) at once; the last batch it knew to be saved."""
    with subprocess.Popen(
        [sys.executable, SCRIPT, kind, str(where)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        for _ in range(batches):
            process.stdout.readline()
        time.sleep(batches % 5 / 1_000)  # at another point of the next batch
        (victim or process.kill)()
        done = batches
        for line in process.stdout:
            done = int(line)
        process.kill()
        process.wait(PATIENCE_S)
        return done


async def whole_batch(store: Store) -> int:
    """The one batch that everything in the store is of."""
    await store.open()
    numbers = set()
    for letter in range(CHARACTERS):
        record = await store.load(f"Name {letter}")
        assert record is not None
        numbers.add(record.gold)
    numbers.add(int(await store.load_document("gold") or b"0"))
    text = await store.load_document("text") or b""
    await store.close()
    assert len(numbers) == 1
    number: int = numbers.pop()
    assert text == f"{number},".encode() * 5_000
    return number


@pytest.mark.parametrize("batches", [1, 7, 18, 33])
async def test_sqlite_survives_the_killing_of_the_server(batches: int, tmp_path: Path) -> None:
    path = tmp_path / "pyao.sqlite3"

    done = kill_while_saving("sqlite", path, batches)

    assert done <= await whole_batch(SqliteStore(path)) <= done + 1


@pytest.mark.redis
async def test_redis_survives_the_killing_of_the_server(redis_server: RedisProcess) -> None:
    done = kill_while_saving("redis", redis_server.port, 18)

    assert done <= await whole_batch(RedisStore(redis_server.config())) <= done + 1


@pytest.mark.redis
async def test_redis_with_its_log_survives_being_killed_itself(own_redis: Callable[..., RedisProcess]) -> None:
    redis = own_redis("--appendonly", "yes", "--appendfsync", "always")

    done = kill_while_saving("redis", redis.port, 18, victim=redis.kill)
    redis.start()

    assert done <= await whole_batch(RedisStore(redis.config())) <= done + 1
