"""What waits to be sent to one client, cut into writes that end between packets.

No sockets here.  Source: 01-protocol §3.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from pyao.protocol.dialect import Dialect, fit, split_console
from pyao.protocol.packet_id import ServerPacketID

if TYPE_CHECKING:
    from pyao.protocol.message import Message
    from pyao.protocol.text import TextEncoding


class Outgoing:
    """One ordered queue of whole packets.  `size` counts the bytes in it."""

    __slots__ = ("_dialect", "_max_flush", "_packets", "size")

    def __init__(self, max_flush: int, dialect: Dialect) -> None:
        """No write is longer than `max_flush` bytes, but for a single longer packet."""
        self._max_flush = max_flush
        self._dialect = dialect
        self._packets: deque[tuple[bytes, bool]] = deque()
        self.size = 0

    def __bool__(self) -> bool:
        """Whether anything waits."""
        return bool(self._packets)

    def add(self, message: Message, encoding: TextEncoding) -> None:
        """Queue a message behind the others; it is encoded at once.

        Raises:
            PacketError: a value does not fit its field; nothing is queued.

        """
        for part in split_console(message, encoding):
            whole = fit(part, self._max_flush, encoding) if self._dialect is Dialect.GODOT else part
            data = whole.bytes_for(encoding)
            self._packets.append((data, whole.id is ServerPacketID.ERROR_MSG))
            self.size += len(data)

    def take_write(self) -> tuple[bytes, bool]:
        """The next write, and whether nothing may follow it within the same frame.

        An error dialog goes alone, and the client must not find anything behind it (01-protocol §2).
        """
        data, alone = self._packets.popleft()
        if not alone:
            parts, length = [data], len(data)
            while self._packets:
                following, is_error = self._packets[0]
                length += len(following)
                if is_error or length > self._max_flush:
                    break
                parts.append(following)
                self._packets.popleft()
            data = b"".join(parts)
        self.size -= len(data)
        return data, alone
