"""A listening socket: accepting what comes, and resting when the machine has no more sockets to give."""

from __future__ import annotations

import asyncio
import socket
import sys
from typing import TYPE_CHECKING, Any

import structlog

from pyao.network.text_encoding import keep_syns

if TYPE_CHECKING:
    from collections.abc import Callable

log = structlog.get_logger()

BACKLOG = 512
ACCEPT_REST_S = 1.0
AT_ONCE = 8
"""Connections that are accepted in one turn of the loop; what others send and are sent comes before the next ones."""

MAPPED = "::ffff:"
"""What an IPv6 listener sees in front of an IPv4 address."""


class ListenError(Exception):
    """The port can't be listened on; the text is one line for the operator."""


class Acceptor:
    """Accepts connections on one port."""

    def __init__(self, welcome: Callable[[socket.socket, str], None], *, receive_bytes: int = 0) -> None:
        """`welcome` is given each accepted socket and the address that it comes from.

        It may raise `OSError`, if the client has gone already.  `receive_bytes` = how much of a client's input the
        kernel keeps, which is the most that can be there to read at once; 0 = as much as it likes.
        """
        self._welcome = welcome
        self._receive_bytes = receive_bytes
        self._socket: socket.socket | None = None

    @property
    def port(self) -> int:
        """The port in use; 0 = not listening."""
        port: int = self._socket.getsockname()[1] if self._socket else 0
        return port

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
            self._socket = self._listening(family, address)
        except OSError as fault:
            raise ListenError(f"can't listen on {host}:{port}: {fault.strerror or fault}") from fault
        loop.add_reader(self._socket, self._accept)

    def stop(self) -> None:
        """Stop accepting."""
        if self._socket is not None:
            asyncio.get_running_loop().remove_reader(self._socket)
            self._socket.close()
            self._socket = None

    def _accept(self) -> None:
        """Accept some of the waiting connections; for the others the loop comes back."""
        for _connection in range(AT_ONCE):
            if self._socket is None:
                return
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

    def _listening(self, family: int, address: tuple[Any, ...]) -> socket.socket:
        """A listening socket; `OSError` if the address can't be listened on."""
        listener = socket.socket(family, socket.SOCK_STREAM)
        try:
            if sys.platform != "win32":  # where it would let two servers share a port
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
            if self._receive_bytes:  # what it accepts inherits this
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self._receive_bytes)
            listener.bind(address)
            keep_syns(listener)
            listener.setblocking(False)
            listener.listen(BACKLOG)
        except BaseException:
            listener.close()
            raise
        return listener


def plain_ip(ip: str) -> str:
    """An address as people write it: an IPv4 address without the prefix that an IPv6 listener sees."""
    return ip.removeprefix(MAPPED) if "." in ip else ip
