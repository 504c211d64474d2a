"""Fishing, lumber and mining; how use trains.  Source: 07-work §1–§3."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.belongings import bag_of, full, lying, slot_of
from kit.fights import WOLF, Says, creature
from kit.game import a_game, only
from kit.work import (
    AXE,
    DAGGER,
    ELVEN_AXE,
    ELVEN_TREE,
    ELVEN_TREE_TILE,
    ELVEN_WOOD,
    FIREWOOD,
    FISH,
    FISH_BANK,
    GOLD_ORE,
    INFO,
    NET,
    PICKAXE,
    POND,
    ROD,
    TREE_TILE,
    VEIN_TILE,
    counters,
    exp_in,
    hand,
    workplace,
    works,
)
from kit.worlds import plain_map

from pyao.content.enums import FUNDIR_METAL, Heading, PlayerClass, Skill
from pyao.content.maps import TILES
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font, Wave
from pyao.rules.body.dying import die
from pyao.rules.crafts import gathering, work
from pyao.world.record import Reputation, SkillRecord

if TYPE_CHECKING:
    from kit.game import GameFixture

WATER = (53, 52)
FISHING, LUMBER, MINING = Skill.PESCA, Skill.TALAR, Skill.MINERIA


@pytest.mark.parametrize(
    ("skill", "sides"),
    [(0, 49), (10, 45), (20, 42), (30, 38), (40, 35), (50, 30), (60, 26), (70, 21), (80, 17), (90, 11), (100, 6)],
)
def test_the_odds_of_gathering(skill: int, sides: int) -> None:
    assert gathering.sides(skill) == sides


@pytest.mark.parametrize(("level", "most"), [(1, 2), (9, 2), (10, 3), (14, 3), (24, 5), (30, 7), (49, 10), (50, 11)])
def test_what_workers_gather_at_most(level: int, most: int) -> None:
    assert work.diligence(level) + 1 == most


@pytest.mark.parametrize("skill", [-32_768, 101, 32_767])
def test_impossible_skills_only_make_impossible_odds(skill: int) -> None:
    assert gathering.sides(skill) >= 1


# --- fishing


def test_wrk_01_a_fish_on_the_rod(game: GameFixture) -> None:
    ana = hand(game, tool=ROD, skill={"pesca": 50})
    works(ana, *WATER, FISHING, (1, 30, 6))
    ana.sees(
        msg.update_sta(97),
        slot_of(ana, 2, FISH, 1),
        INFO,
        msg.play_wave(Wave.FISH, 50, 50),
    )
    assert (exp_in(ana, FISHING), counters(ana)) == (50, (2, 1))


def test_wrk_02_nothing_bites(game: GameFixture) -> None:
    ana = hand(game, tool=ROD, skill={"pesca": 50})
    works(ana, *WATER, FISHING, (1, 30, 7))
    ana.sees(msg.update_sta(97), INFO, msg.play_wave(Wave.FISH, 50, 50))
    works(ana, *WATER, FISHING, (1, 30, 7))
    ana.sees(msg.update_sta(94), msg.play_wave(Wave.FISH, 50, 50))
    assert (exp_in(ana, FISHING), counters(ana), bag_of(ana)) == (40, (4, 2), {1: (ROD, 1)})


def test_wrk_03_workers_catch_more(game: GameFixture) -> None:
    ana = hand(game, cls=PlayerClass.WORKER, tool=ROD, skill={"pesca": 50})
    works(ana, *WATER, FISHING, (1, 30, 1), (1, 7, 7))
    assert ana.takes()[:2] == [msg.update_sta(99), slot_of(ana, 2, FISH, 7)]


def test_wrk_04_fishing_on_land_takes_the_interval(game: GameFixture) -> None:
    ana = hand(game, tool=ROD)
    works(ana, 47, 47, FISHING)
    ana.sees(INFO)
    game.clock.advance(300)
    ana.sends(c.WorkLeftClick(*WATER, FISHING))
    ana.sees()
    game.clock.advance(399)
    ana.sends(c.WorkLeftClick(*WATER, FISHING))
    ana.sees()
    game.clock.advance(1)
    game.dice.will_roll((1, 49, 49))
    ana.sends(c.WorkLeftClick(*WATER, FISHING))
    assert only(ana.takes(), "PLAY_WAVE")


def test_wrk_05_no_fishing_under_a_roof() -> None:
    roof = bytearray(TILES)
    roof[49 * 100 + 49] = 1
    with a_game(workplace(plain_map(1, water=POND, triggers=bytes(roof)))) as game:
        ana = hand(game, tool=ROD)
        works(ana, *WATER, FISHING)
        ana.sees(INFO)
        assert ana.player.record.vitals.stamina == 100


def test_wrk_06_the_net_needs_a_fish_bank(game: GameFixture) -> None:
    ana = hand(game, tool=NET)
    works(ana, *WATER, FISHING)
    ana.sees(INFO)
    assert (ana.player.record.vitals.stamina, counters(ana)) == (100, (0, 0))


def test_the_net_at_a_fish_bank() -> None:
    things = {(52, 52): (FISH_BANK, 1), (52, 55): (FISH_BANK, 1), (53, 53): (FIREWOOD, 1), (53, 51): (FISH_BANK, 1)}
    with a_game(workplace(plain_map(1, water=[*POND, (53, 51)], objects=things))) as game:
        ana = hand(game, at=(52, 51), tool=NET, reputation=Reputation(bandit=5000))
        works(ana, 52, 52, FISHING, (1, 49, 6), (1, 4, 3))
        ana.sees(msg.update_sta(97), slot_of(ana, 2, 545, 1), INFO, msg.play_wave(Wave.FISH, 52, 51))
        # A quirk kept: honest work even for criminals, but not work for the sentinel.
        assert counters(ana) == (2, 0)
        works(ana, 52, 55, FISHING)
        ana.sees(INFO)
        works(ana, 53, 53, FISHING)
        ana.sees(INFO)
        works(ana, 53, 51, FISHING, (1, 49, 7))
        ana.sees(msg.update_sta(94), INFO, msg.play_wave(Wave.FISH, 52, 51))
        bob = hand(game, "Bob", (53, 51), tool=NET)
        works(bob, 53, 51, FISHING)
        bob.sees(Says(Font.INFO, "desde ahí"))


def test_fishing_with_anything_else_is_ignored(game: GameFixture) -> None:
    ana = hand(game)
    works(ana, *WATER, FISHING)
    ana.sees()
    eva = hand(game, "Eva", (54, 50), tool=AXE)
    works(eva, *WATER, FISHING)
    eva.sees()


def test_a_full_bag_lets_the_catch_fall(game: GameFixture) -> None:
    ana = hand(game, tool=ROD, bag=full(1, 2, 20))
    works(ana, *WATER, FISHING, (1, 49, 1))
    assert ana.takes()[:2] == [msg.update_sta(97), Says(Font.FIGHT)]
    assert lying(game)[49, 50] == (FISH, 1)


# --- lumber


def test_wrk_07_wood_from_a_tree(game: GameFixture) -> None:
    ana = hand(game, tool=AXE)
    works(ana, *TREE_TILE, LUMBER, (1, 49, 6))
    ana.sees(msg.play_wave(Wave.CHOP, 50, 50), msg.update_sta(96), slot_of(ana, 2, FIREWOOD, 1), INFO)
    assert (exp_in(ana, LUMBER), counters(ana)) == (50, (2, 1))
    bob = hand(game, "Bob", (51, 50), tool=ELVEN_AXE)
    ana.takes()
    works(bob, *TREE_TILE, LUMBER)
    bob.sees(INFO)
    ana.sees()
    assert bob.player.record.vitals.stamina == 100


def test_wrk_08_elven_wood(game: GameFixture) -> None:
    ana = hand(game, tool=ELVEN_AXE)
    works(ana, *ELVEN_TREE_TILE, LUMBER, (1, 49, 1))
    ana.sees(msg.play_wave(Wave.CHOP, 50, 50), msg.update_sta(96), slot_of(ana, 2, ELVEN_WOOD, 1), INFO)
    works(ana, 50, 53, LUMBER)
    ana.sees(Says(Font.INFO, "lejos"))


def test_what_keeps_from_felling(game: GameFixture) -> None:
    ana = hand(game)
    works(ana, *TREE_TILE, LUMBER)
    ana.sees(Says(Font.INFO, "hacha"))
    eva = hand(game, "Eva", (51, 52), tool=ROD)
    works(eva, *TREE_TILE, LUMBER)
    eva.sees()
    bob = hand(game, "Bob", (51, 51), tool=AXE)
    works(bob, *TREE_TILE, LUMBER)
    bob.sees(Says(Font.INFO, "desde ahí"))
    works(bob, 53, 50, LUMBER)
    bob.sees(Says(Font.INFO, "árbol"))
    works(bob, *ELVEN_TREE_TILE, LUMBER)
    bob.sees(Says(Font.INFO, "poderosa"))
    works(bob, *VEIN_TILE, LUMBER)
    bob.sees()
    assert ELVEN_TREE in [item for item, _amount in lying(game).values()]


def test_a_failed_blow_of_the_axe(game: GameFixture) -> None:
    ana = hand(game, cls=PlayerClass.WORKER, tool=AXE)
    works(ana, *TREE_TILE, LUMBER, (1, 49, 7))
    ana.sees(msg.play_wave(Wave.CHOP, 50, 50), msg.update_sta(98), INFO)
    assert (exp_in(ana, LUMBER), counters(ana)) == (20, (2, 1))


# --- mining


def test_wrk_09_ore_from_a_vein(game: GameFixture) -> None:
    ana = hand(game, tool=PICKAXE, skill={"mineria": 100})
    works(ana, *VEIN_TILE, MINING, (1, 6, 5))
    ana.sees(INFO, msg.update_sta(95), slot_of(ana, 2, GOLD_ORE, 1), INFO)
    works(ana, *VEIN_TILE, MINING, (1, 6, 6))
    ana.sees(INFO, msg.update_sta(90), INFO)
    assert counters(ana) == (4, 2)


def test_wrk_10_a_creature_on_the_vein(game: GameFixture) -> None:
    ana = hand(game, tool=PICKAXE)
    creature(game, WOLF, *VEIN_TILE)
    works(ana, *VEIN_TILE, MINING, (1, 49, 1))
    assert only(ana.takes(), "UPDATE_STA", "CHANGE_INVENTORY_SLOT") == [msg.update_sta(95)]
    assert (bag_of(ana), exp_in(ana, MINING), counters(ana)) == ({1: (PICKAXE, 1)}, 0, (0, 0))
    works(ana, *VEIN_TILE, MINING, (1, 49, 49))
    assert ana.takes()[-1] == Says(Font.INFO, "No has conseguido")
    assert (exp_in(ana, MINING), counters(ana)) == (20, (2, 1))


def test_what_keeps_from_mining(game: GameFixture) -> None:
    ana = hand(game, at=(49, 50), tool=PICKAXE)
    works(ana, 47, 47, MINING)
    ana.sees(msg.dont_see_anything(), INFO)
    works(ana, *VEIN_TILE, MINING)
    ana.sees(INFO, Says(Font.INFO, "lejos"))
    works(ana, 48, 50, MINING)
    ana.sees(INFO, Says(Font.INFO, "yacimiento"))
    assert ana.player.record.vitals.stamina == 100
    eva = hand(game, "Eva", (52, 51), tool=AXE)
    works(eva, *VEIN_TILE, MINING)
    eva.sees()


def test_the_gate_of_work(game: GameFixture) -> None:
    ana = hand(game, tool=ROD)
    works(ana, 59, 52, FISHING)
    ana.sees(msg.pos_update(50, 50))
    ana.player.meditating = True
    works(ana, *WATER, FISHING)
    ana.sees()
    ana.player.meditating, ana.player.resting = False, True
    works(ana, *WATER, FISHING)
    ana.sees()
    ana.player.resting = False
    works(ana, *WATER, 200)
    ana.sees()
    ana.player.leaving_s = 5
    works(ana, *WATER, FISHING, (1, 49, 49))
    assert ana.takes()[0] == Says(Font.WARNING)
    assert ana.player.leaving_s is None
    ana.player.record.dead = True
    works(ana, *WATER, FISHING)
    ana.sees()


@pytest.mark.parametrize(
    ("tool", "packet", "dice"),
    [
        (ROD, c.WorkLeftClick(*WATER, FISHING), [(1, 49, 49)]),
        (AXE, c.WorkLeftClick(*TREE_TILE, LUMBER), [(1, 49, 49)]),
        (PICKAXE, c.WorkLeftClick(*VEIN_TILE, MINING), [(1, 49, 49)]),
        (ROD, c.WorkLeftClick(50, 50, FUNDIR_METAL), []),
        (ROD, c.WorkLeftClick(47, 47, Skill.ROBAR), []),
        (ROD, c.CraftBlacksmith(DAGGER), []),
        (ROD, c.CraftCarpenter(480), []),
        (ROD, c.ItemUpgrade(DAGGER), []),
    ],
)
def test_all_work_has_one_pace(
    game: GameFixture, tool: int, packet: c.ClientPacket, dice: list[tuple[int, int, int]]
) -> None:
    ana = hand(game, tool=tool, bag={2: (DAGGER, 1)})
    works(ana, 50, 50, FUNDIR_METAL)
    ana.takes()
    game.clock.advance(699)
    ana.sends(packet)
    ana.sees()
    game.clock.advance(1)
    game.dice.will_roll(*dice)
    ana.sends(packet)
    assert ana.takes()


@pytest.mark.parametrize(
    ("packet", "dice"),
    [
        (c.WorkLeftClick(47, 47, Skill.DOMAR), []),
        (c.WorkLeftClick(47, 47, Skill.HERRERIA), []),
        (c.Work(Skill.OCULTARSE), [(1, 100, 1)]),
    ],
)
def test_hiding_taming_and_the_anvil_wait_for_nothing(
    game: GameFixture, packet: c.ClientPacket, dice: list[tuple[int, int, int]]
) -> None:
    ana = hand(game, tool=ROD)
    works(ana, 50, 50, FUNDIR_METAL)
    ana.takes()
    game.dice.will_roll(*dice)
    ana.sends(packet)
    assert ana.takes()
    works(ana, *WATER, FISHING, (1, 49, 49))
    assert ana.player.working == 1


# --- training


def test_wrk_34_a_point_of_skill(game: GameFixture) -> None:
    ana = hand(game, tool=ROD)
    ana.player.record.skills[FISHING - 1] = SkillRecord(10, 300, 326)
    works(ana, *WATER, FISHING, (1, 45, 1))
    seen = ana.takes()
    assert seen[2:6] == [INFO, Says(Font.INFO, "11"), Says(Font.FIGHT, "50"), msg.update_exp(50)]
    assert [one.name for one in seen[6:]] == ["UPDATE_USER_STATS", "PLAY_WAVE"]
    learned = ana.player.record.skills[FISHING - 1]
    assert (learned.level, learned.exp, learned.elu) == (11, 24, 342)
    assert ana.player.record.exp == 50


def test_wrk_35_no_learning_above_the_cap_of_the_level(game: GameFixture) -> None:
    ana = hand(game, tool=AXE, level=1, skill={"talar": 3})
    works(ana, *TREE_TILE, LUMBER, (1, gathering.sides(3), 1))
    assert bag_of(ana)[2] == (FIREWOOD, 1)
    assert exp_in(ana, LUMBER) == 0


def test_wrk_41_the_notices_take_turns(game: GameFixture) -> None:
    ana = hand(game, tool=ROD, assigned_skill_points=0)
    for stamina in (97, 94):
        works(ana, *WATER, FISHING, (1, 49, 49))
        ana.sees(
            msg.update_sta(stamina),
            Says(Font.INFO, "pescado nada"),
            Says(Font.INFO, "10 puntos"),
            msg.play_wave(Wave.FISH, 50, 50),
        )
    assert (exp_in(ana, FISHING), counters(ana)) == (0, (4, 2))


def test_the_working_counter_falls_by_other_deeds(game: GameFixture) -> None:
    ana = hand(game)
    ana.player.working, ana.player.hiding = 2, 1
    ana.sends(c.Attack())
    assert (ana.player.working, ana.player.hiding) == (1, 0)
    ana.walks(Heading.WEST)
    ana.walks(Heading.WEST)
    assert (ana.player.working, ana.player.hiding) == (0, 0)


def test_death_ends_the_count_of_work_but_not_of_hiding(game: GameFixture) -> None:
    ana = hand(game)
    ana.player.working, ana.player.hiding = 5, 4
    die(game.world, ana.player)
    assert (ana.player.working, ana.player.hiding) == (0, 4)


def test_a_spell_and_a_swing_outside_the_map_count_down_too(game: GameFixture) -> None:
    ana = hand(game, at=(50, 7))
    ana.player.working, ana.player.heading = 3, Heading.NORTH
    ana.sends(c.Attack())
    assert ana.player.working == 2


@pytest.mark.parametrize("skill", [0, 3, 8, 20, 21, 87, 88, 89, 255])
def test_skills_that_nobody_clicks_with_do_nothing(game: GameFixture, skill: int) -> None:
    ana = hand(game, tool=ROD)
    ana.sends(c.Work(skill))
    ana.sees()
    works(ana, *WATER, skill)
    assert len(ana.takes()) == int(skill == FUNDIR_METAL)
    assert (ana.player.record.vitals.stamina, counters(ana)) == (100, (0, 0))


def test_changing_the_tool_between_use_and_click(game: GameFixture) -> None:
    """What counts is what the hand holds when it is clicked."""
    ana = hand(game, tool=ROD, bag={2: (AXE, 1)})
    ana.sends(c.UseItem(1), c.EquipItem(2))
    works(ana, *WATER, FISHING)
    ana.sees()
    works(ana, *TREE_TILE, LUMBER, (1, 49, 1))
    assert bag_of(ana)[3] == (FIREWOOD, 1)
