"""The kernel's side of a connection: whole writes with record boundaries, and a close that loses nothing.

asyncio's own transports can't pass flags to `send`, so the socket is read and written here, by the loop's plain readers
and writers (asyncio's selector loops and uvloop have them).  Another way to carry bytes, such as WebSocket or a test's
memory, is one more class with the methods of `Transport`.  Source: 01-protocol §2 "Game screen", §3.
"""

from __future__ import annotations

import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from pyao.network.kernel_room import KernelRoom

if TYPE_CHECKING:
    import asyncio

READ_BYTES = 65_536
LINGER_S = 2.0
LINGER_BYTES = 1_048_576
"""How long and how much is still read, and thrown away, from a client that has been told goodbye."""

WINDOW_AGAIN_S = 0.015
"""How often a client whose window is full is looked at again: the kernel does not tell."""

WINDOW_PATIENCE_S = 10.0
"""After so long its word that there is room again must have got lost: let the kernel probe, though it may cut."""

EOR = socket.MSG_EOR if sys.platform == "linux" else 0
"""The flag that keeps record boundaries; only Linux honours it on TCP."""


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
        """Take over an accepted socket; `msg_eor` = mark each write as a record where the kernel can.

        Raises:
            OSError: the connection is gone already.

        """
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._sock = sock
        self._loop = loop
        self._flags = EOR if msg_eor else 0
        self.keeps_records = bool(self._flags)
        self._room = KernelRoom(sock)
        self._rest = b""
        self._receiver: Receiver | None = None
        self._open = True
        self._paused = False
        self._ending = False
        self._lingering = 0
        self._linger_timer: asyncio.TimerHandle | None = None
        self._window_timer: asyncio.TimerHandle | None = None
        self._full_since: float | None = None

    def attach(self, receiver: Receiver) -> None:
        """Begin to read."""
        self._receiver = receiver
        self._watch_input()

    def try_write(self, data: bytes) -> bool:
        """Send one whole write, unless kernel or client lack the room for it.

        What the kernel cuts all the same (a single packet longer than its free room) is completed before anything else.
        """
        if not self._open:
            return True
        if self._rest or not self._room.in_buffer():
            self._watch_room()
            return False
        if self.keeps_records and not self._window_takes(len(data)):
            return False
        self._room.used(len(data))
        self._send(data)
        return True

    def pause_reading(self, *, paused: bool) -> None:
        """Stop or go on taking the client's bytes."""
        self._paused = paused
        if not self._open:
            return
        if paused:
            self._loop.remove_reader(self._sock)
        else:
            self._watch_input()

    def finish(self) -> None:
        """Send FIN, then read the client's remaining bytes away: closing with unread input would send RST."""
        if not self._open or self._ending:
            return
        self._ending = True
        if not self._rest:
            self._say_goodbye()

    def abort(self) -> None:
        """Close the socket and tell the receiver, once."""
        if not self._open:
            return
        self._open = False
        for timer in (self._linger_timer, self._window_timer):
            if timer is not None:
                timer.cancel()
        self._loop.remove_reader(self._sock)
        self._loop.remove_writer(self._sock)
        self._sock.close()
        if self._receiver is not None:
            self._receiver.connection_lost()

    def _watch_input(self) -> None:
        # uvloop's watcher dies with an error on the socket, and a dead one has to be taken away before another is set.
        self._loop.remove_reader(self._sock)
        self._loop.add_reader(self._sock, self._readable)

    def _watch_room(self) -> None:
        self._loop.remove_writer(self._sock)
        self._loop.add_writer(self._sock, self._writable)

    def _readable(self) -> None:
        if not self._open or self._paused:
            return
        try:
            data = self._sock.recv(READ_BYTES)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if not data:
            self.abort()
            return
        if self._lingering:
            self._lingering -= len(data)
            if self._lingering <= 0:
                self.abort()
        elif self._receiver is not None:
            self._receiver.data_received(data)
        # uvloop tells of a reset only once, even if there is input before it: so look again until nothing is left.
        self._loop.call_soon(self._readable)

    def _window_takes(self, length: int) -> bool:
        """Whether the client has room; if not, the receiver hears of it when it has."""
        if self._room.in_window(length):
            self._full_since = None
            return True
        now = self._loop.time()
        if self._full_since is None:
            self._full_since = now
        elif now - self._full_since > WINDOW_PATIENCE_S:
            self._full_since = None
            return True
        self._window_timer = self._loop.call_later(WINDOW_AGAIN_S, self._tell_room)
        return False

    def _send(self, data: bytes) -> None:
        try:
            sent = self._sock.send(data, self._flags)
        except (BlockingIOError, InterruptedError):
            sent = 0
        except OSError:
            self._rest = b""
            self._loop.call_soon(self.abort)
            return
        self._rest = data[sent:]
        if self._rest:
            self._watch_room()

    def _writable(self) -> None:
        if self._rest:
            self._send(self._rest)
        if self._rest:
            return
        self._loop.remove_writer(self._sock)
        if self._ending:
            self._say_goodbye()
        else:
            self._tell_room()

    def _tell_room(self) -> None:
        if self._open and self._receiver is not None:
            self._receiver.room_again()

    def _say_goodbye(self) -> None:
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_WR)
        self._lingering = LINGER_BYTES
        self._linger_timer = self._loop.call_later(LINGER_S, self.abort)
        self._paused = False
        self._watch_input()
