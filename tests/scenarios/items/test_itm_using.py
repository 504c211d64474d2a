"""Using what is in the bag, kind by kind.  Source: 06-items §7, §9."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.belongings import bag_of, classic_ground, drawn, full, lying, owning, slot_of
from kit.fights import Says, skills, stats_of
from kit.game import GameFixture, a_game, only
from kit.spec import needs_classic

from pyao.content.enums import Gender, PlayerClass, Race
from pyao.network.settings import NetworkSettings
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.dialect import Dialect
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.items.objects.potions import restored_mana
from pyao.world.record import Attributes, Faction, ItemStack, Vitals

if TYPE_CHECKING:
    from kit.game import Client

pytestmark = needs_classic


def vitals(**changed: int) -> Vitals:
    bars = Vitals(max_hp=300, hp=300, max_stamina=400, stamina=400, max_hit=80, min_hit=79)
    for name, value in changed.items():
        setattr(bars, name, value)
    return bars


def hit_just_now(client: Client) -> None:
    client.player.stamps.hit_use = client.game.world.now_ms


# --- the gate


def test_itm_25_objects_are_used_one_after_the_other(game: GameFixture) -> None:
    game.dice.will_roll((30, 30, 30), (30, 30, 30))
    ana = game.player("Ana", at=(1, 50, 50), vitals=vitals(hp=1), **owning({1: (38, 5)}))
    ana.sends(c.UseItem(1))
    game.clock.advance(100)
    ana.takes()
    ana.sends(c.UseItem(1))
    ana.sees()
    assert bag_of(ana) == {1: (38, 4)}
    game.clock.advance(25)
    ana.sends(c.UseItem(1))
    assert (bag_of(ana), ana.player.record.vitals.hp) == ({1: (38, 3)}, 61)


def test_shooting_does_not_keep_from_using(game: GameFixture) -> None:
    game.dice.will_roll((30, 30, 30))
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (38, 1), 2: (479, 1)}, worn=(2,)))
    ana.sends(c.UseItem(2), c.UseItem(1))
    assert bag_of(ana) == {2: (479, 1)}
    ana.takes()
    ana.sends(c.UseItem(2))
    ana.sees()


def test_the_original_client_is_not_told_that_who_meditates_uses_nothing() -> None:
    with a_game(classic_ground(), network=NetworkSettings(dialect=Dialect.ORIGINAL)) as game:
        ana = game.player("Ana", at=(1, 50, 50), **owning({1: (1, 1)}))
        ana.player.meditating = True
        ana.sends(c.UseItem(1))
        ana.sees()


def test_who_meditates_uses_nothing_and_the_dead_are_told_so(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (1, 1)}))
    ana.player.meditating = True
    ana.sends(c.UseItem(1), c.UseItem(20))
    ana.sees(msg.cant_use_while_meditating())
    eva = game.player("Eva", at=(1, 55, 50), dead=True, **owning({1: (1, 1), 2: (31, 1)}))
    eva.sends(c.UseItem(1))
    eva.sees(Says(Font.INFO, "muerto"))
    game.clock.advance(200)
    eva.sends(c.UseItem(2))
    eva.sees()
    assert (bag_of(ana)[1], bag_of(eva)[1]) == ((1, 1), (1, 1))


def test_the_object_last_used_is_remembered(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({3: (31, 1), 7: (192, 14)}))
    ana.sends(c.UseItem(3))
    assert ana.player.last_used == (31, 3)
    ana.sends(c.UseItem(7))
    assert ana.player.last_used == (31, 3), "too soon"
    game.clock.advance(125)
    ana.sends(c.UseItem(7), c.UseItem(0), c.UseItem(26), c.UseItem(1))
    assert ana.player.last_used == (192, 7)


# --- food and drink


def test_itm_20_food(game: GameFixture) -> None:
    things = {1: (26, 1), 2: (1, 1), 3: (467, 1)}
    ana = game.player("Ana", at=(1, 50, 50), hungry=True, vitals=vitals(food=95), **owning(things))
    ana.sends(c.UseItem(1))
    ana.sees(msg.update_hunger_and_thirst(100, 100, 100, 100), msg.play_wave(7, 50, 50), slot_of(ana, 1))
    assert not ana.player.record.hungry
    game.clock.advance(125)
    ana.sends(c.UseItem(2))
    ana.sees(msg.update_hunger_and_thirst(100, 100, 100, 100), msg.play_wave(82, 50, 50), slot_of(ana, 2))
    game.clock.advance(125)
    ana.player.record.level = 13
    ana.sends(c.UseItem(3))
    ana.sees(Says(Font.INFO, "newbies"))
    ana.player.record.level = 12
    ana.sends(c.UseItem(3))
    ana.sees(msg.update_hunger_and_thirst(100, 100, 100, 100), msg.play_wave(82, 50, 50), slot_of(ana, 3))


def test_drink(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), thirsty=True, vitals=vitals(water=20), **owning({1: (43, 2)}))
    water = game.world.content.items[43].water
    ana.sends(c.UseItem(1))
    ana.sees(
        msg.update_hunger_and_thirst(100, min(100, 20 + water), 100, 100),
        msg.play_wave(46, 50, 50),
        slot_of(ana, 1, 43, 1),
    )
    assert not ana.player.record.thirsty


def test_coins_in_the_bag_go_into_the_purse(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), gold=89_999_999, **owning({1: (12, 500)}))
    ana.sends(c.UseItem(1))
    ana.sees(slot_of(ana, 1), msg.update_gold(90_000_499))


# --- potions


def test_itm_21_the_blue_potion(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), vitals=vitals(max_mana=500, mana=100), **owning({1: (37, 2)}))
    ana.sends(c.UseItem(1))
    ana.sees(msg.play_wave(46, 50, 50), stats_of(ana, mana=136), slot_of(ana, 1, 37, 1))


def test_itm_22_the_blue_potion_of_a_beginner(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), level=1, vitals=vitals(max_mana=54), **owning({1: (37, 2)}))
    ana.sends(c.UseItem(1))
    assert ana.player.record.vitals.mana == 42
    assert restored_mana(0, 54, 1) == 42
    assert restored_mana(0, 2000, 40) == 80 + 20 + 1
    game.clock.advance(125)
    ana.sends(c.UseItem(1))
    assert ana.player.record.vitals.mana == 54


@pytest.mark.parametrize(("base", "now", "after"), [(18, 18, 23), (10, 19, 20), (39, 39, 40)])
def test_itm_23_the_yellow_potion(game: GameFixture, base: int, now: int, after: int) -> None:
    game.dice.will_roll((3, 5, 5))
    ana = game.player("Ana", at=(1, 50, 50), attributes=Attributes(18, base, 18, 18, 18), **owning({1: (36, 1)}))
    ana.player.attributes.agility = now
    ana.sends(c.UseItem(1))
    ana.sees(msg.play_wave(46, 50, 50), msg.update_dexterity(after), stats_of(ana), slot_of(ana, 1))


def test_itm_23_both_attributes_share_one_time(game: GameFixture) -> None:
    game.dice.will_roll((3, 5, 5), (2, 6, 4))
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (36, 1), 2: (39, 1)}))
    ana.sends(c.UseItem(1))
    game.ticks(500)
    ana.takes()
    ana.sends(c.UseItem(2))
    assert ana.takes()[:2] == [msg.play_wave(46, 50, 50), msg.update_strenght(22)]
    game.ticks(999)
    assert not only(ana.takes(), "UPDATE_STRENGHT_AND_DEXTERITY")
    assert (ana.player.attributes.agility, ana.player.attributes.strength) == (23, 22)
    game.ticks(1)
    assert msg.update_strenght_and_dexterity(18, 18) in ana.takes()
    assert (ana.player.attributes.agility, ana.player.attributes.strength) == (18, 18)


def test_itm_24_no_potion_right_after_a_blow(game: GameFixture) -> None:
    game.dice.will_roll((30, 30, 30))
    ana = game.player("Ana", at=(1, 50, 50), vitals=vitals(hp=100), **owning({1: (38, 2)}))
    hit_just_now(ana)
    game.clock.advance(800)
    ana.sends(c.UseItem(1))
    ana.sees(Says(Font.INFO, "esperar"))
    assert bag_of(ana) == {1: (38, 2)}
    game.clock.advance(400)
    ana.sends(c.UseItem(1))
    ana.sees(msg.play_wave(46, 50, 50), stats_of(ana, hp=130), slot_of(ana, 1, 38, 1))


def test_a_blow_keeps_the_potion_closed(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (38, 2)}))
    game.dice.free = True
    ana.sends(c.Attack())
    ana.takes()
    ana.sends(c.UseItem(1))
    ana.sees(Says(Font.INFO, "esperar"))


def test_the_antidote(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), poisoned=True, **owning({1: (166, 2)}))
    ana.sends(c.UseItem(1))
    ana.sees(Says(Font.INFO, "envenenamiento"), msg.play_wave(46, 50, 50), stats_of(ana), slot_of(ana, 1, 166, 1))
    assert not ana.player.record.poisoned
    game.clock.advance(125)
    ana.sends(c.UseItem(1))
    ana.sees(msg.play_wave(46, 50, 50), stats_of(ana), slot_of(ana, 1))


def test_the_black_potion_kills(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (645, 2), 2: (1, 3)}))
    ana.sends(c.UseItem(1))
    seen = ana.takes()
    assert ana.player.dead
    assert seen[-3:] == [Says(Font.FIGHT), stats_of(ana), slot_of(ana, 1)]
    assert sorted(lying(game).values()) == [(1, 3), (645, 1)]


def test_the_black_potion_spares_gms() -> None:
    with a_game(classic_ground(), gods=("LUZ",)) as game:
        luz = game.player("Luz", at=(1, 50, 50), **owning({1: (645, 2)}))
        luz.sends(c.UseItem(1))
        luz.sees(stats_of(luz), slot_of(luz, 1, 645, 2))


# --- keys and doors


def test_itm_26_keys() -> None:
    with a_game(classic_ground(objects={(51, 50): (53, 1)})) as game:
        ana = game.player("Ana", at=(1, 50, 50), **owning({1: (54, 1), 2: (65, 1)}))
        eva = game.player("Eva", at=(1, 55, 50))
        ana.sends(c.LeftClick(51, 50))
        ana.takes()
        for item, word in ((52, "abierto"), (53, "cerrado")):
            game.clock.advance(125)
            ana.sends(c.UseItem(1))
            ana.sees(Says(Font.INFO, word))
            assert lying(game) == {(51, 50): (item, 1)}
        game.clock.advance(125)
        ana.sends(c.UseItem(2))
        ana.sees(Says(Font.INFO, "no sirve"))
        eva.sees()
        assert bag_of(ana) == {1: (54, 1), 2: (65, 1)}


def test_keys_do_nothing_without_a_door_in_mind() -> None:
    with a_game(classic_ground(objects={(51, 50): (53, 1), (52, 52): (38, 1)})) as game:
        ana = game.player("Ana", at=(1, 50, 50), **owning({1: (54, 1)}))
        ana.sends(c.UseItem(1))
        ana.sees()
        ana.sends(c.LeftClick(52, 52))
        ana.takes()
        game.clock.advance(125)
        ana.sends(c.UseItem(1))
        ana.sees()
        ana.sends(c.LeftClick(51, 50), c.DoubleClick(52, 52))
        ana.takes()
        game.clock.advance(125)
        ana.sends(c.UseItem(1))
        ana.sees()


def test_an_open_door_and_one_without_a_lock() -> None:
    with a_game(classic_ground(objects={(51, 50): (51, 1), (53, 50): (44, 1)})) as game:
        ana = game.player("Ana", at=(1, 50, 50), **owning({1: (54, 1)}))
        ana.sends(c.LeftClick(51, 50))
        ana.takes()
        ana.sends(c.UseItem(1))
        ana.sees(Says(Font.INFO, "no está cerrada"))
        assert lying(game)[51, 50] == (51, 1)


def test_itm_27_doors() -> None:
    with a_game(classic_ground(objects={(51, 50): (8, 1)}, blocked=((50, 50), (51, 50)))) as game:
        ana = game.player("Ana", at=(1, 51, 51))
        far = game.player("Eva", at=(1, 90, 90))
        items = game.world.content.items
        ana.sends(c.DoubleClick(51, 50))
        opened = msg.block_position(51, 50, False), msg.block_position(50, 50, False)
        ana.sees(msg.object_create(51, 50, items[7].grh), *opened, msg.play_wave(5, 51, 50))
        far.sees(*opened)
        ana.sends(c.DoubleClick(50, 50))
        closed = msg.block_position(50, 50, True), msg.block_position(51, 50, True)
        ana.sees(msg.object_create(51, 50, items[8].grh), *closed, msg.play_wave(5, 51, 50))
        ana.sends(c.DoubleClick(51, 57))
        ana.sees()


# --- bottles


def test_itm_28_filling_bottles() -> None:
    with a_game(classic_ground(water=((55, 50),))) as game:
        ana = game.player("Ana", at=(1, 50, 50), **owning({6: (534, 3)}))
        ana.sends(c.LeftClick(55, 50))
        ana.takes()
        ana.sends(c.UseItem(6))
        ana.sees(slot_of(ana, 1, 533, 1), slot_of(ana, 6, 534, 2))
        game.clock.advance(125)
        ana.sends(c.LeftClick(54, 50), c.UseItem(6))
        assert ana.takes()[-1] == Says(Font.INFO, "No hay agua")
        assert bag_of(ana) == {1: (533, 1), 6: (534, 2)}


def test_bottles_that_find_no_room_fall() -> None:
    with a_game(classic_ground(water=((55, 50),))) as game:
        ana = game.player("Ana", at=(1, 50, 50), vitals=vitals(water=5), **owning({**full(31), 6: (534, 3)}))
        ana.sends(c.LeftClick(55, 50))
        ana.takes()
        ana.sends(c.UseItem(6))
        created = msg.object_create(49, 50, game.world.content.items[533].grh)
        ana.sees(Says(Font.FIGHT, "No podés cargar más"), created, slot_of(ana, 6, 534, 2))
        assert lying(game) == {(49, 50): (533, 1)}


def test_drinking_from_a_bottle_leaves_it_empty(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), thirsty=True, vitals=vitals(water=5), **owning({6: (533, 1)}))
    ana.sends(c.UseItem(6))
    ana.sees(msg.update_hunger_and_thirst(100, 95, 100, 100), slot_of(ana, 1, 534, 1), slot_of(ana, 6))
    assert not ana.player.record.thirsty


# --- instruments


def test_itm_33_the_horn_of_the_army() -> None:
    army: dict[str, Any] = {"faction": Faction(royal_army=True)}
    with a_game(classic_ground(safe=True)) as game:
        ana = game.player("Ana", at=(1, 50, 50), **army, **owning({1: (874, 1)}))
        ana.sends(c.UseItem(1))
        ana.sees(Says(Font.INFO, "zona segura"))
    with a_game(classic_ground()) as game:
        ana = game.player("Ana", at=(1, 50, 50), **army, **owning({1: (874, 1)}))
        soldier = game.player("Eva", at=(1, 60, 50), **army)
        stranger = game.player("Teo", at=(1, 90, 90))
        ana.sends(c.UseItem(1))
        ana.sees(msg.play_wave(122, 50, 50))
        soldier.sees(Says(Font.CONSEJO, "Oeste"), msg.play_wave(122, 50, 50))
        stranger.sees(msg.play_wave(122, 50, 50))


def test_horns_are_not_for_everyone(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (874, 1), 2: (875, 1)}))
    ana.sends(c.UseItem(1))
    ana.sees(Says(Font.INFO, "Ejército Real"))
    game.clock.advance(125)
    ana.sends(c.UseItem(2))
    ana.sees(Says(Font.INFO, "Legión Oscura"))


@pytest.mark.parametrize(
    ("at", "where"), [((50, 40), "Sur"), ((45, 55), "Noreste"), ((60, 60), "Noroeste"), ((60, 45), "Sudoeste")]
)
def test_the_horn_of_the_legion_says_where(game: GameFixture, at: tuple[int, int], where: str) -> None:
    ana = game.player("Ana", at=(1, 50, 50), faction=Faction(chaos_legion=True), **owning({1: (875, 1)}))
    ana.player.record.reputation.bandit = 5_000
    one = game.player("Eva", at=(1, *at), faction=Faction(chaos_legion=True))
    ana.sends(c.UseItem(1))
    one.sees(Says(Font.CONSEJO_CAOS, f"el {where}!"), msg.play_wave(123, 50, 50))


@pytest.mark.parametrize(("item", "wave"), [(362, 48), (469, 39), (540, 51)])
def test_instruments_are_heard(game: GameFixture, item: int, wave: int) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (item, 1)}))
    eva = game.player("Eva", at=(1, 52, 50))
    ana.sends(c.UseItem(1))
    for one in (ana, eva):
        one.sees(msg.play_wave(wave, 50, 50))
    assert bag_of(ana) == {1: (item, 1)}


def test_unseen_gms_are_not_heard() -> None:
    with a_game(classic_ground(), gods=("LUZ",)) as game:
        game.dice.will_roll((30, 30, 30))
        luz = game.player("Luz", at=(1, 50, 50), **owning({1: (362, 1), 2: (43, 1), 3: (38, 1)}))
        eva = game.player("Eva", at=(1, 52, 50))
        for slot in (1, 2, 3):
            luz.sends(c.UseItem(slot))
            game.clock.advance(125)
            assert S.PLAY_WAVE in [one.id for one in luz.takes()]
        eva.sees()


# --- scrolls


def test_itm_35_scrolls(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (197, 1)}))
    ana.sends(c.UseItem(1))
    ana.sees(Says(Font.INFO, "arcanas"))
    known: dict[str, Any] = {"spells": list(range(100, 135)), "vitals": vitals(max_mana=100)}
    mage = game.player("Eva", at=(1, 55, 50), player_class=PlayerClass.MAGE, **known, **owning({1: (197, 1)}))
    mage.sends(c.UseItem(1))
    mage.sees(Says(Font.INFO, "espacio"), slot_of(mage, 1, 197, 1))
    assert not mage.closed
    mage.player.record.spells[6] = 0
    game.clock.advance(125)
    mage.sends(c.UseItem(1))
    spell = game.world.content.items[197].spell
    mage.sees(msg.change_spell_slot(7, spell, game.world.content.spells[spell].name), slot_of(mage, 1))


# --- weapons, tools, ore


@pytest.mark.parametrize(
    ("tool", "skill"), [(138, 12), (543, 12), (127, 9), (1005, 9), (187, 13), (389, 15), (563, 12), (561, 9), (562, 13)]
)
def test_tools_arm_their_skill(game: GameFixture, tool: int, skill: int) -> None:
    ana = game.player("Ana", at=(1, 50, 50), level=12, **owning({1: (tool, 1), 2: (tool, 1)}, worn=(1,)))
    ana.sends(c.UseItem(2))
    assert ana.takes()[-1] == msg.work_request_target(skill)
    ana.sends(c.EquipItem(1))
    ana.takes()
    game.clock.advance(125)
    ana.sends(c.UseItem(1))
    ana.sees(Says(Font.INFO, "equipada"))


def test_the_tired_do_not_work(game: GameFixture) -> None:
    for name, y, gender, word in (("Ana", 50, Gender.WOMAN, "cansada"), ("Teo", 55, Gender.MAN, "cansado")):
        one = game.player(
            name, at=(1, 50, y), gender=gender, vitals=vitals(stamina=0), **owning({1: (138, 1)}, worn=(1,))
        )
        one.sends(c.UseItem(1))
        one.sees(Says(Font.INFO, word))


def test_bows_arm_the_shot_when_worn(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (479, 1)}))
    ana.sends(c.UseItem(1))
    ana.sees(Says(Font.INFO, "equiparla"))
    ana.sends(c.EquipItem(1))
    ana.takes()
    ana.sends(c.UseItem(1))
    ana.sees(msg.work_request_target(18))


def test_what_can_be_melted_arms_the_forge(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (2, 1), 2: (192, 14), 3: (460, 1)}))
    for slot in (1, 2):
        ana.sends(c.UseItem(slot))
        ana.sees(msg.work_request_target(88))
        game.clock.advance(125)


def test_a_saw_opens_the_workshop() -> None:
    with a_game(classic_ground(), network=NetworkSettings(dialect=Dialect.ORIGINAL, gm_numbering="original")) as game:
        saw = owning({1: (198, 1)}, worn=(1,))
        ana = game.player("Ana", at=(1, 50, 50), skills=skills(carpinteria=28), **saw)
        ana.sends(c.UseItem(1))
        objects, form = ana.takes()
        items = game.world.content.items
        expected = [(163, 3), (168, 25), (162, 25), (733, 25), (799, 50), (788, 50)]
        assert [(entry[4], entry[2]) for entry in objects.values[0]] == expected
        assert objects.values[0][0] == (items[163].name, items[163].grh, 3, 0, 163, items[163].upgrade)
        assert form == msg.show_carpenter_form()
        skilled: dict[str, Any] = {"player_class": PlayerClass.WORKER, "skills": skills(carpinteria=5)}
        worker = game.player("Teo", at=(1, 55, 50), **skilled, **owning({1: (198, 1)}, worn=(1,)))
        worker.sends(c.UseItem(1))
        assert [entry[4] for entry in worker.takes()[0].values[0]] == [163]


def test_the_original_client_is_told_of_more_slots_just_before_the_backpack() -> None:
    with a_game(classic_ground(), network=NetworkSettings(dialect=Dialect.ORIGINAL, gm_numbering="original")) as game:
        ana = game.player("Ana", at=(1, 50, 50), **owning({1: (865, 1)}))
        ana.sends(c.EquipItem(1))
        ana.sees(msg.add_slots(1), slot_of(ana, 1, 865, 1, equipped=True))


# --- twigs


def with_wood(amount: int, **fields: object) -> dict[str, object]:
    return {"objects": {(51, 50): (58, amount)}, **fields}


def cutter(game: GameFixture, survival: int, *, worn: bool = True) -> Client:
    ana = game.player(
        "Ana", at=(1, 50, 50), skills=skills(supervivencia=survival), **owning({1: (15, 1)}, worn=(1,) if worn else ())
    )
    ana.sends(c.LeftClick(51, 50))
    ana.takes()
    return ana


@pytest.mark.parametrize(("survival", "tries"), [(5, 3), (6, 2), (34, 2), (35, 1)])
def test_a_dagger_cuts_twigs(survival: int, tries: int) -> None:
    with a_game(classic_ground(**with_wood(10))) as game:
        ana = cutter(game, survival)
        if tries > 1:
            game.dice.will_roll((1, tries, 2), (1, tries, 2))
            for expected in ([Says(Font.INFO, "ramitas")], []):
                ana.sends(c.UseItem(1))
                ana.sees(*expected)
                game.clock.advance(125)
            assert ana.player.record.skills[7].exp == 40
        game.dice.will_roll((1, tries, 1))
        ana.sends(c.UseItem(1))
        ana.sees(Says(Font.INFO, "3"), msg.object_create(51, 50, game.world.content.items[136].grh))
        assert lying(game) == {(51, 50): (136, 3)}
        assert ana.player.targets.item == 136


def test_twigs_want_wood_enough_and_near() -> None:
    with a_game(classic_ground(**with_wood(2))) as game:
        ana = cutter(game, 35)
        ana.sends(c.UseItem(1))
        ana.sees(Says(Font.INFO, "tres"))
        game.world.maps[1].objects[51, 50].item = 1
        game.clock.advance(125)
        ana.sends(c.UseItem(1))
        ana.sees(Says(Font.INFO, "leña"))
        game.world.maps[1].objects[51, 50].item = 58
        ana.walks(4, 4)  # type: ignore[arg-type]
        game.clock.advance(125)
        ana.takes()
        ana.sends(c.UseItem(1))
        ana.sees(Says(Font.INFO, "lejos"))
        assert lying(game) == {(51, 50): (58, 2)}


def test_with_wood_in_mind_only_a_worn_dagger_is_of_use() -> None:
    with a_game(classic_ground(**with_wood(9))) as game:
        ana = cutter(game, 35, worn=False)
        ana.sends(c.UseItem(1))
        ana.sees(Says(Font.INFO, "equiparla"))
        ana.player.record.inventory[1] = ItemStack(127, 1)
        game.clock.advance(125)
        ana.sends(c.UseItem(2))
        ana.sees()


def test_nobody_cuts_wood_under_somebody_s_feet() -> None:
    with a_game(classic_ground(**with_wood(9))) as game:
        ana = cutter(game, 35)
        game.player("Eva", at=(1, 51, 50))
        ana.takes()
        ana.sends(c.UseItem(1))
        ana.sees()


# --- boats


def test_itm_29_boats() -> None:
    with a_game(classic_ground(water=((51, 50),))) as game:
        warrior = game.player("Ana", at=(1, 50, 50), level=24, **owning({1: (474, 1)}))
        warrior.sends(c.UseItem(1))
        warrior.sees(Says(Font.INFO, "25"))
        worker = game.player(
            "Teo",
            at=(1, 51, 51),
            level=20,
            player_class=PlayerClass.WORKER,
            skills=skills(pesca=100, navegacion=59),
            **owning({1: (474, 1)}),
        )
        worker.sends(c.UseItem(1))
        worker.sees(Says(Font.INFO, "conocimientos"), Says(Font.INFO, "59.85"))
        worker.player.record.skills[19].level = 60
        game.clock.advance(125)
        worker.sends(c.UseItem(1))
        worker.sees(drawn(worker, body=395, head=0), msg.navigate_toggle())
        assert worker.player.record.equipment.boat == 1


@pytest.mark.parametrize(
    ("player_class", "level", "fishing", "words"),
    [
        (PlayerClass.PIRAT, 19, 0, ("20",)),
        (PlayerClass.WORKER, 19, 100, ("20",)),
        (PlayerClass.WORKER, 19, 99, ("20", "100")),
        (PlayerClass.WORKER, 24, 99, ("20", "100")),
        (PlayerClass.MAGE, 24, 100, ("25",)),
    ],
)
def test_who_is_too_young_for_a_boat(
    player_class: PlayerClass, level: int, fishing: int, words: tuple[str, ...]
) -> None:
    with a_game(classic_ground(water=((51, 50),))) as game:
        ana = game.player(
            "Ana",
            at=(1, 50, 50),
            player_class=player_class,
            level=level,
            skills=skills(pesca=fishing, navegacion=100),
            **owning({1: (474, 1)}),
        )
        ana.sends(c.UseItem(1))
        ana.sees(Says(Font.INFO, *words))


def test_a_boat_needs_free_water_next_to_it(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), skills=skills(navegacion=100), **owning({1: (474, 1), 2: (475, 1)}))
    ana.sends(c.UseItem(1))
    ana.sees(Says(Font.INFO, "agua"))


def test_the_dead_and_the_unseen_board_too() -> None:
    with a_game(classic_ground(water=((51, 50), (51, 55), (51, 60)))) as game:
        able = {"skills": skills(navegacion=100), **owning({1: (474, 1)})}
        ghost = game.player("Ana", at=(1, 50, 50), dead=True, **able)
        ghost.sends(c.UseItem(1))
        ghost.sees(drawn(ghost, body=87, head=0), msg.navigate_toggle())
        game.clock.advance(125)
        ghost.sends(c.UseItem(1))
        ghost.sees(drawn(ghost, body=8, head=500), msg.navigate_toggle())
        able = {"skills": skills(navegacion=100), **owning({1: (474, 1)})}
        hidden = game.player("Eva", at=(1, 50, 55), **able)
        hidden.player.hidden = True
        hidden.sends(c.UseItem(1))
        hidden.sees(Says(Font.INFO, "visible"), drawn(hidden), msg.navigate_toggle())
        assert msg.set_invisible(hidden.char, False) in ghost.takes()
        assert not hidden.player.hidden
        able = {"skills": skills(navegacion=100), **owning({1: (474, 1)})}
        unseen = game.player("Iris", at=(1, 50, 60), **able)
        unseen.player.invisible = True
        unseen.sends(c.UseItem(1))
        assert msg.set_invisible(unseen.char, False) in ghost.takes()
        unseen.sees(drawn(unseen), msg.navigate_toggle())
        game.clock.advance(125)
        unseen.sends(c.UseItem(1))
        assert msg.set_invisible(unseen.char, True) in ghost.takes()
        unseen.sees(drawn(unseen), msg.navigate_toggle())
        assert unseen.player.invisible


def test_who_gets_off_looks_as_before() -> None:
    with a_game(classic_ground(water=((51, 50),))) as game:
        things = owning({1: (474, 1), 2: (2, 1), 3: (30, 1), 4: (131, 1), 5: (128, 1)}, worn=(2, 3, 4, 5))
        ana = game.player("Ana", at=(1, 50, 50), skills=skills(navegacion=100), race=Race.HUMAN, **things)
        ana.sends(c.UseItem(1))
        ana.takes()
        game.clock.advance(125)
        ana.sends(c.UseItem(1))
        items = game.world.content.items
        look = {"weapon": 21, "helmet": items[131].animation, "shield": items[128].animation}
        ana.sees(drawn(ana, body=22, head=5, **look), msg.navigate_toggle())
        assert ana.player.record.equipment.boat == 0


def test_a_hidden_pirate_is_seen_when_it_gets_off() -> None:
    with a_game(classic_ground(water=((51, 50),))) as game:
        able = {"skills": skills(navegacion=100), **owning({1: (474, 1)})}
        ana = game.player("Ana", at=(1, 50, 50), player_class=PlayerClass.PIRAT, **able)
        ana.sends(c.UseItem(1))
        ana.takes()
        ana.player.hidden, ana.player.hiding = True, 9
        game.clock.advance(125)
        ana.sends(c.UseItem(1))
        ana.sees(Says(Font.INFO, "apariencia"), drawn(ana, head=5), msg.navigate_toggle())
        assert (ana.player.hidden, ana.player.hiding) == (False, 0)
