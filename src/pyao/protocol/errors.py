"""The two kinds of mistake: ours and the peer's."""

from __future__ import annotations


class ProtocolError(Exception):
    """The peer sent what can't be valid; its connection is closed.  The text names packet and field."""


class PacketError(ValueError):
    """We tried to send what a packet can't carry.  The text names packet, field and value."""


class Incomplete(Exception):
    """The bytes of the packet are not all there yet; nothing has been consumed."""
