"""`pyao-server backup` and `restore` as an operator types them, with a server that runs and with none."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from kit.process import a_server
from typer.testing import CliRunner

from pyao.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_a_night_with_backups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYAO_STORAGE__PASSWORD_MEMORY_KIB", "8")
    monkeypatch.setenv("COLUMNS", "200")

    def says(code: int, *arguments: str, typed: str = "") -> str:
        done = CliRunner().invoke(app, arguments, input=typed, catch_exceptions=False)
        assert done.exit_code == code, done.output
        return done.output

    assert "there is no store yet" in says(1, "backup")
    says(0, "characters", "create", "Ana", typed="clave\n")
    with a_server(tmp_path / "data") as server:
        server.port()
        file, result = says(0, "backup").splitlines()
        assert "1 characters" in result
        assert file.startswith(str(tmp_path / "data" / "backups" / "pyao-"))
        says(0, "characters", "delete", "Ana")
        assert "in use by pyao-server run" in says(2, "restore", file)
        assert "backup" in says(0, "audit", "show")
        says(0, "stop")
        assert server.ends() == 0
    assert "the ledger adds up (as in pyao-" in says(0, "backup")
    assert says(0, "backup", "list").count("good") == 2
    assert says(0, "backup", "--to", "usb").startswith(str(tmp_path / "usb" / "pyao-"))
    assert "the ledger adds up" in says(0, "backup", "verify", file)
    assert "1 characters" in says(0, "restore", file).splitlines()[-1]
    assert says(0, "characters", "list") == "ANA\n"
    assert "restore" in says(0, "audit", "show")


def test_what_is_no_backup_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "nothing.tar.gz").write_bytes(b"nothing")
    for arguments, code, why in (
        (("backup", "verify", "nothing.tar.gz"), 1, "DAMAGED: nothing.tar.gz"),
        (("restore", "nothing.tar.gz"), 2, "pyao-server: nothing.tar.gz: "),
        (("restore", "nowhere"), 2, "no such file"),
        (("backup", "verify", "nowhere"), 2, "no such file"),
    ):
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == code, done.output
        assert why in done.output
