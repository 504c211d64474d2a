"""Reading the fields of a packet from bytes that may not all have arrived yet.

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
    """Reads one packet; `position` moves on with every field, and the buffer itself is not changed.

    `limit` is the longest possible packet, in bytes: a text that would end beyond it raises `ProtocolError`.
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
        """Start at `position`, where the packet's id is; `packet` is the name used in errors."""
        self._buffer = buffer
        self._limit = limit
        self._encoding = encoding
        self.start = self.position = position
        self.packet = packet

    @property
    def left(self) -> int:
        """How many bytes have arrived and have not been read yet."""
        return len(self._buffer) - self.position

    def integer(self, kind: str) -> int:
        """Read an integer; `kind` is u8, i16 or i32."""
        width, signed = _WIDTHS[kind]
        return int.from_bytes(self._take(width), "little", signed=signed)

    def f32(self) -> float:
        """Read a single-precision number."""
        value: float = struct.unpack("<f", self._take(4))[0]
        return value

    def boolean(self) -> bool:
        """Read a flag: true only if the byte is exactly 1."""
        return self.integer("u8") == 1

    def text_bytes(self, name: str) -> bytes:
        """Read the bytes of a str or strlist, without their count; a negative count means the empty text."""
        count = self.integer("i16")
        if count <= 0:
            return b""
        if self.position - self.start + count > self._limit:
            raise ProtocolError(f"{self.packet}.{name}: a text of {count} bytes can't fit")
        return self._take(count)

    def text(self, name: str) -> str:
        """Read a text."""
        data = self.text_bytes(name)
        if self._encoding is TextEncoding.CP1252:
            return wire_text.decode(data)
        return data.decode(self._encoding.value, "replace")

    def layout(self, layout: Layout) -> tuple[Any, ...]:
        """Read the values of all fields of a layout."""
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
