"""Where a client's bytes end a packet, where they end a connection, and what is waited for."""

from __future__ import annotations

import pytest

from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol.decoder import MAX_BACKLOG, Numbering, PacketDecoder
from pyao.protocol.dialect import Dialect
from pyao.protocol.errors import ProtocolError
from pyao.protocol.peer import encode_client

CODEX = ("Uno", "Dos", "Tres", "Cuatro", "", "", "", "")


def decoder(data: bytes, *, now_ms: int = 0, dialect: Dialect = Dialect.GODOT) -> PacketDecoder:
    fed = PacketDecoder(dialect=dialect)
    fed.feed(data, now_ms)
    return fed


def test_net_10_packets_of_one_segment_come_in_order() -> None:
    fed = decoder(bytes.fromhex("060125020603"))
    assert [fed.take(0) for _ in range(4)] == [c.Walk(1), c.ChangeHeading(2), c.Walk(3), None]


@pytest.mark.parametrize("number", [130, 131, 255])
def test_net_11_an_unknown_id_ends_the_connection(number: int) -> None:
    with pytest.raises(ProtocolError, match=f"unknown packet id {number}"):
        decoder(bytes((number,))).take(0)


def test_net_11_what_stands_before_an_unknown_id_is_still_taken() -> None:
    fed = decoder(bytes.fromhex("060182"))
    assert fed.take(0) == c.Walk(1)
    with pytest.raises(ProtocolError):
        fed.take(0)


@pytest.mark.parametrize(("numbering", "number"), [("godot", 0), ("godot", 135), ("original", 0), ("original", 149)])
def test_net_15_an_unknown_gm_command_ends_the_connection(numbering: Numbering, number: int) -> None:
    fed = PacketDecoder(numbering=numbering)
    fed.feed(bytes((122, number)), 0)
    with pytest.raises(ProtocolError, match=f"unknown GM command {number}"):
        fed.take(0)


def test_net_15_the_original_numbering_has_more_commands() -> None:
    fed = PacketDecoder(numbering="original")
    fed.feed(b"\x7a\x87", 0)
    assert fed.take(0) is None
    fed.feed(b"\xa3\x00", 0)
    assert fed.take(0) == g.RemovePretorianClan(163)


@pytest.mark.parametrize(("numbering", "data"), [("godot", "7a76fafa96"), ("original", "7a82fafa96")])
def test_net_16_a_command_has_two_numbers(numbering: Numbering, data: str) -> None:
    fed = PacketDecoder(numbering=numbering)
    fed.feed(bytes.fromhex(data), 0)
    assert fed.take(0) == g.ChatColor(250, 250, 150)


def test_a_ban_is_by_address_or_by_name() -> None:
    for ban in (g.BanIp(True, (127, 0, 0, 1), "spam"), g.BanIp(False, "Ana", "spam")):
        assert decoder(encode_client(ban)).take(0) == ban


def test_a_flag_is_set_only_by_one() -> None:
    fed = decoder(bytes.fromhex("2d0105 2d0205 2d0005"))
    assert [fed.take(0) for _ in range(3)] == [c.MoveSpell(True, 5), c.MoveSpell(False, 5), c.MoveSpell(False, 5)]


def test_a_negative_count_is_the_empty_text() -> None:
    fed = decoder(bytes.fromhex("03ffff 0601"))
    assert [fed.take(0), fed.take(0)] == [c.Talk(""), c.Walk(1)]


# -- the two layouts of guild packets


def test_net_17_eight_lines_may_come_in_two_segments() -> None:
    packet = c.CreateNewGuild("Somos", "Alfa", "http://a", CODEX)
    whole = encode_client(packet)
    fed = decoder(whole[:-2])
    assert fed.take(0) is None
    fed.feed(whole[-2:], 200)
    assert fed.take(200) == packet


def test_net_17_one_list_gives_the_same_lines() -> None:
    packet = c.CreateNewGuild("Somos", "Alfa", "http://a", CODEX)
    assert decoder(encode_client(packet, codex_as_list=True)).take(0) == packet


@pytest.mark.parametrize(
    ("lines", "codex"),
    [
        (("a", "b"), ("a", "b", "", "", "", "", "", "")),
        (tuple("abcdefghij"), tuple("abcdefgh")),
        (("",) * 8, ("",) * 8),
    ],
)
def test_a_list_of_fewer_or_more_lines_is_padded_or_cut(lines: tuple[str, ...], codex: tuple[str, ...]) -> None:
    data = encode_client(c.ClanCodexUpdate("Ñ", lines), codex_as_list=True)
    assert decoder(data).take(0) == c.ClanCodexUpdate("Ñ", codex)


# -- InitCrafting


def test_net_18_the_short_form_is_known_by_waiting() -> None:
    fed = decoder(b"\x7b\x0f", now_ms=1000)
    assert fed.take(1000) is None
    assert fed.wait_ms(1000) == 100
    assert fed.take(1099) is None
    assert fed.wait_ms(1099) == 1
    assert fed.take(1100) == c.InitCraftingShort(15)
    assert fed.wait_ms(1100) is None
    fed.feed(b"\x06\x03", 1150)
    assert fed.take(1150) == c.Walk(3)


def test_net_18_every_new_byte_begins_the_waiting_again() -> None:
    fed = decoder(b"\x7b\x64\x00", now_ms=0)
    fed.feed(b"\x00\x00\x05", 90)
    assert fed.take(150) is None
    assert fed.wait_ms(150) == 40
    fed.feed(b"\x00", 160)
    assert fed.take(160) == c.InitCrafting(100, 5)


def test_an_id_alone_is_waited_for_without_end() -> None:
    fed = decoder(b"\x7b")
    assert fed.take(5000) is None
    assert fed.wait_ms(5000) is None


def test_nothing_to_wait_for_in_other_packets() -> None:
    fed = decoder(b"\x06")
    assert fed.take(0) is None
    assert fed.wait_ms(0) is None


def test_net_19_the_long_form() -> None:
    assert decoder(bytes.fromhex("7b640000000500")).take(0) == c.InitCrafting(100, 5)


@pytest.mark.parametrize(
    ("total", "per_cycle", "is_long"),
    [
        (1, 1, True),
        (100_000, 10_000, True),
        (0, 1, False),
        (-1, 1, False),
        (100_001, 1, False),
        (1, 0, False),
        (1, -1, False),
        (1, 10_001, False),
    ],
)
def test_numbers_out_of_range_belong_to_the_short_form(total: int, per_cycle: int, is_long: bool) -> None:
    data = encode_client(c.InitCrafting(total, per_cycle))
    godot, original = decoder(data), decoder(data, dialect=Dialect.ORIGINAL)
    assert godot.take(0) == (c.InitCrafting(total, per_cycle) if is_long else c.InitCraftingShort(data[1]))
    assert len(godot.backlog) == (0 if is_long else 5)
    assert original.take(0) == c.InitCrafting(total, per_cycle)


def test_the_short_form_is_read_in_both_dialects() -> None:
    assert decoder(b"\x7b\x0f", dialect=Dialect.ORIGINAL).take(100) == c.InitCraftingShort(15)


# -- limits


def test_net_36_a_count_that_cannot_fit_is_an_error_at_once() -> None:
    with pytest.raises(ProtocolError, match=r"Talk\.text: a text of 20000 bytes can't fit"):
        decoder(bytes.fromhex("03204e")).take(0)


def test_net_36_all_of_20000_bytes_of_packets_are_taken() -> None:
    fed = decoder(b"\x06\x01" * 10_000)
    assert [fed.take(0) for _ in range(10_000)] == [c.Walk(1)] * 10_000
    assert fed.take(0) is None
    assert fed.backlog == b""


def test_the_longest_text_fills_the_backlog() -> None:
    longest = MAX_BACKLOG - 3
    packet = c.Talk("x" * longest)
    assert decoder(encode_client(packet)).take(0) == packet
    with pytest.raises(ProtocolError):
        decoder(b"\x03" + (longest + 1).to_bytes(2, "little")).take(0)


def test_the_texts_of_a_packet_share_the_backlog() -> None:
    to = b"\x05" + (5000).to_bytes(2, "little") + b"x" * 5000
    fits = MAX_BACKLOG - len(to) - 2
    assert decoder(to + fits.to_bytes(2, "little")).take(0) is None
    with pytest.raises(ProtocolError, match=r"Whisper\.text: a text of 5236 bytes can't fit"):
        decoder(to + (fits + 1).to_bytes(2, "little")).take(0)


def test_no_more_than_the_backlog_waits_for_the_rest_of_a_packet() -> None:
    to = b"\x05" + (MAX_BACKLOG - 3).to_bytes(2, "little") + b"x" * (MAX_BACKLOG - 3)
    fed = decoder(b"\x06\x01" + to)
    assert fed.take(0) == c.Walk(1)
    assert fed.take(0) is None
    assert len(fed.backlog) == MAX_BACKLOG
    fed.feed(b"\x00", 0)
    with pytest.raises(ProtocolError, match="more than 10240 bytes"):
        fed.take(0)
