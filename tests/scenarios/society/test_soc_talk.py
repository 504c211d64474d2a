"""Talk and whispers.  Source: 11-social §1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import Says
from kit.game import Client, GameFixture, a_game, ids
from kit.worlds import content, plain_map

from pyao.protocol import client_packets as c
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from collections.abc import Iterator

STAFF = {"gods": ("DIANA", "LUZ"), "demigods": ("OTTO",)}


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(content(plain_map(1)), **STAFF) as one:
        yield one


def comes(game: GameFixture, name: str, x: int = 50, y: int = 50, **changes: Any) -> Client:
    client = game.player(name, at=(1, x, y), **changes)
    for one in game.clients:
        one.takes()
    return client


def test_soc_01_everybody_near_hears_the_living(game: GameFixture) -> None:
    ana, beto, caro = comes(game, "Ana"), comes(game, "Beto", 52), comes(game, "Caro", 54, dead=True)
    ana.sends(c.Talk("hola"))
    for one in (ana, beto, caro):
        one.sees(msg.chat_over_head("hola", ana.char, 255, 255, 255))


def test_soc_02_the_living_do_not_hear_the_dead(game: GameFixture) -> None:
    caro, dina = comes(game, "Caro", dead=True), comes(game, "Dina", 52, dead=True)
    beto, otto = comes(game, "Beto", 54), comes(game, "Otto", 56)
    caro.sends(c.Talk("buu"))
    for one in (caro, dina, otto):
        one.sees(msg.chat_over_head("buu", caro.char, 192, 192, 192))
    beto.sees()


def test_soc_03_an_unseen_gm_is_a_voice(game: GameFixture) -> None:
    otto, ana = comes(game, "Otto"), comes(game, "Ana", 52)
    assert otto.player.admin_invisible
    otto.sends(c.Talk("x "))
    for one in (otto, ana):
        one.sees(msg.console_msg("Gm> x ", Font.GM))
    otto.sends(c.Talk("   "))
    ana.sees()
    otto.sees()


def test_soc_04_a_word_ends_hiding(game: GameFixture) -> None:
    ana, beto = comes(game, "Ana"), comes(game, "Beto", 52)
    ana.player.hidden = True
    ana.sends(c.Talk(""))
    assert not ana.player.hidden
    beto.sees(msg.set_invisible(ana.char, False))
    seen = ana.takes()
    assert S.CONSOLE_MSG in ids(seen)
    assert S.CHAT_OVER_HEAD not in ids(seen)


def test_soc_05_a_whisper_is_for_two(game: GameFixture) -> None:
    ana, beto, diana = comes(game, "Ana"), comes(game, "Beto", 58, 56), comes(game, "Diana", 45)
    eva = comes(game, "Eva", 51)
    ana.sends(c.Whisper("Beto", "hey"))
    for one in (ana, beto):
        one.sees(msg.chat_over_head("hey", ana.char, 0, 0, 255))
    diana.sees(msg.chat_over_head("A Beto> hey", ana.char, 255, 255, 0))
    eva.sees()


def test_soc_06_whispers_that_reach_nobody(game: GameFixture) -> None:
    ana, beto, diana = comes(game, "Ana"), comes(game, "Beto", 59), comes(game, "Diana", 45)
    ana.sends(c.Whisper("Beto", "hey"))
    for one in (ana, beto, diana):
        one.sees()
    ana.sends(c.Whisper("Luz", "hey"))
    ana.sees(Says(Font.INFO, "administradores"))


def test_one_players_colours(game: GameFixture) -> None:
    for name, seats, colour in (
        ("Ana", {"royal_council": True}, colours.ROYAL_COUNCIL),
        ("Beto", {"chaos_council": True}, colours.CHAOS_COUNCIL),
        ("Diana", {}, colours.DIOS),
        ("Otto", {}, colours.GM),
    ):
        client = comes(game, name, **seats)
        client.player.admin_invisible = False
        client.talks("a")
        client.sees(msg.chat_over_head("a", client.char, *colour))
        client.cuts()
        game.passes(11_000)
