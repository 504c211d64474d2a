"""`pyao-server bots`: only against this machine, and what it reports."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import pytest
from kit.server import running
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.storage.default_world import load_default_world

if TYPE_CHECKING:
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
