"""What waits to be sent to one client, cut into writes that end between packets.

No sockets here.  Source: 01-protocol §3.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from pyao.protocol.dialect import CUTTABLE, UNREADABLE, Dialect, fit, split_console
from pyao.protocol.packet_id import ServerPacketID

if TYPE_CHECKING:
    from pyao.protocol.message import Message
    from pyao.protocol.text import TextEncoding

_LAST = {
    Dialect.GODOT: frozenset({ServerPacketID.ERROR_MSG}),
    Dialect.ORIGINAL: UNREADABLE | {ServerPacketID.ERROR_MSG},
}
"""Packets that must be the last of their flush: the error dialog, and those a client may be unable to read (01 §9)."""

_MAY_BE_LONG = CUTTABLE | {ServerPacketID.CONSOLE_MSG}


class Outgoing:
    """One ordered queue of whole packets; `size` is the number of bytes in it."""

    __slots__ = ("_dialect", "_last", "_max_flush", "_packets", "size")

    def __init__(self, max_flush: int, dialect: Dialect) -> None:
        """No write exceeds `max_flush` bytes, unless a single packet does."""
        self._max_flush = max_flush
        self._dialect = dialect
        self._last = _LAST[dialect]
        self._packets: deque[tuple[bytes, bool]] = deque()
        self.size = 0

    def __bool__(self) -> bool:
        """Whether anything is queued."""
        return bool(self._packets)

    def add(self, message: Message, encoding: TextEncoding, *, alone: bool = False) -> None:
        """Append a message, encoded at once.  Long console text is split; for the Godot client long lists are cut.

        `alone` = nothing may follow it in the same client frame.

        Raises:
            PacketError: a value does not fit its field; nothing is queued.

        """
        if message.id in _MAY_BE_LONG:
            for part in split_console(message, encoding):
                self._queue(fit(part, self._max_flush, encoding) if self._dialect is Dialect.GODOT else part, encoding)
        else:
            self._queue(message, encoding, alone=alone)

    def _queue(self, message: Message, encoding: TextEncoding, *, alone: bool = False) -> None:
        data = message.bytes_for(encoding)
        self._packets.append((data, alone or message.id in self._last))
        self.size += len(data)

    def end_with_error(self) -> None:
        """Drop what is queued behind an error dialog, which must be the last packet of a closing connection."""
        kept: deque[tuple[bytes, bool]] = deque()
        for packet in self._packets:
            kept.append(packet)
            if packet[0][0] == ServerPacketID.ERROR_MSG:
                break
        self._packets = kept
        self.size = sum(len(data) for data, _is_last in kept)

    def take_write(self) -> tuple[bytes, bool]:
        """Take the next write off the queue: its bytes, and whether nothing may follow in the same client frame."""
        data, alone = self._packets.popleft()
        if not alone:
            parts, length = [data], len(data)
            while self._packets:
                following, is_last = self._packets[0]
                length += len(following)
                if is_last or length > self._max_flush:
                    break
                parts.append(following)
                self._packets.popleft()
            data = b"".join(parts)
        self.size -= len(data)
        return data, alone
