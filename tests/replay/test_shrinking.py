"""A recording with an error in it becomes a smaller one that still has it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from kit.recorded import SECRET, fill, recorded, replayed, settings_in
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.client.headless_client import Disconnected, HeadlessClient
from pyao.content.enums import Heading
from pyao.protocol import client_packets as c
from pyao.replay.recording import Kind, read_recording
from pyao.replay.shrinking import Tries, fewest
from pyao.server.shrinking import NothingToShow, shrink
from pyao.world.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from pyao.replay.recording import Recording


def test_all_that_can_be_left_out_is() -> None:
    needed = {3, 41, 97}
    tries = Tries(500)
    assert fewest(range(100), lambda some: needed <= set(some), tries) == sorted(needed)
    assert 0 < tries.left < 500
    assert fewest(range(9), lambda _some: True, Tries(5)) == []
    assert fewest(range(9), lambda some: len(some) == 9, Tries(500)) == list(range(9))


def test_it_ends_when_the_tries_are_used_up() -> None:
    assert fewest(range(100), lambda some: 99 in some, Tries(2)) == list(range(50, 100))
    assert fewest(range(100), lambda some: 99 in some, Tries(0)) == list(range(100))


@pytest.fixture
async def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recording:
    """Three walk about; /UPTIME fails, but only while Beto is there and has turned north."""

    def seconds_up(world: World) -> int:
        beto = world.online.get("BETO")
        if beto is not None and beto.heading is Heading.NORTH:
            raise ValueError("planted")
        return 0

    monkeypatch.setattr(World, "seconds_up", seconds_up)
    settings = settings_in(tmp_path)
    await fill(settings)
    async with recorded(settings, tmp_path / "faulty.rec") as server:
        clients = {}
        for name in ("Carla", "Beto", "Ana"):
            clients[name] = client = HeadlessClient()
            await client.connect(port=server.listener.port)
            await client.login(name, SECRET)
        for heading in (Heading.EAST, Heading.WEST, Heading.NORTH):
            for client in clients.values():
                client.send(c.ChangeHeading(heading))
                await client.ping()
        clients["Ana"].send(c.Uptime())
        with pytest.raises(Disconnected):
            await clients["Ana"].ping()
        clients["Carla"].talk("¿Y Ana?")
        for client in clients.values():
            await client.close()
    return read_recording(tmp_path / "faulty.rec")


async def test_an_error_is_kept_and_what_has_no_part_in_it_is_not(faulty: Recording, tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    assert len((await replayed(faulty, settings)).failures) == 1
    smaller = shrink(faulty, settings)
    assert "planted" in smaller.failure
    events = smaller.recording.events
    connections = {event.number for event in events if event.kind is Kind.KNOCK}
    assert len(connections) == 2
    packets = [event for event in events if event.kind is Kind.PACKET]
    assert len(packets) == 4  # two logins, Beto turns, Ana asks
    assert not any(event.kind is Kind.TICK for event in events)
    assert len(events) < len(faulty.events) / 3
    outcome = await replayed(smaller.recording, settings)
    assert outcome.difference == ""
    assert outcome.failures == [smaller.failure]


async def test_few_tries_give_a_larger_one_that_still_has_it(faulty: Recording, tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    smaller = shrink(faulty, settings, most_tries=5)
    assert smaller.tries == 5
    assert len(smaller.recording.events) < len(faulty.events)
    outcome = await replayed(smaller.recording, settings)
    assert outcome.difference == ""
    assert outcome.failures == [smaller.failure]


async def test_where_there_is_no_error_there_is_nothing_to_show(
    faulty: Recording, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    with pytest.raises(NothingToShow, match="logs no error"):
        shrink(faulty, settings_in(tmp_path))


@pytest.mark.usefixtures("faulty")
async def test_the_command_writes_it(tmp_path: Path) -> None:
    out = tmp_path / "small.rec"
    command = ["replay", str(tmp_path / "faulty.rec"), "--data", str(tmp_path), "--shrink", str(out)]
    done = await asyncio.to_thread(CliRunner().invoke, app, command)
    assert done.exit_code == 0, done.output
    assert "planted" in done.stdout
    assert len(read_recording(out).events) < 30
    done = await asyncio.to_thread(CliRunner().invoke, app, command)
    assert done.exit_code == 2
    assert "there is such a file already" in done.stderr
