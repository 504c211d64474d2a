"""What was recorded is played again to the byte; what is otherwise is found and named; no password is kept."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import os
import re
import stat
import subprocess
import sys
from collections import defaultdict
from dataclasses import fields, replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

import aiohttp
import pytest
import typer
from kit.recorded import SECRET, SQUARE, evening, fill, recorded, replayed, settings_in
from structlog.testing import capture_logs
from typer.testing import CliRunner

from pyao.admin.site import AdminSite
from pyao.cli.app import app
from pyao.cli.replay import until_tick
from pyao.client.headless_client import HeadlessClient
from pyao.content.enums import Heading
from pyao.network import turns
from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol.peer import encode_client
from pyao.replay.comparison import words_of
from pyao.replay.recording import (
    EVENT,
    FIRST_LINE,
    FORMAT,
    MAGIC,
    BadRecording,
    Head,
    Kind,
    Recording,
    read_recording,
    write_recording,
)
from pyao.replay.tap import DIGEST_OF_ONE
from pyao.server.playable import Unplayable
from pyao.server.reading import pieces_of
from pyao.server.reenactment import Watch
from pyao.server.settings import SettingsSource
from pyao.storage.world_pack import PACK_NAME, write_pack
from pyao.world.clock import SystemClock
from pyao.world.world import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection
    from pathlib import Path

    from pyao.replay.recorder import Recorder
    from pyao.replay.tap import TappedConnection
    from pyao.server.argentum_server import ArgentumServer
    from pyao.server.reading import Piece

PACKETS = 100
NEVER_KEPT = (SECRET.encode(), SECRET.upper().encode(), b"$argon2", b"plain:")


def command_on(path: Path, hash_seed: str) -> subprocess.CompletedProcess[str]:
    """The command `replay` in a process of its own."""
    command = [sys.executable, "-m", "pyao", "replay", str(path), "--data", str(path.parent)]
    env = os.environ | {"PYTHONHASHSEED": hash_seed}
    return subprocess.run(command, env=env, capture_output=True, check=False, text=True)


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_wild_evening_is_played_again_to_the_byte(tmp_path: Path, seed: int) -> None:
    settings = settings_in(tmp_path)
    recording = await evening(tmp_path / "evening.rec", settings, seed, PACKETS)
    assert recording.whole
    kinds = {event.kind for event in recording.events}
    assert kinds >= {Kind.KNOCK, Kind.PACKET, Kind.FAULT, Kind.LOST, Kind.TICK, Kind.JOB, Kind.ORDER, Kind.ANSWER}
    outcome = await replayed(recording, settings)
    assert outcome.difference == ""
    assert outcome.failures == []
    assert outcome.packets > PACKETS
    assert outcome.sent_bytes > 10_000
    for event in recording.events:
        assert not any(secret in event.data for secret in NEVER_KEPT), event


async def test_another_order_of_hashes_makes_no_difference(tmp_path: Path) -> None:
    await evening(tmp_path / "evening.rec", settings_in(tmp_path), 3, PACKETS)
    done = command_on(tmp_path / "evening.rec", hash_seed="1")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
async def walk(tmp_path: Path) -> Recording:
    """Ana walks a few steps beside Beto; everything that was sent is in the recording."""
    settings = settings_in(tmp_path)
    await fill(settings)
    async with recorded(settings, tmp_path / "walk.rec", whole_output=True) as server:
        ana, beto = HeadlessClient(), HeadlessClient()
        for client, name in ((ana, "Ana"), (beto, "Beto")):
            await client.connect(port=server.listener.port)
            await client.login(name, SECRET)
        for heading in (Heading.NORTH, Heading.NORTH, Heading.WEST):
            ana.walk(heading)
            await ana.ping()
        ana.talk("¿Jugamos?")
        await beto.wait_for(lambda: any(text == "¿Jugamos?" for _who, text in beto.view.heard))
        await ana.close()
        await beto.close()
    return read_recording(tmp_path / "walk.rec")


def without_output(recording: Recording) -> Recording:
    return replace(recording, events=[event for event in recording.events if event.kind is not Kind.OUTPUT])


def talk_of(recording: Recording) -> int:
    return next(k for k, event in enumerate(recording.events) if event.kind is Kind.PACKET and b"Jugamos" in event.data)


async def test_a_difference_is_named_by_tick_connection_and_packet(walk: Recording, tmp_path: Path) -> None:
    at = talk_of(walk)
    events = list(walk.events)
    events[at] = events[at]._replace(data=events[at].data.replace(b"Jugamos", b"Peleamo"))
    tick = sum(event.kind is Kind.TICK for event in events[:at])
    whole = replace(walk, events=events)
    difference = (await replayed(whole, settings_in(tmp_path))).difference
    assert difference.startswith(f"tick {tick},")
    assert "(Ana)" in difference
    assert "in the recording: ChatOverHead(text='¿Jugamos?'" in difference
    assert "here:             ChatOverHead(text='¿Peleamo?'" in difference
    assert "Ana: Talk(text='¿Peleamo?')" in difference
    shorter = (await replayed(without_output(whole), settings_in(tmp_path))).difference
    assert shorter.startswith(f"tick {tick},")
    assert "(Ana) is sent here:" in shorter
    assert "(Beto) is sent here:" in shorter
    assert "ChatOverHead(text='¿Peleamo?'" in shorter


async def ana_enters(server: ArgentumServer) -> HeadlessClient:
    """A client with a character of those that `fill` stores."""
    ana = HeadlessClient()
    await ana.connect(port=server.listener.port)
    await ana.login("Ana", SECRET)
    return ana


async def test_what_comes_from_elsewhere_than_the_recording_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody lets the answer to /UPTIME depend on a counter of the process."""
    calls = itertools.count(1)
    monkeypatch.setattr(World, "seconds_up", lambda _world: next(calls))
    settings = settings_in(tmp_path)
    await fill(settings)
    async with recorded(settings, tmp_path / "a.rec", whole_output=True) as server:
        ana = await ana_enters(server)
        ana.send(c.Uptime())
        await ana.ping()
        await ana.close()
    difference = (await replayed(read_recording(tmp_path / "a.rec"), settings)).difference
    assert "(Ana)" in difference
    assert "Ana: Uptime()" in difference
    told = re.findall(r"ConsoleMsg\(text='(.*?)'", difference)
    assert len(told) == 2
    assert "1 segundo" in told[0]
    assert "2 segundos" in told[1]


async def test_a_clock_that_is_set_is_set_in_the_replay_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_in(tmp_path)
    await fill(settings)
    summer = timedelta()
    today = SystemClock.today
    monkeypatch.setattr(SystemClock, "today", lambda clock: today(clock) + summer)
    async with recorded(settings, tmp_path / "a.rec") as server:
        luz = HeadlessClient()
        await luz.connect(port=server.listener.port)
        await luz.login("Luz", SECRET)
        summer = timedelta(hours=1)
        before = server.world.clock.today()
        while server.world.clock.today() - before < timedelta(minutes=59):
            await luz.ping()
        luz.send(g.ServerTime())
        await luz.ping()
        await luz.close()
    recording = read_recording(tmp_path / "a.rec")
    assert Kind.CLOCK in {event.kind for event in recording.events}
    assert (await replayed(recording, settings)).difference == ""


@pytest.mark.parametrize("changed", [False, True])
async def test_data_that_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: bool) -> None:
    """A reload is played again; where it brought something new the replay says so and ends."""
    settings = settings_in(tmp_path)
    await fill(settings)
    again = replace(SQUARE, items={**SQUARE.items, 1: replace(SQUARE.items[1], name="Cuchillo")}) if changed else SQUARE

    async def reading(_place: object, wanted: Collection[str]) -> AsyncIterator[Piece]:
        for name, value in pieces_of(again):
            if name in wanted:
                await asyncio.sleep(0)
                yield name, value

    async with recorded(settings, tmp_path / "a.rec") as server:
        monkeypatch.setattr(server.game.program, "_read_content", reading)
        luz = HeadlessClient()
        await luz.connect(port=server.listener.port)
        await luz.login("Luz", SECRET)
        luz.talk("/RELOADOBJ")
        await luz.ping()
        await server.office.desk.execute("reload", {}, who="operator:test")
        await luz.close()
    difference = (await replayed(read_recording(tmp_path / "a.rec"), settings)).difference
    if changed:
        assert "items had changed when the data were read again, and is not in the recording" in difference
    else:
        assert difference == ""


async def test_settings_of_the_program_that_are_read_again(tmp_path: Path) -> None:
    """What the reader of `/RELOADSINI` is told names settings whose values are in no recording."""
    settings = settings_in(tmp_path)
    await fill(settings)
    path = tmp_path / "pyao.toml"
    path.write_text("[http]\nport = 7999\n", encoding="utf-8")
    overrides = {"storage.save_interval_s": 0.2, "game.gods": ("LUZ",), "world.data_dir": tmp_path}
    source = SettingsSource(path, {}, overrides, named=True)
    async with recorded(settings, tmp_path / "a.rec", source=source) as server:
        luz = HeadlessClient(patience_s=20)
        await luz.connect(port=server.listener.port)
        await luz.login("Luz", SECRET)
        luz.talk("/RELOADSINI")
        await luz.ping()
        await server.office.desk.execute("reload", {"what": "settings"}, who="operator:test")
        await luz.close()
    recording = read_recording(tmp_path / "a.rec")
    assert any(b"http.port" in event.data for event in recording.events if event.kind is Kind.ANSWER)
    assert not any(b"7999" in event.data for event in recording.events)
    assert (await replayed(recording, settings)).difference == ""


async def test_languages_and_browsers(tmp_path: Path) -> None:
    """Ana comes over a WebSocket and reads English; Beto reads what she does in Spanish."""
    settings = settings_in(tmp_path, http__enabled=True, http__port=0, http__play=True)
    await fill(settings)
    async with recorded(settings, tmp_path / "a.rec") as server:
        site = AdminSite(server)
        server.doors.append(site)
        await site.start()
        async with aiohttp.ClientSession() as http, http.ws_connect(f"http://127.0.0.1:{site.port}/play") as line:
            beto = HeadlessClient()
            await beto.connect(port=server.listener.port)
            await beto.login("Beto", SECRET)
            for packet in (
                c.LoginExistingChar("Ana", SECRET, 0, 13, 0),
                c.Talk("/IDIOMA en"),
                c.Uptime(),
                c.Talk("Hi"),
            ):
                await line.send_bytes(encode_client(packet))
            await beto.wait_for(lambda: any(text == "Hi" for _who, text in beto.view.heard))
            assert server.world.online["ANA"].record.language == "en"
            await beto.close()
    recording = read_recording(tmp_path / "a.rec")
    seen = Heard()
    assert (await replayed(recording, settings, watch=seen)).difference == ""
    assert "From now on" in seen.words["Ana"]


class Heard(Watch):
    """Keeps what everybody was sent, in words."""

    def __init__(self) -> None:
        self.words: dict[str, str] = defaultdict(str)

    def output(self, _tick: int, connection: TappedConnection, data: bytes) -> None:
        self.words[connection.name] += "\n".join(words_of(data, connection.encoding))


async def test_a_full_file_ends_and_the_game_goes_on(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    await fill(settings)
    path = tmp_path / "a.rec"
    with capture_logs() as logs:
        async with recorded(settings, path, most_bytes=1_000) as server:
            ana = await ana_enters(server)
            while not any("the recording is full" in entry["event"] for entry in logs):
                await ana.ping()
            ana.talk("¿Jugamos?")
            await ana.ping()
            await ana.close()
    recording = read_recording(path)
    assert recording.whole
    assert not any(b"Jugamos" in event.data for event in recording.events)
    assert (await replayed(recording, settings)).difference == ""


async def test_who_has_gone_is_no_longer_listened_to(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    await fill(settings)
    async with recorded(settings, tmp_path / "a.rec") as server:
        for name in ("Ana", "Beto", "Carla"):
            client = HeadlessClient()
            await client.connect(port=server.listener.port)
            await client.login(name, SECRET)
            await client.close()
        taps = cast("Recorder", server.realm.course)._taps
        async with asyncio.timeout(20):
            while taps.open:  # noqa: ASYNC110 - what is waited for knows no events
                await asyncio.sleep(0.01)


async def test_the_file_is_its_owners_alone_and_never_written_over(walk: Recording, tmp_path: Path) -> None:
    path = tmp_path / "walk.rec"
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        write_recording(path, walk.head, walk.events)


async def test_a_killed_server_leaves_a_recording_that_can_be_played(walk: Recording, tmp_path: Path) -> None:
    data = (tmp_path / "walk.rec").read_bytes()
    cut = tmp_path / "cut.rec"
    whole, head = len(walk.events), data.index(b"\x78\x5e", len(FIRST_LINE))
    for share in (0.5, 0.75, 0.95):
        cut.write_bytes(data[: head + round((len(data) - head) * share)])
        recording = read_recording(cut)
        assert not recording.whole
        assert len(recording.events) < whole
        assert recording.events == walk.events[: len(recording.events)]
        assert (await replayed(recording, settings_in(tmp_path))).difference == ""
    assert len(recording.events) > 0


def test_what_is_no_recording_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.rec"
    for data, reason in (
        (b"", "it is no recording"),
        (b"SQLite format 3", "it is no recording"),
        (MAGIC + b"9\n", "its format is 9, and this version plays 2: the one that made it plays it"),
        (FIRST_LINE, "its head can't be read"),
        (FIRST_LINE + b"\x04\0\0\0[12]", "its head can't be read"),
    ):
        path.write_bytes(data)
        with pytest.raises(BadRecording, match=reason):
            read_recording(path)
        done = CliRunner().invoke(app, ["replay", str(path)])
        assert done.exit_code == 2
        assert done.stderr.strip().endswith(f"{path}: {reason}")


def test_other_events_are_another_format() -> None:
    """Who changes what a recording holds raises `FORMAT`, and notes its new digest here."""
    events = [(kind.value, kind.name, kind.number_is, kind.data_are) for kind in Kind]
    head = [(field.name, field.type) for field in fields(Head)]
    layout = repr((events, head, EVENT.format, DIGEST_OF_ONE.format))
    assert (FORMAT, hashlib.sha256(layout.encode()).hexdigest()[:16]) == (2, "87c5c5877da2e175")


async def test_steps_that_were_refused_for_haste_are_refused_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_in(tmp_path)
    await fill(settings)
    async with recorded(settings, tmp_path / "a.rec", whole_output=True) as server:
        ana = await ana_enters(server)
        player = server.world.online["ANA"]
        before = player.x, player.y
        monkeypatch.setattr(turns, "LATE_S", -1.0)
        ana.walk(Heading.NORTH)
        await ana.ping()
        assert (player.x, player.y) == before
        await ana.close()
    recording = read_recording(tmp_path / "a.rec")
    assert Kind.HURRIED in {event.kind for event in recording.events}
    assert (await replayed(recording, settings)).difference == ""


async def test_another_version_or_world_is_refused_unless_forced(walk: Recording, tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    other = replace(walk, head=replace(walk.head, version="9.9"))
    with pytest.raises(Unplayable, match=r"by another version of the server: 9\.9; here it is"):
        await replayed(other, settings)
    assert (await replayed(other, settings, force=True)).difference == ""
    write_pack(tmp_path / PACK_NAME, replace(SQUARE, motd=("Otro mundo",)))
    with pytest.raises(Unplayable, match="with another world"):
        await replayed(walk, settings)
    assert "Otro mundo" in (await replayed(walk, settings, force=True)).difference


async def test_the_command_tells_what_one_player_saw(walk: Recording, tmp_path: Path) -> None:
    command = ["replay", str(tmp_path / "walk.rec"), "--data", str(tmp_path)]
    done = await asyncio.to_thread(CliRunner().invoke, app, [*command, "--watch", "beto"])
    assert done.exit_code == 0, done.output
    assert "← ChatOverHead(text='¿Jugamos?'" in done.stdout
    assert "← CharacterMove(" in done.stdout
    assert "→ Ping()" not in done.stdout
    assert done.stdout.strip().endswith("the same, byte for byte")
    ticks = sum(event.kind is Kind.TICK for event in walk.events[: talk_of(walk)])
    done = await asyncio.to_thread(CliRunner().invoke, app, [*command, "--watch", "Nadie", "--until", str(ticks)])
    assert "nobody called Nadie plays in it" in done.stderr
    assert f"{ticks} ticks" in done.stdout


def test_the_moments_that_until_takes() -> None:
    assert [until_tick(text) for text in ("1500", "60s", "60.5", "1:30", "0:04s")] == [1500, 1500, 1512, 2250, 100]
    with pytest.raises(typer.BadParameter):
        until_tick("mañana")
