"""Some seconds of what `fuzz.py` does for as long as one likes; and that it finds faults and makes them small."""

from __future__ import annotations

import asyncio
import random
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from endurance.fuzz import Evening, evening, hurry
from pyao.protocol import client_packets as c
from pyao.protocol.peer import encode_client
from pyao.replay.recording import Event, Kind, read_recording, write_recording
from pyao.rules.map import walking

if TYPE_CHECKING:
    from pathlib import Path

PACKETS = 1_000


@pytest.mark.parametrize("seed", [1, 2])
def test_nobody_is_hurt_by_anything_that_is_sent(tmp_path: Path, seed: int) -> None:
    report = evening(seed, PACKETS, tmp_path)
    assert report.wrong == []
    assert report.sent >= PACKETS


def test_what_recorded_connections_have_sent_is_sent_again_whole_and_damaged(tmp_path: Path) -> None:
    first = Evening(4, tmp_path / "first")
    with hurry():
        asyncio.run(first.play(PACKETS // 4))
    path = tmp_path / "real.rec"
    head = first.recording.head
    spoken = [Event(Kind.PACKET, head.ms, 7, encode_client(c.Talk(f"grabado {k}"))) for k in range(40)]
    login = Event(Kind.PACKET, head.ms, 7, encode_client(c.LoginExistingChar("Otra", "***", 0, 13, 0)))
    write_recording(path, head, [login, *spoken])
    second = Evening(4, tmp_path / "second", [path])
    with hurry():
        asyncio.run(second.play(PACKETS))
    assert second.wrong == []
    sent = [event.data for event in second.recording.events if event.kind is Kind.PACKET]
    again = [data for data in sent if b"grabado" in data]
    assert again, "packets of the file"
    assert set(again) - {one.data for one in spoken}, "some of them damaged"
    assert login.data not in sent
    talked = [int(data[11:]) for data in again if data in {one.data for one in spoken}]
    assert any(later == k + 1 for k, later in pairwise(talked)), "one behind the other"


def test_an_evening_learns_from_itself_and_a_seed_plays_it_again(tmp_path: Path) -> None:
    evenings = [Evening(5, tmp_path / name) for name in ("one", "two")]
    for one in evenings:
        with hurry():
            asyncio.run(one.play(PACKETS // 2))
    first, second = ([event for event in one.recording.events if event.data] for one in evenings)
    assert first == second
    assert evenings[0]._sessions.some(random.Random(1))


def test_a_fault_is_found_and_left_as_a_small_recording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(walking, "walk", fails)
    report = evening(3, PACKETS, tmp_path, tries=100)
    assert "ZeroDivisionError" in report.wrong[0]
    whole, small = (read_recording(tmp_path / f"fuzz-3{which}.rec").events for which in ("", "-small"))
    assert len(small) < len(whole)
    assert any(event.data[:1] == bytes((c.Walk.id,)) for event in small if event.kind is Kind.PACKET)
