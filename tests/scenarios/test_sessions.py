"""Login checks, idle limits, announced saves, and what a record keeps.  Source: 02-sessions-and-characters."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from kit.game import PASSWORD, GameFixture, a_game, a_record, only
from kit.worlds import content, plain_map

from pyao.content.enums import Heading, Privilege
from pyao.content.npcs import NpcDef
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.creatures.population import put_npc
from pyao.rules.session.entry import note_address
from pyao.rules.session.leaving import end_session
from pyao.rules.society import penalties
from pyao.world.messages import Toggle
from pyao.world.record import CharacterRecord, Look

if TYPE_CHECKING:
    from collections.abc import Iterable

WORLD = content(plain_map(1), plain_map(2))


def ids(messages: Iterable[msg.Message]) -> list[S]:
    return [one.id for one in messages]


@pytest.mark.parametrize(
    ("settings", "changes", "closes"),
    [
        ({"max_users": 1}, {}, True),
        ({"allow_multi_logins": False}, {}, True),
        ({"gms_only": True}, {}, True),
        ({"testing": True}, {"level": 18}, True),
        ({}, {"map": 99}, True),
        ({}, {"look": Look(body=1, head=0)}, True),
        ({}, {"look": Look(body=0, head=1)}, True),
        ({}, {"banned": True}, False),
    ],
)
def test_a_login_that_is_refused(settings: dict[str, Any], changes: dict[str, Any], closes: bool) -> None:
    with a_game(WORLD, gods=("EVA",), **settings) as game:
        game.player("Eva", at=(1, 60, 60), level=5)
        game.save(a_record("Ana", (1, 50, 50), **changes))
        ana = game.connect()
        ana.logs_in("Ana")
        assert ids(ana.takes()) == [S.ERROR_MSG]
        assert ana.closed is closes
        assert list(game.world.online) == ["EVA"]


@pytest.mark.parametrize("settings", [{"can_create_characters": False}, {"gms_only": True}])
def test_a_creation_that_is_refused(settings: dict[str, Any]) -> None:
    with a_game(WORLD, **settings) as game:
        ana = game.connect()
        ana.sends(c.LoginNewChar("Ana", PASSWORD, 0, 13, 0, 1, 1, 1, 5, "a@b.c", 1))
        assert ids(ana.takes()) == [S.ERROR_MSG]
        assert ana.closed


@pytest.mark.parametrize(
    "field", [{"class_": 0}, {"class_": 13}, {"home": 0}, {"home": 7}, {"password": ""}, {"password": "x" * 16}]
)
def test_choices_that_do_not_exist(game: GameFixture, field: dict[str, Any]) -> None:
    ana = game.connect()
    game.dice.free = True
    ana.sends(c.ThrowDices())
    ana.takes()
    chosen: dict[str, Any] = {"class_": 1, "home": 1, "password": PASSWORD} | field
    ana.sends(c.LoginNewChar("Ana", chosen["password"], 0, 13, 0, 1, 1, chosen["class_"], 5, "", chosen["home"]))
    assert ids(ana.takes()) == [S.ERROR_MSG]
    assert not ana.closed
    assert game.load("Ana") is None


def test_an_unreadable_record_closes_without_a_word(game: GameFixture) -> None:
    from pyao.tasks.ports import UnreadableRecord

    class Broken:
        async def load(self, name: str) -> CharacterRecord:
            raise UnreadableRecord(name)

    game.game.characters = Broken()  # type: ignore[assignment]
    ana = game.connect()
    ana.logs_in("Ana")
    ana.sees()
    assert ana.closed


def test_a_store_that_does_not_answer(game: GameFixture) -> None:
    from pyao.tasks.ports import CharactersUnavailable

    class Gone:
        async def load(self, name: str) -> CharacterRecord:
            raise CharactersUnavailable(name)

    game.game.characters = Gone()  # type: ignore[assignment]
    ana = game.connect()
    ana.logs_in("Ana")
    assert ids(ana.takes()) == [S.ERROR_MSG]


def test_idle_players_are_sent_home(game: GameFixture) -> None:
    ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 60, 60))
    for _minute in range(4):
        game.passes(60_000)
        eva.sends(c.Ping())
    ana.takes()
    eva.takes()
    game.passes(60_000)
    seen = only(ana.takes(), "SHOW_MESSAGE_BOX", "CONSOLE_MSG")
    assert ids(seen) == [S.SHOW_MESSAGE_BOX, S.CONSOLE_MSG]
    assert only(eva.takes(), "SHOW_MESSAGE_BOX") == []
    game.passes(10_000)
    assert ana.closed
    assert not eva.closed


def test_the_announced_save_of_all_characters() -> None:
    with a_game(WORLD, save_minutes=3, idle_limit_min=60) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        ana.walks(Heading.EAST)
        game.passes(120_000)
        (warning,) = ana.takes()
        assert warning.fields["font"] == Font.VENENO
        game.passes(60_000)
        seen = ana.takes()
        assert ids(seen) == [S.PAUSE_TOGGLE, S.CONSOLE_MSG, S.CONSOLE_MSG, S.PAUSE_TOGGLE]
        kept = game.load("Ana")
        assert kept is not None
        assert (kept.x, kept.y, kept.logged) == (51, 50, True)


def test_a_pause_is_told_once(game: GameFixture) -> None:
    game.world.paused = True
    game.save(a_record("Ana", (1, 50, 50)))
    ana = game.connect()
    ana.logs_in("Ana")
    assert ids(ana.takes()).count(S.PAUSE_TOGGLE) == 1
    ana.player.messages.toggle(Toggle.PAUSED, on=True)
    ana.sees()
    ana.player.messages.toggle(Toggle.PAUSED, on=False)
    ana.sees(msg.pause_toggle())


def test_the_message_of_the_day_again() -> None:
    with a_game(content(plain_map(1), motd=("hola~255~0~0~1~0",)), idle_limit_min=600) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        game.passes(20 * 60_000)
        assert ids(only(ana.takes(), "GUILD_CHAT", "CONSOLE_MSG")) == [S.GUILD_CHAT, S.CONSOLE_MSG] * 2


def test_happy_hour_begins_and_ends() -> None:
    monday_only = (1.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0)
    with a_game(WORLD, happy_hour=monday_only, idle_limit_min=600) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        game.passes(60_000)
        (told,) = ana.takes()
        assert (told.fields["font"], "200 %" in told.values[0]) == (Font.DIOS, True)
        game.clock.advance(86_400_000)
        game.passes(60_000)
        (told,) = ana.takes()
        assert "concluido" in told.values[0]
        assert game.world.happy_hour == 1


def test_living_creatures_follow_the_happy_hour() -> None:
    wolf = NpcDef(id=501, name="Lobo", exp=101)
    with a_game(content(plain_map(1), npcs={501: wolf}), happy_hour=(1.5,) * 7) as game:
        npc = put_npc(game.world, wolf, 1, (60, 60))
        npc.exp_left = 7
        game.passes(60_000)
        # 151.5 and 10.5 go to the even numbers.
        assert (npc.exp_reward, npc.exp_left) == (152, 10)
        assert put_npc(game.world, wolf, 1, (61, 60)).exp_reward == 152
        game.world.settings = game.settings.changed(happy_hour=(1.0,) * 7)
        game.passes(60_000)
        assert (npc.exp_reward, npc.exp_left) == (101, 7)


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
        (c.RequestMiniStats(), [msg.mini_stats(0, 0, 0, 0, 3, 0)]),
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
        assert (luz.player.look.body, luz.player.look.head) == (0, 0)
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


def test_the_record_of_players_is_told_to_everyone(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    game.save(a_record("Eva", (1, 80, 80)))
    eva = game.connect()
    eva.logs_in("Eva")
    line = msg.console_msg("Récord de usuarios conectados simultáneamente: 2 usuarios.", 3)
    assert line in eva.takes()
    ana.sees(line)
    assert game.world.record_online == 2
