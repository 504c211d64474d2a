"""Whatever is written is read as the same again; whatever is read at all is read without surprises."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kit.wire_strategies import ANY_PACKET, ASCII_TEXT, TEXT, packet_of, values_of, without_nul

from pyao.protocol.client_packets import CLIENT_PACKETS, ClanCodexUpdate, ClientPacket, CreateNewGuild
from pyao.protocol.decoder import LAYOUTS, MAX_BACKLOG, Numbering, PacketDecoder
from pyao.protocol.dialect import Dialect
from pyao.protocol.errors import ProtocolError
from pyao.protocol.gm_commands import GM_COMMANDS, GMCommand
from pyao.protocol.layouts import MULTI_LAYOUTS, SERVER_LAYOUTS
from pyao.protocol.message import Message, multi
from pyao.protocol.packet_id import ClientPacketID, MultiMessageID, ServerPacketID
from pyao.protocol.peer import decode_server, encode_client, read_server
from pyao.protocol.text import TextEncoding

few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
many = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def taken(data: bytes, numbering: Numbering = "godot") -> list[ClientPacket]:
    decoder = PacketDecoder(numbering=numbering)
    decoder.feed(data, 0)
    packets = []
    while (packet := decoder.take(0)) is not None:
        packets.append(packet)
    assert decoder.backlog == b""
    return packets


@pytest.mark.parametrize("packet", [one for one in SERVER_LAYOUTS if one is not ServerPacketID.MULTI_MESSAGE])
@few
@given(data=st.data(), encoding=st.sampled_from(TextEncoding))
def test_server_packet(packet: ServerPacketID, data: st.DataObject, encoding: TextEncoding) -> None:
    text = ASCII_TEXT if encoding is TextEncoding.ASCII else TEXT
    message = Message(packet, data.draw(values_of(SERVER_LAYOUTS[packet], text)))
    assert decode_server(message.bytes_for(encoding), encoding) == [message]


@pytest.mark.parametrize("kind", MULTI_LAYOUTS)
@few
@given(data=st.data())
def test_multi_message(kind: MultiMessageID, data: st.DataObject) -> None:
    message = multi(kind, *data.draw(values_of(MULTI_LAYOUTS[kind])))
    assert decode_server(message.bytes_for(TextEncoding.CP1252)) == [message]


@pytest.mark.parametrize("kind", CLIENT_PACKETS.values(), ids=lambda kind: kind.__name__)
@few
@given(data=st.data())
def test_client_packet(kind: type[ClientPacket], data: st.DataObject) -> None:
    packet = data.draw(packet_of(kind))
    assert taken(encode_client(packet)) == [packet]


@pytest.mark.parametrize("kind", [CreateNewGuild, ClanCodexUpdate])
@few
@given(data=st.data())
def test_codex_as_one_list(kind: Any, data: st.DataObject) -> None:
    *head, codex = data.draw(values_of(LAYOUTS[kind]))
    packet = kind(*head, without_nul(codex))
    assert taken(encode_client(packet, codex_as_list=True)) == [packet]


@pytest.mark.parametrize("numbering", get_args(Numbering))
@pytest.mark.parametrize("kind", GM_COMMANDS, ids=lambda kind: kind.__name__)
@few
@given(data=st.data())
def test_gm_command(numbering: Numbering, kind: type[GMCommand], data: st.DataObject) -> None:
    if numbering == "godot" and kind.godot is None:
        return
    packet = data.draw(packet_of(kind))
    assert taken(encode_client(packet, numbering=numbering), numbering) == [packet]


@many
@given(packets=st.lists(ANY_PACKET, max_size=8), data=st.data())
def test_it_does_not_matter_where_the_bytes_are_cut(packets: list[ClientPacket], data: st.DataObject) -> None:
    rest = b"".join(map(encode_client, packets))
    decoder, read = PacketDecoder(), []
    while rest:
        size = data.draw(st.integers(1, len(rest)))
        decoder.feed(rest[:size], 0)
        rest = rest[size:]
        while (packet := decoder.take(0)) is not None:
            read.append(packet)
    assert read == packets
    assert decoder.backlog == b""


@st.composite
def hostile(draw: Any) -> list[bytes]:
    """Chunks that begin like packets and go on as they like."""
    begin = st.one_of(st.integers(0, 255), st.sampled_from(ClientPacketID))
    return [bytes((draw(begin),)) + draw(st.binary(max_size=60)) for _ in range(draw(st.integers(1, 5)))]


@many
@given(
    chunks=hostile(),
    dialect=st.sampled_from(Dialect),
    numbering=st.sampled_from(get_args(Numbering)),
    pause_ms=st.sampled_from([0, 150]),
)
def test_arbitrary_bytes_from_a_client(
    chunks: list[bytes], dialect: Dialect, numbering: Numbering, pause_ms: int
) -> None:
    decoder = PacketDecoder(dialect=dialect, numbering=numbering)
    with suppress(ProtocolError):
        for chunk in chunks:
            decoder.feed(chunk, 0)
            while decoder.take(pause_ms) is not None:
                pass
            assert len(decoder.backlog) <= MAX_BACKLOG


@many
@given(data=st.binary(max_size=80), packet=st.sampled_from(ServerPacketID), encoding=st.sampled_from(TextEncoding))
def test_arbitrary_bytes_from_a_server(data: bytes, packet: ServerPacketID, encoding: TextEncoding) -> None:
    with suppress(ProtocolError):
        read_server(bytes((packet,)) + data, 0, encoding)
        decode_server(data, encoding)
