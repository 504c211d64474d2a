"""Fixtures for everyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import structlog
from kit.game import GameFixture, a_game
from kit.patience import PATIENCE_S
from kit.spec import CLASSIC, NO_CLASSIC
from kit.worlds import content, plain_map

from pyao.client import headless_client

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _pytest.terminal import TerminalReporter


@pytest.fixture(autouse=True)
def fresh_logs() -> Iterator[None]:
    """Tracebacks in the log are short; what a test sets up for logging ends with it."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
        ]
    )
    yield
    structlog.reset_defaults()


@pytest.fixture(autouse=True)
def patient_clients(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client waits as long as tests do."""
    monkeypatch.setattr(headless_client, "PATIENCE_S", PATIENCE_S)


@pytest.fixture
def game() -> Iterator[GameFixture]:
    """A game on two empty maps."""
    with a_game(content(plain_map(1), plain_map(2))) as fixture:
        yield fixture


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Say what this run could not try."""
    skipped = terminalreporter.stats.get("skipped", [])
    left_out = sum(NO_CLASSIC in str(report.longrepr) for report in skipped)
    if left_out:
        terminalreporter.write_line(f"{left_out} tests were left out: {NO_CLASSIC} {CLASSIC}")
