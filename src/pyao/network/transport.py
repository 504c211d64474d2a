"""The kernel's side of a connection: whole writes with record boundaries, and a close that loses nothing.

asyncio's own transports can't pass flags to `send`, so the socket is read and written here.
Source: 01-protocol §2 "Game screen", §3.
"""

from __future__ import annotations

import select
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import asyncio

READ_BYTES = 65_536
LINGER_S = 2.0
LINGER_BYTES = 1_048_576
"""How long and how much is still read, and thrown away, from a client that has been told goodbye."""

EOR = getattr(socket, "MSG_EOR", 0) if hasattr(socket, "TCP_CORK") else 0
"""The flag that keeps record boundaries; only Linux (which has TCP_CORK too) honours it on TCP."""


class Receiver(Protocol):
    """Who owns a transport."""

    def data_received(self, data: bytes) -> None:
        """Bytes have arrived."""

    def room_again(self) -> None:
        """After a refused write there is room for another."""

    def connection_lost(self) -> None:
        """The connection is no more; called exactly once."""


class Transport(Protocol):
    """Something that carries bytes to one client."""

    keeps_records: bool
    """Whether two writes are never glued together on the way."""

    def attach(self, receiver: Receiver) -> None:
        """Begin: from now on the receiver hears of everything."""

    def try_write(self, data: bytes) -> bool:
        """Hand over one whole write; `False` = no room, try again after `room_again`."""

    def pause_reading(self, *, paused: bool) -> None:
        """Stop or go on taking the client's bytes."""

    def finish(self) -> None:
        """Everything has been written: end the connection so that the client still reads it."""

    def abort(self) -> None:
        """End the connection at once."""


class SocketTransport:
    """A TCP socket on an asyncio loop."""

    def __init__(self, sock: socket.socket, loop: asyncio.AbstractEventLoop, *, msg_eor: bool = True) -> None:
        """Take over an accepted socket; `msg_eor` = mark each write as a record where the kernel can."""
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._sock = sock
        self._loop = loop
        self._flags = EOR if msg_eor else 0
        self.keeps_records = bool(self._flags)
        self._poll = select.poll()
        self._poll.register(sock, select.POLLOUT)
        self._rest = b""
        self._receiver: Receiver | None = None
        self._lingering = 0
        self._linger_timer: asyncio.TimerHandle | None = None
        self._open = True

    def attach(self, receiver: Receiver) -> None:
        """Begin to read."""
        self._receiver = receiver
        self._loop.add_reader(self._sock, self._readable)

    def try_write(self, data: bytes) -> bool:
        """Send one whole write.

        The kernel reports room only while a good part of its buffer is free, so a write that fits one segment is taken
        whole; what it cuts all the same (a longer single packet) is completed before anything else.
        """
        if not self._open:
            return True
        if self._rest or not self._poll.poll(0):
            self._loop.add_writer(self._sock, self._writable)
            return False
        self._send(data)
        return True

    def pause_reading(self, *, paused: bool) -> None:
        """Stop or go on taking the client's bytes."""
        if not self._open:
            return
        if paused:
            self._loop.remove_reader(self._sock)
        else:
            self._loop.add_reader(self._sock, self._readable)

    def finish(self) -> None:
        """Send FIN, then read the client's remaining bytes away: closing with unread input would send RST."""
        if not self._open:
            return
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_WR)
        self._lingering = LINGER_BYTES
        self._linger_timer = self._loop.call_later(LINGER_S, self.abort)
        self._loop.add_reader(self._sock, self._readable)

    def abort(self) -> None:
        """Close the socket and tell the receiver, once."""
        if not self._open:
            return
        self._open = False
        if self._linger_timer is not None:
            self._linger_timer.cancel()
        self._loop.remove_reader(self._sock)
        self._loop.remove_writer(self._sock)
        self._sock.close()
        if self._receiver is not None:
            self._receiver.connection_lost()

    def _readable(self) -> None:
        try:
            data = self._sock.recv(READ_BYTES)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if not data:
            self.abort()
        elif self._lingering:
            self._lingering -= len(data)
            if self._lingering <= 0:
                self.abort()
        elif self._receiver is not None:
            self._receiver.data_received(data)

    def _send(self, data: bytes) -> None:
        try:
            sent = self._sock.send(data, self._flags)
        except (BlockingIOError, InterruptedError):
            sent = 0
        except OSError:
            self._loop.call_soon(self.abort)
            return
        self._rest = data[sent:]
        if self._rest:
            self._loop.add_writer(self._sock, self._writable)

    def _writable(self) -> None:
        if self._rest:
            rest, self._rest = self._rest, b""
            self._send(rest)
        if not self._rest:
            self._loop.remove_writer(self._sock)
            if self._open and self._receiver is not None:
                self._receiver.room_again()
