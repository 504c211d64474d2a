"""How the server logs, and what is logged before it knows how."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import structlog
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.server.logs import hold_logs, release_logs, set_up_logs
from pyao.server.settings import LogSettings

if TYPE_CHECKING:
    import pytest

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
