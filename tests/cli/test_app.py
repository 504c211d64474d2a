"""The command line: what goes wrong ends with one clear line and exit code 2."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from pyao.cli.app import SUBCOMMANDS, app, load

if TYPE_CHECKING:
    from pathlib import Path


def invoke(*arguments: str, cwd: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(cwd)
    return CliRunner().invoke(app, arguments, catch_exceptions=False)


def one_line(result: Any) -> str:
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, lines
    assert result.exit_code == 2
    return str(lines[0])


def test_help_names_every_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = invoke("--help", cwd=tmp_path, monkeypatch=monkeypatch)
    assert result.exit_code == 0
    assert all(word in result.stdout for word in ("run", "import", "config", "bots"))


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_the_list_says_of_a_command_what_its_own_help_begins_with(name: str) -> None:
    summary, _, _ = load(name).help.partition("\n\n")
    assert " ".join(summary.split()) == SUBCOMMANDS[name].summary


def test_a_port_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = invoke(
            "run", "--host", "127.0.0.1", "--port", port, "--data", "d", cwd=tmp_path, monkeypatch=monkeypatch
        )
        assert port in result.stderr.splitlines()[-1]
        assert result.exit_code == 2


def test_a_bad_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyao.toml").write_text("[network]\nprot = 7\n", encoding="utf-8")
    line = one_line(invoke("run", cwd=tmp_path, monkeypatch=monkeypatch))
    assert "network.prot" in line
    assert "port" in line


def test_a_damaged_world_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "world.pyao").write_bytes(b"not a pack")
    assert "damaged" in one_line(invoke("run", "--data", "d", cwd=tmp_path, monkeypatch=monkeypatch))


def test_bots_only_go_to_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = one_line(invoke("bots", "1", "--host", "192.0.2.1", cwd=tmp_path, monkeypatch=monkeypatch))
    assert "192.0.2.1" in line


def test_bots_without_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    assert port in one_line(invoke("bots", "1", "--port", port, cwd=tmp_path, monkeypatch=monkeypatch))
