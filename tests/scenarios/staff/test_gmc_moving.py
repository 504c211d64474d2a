"""Finding players and moving them, and GMs whom nobody sees.  Source: 10-gm-admin §2, §4.2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.game import a_record, ids, only
from kit.staff import INFO, a_staffed_game
from kit.worlds import content, plain_map

from pyao.content.enums import Heading, Privilege
from pyao.network.settings import NetworkSettings
from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.dialect import Dialect
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body.appearance import character_change, nick_colour, player_create
from pyao.world.audit import Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.staff import Staffed

    from pyao.protocol.message import Message


@pytest.fixture
def game() -> Iterator[Staffed]:
    with a_staffed_game() as fixture:
        yield fixture


# Without the rank


def test_gmc_01_what_ordinary_clients_send_by_themselves(game: Staffed) -> None:
    ana, beto = game.player("Ana", at=(1, 40, 40)), game.player("Beto", at=(1, 42, 40))
    ana.takes()
    ana.sends(g.WarpChar("YO", 1, 50, 50), g.WarpMeToTarget(), g.Invisible(), g.Kick("Beto"))
    for one in (ana, beto):
        one.sees()
    assert (ana.place, beto.place) == ((1, 40, 40), (1, 42, 40))
    assert game.host.audited == []
    ana.talks("hola")
    beto.sees(msg.chat_over_head("hola", ana.char, 255, 255, 255))


# Warping


def test_gmc_02_a_counsellor_moves_himself(game: Staffed) -> None:
    coco, ana = game.gm("Coco", at=(1, 50, 50)), game.player("Ana", at=(1, 58, 58))
    coco.takes()
    coco.sends(g.WarpChar("yo", 1, 60, 60))
    assert coco.place == (1, 60, 60)
    assert only(coco.takes(), "CONSOLE_MSG") == [msg.console_msg("Coco transportado.", Font.INFO)]
    assert ana.takes()[-2:] == [msg.play_wave(3, 60, 60), msg.create_fx(coco.char, 1, 0)]
    for name in ("Coco", "Ana"):
        coco.sends(g.WarpChar(name, 1, 50, 50))
        coco.sees(msg.console_msg("Usuario offline.", Font.INFO))
    coco.sends(g.WarpChar("YO", 1, 3, 3), g.WarpChar("YO", 999, 50, 50), g.WarpChar("", 1, 50, 50))
    coco.sees()
    assert (coco.place, ana.place) == ((1, 60, 60), (1, 58, 58))


def test_gmc_03_nobody_is_warped_onto_somebody(game: Staffed) -> None:
    game.player("Beto", at=(1, 60, 60))
    coco = game.gm("Coco", at=(1, 50, 50))
    coco.sends(g.WarpChar("YO", 1, 60, 60))
    assert coco.place == (1, 59, 59)


def test_gmc_04_warping_by_text(game: Staffed) -> None:
    sara, ana = game.gm("Sara", at=(34, 50, 50)), game.player("Ana", at=(34, 55, 50))
    game.gm("Dina", at=(2, 50, 50))
    game.reads_all()
    sara.talks("/telep Ana 1 60 60")
    assert ana.place == (1, 60, 60)
    assert only(sara.takes(), "CONSOLE_MSG") == [msg.console_msg("Ana transportado.", Font.INFO)]
    assert only(ana.takes(), "CONSOLE_MSG") == []
    sara.talks("/telep 45 46")
    assert sara.place == (34, 45, 46)
    sara.takes()
    sara.talks("/telep Dina 1 60 60")
    sara.sees(msg.console_msg("No podés transportar dioses o admins.", Font.INFO))
    sara.talks("/telep Adan 1 60 60")
    sara.sees(msg.console_msg("No podés transportar dioses o admins.", Font.INFO))
    sara.talks("/telep Nadie 1 60 60")
    sara.sees(msg.console_msg("Usuario offline.", Font.INFO))


def test_not_even_an_admin_warps_gods(game: Staffed) -> None:
    adan = game.gm("Adan", at=(1, 50, 50))
    dina = game.gm("Dina", at=(2, 50, 50))
    adan.sends(g.WarpChar("Dina", 1, 60, 60))
    adan.sees(msg.console_msg("No podés transportar dioses o admins.", Font.INFO))
    adan.sends(g.WarpChar("Adan", 1, 60, 60))
    assert (adan.place, dina.place) == ((1, 60, 60), (2, 50, 50))


def test_gmc_07_going_near_somebody(game: Staffed) -> None:
    game.player("Ana", at=(2, 50, 50))
    sara = game.gm("Sara", at=(1, 50, 50))
    sara.sends(g.GoNearby("ana"))
    assert sara.place == (2, 48, 48)
    sara.takes()
    sara.sends(g.GoNearby("Beto"))
    sara.sees(msg.console_msg("Usuario offline.", Font.INFO))
    sara.sends(g.GoNearby("Dina"))
    sara.sees()


def test_where_there_is_no_room_nobody_goes_near() -> None:
    around = [(x, y) for x in range(45, 56) for y in range(45, 56) if (x, y) != (50, 50)]
    with a_staffed_game(content(plain_map(1), plain_map(2, blocked=around, water=[(51, 51)]))) as game:
        game.player("Ana", at=(2, 50, 50))
        sara = game.gm("Sara", at=(1, 50, 50))
        sara.sends(g.GoNearby("ana"))
        sara.sees(msg.console_msg("No hay lugar cerca de Ana.", Font.INFO))
        assert sara.place == (1, 50, 50)


def test_gmc_08_going_to_a_god(game: Staffed) -> None:
    adan, sara = game.gm("Adan", at=(2, 50, 50)), game.gm("Sara", at=(1, 50, 50))
    dina, delia = game.gm("Dina", at=(1, 52, 50), unseen=True), game.gm("Delia", at=(1, 54, 50))
    game.reads_all()
    sara.sends(g.GoToChar("adan"))
    delia.sends(g.GoToChar("adan"))
    for one in (sara, delia, adan):
        one.sees()
    dina.sends(g.GoToChar("adan"))
    assert dina.place == (2, 50, 51)
    assert only(adan.takes(), "CONSOLE_MSG") == []
    dina.sends(g.Invisible(), g.GoToChar("adan"))
    assert only(adan.takes(), "CONSOLE_MSG") == [msg.console_msg("Dina vino hasta donde estás.", Font.INFO)]
    dina.takes()
    dina.sends(g.GoToChar("Nadie"))
    dina.sees(msg.console_msg("Usuario offline.", Font.INFO))


def test_at_the_edge_one_goes_to_the_tile_itself(game: Staffed) -> None:
    ana, sara = game.player("Ana", at=(1, 50, 94)), game.gm("Sara", at=(2, 60, 94))
    sara.sends(g.SummonChar("Ana"))
    assert ana.place[0] == 2
    assert max(abs(ana.place[1] - 60), abs(ana.place[2] - 94)) == 1
    ana.sends(c.Walk(Heading.WEST))
    sara.sends(g.GoToChar("Ana"))
    assert sara.place[0] == 2


def test_gmc_35_summoning_by_demigods(game: Staffed) -> None:
    sara, saul = game.gm("Sara", at=(1, 50, 50)), game.gm("Saul", at=(2, 50, 50))
    ana = game.player("Ana", at=(2, 60, 60))
    game.reads_all()
    sara.sends(g.SummonChar("Saul"))
    sara.sees(msg.console_msg("No podés invocar a dioses y admins.", Font.INFO))
    assert saul.place == (2, 50, 50)
    sara.sends(g.SummonChar("Ana"))
    seen = ana.takes()
    assert seen[0] == msg.console_msg("Sara te trajo.", Font.INFO)
    assert [one for one in seen[1:] if one.id is S.CONSOLE_MSG] == []
    assert S.CHANGE_MAP in ids(seen[1:])
    assert ana.place == (1, 50, 51)
    assert only(sara.takes(), "CONSOLE_MSG") == []
    sara.sends(g.SummonChar("Nadie"), g.SummonChar("Dina"))
    sara.sees(INFO, msg.console_msg("No podés hacerle eso a un dios o admin.", Font.INFO))


def test_gods_summon_everybody(game: Staffed) -> None:
    dina, adan = game.gm("Dina", at=(1, 50, 50)), game.gm("Adan", at=(2, 50, 50))
    dina.sends(g.SummonChar("adan"))
    assert adan.place == (1, 50, 51)


def test_gmc_37_going_to_the_clicked_tile(game: Staffed) -> None:
    dina = game.gm("Dina", at=(1, 45, 50))
    dina.sends(g.WarpMeToTarget())
    dina.sees()
    dina.sends(c.LeftClick(50, 50), g.WarpChar("YO", 34, 60, 60))
    dina.takes()
    dina.sends(g.WarpMeToTarget())
    assert dina.place == (1, 50, 50)
    assert only(dina.takes(), "CONSOLE_MSG") == []


# Where somebody is


def where(name: str, place: str) -> Message:
    return msg.console_msg(f"Ubicación de {name}: {place}.", Font.INFO)


def test_where_somebody_is(game: Staffed) -> None:
    game.player("Ana", at=(2, 40, 41))
    game.gm("Sara", at=(1, 20, 21))
    game.gm("Adan", at=(1, 60, 61))
    coco, dina = game.gm("Coco", at=(1, 50, 50)), game.gm("Dina", at=(1, 52, 50))
    coco.takes()
    coco.sends(g.Where("ana"), g.Where("Sara"), g.Where("Adan"))
    coco.sees(where("Ana", "mapa 2, 40, 41"), where("Sara", "mapa 1, 20, 21"))
    dina.sends(g.Where("Adan"))
    dina.sees(where("Adan", "mapa 1, 60, 61"))


def test_where_somebody_was(game: Staffed) -> None:
    game.save(a_record("Juan Perez", (2, 30, 31)))
    game.save(a_record("Adan", (2, 30, 31)))
    coco, dina = game.gm("Coco", at=(1, 50, 50)), game.gm("Dina", at=(1, 52, 50))
    coco.takes()
    coco.sends(g.Where("juan+perez"))
    coco.sees(where("Juan Perez (offline)", "mapa 2, 30, 31"))
    coco.sends(g.Where("Adan"), g.Where("Delia"))
    coco.sees()
    coco.sends(g.Where("Nadie"), g.Where(""), g.Where("a\\b/c"))
    coco.sees(*[msg.console_msg("No existe ese personaje.", Font.INFO)] * 3)
    dina.sends(g.Where("Adan"), g.Where("Delia"))
    dina.sees(where("Adan (offline)", "mapa 2, 30, 31"), msg.console_msg("No existe ese personaje.", Font.INFO))


# Sailing, and being noticed by creatures


def test_sailing_without_a_boat(game: Staffed) -> None:
    sara = game.gm("Sara", at=(1, 50, 50))
    look = sara.player.look
    sara.sends(g.NavigateToggle())
    sara.sees(msg.navigate_toggle())
    assert sara.player.sailing
    assert sara.player.look == look
    sara.sends(g.NavigateToggle())
    sara.sees(msg.navigate_toggle())
    assert not sara.player.sailing


def test_creatures_leave_the_staff_alone_until_told_otherwise(game: Staffed) -> None:
    coco, rol, ana = (game.gm(name, at=(1, 50 + k, 50)) for k, name in enumerate(("Coco", "Rol", "Ana")))
    assert [one.player.chased_by_npcs for one in (coco, rol, ana)] == [False, True, True]
    coco.takes()
    coco.sends(g.Ignored())
    assert coco.player.chased_by_npcs
    coco.sends(g.Ignored())
    assert not coco.player.chased_by_npcs
    coco.sees()


# Admin invisibility


@pytest.mark.parametrize("dialect", Dialect)
def test_gmc_05_a_god_comes_unseen_and_shows_himself(dialect: Dialect) -> None:
    with a_staffed_game(network=NetworkSettings(dialect=dialect)) as game:
        ana = game.player("Ana", at=(1, 52, 50))
        game.save(a_record("Dina", (1, 50, 50)))
        dina = game.connect()
        dina.logs_in("Dina")
        own = dina.char
        create = [one.id for one in ana.takes() if one.fields.get("char") == own]
        assert create in ([], [S.CHARACTER_CREATE, S.CHARACTER_REMOVE])
        seen = dina.takes()
        notice = msg.console_msg("Nadie te ve.", Font.INFO)
        hidden = msg.set_invisible(own, True)
        godot = dialect is Dialect.GODOT
        assert (seen.count(notice), seen.count(hidden)) == ((1, 0) if godot else (0, 1))
        dina.walks(Heading.SOUTH)
        dina.sends(c.ChangeHeading(Heading.EAST))
        dina.talks("")
        ana.sees()
        dina.takes()
        dina.sends(g.Invisible())
        seen = dina.takes()
        assert seen[0] == character_change(dina.player)
        told = msg.console_msg("Volvés a ser visible.", Font.INFO) if godot else msg.set_invisible(own, False)
        assert seen[1] == told
        assert seen[2] == msg.area_changed(50, 51)
        assert player_create(game.world, ana.player, dina.player) in seen[3:]
        ana.sees(player_create(game.world, dina.player, ana.player))
        dina.sends(g.Invisible())
        ana.sees(msg.character_remove(own))
        dina.sees(notice if godot else hidden)


def test_gmc_06_role_masters_come_visible(game: Staffed) -> None:
    for name in ("Delia", "Rita", "Rol"):
        client = game.player(name, at=(1, 50, 50))
        assert not client.player.admin_invisible


def test_an_unseen_gm_keeps_his_looks(game: Staffed) -> None:
    dina = game.gm("Dina", at=(1, 50, 50), unseen=True)
    look = dina.player.look
    assert (look.body, look.head) == (1, 5)
    dina.cuts()
    game.ticks(30)
    record = game.load("Dina")
    assert record is not None
    assert (record.look.body, record.look.head) == (1, 5)


def test_the_original_client_is_shown_itself_without_a_body() -> None:
    with a_staffed_game(network=NetworkSettings(dialect=Dialect.ORIGINAL)) as game:
        dina = game.gm("Dina", at=(1, 50, 50), unseen=True)
        dina.sends(g.WarpChar("YO", 2, 50, 50))
        seen = dina.takes()
        create = next(one for one in seen if one.id is S.CHARACTER_CREATE)
        assert (create.fields["body"], create.fields["head"]) == (0, 0)
        assert seen[seen.index(create) + 1] == msg.set_invisible(dina.char, True)


def test_players_step_onto_an_unseen_gm_and_push_him_back(game: Staffed) -> None:
    dina, ana = game.gm("Dina", at=(1, 50, 50), unseen=True), game.player("Ana", at=(1, 51, 50))
    dina.takes()
    ana.walks(Heading.WEST)
    assert (ana.place, dina.place) == ((1, 50, 50), (1, 51, 50))
    assert msg.force_char_move(Heading.EAST) in dina.takes()
    ana.sees()


def test_mimicry_and_hiding_end_with_the_appearance(game: Staffed) -> None:
    dina = game.gm("Dina", at=(1, 50, 50))
    dina.player.hidden = dina.player.invisible = True
    dina.sends(g.Invisible(), g.Invisible())
    assert [dina.player.hidden, dina.player.invisible, dina.player.admin_invisible] == [False] * 3


# A hidden name


def test_hiding_the_name(game: Staffed) -> None:
    dina, ana = game.gm("Dina", at=(1, 50, 50)), game.player("Ana", at=(1, 52, 50))
    rol = game.player("Rol", at=(1, 52, 52))
    game.reads_all()
    dina.talks("/showname")
    for one in (dina, ana):
        one.sees(msg.update_tag_and_status(dina.char, nick_colour(dina.player), ""))
    ana.sends(c.LeftClick(50, 50))
    ana.sees()
    assert ana.player.targets.slot == dina.player.slot
    assert player_create(game.world, dina.player, ana.player).fields["name"] == ""
    dina.sends(g.ShowName())
    ana.sees(msg.update_tag_and_status(dina.char, nick_colour(dina.player), "Dina"))
    assert rol.player.privileges & Privilege.ROLE_MASTER
    rol.sends(g.ShowName())
    assert rol.player.name_hidden


def test_what_an_unseen_gm_does_to_his_name_nobody_hears(game: Staffed) -> None:
    dina, ana = game.gm("Dina", at=(1, 50, 50), unseen=True), game.player("Ana", at=(1, 52, 50))
    ana.takes()
    dina.sends(g.ShowName())
    ana.sees()


# The audit


def test_orders_are_noted_with_what_came_of_them(game: Staffed) -> None:
    sara = game.gm("Sara", at=(1, 50, 50))
    game.player("Ana", at=(2, 50, 50))
    sara.talks("/sum ana")
    sara.sends(g.SummonChar("Nadie"))
    sara.sends(g.WarpChar("YO", 999, 1, 1))
    sara.talks("/telep yo")
    noted = game.host.audited
    assert [(one.who, one.rank, one.command, one.target, one.result) for one in noted] == [
        ("Sara", "SEMIDIOS", "SUM", "ana", Result.DONE),
        ("Sara", "SEMIDIOS", "SUM", "Nadie", Result.REFUSED),
        ("Sara", "SEMIDIOS", "TELEP", "YO", Result.IGNORED),
    ]
    assert noted[0].place == (1, 50, 50)
    assert noted[1].reason == "Usuario offline."
    assert dict(noted[2].arguments) == {"name": "YO", "map": 999, "x": 1, "y": 1}
