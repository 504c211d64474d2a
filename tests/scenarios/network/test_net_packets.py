"""NET: the wire.  Source: 01-protocol, acceptance scenarios.

NET-07 to 09 and 31's `auto` need sockets: see tests/network.  NET-37 is in tests/protocol.  What needs magic, combat,
guilds, parties or crafts stands with its topic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.game import PASSWORD, GameFixture, a_game, a_record, only
from kit.worlds import content, plain_map

from pyao.content.balance import AttributeChange, Balance
from pyao.content.enums import Heading, ObjectType, Race
from pyao.content.items import ItemDef
from pyao.content.npcs import NpcDef
from pyao.network.settings import NetworkSettings
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.dialect import Dialect
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.peer import encode_client
from pyao.protocol.text import TextEncoding
from pyao.rules.body import invisibility
from pyao.rules.combat import fight_news
from pyao.rules.combat.damage import BodyPart
from pyao.rules.map.warp import warp
from pyao.world.messages import Toggle
from pyao.world.record import ItemStack

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.protocol.client_packets import ClientPacket

HALF_DICE = ((0, 3, 2), (0, 2, 1), (0, 3, 0), (0, 3, 1), (0, 3, 3), (0, 2, 2), (0, 3, 3), (0, 3, 3))


def test_net_01_a_new_connection_hears_nothing(game: GameFixture) -> None:
    client = game.connect()
    game.passes(5_000)
    assert client.takes_bytes() == b""


def test_net_02_dice(game: GameFixture) -> None:
    client = game.connect()
    game.dice.will_roll(*HALF_DICE)
    client.sends(b"\x01")
    assert client.takes_bytes() == bytes.fromhex("43100f121212")


def test_net_03_login_byte_by_byte(game: GameFixture) -> None:
    game.save(a_record("Ana", (1, 50, 50)))
    login = encode_client(c.LoginExistingChar("Ana", PASSWORD, 0, 13, 0))
    whole, dripping = game.connect(), game.connect()
    for place in range(len(login) - 1):
        dripping.sends(login[place : place + 1])
        assert dripping.takes_bytes() == b""
        assert not game.world.online
    dripping.sends(login[-1:])
    burst = dripping.takes()
    assert "ANA" in game.world.online
    dripping.sends(c.Quit())
    game.passes(11_000)
    whole.logs_in("Ana")
    ours = [one for one in burst if one.id is not S.USER_INDEX_IN_SERVER]
    theirs = [one for one in whole.takes() if one.id is not S.USER_INDEX_IN_SERVER]
    assert [one for one in ours if "Récord" not in repr(one)] == theirs


def test_net_04_failed_login_is_one_error(game: GameFixture) -> None:
    client = game.connect()
    client.logs_in("Nadie")
    data = client.takes_bytes()
    assert data[0] == 0x37
    assert len(data) == 3 + int.from_bytes(data[1:3], "little")
    assert client.closed


def test_net_05_refused_creation_can_be_retried() -> None:
    items = {number: ItemDef(id=number, name=f"Objeto {number}") for number in (460, 463, 467, 468, 856, 857)}
    balance = Balance(race_attributes={Race.HUMAN: AttributeChange(1, 1, 0, 0, 2)})
    with a_game(content(plain_map(1), items=items, balance=balance)) as game:
        refused_creation(game)


def refused_creation(game: GameFixture) -> None:
    game.save(a_record("Ana", (1, 50, 50)))
    client = game.connect()
    game.dice.will_roll(*HALF_DICE)
    client.sends(b"\x01")
    client.takes()
    client.sends(newcomer("Ana"))
    assert [one.id for one in client.takes()] == [S.ERROR_MSG]
    assert not client.closed
    game.dice.will_roll((1, 6, 4), (1, 2, 1))
    client.sends(newcomer("Eva"))
    assert client.takes()[-1] == msg.logged(1)


def test_net_06_order_of_a_login(game: GameFixture) -> None:
    game.save(a_record("Ana", (1, 50, 50)))
    ana = game.connect()
    ana.logs_in("Ana")
    data = ana.transport.writes[0]
    assert data[0] != 0x37
    ids = [one.id for one in ana.takes()]
    own, index = ids.index(S.CHARACTER_CREATE), ids.index(S.USER_CHAR_INDEX_IN_SERVER)
    assert ids.index(S.CHANGE_MAP) < own < index < ids.index(S.LOGGED)


def test_net_10_packets_of_one_segment_run_in_order(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(bytes.fromhex("0601" + "2502" + "0603"))
    assert ana.place == (1, 50, 50)
    ana.sees(msg.character_change(ana.char, 1, 5, Heading.EAST, 2, 2, 2, 0, 999))


def test_net_11_unknown_id_and_packets_before_login(game: GameFixture) -> None:
    ana, stranger = game.player("Ana", at=(1, 50, 50)), game.connect()
    ana.sends(b"\x82")
    assert ana.closed
    stranger.sends(bytes.fromhex("030000"))
    assert stranger.closed
    assert stranger.takes_bytes() == b""


def test_net_12_dice_after_login(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(c.ThrowDices())
    assert ana.closed


def test_net_13_gm_packets_of_an_ordinary_player(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(bytes.fromhex("7a0a"), bytes.fromhex("7a0b0200594f01003232"))
    ana.sees()
    assert ana.place == (1, 50, 50)
    assert not ana.closed


def test_net_14_admin_warps_himself() -> None:
    with a_game(content(plain_map(1), plain_map(34)), admins=("SHAK",)) as game:
        shak = game.player("Shak", at=(34, 50, 50))
        game.player("Ana", at=(1, 50, 50))
        shak.sends(bytes.fromhex("7a0b0200796f01003232"))
        assert shak.place == (1, 49, 49)


def test_net_15_command_135_by_numbering(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(bytes.fromhex("7a87"))
    assert ana.closed
    with a_game(content(plain_map(1)), network=NetworkSettings(gm_numbering="original")) as original:
        eva = original.player("Eva", at=(1, 50, 50))
        eva.sends(bytes.fromhex("7a87"))
        assert not eva.closed
        assert eva.connection.session.player is not None
        eva.sends(bytes.fromhex("0100"), c.Ping())
        eva.sees(msg.pong())


@pytest.mark.parametrize(("numbering", "data"), [("godot", "7a76fafa96"), ("original", "7a82fafa96")])
def test_net_16_chat_colour_in_both_numberings(numbering: str, data: str) -> None:
    with a_game(content(plain_map(1)), network=NetworkSettings(gm_numbering=numbering), admins=("SHAK",)) as game:
        shak = game.player("Shak", at=(1, 50, 50))
        shak.player.admin_invisible = False
        shak.sends(bytes.fromhex(data))
        shak.talks("hola")
        shak.sees(msg.chat_over_head("hola", shak.char, 250, 250, 150))


def test_net_18_short_crafting_changes_nothing(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(bytes.fromhex("7b0f"))
    game.passes(150)
    ana.sends(bytes.fromhex("0603"))
    assert ana.place == (1, 50, 51)
    ana.sees()


def test_net_20_leaving_and_meeting_npcs_and_items() -> None:
    wolf = NpcDef(id=501, name="Lobo", body=10, heading=3)
    apple = ItemDef(id=1, name="Manzana", type=ObjectType.USE_ONCE, grh=506)
    field = plain_map(1, npcs=((40, 50, 501),), objects={(41, 50): (1, 1)})
    with a_game(content(field, npcs={501: wolf}, items={1: apple})) as game:
        ana = game.player("Ana", at=(1, 53, 50))
        npc = game.world.maps[1].npcs[40, 50]
        ana.walks(Heading.EAST)
        ana.sees(msg.area_changed(54, 50), msg.character_remove(npc.char), msg.object_delete(41, 50))
        ana.walks(Heading.WEST)
        ana.sees(
            msg.area_changed(53, 50),
            msg.character_create(npc.char, 10, 0, 3, 40, 50, 0, 0, 0, 0, 0, "", 0, 0),
            msg.object_create(41, 50, 506),
        )


def test_net_21_who_walks_out_of_view_is_removed(game: GameFixture) -> None:
    observer = game.player("Ana", at=(1, 50, 50))
    walker = game.player("Beto", at=(1, 62, 50))
    observer.takes()
    walker.walks(Heading.EAST)
    observer.sees(msg.character_move(walker.char, 63, 50), msg.character_remove(walker.char))
    walker.walks(Heading.WEST)
    seen = observer.takes()
    assert [one.id for one in seen] == [S.CHARACTER_CREATE]
    assert seen[0].fields["char"] == walker.char


def test_net_24_walking_out_of_a_rest(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.player.resting = True
    ana.player.messages.toggle(Toggle.RESTING, on=True)
    ana.takes()
    ana.walks(Heading.EAST)
    assert ana.place == (1, 51, 50)
    seen = ana.takes()
    assert [one.id for one in seen] == [S.REST_OK, S.CONSOLE_MSG, S.POS_UPDATE]
    assert seen[2] == msg.pos_update(51, 50)


def test_net_25_walking_out_of_a_meditation(game: GameFixture) -> None:
    ana, watcher = game.player("Ana", at=(1, 50, 50)), game.player("Beto", at=(1, 52, 50))
    ana.player.meditating = True
    ana.player.messages.toggle(Toggle.MEDITATING, on=True)
    ana.takes()
    ana.walks(Heading.EAST)
    assert ana.place == (1, 50, 50)
    seen = ana.takes()
    assert [one.id for one in seen] == [S.MEDITATE_TOGGLE, S.CONSOLE_MSG, S.CREATE_FX]
    watcher.sees(msg.create_fx(ana.char, 0, 0))


def test_net_27_who_is_not_known_is_named_in_words(game: GameFixture) -> None:
    ana, beto = game.player("Ana", at=(1, 50, 50)), game.player("Beto", at=(1, 51, 50))
    fight_news.tell_missed(beto.player, ana.player)
    beto.sees(msg.user_attacked_swing(ana.char))
    ana.player.admin_invisible = True
    fight_news.tell_missed(beto.player, ana.player)
    (told,) = beto.takes()
    assert (told.id, told.fields["font"], "Ana" in told.fields["text"]) == (S.CONSOLE_MSG, 1, True)


@pytest.mark.parametrize("part", BodyPart)
def test_blows_and_deaths_in_words(game: GameFixture, part: BodyPart) -> None:
    ana, beto = game.player("Ana", at=(1, 50, 50)), game.player("Beto", at=(1, 80, 80))
    fight_news.tell_struck(ana.player, beto.player, part, 12)
    fight_news.tell_killed(ana.player, beto.player, 60)
    for client, other in ((ana, "Beto"), (beto, "Ana")):
        told = client.takes()
        assert [(one.id, one.fields["font"]) for one in told] == [(S.CONSOLE_MSG, 1)] * 2
        assert all(other in one.fields["text"] for one in told)
        assert "12" in told[0].fields["text"]


def test_net_28_login_without_free_points(game: GameFixture) -> None:
    game.save(a_record("Ana", (1, 50, 50), free_skill_points=0))
    ana = game.connect()
    ana.logs_in("Ana")
    assert only(ana.takes(), "LEVEL_UP") == [msg.level_up(0)]


def test_net_29_object_without_picture_in_the_client() -> None:
    relic = ItemDef(id=1061, name="Reliquia", type=ObjectType.USE_ONCE, grh=24148, value=9)
    with a_game(content(plain_map(1), items={1061: relic})) as game:
        record = a_record("Ana", (1, 50, 50))
        record.inventory[2] = ItemStack(1061, 4)
        game.save(record)
        ana = game.connect()
        ana.logs_in("Ana")
        slots = only(ana.takes(), "CHANGE_INVENTORY_SLOT")
        assert slots[2] == msg.change_inventory_slot(3, 1061, "Reliquia", 4, False, 0, 1, 0, 0, 0, 0, 3.0)


def test_net_30_empty_spell_slot(game: GameFixture) -> None:
    game.save(a_record("Ana", (1, 50, 50)))
    ana = game.connect()
    ana.logs_in("Ana")
    assert bytes.fromhex("31230000060028" + "4e6f6e6529") in ana.takes_bytes()


def test_net_31_text_of_the_players_own_choice(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.talks("/texto ascii")
    (answer,) = ana.takes()
    assert answer.values[0].isascii()
    ana.talks("ñ")
    ana.sees(msg.chat_over_head("n", ana.char, 255, 255, 255))
    ana.sends(c.Quit())
    game.passes(11_000)
    again = game.connect()
    again.logs_in("Ana")
    assert again.connection.encoding is TextEncoding.ASCII
    again.takes()
    again.talks("/texto auto")
    assert again.connection.encoding is TextEncoding.CP1252
    again.takes()
    again.talks("/texto latin")
    assert len(only(again.takes(), "CONSOLE_MSG")) == 1
    assert again.connection.encoding is TextEncoding.CP1252


def test_net_33_commerce_end_is_always_answered(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(c.CommerceEnd())
    ana.sees(msg.commerce_end())
    ana.sends(c.BankEnd())
    ana.sees(msg.bank_end())


def test_net_34_without_text_commands_slash_lines_are_said() -> None:
    with a_game(content(plain_map(1)), text_commands=False) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        ana.talks("/zzz hola")
        ana.sees(msg.chat_over_head("/zzz hola", ana.char, 255, 255, 255))


def test_net_34_unknown_words_are_answered_and_not_said(game: GameFixture) -> None:
    ana, beto = game.player("Ana", at=(1, 50, 50)), game.player("Beto", at=(1, 51, 50))
    ana.takes()
    ana.talks("/zzz hola")
    ana.sees(msg.console_msg("Ese comando no existe.", Font.INFO))
    ana.talks("/ban@pepito motivo")
    ana.sees(msg.console_msg("Ese comando no existe. ¿Quisiste decir /BALANCE?", Font.INFO))
    ana.talks("/salirr")
    ana.sees(msg.console_msg("Ese comando no existe. ¿Quisiste decir /SALIR, /SALIRPARTY, /SALIRCLAN?", Font.INFO))
    beto.sees()
    ana.talks("/ hola")
    beto.sees(msg.chat_over_head("/ hola", ana.char, 255, 255, 255))


@pytest.mark.parametrize("line", ["/seguroresu", " /SeguroResú "])
def test_net_34_text_commands_are_executed(game: GameFixture, line: str) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.talks(line)
    ana.sees(msg.resuscitation_safe_on())
    ana.talks(line)
    ana.sees(msg.resuscitation_safe_off())


def test_net_34_usage(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.talks("/mejorar x")
    (answer,) = ana.takes()
    assert (answer.id, answer.fields["font"]) == (S.CONSOLE_MSG, Font.INFO)


def test_net_35_clicks_outside_the_map(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(c.LeftClick(255, 0), c.WorkLeftClick(0, 101, 1))
    ana.sees()
    assert not ana.closed


def test_net_36_a_text_that_can_not_fit(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(bytes.fromhex("03204e"))
    assert ana.closed


def test_net_36_many_packets_in_one_go(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(b"\x77" * 20_000)
    assert ana.takes() == [msg.pong()] * 20_000


@pytest.mark.parametrize("data", ["", "06", "0605ff", "7a00", "ff", "03ffff41", "00"])
def test_bad_input_never_touches_others(game: GameFixture, data: str) -> None:
    ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 52, 50))
    ana.sends(bytes.fromhex(data))
    eva.takes()
    eva.talks("sigo acá")
    eva.sees(msg.chat_over_head("sigo acá", eva.char, 255, 255, 255))


def newcomer(name: str) -> c.LoginNewChar:
    return c.LoginNewChar(name, PASSWORD, 0, 13, 0, 1, 1, 1, 5, "a@b.c", 1)


@pytest.mark.parametrize("dialect", list(Dialect))
def test_net_39_nobody_vanishes_from_the_own_screen(dialect: Dialect) -> None:
    godot = dialect is Dialect.GODOT
    with a_game(content(plain_map(1)), network=NetworkSettings(dialect=dialect), gods=("DIOS",)) as game:
        ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 52, 50))
        invisibility.vanish(game.world, ana.player)
        assert only(eva.takes(), "SET_INVISIBLE") == [msg.set_invisible(ana.char, True)]
        assert only(ana.takes(), "SET_INVISIBLE") == ([] if godot else [msg.set_invisible(ana.char, True)])
        game.dice.will_roll((-100, 100, 0))
        game.ticks(501)
        assert only(eva.takes(), "SET_INVISIBLE") == [msg.set_invisible(ana.char, False)]
        ended = only(ana.takes(), "SET_INVISIBLE", "CONSOLE_MSG")
        assert [one.id for one in ended] == [S.CONSOLE_MSG, *([] if godot else [S.SET_INVISIBLE])]
        game.save(a_record("Dios", (1, 54, 50)))
        god = game.connect()
        god.logs_in("Dios")
        entered = god.takes()
        assert bool(only(entered, "SET_INVISIBLE")) is not godot
        assert (msg.console_msg("Nadie te ve.", 3) in entered) is godot


def test_net_41_walks_of_the_old_place_are_dropped(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.transport.trip_ms = 340
    warp(game.world, ana.player, 1, 60, 60, fx=False)
    ana.takes()
    steps = ana.player.pace.steps
    for wait_ms in (100, 200):
        game.clock.advance(wait_ms)
        ana.walks(Heading.EAST)
        ana.sees()
    assert (ana.place, ana.player.pace.steps) == ((1, 60, 60), steps)
    game.clock.advance(60)
    ana.walks(Heading.EAST)
    assert ana.place == (1, 61, 60)
    ana.transport.trip_ms = 0
    warp(game.world, ana.player, 1, 40, 40, fx=False)
    ana.walks(Heading.EAST, Heading.EAST, Heading.EAST)
    assert ana.place == (1, 43, 40)


@pytest.mark.parametrize(
    "packet", [c.Talk, c.Yell, lambda text: c.Whisper("Eva", text), c.GuildMessage, c.CouncilMessage, c.CommerceChat]
)
def test_net_42_what_is_said_has_a_length(game: GameFixture, packet: Callable[[str], ClientPacket]) -> None:
    ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 52, 50))
    ana.sends(packet("ñ" * 401))
    (told,) = ana.takes()
    assert (told.id, told.fields["font"], "400" in told.fields["text"]) == (S.CONSOLE_MSG, 3, True)
    eva.sees()


@pytest.mark.parametrize("encoding", list(TextEncoding))
def test_net_42_the_longest_text_fits_into_one_write(game: GameFixture, encoding: TextEncoding) -> None:
    ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 52, 50))
    eva.connection.encoding = encoding
    for packet in (c.Talk("ñ" * 400), c.Yell("ñ" * 400), c.Whisper("Eva", "ñ" * 400)):
        ana.sends(packet)
        assert eva.transport.writes
        assert all(len(one) <= game.network.max_flush for one in eva.transport.writes)
        eva.transport.take()
