"""The forge, smithing, carpentry, upgrading, batches.  Source: 07-work §4–§6."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from kit.belongings import bag_of, drawn, full, lying, slot_of
from kit.classic import classic_content
from kit.fights import WOLF, Says, creature, stats_of
from kit.game import a_game, only
from kit.spec import needs_classic, sections
from kit.work import (
    ANVIL_TILE,
    ARMOURS,
    BOW,
    DAGGER,
    ELVEN_WOOD,
    FIREWOOD,
    FORGE_TILE,
    GOLD,
    GOLD_ORE,
    HAMMER,
    INFO,
    IRON,
    IRON_ORE,
    ITEMS,
    PICKAXE,
    SAW,
    SILVER,
    SILVER_ORE,
    TALK,
    UPGRADES,
    VEIN_TILE,
    WEAPONS,
    WOODWORK,
    counters,
    exp_in,
    hand,
    workplace,
    works,
)

from pyao.content.enums import FUNDIR_METAL, PlayerClass, Skill
from pyao.network.settings import NetworkSettings
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.dialect import Dialect
from pyao.protocol.enums import Font, Wave
from pyao.rules.crafts import upgrading
from pyao.world.commerce import Mode
from pyao.world.record import ItemStack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.game import Client, GameFixture

WORKER, MAGE = PlayerClass.WORKER, PlayerClass.MAGE
SMITHING, CARPENTRY = Skill.HERRERIA, Skill.CARPINTERIA
ARROW = 480


def selects(client: Client, tile: tuple[int, int]) -> None:
    client.sends(c.LeftClick(*tile))
    client.takes()


def uses(client: Client, slot: int) -> None:
    client.game.clock.advance(500)
    client.sends(c.UseItem(slot))
    client.takes()


def melts(client: Client, slot: int, *rolls: tuple[int, int, int], tile: tuple[int, int] = FORGE_TILE) -> None:
    """Select the forge, use what is in the slot, and click; what came before the click has been read."""
    selects(client, tile)
    uses(client, slot)
    works(client, *FORGE_TILE, FUNDIR_METAL, *rolls)


def sends_work(client: Client, *packets: c.ClientPacket) -> None:
    """Send craft packets as soon as work is allowed again; what came before has been read."""
    client.game.clock.advance(700)
    client.takes()
    client.sends(*packets)


# --- smelting


def test_wrk_11_ingots_from_ore(game: GameFixture) -> None:
    ana = hand(game, cls=WORKER, level=24, skill={"mineria": 25}, bag={3: (IRON_ORE, 50)})
    melts(ana, 3)
    ana.sees(slot_of(ana, 1, IRON, 3), slot_of(ana, 3, IRON_ORE, 8), Says(Font.INFO, "3 lingotes"))
    assert (counters(ana), exp_in(ana, Skill.MINERIA)) == ((0, 1), 0)
    melts(ana, 3)
    ana.sees(Says(Font.INFO, "suficientes minerales"))


@pytest.mark.parametrize(
    ("skill", "ore", "ingots"), [(74, IRON_ORE, 0), (75, IRON_ORE, 1), (100, SILVER_ORE, 0), (100, GOLD_ORE, 0)]
)
def test_wrk_12_who_may_smelt_what(game: GameFixture, skill: int, ore: int, ingots: int) -> None:
    ana = hand(game, cls=MAGE, level=1, skill={"mineria": skill}, bag={3: (ore, 100)})
    melts(ana, 3)
    if ingots:
        assert bag_of(ana) == {1: (IRON, 1), 3: (ore, 86)}
    else:
        ana.sees(Says(Font.INFO, "conocimientos de minería"))
        assert bag_of(ana) == {3: (ore, 100)}


def test_wrk_13_the_forge_must_have_been_selected(game: GameFixture) -> None:
    ana = hand(game, cls=WORKER, skill={"mineria": 100}, bag={3: (IRON_ORE, 50)})
    uses(ana, 3)
    works(ana, *FORGE_TILE, FUNDIR_METAL)
    ana.sees(Says(Font.INFO, "fragua"))
    melts(ana, 3, tile=VEIN_TILE)
    ana.sees(Says(Font.INFO, "fragua"))
    assert bag_of(ana) == {3: (IRON_ORE, 50)}


def test_wrk_14_who_swaps_the_slot_is_thrown_out(game: GameFixture) -> None:
    ana = hand(game, cls=WORKER, skill={"mineria": 100}, bag={3: (IRON_ORE, 50), 4: (1, 5)})
    selects(ana, FORGE_TILE)
    uses(ana, 3)
    ana.sends(c.MoveItem(3, 4, 0))
    works(ana, *FORGE_TILE, FUNDIR_METAL)
    assert [one.name for one in ana.takes()] == ["ERROR_MSG"]
    assert ana.closed
    kept = game.world.online["ANA"].record.inventory
    assert (kept[2], kept[3]) == (ItemStack(1, 5), ItemStack(IRON_ORE, 50))


def test_wrk_37_the_last_thing_used_is_what_is_melted(game: GameFixture) -> None:
    ana = hand(game, cls=WORKER, skill={"mineria": 100}, bag={3: (IRON_ORE, 50), 5: (38, 2)})
    selects(ana, FORGE_TILE)
    uses(ana, 3)
    game.dice.will_roll((30, 30, 30))
    uses(ana, 5)
    works(ana, *FORGE_TILE, FUNDIR_METAL)
    ana.sees()
    game.dice.will_roll((30, 30, 30))
    uses(ana, 5)
    works(ana, *FORGE_TILE, FUNDIR_METAL)
    ana.sees(Says(Font.INFO, "minerales"))
    assert bag_of(ana) == {3: (IRON_ORE, 50)}


def test_nothing_used_yet_melts_nothing(game: GameFixture) -> None:
    ana = hand(game, cls=WORKER, skill={"mineria": 100}, bag={1: (IRON_ORE, 50)})
    selects(ana, FORGE_TILE)
    works(ana, *FORGE_TILE, FUNDIR_METAL)
    ana.sees()
    ana.player.last_used = (IRON_ORE, 26)
    works(ana, *FORGE_TILE, FUNDIR_METAL)
    ana.sees()


def test_ingots_fall_from_a_full_bag(game: GameFixture) -> None:
    ana = hand(game, cls=WORKER, level=1, skill={"mineria": 100}, bag=full(1, 2, 20) | {1: (IRON_ORE, 15)})
    melts(ana, 1)
    assert bag_of(ana)[1] == (IRON_ORE, 1)
    assert lying(game)[49, 50] == (IRON, 1)


# --- melting


@pytest.mark.parametrize(("num", "iron", "silver"), [(25, 35, 55), (10, 14, 22)])
def test_wrk_15_a_sword_gives_back_a_share(game: GameFixture, num: int, iron: int, silver: int) -> None:
    ana = hand(game, cls=WORKER, skill={"herreria": 90}, bag={2: (403, 1)})
    melts(ana, 2, (10, 25, num))
    ana.sees(
        slot_of(ana, 1, IRON, iron),
        slot_of(ana, 2, SILVER, silver),
        slot_of(ana, 2, SILVER, silver),
        Says(Font.INFO, f"{num} %"),
    )
    assert (bag_of(ana), counters(ana)) == ({1: (IRON, iron), 2: (SILVER, silver)}, (0, 1))
    bob = hand(game, "Bob", (52, 49), skill={"herreria": 100}, bag={2: (403, 1)})
    melts(bob, 2)
    bob.sees(Says(Font.INFO, "conocimientos suficientes de herrería"))


def test_wrk_38_a_bow_melts_into_nothing(game: GameFixture) -> None:
    ana = hand(game, bag={3: (BOW, 1)}, worn=(3,))
    ana.sends(c.UseItem(3))
    ana.sees(msg.work_request_target(Skill.PROYECTILES))
    selects(ana, FORGE_TILE)
    works(ana, *FORGE_TILE, FUNDIR_METAL, (10, 25, 10))
    ana.sees(
        drawn(ana, weapon=2),
        stats_of(ana),
        slot_of(ana, 3, BOW, 1),
        slot_of(ana, 3),
        Says(Font.INFO, "10 %"),
    )
    assert (bag_of(ana), ana.player.record.equipment.weapon, counters(ana)) == ({}, 0, (0, 1))


# --- the anvil and the workshop


def test_wrk_16_what_a_warrior_can_forge(game: GameFixture) -> None:
    ana = hand(game, tool=HAMMER, skill={"herreria": 50})
    works(ana, *ANVIL_TILE, SMITHING)
    line, weapons, armours, form, *_rest = ana.takes()
    assert line == INFO
    assert [entry[5] for entry in weapons.values[0]] == [15, 619, 9, 187, 198, 127]
    assert weapons.values[0][0] == ("Objeto 15", 15, 2, 0, 0, 15, 165)
    assert (armours, form) == (msg.blacksmith_armors([]), msg.show_blacksmith_form())


def test_wrk_40_the_anvil_stays_selected_behind_a_player(game: GameFixture) -> None:
    ana, _bob = hand(game, tool=HAMMER, skill={"herreria": 100}), hand(game, "Bob", (52, 52))
    selects(ana, ANVIL_TILE)
    uses(ana, 1)
    ana.sends(c.WorkLeftClick(52, 52, SMITHING))
    assert only(ana.takes(), "BLACKSMITH_WEAPONS", "BLACKSMITH_ARMORS", "SHOW_BLACKSMITH_FORM")
    creature(game, WOLF, 53, 50)
    for tile in ((53, 50), (50, 47)):
        selects(ana, ANVIL_TILE)
        ana.sends(c.WorkLeftClick(*tile, SMITHING))
        assert ana.takes()[-1] == Says(Font.INFO, "yunque")


# --- batches


def test_wrk_17_a_batch_of_daggers(game: GameFixture) -> None:
    ana = hand(game, cls=WORKER, skill={"herreria": 10}, bag={1: (IRON, 100)})
    ana.sends(c.InitCrafting(10, 50))
    ana.sees()
    assert (ana.player.batch.left, ana.player.batch.cycle) == (10, 6)
    sends_work(ana, c.CraftBlacksmith(DAGGER))
    ana.sees(
        msg.update_sta(98),
        slot_of(ana, 1, IRON, 88),
        Says(Font.INFO, "6 armas"),
        slot_of(ana, 2, DAGGER, 6),
        msg.play_wave(Wave.SMITH, 50, 50),
    )
    assert (ana.player.batch.left, counters(ana), exp_in(ana, SMITHING)) == (4, (2, 1), 50)
    game.clock.advance(699)
    ana.sends(c.CraftBlacksmith(DAGGER))
    ana.sees()
    game.clock.advance(1)
    ana.sends(c.CraftBlacksmith(DAGGER))
    assert (bag_of(ana), ana.player.batch.left) == ({1: (IRON, 80), 2: (DAGGER, 10)}, 0)
    sends_work(ana, c.CraftBlacksmith(DAGGER))
    ana.sees(msg.stop_working())


def test_wrk_18_as_many_as_the_iron_suffices_for(game: GameFixture) -> None:
    ana = hand(game, cls=WORKER, skill={"herreria": 10}, bag={1: (IRON, 7)})
    sends_work(ana, c.InitCrafting(10, 50), c.CraftBlacksmith(DAGGER))
    lack = Says(Font.INFO, "hierro")
    assert ana.takes()[:5] == [lack, lack, lack, msg.update_sta(98), slot_of(ana, 1, IRON, 1)]
    assert (bag_of(ana), ana.player.batch.left) == ({1: (IRON, 1), 2: (DAGGER, 3)}, 4)


def test_wrk_19_no_batch_no_work(game: GameFixture) -> None:
    ana = hand(game, cls=WORKER, skill={"herreria": 10}, bag={1: (IRON, 7)})
    sends_work(ana, c.CraftBlacksmith(DAGGER))
    ana.sees(msg.stop_working())
    assert (bag_of(ana), ana.player.record.vitals.stamina) == ({1: (IRON, 7)}, 100)


def test_wrk_20_too_tired_to_forge(game: GameFixture) -> None:
    ana = hand(game, skill={"herreria": 40}, stamina=5, bag={1: (IRON, 2)})
    sends_work(ana, c.InitCrafting(5, 5), c.CraftBlacksmith(DAGGER))
    ana.sees(Says(Font.INFO, "energía"))
    assert (bag_of(ana), ana.player.batch.left, ana.player.batch.cycle) == ({1: (IRON, 2)}, 4, 1)


def test_wrk_21_carpenters_need_a_saw(game: GameFixture) -> None:
    ana = hand(game, level=10, skill={"carpinteria": 59}, bag={1: (564, 1), 2: (FIREWOOD, 1)})
    sends_work(ana, c.InitCrafting(5, 1), c.CraftCarpenter(ARROW))
    ana.sees(Says(Font.INFO, "serrucho"), msg.stop_working())
    assert ana.player.batch.left == 5
    ana.sends(c.EquipItem(1))
    sends_work(ana, c.CraftCarpenter(ARROW))
    ana.sees()
    ana.player.record.skills[CARPENTRY - 1].level = 60
    sends_work(ana, c.CraftCarpenter(ARROW))
    ana.sees(
        msg.update_sta(94),
        slot_of(ana, 2),
        Says(Font.INFO, "1 objeto"),
        slot_of(ana, 2, ARROW, 1),
        msg.play_wave(Wave.CARPENTER, 50, 50),
    )
    assert (counters(ana), exp_in(ana, CARPENTRY)) == ((2, 1), 0)  # 60 is above the cap of level 10


def test_wrk_42_skill_that_does_not_suffice(game: GameFixture) -> None:
    ana = hand(game, skill={"herreria": 37}, bag={1: (IRON, 100)})
    sends_work(ana, c.InitCrafting(3, 1), c.CraftBlacksmith(DAGGER))
    ana.sees(Says(Font.INFO, "suficientes materiales"), msg.stop_working())
    assert (ana.player.batch.left, ana.player.record.vitals.stamina, bag_of(ana)) == (2, 100, {1: (IRON, 100)})
    bob = hand(game, "Bob", tool=SAW, skill={"carpinteria": 59}, bag={2: (FIREWOOD, 100)})
    sends_work(bob, c.InitCrafting(3, 1), c.CraftCarpenter(ARROW))
    bob.sees()
    assert (bob.player.batch.left, bag_of(bob)[2]) == (2, (FIREWOOD, 100))


@pytest.mark.parametrize(
    ("number", "bag", "made", "word"),
    [
        (ARROW, {2: (FIREWOOD, 3)}, 3, ""),
        (ARROW, {}, 0, "suficiente madera."),
        (553, {2: (FIREWOOD, 9)}, 0, "suficiente madera élfica."),
        (475, {2: (ELVEN_WOOD, 9_999)}, 0, "suficiente madera élfica."),
    ],
)
def test_carpenters_make_as_many_as_the_wood_suffices_for(
    game: GameFixture, number: int, bag: dict[int, tuple[int, int]], made: int, word: str
) -> None:
    ana = hand(game, cls=WORKER, tool=SAW, skill={"carpinteria": 100}, bag=bag)
    sends_work(ana, c.InitCrafting(10, 9), c.CraftCarpenter(number))
    assert ana.player.batch.left == 4
    if made:
        assert bag_of(ana)[2] == (number, made)
        assert [one for one in ana.takes() if one == INFO] == [Says(Font.INFO, "3 objetos")]
    else:
        ana.sees(Says(Font.INFO, word), msg.stop_working())
        assert (counters(ana), ana.player.record.vitals.stamina) == ((0, 0), 100)


def test_too_tired_to_carve(game: GameFixture) -> None:
    ana = hand(game, tool=SAW, skill={"carpinteria": 60}, stamina=5, bag={2: (FIREWOOD, 10)})
    sends_work(ana, c.InitCrafting(5, 1), c.CraftCarpenter(ARROW))
    ana.sees(Says(Font.INFO, "energía"))
    assert (bag_of(ana)[2], ana.player.batch.left) == ((FIREWOOD, 10), 4)


@pytest.fixture
def original_game() -> Iterator[GameFixture]:
    """The game of clients that always mean the long layout of InitCrafting."""
    with a_game(workplace(), network=NetworkSettings(dialect=Dialect.ORIGINAL)) as one:
        yield one


@pytest.mark.parametrize("numbers", [(0, 5), (-1, 5), (-(2**31), 5), (5, 0), (5, -1), (5, -32_768)])
def test_senseless_batches_are_ignored(original_game: GameFixture, numbers: tuple[int, int]) -> None:
    ana = hand(original_game, skill={"herreria": 100})
    ana.sends(c.InitCrafting(7, 1), c.InitCrafting(*numbers))
    ana.sees()
    assert (ana.player.batch.left, ana.player.batch.cycle) == (7, 1)


@pytest.mark.parametrize(("cls", "cycle"), [(WORKER, 5), (MAGE, 1)])
def test_net_19_the_long_layout_begins_a_batch(game: GameFixture, cls: PlayerClass, cycle: int) -> None:
    ana = hand(game, cls=cls)
    ana.sends(bytes.fromhex("7b640000000500"))
    ana.sees()
    assert (ana.player.batch.left, ana.player.batch.cycle) == (100, cycle)


def test_net_18_the_short_layout_leaves_the_batch_alone(game: GameFixture) -> None:
    ana = hand(game, cls=WORKER)
    ana.sends(c.InitCrafting(7, 2), bytes.fromhex("7b0f"))
    game.passes(150)
    assert (ana.player.batch.left, ana.player.batch.cycle) == (7, 2)


def test_a_batch_is_forgotten_at_logout(game: GameFixture) -> None:
    ana = hand(game)
    ana.player.working = ana.player.hiding = 3
    ana.sends(c.InitCrafting(7, 2), c.Quit())
    game.passes(11_000)
    again = game.connect()
    again.logs_in("Ana")
    assert (again.player.batch.left, again.player.batch.cycle) == (0, 0)
    assert (again.player.working, again.player.hiding) == (0, 0)


def test_the_largest_batch(original_game: GameFixture) -> None:
    ana = hand(original_game, skill={"herreria": 100}, bag={1: (IRON, 100)})
    sends_work(ana, c.InitCrafting(2**31 - 1, 32_767), c.CraftBlacksmith(DAGGER))
    assert bag_of(ana) == {1: (IRON, 98), 2: (DAGGER, 1)}
    assert ana.player.batch.left == 2**31 - 2


@pytest.mark.parametrize("number", [0, -1, -32_768, 1122, 32_767, 1, FIREWOOD, 1005])
def test_what_nobody_can_make_is_ignored(game: GameFixture, number: int) -> None:
    ana = hand(game, tool=SAW, skill={"herreria": 100, "carpinteria": 100}, bag={2: (IRON, 100), 3: (FIREWOOD, 100)})
    before = bag_of(ana)
    ana.sends(c.InitCrafting(5, 5))
    for packet in (c.CraftBlacksmith(number), c.CraftCarpenter(number), c.ItemUpgrade(number)):
        sends_work(ana, packet)
        assert not [one for one in ana.takes() if one.name != "UPDATE_STA"]
    assert bag_of(ana) == before
    assert ana.player.batch.left == 5


def test_the_dead_make_nothing(game: GameFixture) -> None:
    ana = hand(game, cls=WORKER, skill={"herreria": 100}, bag={1: (IRON, 100)}, stamina=0)
    ana.player.record.dead = True
    sends_work(ana, c.InitCrafting(5, 5), c.CraftBlacksmith(DAGGER))
    ana.sees(Says(Font.INFO, "energía"))
    assert bag_of(ana) == {1: (IRON, 100)}


def test_ingots_come_from_the_first_slots_and_worn_rings_are_silent(game: GameFixture) -> None:
    ana = hand(game, cls=WORKER, skill={"herreria": 100}, bag={2: (IRON, 20), 4: (IRON, 40), 5: (SILVER, 60)})
    sends_work(ana, c.InitCrafting(1, 1), c.CraftBlacksmith(698))
    ana.sees(
        msg.update_sta(98),
        slot_of(ana, 2),
        slot_of(ana, 4, IRON, 10),
        slot_of(ana, 5, SILVER, 10),
        slot_of(ana, 1, 698, 1),
        msg.play_wave(Wave.SMITH, 50, 50),
    )


@pytest.mark.parametrize(("number", "word"), [(132, "casco"), (404, "escudo"), (360, "")])
def test_what_was_forged_is_named(game: GameFixture, number: int, word: str) -> None:
    ana = hand(game, cls=WORKER, skill={"herreria": 100}, bag={1: (IRON, 100)})
    sends_work(ana, c.InitCrafting(1, 1), c.CraftBlacksmith(number))
    lines = only(ana.takes(), "CONSOLE_MSG")
    assert lines == ([Says(Font.INFO, f"1 {word}")] if word else [])


@pytest.mark.parametrize("work", ["craft", "carve", "smelt", "melt", "upgrade"])
def test_work_ends_a_trade(game: GameFixture, work: str) -> None:
    things = {1: (SAW, 1), 2: (IRON, 100), 3: (FIREWOOD, 10), 4: (IRON_ORE, 50), 5: (DAGGER, 2)}
    skill = {"herreria": 100, "carpinteria": 100, "mineria": 100}
    ana, bob = hand(game, cls=WORKER, tool=SAW, bag=things, skill=skill), hand(game, "Bob", (51, 50))
    for one, other in ((ana, bob), (bob, ana)):
        one.sends(c.LeftClick(*other.place[1:]), c.CommerceStart())
    selects(ana, FORGE_TILE)
    assert ana.player.commerce.mode is bob.player.commerce.mode is Mode.SECURE
    ana.sends(c.InitCrafting(1, 1))
    bob.takes()
    if work in ("smelt", "melt"):
        melts(ana, 4 if work == "smelt" else 5, *([(10, 25, 10)] if work == "melt" else []))
    else:
        orders = {"craft": c.CraftBlacksmith(DAGGER), "carve": c.CraftCarpenter(ARROW), "upgrade": c.ItemUpgrade(15)}
        sends_work(ana, orders[work])
    assert ana.takes()[:2] == [TALK, msg.user_commerce_end()]
    assert bob.takes()[:2] == [TALK, msg.user_commerce_end()]
    assert ana.player.commerce.mode is bob.player.commerce.mode is Mode.NONE


def test_what_comes_of_a_craft_with_a_full_bag_falls(game: GameFixture) -> None:
    ana = hand(game, cls=WORKER, skill={"herreria": 100}, bag=full(1, 2, 20) | {1: (IRON, 100)})
    sends_work(ana, c.InitCrafting(1, 1), c.CraftBlacksmith(DAGGER))
    assert bag_of(ana)[1] == (IRON, 98)
    assert lying(game)[49, 50] == (DAGGER, 1)


def books(game: GameFixture) -> dict[tuple[str, int], tuple[int, int, int]]:
    """The ledger's new entries: born, gone and moved by reason and object."""
    entries = game.world.ledger.take_entries().items()
    return {(reason.value, item): (one.born, one.gone, one.moved) for (reason, item), one in entries}


def test_the_books_of_work_and_crafts(game: GameFixture) -> None:
    skill = {"herreria": 100, "mineria": 100}
    ana = hand(game, cls=WORKER, level=1, tool=PICKAXE, skill=skill, bag={2: (IRON_ORE, 50), 3: (DAGGER, 1)})
    books(game)
    works(ana, *VEIN_TILE, Skill.MINERIA, (1, 6, 1), (1, 2, 2))
    assert books(game) == {("work", GOLD_ORE): (2, 0, 0)}
    melts(ana, 2)
    assert books(game) == {("craft", IRON_ORE): (0, 14, 0), ("craft", IRON): (1, 0, 0)}
    sends_work(ana, c.InitCrafting(1, 1), c.CraftBlacksmith(9))
    assert books(game) == {("craft", IRON): (0, 1, 0), ("craft", 9): (1, 0, 0)}
    melts(ana, 3, (10, 25, 25))
    # 25 % of two ingots are half a one, which is rounded to none.
    assert books(game) == {("craft", DAGGER): (0, 1, 0)}


# --- upgrading


def test_wrk_22_a_better_helmet(game: GameFixture) -> None:
    ana = hand(game, cls=WORKER, tool=HAMMER, skill={"herreria": 75}, bag={2: (132, 1), 3: (IRON, 56)})
    sends_work(ana, c.ItemUpgrade(132))
    ana.sees(
        msg.update_sta(98),
        Says(Font.INFO, "casco"),
        msg.play_wave(Wave.SMITH, 50, 50),
        slot_of(ana, 3),
        slot_of(ana, 2),
        slot_of(ana, 2, 131, 1),
    )
    assert (bag_of(ana), counters(ana), exp_in(ana, SMITHING)) == ({1: (HAMMER, 1), 2: (131, 1)}, (2, 1), 0)
    bob = hand(game, "Bob", cls=WORKER, tool=HAMMER, skill={"herreria": 75}, bag={2: (132, 1), 3: (IRON, 55)})
    sends_work(bob, c.ItemUpgrade(132))
    bob.sees(msg.update_sta(98), Says(Font.INFO, "hierro"))
    assert bag_of(bob) == {1: (HAMMER, 1), 2: (132, 1), 3: (IRON, 55)}


@pytest.mark.parametrize(
    ("number", "change", "word"),
    [
        (DAGGER, {"tool": SAW}, "martillo"),
        (DAGGER, {"skill": {"herreria": 14}}, "conocimientos"),
        (ARROW, {}, "serrucho"),
        (ARROW, {"tool": SAW, "skill": {"carpinteria": 39}}, "conocimientos"),
        (ARROW, {"tool": SAW, "bag": {2: (ARROW, 1)}}, "madera"),
        (DAGGER, {"stamina": 1}, "energía"),
    ],
)
def test_why_something_is_not_upgraded(game: GameFixture, number: int, change: dict[str, Any], word: str) -> None:
    things = {2: (DAGGER, 1), 3: (IRON, 100), 4: (ARROW, 1), 5: (FIREWOOD, 100)}
    skill = {"herreria": 100, "carpinteria": 100}
    usual: dict[str, Any] = {"cls": WORKER, "tool": HAMMER, "skill": skill, "bag": things}
    ana = hand(game, **(usual | change))
    before = bag_of(ana)
    sends_work(ana, c.ItemUpgrade(number))
    assert ana.takes()[-1] == Says(Font.INFO, word)
    assert bag_of(ana) == before


def test_upgrading_something_worn_and_what_carpenters_upgrade(game: GameFixture) -> None:
    ana = hand(game, cls=WORKER, tool=SAW, skill={"carpinteria": 100}, bag={2: (ARROW, 1), 3: (FIREWOOD, 3)}, worn=(2,))
    ana.player.record.reputation.bandit = 9_000
    sends_work(ana, c.ItemUpgrade(ARROW))
    seen = ana.takes()
    assert Says(Font.INFO, "flecha") in seen
    assert msg.play_wave(Wave.CARPENTER, 50, 50) in seen
    assert bag_of(ana) == {1: (SAW, 1), 2: (551, 1)}
    assert ana.player.record.equipment.ammunition == 0
    # A quirk kept: honest work even for criminals.
    assert counters(ana) == (2, 1)


def test_what_no_recipe_has_is_upgraded_by_nobody(game: GameFixture) -> None:
    ana = hand(game, cls=WORKER, tool=HAMMER, skill={"herreria": 100}, bag={2: (619, 1)})
    sends_work(ana, c.ItemUpgrade(619))
    ana.sees(msg.update_sta(98))


def table_of_upgrades() -> dict[tuple[int, int], dict[int, int]]:
    """07-work §6.5: what each upgrade costs."""
    material = {"iron": IRON, "elven wood": 1006, "wood": FIREWOOD}
    found = {}
    for pairs, amount, kind in re.findall(
        r"\| ((?:\d+ → \d+(?:, )?)+)[a-z +\d]*? \| (\d+) (iron|elven wood|wood) ", sections("07-work")["6.5"]
    ):
        for old, new in re.findall(r"(\d+) → (\d+)", pairs):
            found[int(old), int(new)] = {material[kind]: int(amount)}
    return found


def test_the_costs_of_upgrades() -> None:
    table = table_of_upgrades()
    assert len(table) >= 10
    for (old, new), cost in table.items():
        if old in ITEMS and new in ITEMS:
            assert upgrading.needs_of(ITEMS[old], ITEMS[new]) == cost, (old, new)
    assert UPGRADES.items() <= set(table)


@needs_classic
def test_the_recipes_of_the_classic_data_are_those_of_the_specification() -> None:
    content = classic_content()
    assert set(content.smith_weapons) == set(WEAPONS)
    assert set(content.smith_armours) == set(ARMOURS)
    assert set(content.carpenter_objects) == set(WOODWORK)
    for number, (ingots, skill) in (WEAPONS | ARMOURS).items():
        item = content.items[number]
        assert ([item.iron, item.silver, item.gold], item.smithing) == ([*ingots, 0, 0][:3], skill), number
    for number, (wood, skill) in WOODWORK.items():
        item = content.items[number]
        assert ([item.wood, item.elven_wood], item.carpentry) == (wood, skill), number
    assert {GOLD, SILVER} < set(content.items)
    for (old, new), cost in table_of_upgrades().items():
        assert content.items[old].upgrade == new
        assert upgrading.needs_of(content.items[old], content.items[new]) == cost
