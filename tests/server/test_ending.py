"""Signals, for real: whatever ends the server, everything is saved; only a second Ctrl+C doesn't wait for that."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from kit.game import PASSWORD, a_record
from kit.patience import PATIENCE_S
from kit.process import PROGRAM, a_server, heeding_signals

from pyao.client.headless_client import HeadlessClient
from pyao.content.enums import Heading
from pyao.server.ending import SAME_PRESS_S
from pyao.storage.passwords import Passwords
from pyao.storage.sqlite_store import SqliteStore

if TYPE_CHECKING:
    from pathlib import Path

    from pyao.world.record import CharacterRecord

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
NEVER_SAVES = {"PYAO_STORAGE__SAVE_INTERVAL_S": "3600"}


async def prepare(folder: Path) -> None:
    store = SqliteStore(folder / "pyao.sqlite3")
    await store.open()
    hashed = await Passwords(time_cost=1, memory_kib=8, at_once=1).hash_password(PASSWORD)
    await store.create(a_record("Ana", (1, 50, 50), password_hash=hashed))
    await store.close()


async def step_east(port: int) -> tuple[HeadlessClient, int]:
    """Ana logs in and takes a step; where that brought her."""
    ana = HeadlessClient()
    await ana.connect(port=port)
    await ana.login("Ana", PASSWORD)
    ana.walk(Heading.EAST)
    await ana.ping()
    return ana, ana.view.x


async def kept(folder: Path) -> CharacterRecord:
    store = SqliteStore(folder / "pyao.sqlite3")
    await store.open()
    record = await store.load("Ana")
    await store.close()
    assert record is not None
    return record


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
async def test_every_signal_ends_in_a_full_save(tmp_path: Path, number: signal.Signals) -> None:
    folder = tmp_path / "data"
    await prepare(folder)
    with a_server(folder, **NEVER_SAVES) as server:
        ana, x = await step_east(server.port())
        server.sends(number)
        assert await asyncio.to_thread(server.ends) == 0
        await ana.close()
        assert any('"stopping"' in line and number.name in line for line in server.lines)
    record = await kept(folder)
    assert (record.x, record.logged) == (x, False)


async def test_a_closed_terminal_ends_in_a_full_save(tmp_path: Path) -> None:
    """Nobody reads what it says any more, either."""
    folder = tmp_path / "data"
    await prepare(folder)
    with a_server(folder, **NEVER_SAVES) as server:
        ana, x = await step_east(server.port())
        server.output.close()
        server.sends(signal.SIGHUP)
        assert await asyncio.to_thread(server.popen.wait, PATIENCE_S) == 0
        await ana.close()
    assert (await kept(folder)).x == x


async def test_a_second_ctrl_c_ends_at_once_and_says_what_that_costs(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    await prepare(folder)
    with a_server(folder, **NEVER_SAVES) as server:
        ana, _x = await step_east(server.port())
        busy = sqlite3.connect(folder / "pyao.sqlite3", isolation_level=None)
        busy.execute("BEGIN EXCLUSIVE")  # the last save has to wait
        server.sends(signal.SIGINT)
        server.reads_until('"stopping"')
        await asyncio.sleep(SAME_PRESS_S)
        server.sends(signal.SIGINT)
        assert await asyncio.to_thread(server.ends) == 130
        await ana.close()
        assert "ended at once" in server.lines[-1]
        assert "is lost" in server.lines[-1]
        busy.close()
    assert (await kept(folder)).x == 50


async def test_a_signal_that_comes_twice_at_once_is_one_request(tmp_path: Path) -> None:
    """As `timeout` and shells send it: to the process, and to the group that it belongs to."""
    folder = tmp_path / "data"
    await prepare(folder)
    with a_server(folder, **NEVER_SAVES) as server:
        ana, x = await step_east(server.port())
        server.sends(signal.SIGINT, signal.SIGTERM, signal.SIGINT, signal.SIGINT)
        assert await asyncio.to_thread(server.ends) == 0
        await ana.close()
    assert (await kept(folder)).x == x


async def test_a_last_save_that_fails_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    await prepare(folder)
    with a_server(folder, **NEVER_SAVES) as server:
        ana, _x = await step_east(server.port())
        other = sqlite3.connect(folder / "pyao.sqlite3")
        other.execute("ALTER TABLE characters RENAME TO elsewhere")
        other.commit()
        other.close()
        server.sends(signal.SIGTERM)
        assert await asyncio.to_thread(server.ends) == 3
        await ana.close()
        assert "could not be saved" in server.lines[-1]


def test_a_signal_that_the_server_was_started_to_ignore_is_ignored(tmp_path: Path) -> None:
    """As nohup does it."""
    ignoring = f"trap '' HUP; exec {' '.join(PROGRAM)} run --host 127.0.0.1 --port 0 --data {tmp_path / 'data'}"
    with subprocess.Popen(["/bin/sh", "-c", ignoring], stderr=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if "listening" in line:
                break
        process.send_signal(signal.SIGHUP)
        process.send_signal(signal.SIGTERM)
        rest = process.stderr.read()
        assert process.wait(PATIENCE_S) == 0
    assert "SIGTERM" in rest
    assert "SIGHUP" not in rest


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_server_of_the_tests_heeds_what_their_runner_ignores(number: signal.Signals) -> None:
    """Else every test that sends it would wait in vain: scripts run what is in the background without SIGINT."""
    asked = f"import signal; print(signal.getsignal({int(number)}) is signal.SIG_IGN)"
    before = signal.signal(number, signal.SIG_IGN)
    try:
        with heeding_signals():
            done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
        assert signal.getsignal(number) is signal.SIG_IGN
    finally:
        signal.signal(number, before)
    assert done.stdout == "False\n"
