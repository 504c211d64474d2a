"""`pyao-server bots`: only against this machine, and what it reports."""

from __future__ import annotations

import asyncio
import json
import os
import socket
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from kit.game import a_record
from kit.server import running
from kit.worlds import content, plain_map
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.client.crowd import PASSWORD, Scenario, letters
from pyao.storage.default_world import load_default_world

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result


def bots(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["bots", *arguments], env={"COLUMNS": "120"})


@pytest.mark.parametrize("host", ["10.0.0.1", "example.org", "0.0.0.0", "::ffff:10.0.0.1"])  # noqa: S104 - refused
def test_bots_only_go_to_this_machine(host: str) -> None:
    result = bots("1", "--host", host)
    assert result.exit_code == 2
    assert f"not to {host}" in result.output


def test_bots_without_a_server() -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        port = unheard.getsockname()[1]
        result = bots("2", "--port", str(port))
    assert result.exit_code == 2
    assert f"no server at 127.0.0.1:{port}" in result.output


@pytest.mark.parametrize("scenario", list(Scenario))
async def test_a_load_test_reports_what_its_probes_measured(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scenario: Scenario
) -> None:
    async with running(monkeypatch, content(plain_map(1))) as server:
        for k in range(6):
            record = a_record(f"bot {letters(k)}", (1, 40 + k, 50))
            record.password_hash = await server.game.passwords.hash_password(PASSWORD)
            await server.saver.create(record)
        record = a_record("sonda aaa", (1, 50, 60), password_hash=record.password_hash)
        await server.saver.create(record)
        report = tmp_path / "report.json"
        options = ("--probes", "1", "--pid", str(os.getpid()), "--json", str(report))
        port = ("--port", str(server.listener.port))
        result = await asyncio.to_thread(bots, "6", "--scenario", scenario.value, "--seconds", "1", *options, *port)
        assert result.exit_code == 0, result.output
        figures = json.loads(report.read_text())
        assert figures["logged"] == 6
        assert figures["protocol_errors"] == figures["lost"] == 0
        assert figures["server_rss_mb"] > 0
        assert "protocol errors" in result.output


async def test_bots_report_what_they_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command has a loop of its own, so it runs beside the server's."""
    async with running(monkeypatch, load_default_world()) as server:
        result = await asyncio.to_thread(
            bots, "3", "--walk", "--talk", "--seconds", "1", "--port", str(server.listener.port)
        )
        assert result.exit_code == 0, result.output
        assert "3 bots" in result.output
        for row in ("logged in", "steps", "packets received", "ping", "thrown out or lost"):
            assert row in result.output
        assert "violations         │ 0" in result.output


async def test_a_newcomer_in_a_world_without_people_gives_up_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    world = load_default_world()
    empty = {number: replace(here, npcs=()) for number, here in world.maps.items()}
    async with running(monkeypatch, replace(world, maps=empty)) as server:
        given = ("1", "--scenario", "newcomer", "--port", str(server.listener.port))
        result = await asyncio.to_thread(bots, *given)
        assert result.exit_code == 1, result.output
        assert "novata aa: gives up: nobody has the errand" in result.output
        assert "0 of 1 newcomers" in result.output


@pytest.mark.parametrize("limits", [{"game__connection_interval_ms": 5_000}, {"game__connections_per_ip": 10}])
async def test_bots_that_are_turned_away_say_what_to_set(
    monkeypatch: pytest.MonkeyPatch, limits: dict[str, int]
) -> None:
    async with running(monkeypatch, load_default_world(), **limits) as server:
        result = await asyncio.to_thread(bots, "20", "--port", str(server.listener.port))
    assert result.exit_code == 2
    assert "turns bots away" in result.output
    assert "game.connection_interval_ms = 0 and game.connections_per_ip = 0" in result.output


async def test_bots_give_up_when_nobody_more_comes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pyao.cli.bots.STALL_S", 1.0)
    async with running(monkeypatch, load_default_world(), game__can_create_characters=False) as server:
        result = await asyncio.to_thread(bots, "2", "--port", str(server.listener.port))
    assert result.exit_code == 2
    assert "0 of 2 bots are in, and no more for 1 s: " in result.output


def test_bots_start_a_server_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One command on a fresh clone; the port it would look at first is one where nobody listens."""
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as free:
        monkeypatch.setattr("pyao.cli.bots_door.DEFAULT_PORT", free.getsockname()[1])
    result = bots("12", "--walk", "--seconds", "1")
    assert result.exit_code == 0, result.output
    assert "12 bots" in result.output
    assert list(tmp_path.iterdir()) == []


def test_bots_say_why_their_server_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as free:
        monkeypatch.setattr("pyao.cli.bots_door.DEFAULT_PORT", free.getsockname()[1])
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "world.pyao").write_bytes(b"no pack")
    result = bots("1")
    assert result.exit_code == 2
    assert "can't be started: pyao-server: " in result.output
    assert "it is damaged" in result.output
