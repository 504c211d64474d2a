"""Whether a write can leave in one piece: it needs room in our kernel's buffer and in the client's window.

If the kernel can take only a part, or must hold some back because the client's window is almost full, a packet may
be cut.  Source: 01-protocol §3 rules 5 and 6.

Our buffer: Linux reports a TCP socket as writable only while a third of its buffer is free, and takes a write of one
segment whole if any of it fits.  With `SEND_BUFFER` that third is larger than any packet a client can read.

The client's window: record boundaries survive while segments wait in the kernel, but not when TCP probes a window that
is open by less than the next segment, because a probe carries as much of it as fits.  That happens to every client that
freezes for some seconds (the player drags its window, or it loads a map).  So nothing is written that the window can't
take.  The kernel is asked for the window only when the last known offer is used up, since TCP never withdraws an offer.
"""

from __future__ import annotations

import select
import socket
import struct
import sys

SEND_BUFFER = 131_072
"""Bytes that the kernel may buffer for one client; the limit also helps to notice early that a client does not read."""

SURE_BYTES = SEND_BUFFER // 4
"""Bytes, those the kernel adds to each write included, that surely have room on any system once it has reported any.

It is asked again only after so many, because asking costs as much as a third of a write.
"""

REPORTED_SHARE = 3
"""Linux reports room while one part in so many of its buffer is free, which is twice as big as it was told."""

WRITE_COST = 2_304
"""Bytes of the kernel's buffer that one write takes besides its own, at most."""

WHOLE = 1 << 31
"""Stands for a window of unknown size: larger than any real one."""

_TCP_INFO_BYTES = 232
_WINDOW_AT = 228
"""Where Linux (5.4 and later) has the peer's window in its TCP_INFO."""

_SIOCOUTQ = 0x5411
"""Linux's ioctl for the number of bytes that the peer has not acknowledged."""


class KernelRoom:
    """How much one socket can take; every write must be reported, to `take` or to `used`."""

    __slots__ = ("_poll", "_reported_bytes", "_sock", "_sure_bytes", "_widest", "_window")

    def __init__(self, sock: socket.socket) -> None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        self._sock = sock
        self._window = 0
        self._sure_bytes = 0
        self._reported_bytes = SURE_BYTES
        if sys.platform == "linux":
            self._reported_bytes = sock.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) // REPORTED_SHARE
        self._widest = 1
        self._poll = select.poll() if hasattr(select, "poll") else None
        if self._poll is not None:
            self._poll.register(sock, select.POLLOUT)

    def take(self, length: int) -> bool:
        """Note a write of `length` bytes if it has room without asking the kernel, as nearly every one has."""
        if self._sure_bytes > 0 and self._window >= length:
            self._window -= length
            self._sure_bytes -= length + WRITE_COST
            return True
        return False

    def in_buffer(self) -> bool:
        """Whether the kernel's buffer has room; true for a broken connection too, so that a write finds it out."""
        if self._sure_bytes > 0:
            return True
        free = self._ask_buffer()
        if free:
            self._sure_bytes = self._reported_bytes
        return free

    def _ask_buffer(self) -> bool:
        if self._poll is not None:
            return bool(self._poll.poll(0))
        return bool(select.select((), (self._sock,), (), 0)[1])

    def in_window(self, length: int) -> bool:
        """Whether the client can take a write of `length` bytes now.

        A write longer than the widest window it ever offered passes as soon as the window is that wide again.
        """
        if self._window < length:
            self._window = offered_window(self._sock)
            self._widest = max(self._widest, self._window)
        return self._window >= min(length, self._widest)

    def used(self, length: int) -> None:
        """Note that `length` bytes have been written."""
        self._window -= length
        self._sure_bytes -= length + WRITE_COST


def offered_window(sock: socket.socket) -> int:
    """Bytes that the peer accepts beyond those already written; `WHOLE` = the system can't tell."""
    if sys.platform != "linux":
        return WHOLE
    try:
        facts = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _TCP_INFO_BYTES)
        (window,) = struct.unpack_from("=I", facts, _WINDOW_AT)
        return int(window) - _in_flight(sock)
    except (OSError, struct.error):
        return WHOLE


def unacknowledged(sock: socket.socket) -> int:
    """Bytes that have been written but that the peer has not acknowledged; 0 = the system can't tell."""
    if sys.platform != "linux":
        return 0
    try:
        return _in_flight(sock)
    except OSError:
        return 0


def _in_flight(sock: socket.socket) -> int:
    import fcntl  # noqa: PLC0415 - Windows has none

    (waiting,) = struct.unpack("=i", fcntl.ioctl(sock, _SIOCOUTQ, bytes(4)))
    return int(waiting)
