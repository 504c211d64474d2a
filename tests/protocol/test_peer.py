"""The other side: what a client writes, and how strictly it reads."""

from __future__ import annotations

from typing import Any

import pytest

from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.errors import PacketError, ProtocolError
from pyao.protocol.peer import decode_server, encode_client, read_server
from pyao.protocol.text import TextEncoding

CP1252 = TextEncoding.CP1252


def test_a_chunk_of_several_packets() -> None:
    messages = [msg.pos_update(50, 51), msg.console_msg("ñ", 3), msg.user_hit_npc(7), msg.pong()]
    for encoding in (CP1252, TextEncoding.UTF_8):
        chunk = b"".join(one.bytes_for(encoding) for one in messages)
        assert decode_server(chunk, encoding) == messages
    assert decode_server(b"") == []


def test_reading_goes_on_where_a_packet_ends() -> None:
    data = msg.pos_update(1, 2).bytes_for(CP1252) * 2
    assert read_server(data, 3, CP1252) == (msg.pos_update(1, 2), 6)


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ("6b", "unknown server packet id 107"),
        ("ff", "unknown server packet id 255"),
        ("6818", "unknown MultiMessage 24"),
        ("16ff", "POS_UPDATE is cut"),
        ("68", "MULTI_MESSAGE is cut"),
        ("180500", "CONSOLE_MSG is cut"),
        ("33ffff", r"BLACKSMITH_WEAPONS\.entries: -1 entries"),
    ],
)
def test_what_is_no_packet_is_an_error(data: str, complaint: str) -> None:
    with pytest.raises(ProtocolError, match=complaint):
        decode_server(bytes.fromhex(data))


@pytest.mark.parametrize(
    ("packet", "options", "data"),
    [
        (c.Walk(2), {}, "0602"),
        (c.InitCrafting(100, 5), {}, "7b640000000500"),
        (c.InitCraftingShort(15), {}, "7b0f"),
        (g.WarpChar("YO", 1, 50, 50), {}, "7a0b0200594f01003232"),
        (g.ChatColor(250, 250, 150), {}, "7a76fafa96"),
        (g.ChatColor(250, 250, 150), {"numbering": "original"}, "7a82fafa96"),
        (g.SaveChars(), {"numbering": "original"}, "7a77"),
        (c.Ping(), {"codex_as_list": True}, "77"),
        (c.Talk("ñ"), {"codex_as_list": True}, "030100f1"),
    ],
)
def test_packets_are_written(packet: c.ClientPacket, options: dict[str, Any], data: str) -> None:
    assert encode_client(packet, **options).hex() == data


def test_a_command_without_a_number_cannot_be_written() -> None:
    with pytest.raises(PacketError, match=r"SaveChars\.command: there is no such command in the godot numbering"):
        encode_client(g.SaveChars())


def test_a_wrong_value_is_refused() -> None:
    with pytest.raises(PacketError, match=r"Walk\.heading: 256 is not in"):
        encode_client(c.Walk(256))
