"""Whether a whole write can leave at once: room in our kernel's buffer, and in the client's window.

A write that the kernel can take only in part, or that it must hold back because the client's window is almost full, may
be cut.  Source: 01-protocol §3 rules 5 and 6.

Our buffer: Linux calls a TCP socket writable only while a third of its buffer is free, and a write of one segment that
begins in free room is taken whole.  With `SEND_BUFFER` that third is larger than any packet a client can read.

The client's window: record boundaries hold while segments wait here, but not when TCP probes a window that is open by
less than the next segment: a probe sends as much of it as fits.  That happens to every client that is frozen for some
seconds (its window is dragged, it loads a map).  So nothing is written that the window can't take; the window is asked
for only when what it last offered is used up, since TCP never takes an offer back.
"""

from __future__ import annotations

import select
import socket
import struct
import sys

SEND_BUFFER = 131_072
"""Bytes that the kernel may hold for one client; a client that does not read is noticed the sooner."""

WHOLE = 1 << 31
"""More than any window: the system does not say."""

_TCP_INFO_BYTES = 232
_WINDOW_AT = 228
"""Where Linux (5.4 and later) has the peer's window in its TCP_INFO."""

_SIOCOUTQ = 0x5411
"""Linux's question for the bytes that the peer has not acknowledged."""


class KernelRoom:
    """The room for one socket's writes; `used` must be told of each."""

    def __init__(self, sock: socket.socket) -> None:
        """Nothing has been written yet."""
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        self._sock = sock
        self._window = 0
        self._widest = 1
        self._poll = select.poll() if hasattr(select, "poll") else None
        if self._poll is not None:
            self._poll.register(sock, select.POLLOUT)

    def in_buffer(self) -> bool:
        """Whether the kernel's buffer has room; a broken connection has, so that writing finds it out."""
        if self._poll is not None:
            return bool(self._poll.poll(0))
        return bool(select.select((), (self._sock,), (), 0)[1])

    def in_window(self, length: int) -> bool:
        """Whether the client can take so many bytes now; a write longer than its whole window must go all the same."""
        if self._window < length:
            self._window = offered_window(self._sock)
            self._widest = max(self._widest, self._window)
        return self._window >= min(length, self._widest)

    def used(self, length: int) -> None:
        """So many bytes have been written."""
        self._window -= length


def offered_window(sock: socket.socket) -> int:
    """Bytes that the peer still takes beyond all that has been written; `WHOLE` = the system does not say."""
    if sys.platform != "linux":
        return WHOLE
    try:
        facts = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _TCP_INFO_BYTES)
        (window,) = struct.unpack_from("=I", facts, _WINDOW_AT)
        return int(window) - _unacknowledged(sock)
    except (OSError, struct.error):
        return WHOLE


def _unacknowledged(sock: socket.socket) -> int:
    import fcntl  # noqa: PLC0415 - Windows has none

    (waiting,) = struct.unpack("=i", fcntl.ioctl(sock, _SIOCOUTQ, bytes(4)))
    return int(waiting)
