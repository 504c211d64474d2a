from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from pyao.cli.config import app, passed_over, toml_path, toml_template
from pyao.server.settings import Settings, fields, load_settings

if TYPE_CHECKING:
    from typer.testing import Result


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, **env: str) -> Result:
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "200", **env})


def test_show_tells_each_value_and_where_it_comes_from(tmp_path: Path) -> None:
    (tmp_path / "pyao.toml").write_text("[network]\nport = 7667\n[game]\nadmins = ['shak']")

    result = run("show", PYAO_GAME__IDLE_LIMIT_MIN="9")

    rows = {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines()}
    assert result.exit_code == 0
    assert rows["network.port"] == ["7667", "pyao.toml"]
    assert rows["game.idle_limit_min"] == ["9", "PYAO_GAME__IDLE_LIMIT_MIN"]
    assert rows["game.admins"] == ['["SHAK"]', "pyao.toml"]
    assert rows["game.exit_countdown_s"] == ["10", "default"]
    assert set(rows) == {"Setting", *fields()}


def test_show_reads_the_file_it_is_told_to(tmp_path: Path) -> None:
    (tmp_path / "pyao.toml").write_text("[network]\nport = 1")
    (tmp_path / "other.toml").write_text("[network]\nport = 2")

    result = run("show", "--config", "other.toml", "--json")

    assert json.loads(result.stdout)["network.port"] == {"value": 2, "origin": "other.toml"}


def test_show_as_json_holds_every_setting_and_no_secret() -> None:
    result = run("show", "--json", PYAO_REDIS__PASSWORD="hunter2", PYAO_REDIS__URL="redis://u:hunter2@h")

    shown = json.loads(result.stdout)
    assert set(shown) == set(fields())
    assert shown["world.pack"] == {"value": "", "origin": "default"}
    assert shown["game.happy_hour"]["value"] == [1.0] * 7
    assert shown["redis.password"] == {"value": "**********", "origin": "PYAO_REDIS__PASSWORD"}
    assert "hunter2" not in result.stdout


def test_show_refuses_bad_settings_with_the_reason() -> None:
    result = run("show", PYAO_NETWORK__PORT="x")

    assert result.exit_code == 2
    assert result.stderr.startswith("network.port = 'x' (PYAO_NETWORK__PORT): ")
    assert result.stdout == ""


def test_init_writes_a_file_that_changes_nothing_and_explains_everything(tmp_path: Path) -> None:
    result = run("init")

    text = (tmp_path / "data" / "pyao.toml").read_text(encoding="utf-8")
    settings, origins = load_settings(tmp_path / "data" / "pyao.toml", {}, {}, {})
    assert (result.exit_code, result.stdout) == (0, "data/pyao.toml written\n")
    assert settings == Settings()
    assert set(origins.values()) == {"default"}
    for name, field in fields().items():
        assert f"# {field.description}" in text
        assert f"\n# {name.partition('.')[2]} = " in text


def test_uncommenting_every_line_of_it_gives_the_defaults(tmp_path: Path) -> None:
    lines = [line.removeprefix("# ") if " = " in line else line for line in toml_template().splitlines()]
    values = [line for line in lines if line.startswith(("[", *(f"{name.partition('.')[2]} = " for name in fields())))]
    (tmp_path / "pyao.toml").write_text("\n".join(values))

    settings, origins = load_settings(tmp_path / "pyao.toml", {}, {}, {})

    assert settings == Settings()
    assert "default" not in origins.values()


def test_init_tells_the_values_that_may_be_given() -> None:
    text = toml_template()

    assert '# Which client is spoken to. One of "godot", "original".\n# dialect = "godot"' in text
    assert "# TCP port; 0 = any free one. From 0 to 65535.\n# port = 7666" in text
    assert "above 0 to 60.\n# timeout_s = 2.0" in text
    assert tomllib.loads(text) == {section: {} for section in Settings.model_fields}


def test_init_does_not_write_over_a_file_unless_told_to(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text("[network]\nport = 1")

    refused = run("init", "mine.toml")
    assert refused.exit_code == 1
    assert "mine.toml is there already" in refused.stderr
    assert mine.read_text() == "[network]\nport = 1"

    assert run("init", "mine.toml", "--force").exit_code == 0
    assert mine.read_text() == toml_template()


def test_the_settings_file_lies_in_the_data_folder(tmp_path: Path) -> None:
    def origin(*arguments: str, **env: str) -> str:
        shown = json.loads(run("show", "--json", *arguments, **env).stdout)
        return f"{shown['game.max_users']['value']} {shown['game.max_users']['origin']}"

    assert origin() == "550 default"
    (tmp_path / "pyao.toml").write_text("[game]\nmax_users = 1\n")
    assert origin() == "1 pyao.toml"  # as earlier versions had it
    for number, name in enumerate(("data", "here", "there"), start=2):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pyao.toml").write_text(f"[game]\nmax_users = {number}\n")
    assert origin() == "2 data/pyao.toml"
    assert origin("--data", "here") == "3 here/pyao.toml"
    assert origin(PYAO_WORLD__DATA_DIR="there") == "4 there/pyao.toml"
    assert origin("--data", "here", "--config", "pyao.toml") == "1 pyao.toml"


def test_a_settings_file_that_is_not_read_any_more_is_found(tmp_path: Path) -> None:
    old, new = tmp_path / "pyao.toml", tmp_path / "data" / "pyao.toml"
    old.touch()
    assert (toml_path(None), passed_over(toml_path(None))) == (Path("pyao.toml"), None)
    new.parent.mkdir()
    new.touch()
    assert (toml_path(None), passed_over(toml_path(None))) == (Path("data/pyao.toml"), Path("pyao.toml"))
