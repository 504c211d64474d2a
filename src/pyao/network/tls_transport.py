"""TLS on top of a socket: the same stream of bytes, encrypted.

Where one write ends means nothing on the way, since TLS packs the stream into records of its own.  Reading and writing
go through OpenSSL in memory, so that neither ever waits.  Source: 01-protocol §3.
"""

from __future__ import annotations

import ssl
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    import asyncio

    from pyao.network.transport import Receiver, SocketTransport

log = structlog.get_logger()

HANDSHAKE_S = 10.0
"""How long a client has to agree on a key; it holds a place meanwhile, like every connection."""

OVERHEAD_BYTES = 64
"""By how much a write grows at most, with any of the ciphers of TLS 1.2 and 1.3."""

MOST_UNSENT = 65_536
"""Encrypted bytes that may wait for the socket; a client that makes the server write more plays foul."""

PIECE_BYTES = 16_384
"""The most that one record of TLS holds."""


class TlsTransport:
    """See `pyao.network.transport.Line`."""

    keeps_records = False

    def __init__(self, below: SocketTransport, context: ssl.SSLContext, loop: asyncio.AbstractEventLoop) -> None:
        """Take over the transport of a socket that was just accepted."""
        self._below = below
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_side=True)
        self._receiver: Receiver | None = None
        self._early = b""
        """What was to be sent before there was a key."""

        self._unsent = b""
        self._agreed = False
        self._ending = False
        self._ended = False
        """Whether the client has said goodbye."""

        self._refused = False
        self._deadline = loop.call_later(HANDSHAKE_S, self._give_up)

    def attach(self, receiver: Receiver) -> None:
        """Start reading."""
        self._receiver = receiver
        self._below.attach(self)

    def try_write(self, data: bytes) -> bool:
        """Encrypt one whole write and send it, unless the one before it still waits."""
        if self._unsent or (self._early and not self._agreed):
            self._refused = True
            return False
        if not self._agreed:
            self._early = data
        else:
            self._encrypt(data)
        return True

    def unreached(self) -> int:
        """See `SocketTransport`; encrypted bytes are counted."""
        return len(self._unsent) + self._below.unreached()

    def pause_reading(self, *, paused: bool) -> None:
        """Stop taking the client's bytes, or go on."""
        self._below.pause_reading(paused=paused)

    def finish(self) -> None:
        """Say goodbye in TLS, then close as a socket does; before there is a key, wait for it first."""
        if self._ending:
            return
        self._ending = True
        if self._agreed:
            self._say_goodbye()

    def abort(self) -> None:
        """End the connection at once."""
        self._deadline.cancel()
        self._below.abort()

    def round_trip_ms(self) -> int:
        """See `SocketTransport`."""
        return self._below.round_trip_ms()

    def silent_ms(self) -> int:
        """See `SocketTransport`."""
        return self._below.silent_ms()

    # What the socket tells

    def data_received(self, data: bytes) -> None:
        """Decrypt what has come."""
        self._incoming.write(data)
        try:
            if not self._agreed and not self._shake_hands():
                return
            plain = self._decrypt()
        except ssl.SSLError as fault:
            log.debug("TLS ended", reason=fault.reason or str(fault))
            self._push()  # the alert that says why
            self.abort()
            return
        self._push()  # answers of TLS itself
        if plain and not self._ending and self._receiver is not None:
            self._receiver.data_received(plain)
        if self._ended and not self._ending:
            self.abort()

    def room_again(self) -> None:
        """Send what waits, then let the owner go on."""
        self._push()
        if self._unsent:
            return
        if self._refused and self._agreed:
            self._refused = False
            if self._receiver is not None:
                self._receiver.room_again()

    def narrowed(self, most: int) -> None:
        """Tell the owner, whose writes grow on the way."""
        if self._receiver is not None:
            self._receiver.narrowed(most - OVERHEAD_BYTES)

    def connection_lost(self) -> None:
        """Tell the owner."""
        self._deadline.cancel()
        receiver, self._receiver = self._receiver, None
        if receiver is not None:
            receiver.connection_lost()

    def _shake_hands(self) -> bool:
        """Go on agreeing on a key; whether there is one now."""
        try:
            self._tls.do_handshake()
        except ssl.SSLWantReadError:
            self._push()
            return False
        self._agreed = True
        self._deadline.cancel()
        if self._early:
            early, self._early = self._early, b""
            self._encrypt(early)
        if self._ending:
            self._say_goodbye()
        else:
            self.room_again()
        return True

    def _decrypt(self) -> bytes:
        """Everything that can be read; nothing more comes once the client has said goodbye."""
        pieces = []
        try:
            while True:
                piece = self._tls.read(PIECE_BYTES)
                if not piece:
                    break
                pieces.append(piece)
        except ssl.SSLWantReadError:
            return b"".join(pieces)
        except ssl.SSLZeroReturnError:
            pass
        self._ended = True
        return b"".join(pieces)

    def _encrypt(self, data: bytes) -> None:
        left = memoryview(data)
        try:
            while left:
                left = left[self._tls.write(left) :]
        except ssl.SSLError:
            self.abort()
            return
        self._push()

    def _push(self) -> None:
        """Hand what is encrypted to the socket; what it refuses waits for `room_again`."""
        self._unsent += self._outgoing.read()
        if len(self._unsent) > MOST_UNSENT:
            self.abort()
        elif self._unsent and self._below.try_write(self._unsent):
            self._unsent = b""
        if self._ending and self._agreed and not self._unsent:
            self._below.finish()

    def _say_goodbye(self) -> None:
        with suppress(ssl.SSLError):  # it wants the client's goodbye too, which nobody waits for
            self._tls.unwrap()
        self._push()

    def _give_up(self) -> None:
        log.debug("TLS ended", reason="no handshake in time")
        self.abort()
