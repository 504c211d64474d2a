"""Writing the bytes of a packet, field by field, with every range checked.

Source: 01-protocol §1.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from pyao.protocol import text as wire_text
from pyao.protocol.errors import PacketError
from pyao.protocol.text import TextEncoding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyao.protocol.fields import Layout

MAX_TEXT = 32_767
"""Bytes in one str; the client takes longer counts for negative ones."""

_INTEGERS = {"u8": (0, 255, 1), "i16": (-32_768, 32_767, 2), "i32": (-2_147_483_648, 2_147_483_647, 4)}


class PacketBuilder:
    """Collects the bytes of one packet.  Every method raises `PacketError` for what the field can't carry."""

    __slots__ = ("_bytes", "_encoding", "_packet")

    def __init__(self, packet: str, packet_id: int, encoding: TextEncoding = TextEncoding.CP1252) -> None:
        """`packet` is the name used in errors."""
        self._packet = packet
        self._encoding = encoding
        self._bytes = bytearray((packet_id,))

    def integer(self, kind: str, name: str, value: int) -> None:
        """A u8, i16 or i32."""
        low, high, width = _INTEGERS[kind]
        if not low <= value <= high:
            raise PacketError(f"{self._packet}.{name}: {value!r} is not in {low}..{high}")
        self._bytes += (value & ((1 << 8 * width) - 1)).to_bytes(width, "little")

    def f32(self, name: str, value: float) -> None:
        """A single-precision number."""
        try:
            self._bytes += struct.pack("<f", value)
        except (struct.error, OverflowError) as fault:
            raise PacketError(f"{self._packet}.{name}: {value!r} is no single-precision number") from fault

    def boolean(self, name: str, value: object) -> None:
        """A flag, written 0 or 1."""
        if value is not True and value is not False:
            raise PacketError(f"{self._packet}.{name}: {value!r} is neither True nor False")
        self._bytes.append(value)

    def text(self, name: str, value: str) -> None:
        """A text in the builder's encoding."""
        self._text(name, wire_text.encode(value, self._encoding))

    def strlist(self, name: str, items: Iterable[str]) -> None:
        """A list of texts, always cp1252."""
        self._text(name, wire_text.join_list(items))

    def raw(self, data: bytes) -> None:
        """Bytes as they are."""
        self._bytes += data

    def layout(self, layout: Layout, values: Sequence[Any]) -> None:
        """The fields of a layout with their values, in order."""
        if len(layout) != len(values):
            raise PacketError(f"{self._packet}: {len(values)} values for {len(layout)} fields")
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
        """The packet, whole."""
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

    def _group(self, count: str, name: str, times: int, items: Layout, values: Sequence[Any]) -> None:
        if times and len(values) != times:
            raise PacketError(f"{self._packet}.{name}: {len(values)} entries instead of {times}")
        if count:
            self.integer(count, f"{name} count", len(values))
        for value in values:
            self.layout(items, (value,) if len(items) == 1 else value)

    def _ip_or_name(self, name: str, value: Any, *, by_ip: bool) -> None:
        if by_ip:
            for number in value:
                self.integer("u8", name, number)
        else:
            self.text(name, value)

    def _text(self, name: str, data: bytes) -> None:
        if len(data) > MAX_TEXT:
            raise PacketError(f"{self._packet}.{name}: {len(data)} bytes of text are more than {MAX_TEXT}")
        self._bytes += len(data).to_bytes(2, "little") + data
