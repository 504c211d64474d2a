"""What game masters change of characters.

Source: 10-gm-admin §4.5, §7.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import Says
from kit.game import Client, GameFixture, a_game, a_record, only
from kit.worlds import content, plain_map

from pyao.content.enums import PlayerClass, Privilege, Skill
from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.society.reputation import is_criminal
from pyao.rules.staff.editing import EditOption, may_edit
from pyao.world.record import Faction, Reputation

if TYPE_CHECKING:
    from collections.abc import Iterator

STAFF: dict[str, Any] = {
    "admins": ("ADAN",),
    "gods": ("DINA", "DELIA"),
    "demigods": ("SARA", "ESP"),
    "special": ("ESP",),
    "counsellors": ("COCO", "RITA"),
    "role_masters": ("DELIA", "RITA", "ROL"),
}


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(content(plain_map(1), plain_map(34), plain_map(66)), **STAFF) as game:
        yield game


@pytest.fixture
def ana(game: GameFixture) -> Client:
    return game.player("Ana", at=(1, 50, 50))


def staff(game: GameFixture, name: str) -> Client:
    client = game.player(name, at=(34, 50, 50))
    for one in game.clients:
        one.takes()
    return client


def test_gmc_15_gold_is_set_up_to_five_millions(game: GameFixture, ana: Client) -> None:
    dina = staff(game, "Dina")
    dina.talks("/mod Ana oro 5000001")
    dina.sees(Says(Font.INFO, "5000000"))
    ana.sees()
    dina.talks("/mod Ana oro 5000000")
    dina.sees()
    ana.sees(msg.update_gold(5_000_000))
    dina.sends(g.EditChar("Ana", 1, "-5", ""))
    ana.sees(msg.update_gold(0))
    sara = staff(game, "Sara")
    sara.sends(g.EditChar("Ana", 1, "5", ""))
    sara.sees()
    ana.sees()
    assert [entry.result.value for entry in game.host.audited][-1] == "ignored"


def test_gmc_16_a_skill_of_somebody_who_is_not_there(game: GameFixture) -> None:
    game.save(a_record("Ana", (1, 50, 50)))
    adan = staff(game, "Adan")
    adan.sends(g.EditChar("Ana", 9, "Combate+con+armas", "77"))
    adan.sees(Says(Font.INFO, "Ana"))
    record = game.load("Ana")
    assert record is not None
    skill = record.skills[Skill.ARMAS - 1]
    assert (skill.level, skill.exp, skill.elu) == (77, 0, 8563)


def test_gmc_17_life_is_for_oneself_alone(game: GameFixture, ana: Client) -> None:
    dina, coco = staff(game, "Dina"), staff(game, "Coco")
    dina.sends(g.EditChar("YO", 16, "40000", ""))
    seen = dina.takes()
    assert seen[0] == Says(Font.INFO, "30000")
    assert [one.name for one in seen] == ["CONSOLE_MSG", "UPDATE_USER_STATS"]
    assert (dina.player.record.vitals.hp, dina.player.record.vitals.max_hp) == (30_000, 30_000)
    dina.sends(g.EditChar("Ana", 16, "500", ""))
    dina.sees()
    assert ana.player.record.vitals.max_hp == 300
    coco.sends(g.EditChar("coco", 16, "77", ""))
    assert coco.player.record.vitals.hp == 77


def test_gmc_18_positions_and_kills(game: GameFixture, ana: Client) -> None:
    sara, esp = staff(game, "Sara"), staff(game, "Esp")
    sara.sends(g.EditChar("Ana", 17, "1-60-60", ""))
    sara.sees(Says(Font.INFO, "Ana"))
    assert ana.place == (1, 60, 60)
    for wrong in ("1-3-3", "99-50-50", "nada", ""):
        sara.sends(g.EditChar("Ana", 17, wrong, ""))
        sara.sees(Says(Font.INFO, "inválida"))
    sara.sends(g.EditChar("Ana", 5, "9", ""))
    sara.sees()
    assert ana.player.record.faction.citizens_killed == 0
    esp.sends(g.EditChar("Ana", 5, "70000", ""), g.EditChar("Ana", 6, "-3", ""))
    assert (ana.player.record.faction.citizens_killed, ana.player.record.faction.criminals_killed) == (65_000, 0)


def test_gmc_19_the_dead_rise_naked(game: GameFixture, ana: Client) -> None:
    eva, sara = game.player("Eva", at=(1, 51, 50)), staff(game, "Sara")
    ana.player.record.dead, ana.player.travelling_home = True, True
    ana.player.look.body, ana.player.look.head = 8, 500
    ana.player.record.look.head = 5
    sara.sends(g.ReviveChar("Ana"))
    seen = ana.takes()
    assert [one.name for one in seen] == ["CANCEL_HOME", "CHARACTER_CHANGE", "CONSOLE_MSG", "UPDATE_HP"]
    assert (seen[1].fields["body"], seen[1].fields["head"]) == (21, 5)
    assert seen[3] == msg.update_hp(300)
    assert only(eva.takes(), "CHARACTER_CHANGE") == [seen[1]]
    sara.sees()
    sara.sends(g.ReviveChar("Nadie"))
    sara.sees(Says(Font.INFO, "offline"))


def test_gmc_36_the_living_are_healed(game: GameFixture, ana: Client) -> None:
    sara = staff(game, "Sara")
    ana.player.record.vitals.hp = 10
    sara.sends(g.ReviveChar("ana"))
    ana.sees(Says(Font.INFO, "Sara"), msg.update_hp(300))


def test_gmc_20_newbies_are_forgiven(game: GameFixture) -> None:
    deeds = Reputation(assassin=5_000, plebeian=30)
    ana = game.player("Ana", at=(1, 50, 50), level=12, reputation=deeds)
    sara = staff(game, "Sara")
    sara.sends(g.Forgive("Ana"), g.Forgive("Nadie"))
    sara.sees()
    assert (ana.player.record.reputation.assassin, ana.player.record.reputation.plebeian) == (0, 130)
    assert [one.name for one in ana.takes()] == ["UPDATE_TAG_AND_STATUS"]
    ana.player.record.level = 13
    sara.sends(g.Forgive("Ana"))
    sara.sees(Says(Font.INFO, "newbies"))


def test_gmc_37_the_prize_goes_to_the_bank(game: GameFixture, ana: Client) -> None:
    game.save(a_record("Beto", (1, 50, 50), bank_gold=50))
    dina, sara = staff(game, "Dina"), staff(game, "Sara")
    ana.player.record.bank_gold = 100
    dina.sends(g.EditChar("Ana", 15, "-500", ""))
    dina.sees()
    ana.sees(Says(Font.TALK, "banco"))
    assert ana.player.record.bank_gold == 0
    dina.sends(g.EditChar("Beto", 15, "70", ""))
    dina.sees(Says(Font.TALK, "Beto"))
    record = game.load("Beto")
    assert record is not None
    assert record.bank_gold == 120
    dina.sends(g.EditChar("Ana", 15, "5000001", ""))
    dina.sees(Says(Font.INFO, "5000000"))
    dina.sends(g.EditChar("Ana", 15, "mucho", ""))
    dina.sees()
    dina.sends(g.EditChar("Ana", 18, "", ""))
    dina.sees(Says(Font.INFO, "no permitido"))
    sara.sends(g.EditChar("Ana", 18, "", ""))
    sara.sees()
    dina.sends(g.EditChar("Nadie", 1, "1", ""))
    dina.sees(Says(Font.INFO, "no existe"))


RANKS = {
    "A": Privilege.ADMIN,
    "D": Privilege.DIOS,
    "S": Privilege.SEMIDIOS,
    "C": Privilege.CONSEJERO,
    "A+RM": Privilege.ADMIN | Privilege.ROLE_MASTER,
    "D+RM": Privilege.DIOS | Privilege.ROLE_MASTER,
    "S+RM": Privilege.SEMIDIOS | Privilege.ROLE_MASTER,
    "C+RM": Privilege.CONSEJERO | Privilege.ROLE_MASTER,
    "U+RM": Privilege.USER | Privilege.ROLE_MASTER,
}
ALL = set(range(1, 18))
ANYBODYS = {
    "A": ALL - {16} | {99},
    "D": ALL - {16} | {99},
    "S": {17},
    "C": set(),
    "A+RM": set(),
    "D+RM": {3, 4, 5, 6, 8, 9, 15},
    "S+RM": {3, 4},
    "C+RM": set(),
    "U+RM": set(),
}
OWN = {
    "A": ALL | {99},
    "D": ALL | {99},
    "S": {16, 17},
    "C": {16},
    "A+RM": set(),
    "D+RM": {3, 4, 5, 6, 7, 8, 9, 15, 16},
    "S+RM": {3, 4, 7, 16},
    "C+RM": {3, 4, 7, 16},
    "U+RM": set(),
}


@pytest.mark.parametrize(("rank", "oneself"), list(product(RANKS, (False, True))))
def test_who_may_edit_what(rank: str, oneself: bool) -> None:
    allowed = {option for option in (*ALL, 99) if may_edit(RANKS[rank], option, oneself=oneself, special=False)}
    assert allowed == (OWN if oneself else ANYBODYS)[rank]


def test_special_demigods_edit_kills_too() -> None:
    assert may_edit(Privilege.SEMIDIOS, EditOption.CITIZENS_KILLED, oneself=False, special=True)
    assert not may_edit(Privilege.SEMIDIOS, EditOption.GOLD, oneself=True, special=True)


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("clase mago", PlayerClass.MAGE),
        ("clase Cazador", PlayerClass.HUNTER),
        ("clase ladrón", PlayerClass.THIEF),
        ("clase brujo", PlayerClass.WARRIOR),
    ],
)
def test_classes_are_named(game: GameFixture, ana: Client, typed: str, seen: PlayerClass) -> None:
    dina = staff(game, "Dina")
    dina.talks(f"/mod Ana {typed}")
    assert ana.player.record.player_class == seen
    assert bool(dina.takes()) is (typed == "clase brujo")


def test_levels_experience_and_points(game: GameFixture, ana: Client) -> None:
    dina = staff(game, "Dina")
    record = ana.player.record
    dina.sends(g.EditChar("Ana", 7, "300", ""))
    dina.sees(Says(Font.INFO, "255"))
    assert record.level == 255
    dina.sends(g.EditChar("Ana", 7, "-4", ""))
    assert record.level == 1
    record.level, record.exp = 30, 10
    ana.takes()
    dina.sends(g.EditChar("Ana", 2, "25", ""))
    assert [one.name for one in ana.takes()] == ["UPDATE_USER_STATS", "UPDATE_EXP"]
    assert record.exp == 35
    dina.sends(g.EditChar("Ana", 2, "-90", ""))
    assert record.exp == 0
    ana.takes()
    dina.sends(g.EditChar("Ana", 10, "44", ""))
    ana.sees(msg.level_up(44))


def test_names_of_a_skill_gender_and_race(game: GameFixture, ana: Client) -> None:
    dina = staff(game, "Dina")
    record = ana.player.record
    for name in ("Mineria", "minería", "MINERIA"):
        record.skills[Skill.MINERIA - 1].level = 0
        dina.sends(g.EditChar("Ana", 9, name, "200"))
        assert record.skills[Skill.MINERIA - 1].level == 100
        assert record.skills[Skill.MINERIA - 1].elu == 0
    dina.sends(g.EditChar("Ana", 13, "mujer", ""), g.EditChar("Ana", 14, "enano", ""))
    assert (record.gender, record.race) == (2, 5)
    dina.sees()
    for option in (9, 13, 14):
        dina.sends(g.EditChar("Ana", option, "ninguno", "1"))
        assert only(dina.takes(), "CONSOLE_MSG")
    assert (record.gender, record.race) == (2, 5)


def test_looks_change_for_everybody_near(game: GameFixture, ana: Client) -> None:
    eva, delia = game.player("Eva", at=(1, 51, 50)), staff(game, "Delia")
    delia.sends(g.EditChar("Ana", 3, "77", ""), g.EditChar("Ana", 4, "78", ""))
    changes = only(eva.takes(), "CHARACTER_CHANGE")
    assert [(one.fields["body"], one.fields["head"]) for one in changes] == [(77, 5), (77, 78)]
    game.loop.run_until_complete(game.saver.flush())
    assert ana.player.record.look.head == 5


def test_reputation_that_turns_the_name(game: GameFixture, ana: Client) -> None:
    dina = staff(game, "Dina")
    dina.sends(g.EditChar("Ana", 12, "9000000", ""))
    assert ana.player.record.reputation.assassin == 6_000_000
    assert only(ana.takes(), "UPDATE_TAG_AND_STATUS")
    dina.sends(g.EditChar("Ana", 12, "5999999", ""))
    ana.sees()
    dina.sends(g.EditChar("Ana", 12, "-1", ""), g.EditChar("Ana", 11, "7", ""))
    assert not is_criminal(ana.player)
    assert ana.player.record.reputation.noble == 7


def test_armies_are_closed_for_good(game: GameFixture, ana: Client) -> None:
    game.save(a_record("Beto", (1, 50, 50), faction=Faction(royal_army=True)))
    dina = staff(game, "Dina")
    ana.player.record.faction = Faction(chaos_legion=True)
    dina.sends(g.ChaosLegionKick("Ana", "por Sonar"), g.RoyalArmyKick("Beto", "x"), g.RoyalArmyKick("Nadie", "x"))
    dina.sees(Says(Font.INFO, "Ana"), Says(Font.INFO, "Beto"), Says(Font.INFO, "no existe"))
    ana.sees(Says(Font.FIGHT, "expulsado"), Says(Font.FIGHT, "Dina"))
    record, absent = ana.player.record, game.load("Beto")
    assert absent is not None
    for one in (record, absent):
        assert not one.faction.royal_army
        assert not one.faction.chaos_legion
        assert one.faction.reenlistments == 200
    assert record.penalties[-1].startswith("dina: EXPULSADO DE LA LEGIÓN OSCURA por sonar")
    assert absent.faction.expulsion_note
    dina.sends(g.ResetFactions("Ana"))
    dina.sees()
    assert record.faction == Faction()
    assert "dina: reincorporado" in record.penalties[-1]


def test_crime_stupidity_and_descriptions(game: GameFixture, ana: Client) -> None:
    dina = game.player("Dina", at=(1, 48, 50))
    ana.takes()
    dina.takes()
    dina.sends(g.TurnCriminal("Ana"), g.TurnCriminal("Nadie"))
    dina.sees_among()
    assert is_criminal(ana.player)
    ana.takes()
    dina.sends(g.MakeDumb("Ana"), g.MakeDumbNoMore("Ana"))
    ana.sees(msg.dumb(), msg.dumb_no_more())
    dina.takes()
    dina.sends(g.SetCharDescription("la mejor"))
    dina.sees(Says(Font.INFO, "seleccionar"))
    dina.sends(c.LeftClick(50, 50), g.SetCharDescription("la mejor"))
    dina.takes()
    dina.sends(c.LeftClick(50, 50))
    assert Says(Font.INFO_BOLD, "la mejor") in dina.takes()
    dina.sends(g.SetCharDescription(""), c.LeftClick(50, 50))
    assert "mejor" not in str(dina.takes())


def test_each_skill_has_its_displayed_name_and_its_wire_name(game: GameFixture, ana: Client) -> None:
    dina = staff(game, "Dina")
    displayed = (
        *("Magia", "Robar", "Evasión en combate", "Combate con armas", "Meditar", "Apuñalar", "Ocultarse"),
        *("Supervivencia", "Talar", "Comercio", "Defensa con escudos", "Pesca", "Mineria", "Carpinteria", "Herreria"),
        *("Liderazgo", "Domar animales", "Combate a distancia", "Combate sin armas", "Navegacion"),
    )
    plain = (
        *("magia", "robar", "tacticas", "armas", "meditar", "apuñalar", "ocultarse", "supervivencia", "talar"),
        *("comerciar", "defensa", "pesca", "mineria", "carpinteria", "herreria", "liderazgo", "domar"),
        *("proyectiles", "wrestling", "navegacion"),
    )
    for value, names in ((31, displayed), (32, plain)):
        for name in names:
            dina.sends(g.EditChar("Ana", 9, name.replace(" ", "+"), str(value)))
        assert [skill.level for skill in ana.player.record.skills] == [value] * 20
    dina.sees()


@pytest.mark.parametrize("amount", ["99999999999", "-99999999999", "000000000005000001"])
def test_a_prize_of_any_length_is_refused(game: GameFixture, ana: Client, amount: str) -> None:
    dina = staff(game, "Dina")
    dina.sends(g.EditChar("Ana", 15, amount, ""))
    dina.sees(Says(Font.INFO, "5000000"))
    ana.sees()
    dina.sends(g.EditChar("Ana", 15, "5 monedas", ""))
    assert [entry.result.value for entry in game.host.audited] == ["refused", "ignored"]


def test_blanks_around_a_name_mean_nothing(game: GameFixture) -> None:
    eva = game.player("Ana Maria", at=(1, 50, 50), level=5)
    eva.player.record.vitals.hp = 10
    dina = staff(game, "Dina")
    name = "+ana+maria+"
    for order in (g.ReviveChar(name), g.MakeDumb(name), g.Forgive(name), g.TurnCriminal(name)):
        dina.sends(order)
    dina.sends(g.AcceptRoyalCouncilMember(name))
    assert only(dina.takes(), "CONSOLE_MSG") == [Says(Font.CONSEJO, "Ana Maria")]
    assert eva.player.record.vitals.hp == eva.player.record.vitals.max_hp
    assert is_criminal(eva.player)
    assert msg.dumb() in eva.takes()


def test_a_description_is_no_longer_than_what_may_be_said(game: GameFixture, ana: Client) -> None:
    dina = game.player("Dina", at=(1, 48, 50))
    dina.sends(c.LeftClick(50, 50))
    dina.takes()
    dina.sends(g.SetCharDescription("a" * 401))
    dina.sees(Says(Font.INFO, "400"))
    assert ana.player.gm_description == ""


def test_a_seat_of_who_is_away_is_vacant_at_once(game: GameFixture) -> None:
    game.save(a_record("Beto", (1, 50, 50), royal_council=True))
    dina = staff(game, "Dina")
    dina.sends(g.CouncilKick("beto"))
    dina.sees(Says(Font.INFO, "offline"))
    stored = game.loop.run_until_complete(game.store.load("Beto"))  # already written
    assert stored is not None
    assert not stored.royal_council
