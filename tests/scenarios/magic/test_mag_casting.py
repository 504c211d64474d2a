"""MAG-01 to MAG-15, MAG-41: the cast itself, its checks, intervals and costs.

Source: 05-magic §3, §4, §15.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.fights import CRIMINAL, Says, creature, stats_of
from kit.game import GameFixture, a_game
from kit.magic import (
    ELVEN_FLUTE,
    FIGHT,
    INFO,
    NPCS_,
    NUDGE,
    SPELLS,
    WARNING,
    caster,
    casts,
    magic_world,
    seen_by_click,
    shown,
    spent,
    words,
)
from kit.worlds import plain_map

from pyao.content.enums import PlayerClass
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.magic import costs
from pyao.rules.magic.spell_effects import life
from pyao.world.record import ItemStack

if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC = 1


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(magic_world(plain_map(1), plain_map(2), plain_map(264, no_magic=True))) as one:
        yield one


def click(x: int, y: int) -> c.WorkLeftClick:
    return c.WorkLeftClick(x, y, MAGIC)


def test_mag_01_a_spell_hurts_a_creature(game: GameFixture) -> None:
    ana, beast = caster(game), creature(game, NPCS_[500], 52, 50)
    game.dice.will_roll((12, 20, 15))
    casts(ana, 7, beast)
    assert beast.hp == 91
    assert seen_by_click(ana) == [
        words(ana, 7),
        *shown(7, beast),
        Says(Font.FIGHT, "Lanzaste a la criatura."),
        Says(Font.FIGHT, "9"),
        stats_of(ana),
    ]
    assert spent(ana) == (40, 5)


def test_mag_02_a_killing_spell_pays_the_rest(game: GameFixture) -> None:
    ana, beast = caster(game, level=1), creature(game, NPCS_[501], 52, 50)
    ana.player.record.exp_next = 10_000
    game.dice.will_roll((55, 85, 58))
    casts(ana, 23, beast)
    assert (beast.hp, ana.player.record.exp) == (40, 80)
    ana.sees_among(FIGHT, Says(Font.FIGHT, "60"), Says(Font.FIGHT, "80"), stats_of(ana))
    game.dice.will_roll((55, 85, 58), (1, 100, 100))
    casts(ana, 23, beast)
    assert ana.player.record.exp == 200
    assert (beast.char, ana.player.targets.npc) == (0, 0)


def test_mag_03_arming_the_click(game: GameFixture) -> None:
    ana = caster(game)
    ana.sends(c.Work(MAGIC))
    ana.sees(msg.work_request_target(MAGIC))
    ana.player.leaving_s = 5
    ana.sends(c.Work(MAGIC))
    ana.sees(WARNING, msg.work_request_target(MAGIC))
    ana.player.record.dead = True
    ana.sends(c.Work(MAGIC))
    ana.sees()


def test_mag_04_a_slot_that_does_not_exist(game: GameFixture) -> None:
    ana = caster(game)
    ana.player.record.spells[2] = 2
    ana.sends(c.CastSpell(3), c.CastSpell(36), click(50, 48))
    ana.sees(msg.dont_see_anything(), INFO)
    ana.sends(c.CastSpell(3), click(50, 48))
    ana.sees(msg.dont_see_anything())


def test_mag_05_who_meditates_casts_nothing(game: GameFixture) -> None:
    ana = caster(game)
    ana.player.meditating = True
    stamp = ana.player.stamps.spell
    casts(ana, 2, (50, 48))
    ana.sees()
    assert (ana.player.meditating, ana.player.selected_spell, ana.player.stamps.spell) == (True, 2, stamp)


@pytest.mark.parametrize("state", ["dead", "resting"])
def test_nor_do_the_dead_and_the_resting(game: GameFixture, state: str) -> None:
    ana = caster(game)
    ana.player.record.spells[0] = 2
    ana.sends(c.CastSpell(1))
    setattr(ana.player.record if state == "dead" else ana.player, state, True)
    ana.sends(click(50, 48))
    ana.sees()


def test_outside_the_playable_bounds_is_nothing(game: GameFixture) -> None:
    ana = caster(game, at=(10, 8))
    casts(ana, 2, (8, 8))
    ana.sees()
    casts(ana, 2, (10, 6))
    ana.sees()


def test_the_dead_choose_no_spell(game: GameFixture) -> None:
    ana = caster(game)
    ana.player.record.spells[0] = 2
    ana.player.record.dead = True
    ana.sends(c.CastSpell(1))
    ana.sees(INFO)
    assert ana.player.selected_spell == 0


def test_mag_06_the_time_between_two_spells(game: GameFixture) -> None:
    ana, beast = caster(game), creature(game, NPCS_[502], 52, 50)
    game.dice.free = True
    casts(ana, 2, beast, wait=False)
    assert spent(ana)[0] == 10
    game.clock.advance(1_399)
    casts(ana, 2, beast, wait=False)
    ana.sees(INFO)
    assert (spent(ana)[0], ana.player.selected_spell) == (10, 2)
    game.clock.advance(1)
    ana.sends(click(52, 50))
    assert (spent(ana)[0], ana.player.selected_spell) == (20, 0)


def test_mag_07_a_spell_soon_after_a_blow(game: GameFixture) -> None:
    ana, beast = caster(game), creature(game, NPCS_[502], 52, 50)
    game.dice.free = True
    casts(ana, 2, beast, wait=False)
    game.clock.advance(1_000)
    ana.sends(c.Attack())
    assert ana.player.stamps.hit == game.clock.now_ms()
    game.clock.advance(399)
    casts(ana, 2, beast, wait=False)
    assert spent(ana)[0] == 10
    game.clock.advance(1)
    ana.sends(click(52, 50))
    assert spent(ana)[0] == 20


def test_one_spell_a_second_after_a_blow(game: GameFixture) -> None:
    ana, beast = caster(game), creature(game, NPCS_[502], 52, 50)
    game.dice.free = True
    ana.sends(c.Attack())
    game.clock.advance(1_000)
    casts(ana, 2, beast, wait=False)
    assert spent(ana)[0] == 10


def test_a_shot_keeps_from_casting(game: GameFixture) -> None:
    ana, beast = caster(game), creature(game, NPCS_[502], 52, 50)
    game.dice.free = True
    ana.player.stamps.bow = game.clock.now_ms()
    game.clock.advance(1_399)
    casts(ana, 2, beast, wait=False)
    ana.sees(INFO)
    assert ana.player.selected_spell == 2


def test_mag_08_where_magic_does_nothing(game: GameFixture) -> None:
    ana, eva = caster(game, map_=264), caster(game, "Eva", (50, 52), map_=264)
    stamp = ana.player.stamps.spell
    casts(ana, 2, eva)
    ana.sees(FIGHT)
    eva.sees()
    assert (ana.player.selected_spell, ana.player.stamps.spell) == (2, stamp)


def test_mag_09_too_far_away_to_see(game: GameFixture) -> None:
    ana = caster(game)
    casts(ana, 2, (59, 50))
    ana.sees(msg.pos_update(50, 50))
    casts(ana, 2, (50, 57))
    ana.sees(msg.pos_update(50, 50))
    assert ana.player.selected_spell == 2


def test_mag_10_the_tile_below_comes_first(game: GameFixture) -> None:
    ana, luz, eva = caster(game), caster(game, "Luz", (50, 45)), caster(game, "Eva", (50, 46))
    game.dice.will_roll((1, 5, 3))
    casts(ana, 3, (50, 45))
    assert msg.update_hp(300) in eva.takes()
    assert msg.update_hp(300) not in luz.takes()


def test_mag_11_a_head_in_sight_with_feet_too_far(game: GameFixture) -> None:
    ana, eva = caster(game), caster(game, "Eva", (50, 57))
    casts(ana, 2, (50, 56))
    assert seen_by_click(ana) == [WARNING]
    eva.sees()
    assert (spent(ana), ana.player.selected_spell, ana.player.stamps.spell) == ((0, 0), 0, game.clock.now_ms())


def test_mag_12_too_little_skill(game: GameFixture) -> None:
    ana, beast = caster(game), creature(game, NPCS_[502], 52, 50)
    ana.player.record.skills[0].level = 37
    casts(ana, 8, beast)
    assert seen_by_click(ana) == [INFO]
    assert spent(ana) == (0, 0)
    game.clock.advance(1_399)
    casts(ana, 2, beast, wait=False)
    ana.sees(INFO)
    assert ana.player.selected_spell == 2


def test_mag_13_mages_need_staffs(game: GameFixture) -> None:
    ghost = caster(game, "Eva", (50, 52), dead=True)
    ghost.player.resurrection_safe = False
    ana = caster(game, player_class=PlayerClass.MAGE)
    casts(ana, 11, ghost)
    assert seen_by_click(ana) == [Says(Font.INFO, "báculo")]
    luz = caster(game, "Luz", (51, 52), player_class=PlayerClass.MAGE, worn={"weapon": 10})
    casts(luz, 11, ghost)
    assert seen_by_click(luz) == [Says(Font.INFO, "báculo")]
    for name, job, worn in (("Mago", PlayerClass.MAGE, {"weapon": NUDGE}), ("Cleriga", PlayerClass.CLERIC, {})):
        ghost.player.record.dead = True
        one = caster(game, name, (52, 52), player_class=job, worn=worn)
        casts(one, 11, ghost)
        assert not ghost.player.dead
        one.cuts()
        game.passes(11_000)


def test_mag_14_the_flute_makes_spells_cheaper(game: GameFixture) -> None:
    beast = creature(game, NPCS_[502], 52, 50)
    ana = caster(game, player_class=PlayerClass.DRUID, worn={"ring": ELVEN_FLUTE}, vitals={"mana": 40})
    casts(ana, 8, beast)
    assert seen_by_click(ana) == [INFO]
    ana.player.record.vitals.mana = 41
    game.dice.will_roll((30, 35, 30))
    casts(ana, 8, beast)
    assert ana.player.record.vitals.mana == 1


def test_mag_15_but_not_the_apocalypse(game: GameFixture) -> None:
    beast = creature(game, NPCS_[502], 52, 50)
    ana = caster(game, player_class=PlayerClass.DRUID, worn={"ring": ELVEN_FLUTE}, vitals={"mana": 1000})
    game.dice.free = True
    casts(ana, 25, beast)
    assert ana.player.record.vitals.mana == 0
    ana.player.record.vitals.mana = 460
    casts(ana, 23, beast)
    assert ana.player.record.vitals.mana == 46


@pytest.mark.parametrize(
    ("number", "needed", "cost"),
    [(8, 40.5, 40), (23, 414, 414), (26, 770, 770), (42, 400, 400), (25, 1000, 1000), (43, 0.9, 1)],
)
def test_what_a_druid_with_the_flute_pays(number: int, needed: float, cost: int) -> None:
    assert costs.mana_needed(SPELLS[number], flute=True) == pytest.approx(needed)
    assert costs.mana_cost(SPELLS[number], 5000, flute=True) == cost
    assert costs.mana_needed(SPELLS[number], flute=False) == SPELLS[number].mana
    assert costs.mana_cost(SPELLS[number], 5000, flute=False) == SPELLS[number].mana


def test_calling_pets_takes_everything() -> None:
    assert costs.mana_cost(SPELLS[46], 777, flute=False) == 777
    assert costs.mana_cost(SPELLS[46], 777, flute=True) == 777


@pytest.mark.parametrize(
    ("points", "level", "grown"), [(15, 10, 19), (35, 10, 45), (90, 30, 171), (5, 1, 5), (50, 50, 125)]
)
def test_points_grow_with_the_level(points: int, level: int, grown: int) -> None:
    assert life.with_level(points, level) == grown


@pytest.mark.parametrize(
    ("damage", "bonus", "left"), [(171, 30, 171), (171, None, 120), (171, 38, 185), (171, 0, 120), (45, None, 31)]
)
def test_staffs_in_mages_hands(damage: int, bonus: int | None, left: int) -> None:
    assert life.with_staff(damage, bonus) == left


def test_weariness_is_told_by_gender(game: GameFixture) -> None:
    for name, gender, word in (("Ana", 2, "cansada"), ("Beto", 1, "cansado")):
        ana = caster(game, name, (50 + gender, 50), gender=gender, vitals={"stamina": 0})
        casts(ana, 2, (50, 45))
        ana.sees(msg.dont_see_anything(), Says(Font.INFO, word))


def test_spells_have_their_kind_of_target(game: GameFixture) -> None:
    ana, eva, beast = caster(game), caster(game, "Eva", (50, 52)), creature(game, NPCS_[502], 52, 50)
    casts(ana, 1, beast)
    assert seen_by_click(ana) == [INFO]
    casts(ana, 67, eva)
    assert seen_by_click(ana) == [INFO]
    casts(ana, 2, (45, 45))
    ana.sees(msg.dont_see_anything(), INFO)
    ana.player.record.skills[0].level = 101
    casts(ana, 39, eva)
    assert seen_by_click(ana) == []
    assert spent(ana) == (0, 0)


def test_mag_41_in_consultation(game: GameFixture) -> None:
    ana, beast = caster(game), creature(game, NPCS_[502], 52, 50)
    ana.player.in_consultation, ana.player.working = True, 3
    casts(ana, 2, beast)
    assert seen_by_click(ana) == [INFO]
    assert (spent(ana), ana.player.working, ana.player.selected_spell) == ((0, 0), 3, 0)
    assert ana.player.stamps.spell == game.clock.now_ms()


def test_casting_counts_against_working_and_hiding(game: GameFixture) -> None:
    ana = caster(game)
    ana.player.working, ana.player.hiding = 1, 0
    casts(ana, 2, (45, 45))
    assert (ana.player.working, ana.player.hiding) == (0, 0)


def test_a_click_ends_the_exit(game: GameFixture) -> None:
    ana = caster(game)
    ana.player.leaving_s = 5
    casts(ana, 2, (45, 45))
    ana.sees(WARNING, msg.dont_see_anything(), INFO)
    assert ana.player.leaving_s is None


def test_an_invisible_gm_is_no_target(game: GameFixture) -> None:
    ana, eva = caster(game), caster(game, "Eva", (50, 52))
    game.dice.will_roll((1, 5, 3))
    casts(ana, 3, eva)
    ana.player.targets.slot = eva.player.slot
    eva.player.admin_invisible = True
    game.world.maps[1].objects[50, 52] = ItemStack(12, 5)
    casts(ana, 3, eva)
    ana.sees(INFO, INFO)
    assert (ana.player.targets.slot, ana.player.targets.npc) == (0, 0)


def test_magic_is_learned_by_success(game: GameFixture) -> None:
    ana, eva = caster(game), caster(game, "Eva", (50, 52))
    learned = ana.player.record.skills[0]
    learned.level, learned.exp = 20, 0
    game.dice.will_roll((1, 5, 3))
    casts(ana, 3, eva)
    assert learned.exp == 50
    casts(ana, 10, eva)
    assert learned.exp == 50


def test_criminals_cast_too(game: GameFixture) -> None:
    ana, eva = caster(game, **CRIMINAL), caster(game, "Eva", (50, 52), **CRIMINAL)
    game.dice.will_roll((2, 5, 2))
    casts(ana, 2, eva)
    assert msg.update_hp(297) in eva.takes()
