"""The parts of a GM command's declaration.

A command is a frozen dataclass: its number, then its fields in wire order, each with its type on the wire.
"""

from __future__ import annotations

from typing import ClassVar

from pyao.protocol.client_packets.base import I16, U8, Bool, C, ClientPacket, IpOrName, Str
from pyao.protocol.packet_id import GMCommandID as G

__all__ = ["I16", "U8", "Bool", "G", "GMCommand", "IpOrName", "Str"]

_LAST_COMMON = 107
_ONLY_ORIGINAL = 12
"""How many commands follow the common ones in the original's numbering and are missing from Godot's."""


class GMCommand(ClientPacket):
    """Any command in packet 122.  `godot` and `original` are its numbers; `None` = missing from that numbering."""

    __slots__ = ()

    id = C.GM_COMMANDS
    godot: ClassVar[G | None] = None
    original: ClassVar[int | None] = None

    def __init_subclass__(cls) -> None:
        """Derive the original's number from Godot's.  Source: 01-protocol §8."""
        if cls.godot is not None:
            cls.original = cls.godot + (_ONLY_ORIGINAL if cls.godot > _LAST_COMMON else 0)
