"""A server packet as a value: built once, equal by content, its bytes made once for each encoding in use."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from pyao.protocol.fields import Field
from pyao.protocol.layouts import MULTI_LAYOUTS, SERVER_LAYOUTS
from pyao.protocol.packet_builder import PacketBuilder
from pyao.protocol.packet_id import MultiMessageID, ServerPacketID
from pyao.protocol.text import LINE_BREAK_SIGN, TextEncoding

if TYPE_CHECKING:
    from pyao.protocol.fields import Layout

_CODES = {"u8": "B", "i16": "h", "i32": "i", "f32": "f", "bool": "?"}
_KIND = Field("index", "u8")

NEWS = frozenset({ServerPacketID.GUILD_NEWS, ServerPacketID.GUILD_LEADER_INFO})
"""Their `news` breaks its lines with `º`, which an ASCII client must get as a line feed.  Source: 01 §1."""


def _struct_of(layout: Layout) -> struct.Struct | None:
    """The fields as one fixed structure with the id; `None` where text or a group makes the length vary."""
    if any(field.items or field.kind not in _CODES for field in layout):
        return None
    return struct.Struct("<B" + "".join(_CODES[field.kind] for field in layout))


_FIXED = {packet: _struct_of(layout) for packet, layout in SERVER_LAYOUTS.items()}


class Message:
    """One packet to a client.  `values` are its fields in wire order.

    The values are checked when the bytes are first made, which is when the first hearer's connection queues it: still
    inside the call of who sent it.
    """

    __slots__ = ("_bytes", "id", "values")

    def __init__(self, packet: ServerPacketID, values: tuple[Any, ...]) -> None:
        """Use the functions of `pyao.protocol.msg` instead."""
        self.id = packet
        self.values = values
        self._bytes: dict[TextEncoding, bytes] = {}

    @property
    def layout(self) -> Layout:
        """Its fields; those of a MultiMessage depend on its kind."""
        if self.id is ServerPacketID.MULTI_MESSAGE:
            return (_KIND, *MULTI_LAYOUTS[MultiMessageID(self.values[0])])
        return SERVER_LAYOUTS[self.id]

    @property
    def name(self) -> str:
        """The packet's name as the spec writes it; that of its kind for a MultiMessage."""
        which = MultiMessageID(self.values[0]) if self.id is ServerPacketID.MULTI_MESSAGE else self.id
        return which.name

    @property
    def fields(self) -> dict[str, Any]:
        """The values by field name."""
        return {field.name: value for field, value in zip(self.layout, self.values, strict=True)}

    def bytes_for(self, encoding: TextEncoding) -> bytes:
        """The packet, id included, with its text in that encoding.

        Raises:
            PacketError: a value does not fit its field.

        """
        data = self._bytes.get(encoding)
        if data is None:
            data = self._bytes[encoding] = self._build(encoding)
        return data

    def _build(self, encoding: TextEncoding) -> bytes:
        fixed = _FIXED[self.id]
        if fixed is not None and self.id is not ServerPacketID.MULTI_MESSAGE:
            try:
                return fixed.pack(self.id, *self.values)
            except struct.error:
                pass  # the builder below says which field it was
        builder = PacketBuilder(self.name, self.id, encoding)
        values = self.values
        if encoding is TextEncoding.ASCII and self.id in NEWS:
            broken = [field.name for field in self.layout].index("news")
            news = values[broken].replace(LINE_BREAK_SIGN, "\n")
            values = (*values[:broken], news, *values[broken + 1 :])
        builder.layout(self.layout, values)
        return builder.build()

    def __eq__(self, other: object) -> bool:
        """Equal when id and values are."""
        return isinstance(other, Message) and self.id == other.id and self.values == other.values

    def __hash__(self) -> int:
        """By content."""
        return hash((self.id, self.values))

    def __repr__(self) -> str:
        """As a reader of a failing test wants it: `CHARACTER_MOVE(char=7, x=50, y=50)`."""
        try:
            shown = ", ".join(f"{name}={value!r}" for name, value in self.fields.items() if name != _KIND.name)
        except ValueError:
            shown = ", ".join(map(repr, self.values))
        return f"{self.name}({shown})"


def multi(kind: MultiMessageID, *values: Any) -> Message:
    """A MultiMessage of a kind."""
    return Message(ServerPacketID.MULTI_MESSAGE, (kind, *values))
