"""Text in every encoding: what a client reads of what was written, and what it wrote."""

from __future__ import annotations

import pytest

from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.text import (
    TextEncoding,
    decode,
    encode,
    encode_news,
    escape_bbcode,
    join_list,
    split_list,
    to_ascii,
)

CP1252, UTF_8, ASCII = TextEncoding.CP1252, TextEncoding.UTF_8, TextEncoding.ASCII


@pytest.mark.parametrize(("encoding", "data"), [(CP1252, "180100f103"), (UTF_8, "180200c3b103"), (ASCII, "1801006e03")])
def test_net_31_a_console_line_in_each_encoding(encoding: TextEncoding, data: str) -> None:
    assert msg.console_msg("ñ", Font.INFO).bytes_for(encoding).hex() == data


@pytest.mark.parametrize("encoding", TextEncoding)
def test_net_31_a_list_is_cp1252_in_each_encoding(encoding: TextEncoding) -> None:
    assert msg.guild_list(["ñ"]).bytes_for(encoding).hex() == "280100f1"


@pytest.mark.parametrize("encoding", TextEncoding)
def test_net_30_an_empty_spell_slot(encoding: TextEncoding) -> None:
    assert msg.change_spell_slot(35, 0, "(None)").bytes_for(encoding).hex() == "312300000600284e6f6e6529"


def test_net_32_brackets_of_players_are_escaped() -> None:
    assert escape_bbcode("[url=x]y") == "[lb]url=x]y"


def test_every_byte_has_its_character() -> None:
    every = bytes(range(256))
    assert encode(decode(every), CP1252) == every
    assert len(set(decode(every))) == 256


@pytest.mark.parametrize("byte", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
def test_the_holes_of_cp1252_are_their_own_code_points(byte: int) -> None:
    assert decode(bytes((byte,))) == chr(byte)


@pytest.mark.parametrize(("character", "byte"), [("€", 0x80), ("“", 0x93), ("Ÿ", 0x9F), ("ñ", 0xF1), ("º", 0xBA)])
def test_cp1252_is_not_latin_1(character: str, byte: int) -> None:
    assert decode(bytes((byte,))) == character
    assert encode(character, CP1252) == bytes((byte,))


@pytest.mark.parametrize(
    ("text", "encoding", "data"),
    [
        ("日ñ", CP1252, b"?\xf1"),
        ("日", UTF_8, b"\xe6\x97\xa5"),
        ("日", ASCII, b"?"),
        ("\ud800", UTF_8, b"?"),
        ("\ud800", CP1252, b"?"),
        ("\ud800", ASCII, b"?"),
    ],
)
def test_what_an_encoding_lacks_is_a_question_mark(text: str, encoding: TextEncoding, data: bytes) -> None:
    assert encode(text, encoding) == data


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", ""),
        ("hola ~[]{}|", "hola ~[]{}|"),
        ("ñÑáéíóúüÜç", "nNaeiouuUc"),
        ("n\u0303 a\u20dd", "n a"),
        ("nº 1ª", "no 1a"),
        ("¡Hola! ¿Qué tal?", "Hola! Que tal?"),
        ("…", "..."),
        ("ﬁ½™", "fi1?2TM"),
        ("€“”–", "????"),
        ("\x81", "?"),
    ],
)
def test_ascii_is_readable_everywhere(text: str, plain: str) -> None:
    assert to_ascii(text) == plain
    assert encode(text, ASCII).decode("ascii") == plain


def test_line_breaks_in_news_are_a_sign_or_a_line_feed() -> None:
    assert encode_news("aºñ", CP1252) == b"a\xba\xf1"
    assert encode_news("aºñ", UTF_8) == b"a\xc2\xba\xc3\xb1"
    assert encode_news("aºñ", ASCII) == b"a\nn"


def test_both_windows_with_news_get_them_so() -> None:
    news = msg.guild_news("aºb", ["º"], [])
    leader = msg.guild_leader_info([], [], "aºb", [])
    assert news.bytes_for(ASCII) == b"\x49\x03\x00a\nb\x01\x00\xba\x00\x00"
    assert news.bytes_for(CP1252) == b"\x49\x03\x00a\xbab\x01\x00\xba\x00\x00"
    assert leader.bytes_for(ASCII) == b"\x4e\x00\x00\x00\x00\x03\x00a\nb\x00\x00"
    assert msg.console_msg("aºb", Font.TALK).bytes_for(ASCII) == b"\x18\x03\x00aob\x00"


@pytest.mark.parametrize(
    ("items", "data", "read"),
    [
        ((), b"", ()),
        (("",), b"", ()),
        (("a",), b"a", ("a",)),
        (("a", "b"), b"a\0b", ("a", "b")),
        (("a", "", "b"), b"a\0\0b", ("a", "", "b")),
        (("", "a"), b"\0a", ("", "a")),
        (("a", ""), b"a\0", ("a",)),
        (("a", "", ""), b"a\0\0", ("a", "")),
        (("ñ日",), b"\xf1?", ("ñ?",)),
        (("a\0b", "c"), b"ab\0c", ("ab", "c")),
    ],
)
def test_lists_of_texts(items: tuple[str, ...], data: bytes, read: tuple[str, ...]) -> None:
    assert join_list(items) == data
    assert split_list(data) == read
