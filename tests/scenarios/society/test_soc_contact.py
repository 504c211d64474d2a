"""Polls, denounces, calls for help, consultations and the staff's records.  Source: 11-social §8, §10, §12."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import Says
from kit.game import Client, GameFixture, a_game, ids, only
from kit.server import running
from kit.worlds import content, plain_map

from pyao.content.enums import Heading
from pyao.content.polls import Poll
from pyao.network.settings import NetworkSettings
from pyao.protocol import client_packets as c
from pyao.protocol import colours, msg
from pyao.protocol.dialect import Dialect
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.world.user_records import Observation, UserRecord

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POLL = Poll(1, "¿Desde dónde jugás?", ("Argentina", "España", "Otro (América)", "Otro (Europa)"), 10, (240, 0, 5, 2))
WORLD = content(plain_map(1), poll=POLL)
STAFF = {
    "admins": ("ADAN",),
    "gods": ("DINA",),
    "demigods": ("SARA",),
    "counsellors": ("COCO", "OTTO"),
    "role_masters": ("ROL",),
}


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(WORLD, **STAFF) as one:
        yield one


def comes(game: GameFixture, name: str, x: int = 50, **changes: Any) -> Client:
    client = game.player(name, at=(1, x, 50), **changes)
    for one in game.clients:
        one.takes()
    return client


# Polls


def test_soc_31_everybody_votes_once(game: GameFixture) -> None:
    ana = comes(game, "Ana", level=10, email="ana@x.org")
    box = game.world.ballot_box
    assert box is not None
    ana.sends(c.InquiryVote(2))
    ana.sees(Says(Font.GUILD, "contado"))
    assert box.votes == [240, 1, 5, 2]
    ana.talks("/encuesta 1")
    ana.sees(Says(Font.GUILD, "Ya votaste"))
    for name, changes, option, words in (
        ("Beto", {"level": 10, "email": "ANA@x.org"}, 2, "otro personaje"),
        ("Caro", {"level": 9}, 2, "nivel 10"),
        ("Dino", {"level": 10}, 5, "no es válida"),
        ("Eva", {"level": 10}, 0, "no es válida"),
    ):
        client = comes(game, name, 55, **changes)
        client.sends(c.InquiryVote(option))
        client.sees(Says(Font.GUILD, words))
        client.cuts()
        game.passes(11_000)
    assert box.votes == [240, 1, 5, 2]
    saved = game.load("Beto")
    assert saved is not None
    assert saved.last_poll == 1
    no_mail = [comes(game, name, 60 + place, level=10) for place, name in enumerate(("Fino", "Gala"))]
    for client in no_mail:
        client.sends(c.InquiryVote(4))
    assert box.votes == [240, 1, 5, 4]


def test_the_poll_is_read(game: GameFixture) -> None:
    ana = comes(game, "Ana")
    ana.talks("/encuesta")
    ana.sees(
        Says(Font.GUILD, "1"),
        msg.console_msg("¿Desde dónde jugás?", Font.GUILD),
        Says(Font.GUILD_MSG),
        *[Says(Font.GUILD_MSG, option) for option in POLL.options],
        Says(Font.VENENO, "/ENCUESTA"),
    )


def test_there_may_be_no_poll() -> None:
    with a_game(content(plain_map(1))) as game:
        ana = comes(game, "Ana")
        for packet in (c.Inquiry(), c.InquiryVote(1)):
            ana.sends(packet)
            ana.sees(Says(Font.GUILD, "ninguna encuesta"))


async def test_votes_and_records_outlive_a_restart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "pyao.sqlite3"
    record = UserRecord("ANA", "Sara", "05/01/2026 12:00:00", "x", [Observation("Dina", "hoy", "y")])
    async with running(monkeypatch, WORLD, storage__backend="sqlite", storage__path=path) as server:
        box = server.world.ballot_box
        assert box is not None
        box.votes[1], box.mails, box.changed = 7, {"a@b"}, True
        server.world.user_records.append(record)
    async with running(monkeypatch, WORLD, storage__backend="sqlite", storage__path=path) as server:
        box = server.world.ballot_box
        assert box is not None
        assert (box.votes, box.mails) == ([240, 7, 5, 2], {"a@b"})
        assert server.world.user_records == [record]
    other = content(plain_map(1), poll=Poll(2, "¿Y ahora?", ("Sí", "No")))
    async with running(monkeypatch, other, storage__backend="sqlite", storage__path=path) as server:
        box = server.world.ballot_box
        assert box is not None
        assert (box.votes, box.mails) == ([0, 0], set())


# Denounces


def test_denounces_reach_the_staff(game: GameFixture) -> None:
    ana, dina, coco = comes(game, "Ana"), comes(game, "Dina", 52), comes(game, "Coco", 54)
    rol = comes(game, "Rol", 56)
    ana.talks("/denunciar Eva [roba]")
    ana.sees(Says(Font.INFO, "enviada"))
    line = msg.console_msg("ana denuncia: Eva [lb]roba]", Font.GUILD_MSG)
    dina.sees(line)
    coco.sees(line)
    rol.sees()
    coco.talks("/denuncias")
    coco.sees(Says(Font.INFO, "Ya no"))
    ana.player.silenced = True
    ana.sends(c.Denounce("otra vez"))
    ana.sees()
    dina.sees()
    ana.player.silenced = False
    ana.sends(c.Denounce("x" * 401))
    ana.sees(Says(Font.INFO, "400"))
    ana.sends(c.Denounce("de nuevo"))
    coco.sees()
    dina.takes()
    dina.talks("/show denuncias")
    dina.sees(
        msg.console_msg("12:00:00 ana denuncia: Eva [lb]roba]", Font.INFO),
        msg.console_msg("12:00:00 ana denuncia: de nuevo", Font.INFO),
    )


def test_the_oldest_denounces_are_dropped() -> None:
    with a_game(WORLD, denounces_max=2, **STAFF) as game:
        ana = comes(game, "Ana")
        for text in "abc":
            ana.sends(c.Denounce(text))
        assert [line[-1] for line in game.world.contact.denounces] == ["b", "c"]


# Calls for help and questions


def test_calls_for_help_queue(game: GameFixture) -> None:
    ana, beto, dina = comes(game, "Ana"), comes(game, "Beto", 52), comes(game, "Dina", 54)
    ana.talks("/gm")
    ana.sees(Says(Font.INFO, "entregado"))
    beto.sends(c.GMRequest())
    game.passes(1_000)
    ana.sends(c.GMRequest())
    ana.sees_among(Says(Font.INFO, "final"))
    dina.takes()
    dina.talks("/show sos")
    dina.sees(msg.console_msg("12:00:00 BETO", Font.INFO), msg.console_msg("12:00:01 ANA", Font.INFO))
    dina.talks("/sosdone beto")
    dina.talks("/show sos")
    dina.sees(msg.console_msg("12:00:01 ANA", Font.INFO))
    beto.sends(c.GMRequest())
    beto.cuts()
    game.passes(11_000)
    assert list(game.world.contact.calls) == ["ANA"]
    dina.talks("/borrar sos")
    assert game.world.contact.calls == {}


def test_questions_for_role_masters(game: GameFixture) -> None:
    ana, dina, sara, rol = (
        comes(game, name, 50 + 2 * place) for place, name in enumerate(("Ana", "Dina", "Sara", "Rol"))
    )
    ana.talks("/rol ¿Quién [es] el rey?")
    ana.sees(Says(Font.INFO, "enviada"))
    line = msg.console_msg("Ana pregunta rol: ¿Quién [lb]es] el rey?", Font.GUILD_MSG)
    dina.sees(line)
    rol.sees(line)
    sara.sees()
    ana.sends(c.RoleMasterRequest(""))
    ana.sees()


def test_bugs_are_noted_without_an_answer(game: GameFixture) -> None:
    ana = comes(game, "Ana")
    ana.talks("/_bug No se ve nada")
    ana.sees()
    assert game.host.notes("bug reports") == ["Ana: No se ve nada"]


# Consultations


def test_soc_07_only_in_a_consultation_players_whisper_to_the_staff(game: GameFixture) -> None:
    ana, otto = comes(game, "Ana"), comes(game, "Otto", 52)
    otto.player.admin_invisible = False
    ana.sends(c.Whisper("Otto", "Hola"))
    ana.sees(Says(Font.INFO, "administradores"))
    otto.player.targets.slot = ana.player.slot
    otto.talks("/consulta")
    otto.sees(Says(Font.INFO_BOLD, "Ana"), msg.character_change_nick(ana.char, "Ana [CONSULTA]"))
    ana.sees(Says(Font.INFO_BOLD, "Otto"), msg.character_change_nick(ana.char, "Ana [CONSULTA]"))
    ana.sends(c.Whisper("Otto", "Hola"))
    whispered = msg.chat_over_head("Hola", ana.char, *colours.WHISPER)
    ana.sees(whispered)
    otto.sees_among(whispered)
    otto.takes()
    otto.sends(c.Consultation())
    otto.sees(Says(Font.INFO_BOLD, "Terminaste"), msg.character_change_nick(ana.char, "Ana"))
    assert game.host.notes("consultations") == [
        "Otto begins with Ana",
        "Otto ends with Ana",
    ]


def test_who_consults_whom(game: GameFixture) -> None:
    ana, otto, sara = comes(game, "Ana"), comes(game, "Otto", 52), comes(game, "Sara", 54)
    otto.sends(c.Consultation())
    otto.sees(Says(Font.INFO, "seleccionar"))
    otto.player.targets.slot = otto.player.slot
    otto.sends(c.Consultation())
    otto.sees()
    otto.player.targets.slot = sara.player.slot
    otto.sends(c.Consultation())
    otto.sees(Says(Font.INFO, "otro administrador"))
    ana.player.targets.slot = otto.player.slot
    ana.sends(c.Consultation())
    ana.sees()


def test_a_consultation_ends_hiding(game: GameFixture) -> None:
    ana, otto, eva = comes(game, "Ana"), comes(game, "Otto", 52), comes(game, "Eva", 51)
    ana.player.hidden, ana.player.name_hidden = True, True
    otto.player.targets.slot = ana.player.slot
    otto.sends(c.Consultation())
    assert not ana.player.hidden
    eva.sees(msg.set_invisible(ana.char, False), msg.character_change_nick(ana.char, ""))
    ana.takes()
    ana.player.heading = Heading.EAST
    ana.player.safe_mode = False
    ana.sends(c.Attack())
    ana.sees_among(Says(Font.INFO, "consulta"))


# The staff's records (10 §4.11)


def test_records_of_players(game: GameFixture) -> None:
    ana, sara, dina = comes(game, "Ana"), comes(game, "Sara", 52), comes(game, "Dina", 54)
    comes(game, "Beto", 56).cuts()
    game.passes(11_000)
    sara.takes()
    sara.talks("/segadd nadie@x")
    assert ids(sara.takes()) == [S.SHOW_MESSAGE_BOX]
    sara.talks("/segadd ana@insulta")
    sara.talks("/segadd beto@roba")
    sara.sees(*(msg.console_msg(line, Font.INFO) for line in ("1 ANA", "1 ANA", "2 BETO")))
    sara.talks("/segobs 1 otra [vez]")
    seen = [one.fields["text"] for one in only(sara.takes(), "CONSOLE_MSG")]
    assert "insulta" in seen[0]
    assert "127.0.0.1" in seen[1]
    assert seen[2] == "SARA> otra [lb]vez]"
    sara.talks("/segver 2")
    assert [one.fields["text"] for one in sara.takes()][1] == "Desconectado."
    for line in ("/segobs 3 x", "/segver 0", "/segdel 3"):
        sara.talks(line)
        sara.sees()
    sara.talks("/segdel 1")
    assert ids(sara.takes()) == [S.SHOW_MESSAGE_BOX]
    assert len(game.world.user_records) == 2
    dina.takes()
    dina.talks("/segdel 1")
    assert ids(dina.takes()) == [S.SHOW_MESSAGE_BOX, S.CONSOLE_MSG]
    dina.talks("/segdel 1")
    assert ids(dina.takes()) == [S.SHOW_MESSAGE_BOX]
    dina.talks("/seglist")
    dina.sees()
    ana.sends(c.Talk("/seglist"))
    assert game.world.user_records == []


def test_the_number_of_records_has_an_end(game: GameFixture) -> None:
    sara = comes(game, "Sara", 52)
    game.world.user_records.extend(UserRecord("X", "Y", "", "") for _ in range(255))
    sara.talks("/segadd sara@x")
    assert ids(sara.takes()) == [S.SHOW_MESSAGE_BOX]


def test_windows_of_full_clients() -> None:
    with a_game(WORLD, network=NetworkSettings(dialect=Dialect.ORIGINAL), **STAFF) as game:
        ana, dina = comes(game, "Ana"), comes(game, "Dina", 54)
        ana.sends(c.GMRequest(), c.Denounce("x"))
        dina.takes()
        for line in ("/show sos", "/show denuncias", "/segadd ana@x", "/segver 1"):
            dina.talks(line)
        assert ids(dina.takes()) == [S.SHOW_SOS_FORM, S.SHOW_DENOUNCES, S.RECORD_LIST, S.RECORD_DETAILS]
