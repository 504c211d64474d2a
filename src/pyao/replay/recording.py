r"""The file of a recording: what was true at its start, then everything that entered the game, in the order it did.

    PyAO recording 1\n     the format
    length, JSON           the head: seed, clock, settings, content … (`Head`)
    a zlib stream          the events, one behind the other

The stream is flushed every second.  A file that ends in the middle, since the server was killed, is read as far as it
goes.  See docs/replay.md for what each event means.
"""

from __future__ import annotations

import json
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import structlog

from pyao.storage.private_files import for_owner_alone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

log = structlog.get_logger()

MAGIC = b"PyAO recording "
FORMAT = 1
FIRST_LINE = MAGIC + b"%d\n" % FORMAT
_LENGTH_BYTES = 4
_CHUNK = 1 << 16
_LEVEL = 3


class Kind(IntEnum):
    """What an event is; in brackets what its number and its data are."""

    KNOCK = 1
    """A client connects (the number that the connection has from now on; JSON: address, encoding, segment)."""
    PACKET = 2
    """A packet is executed (connection; the packet's bytes)."""
    FAULT = 3
    """A connection ends because its client sent what can't be a packet here (connection; nothing)."""
    CUT = 4
    """A connection ends because its client does not read (connection; nothing)."""
    LOST = 5
    """A connection is gone (connection; nothing)."""
    GONE = 6
    """A connection that was lost while something was decided for it is gone too (connection; nothing)."""
    TICK = 7
    """A game tick begins (its number; nothing, or a digest of all that was sent since the last one)."""
    JOB = 8
    """One of the server's own jobs begins (its number as a task; its name)."""
    ORDER = 9
    """The operator gives a command (its number as a task; JSON: name, arguments, who)."""
    STEP = 10
    """A task goes on (the task; nothing)."""
    ANSWER = 11
    """A task goes on with an answer from outside the game (the task; JSON)."""
    ASKED = 12
    """A number that the game asked for within the event before (the number; nothing)."""
    SENT = 13
    """What a connection was sent since this was last said (connection; digest of all it was ever sent)."""
    OUTPUT = 14
    """What a connection was sent since the last tick (connection; the bytes); only if it was asked for."""
    CLOCK = 15
    """Somebody has set the machine's clock (nothing; the date and time)."""
    END = 16
    """The server was told to stop, or the file is full (nothing; digest)."""
    HURRIED = 17
    """The packet before was executed while the server could not keep up (nothing; nothing)."""


BESIDE = frozenset({Kind.ASKED, Kind.HURRIED})
"""What belongs to the event before."""


class Event(NamedTuple):
    """One thing that entered the game; `ms` is its moment, of a clock that stands still during each event."""

    kind: Kind
    ms: int
    number: int = 0
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Head:
    """What was true when the recording began."""

    version: str
    """The version of the server."""
    python: str
    code: str
    """A hash of the server's source."""
    content: str
    """A hash of the world's content."""
    language: str
    """A hash of the catalogues of sentences."""
    seed: int
    today: str
    """Date and time with offset, ISO 8601."""
    ms: int
    """The steady clock at that time."""
    settings: dict[str, Any]
    """The sections `game` and `network` of the settings."""


class BadRecording(Exception):
    """The file is no recording that can be played; the text says why."""


class RecordingFile:
    """Writes events; a thread of its own compresses them and waits for the disk."""

    def __init__(self, path: Path, head: Head, *, most_bytes: int | None = None) -> None:
        """Begin a file that is its owner's alone; it is full once it has `most_bytes`, `None` = never.

        Raises:
            OSError: there is one already, or it can't be written.

        """
        self._file = open(path, "xb", opener=for_owner_alone)  # noqa: SIM115 - closed by `close`
        text = json.dumps(asdict(head)).encode()
        self._file.write(FIRST_LINE + len(text).to_bytes(_LENGTH_BYTES, "little") + text)
        self._file.flush()
        self._packer = zlib.compressobj(_LEVEL)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="recording")
        self._waiting = bytearray()
        self._last_ms = head.ms
        self._broken = False
        self._most_bytes = most_bytes
        self._size = 0

    @property
    def full(self) -> bool:
        """Whether it has reached its limit; what follows in the same second is still written."""
        return self._most_bytes is not None and self._size >= self._most_bytes

    def add(self, kind: int, ms: int, number: int = 0, data: bytes = b"") -> None:
        """Write an event behind the others, at the latest with the next `flush`."""
        since, self._last_ms = ms - self._last_ms, ms
        length = len(data)
        if since < 128 and number < 128 and length < 128:
            self._waiting += bytes((kind, since, number, length))
            self._waiting += data
        elif since < 128 and number < 16_384 and length < 128:
            self._waiting += bytes((kind, since, number & 127 | 128, number >> 7, length))
            self._waiting += data
        else:
            self._waiting += bytes((kind,)) + _varint(since) + _varint(number) + _varint(length) + data

    def flush(self) -> None:
        """Have everything written that was added; doesn't wait for it."""
        if self._waiting:
            waiting, self._waiting = self._waiting, bytearray()
            self._thread.submit(self._write, waiting)

    def close(self, *, wait: bool = True) -> None:
        """Write what is left and end; not `wait` = the thread does so by itself."""
        self.flush()
        self._thread.submit(self._finish)
        self._thread.shutdown(wait=wait)

    def _finish(self) -> None:
        """Runs on the thread, as the last thing."""
        with suppress(OSError), self._file:
            if not self._broken:
                self._file.write(self._packer.flush())

    def _write(self, data: bytearray) -> None:
        """Runs on the thread.  A disk that fails ends the recording, never the game."""
        if self._broken:
            return
        try:
            self._file.write(self._packer.compress(data) + self._packer.flush(zlib.Z_SYNC_FLUSH))
            self._file.flush()
            self._size = self._file.tell()
        except OSError as fault:
            self._broken = True
            log.error("the recording can't be written; it ends here", reason=str(fault))  # noqa: TRY400


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording that was read."""

    head: Head
    events: list[Event]
    whole: bool
    """Whether it goes on to the end of the server, and not only to the moment when that was killed."""


def read_recording(path: Path) -> Recording:
    """Read a recording as far as it goes.

    Raises:
        BadRecording: it is none, or of another format.
        OSError: the file can't be read.

    """
    with path.open("rb") as file:
        first = file.read(len(FIRST_LINE))
        if not first.startswith(MAGIC):
            raise BadRecording("it is no recording")
        if first != FIRST_LINE:
            found = first.removeprefix(MAGIC).strip().decode(errors="replace")
            raise BadRecording(f"its format is {found}; this version reads format {FORMAT}")
        head = _head(file)
        events = list(_events(file, head.ms))
    whole = bool(events) and events[-1].kind is Kind.END
    if not whole:  # what was asked within the last event may be missing
        while events and events.pop().kind in BESIDE:
            pass
    return Recording(head, events, whole)


def write_recording(path: Path, head: Head, events: Iterable[Event]) -> None:
    """Write a whole recording, as a smaller one of another.

    Raises:
        OSError: there is such a file already, or it can't be written.

    """
    file = RecordingFile(path, head)
    for event in events:
        file.add(*event)
    file.close()


def _head(file: BinaryIO) -> Head:
    try:
        length = int.from_bytes(file.read(_LENGTH_BYTES), "little")
        known = {field.name for field in fields(Head)}
        given = json.loads(file.read(length))
        return Head(**{name: value for name, value in given.items() if name in known})
    except (ValueError, TypeError, AttributeError) as fault:
        raise BadRecording("its head can't be read") from fault


def _events(file: BinaryIO, ms: int) -> Iterator[Event]:
    """All events that are there whole."""
    unpacker, rest = zlib.decompressobj(), b""
    while True:
        packed = file.read(_CHUNK)
        try:
            data = rest + (unpacker.decompress(packed) if packed else unpacker.flush())
        except zlib.error:
            return
        at = 0
        while (found := _event_at(data, at, ms)) is not None:
            event, at = found
            ms = event.ms
            yield event
        rest = data[at:]
        if not packed:
            return


def _event_at(data: bytes, at: int, ms: int) -> tuple[Event, int] | None:
    """The event that begins there, and where the next one does; `None` = it is not there whole."""
    try:
        kind = Kind(data[at])
        since, at = _number_at(data, at + 1)
        number, at = _number_at(data, at)
        length, at = _number_at(data, at)
    except (IndexError, ValueError):
        return None
    if at + length > len(data):
        return None
    return Event(kind, ms + since, number, data[at : at + length]), at + length


def _varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the highest bit says that more follow."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def _number_at(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 127) << shift
        if byte < 128:
            return number, at
        shift += 7
