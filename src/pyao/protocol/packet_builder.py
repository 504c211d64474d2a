"""Writing the bytes of a packet, field by field, with every value checked.

Source: 01-protocol §1.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from pyao.protocol import text as wire_text
from pyao.protocol.errors import PacketError
from pyao.protocol.text import TextEncoding

if TYPE_CHECKING:
    from pyao.protocol.fields import Layout

MAX_TEXT = 32_767
"""Most bytes in one str; the client takes longer counts for negative ones."""

_INTEGERS = {"u8": (0, 255, 1), "i16": (-32_768, 32_767, 2), "i32": (-2_147_483_648, 2_147_483_647, 4)}


def counted(data: bytes, field: str) -> bytes:
    """The bytes of a text with their count in front; `field` is used in the error.

    Raises:
        PacketError: there are more than `MAX_TEXT`.

    """
    if len(data) > MAX_TEXT:
        raise PacketError(f"{field}: {len(data)} bytes of text are more than {MAX_TEXT}")
    return len(data).to_bytes(2, "little") + data


class PacketBuilder:
    """Collects the bytes of one packet.  Every method raises `PacketError` for a value that the field can't carry."""

    __slots__ = ("_bytes", "_encoding", "_packet")

    def __init__(self, packet: str, packet_id: int, encoding: TextEncoding = TextEncoding.CP1252) -> None:
        """`packet` is the name used in errors."""
        self._packet = packet
        self._encoding = encoding
        self._bytes = bytearray((packet_id,))

    def integer(self, kind: str, name: str, value: object) -> None:
        """Append an integer; `kind` is u8, i16 or i32."""
        low, high, width = _INTEGERS[kind]
        if not isinstance(value, int) or not low <= value <= high:
            raise PacketError(f"{self._packet}.{name}: {value!r} is not in {low}..{high}")
        self._bytes += value.to_bytes(width, "little", signed=low < 0)

    def f32(self, name: str, value: float) -> None:
        """Append a single-precision number."""
        try:
            self._bytes += struct.pack("<f", value)
        except (struct.error, OverflowError) as fault:
            raise PacketError(f"{self._packet}.{name}: {value!r} is no single-precision number") from fault

    def boolean(self, name: str, value: object) -> None:
        """Append a flag, as a byte 0 or 1."""
        if value is not True and value is not False:
            raise PacketError(f"{self._packet}.{name}: {value!r} is neither True nor False")
        self._bytes.append(value)

    def text(self, name: str, value: object) -> None:
        """Append a text in the builder's encoding."""
        if not isinstance(value, str):
            raise PacketError(f"{self._packet}.{name}: {value!r} is no text")
        self._bytes += counted(wire_text.encode(value, self._encoding), f"{self._packet}.{name}")

    def strlist(self, name: str, items: object) -> None:
        """Append a list of texts, always in cp1252."""
        if not isinstance(items, tuple | list) or not all(isinstance(item, str) for item in items):
            raise PacketError(f"{self._packet}.{name}: {items!r} is no list of texts")
        self._bytes += counted(wire_text.join_list(items), f"{self._packet}.{name}")

    def layout(self, layout: Layout, values: object) -> None:
        """Append all fields of a layout with their values, in order."""
        if not isinstance(values, tuple | list) or len(layout) != len(values):
            raise PacketError(f"{self._packet}: {values!r} for the fields {', '.join(field.name for field in layout)}")
        previous: Any = None
        for field, value in zip(layout, values, strict=True):
            if field.items:
                self._group(field.kind, field.name, field.times, field.items, value)
            elif field.kind == "ip_or_name":
                self._ip_or_name(field.name, value, by_ip=previous is True)
            else:
                self._simple(field.kind, field.name, value)
            previous = value

    def build(self) -> bytes:
        """The bytes of the packet."""
        return bytes(self._bytes)

    def _simple(self, kind: str, name: str, value: Any) -> None:
        if kind in _INTEGERS:
            self.integer(kind, name, value)
        elif kind == "str":
            self.text(name, value)
        elif kind == "strlist":
            self.strlist(name, value)
        elif kind == "bool":
            self.boolean(name, value)
        else:
            self.f32(name, value)

    def _group(self, count: str, name: str, times: int, items: Layout, values: object) -> None:
        if not isinstance(values, tuple | list) or (times and len(values) != times):
            raise PacketError(f"{self._packet}.{name}: {values!r} is no list of {times or 'such'} entries")
        if count:
            self.integer(count, f"{name} count", len(values))
        for value in values:
            self.layout(items, (value,) if len(items) == 1 else value)

    def _ip_or_name(self, name: str, value: object, *, by_ip: bool) -> None:
        if not by_ip:
            self.text(name, value)
            return
        if not isinstance(value, tuple) or len(value) != 4:
            raise PacketError(f"{self._packet}.{name}: {value!r} is no IP address")
        for number in value:
            self.integer("u8", name, number)
