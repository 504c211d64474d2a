"""What waits to be sent to one client, cut into writes that end between packets.

No sockets here.  Source: 01-protocol §3.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from pyao.network.traffic import Traffic
from pyao.protocol.dialect import Dialect, fit, split_console
from pyao.protocol.gaps import CUTTABLE, UNREADABLE
from pyao.protocol.packet_id import ServerPacketID

if TYPE_CHECKING:
    from pyao.protocol.message import Message
    from pyao.protocol.text import TextEncoding

_LAST = {
    Dialect.GODOT: frozenset({ServerPacketID.ERROR_MSG}),
    Dialect.ORIGINAL: UNREADABLE | {ServerPacketID.ERROR_MSG},
}
"""Packets that must be the last of their flush: the error dialog, and those a client may be unable to read (01 §9)."""

WRITE_OVERHEAD = 128
"""Bytes of memory that each waiting write takes besides its own: what Python and the allocator add."""

_MAY_BE_LONG = CUTTABLE | {ServerPacketID.CONSOLE_MSG}


class Outgoing:
    """One ordered queue of whole packets.

    Plain packets are appended to `packets` by whoever has them: nearly all that a crowd is sent goes that way.
    """

    __slots__ = ("_dialect", "_last", "_max_flush", "_max_write", "_some_last", "_traffic", "packets", "writes")

    def __init__(self, max_flush: int, dialect: Dialect, traffic: Traffic | None = None) -> None:
        """No write exceeds `max_flush` bytes, unless a single packet does; `traffic` counts the packets."""
        self._traffic = traffic or Traffic()
        self._max_flush = self._max_write = max_flush
        self._dialect = dialect
        self._last = _LAST[dialect]
        self.packets: list[bytes] = []
        """What has been queued since the last cut; from outside only to be looked at, and appended to."""

        self._some_last = False
        """Whether one of the packets may be one that must be the last of its flush."""

        self.writes: deque[tuple[bytes, bool]] = deque()
        """What has been cut into writes already, in front of the packets; only to be looked at from outside."""

    def narrow(self, most: int) -> None:
        """Let no write exceed that from now on.

        Long lists keep their length, so that what is sent does not depend on the network (docs/replay.en.md).
        """
        self._max_write = min(self._max_write, most)

    def __bool__(self) -> bool:
        """Whether anything is queued."""
        return bool(self.packets or self.writes)

    @property
    def size(self) -> int:
        """The number of bytes queued."""
        return sum(map(len, self.packets)) + sum(len(data) for data, _alone in self.writes)

    def unsent(self) -> bytes:
        """The bytes queued."""
        return b"".join([data for data, _alone in self.writes] + self.packets)

    @property
    def memory(self) -> int:
        """The bytes of memory that the writes take, once everything has been cut: a little more than they hold."""
        return sum(len(data) + WRITE_OVERHEAD for data, _alone in self.writes)

    def add(self, message: Message, encoding: TextEncoding, *, alone: bool = False) -> None:
        """Append a message, encoded at once.  Long console text is split; for the Godot client long lists are cut.

        `alone` = nothing may follow it in the same client frame.

        Raises:
            PacketError: a value does not fit its field; nothing is queued.

        """
        if message.id in _MAY_BE_LONG:
            for part in split_console(message, encoding):
                cut = fit(part, self._max_flush, encoding) if self._dialect is Dialect.GODOT else part
                self.packets.append(cut.bytes_for(encoding))
        else:
            if alone:
                self.cut()
                packet = message.bytes_for(encoding)
                self.writes.append((packet, True))
                self._traffic.note_sent((packet,))
                return
            self.packets.append(message.bytes_for(encoding))
            self._some_last = self._some_last or message.id in self._last

    def end_with_error(self) -> None:
        """Drop what is queued behind an error dialog, which must be the last packet of a closing connection."""
        self.cut()
        kept: deque[tuple[bytes, bool]] = deque()
        for write in self.writes:
            kept.append(write)
            if write[0][0] == ServerPacketID.ERROR_MSG:
                break
        self.writes = kept

    def take_all(self) -> bytes | None:
        """Take all that is queued as one write; `None` = it has to be cut."""
        if self.writes or self._some_last:
            return None
        packets = self.packets
        data = b"".join(packets)
        if len(data) > self._max_write:
            return None
        self._traffic.note_sent(packets)
        packets.clear()
        return data

    def take_write(self) -> tuple[bytes, bool]:
        """Take the next write off the queue: its bytes, and whether nothing may follow in the same client frame."""
        if not self.writes:
            self.cut()
        return self.writes.popleft()

    def cut(self) -> None:
        """Join the packets to writes, the first of them to the last write if it fits.

        What has to wait takes little more memory than its bytes.
        """
        writes, last, most = self.writes, self._last, self._max_write
        parts = [writes.pop()[0]] if writes and not writes[-1][1] else []
        size = sum(map(len, parts))
        for data in self.packets:
            size += len(data)
            alone = data[0] in last
            if parts and (alone or size > most):
                writes.append((b"".join(parts), False))
                parts, size = [], len(data)
            if alone:
                writes.append((data, True))
                size = 0
            else:
                parts.append(data)
        if parts:
            writes.append((b"".join(parts), False))
        self._traffic.note_sent(self.packets)
        self.packets.clear()
        self._some_last = False
