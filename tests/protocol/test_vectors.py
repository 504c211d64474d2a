"""NET-37: all vectors in both directions, each whole, byte by byte and with bytes behind it."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

import pytest
from kit.spec import vectors

from pyao.protocol import msg
from pyao.protocol.client_packets import CLIENT_PACKETS, ClientPacket, InitCraftingShort
from pyao.protocol.decoder import PacketDecoder
from pyao.protocol.dialect import Dialect
from pyao.protocol.errors import ProtocolError
from pyao.protocol.gm_commands import GODOT_NUMBERS, ORIGINAL_NUMBERS
from pyao.protocol.layouts import MULTI_LAYOUTS, SERVER_LAYOUTS
from pyao.protocol.message import Message
from pyao.protocol.packet_id import ClientPacketID, MultiMessageID, ServerPacketID, spec_name
from pyao.protocol.peer import encode_client, read_server
from pyao.protocol.text import TextEncoding

PING = b"\x77"


def of(direction: str) -> list[Any]:
    return [pytest.param(one, id=f"{one['id']}-{one['packet']}") for one in vectors() if one["direction"] == direction]


def frozen(value: Any) -> Any:
    """JSON's lists and named groups as the tuples that packets hold."""
    if isinstance(value, list):
        return tuple(frozen(one) for one in value)
    if isinstance(value, dict):
        inner = tuple(frozen(one) for one in value.values())
        return inner[0] if len(inner) == 1 else inner
    return value


def function_of(vector: dict[str, Any]) -> Any:
    """The function of `msg` for a vector's packet; two packets share the name WorkRequestTarget."""
    ids = MultiMessageID if "sub" in vector else ServerPacketID
    name = next(one.name.lower() for one in ids if spec_name(one.name) == vector.get("sub", vector["packet"]))
    return getattr(msg, "work_request_target_packet" if vector["packet_id"] == 46 else name)


def keyword(field: str) -> str:
    return "class_" if field == "class" else field


def server_message(vector: dict[str, Any]) -> Message:
    values = dict(vector["fields"])
    packet = ServerPacketID(vector["packet_id"])
    if packet is ServerPacketID.MULTI_MESSAGE:
        kind = MultiMessageID(values["index"])
        args = values["args"]
        return Message(packet, (kind, *(frozen(args[one.name]) for one in MULTI_LAYOUTS[kind])))
    return Message(packet, tuple(frozen(values[one.name]) for one in SERVER_LAYOUTS[packet]))


def client_packet(vector: dict[str, Any]) -> ClientPacket:
    values = vector["fields"]
    if "command" in values:
        numbers = GODOT_NUMBERS if vector["numbering"] == "godot" else ORIGINAL_NUMBERS
        kind: Any = numbers[values["command"]]
        values = values["args"]
    elif vector.get("layout") == "short":
        kind = InitCraftingShort
    else:
        kind = CLIENT_PACKETS[ClientPacketID(vector["packet_id"])]
    packet: ClientPacket = kind(*(frozen(values[one.name.rstrip("_")]) for one in fields(kind)))
    return packet


def decoder_for(vector: dict[str, Any]) -> PacketDecoder:
    return PacketDecoder(dialect=Dialect.GODOT, numbering=vector.get("numbering", "godot"))


@pytest.mark.parametrize("vector", of("server_to_client"))
def test_net_37_server_vector_is_encoded(vector: dict[str, Any]) -> None:
    assert server_message(vector).bytes_for(TextEncoding.CP1252).hex() == vector["hex"]


@pytest.mark.parametrize("vector", of("server_to_client"))
def test_net_37_server_vector_is_built_by_its_function(vector: dict[str, Any]) -> None:
    values = vector["fields"]
    fields = values.get("args", values)
    message = function_of(vector)(**{keyword(field): frozen(value) for field, value in fields.items()})
    assert message.bytes_for(TextEncoding.CP1252).hex() == vector["hex"]


@pytest.mark.parametrize("vector", of("server_to_client"))
def test_net_37_server_vector_cut_anywhere_is_an_error(vector: dict[str, Any]) -> None:
    data = bytes.fromhex(vector["hex"])
    for end in range(1, len(data)):
        with pytest.raises(ProtocolError, match="is cut"):
            read_server(data[:end], 0, TextEncoding.CP1252)


@pytest.mark.parametrize("vector", of("server_to_client"))
def test_net_37_server_vector_is_read_by_a_client(vector: dict[str, Any]) -> None:
    data = bytes.fromhex(vector["hex"])
    for behind in (b"", b"\x58"):
        message, end = read_server(data + behind, 0, TextEncoding.CP1252)
        assert (message, end) == (server_message(vector), len(data))


@pytest.mark.parametrize("vector", of("client_to_server"))
def test_net_37_client_vector_is_decoded_whole(vector: dict[str, Any]) -> None:
    decoder = decoder_for(vector)
    decoder.feed(bytes.fromhex(vector["hex"]), 0)
    assert decoder.take(100) == client_packet(vector)
    assert decoder.take(100) is None
    assert decoder.backlog == b""


@pytest.mark.parametrize("vector", of("client_to_server"))
def test_net_37_client_vector_is_decoded_byte_by_byte(vector: dict[str, Any]) -> None:
    decoder, data = decoder_for(vector), bytes.fromhex(vector["hex"])
    for place in range(len(data) - 1):
        decoder.feed(data[place : place + 1], 0)
        assert decoder.take(0) is None
        assert decoder.backlog == data[: place + 1]
    decoder.feed(data[-1:], 0)
    assert decoder.take(100) == client_packet(vector)


@pytest.mark.parametrize("vector", of("client_to_server"))
def test_net_37_client_vector_is_decoded_with_more_behind(vector: dict[str, Any]) -> None:
    decoder = decoder_for(vector)
    decoder.feed(bytes.fromhex(vector["hex"]) + PING, 0)
    assert decoder.take(100) == client_packet(vector)
    assert type(decoder.take(100)).__name__ == "Ping"
    assert decoder.backlog == b""


@pytest.mark.parametrize("vector", of("client_to_server"))
def test_net_37_client_vector_is_encoded(vector: dict[str, Any]) -> None:
    listed = vector.get("layout") == "original" and re.search("Codex|Guild", vector["packet"]) is not None
    packet = client_packet(vector)
    assert (
        encode_client(packet, numbering=vector.get("numbering", "godot"), codex_as_list=listed).hex() == vector["hex"]
    )
