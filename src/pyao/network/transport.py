"""The kernel's side of a connection: whole writes with record boundaries, and a close that loses nothing.

asyncio's own transports can't pass flags to `send`, so the socket is read and written here, by the loop's plain readers
and writers (asyncio's selector loops and uvloop have them).  Another way to carry bytes, such as a WebSocket
(`websocket_transport`) or a test's memory, is one more class with the methods of `Transport`.
Source: 01-protocol §2 "Game screen", §3.
"""

from __future__ import annotations

import socket
import struct
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from pyao.network.kernel_room import KernelRoom, unacknowledged
from pyao.network.resets import Resets

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

READ_BYTES = 65_536
LINGER_S = 2.0
LINGER_BYTES = 1_048_576
"""For how many seconds, and how many bytes, a client's input is still read and dropped after our FIN."""

WINDOW_AGAIN_S = 0.015
"""Seconds between two looks at a client whose window is full: the kernel does not report that it has opened."""

WINDOW_PATIENCE_S = 10.0
"""Seconds after which the client's window update must have been lost: let the kernel probe, though that may cut."""

EOR = socket.MSG_EOR if sys.platform == "linux" else 0
"""The flag that keeps record boundaries; only Linux honours it on TCP."""


TCP_INFO = struct.Struct("@56xI8xI")
"""Where `tcpi_last_ack_recv`, in milliseconds, and `tcpi_rtt`, in microseconds, stand in the kernel's `tcp_info`."""

KEEPALIVE = {"TCP_KEEPIDLE": 10, "TCP_KEEPINTVL": 5, "TCP_KEEPCNT": 10, "TCP_USER_TIMEOUT": 60_000}
"""A client that sends nothing is asked after 10 s, then every 5 s, whether it is still there; one that has acknowledged
nothing for 60 s is gone.  Systems that lack an option have their own values."""

SMALLEST_SEGMENT = 200
"""Bytes; no path is narrower, and a client that says so wants to be sent many small writes."""

ANY_PATH = 500
"""Bytes that travel in one piece on any path that players use (an MTU of 576): shorter writes need no look at it."""

SACK_BYTES = 36
"""Bytes of a segment, at most, in which the kernel says what has come from the client out of order (RFC 2018).

What it sends or sends again while that lasts is cut where the room ends, although its MSS stays the same.
"""

SHORTEST_TRIP_MS = 20
"""Shorter round trips count as none: no key can be pressed in between."""


class Receiver(Protocol):
    """The owner of a transport, which is told what happens on it."""

    def data_received(self, data: bytes) -> None:
        """Take bytes that the client sent."""

    def room_again(self) -> None:
        """Learn that there is room for another write after one was refused."""

    def narrowed(self, most: int) -> None:
        """Learn that a write of more bytes than this no longer travels in one piece."""

    def connection_lost(self) -> None:
        """Learn that the connection is gone; called exactly once."""


class Transport(Protocol):
    """Something that carries bytes to one client."""

    keeps_records: bool
    """Whether two writes never get joined on the way."""

    def attach(self, receiver: Receiver) -> None:
        """Start reading; from now on `receiver` is told of everything."""

    def try_write(self, data: bytes) -> bool:
        """Send one whole write; `False` = no room, try again after `room_again`."""

    def unreached(self) -> int:
        """How many of the bytes written have not reached the client, as far as is known."""

    def pause_reading(self, *, paused: bool) -> None:
        """Stop taking the client's bytes, or go on."""

    def finish(self) -> None:
        """Close after the last write, in such a way that the client can still read it."""

    def abort(self) -> None:
        """End the connection at once."""


class Line(Transport, Protocol):
    """A transport that also knows how far away the client is."""

    def round_trip_ms(self) -> int:
        """How long bytes take to the client and back; 0 = unknown, or below `SHORTEST_TRIP_MS`."""

    def silent_ms(self) -> int:
        """For how long not even an acknowledgement has come from the client; 0 = unknown."""


class SocketTransport:
    """A TCP socket on an asyncio loop."""

    __slots__ = (
        "_ending",
        "_flags",
        "_full_since",
        "_gone",
        "_linger_timer",
        "_lingering",
        "_loop",
        "_open",
        "_part",
        "_paused",
        "_piece",
        "_receiver",
        "_resets",
        "_rest",
        "_room",
        "_sock",
        "_window_timer",
        "keeps_records",
    )

    def __init__(
        self,
        sock: socket.socket,
        loop: asyncio.AbstractEventLoop,
        *,
        msg_eor: bool,
        part: Callable[[Callable[[], None]], object] | None = None,
        resets: Resets | None = None,
    ) -> None:
        """Take over an accepted socket; `msg_eor` = mark each write as a record where the kernel can.

        `part` calls what ends the connection of a client that has gone, soon and not at once; `None` = in the loop's
        next turn.  The sockets of one server share `resets`; without it the socket is looked at by itself.

        Raises:
            OSError: the connection has gone already.

        """
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _keep_alive(sock)
        self._sock = sock
        self._loop = loop
        self._resets = resets or Resets(loop)
        self._flags = EOR if msg_eor else 0
        self.keeps_records = bool(self._flags)
        self._room = KernelRoom(sock)
        self._rest = b""
        self._piece = self.segment_bytes(READ_BYTES)
        """How many bytes travelled in one piece when that was last looked at."""

        self._receiver: Receiver | None = None
        self._open = True
        self._part = part or loop.call_soon
        self._gone = False
        """Whether the client has gone, and the end is on its way."""

        self._paused = False
        self._ending = False
        self._lingering = 0
        self._linger_timer: asyncio.TimerHandle | None = None
        self._window_timer: asyncio.TimerHandle | None = None
        self._full_since: float | None = None

    def round_trip_ms(self) -> int:
        """The smoothed time to the client and back; 0 = unknown (not Linux), or below `SHORTEST_TRIP_MS`.

        Source: 03-world §10 step 0.
        """
        _silent_ms, trip_us = self._tcp_info()
        trip_ms = trip_us // 1000
        return trip_ms if trip_ms >= SHORTEST_TRIP_MS else 0

    def silent_ms(self) -> int:
        """For how long not even an acknowledgement has come from the client; 0 = unknown (not Linux).

        A client that is there answers the kernel's questions (`KEEPALIVE`), whatever its player does.
        """
        return self._tcp_info()[0]

    def segment_bytes(self, default: int) -> int:
        """How many bytes go to the client in one piece, `default` at most: a longer write is cut on the way."""
        try:
            found = self._sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG)
        except (OSError, AttributeError):  # gone already, or Windows
            return default
        return max(SMALLEST_SEGMENT, min(default, found - SACK_BYTES))

    def _tcp_info(self) -> tuple[int, int]:
        """The two fields of `TCP_INFO`; zeros where they can't be had."""
        if not self._open or sys.platform != "linux":
            return 0, 0
        try:
            info = self._sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, TCP_INFO.size)
        except OSError:
            return 0, 0
        if len(info) < TCP_INFO.size:
            return 0, 0
        silent_ms, trip_us = TCP_INFO.unpack(info)
        return silent_ms, trip_us

    def attach(self, receiver: Receiver) -> None:
        """Start reading."""
        self._receiver = receiver
        self._watch_input()
        self._resets.watch(self._sock, self._read_out)

    def try_write(self, data: bytes) -> bool:
        """Send one whole write, unless the kernel or the client has no room for it; a closed socket swallows it.

        If the kernel takes only a part all the same (a packet longer than its free room), the rest goes before
        anything else.
        """
        if not self._open:
            return True
        length = len(data)
        if length > ANY_PATH:
            self._look_at_path()
        if (self._rest or not self._room.take(length)) and not self._finds_room(length):
            return False
        try:
            sent = self._sock.send(data, self._flags)
        except OSError as fault:
            sent = self._sent_despite(fault, length)
        if sent < length:
            self._rest = data[sent:]
            self._watch_room()
        return True

    def unreached(self) -> int:
        """What waits here and what the client has not acknowledged; only Linux knows of the latter."""
        return len(self._rest) + (unacknowledged(self._sock) if self._open else 0)

    def pause_reading(self, *, paused: bool) -> None:
        """Stop taking the client's bytes, or go on."""
        self._paused = paused
        if not self._open:
            return
        if paused:
            self._loop.remove_reader(self._sock)
        else:
            self._watch_input()

    def finish(self) -> None:
        """Send FIN, then read and drop the client's remaining input: closing with unread input would send RST."""
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
        self._resets.forget(self._sock)
        self._sock.close()
        receiver, self._receiver = self._receiver, None  # nobody refers to the other any more: both are freed at once
        if receiver is not None:
            receiver.connection_lost()

    def _leave(self) -> None:
        """The client has gone: end the connection when its turn to end comes."""
        if not self._gone:
            self._gone = True
            self._loop.remove_reader(self._sock)
            self._part(self.abort)

    def _watch_input(self) -> None:
        if self._gone:
            return
        # uvloop's watcher dies of an error on the socket, and a dead one must be removed before another can be set.
        self._loop.remove_reader(self._sock)
        self._loop.add_reader(self._sock, self._readable)

    def _watch_room(self) -> None:
        self._loop.remove_writer(self._sock)
        self._loop.add_writer(self._sock, self._writable)

    def _readable(self) -> None:
        self._read()

    def _read(self) -> bool:
        """Take what has come, of much only a part: the loop calls again for the rest.  Whether anything came."""
        if not self._open or self._paused or self._gone:
            return False
        try:
            data = self._sock.recv(READ_BYTES)
        except (BlockingIOError, InterruptedError):
            return False
        except OSError:
            data = b""
        if not data:
            self._leave()
            return False
        if self._lingering:
            self._lingering -= len(data)
            if self._lingering <= 0:
                self.abort()
        elif self._receiver is not None:
            self._receiver.data_received(data)
        return True

    def _read_out(self) -> None:
        """After a reset that the loop may not have told: read what is left, and then the reset."""
        if self._read():
            self._loop.call_soon(self._read_out)

    def _look_at_path(self) -> None:
        """See whether the path has become narrower, in its middle too; the kernel learns that from what it loses."""
        piece = self.segment_bytes(self._piece)
        if piece < self._piece:
            self._piece = piece
            if self._receiver is not None:
                self._receiver.narrowed(piece)

    def _window_takes(self, length: int) -> bool:
        """Whether the client's window has room; if not, the receiver is told a little later to try again."""
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

    def _finds_room(self, length: int) -> bool:
        """Ask the kernel for room, and note a write of `length` bytes if there is some; else it is waited for."""
        if self._rest or not self._room.in_buffer():
            self._watch_room()
            return False
        if self.keeps_records and not self._window_takes(length):
            return False
        self._room.used(length)
        return True

    def _sent_despite(self, fault: OSError, length: int) -> int:
        """How many of so many bytes count as sent: none if there was no room, all if nobody will hear them."""
        if isinstance(fault, (BlockingIOError, InterruptedError)):
            return 0
        self._leave()
        return length

    def _writable(self) -> None:
        if self._rest:
            length = len(self._rest)
            try:
                sent = self._sock.send(self._rest, self._flags)
            except OSError as fault:
                sent = self._sent_despite(fault, length)
            self._rest = self._rest[sent:]
            if self._rest:
                self._watch_room()
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


def _keep_alive(sock: socket.socket) -> None:
    """Let the kernel notice a client whose line is dead."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in KEEPALIVE.items():
        option = getattr(socket, name, None)
        if option is not None:
            sock.setsockopt(socket.IPPROTO_TCP, option, value)
