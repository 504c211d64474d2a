"""Listening to what connections are sent, whenever and in whatever pieces it is written.

What counts is what has been queued: that is the same in a replay, while writes depend on the network.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyao.network.client_connection import ClientConnection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.network.transport import Transport

DIGEST = struct.Struct("<I")
_MIXED = struct.Struct("<II")


class TappedTransport:
    """Passes everything on, and keeps what is written until it is taken."""

    def __init__(self, transport: Transport) -> None:
        self._try_write = transport.try_write
        self.keeps_records = transport.keeps_records
        self.written: list[bytes] = []
        self.attach = transport.attach
        self.pause_reading = transport.pause_reading
        self.finish = transport.finish
        self.abort = transport.abort

    def try_write(self, data: bytes) -> bool:
        """Send one whole write, as `Transport.try_write`."""
        if not self._try_write(data):
            return False
        self.written.append(data)
        return True


class TappedConnection(ClientConnection):
    """A connection of which one can tell what it was sent; its number names it in the recording."""

    def __init__(self, number: int, taps: Taps, game: Any, transport: Transport, loop: Any, **named: Any) -> None:  # noqa: ANN401 - what `ClientConnection` takes
        self.number = number
        self.name = ""
        """Of the character that was last played on it, as far as somebody has noted it."""

        self.digest = 0
        """Of all that `hear` has given."""

        self.settled = False
        """Whether it has ended: what is still queued then may be dropped, and counts no more."""

        self._last_words = b""
        self._heard = 0
        self._tapped = TappedTransport(transport)
        super().__init__(game, self._tapped, loop, **named)
        taps.open[number] = self

    def note_name(self) -> None:
        """Note who is played on it now, if anybody is."""
        if self.session.player is not None:
            self.name = self.session.player.name

    def hear(self) -> bytes:
        """What it was sent since this was last asked."""
        if self.settled:
            said, self._last_words = self._last_words, b""
        else:
            said = self._new()
        if said:
            self.digest = zlib.crc32(said, self.digest)
        return said

    def _new(self) -> bytes:
        unsent, written = self.unsent(), self._tapped.written
        if written:
            said = b"".join((*written, unsent))[self._heard :]
            written.clear()
        else:
            said = unsent[self._heard :]
        self._heard = len(unsent)
        return said

    def _settle(self) -> None:
        if not self.settled:
            self._last_words = self._new()
            self.settled = True

    def close(self) -> None:
        """End as any connection does; what comes before counts."""
        self._settle()
        super().close()

    def connection_lost(self) -> None:
        """The transport is gone: what is queued from now on is nobody's."""
        self._settle()
        super().connection_lost()

    def cut(self) -> None:
        """End the connection of a client that does not read."""
        self._settle()
        super()._cut()


@dataclass(slots=True)
class Said:
    """What one connection was sent in a tick, and the digest of all it was ever sent."""

    connection: TappedConnection
    data: bytes
    digest: int


class Taps:
    """The connections that are listened to, in the order in which they came."""

    def __init__(self) -> None:
        self.open: dict[int, TappedConnection] = {}

    def hear(self) -> tuple[bytes, list[Said]]:
        """What everybody was sent since this was last asked, and a digest of it."""
        said = list(self._heard())
        digest = 0
        for one in said:
            digest = zlib.crc32(_MIXED.pack(one.connection.number & 0xFFFFFFFF, one.digest), digest)
        for one in said:
            if one.connection.settled:
                self.open.pop(one.connection.number, None)
        return DIGEST.pack(digest), said

    def _heard(self) -> Iterator[Said]:
        for connection in self.open.values():
            data = connection.hear()
            if data:
                yield Said(connection, data, connection.digest)
