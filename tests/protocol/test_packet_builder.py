"""What a field can't carry is our mistake, and the error says where."""

from __future__ import annotations

from typing import Any

import pytest

from pyao.protocol.errors import PacketError, ProtocolError
from pyao.protocol.fields import parse_layout, single
from pyao.protocol.packet_builder import MAX_TEXT, PacketBuilder
from pyao.protocol.text import TextEncoding

LIMITS = {"u8": (0, 255), "i16": (-32_768, 32_767), "i32": (-2_147_483_648, 2_147_483_647)}


def built(layout: str, *values: Any, encoding: TextEncoding = TextEncoding.CP1252) -> str:
    builder = PacketBuilder("Some", 9, encoding)
    builder.layout(parse_layout(layout), values)
    return builder.build().hex()


@pytest.mark.parametrize(
    ("layout", "values", "data"),
    [
        ("", (), "09"),
        ("a:u8 b:u8", (0, 255), "0900ff"),
        ("a:i16 b:i16", (-1, 513), "09ffff0102"),
        ("a:i32 b:i32", (-2, 0x01020304), "09feffffff04030201"),
        ("a:f32", (1.5,), "090000c03f"),
        ("a:bool b:bool", (True, False), "090100"),
        ("a:str", ("ñ",), "090100f1"),
        ("a:str", ("",), "090000"),
        ("a:strlist", (("a", "", "ñ"),), "0904006100 00f1".replace(" ", "")),
        ("a:strlist", ((),), "090000"),
        ("a:i16*(n:str v:u8)", ((("x", 1), ("y", 2)),), "090200010078010100 7902".replace(" ", "")),
        ("a:u8*(n:str)", (("x", "y"),), "090201007801007 9".replace(" ", "")),
        ("a:2*(v:u8)", ((7, 8),), "090708"),
        ("by_ip:bool target:ip_or_name", (True, (127, 0, 0, 1)), "09017f000001"),
        ("by_ip:bool target:ip_or_name", (False, "Ana"), "0900030 0416e61".replace(" ", "")),
    ],
)
def test_fields_are_written_back_to_back(layout: str, values: tuple[Any, ...], data: str) -> None:
    assert built(layout, *values) == data


@pytest.mark.parametrize("kind", LIMITS)
def test_both_ends_of_an_integer_fit_and_nothing_beyond(kind: str) -> None:
    for edge, beyond in zip(LIMITS[kind], (-1, 1), strict=True):
        built(f"a:{kind}", edge)
        with pytest.raises(PacketError, match=rf"Some\.a: {edge + beyond} is not in"):
            built(f"a:{kind}", edge + beyond)


@pytest.mark.parametrize(
    ("layout", "value", "complaint"),
    [
        ("hp:i16", 1.5, r"Some\.hp: 1\.5 is not in"),
        ("hp:i16", None, r"Some\.hp: None is not in"),
        ("price:f32", 1e39, r"Some\.price: 1e\+39 is no single-precision number"),
        ("price:f32", "1", r"Some\.price: '1' is no single-precision number"),
        ("blocked:bool", 1, r"Some\.blocked: 1 is neither True nor False"),
        ("name:str", None, r"Some\.name: None is no text"),
        ("name:str", "x" * (MAX_TEXT + 1), r"Some\.name: 32768 bytes of text are more than 32767"),
        ("names:strlist", "Ana", r"Some\.names: 'Ana' is no list of texts"),
        ("names:strlist", ("Ana", 1), r"Some\.names: \('Ana', 1\) is no list of texts"),
        ("names:strlist", ("x" * 20_000,) * 2, r"Some\.names: 40001 bytes"),
        ("points:3*(add:u8)", (1, 2), r"Some\.points: \(1, 2\) is no list of 3 entries"),
        ("points:3*(add:u8)", 5, r"Some\.points: 5 is no list of 3 entries"),
        ("points:3*(add:u8)", (1, 2, 256), r"Some\.add: 256 is not in 0\.\.255"),
        ("names:u8*(name:str)", ("x",) * 256, r"Some\.names count: 256 is not in 0\.\.255"),
        ("entries:u8*(name:str grh:i16)", (("x",),), r"Some: \('x',\) for the fields name, grh"),
        ("entries:u8*(name:str grh:i16)", (7,), r"Some: 7 for the fields name, grh"),
    ],
)
def test_the_error_names_packet_field_and_value(layout: str, value: Any, complaint: str) -> None:
    with pytest.raises(PacketError, match=complaint):
        built(layout, value)


@pytest.mark.parametrize("address", [(1, 2, 3), "1.2.3.4", (1, 2, 3, 256)])
def test_an_address_is_four_bytes(address: Any) -> None:
    with pytest.raises(PacketError, match=r"Some\.target"):
        built("by_ip:bool target:ip_or_name", True, address)


def test_the_number_of_values_is_that_of_the_fields() -> None:
    with pytest.raises(PacketError, match=r"Some: \(1,\) for the fields x, y"):
        built("x:u8 y:u8", 1)


def test_a_text_is_measured_in_bytes() -> None:
    longest = "ñ" * MAX_TEXT
    built("name:str", longest)
    with pytest.raises(PacketError, match="65534 bytes"):
        built("name:str", longest, encoding=TextEncoding.UTF_8)


def test_our_mistake_is_not_the_peers() -> None:
    assert issubclass(PacketError, ValueError)
    assert not issubclass(PacketError, ProtocolError)


@pytest.mark.parametrize("text", ["char i16", "char:i16, x:u8", "char:word", "names:u8*(name)"])
def test_a_layout_that_is_written_wrongly_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a field|no such type"):
        parse_layout(text)


@pytest.mark.parametrize(("value", "rounded"), [(8, 8.0), (0.5, 0.5), (0.1, 0.10000000149011612), (1e39, 1e39)])
def test_a_price_is_what_an_f32_holds(value: float, rounded: float) -> None:
    assert single(value) == rounded
