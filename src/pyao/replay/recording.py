r"""The file of a recording: what was true at its start, then everything that entered the game, in the order it did.

    PyAO recording 2\n     the format
    length, JSON           the head: seed, clock, settings, content … (`Head`)
    a zlib stream          the events, one behind the other

The stream is flushed every second.  A file that ends in the middle, since the server was killed, is read as far as it
goes.  See docs/replay.en.md for what each event means.
"""

from __future__ import annotations

import json
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import structlog

from pyao.storage.private_files import for_owner_alone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

log = structlog.get_logger()

MAGIC = b"PyAO recording "
FORMAT = 2
"""Raised whenever events or digests become others, or mean something else; a test compares `Kind` and `Head`."""

FIRST_LINE = MAGIC + b"%d\n" % FORMAT
EVENT = struct.Struct("<BIII")
"""How an event begins: kind, milliseconds since the one before, number, and how many bytes of data follow."""

_LENGTH_BYTES = 4
_CHUNK = 1 << 16
_LEVEL = 3


class Kind(IntEnum):
    """What an event is."""

    number_is: str
    """What its number is; empty = nothing."""
    data_are: str
    """What its data are; empty = there are none."""

    def __new__(cls, value: int, number_is: str = "", data_are: str = "") -> Self:
        """One of those that follow."""
        kind = int.__new__(cls, value)
        kind._value_, kind.number_is, kind.data_are = value, number_is, data_are
        return kind

    KNOCK = 1, "connection", "JSON: address, encoding, segment"
    """A client connects; the connection has that number from now on."""
    PACKET = 2, "connection", "a packet's bytes"
    """A packet is executed."""
    FAULT = 3, "connection"
    """A connection ends because its client sent what can't be a packet here."""
    CUT = 4, "connection"
    """A connection ends because its client does not read."""
    LOST = 5, "connection"
    """A connection is gone."""
    GONE = 6, "connection"
    """A connection that was lost while something was decided for it is gone too."""
    TICK = 7, "tick"
    """A game tick begins."""
    JOB = 8, "task", "name"
    """One of the server's own jobs begins; the task has that number from now on."""
    ORDER = 9, "task", "JSON: name, arguments, who"
    """The operator gives a command; the task that obeys has that number from now on."""
    STEP = 10, "task or connection"
    """A task, or what waits for a connection, goes on."""
    ANSWER = 11, "task or connection", "JSON: answer or fault"
    """A task goes on with an answer from outside the game."""
    ASKED = 12, "what the game asked for"
    """A number that the game asked for within the event before."""
    SENT = 13, "", "of each connection number and CRC-32"
    """Digests of all that connections were ever sent, of those that were sent something since this was last said."""
    OUTPUT = 14, "connection", "packets' bytes"
    """What a connection was sent since the last tick; only if it was asked for."""
    CLOCK = 15, "", "ISO 8601"
    """Somebody has set the machine's date and time."""
    END = 16
    """The server was told to stop, or the file is full."""
    HURRIED = 17, "connection", "a packet's bytes"
    """A packet is executed while the server can't keep up, so that what has a shorter answer gets that one."""


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
        self._waiting += EVENT.pack(kind, ms - self._last_ms, number, len(data)) + data
        self._last_ms = ms

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
            raise BadRecording(f"its format is {found}, and this version plays {FORMAT}: the one that made it plays it")
        head = _head(file)
        events = list(_events(file, head.ms))
    whole = bool(events) and events[-1].kind is Kind.END
    if not whole:  # what was asked within the last event may be missing
        while events and events.pop().kind is Kind.ASKED:
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
    begin = at + EVENT.size
    if begin > len(data):
        return None
    kind, since, number, length = EVENT.unpack_from(data, at)
    end = begin + length
    return (Event(Kind(kind), ms + since, number, data[begin:end]), end) if end <= len(data) else None
