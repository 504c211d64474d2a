"""What is made to fit one write and one console, and what the Godot client has no reader for."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from kit.spec import protocol

from pyao.protocol import msg
from pyao.protocol.dialect import MAX_CONSOLE, drawable, fit, split_console
from pyao.protocol.enums import Font
from pyao.protocol.gaps import CUTTABLE, LAST_GRH, UNREADABLE
from pyao.protocol.packet_id import ServerPacketID
from pyao.protocol.text import TextEncoding, encode

if TYPE_CHECKING:
    from pyao.protocol.message import Message

CP1252, UTF_8, ASCII = TextEncoding.CP1252, TextEncoding.UTF_8, TextEncoding.ASCII


def test_the_unreadable_packets_are_column_n() -> None:
    no_reader = {row["id"] for row in protocol()["server_packet"] if row["client_status"] == "no-reader"}
    assert no_reader == UNREADABLE


def test_the_packets_that_may_be_cut() -> None:
    assert {int(one) for one in CUTTABLE} == {40, 51, 52, 53, 73, 75, 76, 78, 79}


# -- lists


def lengths(message: Message) -> list[int]:
    return [len(value) for value in message.values if isinstance(value, tuple)]


def test_what_fits_is_left_alone() -> None:
    message = msg.guild_list(["x" * 9] * 10)
    assert len(message.bytes_for(CP1252)) == 102
    assert fit(message, 102, CP1252) is message
    assert lengths(fit(message, 101, CP1252)) == [9]


@pytest.mark.parametrize(
    ("lists", "max_bytes", "left"),
    [
        ((["aaaa", "bbbb"], ["cc", "dd"]), 100, [2, 2]),
        ((["aaaa", "bbbb"], ["cc", "dd"]), 18, [1, 2]),
        ((["cc", "dd"], ["aaaa", "bbbb"]), 18, [2, 1]),
        ((["cc", "dd"], ["ee", "ff"]), 14, [1, 2]),
        ((["cc", "dd"], ["ee", "ff"]), 11, [1, 1]),
        ((["a"] * 9, ["long" * 6]), 22, [9, 0]),
        ((["cc"], ["ee"]), 5, [0, 0]),
        ((["cc"], ["ee"]), 1, [0, 0]),
        (([""], ["", ""]), 1, [0, 0]),
    ],
)
def test_the_fullest_list_loses_its_last_item_the_first_of_equals(
    lists: tuple[list[str], list[str]], max_bytes: int, left: list[int]
) -> None:
    message = msg.guild_member_info(*lists)
    cut = fit(message, max_bytes, CP1252)
    assert lengths(cut) == left
    for items, kept in zip(lists, cut.values, strict=True):
        assert kept == tuple(items[: len(kept)])


def test_the_news_stay_whole() -> None:
    news = msg.guild_news("ñ" * 20, ["Alfa", "Beta"], ["Gama"])
    assert fit(news, 39, CP1252) == msg.guild_news("ñ" * 20, ["Alfa"], ["Gama"])
    assert fit(news, 40, UTF_8) == msg.guild_news("ñ" * 20, [], [])


def test_recipes_are_cut_too() -> None:
    recipe = ("Daga ñ", 1, 2, 3, 4, 5, 6)
    smith = msg.blacksmith_weapons([recipe] * 4)
    assert len(smith.bytes_for(CP1252)) == 3 + 4 * 20
    assert lengths(fit(smith, 63, CP1252)) == [3]
    assert lengths(fit(smith, 63, UTF_8)) == [2]
    assert lengths(fit(smith, 2, CP1252)) == [0]
    assert lengths(fit(msg.carpenter_objects([recipe[:-1]] * 4), 40, CP1252)) == [2]


def test_other_packets_are_never_cut() -> None:
    details = msg.guild_details("n", "f", "d", "l", "u", 1, True, "a", 0, 0, "x", ["line " * 20] * 8, "y" * 500)
    assert fit(details, 1200, CP1252) is details
    names = msg.user_name_list(["Ana"] * 1000)
    assert fit(names, 1200, CP1252) is names


def test_lists_longer_than_any_packet_are_cut_quickly() -> None:
    message = msg.guild_leader_info(["Los Caballeros"] * 3000, ["Ana"] * 3000, "hoy", ["Beto"] * 3000)
    begin = time.perf_counter()
    cut = fit(message, 1200, CP1252)
    assert time.perf_counter() - begin < 1
    assert 1180 <= len(cut.bytes_for(CP1252)) <= 1200


# -- the console


def texts(text: str, encoding: TextEncoding = CP1252) -> list[str]:
    parts = split_console(msg.console_msg(text, Font.INFO), encoding)
    assert all(one.id is ServerPacketID.CONSOLE_MSG and one.values[1] == Font.INFO for one in parts)
    assert all(len(encode(one.values[0], encoding)) <= MAX_CONSOLE for one in parts)
    return [one.values[0] for one in parts]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", [""]),
        ("x" * 1000, ["x" * 1000]),
        ("x" * 1001, ["x" * 1000, "x"]),
        ("x" * 999 + " yz", ["x" * 999, "yz"]),
        ("x" * 1000 + " yz", ["x" * 1000, "yz"]),
        ("x" * 500 + "\n" + "y z" * 200, ["x" * 500, "y z" * 200]),
        ("a b\n" + "c d" + "e" * 1000, ["a b", "c", "d" + "e" * 999, "e"]),
        ("\n" + "x" * 1000, ["\n" + "x" * 999, "x"]),
        ("x" * 2500, ["x" * 1000, "x" * 1000, "x" * 500]),
    ],
)
def test_a_long_console_line_is_split_at_a_line_end_or_blank(text: str, parts: list[str]) -> None:
    assert texts(text) == parts


def test_the_limit_is_in_bytes() -> None:
    assert texts("ñ" * 1000) == ["ñ" * 1000]
    assert texts("ñ" * 1000, UTF_8) == ["ñ" * 500, "ñ" * 500]
    assert texts("…" * 400, ASCII) == ["…" * 333, "…" * 67]
    assert texts("¿" * 1500, ASCII) == ["¿" * 1500]


def test_a_text_longer_than_any_packet_is_split() -> None:
    parts = texts("palabra " * 10_000)
    assert len(parts) == 80
    assert " ".join(parts) == "palabra " * 10_000


def test_what_is_short_or_no_console_line_is_left_alone() -> None:
    short, chat = msg.console_msg("hola", Font.TALK), msg.guild_chat("x" * 2000)
    assert list(split_console(short, CP1252)) == [short]
    assert list(split_console(chat, CP1252)) == [chat]


@pytest.mark.parametrize(("grh", "drawn"), [(0, 0), (1, 1), (LAST_GRH, LAST_GRH), (LAST_GRH + 1, 0), (24148, 0)])
def test_net_29_a_picture_that_the_client_lacks_is_none(grh: int, drawn: int) -> None:
    assert drawable(grh) == drawn
