"""The port of the pages: accepts connections, not too many from one address, and shakes hands where TLS is wanted."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

from pyao.network.acceptor import Acceptor
from pyao.network.tls_transport import HANDSHAKE_S
from pyao.world.addresses import block_of

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

RECEIVE_BYTES = 16_384
"""What the kernel keeps of one client's input: whatever it sends, no more is there to be parsed at a stretch."""


class Front:
    """Makes connections for a server of aiohttp."""

    def __init__(
        self,
        serve: Callable[[], asyncio.Protocol],
        tls: ssl.SSLContext | None,
        *,
        most: int,
        is_exempt: Callable[[str], bool],
    ) -> None:
        """`serve` makes what speaks HTTP with one client; `tls` `None` = in the clear.

        `most` = connections from one address or /64, 0 = no limit; those `is_exempt` says yes to have none.
        """
        self._serve = serve
        self._tls = tls
        self._most = most
        self._is_exempt = is_exempt
        self._open: Counter[str] = Counter()
        self._holders: dict[asyncio.BaseTransport, str] = {}
        self._acceptor = Acceptor(self._welcome, receive_bytes=RECEIVE_BYTES)
        self._beginning: set[asyncio.Task[None]] = set()
        self.start = self._acceptor.start

    @property
    def port(self) -> int:
        """The port in use; 0 = not listening."""
        return self._acceptor.port

    def stop(self) -> None:
        """Stop accepting; connections that have begun go on."""
        self._acceptor.stop()
        for task in self._beginning:
            task.cancel()

    def plays(self, transport: asyncio.BaseTransport) -> None:
        """Count a connection no longer: it has become a player's, for which the game has limits of its own."""
        block = self._holders.pop(transport, None)
        if block is not None:
            self._release(block)

    def _welcome(self, client: socket.socket, ip: str) -> None:
        block = "" if self._is_exempt(ip) else block_of(ip)
        if block and 0 < self._most <= self._open[block]:
            client.close()
            return
        client.setblocking(False)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._open[block] += 1
        task = asyncio.get_running_loop().create_task(self._begin(client, block))
        self._beginning.add(task)
        task.add_done_callback(self._beginning.discard)

    async def _begin(self, client: socket.socket, block: str) -> None:
        """Shake hands, if that is wanted, and let aiohttp have the connection."""
        speaker = Speaker(self._serve(), lambda transport: self._begun(transport, block), self.plays)
        patience = {"ssl": self._tls, "ssl_handshake_timeout": HANDSHAKE_S} if self._tls else {}
        try:
            with suppress(OSError, asyncio.CancelledError):
                await asyncio.get_running_loop().connect_accepted_socket(lambda: speaker, client, **patience)  # type: ignore[arg-type]
        finally:
            if not speaker.has_begun:  # no handshake in time, or gone already
                client.close()
                self._release(block)

    def _begun(self, transport: asyncio.BaseTransport, block: str) -> None:
        self._holders[transport] = block

    def _release(self, block: str) -> None:
        self._open[block] -= 1
        if not self._open[block]:
            del self._open[block]


class Speaker(asyncio.Protocol):
    """Passes on everything to what speaks HTTP, and tells when a connection has begun and ended."""

    def __init__(
        self,
        http: asyncio.Protocol,
        on_begin: Callable[[asyncio.BaseTransport], None],
        on_end: Callable[[asyncio.BaseTransport], None],
    ) -> None:
        self._on_begin = on_begin
        self._on_end = on_end
        self._http = http
        self._transport: asyncio.BaseTransport | None = None
        self.data_received = http.data_received  # type: ignore[method-assign]
        self.eof_received = http.eof_received  # type: ignore[method-assign]
        self.pause_writing = http.pause_writing  # type: ignore[method-assign]
        self.resume_writing = http.resume_writing  # type: ignore[method-assign]

    @property
    def has_begun(self) -> bool:
        """Whether there is, or was, a connection."""
        return self._transport is not None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = transport
        self._on_begin(transport)
        self._http.connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        if self._transport is not None:
            self._on_end(self._transport)
        self._http.connection_lost(exc)
