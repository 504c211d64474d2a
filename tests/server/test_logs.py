"""How the server logs, and what is logged before it knows how."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

import pytest
import structlog
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.network.concerned import CONCERNED
from pyao.server import log_bounds
from pyao.server.log_bounds import LINES
from pyao.server.logs import hold_logs, release_logs, set_up_logs
from pyao.server.settings import LogSettings, SettingsError, load_settings

if TYPE_CHECKING:
    from pathlib import Path

log = structlog.get_logger()


def test_what_is_logged_before_the_settings_are_known_waits_for_them(capfd: pytest.CaptureFixture[str]) -> None:
    hold_logs()
    log.debug("too small")
    log.warning("setting in Redis is not used", key="config:x")
    assert capfd.readouterr() == ("", "")
    set_up_logs(LogSettings(format="json"))
    log.info("settings read")
    out, err = capfd.readouterr()
    assert out == ""
    lines = [json.loads(line) for line in err.splitlines()]
    assert [(line["event"], line["level"]) for line in lines] == [
        ("setting in Redis is not used", "warning"),
        ("settings read", "info"),
    ]
    assert lines[0]["key"] == "config:x"
    assert [line["module"] for line in lines] == [__name__, __name__]


def test_what_waits_is_shown_in_any_case(capfd: pytest.CaptureFixture[str]) -> None:
    hold_logs()
    log.warning("once")
    release_logs()
    release_logs()
    assert capfd.readouterr().err.count("once") == 1


def test_no_line_of_the_log_is_among_what_a_program_reads() -> None:
    redis = {"PYAO_REDIS__ENABLED": "true", "PYAO_REDIS__PORT": "1", "PYAO_LOG__FORMAT": "json"}
    result = CliRunner().invoke(app, ["config", "show", "--json"], env=redis)
    assert json.loads(result.stdout)["redis.port"]["value"] == 1
    (line,) = result.stderr.splitlines()
    assert json.loads(line)["event"] == "Redis can't be asked for configuration"


class Somebody:
    ip = "198.51.100.7"

    def log_fields(self) -> dict[str, object]:
        return {"connection": 7, "character": "Ana"}


def lines_of(capfd: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capfd.readouterr().err.splitlines()]


def test_a_line_says_where_it_comes_from_and_whom_it_concerns(capfd: pytest.CaptureFixture[str]) -> None:
    set_up_logs(LogSettings(format="json"))
    token = CONCERNED.set(Somebody())
    log.info("during a turn")
    log.info("of another", connection=8)
    log.info("of another", character="Beto")
    CONCERNED.reset(token)
    log.info("of nobody")
    first, second, of_beto, third = lines_of(capfd)
    assert (first["connection"], first["character"], first["module"]) == (7, "Ana", __name__)
    assert (second["connection"], "character" in second) == (8, False)
    assert (of_beto["character"], "connection" in of_beto) == ("Beto", False)
    assert "connection" not in third


def test_modules_have_levels_of_their_own(capfd: pytest.CaptureFixture[str]) -> None:
    set_up_logs(LogSettings(format="json", levels={"pyao.network": "debug", "pyao.network.turns": "error"}))
    code = compile("log.debug('small'); log.warning('big')", "some module", "exec")
    for module in ("pyao.network.listener", "pyao.network.turns", "pyao.networks", "pyao.server"):
        exec(code, {"__name__": module, "log": log})  # noqa: S102 - as if those modules logged
    assert [(line["module"], line["event"]) for line in lines_of(capfd)] == [
        ("network.listener", "small"),
        ("network.listener", "big"),
        ("networks", "big"),
        ("server", "big"),
    ]


@pytest.mark.parametrize("value", [{"pyao.netwrok": "debug"}, "pyao.network", "pyao.network=loud", "os=debug"])
def test_levels_are_checked(value: object) -> None:
    with pytest.raises(SettingsError, match=r"log\.levels"):
        load_settings(None, {}, {}, {"log.levels": value})


def test_levels_come_from_the_environment_too() -> None:
    env = {"PYAO_LOG__LEVELS": "pyao.network=debug, pyao.storage.saver = warning"}
    settings, _origins = load_settings(None, env, {}, {})
    assert settings.log.levels == {"pyao.network": "debug", "pyao.storage.saver": "warning"}


def test_a_file_that_is_moved_away_is_followed_by_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "pyao.log"
    set_up_logs(LogSettings(format="json", file=path))
    log.info("one")
    path.rename(tmp_path / "pyao.log.1")
    log.info("two")
    path.unlink()
    log.info("three")
    assert path.stat().st_mode & 0o077 == 0
    set_up_logs(LogSettings())
    assert "one" in (tmp_path / "pyao.log.1").read_text()
    assert json.loads(path.read_text())["event"] == "three"


def test_a_file_that_is_cut_goes_on_from_its_beginning(tmp_path: Path) -> None:
    """As `copytruncate` of logrotate does."""
    path = tmp_path / "pyao.log"
    set_up_logs(LogSettings(format="json", file=path))
    log.info("one")
    with path.open("w"):
        pass
    log.info("two")
    set_up_logs(LogSettings())
    assert json.loads(path.read_text())["event"] == "two"


def test_a_file_that_can_not_be_written_is_refused_and_changes_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    set_up_logs(LogSettings(format="json"))
    with pytest.raises(SettingsError, match=r"log\.file = .*can't be written"):
        set_up_logs(LogSettings(file=tmp_path / "nowhere" / "pyao.log"))
    log.info("here")
    assert lines_of(capfd)[0]["event"] == "here"


@pytest.fixture
def now_s(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The moment that rates of lines go by."""
    now = [1_000.0]
    monkeypatch.setattr(log_bounds, "stopwatch_s", lambda: now[0])
    return now


def test_lines_of_a_kind_because_of_one_address_have_a_rate(
    now_s: list[float], capfd: pytest.CaptureFixture[str]
) -> None:
    set_up_logs(LogSettings(format="json"))
    for k in range(5_000):
        log.info("connection refused", ip=f"2001:db8:1:2::{k:x}")
    log.info("connection refused", ip="2001:db8:1:3::1")
    log.warning("wrong password", ip="2001:db8:1:2::1")
    log.info("connection refused")
    lines = lines_of(capfd)
    assert len(lines) == LINES.credit + 3, "another address, another kind and what no client has caused are not counted"
    now_s[0] += 1
    for _again in range(3):
        log.info("connection refused", ip="2001:db8:1:2::1")
    (line,) = lines_of(capfd)
    assert line["left_out"] == 5_000 - LINES.credit


@pytest.mark.usefixtures("now_s")
def test_what_a_client_makes_the_server_log_counts_for_its_address(capfd: pytest.CaptureFixture[str]) -> None:
    set_up_logs(LogSettings(format="json"))
    token = CONCERNED.set(Somebody())
    for _packet in range(5_000):
        log.info("sentinel", text="Ana answers 1 to nobody")
    CONCERNED.reset(token)
    assert len(lines_of(capfd)) == LINES.credit


def test_the_addresses_with_a_rate_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_bounds, "MOST_TOLD", 10)
    rates = log_bounds.LineRates(lambda event: str(event["ip"]))
    for k in range(100):
        rates(None, "info", {"event": "refused", "ip": f"192.0.2.{k}"})
    assert len(rates._told) == 10


@pytest.mark.parametrize("form", ["console", "json"])
def test_no_value_of_a_line_is_long(form: Literal["console", "json"], capfd: pytest.CaptureFixture[str]) -> None:
    set_up_logs(LogSettings(format=form))
    log.info("request", path="x" * 100_000)
    assert len(capfd.readouterr().err) < log_bounds.LONGEST_VALUE + 200
