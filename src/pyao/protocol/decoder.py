"""Cutting a client's bytes into packets.

Feed it whatever arrives, then take packets until there is none.  A packet is returned once it is complete; until then
nothing is consumed.  One packet (InitCrafting) may also be complete because nothing follows: after `take` has returned
`None`, `wait_ms` says whether and when to try again without new bytes.  Source: 01-protocol §4, §7.1.
"""

from __future__ import annotations

import struct
from dataclasses import fields as dataclass_fields
from typing import Any, Literal, get_type_hints

from pyao.protocol import gm_commands as gm
from pyao.protocol import text
from pyao.protocol.client_packets import (
    CLIENT_PACKETS,
    ClanCodexUpdate,
    ClientPacket,
    CreateNewGuild,
    InitCrafting,
    InitCraftingShort,
)
from pyao.protocol.dialect import Dialect
from pyao.protocol.errors import Incomplete, ProtocolError
from pyao.protocol.fields import CODEX_LINES, Layout, parse_layout
from pyao.protocol.packet_id import ClientPacketID
from pyao.protocol.packet_reader import PacketReader

MAX_BACKLOG = 10_240
"""Bytes that may wait for the rest of a packet: the size of the original's input buffer."""

SHORT_CRAFTING_MS = 100
"""How long to wait for the rest of InitCrafting's long form before it is taken for the short one."""

_CODES = {"u8": "B", "i16": "h", "i32": "i"}

Numbering = Literal["godot", "original"]


def layout_of(kind: type[ClientPacket]) -> Layout:
    """The fields of a client packet, read from its declaration."""
    hints = get_type_hints(kind, include_extras=True)
    names = [field.name for field in dataclass_fields(kind)]  # type: ignore[arg-type]
    return parse_layout(" ".join(f"{name.rstrip('_')}:{hints[name].__metadata__[0]}" for name in names))


def _fixed(layout: Layout) -> struct.Struct | None:
    if any(field.kind not in _CODES for field in layout):
        return None
    return struct.Struct("<" + "".join(_CODES[field.kind] for field in layout))


LAYOUTS: dict[type[ClientPacket], Layout] = {
    kind: layout_of(kind) for kind in (*CLIENT_PACKETS.values(), InitCraftingShort, *gm.GM_COMMANDS)
}
_BY_BYTE: list[tuple[type[ClientPacket], Layout, struct.Struct | None] | None] = [
    (CLIENT_PACKETS[number], LAYOUTS[CLIENT_PACKETS[number]], _fixed(LAYOUTS[CLIENT_PACKETS[number]]))
    if number in CLIENT_PACKETS
    else None
    for number in ClientPacketID
]


class PacketDecoder:
    """The packets of one connection.  Times are in milliseconds, of any steady clock."""

    def __init__(self, *, dialect: Dialect = Dialect.GODOT, numbering: Numbering = "godot") -> None:
        """`dialect` decides how InitCrafting is read, `numbering` which GM command a number means."""
        self._dialect = dialect
        self._gm = gm.GODOT_NUMBERS if numbering == "godot" else gm.ORIGINAL_NUMBERS
        self._buffer = bytearray()
        self._position = 0
        self._began = 0
        self._fed_ms = 0
        self._crafting = False

    def feed(self, data: bytes, now_ms: int) -> None:
        """Add bytes that have arrived."""
        if self._position:
            del self._buffer[: self._position]
            self._position = 0
        self._buffer += data
        self._fed_ms = now_ms

    @property
    def backlog(self) -> bytes:
        """The bytes that have not been taken yet."""
        return bytes(self._buffer[self._position :])

    @property
    def waiting(self) -> int:
        """How many bytes have not been taken yet."""
        return len(self._buffer) - self._position

    def wait_ms(self, now_ms: int) -> int | None:
        """After how many ms to try `take` again even if nothing arrives; `None` = no need to."""
        return max(0, self._fed_ms + SHORT_CRAFTING_MS - now_ms) if self._crafting else None

    def take(self, now_ms: int) -> ClientPacket | None:
        """Take the next packet; `None` = it is not complete yet.

        Raises:
            ProtocolError: the bytes can't be a packet, or too many wait for the rest of one.

        """
        self._crafting = False
        if self._position >= len(self._buffer):
            return None
        try:
            packet, end = self._read(now_ms)
        except Incomplete:
            if len(self._buffer) - self._position > MAX_BACKLOG:
                raise ProtocolError(f"more than {MAX_BACKLOG} bytes wait for the rest of a packet") from None
            return None
        self._began, self._position = self._position, end
        return packet

    def taken(self) -> bytes:
        """The bytes of the packet that was taken last; only before more are fed."""
        return bytes(self._buffer[self._began : self._position])

    def _read(self, now_ms: int) -> tuple[ClientPacket, int]:
        number = self._buffer[self._position]
        if number >= len(_BY_BYTE):
            raise ProtocolError(f"unknown packet id {number}")
        entry, start = _BY_BYTE[number], self._position + 1
        if entry is not None:
            kind, layout, fixed = entry
            if fixed is not None and kind is not InitCrafting:
                end = start + fixed.size
                if end > len(self._buffer):
                    raise Incomplete
                return kind(*fixed.unpack_from(self._buffer, start)), end
        reader = PacketReader(self._buffer, self._position, limit=MAX_BACKLOG)
        reader.position += 1
        if entry is None:
            return self._gm_command(reader), reader.position
        if kind is InitCrafting:
            return self._init_crafting(reader, now_ms), reader.position
        reader.packet = kind.__name__
        if kind is CreateNewGuild or kind is ClanCodexUpdate:
            return _with_codex(kind, reader, layout), reader.position
        return kind(*reader.layout(layout)), reader.position

    def _gm_command(self, reader: PacketReader) -> ClientPacket:
        number = reader.integer("u8")
        kind = self._gm.get(number)
        if kind is None:
            raise ProtocolError(f"unknown GM command {number}")
        reader.packet = kind.__name__
        return kind(*reader.layout(LAYOUTS[kind]))

    def _init_crafting(self, reader: PacketReader, now_ms: int) -> ClientPacket:
        """The long form; or the short one, if its numbers make no sense or nothing more arrives.  Source: 01 §7.1."""
        if reader.left >= 6:
            start = reader.position
            total, per_cycle = reader.layout(LAYOUTS[InitCrafting])
            if self._dialect is Dialect.ORIGINAL or (1 <= total <= 100_000 and 1 <= per_cycle <= 10_000):
                return InitCrafting(total, per_cycle)
            reader.position = start
        elif reader.left == 0 or now_ms - self._fed_ms < SHORT_CRAFTING_MS:
            self._crafting = reader.left > 0
            raise Incomplete
        return InitCraftingShort(reader.integer("u8"))


def _with_codex(kind: Any, reader: PacketReader, layout: Layout) -> ClientPacket:
    """A packet that ends with a guild's codex, as eight texts or as one list of them.  Source: 01 §7.1."""
    head = reader.layout(layout[:-1])
    first = reader.text_bytes("codex")
    if b"\0" in first:
        lines = text.decode(first).split("\0")
        codex = tuple((lines + [""] * CODEX_LINES)[:CODEX_LINES])
    else:
        codex = (text.decode(first), *(reader.text("codex") for _ in range(CODEX_LINES - 1)))
    packet: ClientPacket = kind(*head, codex)
    return packet
