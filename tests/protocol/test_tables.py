"""Every row of the protocol's tables is implemented, with those fields in that order."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields
from typing import Any

import pytest
from kit.spec import protocol

from pyao.protocol import msg
from pyao.protocol.client_packets import CLIENT_PACKETS
from pyao.protocol.decoder import LAYOUTS
from pyao.protocol.fields import Field
from pyao.protocol.gm_commands import GODOT_NUMBERS, ORIGINAL_NUMBERS
from pyao.protocol.layouts import MULTI_LAYOUTS, SERVER_LAYOUTS
from pyao.protocol.packet_id import ClientPacketID, GMCommandID, MultiMessageID, ServerPacketID, spec_name


def snake(name: str) -> str:
    split = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", split).lower()


def as_field(row: dict[str, Any]) -> Field:
    items = tuple(as_field(item) for item in row.get("item", ()))
    if row["type"] == "list":
        return Field(row["name"], row["count"], 0, items)
    if row["type"] == "repeat":
        return Field(row["name"], "", row["times"], items)
    return Field(row["name"], row["type"])


def as_layout(row: dict[str, Any]) -> tuple[Field, ...]:
    return tuple(as_field(one) for one in row["fields"] if one["type"] not in ("multi_message", "gm_command"))


def rows(table: str) -> list[Any]:
    return [pytest.param(row, id=row["name"]) for row in protocol().get(table, ())]


@pytest.mark.parametrize("row", rows("server_packet"))
def test_server_packet_has_id_layout_and_function(row: dict[str, Any]) -> None:
    packet = ServerPacketID[snake(row["name"]).upper()]
    assert packet == row["id"]
    assert spec_name(packet.name) == row["name"]
    assert SERVER_LAYOUTS[packet] == as_layout(row)
    if row["name"] in ("MultiMessage", "WorkRequestTarget"):
        return
    names = [name.rstrip("_") for name in inspect.signature(getattr(msg, snake(row["name"]))).parameters]
    assert names == [one["name"] for one in row["fields"]]


@pytest.mark.parametrize("row", rows("multi_message"))
def test_multi_message_has_id_layout_and_function(row: dict[str, Any]) -> None:
    kind = MultiMessageID[snake(row["name"]).upper()]
    assert kind == row["id"]
    assert spec_name(kind.name) == row["name"]
    assert MULTI_LAYOUTS[kind] == as_layout(row)
    names = list(inspect.signature(getattr(msg, snake(row["name"]))).parameters)
    assert names == [one["name"] for one in row["fields"]]


@pytest.mark.parametrize("row", rows("client_packet"))
def test_client_packet_has_id_and_declaration(row: dict[str, Any]) -> None:
    packet = ClientPacketID[snake(row["name"]).upper()]
    assert packet == row["id"]
    if row["name"] == "GMCommands":
        return
    kind = CLIENT_PACKETS[packet]
    assert kind.__name__ == row["name"]
    assert LAYOUTS[kind] == as_layout(row)
    assert [one.name.rstrip("_") for one in fields(kind)] == [one["name"] for one in row["fields"]]  # type: ignore[arg-type]


@pytest.mark.parametrize("row", rows("gm_command"))
def test_gm_command_has_number_and_declaration(row: dict[str, Any]) -> None:
    kind = GODOT_NUMBERS[row["id"]]
    assert GMCommandID[row["name"]] == row["id"]
    assert kind.__name__.lower() == row["name"].replace("_", "").lower()
    assert LAYOUTS[kind] == as_layout(row)


@pytest.mark.parametrize("row", rows("gm_command_original"))
def test_original_number_of_gm_command(row: dict[str, Any]) -> None:
    kind = ORIGINAL_NUMBERS[row["id"]]
    assert kind.__name__.lower() == row["name"].replace("_", "").lower()
    assert LAYOUTS[kind] == as_layout(row)


def test_the_tables_are_whole() -> None:
    assert len(ServerPacketID) == protocol()["meta"]["server_packets"] == len(SERVER_LAYOUTS)
    assert len(ClientPacketID) == protocol()["meta"]["client_packets"] == len(CLIENT_PACKETS) + 1
    assert len(GODOT_NUMBERS) == protocol()["meta"]["gm_commands"]
    assert len(ORIGINAL_NUMBERS) == protocol()["meta"]["gm_commands_original"]
    assert len(MULTI_LAYOUTS) == protocol()["meta"]["multi_messages"]
