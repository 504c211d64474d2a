"""`/ayuda gm`: what each rank is told about its commands."""

from __future__ import annotations

from kit.game import a_game
from kit.worlds import content, plain_map

from pyao.messaging.i18n import use_language
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.tasks.gm import BY_TOPIC


def test_the_help_lists_the_commands_of_the_rank_by_topic() -> None:
    with a_game(content(plain_map(1)), demigods=("SARA",)) as game:
        sara = game.player("Sara", at=(1, 50, 50))
        sara.talks("/ayuda gm")
        lines = [one.fields["text"] for one in sara.takes()]
        assert {line.partition(":")[0] for line in lines[:-1]} == {topic() for topic in BY_TOPIC}
        assert all(len(line) < 230 for line in lines)
        words = {word for line in lines[:-1] for word in line.partition(": ")[2].split(", ")}
        assert {"/SUM", "/GMSG", "/CARCEL", "/SHOW SOS"} <= words
        assert not words & {"/CI", "/SHOW INT", "/APAGAR"}


def test_the_help_says_how_a_command_is_used() -> None:
    with a_game(content(plain_map(1)), demigods=("SARA",), gods=("DINA",)) as game:
        sara, dina = game.player("Sara", at=(1, 50, 50)), game.player("Dina", at=(1, 60, 50))
        sara.talks("/ayuda gm carcel")
        sara.sees(msg.console_msg("/CARCEL NOMBRE@MOTIVO@MINUTOS: Encarcela a alguien por unos minutos.", Font.INFO))
        sara.talks("/ayuda gm /show")
        assert [one.fields["text"].partition(":")[0] for one in sara.takes()] == ["/SHOW SOS", "/SHOW DENUNCIAS"]
        for nothing in ("apagar", "nada"):
            sara.talks(f"/ayuda gm {nothing}")
            sara.sees(msg.console_msg("Ese comando no existe.", Font.INFO))
        dina.takes()
        dina.talks("/ayuda gm apagar")
        dina.sees(msg.console_msg("/APAGAR: Apaga el servidor.", Font.INFO))


def test_players_get_the_ordinary_help() -> None:
    with a_game(content(plain_map(1), help=("Bienvenido.",))) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        for line in ("/ayuda", "/ayuda gm", "/ayuda gm carcel"):
            ana.talks(line)
            ana.sees(msg.console_msg("Bienvenido.", Font.INFO))


def test_its_topics_are_in_the_language_of_whoever_asks() -> None:
    assert use_language("es")
    with a_game(content(plain_map(1)), demigods=("SARA",)) as game:
        sara = game.player("Sara", at=(1, 50, 50), language="en")
        sara.talks("/ayuda gm")
        assert "Messages and lists" in {one.fields["text"].partition(":")[0] for one in sara.takes()}
    assert use_language("es")
