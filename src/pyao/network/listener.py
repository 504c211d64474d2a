"""The listening socket, and what happens to a new connection before the game hears of it.

Source: 02-sessions-and-characters §1.1.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from typing import TYPE_CHECKING, Any

import structlog

from pyao.network.course import Course
from pyao.network.frame import Frame, nobody_asks
from pyao.network.limits import Refused, TooSoon
from pyao.network.text_encoding import encoding_for, keep_syns
from pyao.network.traffic import Traffic
from pyao.network.transport import SocketTransport
from pyao.network.turns import Timing, Turns
from pyao.protocol import msg

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.network.client_connection import ClientConnection
    from pyao.network.limits import Doorkeeper
    from pyao.network.settings import NetworkSettings
    from pyao.network.transport import Line, Transport
    from pyao.protocol.text import TextEncoding
    from pyao.tasks.game import Game

log = structlog.get_logger()

BACKLOG = 512
ACCEPT_REST_S = 1.0
MAX_FAREWELLS = 64
"""Refused connections that may be told the reason at the same time; any more are closed without a word."""

MAPPED = "::ffff:"
"""What an IPv6 listener sees in front of an IPv4 address."""


class ListenError(Exception):
    """The port can't be listened on; the text is one line for the operator."""


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
        self._socket: socket.socket | None = None
        self._connections: set[ClientConnection] = set()
        self.traffic = Traffic()
        self.ended = 0
        """Connections that have ended since the start, those that were refused left out."""

        self._farewells: set[Transport] = set()

    @property
    def port(self) -> int:
        """The port in use; 0 = not listening."""
        port: int = self._socket.getsockname()[1] if self._socket else 0
        return port

    def unsent_bytes(self) -> list[int]:
        """For each open connection how many bytes wait to be written."""
        return [one.unsent_bytes for one in self._connections]

    async def start(self, host: str, port: int) -> None:
        """Listen; port 0 = any free one.

        Raises:
            ListenError: the port is taken, or the address is not one of this machine's.

        """
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
            # A name like localhost may stand for an IPv6 and an IPv4 address; players are given the IPv4 one.
            family, *_kind, address = min(found, key=lambda one: one[0] is not socket.AF_INET)
            self._socket = _listening(family, address)
        except OSError as fault:
            raise ListenError(f"can't listen on {host}:{port}: {fault.strerror or fault}") from fault
        lateness = self._game.lateness
        self._timing = Timing(Frame(loop, self._settings.frame_ms, lateness, self._flush_took), Turns(loop, lateness))
        loop.add_reader(self._socket, self._accept)

    async def stop(self) -> None:
        """Stop accepting, and close every connection once what is queued for it has been sent."""
        if self._socket is not None:
            asyncio.get_running_loop().remove_reader(self._socket)
            self._socket.close()
            self._socket = None
        for transport in list(self._farewells):
            transport.abort()
        connections = list(self._connections)
        for connection in connections:
            connection.session.close()
        await asyncio.gather(*(one.wait_closed() for one in connections))

    def _accept(self) -> None:
        """Accept every waiting connection."""
        while self._socket is not None:
            try:
                client, address = self._socket.accept()
            except (BlockingIOError, InterruptedError):
                return
            except ConnectionError:
                continue  # the client gave up while it waited
            except OSError as fault:
                log.warning("a connection could not be accepted", reason=str(fault))
                self._rest_from_accepting(self._socket)
                return
            try:
                self._welcome(client, plain_ip(address[0]))
            except OSError:  # it is gone already
                client.close()

    def _rest_from_accepting(self, listener: socket.socket) -> None:
        """Pause when no more sockets can be had: the waiting connections would otherwise wake the loop without end."""
        loop = asyncio.get_running_loop()
        loop.remove_reader(listener)
        loop.call_later(ACCEPT_REST_S, self._accept_again)

    def _accept_again(self) -> None:
        if self._socket is not None:
            asyncio.get_running_loop().add_reader(self._socket, self._accept)

    def _welcome(self, client: socket.socket, ip: str) -> None:
        encoding = encoding_for(self._settings.text_encoding, self._settings.dialect, client)
        transport = SocketTransport(client, asyncio.get_running_loop(), msg_eor=self._settings.msg_eor)
        self.welcome(transport, ip=ip, encoding=encoding, max_flush=transport.segment_bytes(self._settings.max_flush))

    def welcome(self, transport: Line, *, ip: str, encoding: TextEncoding, max_flush: int | None = None) -> None:
        """Let a client in, or send it away: whatever carries its bytes, the checks and the limits are the same.

        `max_flush` = most bytes in one write, `None` = as the settings say.
        """
        loop = asyncio.get_running_loop()
        if self._socket is None:
            transport.abort()
            return
        try:
            with self._course.knocking(ip, encoding, max_flush or self._settings.max_flush):
                slot = self._doorkeeper.admit(ip, self._game.world.now_ms)
        except TooSoon:
            transport.abort()
        except Refused as refusal:
            log.info("connection refused", ip=ip, reason=str(refusal))
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
            )
            self._connections.add(connection)
            gone = loop.create_task(connection.wait_closed())
            gone.add_done_callback(lambda _task: self._forget(connection))

    def _forget(self, connection: ClientConnection) -> None:
        self._connections.discard(connection)
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

    def connection_lost(self) -> None:
        self._on_gone()


def _listening(family: int, address: tuple[Any, ...]) -> socket.socket:
    """A listening socket; `OSError` if the address can't be listened on."""
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # where it would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        listener.bind(address)
        keep_syns(listener)
        listener.setblocking(False)
        listener.listen(BACKLOG)
    except BaseException:
        listener.close()
        raise
    return listener


def _narrowed(settings: NetworkSettings, max_flush: int) -> NetworkSettings:
    return settings.model_copy(update={"max_flush": max_flush})


def plain_ip(ip: str) -> str:
    """An address as people write it: an IPv4 address without the prefix that an IPv6 listener sees."""
    return ip.removeprefix(MAPPED) if "." in ip else ip
