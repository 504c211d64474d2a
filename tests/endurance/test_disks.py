"""A real disk without room, and one that can't be written; only root can mount such."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from kit.game import a_record
from kit.process import pyao
from kit.root import pass_over

from pyao.storage.errors import StoreUnavailable
from pyao.storage.sqlite_store import SqliteStore
from pyao.storage.store import SaveBatch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BAD_START = 2
TEXT = "x" * 200_000


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid():
        pass_over("mounting a small disk needs Linux and root")
    mounting = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], capture_output=True, text=True, check=False
    )
    if mounting.returncode:
        pass_over(f"a small disk can't be mounted: {mounting.stderr.strip()}")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


async def test_a_full_disk_costs_nothing_that_was_saved(disk: Path) -> None:
    store = SqliteStore(disk / "pyao.sqlite3")
    await store.open()
    await store.save(SaveBatch.of([a_record("Ana", (1, 50, 50), gold=1)], {"gold": "1"}))
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4_096))
    fuller = SaveBatch.of([a_record("Ana", (1, 50, 50), gold=2)], {"gold": "2", "text": TEXT})
    with pytest.raises(StoreUnavailable, match="full"):
        await store.save(fuller)
    assert await store.load_document("gold") == b"1"
    filler.unlink()
    await store.save(fuller)
    await store.close()
    await store.open()
    ana = await store.load("Ana")
    assert ana is not None
    assert ana.gold == 2
    assert await store.load_document("gold") == b"2"
    await store.close()


async def opened_once(folder: Path) -> None:
    store = SqliteStore(folder / "pyao.sqlite3")
    await store.open()
    await store.close()


def test_a_server_does_not_start_over_what_it_cannot_write(disk: Path, tmp_path: Path) -> None:
    folder = disk / "data"
    asyncio.run(opened_once(folder))
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    run = pyao("run", "--host", "127.0.0.1", "--port", "0", "--data", str(folder), cwd=tmp_path)
    assert run.returncode == BAD_START, run.stderr
    assert "Traceback" not in run.stderr
    assert run.stderr.splitlines()[-1].startswith(f"pyao-server: {folder}"), run.stderr
    assert "Read-only file system" in run.stderr
