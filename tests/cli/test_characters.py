"""`pyao-server characters show`: what is kept of somebody, the states that end by themselves among it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.game import a_record
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.cli.characters import with_store

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_how_long_states_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    record = a_record("Ana", (1, 50, 50), poisoned=True, timed_states={"invisibility": 300})
    with_store(None, lambda store: store.create(record))
    shown = CliRunner().invoke(app, ["characters", "show", "ana"]).stdout
    line = next(line for line in shown.splitlines() if "timed_states" in line)
    assert "'invisibility': '12.0 s'" in line
    assert "True" in next(line for line in shown.splitlines() if "poisoned" in line)
