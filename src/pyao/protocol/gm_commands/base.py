"""What the declaration of a GM command is made of.

A command is a frozen dataclass: its number, then its fields in wire order, each with its type on the wire.
"""

from __future__ import annotations

from typing import ClassVar

from pyao.protocol.client_packets.base import I16, U8, Bool, C, ClientPacket, IpOrName, Str
from pyao.protocol.packet_id import GMCommandID as G

__all__ = ["I16", "U8", "Bool", "G", "GMCommand", "IpOrName", "Str"]

_LAST_COMMON = 107
_ONLY_ORIGINAL = 12
"""So many commands stand in the original's numbering behind the common ones, and have no number in Godot's."""


class GMCommand(ClientPacket):
    """Anything that packet 122 may carry.  `godot` and `original` are its numbers; `None` = it has none there."""

    __slots__ = ()

    id = C.GM_COMMANDS
    godot: ClassVar[G | None] = None
    original: ClassVar[int | None] = None

    def __init_subclass__(cls) -> None:
        """Find the other number.  Source: 01-protocol §8."""
        if cls.godot is not None:
            cls.original = cls.godot + (_ONLY_ORIGINAL if cls.godot > _LAST_COMMON else 0)
