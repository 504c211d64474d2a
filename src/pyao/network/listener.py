"""The game's ports, and what happens to a new connection before the game hears of it.

Source: 02-sessions-and-characters §1.1.
"""

from __future__ import annotations

import asyncio
from itertools import count
from typing import TYPE_CHECKING

import structlog

from pyao.network.acceptor import Acceptor
from pyao.network.course import Course
from pyao.network.frame import Frame, nobody_asks
from pyao.network.limits import Refused, TooSoon
from pyao.network.partings import Partings
from pyao.network.resets import Resets
from pyao.network.text_encoding import encoding_for
from pyao.network.tls_transport import OVERHEAD_BYTES, TlsTransport
from pyao.network.traffic import Traffic
from pyao.network.transport import SocketTransport
from pyao.network.turns import Timing, Turns
from pyao.protocol import msg

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from pyao.network.certificate import ServerCertificate
    from pyao.network.client_connection import ClientConnection
    from pyao.network.limits import Doorkeeper
    from pyao.network.settings import NetworkSettings
    from pyao.network.transport import Line, Transport
    from pyao.protocol.text import TextEncoding
    from pyao.tasks.game import Game

log = structlog.get_logger()

MAX_FAREWELLS = 64
"""Refused connections that may be told the reason at the same time; any more are closed without a word."""


class Listener:
    """Accepts connections and keeps them until they are gone."""

    def __init__(
        self,
        game: Game,
        doorkeeper: Doorkeeper,
        settings: NetworkSettings,
        flush_took: Callable[[float], None] = nobody_asks,
        *,
        course: Course | None = None,
    ) -> None:
        """Connections belong to `game` if the doorkeeper admits them, and talk as the settings say.

        `flush_took` is told how long it took to write to all clients, once a frame, in seconds.
        """
        self._flush_took = flush_took
        self._course = course or Course()
        self._doorkeeper = doorkeeper
        self._game = game
        self._settings = settings
        self._timing: Timing | None = None
        self._resets: Resets | None = None
        self._acceptor = Acceptor(self._welcome)
        self._tls_acceptor = Acceptor(self._welcome_tls)
        self._certificate: ServerCertificate | None = None
        self._log_numbers = count(1)
        self._connections: set[ClientConnection] = set()
        self._partings: Partings | None = None
        self.traffic = Traffic()
        self.ended = 0
        """Connections that have ended since the start, those that were refused left out."""

        self._farewells: set[Transport] = set()

    @property
    def port(self) -> int:
        """The port in use; 0 = not listening."""
        return self._acceptor.port

    @property
    def tls_port(self) -> int:
        """The port in use that speaks TLS; 0 = none."""
        return self._tls_acceptor.port

    def unsent_bytes(self) -> list[int]:
        """For each open connection how many bytes wait to be written."""
        return [one.unsent_bytes for one in self._connections]

    async def start(self, host: str, port: int) -> None:
        """Listen; port 0 = any free one.

        Raises:
            ListenError: the port is taken, or the address is not one of this machine's.

        """
        loop = asyncio.get_running_loop()
        await self._acceptor.start(host, port)
        self._partings, self._resets, lateness = Partings(loop), Resets(loop), self._game.lateness
        self._timing = Timing(Frame(loop, self._settings.frame_ms, lateness, self._flush_took), Turns(loop, lateness))

    async def start_tls(self, host: str, port: int, certificate: ServerCertificate) -> None:
        """Listen on a second port, where the same bytes travel in TLS; `start` comes first.

        Raises:
            ListenError: as `start`.

        """
        self._certificate = certificate
        await self._tls_acceptor.start(host, port)

    async def stop(self) -> None:
        """Stop accepting, and close every connection once what is queued for it has been sent."""
        self._tls_acceptor.stop()
        self._acceptor.stop()
        for transport in list(self._farewells):
            transport.abort()
        connections = list(self._connections)
        for connection in connections:
            connection.session.close()
        await asyncio.gather(*(one.wait_closed() for one in connections))

    def _welcome(self, client: socket.socket, ip: str) -> None:
        transport = self._transport(client, msg_eor=self._settings.msg_eor)
        most = transport.segment_bytes(self._settings.max_flush)
        self.welcome(transport, ip=ip, encoding=self._encoding_for(client), max_flush=most)

    def _welcome_tls(self, client: socket.socket, ip: str) -> None:
        """Let a client in before it has shaken hands, so that the limits hold for those who never do."""
        below = self._transport(client, msg_eor=False)
        most = below.segment_bytes(self._settings.max_flush + OVERHEAD_BYTES) - OVERHEAD_BYTES
        assert self._certificate is not None  # nosec B101 # noqa: S101 - see `start_tls`
        transport = TlsTransport(below, self._certificate.context, asyncio.get_running_loop())
        self.welcome(transport, ip=ip, encoding=self._encoding_for(client), max_flush=most)

    def _transport(self, client: socket.socket, *, msg_eor: bool) -> SocketTransport:
        loop = asyncio.get_running_loop()
        return SocketTransport(client, loop, msg_eor=msg_eor, part=self.part, resets=self._resets)

    def part(self, end: Callable[[], None]) -> None:
        """Call what ends the connection of a client that has gone, when its turn comes; `start` comes first."""
        assert self._partings is not None  # nosec B101 # noqa: S101 - see `start`
        self._partings.add(end)

    def _encoding_for(self, client: socket.socket) -> TextEncoding:
        return encoding_for(self._settings.text_encoding, self._settings.dialect, client)

    def welcome(self, transport: Line, *, ip: str, encoding: TextEncoding, max_flush: int | None = None) -> None:
        """Let a client in, or send it away: whatever carries its bytes, the checks and the limits are the same.

        `max_flush` = most bytes in one write, `None` = as the settings say.
        """
        loop, log_number = asyncio.get_running_loop(), next(self._log_numbers)
        if not self.port:
            transport.abort()
            return
        try:
            with self._course.knocking(ip, encoding, max_flush or self._settings.max_flush):
                slot = self._doorkeeper.admit(ip, self._game.world.now_ms)
        except TooSoon:
            transport.abort()
        except Refused as refusal:
            log.info("connection refused", connection=log_number, ip=ip, reason=str(refusal))
            self._send_away(transport, msg.error_msg(str(refusal)).bytes_for(encoding))
        else:
            connection = self._course.connection(
                self._game,
                transport,
                loop,
                ip=ip,
                slot=slot,
                encoding=encoding,
                settings=self._settings if max_flush is None else _narrowed(self._settings, max_flush),
                round_trip_ms=transport.round_trip_ms,
                silent_ms=transport.silent_ms,
                timing=self._timing,
                traffic=self.traffic,
                log_number=log_number,
            )
            log.debug("connected", connection=log_number, ip=ip, slot=slot)
            self._connections.add(connection)
            gone = loop.create_task(connection.wait_closed())
            gone.add_done_callback(lambda _task: self._forget(connection))

    def _forget(self, connection: ClientConnection) -> None:
        self._connections.discard(connection)
        log.debug("gone", ip=connection.ip, **connection.log_fields())
        self.ended += 1

    def _send_away(self, transport: Transport, dialog: bytes) -> None:
        """Tell a refused client why, unless so many are being told already that it looks like an attack."""
        if len(self._farewells) >= MAX_FAREWELLS:
            transport.abort()
            return
        self._farewells.add(transport)
        transport.attach(_Unheard(lambda: self._farewells.discard(transport)))
        transport.try_write(dialog)
        transport.finish()


class _Unheard:
    """Owns the transport of a refused connection and drops whatever the client sends."""

    def __init__(self, on_gone: Callable[[], None]) -> None:
        """`on_gone` is called when the client has left."""
        self._on_gone = on_gone

    def data_received(self, data: bytes) -> None:
        pass

    def room_again(self) -> None:
        pass

    def narrowed(self, most: int) -> None:
        pass

    def connection_lost(self) -> None:
        self._on_gone()


def _narrowed(settings: NetworkSettings, max_flush: int) -> NetworkSettings:
    return settings.model_copy(update={"max_flush": max_flush})
