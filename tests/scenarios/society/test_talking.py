"""Talk, shouts and whispers: who hears them, and who is told why not.  Source: 11-social §1.1, §1.2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.fights import Says
from kit.game import Client, GameFixture, a_game
from kit.worlds import content, plain_map

from pyao.protocol import client_packets as c
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.protocol.client_packets import ClientPacket

STAFF = {"gods": ("LUZ",), "demigods": ("SEMI",), "counsellors": ("COCO",)}


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(content(plain_map(1), plain_map(2)), **STAFF) as one:
        yield one


def near(game: GameFixture, name: str, x: int = 52) -> Client:
    """Somebody in sight of (50, 50), unless further; everybody has read what came before."""
    client = game.player(name, at=(1, x, 50))
    for one in game.clients:
        one.takes()
    return client


@pytest.mark.parametrize("packet", [c.Talk(""), c.Yell(""), c.Whisper("Eva", "")])
def test_nothing_is_said_with_no_words(game: GameFixture, packet: ClientPacket) -> None:
    ana, eva = near(game, "Ana", 50), near(game, "Eva")
    ana.sends(packet)
    ana.sees()
    eva.sees()


@pytest.mark.parametrize("packet", [c.Talk("Buenas"), c.Yell("Buenas")])
def test_an_unseen_gm_is_read_in_the_console(game: GameFixture, packet: ClientPacket) -> None:
    luz, eva = near(game, "Luz", 50), near(game, "Eva")
    luz.sends(packet)
    eva.sees(msg.console_msg("Gm> Buenas", Font.GM))


def test_an_unseen_gm_says_no_blanks(game: GameFixture) -> None:
    luz, eva = near(game, "Luz", 50), near(game, "Eva")
    luz.sends(c.Talk("   "))
    eva.sees()


def test_the_living_do_not_hear_the_dead_shout(game: GameFixture) -> None:
    ana, eva, ghost = near(game, "Ana", 50), near(game, "Eva"), near(game, "Leo", 53)
    ana.player.record.dead = ghost.player.record.dead = True
    ana.sends(c.Yell("Uuu"))
    eva.sees()
    ghost.sees(msg.chat_over_head("Uuu", ana.char, *colours.DEAD))


def test_gms_shout_in_their_own_colour(game: GameFixture) -> None:
    coco, eva = near(game, "Coco", 50), near(game, "Eva")
    coco.player.admin_invisible = False
    coco.sends(c.Yell("Alto"))
    eva.sees(msg.chat_over_head("Alto", coco.char, *colours.GM_YELL))


@pytest.mark.parametrize(
    ("who", "to", "told"),
    [
        ("Ana", "Nadie", None),
        ("Ana", "Luz", "administradores"),
        ("Ana", "Coco", "administradores"),
        ("Luz", "Nadie", "inexistente"),
        ("Semi", "Nadie", None),
    ],
)
def test_whispers_that_nobody_hears(game: GameFixture, who: str, to: str, told: str | None) -> None:
    speaker = near(game, who, 50)
    speaker.sends(c.Whisper(to, "Hola"))
    speaker.sees(*([Says(Font.INFO, told)] if told else []))


def test_staff_in_the_world_are_not_whispered_to(game: GameFixture) -> None:
    ana, coco = near(game, "Ana", 50), near(game, "Coco")
    ana.sends(c.Whisper("Coco", "Hola"))
    ana.sees(Says(Font.INFO, "administradores"))
    coco.sees()


def test_the_dead_whisper_to_nobody(game: GameFixture) -> None:
    ana, eva = near(game, "Ana", 50), near(game, "Eva")
    ana.player.record.dead = True
    ana.sends(c.Whisper("Eva", "Hola"))
    ana.sees(Says(Font.INFO, "muerto"))
    eva.sees()


def test_players_whisper_within_sight_and_gods_anywhere(game: GameFixture) -> None:
    ana, eva, luz = near(game, "Ana", 50), near(game, "Eva", 80), near(game, "Luz", 20)
    ana.sends(c.Whisper("Eva", "Hola"))
    eva.sees()
    luz.sends(c.Whisper("Eva", "Hola"))
    luz.sees(msg.console_msg("Le susurraste a Eva> Hola", Font.GM))
    eva.sees(msg.console_msg("Gm susurra> Hola", Font.GM))


def test_an_unseen_counsellor_is_overheard_by_higher_staff(game: GameFixture) -> None:
    coco, eva, luz, semi = near(game, "Coco", 50), near(game, "Eva"), near(game, "Luz", 48), near(game, "Semi", 49)
    coco.sends(c.Whisper("Eva", "Hola"))
    overheard = msg.console_msg("Coco dijo a Eva> Hola", Font.GM)
    coco.sees(msg.console_msg("Susurraste> Hola", Font.GM))
    eva.sees(msg.console_msg("Gm susurra> Hola", Font.GM))
    luz.sees(overheard)
    semi.sees(overheard)


def test_what_players_whisper_is_read_by_staff_nearby(game: GameFixture) -> None:
    ana, eva, luz = near(game, "Ana", 50), near(game, "Eva"), near(game, "Luz", 48)
    ana.sends(c.Whisper("Eva", "Hola"))
    whispered = msg.chat_over_head("Hola", ana.char, *colours.WHISPER)
    ana.sees(whispered)
    eva.sees(whispered)
    luz.sees(msg.chat_over_head("A Eva> Hola", ana.char, *colours.GUILD))
