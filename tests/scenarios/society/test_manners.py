"""How long, how often and to whom: what holds for all talk.  Source: 11-social §1.0."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.fights import Says
from kit.game import Client, GameFixture, a_game, ids
from kit.worlds import content, plain_map

from pyao.network.settings import NetworkSettings
from pyao.protocol import client_packets as c
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.text import TextEncoding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyao.protocol.client_packets import ClientPacket

STAFF = {"gods": ("LUZ",), "demigods": ("SEMI",)}


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(content(plain_map(1)), **STAFF) as one:
        yield one


def two(game: GameFixture) -> tuple[Client, Client]:
    """Ana and Eva beside each other."""
    ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 51, 50))
    ana.takes()
    return ana, eva


@pytest.mark.parametrize("say", [c.Talk, c.Yell, lambda text: c.Whisper("Eva", text)])
def test_a_text_has_a_length(game: GameFixture, say: Callable[[str], ClientPacket]) -> None:
    ana, eva = two(game)
    ana.player.hidden = True
    ana.sends(say("x" * 401))
    ana.sees(Says(Font.INFO, "400 caracteres"))
    eva.sees()
    assert ana.player.hidden
    ana.sends(say("x" * 400))
    assert S.CHAT_OVER_HEAD in ids(eva.takes())


def test_the_staff_is_short_too(game: GameFixture) -> None:
    semi, eva = game.player("Semi", at=(1, 50, 50)), game.player("Eva", at=(1, 51, 50))
    semi.takes()
    semi.talks("x" * 401)
    semi.sees(Says(Font.INFO, "400"))
    eva.sees()


def test_no_text_is_longer_than_a_packet() -> None:
    network = NetworkSettings(max_flush=300)
    with a_game(content(plain_map(1)), network=network, encoding=TextEncoding.UTF_8) as game:
        ana, eva = two(game)
        for text, n in (("ñ" * 111, 110), ("€" * 74, 73), ("x" * 221, 220)):
            ana.talks(text)
            ana.sees(Says(Font.INFO, f"{n} caracteres"))
            eva.sees()
            ana.talks(text[:-1])
            assert len(eva.takes_bytes()) <= 300
            ana.takes()


def test_who_talks_too_fast_is_told_so(game: GameFixture) -> None:
    ana, eva = two(game)
    for _line in range(20):
        ana.talks("¡Hola!")
    assert len(eva.takes()) == 20
    ana.takes()
    for say in (c.Talk("a"), c.Yell("a"), c.Whisper("Eva", "a")):
        ana.sends(say)
        ana.sees(Says(Font.INFO, "demasiado rápido"))
    eva.sees()
    game.clock.advance(1_000)
    ana.sends(c.Talk("a"), c.Talk("b"))
    eva.sees(msg.chat_over_head("a", ana.char, *colours.DEFAULT))


def test_the_staff_talks_as_fast_as_it_likes(game: GameFixture) -> None:
    luz, eva = game.player("Luz", at=(1, 50, 50)), game.player("Eva", at=(1, 51, 50))
    for _line in range(50):
        luz.talks("Hola")
    assert len(eva.takes()) == 50


def test_the_operator_may_allow_more() -> None:
    with a_game(content(plain_map(1)), chat_lines_per_min=0, chat_max_chars=1_000) as game:
        ana, eva = two(game)
        for _line in range(50):
            ana.talks("x" * 1_000)
        assert len(eva.takes()) == 50


def test_nobody_has_to_read_everybody(game: GameFixture) -> None:
    ana, eva = two(game)
    leo = game.player("Leo", at=(1, 52, 50))
    eva.takes()
    eva.talks("/ignorar ana")
    eva.sees(Says(Font.INFO, "no leés lo que dice Ana"))
    ana.takes()
    for say in (c.Talk("Hola"), c.Yell("Hola"), c.Whisper("Eva", "Hola")):
        ana.sends(say)
        assert ids(ana.takes()) == [S.CHAT_OVER_HEAD]
    eva.sees()
    assert len(leo.takes()) == 2
    eva.talks("/ignorar")
    eva.sees(Says(Font.INFO, "Ignorás a"), msg.console_msg("ANA", Font.INFO))
    saved = game.load("Eva")
    assert saved is not None
    assert saved.ignored == ["ANA"]
    eva.talks("/ignorar Ana")
    eva.sees(Says(Font.INFO, "Ya no"))
    ana.talks("¿Ahora?")
    eva.sees(msg.chat_over_head("¿Ahora?", ana.char, *colours.DEFAULT))


def test_who_cannot_be_ignored() -> None:
    with a_game(content(plain_map(1)), ignored_max=1, **STAFF) as game:
        ana, _eva = two(game)
        luz = game.player("Luz", at=(1, 53, 50))
        for name, words in (("Luz", "administradores"), ("Ana", "mismo"), ("Nadie", "nadie"), ("Eva", "Eva")):
            ana.takes()
            ana.talks(f"/ignorar {name}")
            ana.sees(Says(Font.INFO, words))
        ana.talks("/ignorar Nadie")
        ana.takes()
        game.player("Leo", at=(1, 54, 50))
        ana.takes()
        ana.talks("/ignorar leo")
        ana.sees(Says(Font.INFO, "más de 1"))
        ana.player.record.ignored = ["LUZ"]
        luz.talks("Hola")
        ana.sees(msg.console_msg("Gm> Hola", Font.GM))
        ana.player.record.ignored = []
        ana.talks("/ignorar")
        ana.sees(Says(Font.INFO, "No ignorás a nadie"))


def test_lower_staff_is_noted(game: GameFixture) -> None:
    semi = game.player("Semi", at=(1, 50, 50))
    semi.sends(c.Talk("Hola"), c.Whisper("Semi", "Solo"), c.Talk(""))
    talk = [(book, text) for book, text in game.host.noted if "staff" in book]
    assert talk == [("talk of the staff", "Semi: Hola"), ("whispers with the staff", "Semi to Semi: Solo")]
