"""Guessing the code page of a client's system from the SYN packet that opened its connection.

Windows starts its packets with a TTL of 128, Linux, macOS and Android with 64.  Source: 01-protocol §1 `auto`.
"""

from __future__ import annotations

import socket
from contextlib import suppress

from pyao.protocol.dialect import Dialect
from pyao.protocol.text import AUTO, TextEncoding

TCP_SAVE_SYN = getattr(socket, "TCP_SAVE_SYN", 27)
TCP_SAVED_SYN = getattr(socket, "TCP_SAVED_SYN", 28)
"""Linux's numbers; older Pythons have no names for them."""

LAST_UNIX_TTL = 64
_TTL_AT = {4: 8, 6: 7}
"""Where the TTL (hop limit) stands in an IP header, by IP version."""

_SYN_BYTES = 256


def keep_syns(listener: socket.socket) -> None:
    """Have the kernel keep the SYN of every connection to this listener, where it can (Linux)."""
    if hasattr(socket, "TCP_CORK"):
        with suppress(OSError):
            listener.setsockopt(socket.IPPROTO_TCP, TCP_SAVE_SYN, 1)


def encoding_for(setting: str, dialect: Dialect, sock: socket.socket | None) -> TextEncoding:
    """The encoding of text sent to a new connection; `sock` `None` = its SYN can't be read."""
    if setting != AUTO:
        return TextEncoding(setting)
    if dialect is Dialect.ORIGINAL:
        return TextEncoding.CP1252
    ttl = _syn_ttl(sock) if sock is not None else None
    if ttl is None:
        return TextEncoding.ASCII
    return TextEncoding.CP1252 if ttl > LAST_UNIX_TTL else TextEncoding.UTF_8


def _syn_ttl(sock: socket.socket) -> int | None:
    try:
        header = sock.getsockopt(socket.IPPROTO_TCP, TCP_SAVED_SYN, _SYN_BYTES)
    except OSError:
        return None
    return ttl_of(header)


def ttl_of(header: bytes) -> int | None:
    """The TTL or hop limit of an IP packet; `None` = the bytes are no IP header."""
    place = _TTL_AT.get(header[0] >> 4) if header else None
    return header[place] if place is not None and len(header) > place else None
