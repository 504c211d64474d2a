"""Turning the values of a server packet into bytes, prepared once for every layout so that sending is quick.

`Message` uses these; the fields of each packet are declared in `layouts`.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, TypeAlias

from pyao.protocol import text as wire_text
from pyao.protocol.fields import Field
from pyao.protocol.gaps import SOMETIMES, SPECIAL
from pyao.protocol.layouts import MULTI_LAYOUTS, SERVER_LAYOUTS
from pyao.protocol.packet_builder import PacketBuilder, counted
from pyao.protocol.packet_id import ServerPacketID
from pyao.protocol.text import TextEncoding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyao.protocol.fields import Layout

    Values: TypeAlias = tuple[Any, ...]
    Piece: TypeAlias = Callable[[Values, TextEncoding], bytes]

_CODES = {"u8": "B", "i16": "h", "i32": "i", "f32": "f", "bool": "?"}
"""The types of fixed width, by the letter that `struct` has for them."""

_TEXTS = frozenset({"str", "strlist"})
_NEWS = frozenset({ServerPacketID.GUILD_NEWS, ServerPacketID.GUILD_LEADER_INFO})

MOST_PLAIN_TEXT = 1_000
"""Characters of a text beyond which a packet is not packed before somebody gets it."""


class Packer:
    """Packs with `PacketBuilder`: slow, but works for every layout and can say which value is wrong."""

    def __init__(self, packet: ServerPacketID, name: str, layout: Layout) -> None:
        """`name` is used in errors."""
        self.packet = packet
        self.name = name
        self.layout = layout
        self.special = packet in SPECIAL
        self._suits = SOMETIMES.get(packet)
        self._has_text = any(one.kind in _TEXTS for field in layout for one in (field, *field.items))

    def check(self, values: Values) -> bytes | None:
        """Check the values; gives the packet if its bytes are the same in every encoding, `None` = they may differ.

        Raises:
            PacketError: a value does not fit its field.

        """
        data = self._build(values, TextEncoding.CP1252)
        return None if self._has_text else data

    def suits_all(self, values: Values) -> bool:
        """Whether every client is sent the packet as it is, apart from the encoding of its texts."""
        return not self.special and (self._suits is None or self._suits(values))

    def pack(self, values: Values, encoding: TextEncoding) -> bytes:
        """The packet, id included; the values must have been checked.

        Raises:
            PacketError: a text is too long in that encoding.

        """
        return self._build(values, encoding)

    def _build(self, values: Values, encoding: TextEncoding) -> bytes:
        builder = PacketBuilder(self.name, self.packet, encoding)
        builder.layout(self.layout, values)
        return builder.build()


class FixedPacker(Packer):
    """Packs a packet of numbers and flags as one structure."""

    def __init__(self, packet: ServerPacketID, name: str, layout: Layout) -> None:
        super().__init__(packet, name, layout)
        self._struct = _struct(layout, "<B")
        self._flags = _places(layout, "bool")

    def check(self, values: Values) -> bytes | None:
        try:
            data = self._struct.pack(self.packet, *values)
        except (struct.error, OverflowError):
            return super().check(values)
        for place in self._flags:
            if values[place].__class__ is not bool:
                return super().check(values)
        return data


class TextPacker(Packer):
    """Packs runs of numbers and flags as structures, and the texts and lists of texts between them one by one."""

    def __init__(self, packet: ServerPacketID, name: str, layout: Layout) -> None:
        super().__init__(packet, name, layout)
        self._head = bytes((packet,))
        self._runs = [(start, end, _struct(layout[start:end])) for start, end in _runs(layout)]
        self._texts = _places(layout, "str")
        self._lists = _places(layout, "strlist")
        self._flags = _places(layout, "bool")
        pieces = {start: _numbers(start, end, packed) for start, end, packed in self._runs}
        pieces |= {place: self._text(place) for place in (*self._texts, *self._lists)}
        self._pieces = [pieces[place] for place in sorted(pieces)]

    def check(self, values: Values) -> bytes | None:
        if len(values) != len(self.layout) or not self._fits(values):
            return super().check(values)
        try:
            if self._is_same_for_all(values):
                return self.pack(values, TextEncoding.CP1252)
            for start, end, packed in self._runs:
                packed.pack(*values[start:end])
        except (struct.error, OverflowError):
            return super().check(values)
        return None

    def _is_same_for_all(self, values: Values) -> bool:
        """Whether the bytes are the same in every encoding, and short enough to be made before they are wanted."""
        if self.special or self._lists:
            return False
        for place in self._texts:
            # How long a text of other characters may be depends on the encoding: that is left to `pack`.
            # Whatever is more than plain text may read otherwise for another viewer.
            text = values[place]
            if text.__class__ is not str or not text.isascii() or len(text) > MOST_PLAIN_TEXT:
                return False
        return True

    def pack(self, values: Values, encoding: TextEncoding) -> bytes:
        return self._head + b"".join([piece(values, encoding) for piece in self._pieces])

    def renumbered(self, data: bytes, numbers: Values) -> bytes:
        """The packet `data`, which must begin with numbers, with other ones before its first text.

        Raises:
            struct.error: a number does not fit its field, or there are more or fewer.

        """
        packed = self._runs[0][2]
        return self._head + packed.pack(*numbers) + data[1 + packed.size :]

    def _fits(self, values: Values) -> bool:
        """Whether texts, lists and flags are what they should be; packing shows whether the numbers fit."""
        for place in self._texts:
            if not isinstance(values[place], str):
                return False
        for place in self._flags:
            if values[place].__class__ is not bool:
                return False
        return all(isinstance(values[place], tuple) and all(map(_is_text, values[place])) for place in self._lists)

    def _text(self, place: int) -> Piece:
        """How the text or list at that place is written; a guild's news are encoded in a way of their own."""
        field = self.layout[place]
        where = f"{self.name}.{field.name}"
        if field.kind == "strlist":
            return lambda values, _encoding: counted(wire_text.join_list(values[place]), where)
        encode = wire_text.encode_news if field.name == "news" and self.packet in _NEWS else wire_text.encode
        return lambda values, encoding: counted(encode(values[place], encoding), where)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _places(layout: Layout, kind: str) -> tuple[int, ...]:
    return tuple(place for place, field in enumerate(layout) if field.kind == kind)


def _struct(layout: Layout, head: str = "<") -> struct.Struct:
    return struct.Struct(head + "".join(_CODES[field.kind] for field in layout))


def _runs(layout: Layout) -> Iterator[tuple[int, int]]:
    """Start and end of each run of fixed-width fields in a layout."""
    start = 0
    for place, field in enumerate(layout):
        if field.kind in _TEXTS:
            if start < place:
                yield start, place
            start = place + 1
    if start < len(layout):
        yield start, len(layout)


def _numbers(start: int, end: int, packed: struct.Struct) -> Piece:
    return lambda values, _encoding: packed.pack(*values[start:end])


def _packer(packet: ServerPacketID, name: str, layout: Layout) -> Packer:
    if any(field.items for field in layout):
        return Packer(packet, name, layout)
    kind = FixedPacker if all(field.kind in _CODES for field in layout) else TextPacker
    return kind(packet, name, layout)


PACKERS = {packet: _packer(packet, packet.name, layout) for packet, layout in SERVER_LAYOUTS.items()}

_KIND = Field("index", "u8")
MULTI_PACKERS = {
    kind: _packer(ServerPacketID.MULTI_MESSAGE, kind.name, (_KIND, *layout)) for kind, layout in MULTI_LAYOUTS.items()
}
