"""Listening, and what happens to a new connection before the game hears of it.

Source: 02-sessions-and-characters §1.1.
"""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog

from pyao.network.client_connection import ClientConnection
from pyao.network.flusher import Wire
from pyao.network.limits import Doorkeeper, Refused, TooSoon
from pyao.network.text_encoding import encoding_for, keep_syns
from pyao.network.transport import SocketTransport
from pyao.protocol import msg
from pyao.protocol.dialect import Dialect

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.protocol.decoder import Numbering
    from pyao.tasks.game import Game

log = structlog.get_logger()

BACKLOG = 512
REFUSAL_LINGER_S = 1.0


class ListenError(Exception):
    """The port can't be listened on; the text is one line for the operator."""


class Listener:
    """Accepts connections and keeps them until they are gone."""

    def __init__(
        self,
        game: Game,
        wire: Wire,
        *,
        text_encoding: str = "auto",
        msg_eor: bool = True,
        is_banned: Callable[[str], bool],
    ) -> None:
        """Connections talk as `wire` says and belong to `game`."""
        self.doorkeeper = Doorkeeper(game.world.settings, is_banned)
        self._game = game
        self._wire = wire
        self._text_encoding = text_encoding
        self._msg_eor = msg_eor
        self._socket: socket.socket | None = None
        self._connections: dict[int, ClientConnection] = {}
        game.on_slot_free = self._slot_free

    @property
    def port(self) -> int:
        """The port in use."""
        port: int = self._socket.getsockname()[1] if self._socket else 0
        return port

    async def start(self, host: str, port: int) -> None:
        """Listen; port 0 = any free one.

        Raises:
            ListenError: somebody else listens there, or the address is not this machine's.

        """
        loop = asyncio.get_running_loop()
        try:
            family, kind, proto, _name, address = (
                await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
            )[0]
            listener = socket.socket(family, kind, proto)
        except OSError as fault:
            raise ListenError(f"can't listen on {host}:{port}: {fault.strerror or fault}") from fault
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
        except OSError as fault:
            listener.close()
            raise ListenError(f"can't listen on {host}:{port}: {fault.strerror or fault}") from fault
        keep_syns(listener)
        listener.setblocking(False)
        listener.listen(BACKLOG)
        self._socket = listener
        loop.add_reader(listener, self._accept)

    async def stop(self) -> None:
        """Accept nobody any more and close every connection, letting what is queued leave."""
        if self._socket is not None:
            asyncio.get_running_loop().remove_reader(self._socket)
            self._socket.close()
        connections = list(self._connections.values())
        for connection in connections:
            connection.session.close()
        await asyncio.gather(*(one.wait_closed() for one in connections))

    def _accept(self) -> None:
        """Take every connection that waits."""
        while self._socket is not None:
            try:
                client, address = self._socket.accept()
            except (BlockingIOError, InterruptedError):
                return
            except OSError as fault:
                log.warning("a connection could not be accepted", reason=str(fault))
                return
            self._welcome(client, address[0])

    def _welcome(self, client: socket.socket, ip: str) -> None:
        loop = asyncio.get_running_loop()
        encoding = encoding_for(self._text_encoding, self._wire.dialect, client)
        try:
            slot = self.doorkeeper.admit(ip, self._game.world.now_ms)
        except TooSoon:
            client.close()
            return
        except Refused as refusal:
            transport = SocketTransport(client, loop, msg_eor=self._msg_eor)
            transport.attach(_Unheard())
            transport.try_write(msg.error_msg(str(refusal)).bytes_for(encoding))
            transport.finish()
            return
        transport = SocketTransport(client, loop, msg_eor=self._msg_eor)
        connection = ClientConnection(self._game, transport, loop, ip=ip, slot=slot, encoding=encoding, wire=self._wire)
        self._connections[id(connection)] = connection
        task = loop.create_task(connection.wait_closed())
        task.add_done_callback(lambda _task: self._connections.pop(id(connection), None))

    def _slot_free(self, slot: int) -> None:
        with suppress(KeyError):
            self.doorkeeper.release(slot)


class _Unheard:
    """Owns the transport of a refused connection: what it says is thrown away."""

    def data_received(self, data: bytes) -> None:
        """Nobody listens."""

    def room_again(self) -> None:
        """Nothing more is said."""

    def connection_lost(self) -> None:
        """That was all."""


def wire_of(dialect: str, numbering: Numbering, **sizes: int) -> Wire:
    """The wire as the network settings describe it."""
    return Wire(Dialect(dialect), numbering, **sizes)
