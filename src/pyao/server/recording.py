"""`run --record`: a server of which everything that enters the game is noted in a file."""

from __future__ import annotations

import hashlib
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pyao
from pyao.messaging.catalogues import LOCALES
from pyao.replay.recorder import Recorder
from pyao.replay.recording import Head, RecordingFile
from pyao.server.argentum_server import ArgentumServer
from pyao.server.backups.making import LANGUAGE_FOLDER
from pyao.storage.world_pack import fingerprint
from pyao.world.clock import HeldClock
from pyao.world.rng import Dice, fresh_seed

if TYPE_CHECKING:
    from pyao.server.settings import Settings, SettingsSource
    from pyao.world.clock import Clock
    from pyao.world.world import World

SECTIONS = ("game", "network")
"""The sections of the settings that decide how a game goes; no other is noted."""


class Unrecordable(Exception):
    """A recording can't be begun; the text says why, to follow the file's name."""


def recorded_server(
    settings: Settings,
    path: Path,
    *,
    source: SettingsSource | None = None,
    whole_output: bool = False,
    most_bytes: int | None = None,
) -> ArgentumServer:
    """A server that notes what happens to its game in a new file, until that has about `most_bytes`.

    Raises:
        Unrecordable: the file can't be written, or there is one of that name.
        WorldError: as `ArgentumServer`.

    """
    clock, seed = HeldClock(), fresh_seed()
    recorder = Recorder(clock, whole_output=whole_output)
    server = ArgentumServer(settings, source=source, clock=clock, rng=Dice(seed), course=recorder)
    head = head_of(settings, server.world, clock, seed)
    try:
        recorder.begin_file(RecordingFile(path, head, most_bytes=most_bytes))
    except OSError as fault:
        raise Unrecordable(f"can't be recorded to: {fault.strerror or fault}") from fault
    return server


def head_of(settings: Settings, world: World, clock: Clock, seed: int) -> Head:
    """What is true when the recording of a server with these parts begins; `seed` is that of its dice."""
    return Head(
        version=version("pyao-server"),
        python=sys.version.partition(" ")[0],
        code=code_hash(),
        content=fingerprint(world.content),
        language=language_hash(settings),
        seed=seed,
        today=clock.today().isoformat(),
        ms=clock.now_ms(),
        settings={name: getattr(settings, name).model_dump(mode="json") for name in SECTIONS},
    )


def code_hash() -> str:
    """A hash of the program's source."""
    folder = Path(pyao.__file__).parent
    found = hashlib.blake2b(digest_size=8)
    for path in sorted(folder.rglob("*.py")):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def language_hash(settings: Settings) -> str:
    """A hash of all catalogues of sentences, the operator's and ours."""
    found = hashlib.blake2b(digest_size=8)
    for folder in (settings.world.data_dir / LANGUAGE_FOLDER, LOCALES):
        for path in sorted(folder.rglob("*.[pm]o")):
            found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
