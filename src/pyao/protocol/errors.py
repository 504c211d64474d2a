"""What can go wrong with a packet: the peer's mistake, our own, or bytes that have not arrived yet."""

from __future__ import annotations


class ProtocolError(Exception):
    """The peer sent something that can't be valid; its connection is closed.  The text names packet and field."""


class PacketError(ValueError):
    """We tried to send something that a packet can't carry.  The text names packet, field and value."""


class Incomplete(Exception):
    """Not all bytes of the packet have arrived yet; nothing has been consumed."""
