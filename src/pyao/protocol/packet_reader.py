"""Reading the fields of a packet from bytes that may not all be there yet.

Source: 01-protocol §1, §4.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from pyao.protocol import text as wire_text
from pyao.protocol.errors import Incomplete, ProtocolError
from pyao.protocol.text import TextEncoding

if TYPE_CHECKING:
    from pyao.protocol.fields import Field, Layout

_WIDTHS = {"u8": (1, False), "i16": (2, True), "i32": (4, True)}


class PacketReader:
    """Reads one packet; `position` goes on with every field, and nothing is taken from the buffer itself.

    `limit` is the longest packet there can be, in bytes: a text that could not end before it is a `ProtocolError`.
    Missing bytes raise `Incomplete`.
    """

    __slots__ = ("_buffer", "_encoding", "_limit", "packet", "position", "start")

    def __init__(
        self,
        buffer: bytes | bytearray,
        position: int,
        *,
        limit: int,
        packet: str = "packet",
        encoding: TextEncoding = TextEncoding.CP1252,
    ) -> None:
        """Begin at `position`, where the packet's id stands."""
        self._buffer = buffer
        self._limit = limit
        self._encoding = encoding
        self.start = self.position = position
        self.packet = packet

    @property
    def left(self) -> int:
        """Bytes that are there and not read yet."""
        return len(self._buffer) - self.position

    def integer(self, kind: str) -> int:
        """A u8, i16 or i32."""
        width, signed = _WIDTHS[kind]
        return int.from_bytes(self._take(width), "little", signed=signed)

    def f32(self) -> float:
        """A single-precision number."""
        value: float = struct.unpack("<f", self._take(4))[0]
        return value

    def boolean(self) -> bool:
        """A flag: true only if the byte is exactly 1."""
        return self.integer("u8") == 1

    def text_bytes(self, name: str) -> bytes:
        """The bytes of a str or strlist; a negative count is the empty text."""
        count = self.integer("i16")
        if count <= 0:
            return b""
        if self.position - self.start + count > self._limit:
            raise ProtocolError(f"{self.packet}.{name}: a text of {count} bytes can't fit")
        return self._take(count)

    def text(self, name: str) -> str:
        """A text."""
        data = self.text_bytes(name)
        if self._encoding is TextEncoding.CP1252:
            return wire_text.decode(data)
        return data.decode(self._encoding.value, "replace")

    def layout(self, layout: Layout) -> tuple[Any, ...]:
        """The values of all fields of a layout."""
        values: list[Any] = []
        for field in layout:
            values.append(self._field(field, values[-1] if values else None))
        return tuple(values)

    def _field(self, field: Field, previous: Any) -> Any:
        if field.items:
            times = field.times or self._count(field)
            if len(field.items) == 1:
                return tuple(self._field(field.items[0], None) for _ in range(times))
            return tuple(self.layout(field.items) for _ in range(times))
        if field.kind == "ip_or_name":
            return tuple(self._take(4)) if previous is True else self.text(field.name)
        return self._simple(field.kind, field.name)

    def _count(self, field: Field) -> int:
        count = self.integer(field.kind)
        if count < 0:
            raise ProtocolError(f"{self.packet}.{field.name}: {count} entries")
        return count

    def _simple(self, kind: str, name: str) -> Any:
        if kind in _WIDTHS:
            return self.integer(kind)
        if kind == "str":
            return self.text(name)
        if kind == "bool":
            return self.boolean()
        return wire_text.split_list(self.text_bytes(name)) if kind == "strlist" else self.f32()

    def _take(self, count: int) -> bytes:
        end = self.position + count
        if end > len(self._buffer):
            raise Incomplete
        data = bytes(self._buffer[self.position : end])
        self.position = end
        return data
