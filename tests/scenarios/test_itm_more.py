"""Rules of the objects document beyond its scenarios, section by section.  Source: 06-items."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from kit.belongings import bag_of, classic_ground, drawn, lying, owning, slot_of
from kit.fights import Says, skills
from kit.game import GameFixture, a_game, a_record
from kit.spec import needs_classic
from kit.worlds import content, plain_map

from pyao.content.enums import Gender, ObjectType, PlayerClass, Race
from pyao.content.items import ItemDef
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body.appearance import refresh_nick
from pyao.rules.body.races import naked_body
from pyao.rules.body.sailing import use_boat
from pyao.rules.items import death_drops
from pyao.world.arithmetic import LONG_MAX
from pyao.world.record import Faction, Vitals

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = needs_classic

BOUND = ItemDef(id=5001, name="Anillo ligado", type=ObjectType.GEMAS, untransferable=True)
STICKY = ItemDef(id=5002, name="Piedra pegajosa", type=ObjectType.GEMAS, undroppable=True)
PLAIN_LOCK = ItemDef(id=5003, name="Puerta", type=ObjectType.PUERTAS, closed=True, lock_code=3)
ODD_KEY = ItemDef(id=5004, name="Llave", type=ObjectType.LLAVES, lock_code=3)
LOST_LOCK = replace(PLAIN_LOCK, id=5005, locked_variant=5999)
MADE_UP = BOUND, STICKY, PLAIN_LOCK, ODD_KEY, LOST_LOCK


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(classic_ground(*MADE_UP)) as one:
        yield one


# --- §4: dropping and picking up


@pytest.mark.parametrize("item", [BOUND.id, STICKY.id])
def test_what_must_not_be_dropped(game: GameFixture, item: int) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (item, 1)}))
    ana.sends(c.Drop(1, 1))
    ana.sees(Says(Font.FIGHT, "no se puede tirar"))
    assert bag_of(ana) == {1: (item, 1)}


def test_gms_drop_anything() -> None:
    with a_game(classic_ground(*MADE_UP), gods=("LUZ",)) as game:
        luz = game.player("Luz", at=(1, 50, 50), **owning({1: (467, 3)}))
        luz.sends(c.Drop(1, 2))
        assert (bag_of(luz), lying(game)) == ({1: (467, 1)}, {(50, 50): (467, 2)})


@pytest.mark.parametrize("amount", [0, -1, -32_768])
def test_amounts_that_are_none(game: GameFixture, amount: int) -> None:
    ana = game.player("Ana", at=(1, 50, 50), gold=500, **owning({1: (1, 3)}))
    ana.sends(c.Drop(1, amount), c.Drop(5, 1))
    ana.sees()
    ana.sends(c.Drop(31, amount))
    ana.sees(msg.update_gold(500))
    assert bag_of(ana) == {1: (1, 3)}


def test_dropping_what_is_worn_takes_it_off(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (31, 1)}, worn=(1,)))
    ana.sends(c.Drop(1, 1))
    ids = [one.id for one in ana.takes()]
    assert ids == [
        S.OBJECT_CREATE,
        S.CHARACTER_CHANGE,
        S.UPDATE_USER_STATS,
        S.CHANGE_INVENTORY_SLOT,
        S.CHANGE_INVENTORY_SLOT,
    ]
    assert (ana.player.naked, ana.player.look.body) == (True, 21)


def test_there_is_nothing_to_pick_up(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(c.PickUp())
    ana.sees(Says(Font.INFO, "No hay nada"))


def test_a_purse_takes_no_more_than_can_be_told() -> None:
    with a_game(classic_ground(objects={(50, 50): (12, 700)})) as game:
        ana = game.player("Ana", at=(1, 50, 50), gold=LONG_MAX - 699, **owning({1: (12, 700)}))
        ana.sends(c.PickUp())
        ana.sees(Says(Font.INFO, "oro"))
        ana.sends(c.UseItem(1))
        ana.sees(Says(Font.INFO, "oro"))
        assert (lying(game), bag_of(ana)) == ({(50, 50): (12, 700)}, {1: (12, 700)})


def test_things_do_not_fall_on_exits_people_and_creatures() -> None:
    with a_game(classic_ground(exits={(49, 50): (1, 20, 20)}, blocked=((50, 49),))) as game:
        ana = game.player("Ana", at=(1, 50, 50), gold=500)
        game.player("Eva", at=(1, 51, 50))
        ana.sends(c.Drop(31, 5))
        assert lying(game) == {(50, 51): (12, 5)}


def test_a_pirate_on_a_galleon_lets_no_gold_fall_into_the_water() -> None:
    water = [(x, y) for x in range(1, 101) for y in range(1, 101) if (x, y) != (55, 50)]
    with a_game(classic_ground(water=water)) as game:
        rich = {"level": 25, "gold": 265_000, "sailing": True, "player_class": PlayerClass.PIRAT}
        ana = game.player("Ana", at=(1, 50, 50), **rich, **owning({1: (476, 1), 2: (38, 2)}, worn=(1,)))
        death_drops.drop_all(game.world, ana.player)
        assert lying(game) == {(55, 50): (12, 10_000), (49, 50): (38, 2)}
        assert ana.player.record.gold == 255_000


# --- §7.6 to §7.8: keys, bottles, scrolls


@pytest.mark.parametrize("lock", [PLAIN_LOCK, LOST_LOCK], ids=["none", "unknown"])
def test_a_lock_without_a_counterpart_stays_as_it_is(lock: ItemDef) -> None:
    with a_game(classic_ground(*MADE_UP, objects={(51, 50): (lock.id, 1)})) as game:
        ana = game.player("Ana", at=(1, 50, 50), **owning({1: (ODD_KEY.id, 1)}))
        ana.sends(c.LeftClick(51, 50))
        ana.takes()
        ana.sends(c.UseItem(1))
        ana.sees()
        ana.sends(c.DoubleClick(51, 50))
        ana.sees()
        assert lying(game) == {(51, 50): (lock.id, 1)}


def test_keys_work_at_any_distance() -> None:
    with a_game(classic_ground(objects={(51, 50): (53, 1)})) as game:
        ana = game.player("Ana", at=(1, 58, 50), **owning({1: (54, 1)}))
        ana.sends(c.LeftClick(51, 50))
        ana.takes()
        ana.sends(c.UseItem(1))
        ana.sees(Says(Font.INFO, "abierto"))


def test_the_water_must_be_on_the_same_map() -> None:
    items = classic_ground().items
    with a_game(content(plain_map(1, water=((55, 50),)), plain_map(2, water=((55, 50),)), items=items)) as game:
        ana = game.player("Ana", at=(1, 50, 50), **owning({6: (534, 3)}))
        ana.sends(c.LeftClick(55, 50))
        ana.player.targets.map = 2
        ana.takes()
        ana.sends(c.UseItem(6))
        ana.sees(Says(Font.INFO, "No hay agua"))


@pytest.mark.parametrize(("flag", "told"), [("hungry", "hambriento"), ("thirsty", "sediento")])
def test_nobody_reads_on_an_empty_stomach(game: GameFixture, flag: str, told: str) -> None:
    mage = {"vitals": Vitals(max_hp=30, hp=30, max_mana=100), flag: True}
    ana = game.player("Ana", at=(1, 50, 50), **mage, **owning({1: (197, 1)}))
    ana.sends(c.UseItem(1))
    ana.sees(Says(Font.INFO, told))


def test_nobody_learns_twice(game: GameFixture) -> None:
    spell = game.world.content.items[197].spell
    mage = {"vitals": Vitals(max_hp=30, hp=30, max_mana=100), "spells": [spell, *[0] * 34]}
    ana = game.player("Ana", at=(1, 50, 50), **mage, **owning({1: (197, 1)}))
    ana.sends(c.UseItem(1))
    ana.sees(Says(Font.INFO, "Ya conocés"), slot_of(ana, 1, 197, 1))


# --- §7.10: horns


def test_an_unseen_gm_blows_the_horn_for_itself() -> None:
    with a_game(classic_ground(), gods=("LUZ",)) as game:
        army = {"faction": Faction(royal_army=True)}
        luz = game.player("Luz", at=(1, 50, 50), **army, **owning({1: (874, 1)}))
        eva = game.player("Eva", at=(1, 52, 50), **army)
        luz.sends(c.UseItem(1))
        luz.sees(msg.play_wave(122, 50, 50))
        eva.sees()


# --- §8: boats


@pytest.mark.parametrize(
    ("player_class", "fishing", "boat", "needed"),
    [
        (PlayerClass.PIRAT, 0, 474, 35),
        (PlayerClass.PIRAT, 0, 475, 55),
        (PlayerClass.PIRAT, 0, 476, 65),
        (PlayerClass.WORKER, 100, 474, 60),
        (PlayerClass.WORKER, 100, 475, 95),
        (PlayerClass.WORKER, 100, 476, 0),
        (PlayerClass.WORKER, 99, 474, 70),
        (PlayerClass.MAGE, 100, 474, 70),
        (PlayerClass.MAGE, 0, 475, 0),
    ],
)
def test_what_each_boat_asks_of_a_sailor(player_class: PlayerClass, fishing: int, boat: int, needed: int) -> None:
    with a_game(classic_ground(water=((51, 50),))) as game:
        ana = game.player("Ana", at=(1, 50, 50), player_class=player_class, **owning({1: (boat, 1)}))
        able = next((level for level in range(101) if _sails(game, ana.player, boat, fishing, level)), 0)
        assert able == needed


def _sails(game: GameFixture, player: Any, boat: int, fishing: int, navigation: int) -> bool:
    player.record.skills = skills(pesca=fishing, navegacion=navigation)
    use_boat(game.world, player, 1, game.world.content.items[boat])
    return bool(player.sailing)


def test_water_that_is_taken_is_none_to_board_on() -> None:
    with a_game(classic_ground(water=((51, 50),))) as game:
        able = {"skills": skills(navegacion=100)}
        ana = game.player("Ana", at=(1, 50, 50), **able, **owning({1: (474, 1)}))
        swimmer = game.player("Eva", at=(1, 60, 50))
        game.world.maps[1].users[51, 50] = swimmer.player
        ana.sends(c.UseItem(1))
        ana.sees(Says(Font.INFO, "agua"))
        del game.world.maps[1].users[51, 50]


CRIMINAL_BODIES = {474: (396, 551), 475: (398, 559), 476: (400, 555)}
CITIZEN_BODIES = {474: (395, 550), 475: (397, 558), 476: (399, 554)}
ATTACKABLE_BODIES = {474: (552, 553), 475: (560, 561), 476: (556, 557)}


@pytest.mark.parametrize("boat", [474, 475, 476])
def test_boats_show_whose_they_are(game: GameFixture, boat: int) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (boat, 1)}, worn=(1,)))
    player = ana.player
    player.sailing = True
    player.record.inventory[0].equipped = False  # type: ignore[union-attr]
    faction, deeds = player.record.faction, player.record.reputation
    seen = []
    for bandit, attackable in ((9_000, ""), (0, ""), (0, "EVA")):
        for in_army in (False, True):
            deeds.bandit, player.retaliator = bandit, attackable
            faction.chaos_legion, faction.royal_army = in_army and bandit > 0, in_army and not bandit
            refresh_nick(game.world, player)
            seen.append(player.look.body)
            assert ana.takes()[-1] == drawn(ana, head=0)
    assert seen == [*CRIMINAL_BODIES[boat], *CITIZEN_BODIES[boat], *ATTACKABLE_BODIES[boat]]
    player.hidden, player.record.player_class = True, PlayerClass.PIRAT
    refresh_nick(game.world, player)
    assert player.look.body == 87


@pytest.mark.parametrize(("water", "body", "sails"), [(True, 1, True), (False, 395, True), (False, 1, False)])
def test_who_left_at_sea_comes_back_at_sea(water: bool, body: int, sails: bool) -> None:
    with a_game(classic_ground(water=((50, 50),) if water else ())) as game:
        things = owning({1: (474, 1)})
        things["equipment"].boat = 1
        record = a_record("Ana", (1, 50, 50), **things)
        record.look = replace(record.look, body=body)
        game.save(record)
        ana = game.connect()
        ana.logs_in("Ana")
        told = [one.id for one in ana.takes()]
        assert (S.NAVIGATE_TOGGLE in told, ana.player.sailing) == (sails, sails)
        assert (ana.player.look.body == 395) is sails


# --- §12: looks


def test_naked_bodies() -> None:
    men = {Race.HUMAN: 21, Race.ELF: 210, Race.DROW: 32, Race.GNOME: 222, Race.DWARF: 53}
    women = {Race.HUMAN: 39, Race.ELF: 259, Race.DROW: 40, Race.GNOME: 260, Race.DWARF: 60}
    assert {race: naked_body(race, Gender.MAN) for race in Race} == men
    assert {race: naked_body(race, Gender.WOMAN) for race in Race} == women
