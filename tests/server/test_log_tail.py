"""The last lines of the log in memory: bounded, numbered, with their module, and without secrets."""

from __future__ import annotations

from typing import Literal

import pytest
import structlog

from pyao.server import log_tail
from pyao.server.log_tail import TAIL, LogTail
from pyao.server.logs import set_up_logs
from pyao.server.settings import LogSettings


def tail_of(*events: dict[str, str]) -> LogTail:
    tail = LogTail()
    for event in events:
        assert tail(None, "info", event) is event
    return tail


def test_lines_are_told_from_a_number_on() -> None:
    tail = tail_of(*({"event": f"line {k}", "level": "info"} for k in range(10)))
    assert [one["event"] for one in tail.after(0, 3)] == ["line 7", "line 8", "line 9"]
    assert [one["number"] for one in tail.after(8, 300)] == [9, 10]
    assert tail.after(10, 300) == []


def test_old_lines_go() -> None:
    tail = tail_of(*({"event": str(k)} for k in range(log_tail.MOST_LINES + 5)))
    assert len(tail.after(0, 10**6)) == log_tail.MOST_LINES
    assert tail.after(0, 10**6)[0]["event"] == "5"


def test_secrets_and_long_values_are_cut() -> None:
    (line,) = tail_of(
        {"event": "x" * 1_000, "password": "clave", "http_token": "abc", "ip": "192.0.2.1", "data": "y" * 1_000}
    ).after(0, 1)
    assert line["fields"]["password"] == line["fields"]["http_token"] == "…"
    assert line["fields"]["ip"] == "192.0.2.1"
    assert len(line["fields"]["data"]) == len(line["event"]) == log_tail.LONGEST_VALUE + 1


@pytest.mark.parametrize("format_", ["console", "json"])
def test_what_is_logged_is_kept_with_level_time_and_module(format_: Literal["console", "json"]) -> None:
    set_up_logs(LogSettings(level="info", format=format_))
    before = TAIL.after(0, 1)
    number = before[0]["number"] if before else 0
    log = structlog.get_logger()
    log.debug("not shown")
    log.warning("connection refused", ip="192.0.2.1")
    try:
        int("broken")
    except ValueError:
        log.exception("failed", what="a test")
    refused, failed = TAIL.after(number, 10)
    assert (refused["level"], refused["module"], refused["event"]) == ("warning", __name__, "connection refused")
    assert refused["fields"] == {"ip": "192.0.2.1"}
    assert refused["when"]
    assert failed["level"] == "error"
    assert failed["fields"]["what"] == "a test"
