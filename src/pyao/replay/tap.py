"""Listening to what connections are sent, whenever and in whatever pieces it is written.

What counts is what has been queued: that is the same in a replay, while writes depend on the network.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from pyao.network.client_connection import ClientConnection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyao.network.transport import Transport

DIGEST_OF_ONE = struct.Struct("<II")
"""The number of a connection, and the digest of all that it was ever sent."""


class TappedTransport:
    """Passes everything on, and digests what is written.

    Each write is digested by itself: to keep them all for a second and digest them together costs twice as much.
    """

    __slots__ = (
        "_try_write",
        "abort",
        "attach",
        "digest",
        "finish",
        "keeps_records",
        "kept",
        "pause_reading",
        "unreached",
    )

    def __init__(self, transport: Transport, *, keeps_all: bool) -> None:
        """`keeps_all` = keep what is written too, until it is taken."""
        self._try_write = transport.try_write
        self.keeps_records = transport.keeps_records
        self.digest = 0
        self.kept: list[bytes] | None = [] if keeps_all else None
        self.attach = transport.attach
        self.unreached = transport.unreached
        self.pause_reading = transport.pause_reading
        self.finish = transport.finish
        self.abort = transport.abort

    def try_write(self, data: bytes) -> bool:
        """Send one whole write, as `Transport.try_write`."""
        if not self._try_write(data):
            return False
        self.digest = crc32(data, self.digest)
        if self.kept is not None:
            self.kept.append(data)
        return True


class TappedConnection(ClientConnection):
    """A connection of which one can tell what it was sent; its number names it in the recording."""

    # Slots, because 30 attributes in a dictionary are where instances stop sharing its keys, and reading gets dearer.
    __slots__ = ("_heard", "_last_digest", "_last_words", "_tapped", "name", "noted", "number", "settled")

    def __init__(self, number: int, taps: Taps, game: Any, transport: Transport, loop: Any, **named: Any) -> None:  # noqa: ANN401 - what `ClientConnection` takes
        self.number = number
        self.name = ""
        """Of the character that was last played on it, as far as somebody has noted it."""

        self.noted = 0
        """The digest that was last taken from it."""

        self.settled = False
        """Whether it has ended: what is still queued then may be dropped, and counts no more."""

        self._last_digest = 0
        self._last_words = b""
        self._heard = 0
        self._tapped = TappedTransport(transport, keeps_all=taps.keep_all)
        super().__init__(game, self._tapped, loop, **named)
        taps.open[number] = self

    def note_name(self) -> None:
        """Note who is played on it now, if anybody is."""
        if self.session.player is not None:
            self.name = self.session.player.name

    def digest(self) -> int:
        """Of all that it was ever sent."""
        if self.settled:
            return self._last_digest
        return crc32(self._flusher.unsent(), self._tapped.digest) if self._flusher else self._tapped.digest

    def hear(self) -> bytes:
        """What it was sent since this was last asked, if all is kept."""
        if not self.settled:
            return self._new()
        said, self._last_words = self._last_words, b""
        return said

    def _new(self) -> bytes:
        if self._tapped.kept is None:
            return b""
        unsent = self._flusher.unsent()
        said = b"".join((*self._tapped.kept, unsent))[self._heard :]
        self._tapped.kept.clear()
        self._heard = len(unsent)
        return said

    def _settle(self) -> None:
        if not self.settled:
            self._last_digest, self._last_words = self.digest(), self._new()
            self.settled = True

    def close(self) -> None:
        """End as any connection does; what comes before counts."""
        self._settle()
        super().close()

    def connection_lost(self) -> None:
        """The transport is gone: what is queued from now on is nobody's."""
        self._settle()
        super().connection_lost()

    def cut(self, reason: str) -> None:
        """End the connection of a client for which too much waits."""
        self._settle()
        super()._cut(reason)


class Said(NamedTuple):
    """What one connection was sent."""

    connection: TappedConnection
    data: bytes


class Taps:
    """The connections that are listened to, in the order in which they came."""

    def __init__(self, *, keep_all: bool) -> None:
        """`keep_all` = all that is sent can be heard, and not only what digest it has."""
        self.keep_all = keep_all
        self.open: dict[int, TappedConnection] = {}

    def hear(self) -> list[Said]:
        """What everybody was sent since this was last asked."""
        return [Said(one, data) for one in self.open.values() if (data := one.hear())]

    def digests(self) -> dict[int, int]:
        """By number the digests of those who were sent something since this was last asked; who has ended is left."""
        found = {}
        for number, one in list(self.open.items()):
            digest = one.digest()
            if digest != one.noted:
                found[number] = one.noted = digest
            if one.settled:
                del self.open[number]
        return found


def packed(digests: Mapping[int, int]) -> bytes:
    """The digests of many connections as a recording has them."""
    return b"".join(map(DIGEST_OF_ONE.pack, digests.keys(), digests.values()))


def unpacked(data: bytes) -> dict[int, int]:
    """The digests of many connections by number."""
    return dict(DIGEST_OF_ONE.iter_unpack(data))
