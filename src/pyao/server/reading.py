"""Reading the world's content in a process of its own, so that the game goes on meanwhile; it comes back in pieces.

    python -m pyao.server.reading    gets the world's settings as JSON and writes the pieces, or one line why not.

A piece holds so little that taking it in takes less than a millisecond.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import pickle
import struct
import subprocess
import sys
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from pyao.content.parts import TABLES
from pyao.server.logs import set_up_logs
from pyao.server.map_backup import FOLDER, from_backup
from pyao.server.settings import LogSettings, WorldSettings
from pyao.server.worlds import WorldError, load_content

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Iterator

    from pyao.content.content import Content

Piece = tuple[str, Any]
"""A field of `Content` and its value; of the numbered definitions a few of them."""

AT_ONCE = 40
"""Definitions in a piece; a map is one by itself."""

LONGEST_S = 120
_LENGTH = struct.Struct("<I")
_UNUSABLE = 3


def pieces_of(content: Content) -> Iterator[Piece]:
    """The content in pieces."""
    for field in fields(content):
        value = getattr(content, field.name)
        if field.name not in TABLES:
            yield field.name, value
            continue
        numbers, step = list(value), 1 if field.name == "maps" else AT_ONCE
        for start in range(0, len(numbers), step):
            yield field.name, {number: value[number] for number in numbers[start : start + step]}


class ReadFrom(BaseModel):
    """Where the content is read from."""

    world: WorldSettings
    start_from_world_save: bool


def read(place: ReadFrom, wanted: Collection[str]) -> Iterator[Piece]:
    """Read the content here and now; gives the pieces of the fields that are wanted.

    Raises:
        WorldError: it can't be read.

    """
    content = load_content(place.world)
    if place.start_from_world_save:
        content = from_backup(content, place.world.data_dir / FOLDER)
    return ((name, value) for name, value in pieces_of(content) if name in wanted)


async def read_apart(place: ReadFrom, wanted: Collection[str]) -> AsyncIterator[Piece]:
    """Read the content in another process; gives the pieces of the fields that are wanted, and lets others in between.

    Raises:
        WorldError: it can't be read.

    """
    for name, packed in await asyncio.to_thread(_ask, place, wanted):
        yield name, _unpacked(packed)
        await asyncio.sleep(0)


def _unpacked(packed: bytes) -> object:
    """A piece, out of the garbage collector's sight: it stays, and walking over it would take long pauses."""
    gc.disable()
    try:
        # What is unpacked here was packed by our own program, in the process that was started for it.
        return pickle.loads(packed)  # nosec B301 # noqa: S301
    finally:
        gc.freeze()
        gc.enable()


def _ask(place: ReadFrom, wanted: Collection[str]) -> list[tuple[str, bytes]]:
    """Run the other process, and cut what it writes into its pieces."""
    question = json.dumps({"place": place.model_dump(mode="json"), "wanted": sorted(wanted)})
    try:
        done = subprocess.run(  # nosec B603 # our own command, and nothing in it comes from others
            [sys.executable, "-m", "pyao.server.reading"],
            input=question.encode(),
            capture_output=True,
            timeout=LONGEST_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise WorldError(f"the world can't be read again: {fault}") from fault
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise WorldError(lines[-1] if lines else f"reading the world ended with {done.returncode}")
    return list(_cut(done.stdout))


def _cut(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at < len(data):
        parts = []
        for _part in range(2):
            (length,) = _LENGTH.unpack_from(data, at)
            at += _LENGTH.size
            parts.append(data[at : at + length])
            at += length
        yield parts[0].decode(), parts[1]


def main() -> None:
    """What the other process does."""
    set_up_logs(LogSettings(level="error"))
    if sys.platform != "win32":
        os.nice(10)  # the game comes first where there is only one core
    question = json.load(sys.stdin)
    try:
        for name, value in read(ReadFrom.model_validate(question["place"]), question["wanted"]):
            for part in (name.encode(), pickle.dumps(value, pickle.HIGHEST_PROTOCOL)):
                sys.stdout.buffer.write(_LENGTH.pack(len(part)) + part)
    except WorldError as fault:
        sys.stderr.write(f"{fault}\n")
        sys.exit(_UNUSABLE)


if __name__ == "__main__":
    main()
