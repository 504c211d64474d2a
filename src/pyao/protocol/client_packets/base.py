"""The parts of a client packet's declaration.

A packet is a frozen dataclass: its id, then its fields in wire order, each with its type on the wire.  The decoder
reads by these declarations.
"""

from __future__ import annotations

from typing import ClassVar

from pyao.protocol.fields import I16, I32, U8, Bool, Codex, IpOrName, Points, Str
from pyao.protocol.packet_id import ClientPacketID as C

__all__ = ["I16", "I32", "U8", "Bool", "C", "ClientPacket", "Codex", "IpOrName", "Points", "Str"]


class ClientPacket:
    """Any packet that a client sends."""

    __slots__ = ()

    id: ClassVar[C]
