"""`pyao-server replay`: play a recording again and compare what is sent, byte for byte."""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from pyao.cli import config
from pyao.replay.comparison import words_of
from pyao.replay.recording import BadRecording, read_recording, write_recording
from pyao.server.playable import Unplayable, notes_on
from pyao.server.reenactment import Watch
from pyao.server.replaying import Replay
from pyao.server.settings import SettingsError, load_settings_with_redis
from pyao.server.shrinking import NothingToShow, shrink
from pyao.server.worlds import WorldError
from pyao.world.clock import TICK_MS, stopwatch_s
from pyao.world.record import key_of

if TYPE_CHECKING:
    from pyao.protocol.client_packets import ClientPacket
    from pyao.replay.recording import Recording
    from pyao.replay.tap import TappedConnection
    from pyao.server.replaying import Outcome
    from pyao.server.settings import Settings
    from pyao.server.shrinking import Shrunk

DIFFERENT, UNPLAYABLE = 1, 2
"""Exit codes: the replay has left the recording, or the server logged an error; it can't be played at all."""

MOST_FAILURES = 20
_UNTIL = re.compile(r"(?:(?P<ticks>\d+)|(?:(?P<minutes>\d+):)?(?P<seconds>\d+(?:\.\d+)?)s?)")


def until_tick(text: str) -> int:
    """The tick that is meant by `1500`, `60s`, `60.5` or `1:30`."""
    found = _UNTIL.fullmatch(text.strip())
    if found is None:
        raise typer.BadParameter("a tick as 1500, or a time from the start as 60s or 1:30")
    if found["ticks"]:
        return int(found["ticks"])
    seconds = 60 * int(found["minutes"] or 0) + float(found["seconds"])
    return round(seconds * 1000 / TICK_MS)


def replay_command(
    file: Annotated[Path, typer.Argument(help="A recording that `run --record` has made.")],
    *,
    until: Annotated[str | None, typer.Option(help="Stop at this tick (1500) or time (60s, 1:30).")] = None,
    watch: Annotated[str | None, typer.Option(help="Tell what this character was sent and sent, in words.")] = None,
    shrink_to: Annotated[
        Path | None,
        typer.Option("--shrink", help="Make this new, smaller recording in which the server logs the same error."),
    ] = None,
    force: Annotated[bool, typer.Option(help="Play it with another version or world too.")] = False,
    data: config.DataFolder = None,
    settings_file: config.ConfigFile = None,
) -> None:
    """Play a recording again, as fast as it goes, and check that everybody is sent the same, byte for byte.

    Nothing is opened, listened on or written.  The world is that of the settings or of --data.
    """
    last = until_tick(until) if until is not None else None
    seen = Seen(watch) if watch is not None else None
    began = stopwatch_s()
    try:
        recording = read_recording(file)
        for note in notes_on(recording):
            typer.echo(f"note: {note}", err=True)
        if shrink_to is not None:
            if shrink_to.exists():
                _refuse(f"{shrink_to}: there is such a file already")
            _tell_shrunk(asyncio.run(_shrink(recording, shrink_to, force, data, settings_file)), recording, shrink_to)
            return
        outcome = asyncio.run(_play(recording, last, seen, force, data, settings_file))
    except NothingToShow as fault:
        _refuse(f"{file}: {fault}")
    except (BadRecording, OSError) as fault:
        _refuse(f"{file}: {fault.strerror if isinstance(fault, OSError) else fault}")
    except (SettingsError, WorldError) as fault:
        _refuse(str(fault))
    except Unplayable as fault:
        _refuse(f"{fault}\n--force plays it all the same")
    if seen is not None and not seen.met:
        typer.echo(f"nobody called {watch} plays in it", err=True)
    _report(outcome, recording, stopwatch_s() - began)
    if outcome.difference or outcome.failures:
        raise typer.Exit(DIFFERENT)


def _refuse(why: str) -> NoReturn:
    typer.echo(f"pyao-server: {why}", err=True)
    raise typer.Exit(UNPLAYABLE)


async def _play(
    recording: Recording,
    last: int | None,
    seen: Seen | None,
    force: bool,  # noqa: FBT001
    data: Path | None,
    settings_file: Path | None,
) -> Outcome:
    settings = await _settings(data, settings_file)
    return Replay(recording, settings, force=force, watch=seen).play(last)


async def _settings(data: Path | None, settings_file: Path | None) -> Settings:
    path = config.toml_path(settings_file, data)
    settings, _origins = await load_settings_with_redis(path, os.environ, config.in_folder(data))
    return settings


async def _shrink(
    recording: Recording,
    file: Path,
    force: bool,  # noqa: FBT001
    data: Path | None,
    settings_file: Path | None,
) -> Shrunk:
    shrunk = shrink(recording, await _settings(data, settings_file), force=force)
    write_recording(file, shrunk.recording.head, shrunk.recording.events)
    return shrunk


def _tell_shrunk(shrunk: Shrunk, recording: Recording, file: Path) -> None:
    before, after = len(recording.events), len(shrunk.recording.events)
    typer.echo(f"{file}: {after} of {before} events, found in {shrunk.tries} replays")
    typer.echo(f"error: {shrunk.failure}")


def _report(outcome: Outcome, recording: Recording, seconds: float) -> None:
    played = outcome.ticks * TICK_MS / 1000
    typer.echo(
        f"{outcome.ticks} ticks ({played:.0f} s), {outcome.packets} packets in, {outcome.sent_bytes} bytes out,"
        f" played in {seconds:.1f} s ({played / max(seconds, 0.001):.0f} times as fast)"
    )
    for failure in outcome.failures[:MOST_FAILURES]:
        typer.echo(f"error: {failure}")
    if outcome.difference:
        typer.echo(f"DIFFERENT at {outcome.difference}")
    else:
        typer.echo("the same, byte for byte" + ("" if recording.whole else ", as far as it was recorded"))


class Seen(Watch):
    """Prints what one character sends and is sent."""

    def __init__(self, name: str) -> None:
        self._key = key_of(name)
        self.met = False

    def packet(self, tick: int, connection: TappedConnection, packet: ClientPacket) -> None:
        """A line for what the client sends."""
        if key_of(connection.name) == self._key:
            typer.echo(f"{_time(tick)}  → {packet}")

    def output(self, tick: int, connection: TappedConnection, data: bytes) -> None:
        """A line for each packet that the client is sent."""
        if key_of(connection.name) == self._key:
            self.met = True
            for line in words_of(data, connection.encoding):
                typer.echo(f"{_time(tick)}  ← {line}")


def _time(tick: int) -> str:
    return f"{tick:>7} {tick * TICK_MS / 1000:>9.2f} s"
