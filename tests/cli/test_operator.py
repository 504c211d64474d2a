"""An operator's night by the docs alone, with real processes; and the same commands while no server runs."""

from __future__ import annotations

import json
import signal
import sys
from typing import TYPE_CHECKING, Any

import pytest
from kit.patience import PATIENCE_S
from kit.process import a_server, pyao
from typer.testing import CliRunner

from pyao.__main__ import main
from pyao.cli.app import app
from pyao.cli.operator import seconds
from pyao.server.control.client import call
from pyao.server.control.desk import COMMANDS
from pyao.storage.audit_log import AUDIT_NAME

if TYPE_CHECKING:
    from pathlib import Path


def invoke(*arguments: str, cwd: Path, monkeypatch: pytest.MonkeyPatch, typed: str = "") -> Any:
    monkeypatch.chdir(cwd)
    monkeypatch.setenv("PYAO_STORAGE__PASSWORD_MEMORY_KIB", "8")
    return CliRunner().invoke(app, arguments, input=typed, catch_exceptions=False)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_a_night(tmp_path: Path) -> None:
    def does(*arguments: str, typed: str = "") -> str:
        done = pyao(*arguments, cwd=tmp_path, typed=typed)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "Shak is there" in does("characters", "create", "Shak", typed="clave\n")
    assert "rank dios" in does("characters", "grant", "Shak", "--rank", "dios")
    with a_server(tmp_path / "data") as server:
        server.port()
        assert json.loads(does("online", "--json")) == []
        assert "said to 0" in does("say", "hola")
        assert "banned" in does("characters", "ban", "Shak", "--reason", "prueba")
        assert "ended" in does("stop")
        assert server.ends() == 0
    assert "SHAK" in does("characters", "list")
    shown = does("audit", "show", "--who", "operator")
    assert [word in shown for word in ("characters.create", "say", "characters.ban", "stop")] == [True] * 4
    assert "as they were written" in does("audit", "verify")
    refused = pyao("online", cwd=tmp_path)
    assert (refused.returncode, refused.stderr.strip()) == (2, "pyao-server: no server is running on data")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("words", [("restart",), ("world", "load-maps")])
def test_a_server_starts_anew(tmp_path: Path, words: tuple[str, ...]) -> None:
    """In the same process, with everything that was saved, and with the settings as they are then."""
    data = tmp_path / "data"
    data.mkdir()
    with a_server(data) as server:
        server.port()
        call(data, "characters.create", {"name": "Shak", "password": "clave"}, patience_s=PATIENCE_S)
        (data / "pyao.toml").write_text("[game]\nmax_users = 7\n")
        done = pyao(*words, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        server.reads_until('"restarting"')
        server.reads_until('"stopped"')
        assert server.port()
        status = call(data, "status", {}, patience_s=PATIENCE_S)
        assert status.data["max_users"] == 7
        assert call(data, "characters.list", {}, patience_s=PATIENCE_S).data == ["SHAK"]
        server.sends(signal.SIGTERM)
        assert server.ends() == 0


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), SystemExit(130)])
def test_ctrl_c_is_one_line(
    fault: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whether it comes while the program is being loaded or while a command runs, of which typer tells by a code."""

    def interrupted() -> None:
        raise fault

    monkeypatch.setattr("pyao.cli.app.app", interrupted)
    monkeypatch.setattr("os.umask", lambda mode: mode)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 130
    assert capsys.readouterr().err == "pyao-server: interrupted\n"


def test_the_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = invoke("--version", cwd=tmp_path, monkeypatch=monkeypatch)
    assert result.exit_code == 0
    assert result.stdout.startswith("pyao-server 0.")


def test_a_changed_audit_log_ends_verify_with_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Ana", "Beto"):
        assert (
            invoke("characters", "create", name, cwd=tmp_path, monkeypatch=monkeypatch, typed="clave\n").exit_code == 0
        )
    path = tmp_path / "data" / AUDIT_NAME
    path.write_text(path.read_text().replace("Ana", "Eva"))
    result = invoke("audit", "verify", cwd=tmp_path, monkeypatch=monkeypatch)
    assert result.exit_code == 1
    assert "line 2 does not follow" in result.stdout


def test_the_audit_log_is_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Ana", "Beto"):
        invoke("characters", "create", name, cwd=tmp_path, monkeypatch=monkeypatch, typed="clave\n")
    for options, found in (
        (("--target", "ana"), 1),
        (("--who", "operator"), 2),
        (("--who", "Sara"), 0),
        (("--since", "1h"), 2),
        (("--since", "2999-01-01"), 0),
        (("--last", "1"), 1),
    ):
        result = invoke("audit", "show", *options, cwd=tmp_path, monkeypatch=monkeypatch)
        assert len(result.stdout.splitlines()) == found, options


def test_a_character_goes_out_and_comes_in_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    invoke("characters", "create", "Ana", cwd=tmp_path, monkeypatch=monkeypatch, typed="clave\n")
    invoke("characters", "export", "Ana", "--out", "ana.json", cwd=tmp_path, monkeypatch=monkeypatch)
    result = invoke("characters", "create", "Copia", "--from", "ana.json", cwd=tmp_path, monkeypatch=monkeypatch)
    assert result.stdout == "Copia is there\n"
    (tmp_path / "bad.json").write_text("{")
    result = invoke("characters", "create", "Otra", "--from", "bad.json", cwd=tmp_path, monkeypatch=monkeypatch)
    assert (result.exit_code, "bad.json" in result.stderr) == (2, True)


def test_a_store_that_keeps_nothing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYAO_STORAGE__BACKEND", "memory")
    result = invoke("characters", "list", cwd=tmp_path, monkeypatch=monkeypatch)
    assert result.exit_code == 2
    assert "memory" in result.stderr


@pytest.mark.parametrize(("text", "length"), [("30", 30), ("30s", 30), ("5m", 300), ("1H", 3_600), (" 2 m ", 120)])
def test_lengths_of_time(text: str, length: int) -> None:
    assert seconds(text) == length


OPTIONS = {"characters.own-data": ("characters.export", "--mine")}
"""Commands that are an option of another's words."""


def test_every_command_has_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in COMMANDS:
        words, option = OPTIONS.get(name, (name, ""))
        result = invoke(*words.split("."), "--help", cwd=tmp_path, monkeypatch=monkeypatch)
        assert result.exit_code == 0, name
        assert option in result.stdout
