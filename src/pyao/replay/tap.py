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
    from collections.abc import Mapping

    from pyao.network.transport import Transport

DIGEST = struct.Struct("<I")
PAIR = struct.Struct("<iI")


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
        tapped = TappedTransport(transport)
        self._passed = tapped.written
        super().__init__(game, tapped, loop, **named)
        taps.open[number] = self

    def note_name(self) -> None:
        """Note who is played on it now, if anybody is."""
        if self.session.player is not None:
            self.name = self.session.player.name

    @property
    def quiet(self) -> bool:
        """Whether there can't be anything to hear, as for most at most times."""
        return not (self._passed or self._heard or self._flusher or self.settled)

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
        written, heard = self._passed, self._heard
        unsent = self._flusher.unsent() if self._flusher else b""
        self._heard = len(unsent)
        if not written:
            return unsent[heard:]
        said = b"".join((*written, unsent))
        written.clear()
        return said[heard:] if heard else said

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

    def hear(self) -> list[Said]:
        """What everybody was sent since this was last asked."""
        said: list[Said] = []
        for connection in [one for one in self.open.values() if not one.quiet]:
            data = connection.hear()
            if data:
                said.append(Said(connection, data, connection.digest))
            if connection.settled:
                del self.open[connection.number]
        return said


def digest_of(digests: Mapping[int, int]) -> bytes:
    """One digest of those of many connections."""
    return DIGEST.pack(zlib.crc32(b"".join(PAIR.pack(number, digests[number]) for number in sorted(digests))))
