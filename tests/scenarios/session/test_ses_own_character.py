"""What players are told about themselves, and what their record keeps.  Source: 02-sessions-and-characters §4, §6."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from kit.game import GameFixture, a_game, a_record, ids, only
from kit.worlds import content, plain_map

from pyao.content.enums import Heading, Privilege
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.session.entry import note_address
from pyao.rules.session.leaving import end_session
from pyao.rules.society import penalties
from pyao.world.record import CharacterRecord

WORLD = content(plain_map(1), plain_map(2))


def test_the_message_of_the_day_again() -> None:
    with a_game(content(plain_map(1), motd=("hola~255~0~0~1~0",)), idle_limit_min=600) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        game.passes(20 * 60_000)
        assert ids(only(ana.takes(), "GUILD_CHAT", "CONSOLE_MSG")) == [S.GUILD_CHAT, S.CONSOLE_MSG] * 2


def test_the_record_knows_who_is_playing(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    assert game.load("Ana").logged  # type: ignore[union-attr]
    end_session(game.world, ana.player)
    assert not game.load("Ana").logged  # type: ignore[union-attr]


def test_the_saved_position_is_told_to_the_paralysed(game: GameFixture) -> None:
    game.player("Beto", at=(1, 50, 50))
    game.save(a_record("Ana", (1, 50, 50), paralysed=True))
    game.save(a_record("Eva", (1, -7, 3_000), paralysed=True))
    ana, eva = game.connect(), game.connect()
    ana.logs_in("Ana")
    assert only(ana.takes(), "POS_UPDATE") == [msg.pos_update(50, 50)]
    assert ana.place == (1, 49, 49)
    eva.logs_in("Eva")
    assert only(eva.takes(), "POS_UPDATE") == [msg.pos_update(0, 255)]
    assert eva.place == (1, 50, 49)


def test_answers_about_oneself(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    for packet, answers in (
        (c.RequestAtributes(), [msg.atributes(18, 18, 18, 18, 20)]),
        (c.RequestFame(), [msg.fame(0, 0, 0, 0, 1000, 30, 172)]),
        (c.RequestMiniStats(), [msg.mini_stats(0, 0, 0, 0, 1, 0)]),
        (c.RequestMOTD(), [msg.guild_chat("Mensajes de entrada:"), msg.console_msg("Mensajes de entrada:", 10)]),
        (c.Online(), [msg.console_msg("Número de usuarios: 1", 3)]),
        (c.Help(), []),
    ):
        ana.sends(packet)
        ana.sees(*answers)
    game.passes(61_000)
    ana.sends(c.Uptime())
    ana.sees(msg.console_msg("Uptime: 0 días, 0 horas, 1 minutos, 1 segundos.", 3))
    ana.sends(c.RequestStats())
    lines = [one.values[0] for one in ana.takes()]
    assert lines[0] == "Estadísticas de: Ana"
    assert "300/300" in lines[2]
    assert any("50,50" in line for line in lines)


@pytest.mark.parametrize(
    ("text", "kept"),
    [("Guardián", ""), ("Soy 1", ""), (" Guarda del bosque ", "Guarda del bosque"), ("", ""), ("x" * 120, "x" * 100)],
)
def test_descriptions(game: GameFixture, text: str, kept: str) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(c.ChangeDescription(text))
    assert ids(ana.takes()) == [S.CONSOLE_MSG]
    assert ana.player.record.description == kept


def test_penalties_are_told_the_newest_first(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    eva = a_record("Eva Luna", (1, 60, 60))
    when = datetime(2026, 11, 25, 22, 0, 5, tzinfo=UTC)
    penalties.add_penalty(eva, "GS", "ADVERTENCIA", "Gritos", when)
    penalties.ban(eva, "GS", "Más gritos", when)
    assert (eva.banned, eva.banned_by, eva.ban_reason) == (True, "GS", "Más gritos")
    penalties.unban(eva, "Shak", when)
    assert (eva.banned, eva.banned_by, eva.ban_reason) == (False, "", "")
    game.save(eva)
    ana.sends(c.Punishments("eva+luna"))
    ana.sees(
        msg.console_msg("3- shak: UNBAN 25/11/2026 22:00:05", 3),
        msg.console_msg("2- gs: BAN POR más gritos 25/11/2026 22:00:05", 3),
        msg.console_msg("1- gs: ADVERTENCIA gritos 25/11/2026 22:00:05", 3),
    )
    for name in ("Nadie", "Ana"):
        ana.sends(c.Punishments(name))
        assert ids(ana.takes()) == [S.CONSOLE_MSG]
    ana.sends(c.Punishments("/:"))
    ana.sees()


def test_addresses_are_kept_the_newest_first() -> None:
    record, when = CharacterRecord("Ana"), datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
    for ip in ("1.1.1.1", "1.1.1.1", "2.2.2.2", "3.3.3.3", "1.1.1.1", "4.4.4.4", "5.5.5.5"):
        note_address(record, ip, when)
    assert [line.partition(" - ")[0] for line in record.last_ips] == [
        "5.5.5.5",
        "4.4.4.4",
        "1.1.1.1",
        "3.3.3.3",
        "2.2.2.2",
    ]
    assert record.last_ips[0] == "5.5.5.5 - 05/01/2026:12:00:00"


def test_gms_come_in_unseen(game: GameFixture) -> None:
    with a_game(WORLD, demigods=("LUZ",)) as own:
        ana = own.player("Ana", at=(1, 50, 50))
        luz = own.player("Luz", at=(1, 52, 50))
        assert luz.player.privileges == Privilege.SEMIDIOS
        assert luz.player.admin_invisible
        ana.takes()
        luz.walks(Heading.EAST)
        ana.sees()
        luz.talks("hola")
        (heard,) = only(ana.takes(), "CONSOLE_MSG")
        assert heard == msg.console_msg("Gm> hola", Font.GM)
        luz.talks("hola\r\nServidor> [b]chau")
        assert only(ana.takes(), "CONSOLE_MSG") == [msg.console_msg("Gm> hola Servidor> [lb]b]chau", Font.GM)]
        end_session(own.world, luz.player)
        kept = own.load("Luz")
        assert kept is not None
        assert (kept.look.body, kept.look.head) == (1, 5)
    assert not game.world.online
