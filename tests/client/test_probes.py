"""The probes of a load test, in a process of their own: what they measure, and what they say when they can't."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from typing import TYPE_CHECKING

import pytest
from kit.process import a_server
from kit.server import running

from pyao.client import headless_client, probes
from pyao.client.headless_client import Disconnected
from pyao.client.probes import PING_EVERY_S, Probes
from pyao.storage.default_world import load_default_world

if TYPE_CHECKING:
    from pathlib import Path

HOST = "127.0.0.1"
BUSY_S = 1.5


async def test_what_keeps_the_load_test_busy_is_not_measured(tmp_path: Path) -> None:
    with a_server(tmp_path / "data") as server, Probes(1, HOST, server.port()) as watchers:
        await watchers.enter()
        watchers.begin()
        await asyncio.sleep(PING_EVERY_S)
        time.sleep(BUSY_S)  # noqa: ASYNC251 - as a crowd that opens hundreds of connections
        seen = await watchers.end()
        assert len(seen.pings) >= 3
        assert max(seen.pings) < BUSY_S / 2
        assert seen.packets >= len(seen.pings) - 1
        assert (seen.closed, seen.violations) == (0, 0)
        assert watchers._process.poll() is None or watchers._process.returncode == 0
    assert watchers._process.poll() is not None


async def test_a_probe_whose_connection_is_cut_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, load_default_world()) as server:
        with Probes(2, HOST, server.listener.port) as watchers:
            await watchers.enter()
            watchers.begin()
            next(iter(server.game.sessions.values())).drop("a test")
            await asyncio.sleep(2 * PING_EVERY_S)
            seen = await watchers.end()
    assert seen.closed == 1
    assert seen.pings


async def test_an_answer_that_does_not_come_counts_as_long_as_it_was_waited_for() -> None:
    probe = probes.Probe(0)

    async def never() -> float:
        await asyncio.sleep(3_600)
        return 0.0

    probe.client.ping = never  # type: ignore[method-assign]
    measuring = asyncio.create_task(probe.measure())
    await asyncio.sleep(0.05)
    measuring.cancel()
    await asyncio.gather(measuring, return_exceptions=True)
    (waited,) = probe.pings
    assert waited >= 0.04


async def test_probes_without_a_server() -> None:
    with socket.socket() as unheard:
        unheard.bind((HOST, 0))
        with Probes(1, HOST, unheard.getsockname()[1]) as watchers, pytest.raises(ConnectionRefusedError):
            await watchers.enter()


async def test_probes_that_are_not_let_in_say_what_they_were_told(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, load_default_world(), game__can_create_characters=False) as server:
        with Probes(1, HOST, server.listener.port) as watchers, pytest.raises(Disconnected, match="deshabilitado"):
            await watchers.enter()


async def test_probes_that_hear_nothing_say_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(headless_client, "PATIENCE_S", 0.05)
    with socket.create_server((HOST, 0)) as silent:
        await probes._attend(1, HOST, silent.getsockname()[1])
    assert json.loads(capsys.readouterr().out) == {"why": "sonda aaa got no answer"}


async def test_probes_whose_process_fails_are_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, load_default_world()) as server:
        with Probes(1, HOST, server.listener.port) as watchers:
            await watchers.enter()
            watchers._process.kill()
            watchers._process.wait()
            watchers.begin()
            with pytest.raises(Disconnected, match="the process of the probes has ended"):
                await watchers.end()


async def test_probes_end_with_the_load_test(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, load_default_world()) as server:
        with Probes(1, HOST, server.listener.port) as watchers:
            await watchers.enter()
            assert watchers._process.stdin is not None
            watchers._process.stdin.close()
            assert await asyncio.to_thread(watchers._process.wait, 30) == 0
            watchers._process.stdin = None
