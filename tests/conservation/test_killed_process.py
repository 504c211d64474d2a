"""A real server under players who never rest is killed again and again; its store adds up every time."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from kit.game import PASSWORD
from kit.kept import stored_in
from kit.pen import ITEMS, NAMES, PEN, newcomer, pen

from pyao.storage.documents import GROUND, ground_document
from pyao.storage.passwords import Passwords
from pyao.storage.sqlite_store import SqliteStore
from pyao.storage.store import SaveBatch

SCRIPT = Path(__file__).with_name("killed_process.py")
LIVES_S = (0.7, 1.3, 0.9)


async def found(path: Path) -> None:
    """The players, and a note of what lies in the pen before anybody has come."""
    password = await Passwords(time_cost=1, memory_kib=8, at_once=1).hash_password(PASSWORD)
    store = SqliteStore(path)
    await store.open()
    for number, name in enumerate(NAMES):
        record = newcomer(name, PEN[8 + 5 * number])
        record.password_hash = password
        await store.create(record)
    lying: Counter[int] = Counter()
    for item, amount in pen().maps[1].objects.values():
        lying[item] += amount
    await store.save(SaveBatch.of(documents={GROUND: ground_document(lying)}))
    await store.close()


async def audit(path: Path) -> tuple[Counter[int], Counter[int]]:
    store = SqliteStore(path)
    await store.open()
    try:
        return await stored_in(store)
    finally:
        await store.close()


def live_and_be_killed(path: Path, seed: int, life_s: float) -> None:
    with subprocess.Popen(
        [sys.executable, SCRIPT, path, str(seed)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        while "ready" not in (line := process.stdout.readline()):
            assert line, "it has not started"
        time.sleep(life_s)
        process.kill()
        process.wait(10)


def test_a_store_adds_up_however_often_its_server_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "pyao.sqlite3"
    asyncio.run(found(path))
    first, _born = asyncio.run(audit(path))
    for seed, life_s in enumerate(LIVES_S):
        live_and_be_killed(path, seed, life_s)
        held, born = asyncio.run(audit(path))
        odd = Counter(held)
        odd.subtract(first)
        odd.subtract(born)
        assert {item: surplus for item, surplus in odd.items() if surplus and not ITEMS[item].fixed} == {}
        assert born, "nothing has happened"
