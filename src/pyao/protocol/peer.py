"""The protocol from the other side: writing client packets and reading server packets, for the headless client.

Source: 01-protocol §5–§8.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from pyao.protocol.decoder import LAYOUTS
from pyao.protocol.errors import Incomplete, PacketError, ProtocolError
from pyao.protocol.gm_commands import GMCommand
from pyao.protocol.layouts import MULTI_LAYOUTS, SERVER_LAYOUTS
from pyao.protocol.message import Message, multi
from pyao.protocol.packet_builder import MAX_TEXT, PacketBuilder
from pyao.protocol.packet_id import MultiMessageID, ServerPacketID
from pyao.protocol.packet_reader import PacketReader
from pyao.protocol.text import TextEncoding

if TYPE_CHECKING:
    from pyao.protocol.client_packets import ClientPacket
    from pyao.protocol.decoder import Numbering

NO_LIMIT = MAX_TEXT * 20
"""More bytes than the texts of any server packet can have together."""


def encode_client(packet: ClientPacket, *, numbering: Numbering = "godot", codex_as_list: bool = False) -> bytes:
    """The bytes of a client packet; `codex_as_list` = write a codex in the original's layout.

    Raises:
        PacketError: a value does not fit its field, or the GM command has no number in that numbering.

    """
    name = type(packet).__name__
    builder = PacketBuilder(name, packet.id)
    if isinstance(packet, GMCommand):
        number = packet.godot if numbering == "godot" else packet.original
        if number is None:
            raise PacketError(f"{name}.command: there is no such command in the {numbering} numbering")
        builder.integer("u8", "command", number)
    values: list[Any] = [getattr(packet, field.name) for field in fields(packet)]  # type: ignore[arg-type]
    layout = LAYOUTS[type(packet)]
    if codex_as_list and any(field.name == "codex" for field in layout):
        builder.layout(layout[:-1], values[:-1])
        builder.strlist("codex", values[-1])
    else:
        builder.layout(layout, values)
    return builder.build()


def decode_server(data: bytes, encoding: TextEncoding = TextEncoding.CP1252) -> list[Message]:
    """The server packets in one chunk, which must contain only whole packets.

    Raises:
        ProtocolError: there is an unknown id or a packet that is cut.

    """
    messages: list[Message] = []
    position = 0
    while position < len(data):
        message, position = read_server(data, position, encoding)
        messages.append(message)
    return messages


def read_server(data: bytes, position: int, encoding: TextEncoding) -> tuple[Message, int]:
    """The packet that begins at `position`, and the position of the next one.

    Raises:
        ProtocolError: as `decode_server`.

    """
    try:
        packet = ServerPacketID(data[position])
    except ValueError:
        raise ProtocolError(f"unknown server packet id {data[position]}") from None
    reader = PacketReader(data, position, limit=NO_LIMIT, packet=packet.name, encoding=encoding)
    reader.position += 1
    try:
        if packet is ServerPacketID.MULTI_MESSAGE:
            message = _multi(reader)
        else:
            message = Message(packet, reader.layout(SERVER_LAYOUTS[packet]))
    except Incomplete:
        raise ProtocolError(f"{reader.packet} is cut") from None
    return message, reader.position


def _multi(reader: PacketReader) -> Message:
    index = reader.integer("u8")
    try:
        kind = MultiMessageID(index)
    except ValueError:
        raise ProtocolError(f"unknown MultiMessage {index}") from None
    return multi(kind, *reader.layout(MULTI_LAYOUTS[kind]))
