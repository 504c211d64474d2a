"""Some seconds of what `fuzz.py` does for as long as one likes; and that it finds faults and makes them small."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from endurance.fuzz import evening
from pyao.protocol import client_packets as c
from pyao.replay.recording import Kind, read_recording
from pyao.rules.map import walking

if TYPE_CHECKING:
    from pathlib import Path

PACKETS = 1_000


@pytest.mark.parametrize("seed", [1, 2])
def test_nobody_is_hurt_by_anything_that_is_sent(tmp_path: Path, seed: int) -> None:
    report = evening(seed, PACKETS, tmp_path)
    assert report.wrong == []
    assert report.sent >= PACKETS


def test_a_fault_is_found_and_left_as_a_small_recording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(walking, "walk", fails)
    report = evening(3, PACKETS, tmp_path, tries=20)
    assert "ZeroDivisionError" in report.wrong[0]
    whole, small = (read_recording(tmp_path / f"fuzz-3{which}.rec").events for which in ("", "-small"))
    assert len(small) < len(whole)
    assert any(event.data[:1] == bytes((c.Walk.id,)) for event in small if event.kind is Kind.PACKET)
