"""CMB-25 to CMB-34, CMB-42 to CMB-45, CMB-48: names, kills, deaths, drops and whose creature it is.

Source: 04-combat §16.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from kit import fights
from kit.fights import (
    COCK,
    CRIMINAL,
    GUARD,
    STILL,
    WOLF,
    Says,
    arena,
    battlefield,
    creature,
    fighter,
    misses,
    stats_of,
    strikes,
    wearing,
)
from kit.game import Client, GameFixture, a_game, only

from pyao.content.npcs import Movement
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.creatures import melee
from pyao.rules.pets.loyalty import follow_master
from pyao.rules.society.reputation import average, is_criminal
from pyao.world.record import Faction, ItemStack, Reputation, Vitals


def deeds(client: Client) -> Reputation:
    return client.player.record.reputation


def tag(client: Client, colour: int) -> msg.Message:
    return msg.update_tag_and_status(client.char, colour, client.player.name)


DYING = Vitals(max_hp=300, hp=1, max_stamina=400, stamina=400, min_hit=80, max_hit=80)


def kills(killer: Client) -> None:
    """A bare-handed blow that lands and kills who has 1 HP and wears nothing."""
    killer.game.dice.will_roll((1, 100, 1), (4, 9, 9), (79, 80, 80), (1, 6, 6), (0, 0, 0))
    strikes(killer)


def test_cmb_25_attacking_a_citizen_makes_a_criminal(game: GameFixture) -> None:
    ana, eva = fighter(game), fighter(game, "Eva", (50, 51))
    misses(ana)
    assert tag(ana, 1) in eva.takes()
    assert (deeds(ana).noble, deeds(ana).plebeian, deeds(ana).bourgeois, deeds(ana).bandit) == (0, 0, 0, 200)
    misses(ana)
    assert deeds(ana).bandit == 300


def test_cmb_26_the_safe_keeps_a_citizen_from_it(game: GameFixture) -> None:
    ana, eva = fighter(game), fighter(game, "Eva", (50, 51))
    ana.player.safe_mode = True
    eva.player.leaving_s = 5
    strikes(ana)
    ana.sees(Says(Font.WARNING), stats_of(ana))
    eva.sees(stats_of(eva))
    assert (deeds(ana).noble, deeds(ana).bandit) == (1000, 0)
    assert eva.player.leaving_s is not None


def test_cmb_27_a_citizen_may_attack_criminals(game: GameFixture) -> None:
    ana, eva = fighter(game), fighter(game, "Eva", (50, 51), **CRIMINAL)
    ana.player.safe_mode = True
    misses(ana)
    assert msg.user_attacked_swing(ana.char) in eva.takes()
    assert deeds(ana).noble == 1005


@pytest.mark.parametrize(("bandit", "mean", "criminal"), [(1033, 0, False), (1034, -1, True)])
def test_cmb_28_where_crime_begins(game: GameFixture, bandit: int, mean: int, *, criminal: bool) -> None:
    ana = fighter(game, reputation=Reputation(noble=1000, plebeian=30, bandit=bandit))
    assert (average(deeds(ana)), is_criminal(ana.player)) == (mean, criminal)
    ana.sends(c.RequestFame())
    ana.sees(msg.fame(0, bandit, 0, 0, 1000, 30, mean))


def test_cmb_29_killing_a_citizen(game: GameFixture) -> None:
    kate, victor = fighter(game, "Kate", **CRIMINAL), fighter(game, "Victor", (50, 51), level=25, vitals=DYING)
    kills(kate)
    assert msg.have_killed_user(victor.char, 50) in kate.takes()
    seen = victor.takes()
    assert seen.index(msg.user_kill(kate.char)) < seen.index(msg.play_wave(11, 50, 51))
    record = kate.player.record
    assert (record.exp, record.faction.citizens_killed, record.users_killed) == (50, 1, 1)
    assert deeds(kate).assassin == 2000
    victor.player.record.dead = False
    victor.player.record.vitals.hp = 1
    kills(kate)
    assert (record.faction.citizens_killed, record.users_killed, deeds(kate).assassin) == (1, 2, 4000)


def test_cmb_30_killing_a_newbie_criminal(game: GameFixture) -> None:
    ana = fighter(game)
    fighter(game, "Eva", (50, 51), level=12, vitals=DYING, **CRIMINAL)
    kills(ana)
    record = ana.player.record
    assert (record.users_killed, record.faction.criminals_killed, record.exp) == (0, 0, 24)
    # Five for the attack, five for the kill.
    assert deeds(ana).noble == 1010


def test_cmb_31_death_in_an_arena() -> None:
    with a_game(battlefield(arena()), **STILL) as game:
        game.passes(10_000)
        ana = fighter(game)
        eva = fighter(game, "Eva", (50, 51), vitals=DYING, gold=1_000_000, **wearing(helmet=fights.HELMET))
        game.dice.will_roll((1, 100, 1), (4, 9, 9), (79, 80, 80), (1, 6, 6), (0, 0, 0))
        strikes(ana)
        assert msg.resuscitation_safe_off() in eva.takes()
        assert not game.world.maps[1].objects
        assert eva.player.record.gold == 1_000_000
        assert (deeds(ana).noble, deeds(ana).assassin, ana.player.record.users_killed) == (1000, 0, 0)
        assert ana.player.record.exp == 60


def test_cmb_31_at_the_edge_of_an_arena_nobody_fights() -> None:
    with a_game(battlefield(arena(tiles=((50, 50),)))) as game:
        game.passes(10_000)
        ana, eva = fighter(game), fighter(game, "Eva", (50, 51))
        strikes(ana)
        ana.sees(stats_of(ana))
        eva.sees(stats_of(eva))


def dies_by_wolf(game: GameFixture, victim: Client) -> None:
    wolf = creature(game, WOLF, 60, 60, may_attack=True)
    victim.player.record.vitals.hp = 1
    game.dice.will_roll((1, 100, 1), (1, 18, 18), (1, 6, 6), (0, 0, 0))
    melee.attack_player(game.world, wolf, victim.player)


def test_cmb_32_what_falls_from_the_dead(game: GameFixture) -> None:
    bag: list[ItemStack | None] = [None] * 25
    bag[:5] = [
        ItemStack(fights.SWORD, 1, True),
        ItemStack(474, 1),
        ItemStack(77, 1),
        ItemStack(78, 1),
        ItemStack(38, 30),
    ]
    ana = fighter(game, level=20, inventory=bag)
    ana.player.record.equipment.weapon = 1
    dies_by_wolf(game, ana)
    ground = game.world.maps[1].objects
    assert {tile: (one.item, one.amount) for tile, one in ground.items()} == {
        (49, 50): (fights.SWORD, 1),
        (50, 49): (38, 30),
    }
    assert [one.item if one else None for one in ana.player.record.inventory[:5]] == [None, 474, 77, 78, None]
    seen = [one for one in ana.takes() if one.id in (S.OBJECT_CREATE, S.CHANGE_INVENTORY_SLOT)]
    assert seen[0] == msg.object_create(49, 50, fights.SWORD)
    assert [one.id for one in seen[1:4]] == [S.CHANGE_INVENTORY_SLOT, S.CHANGE_INVENTORY_SLOT, S.OBJECT_CREATE]
    assert seen[3] == msg.object_create(50, 49, 38)


@pytest.mark.parametrize(("gold", "piles"), [(250_000, 5), (1_000_000, 50), (200_000, 0)])
def test_cmb_33_gold_above_ten_thousand_a_level_falls(game: GameFixture, gold: int, piles: int) -> None:
    ana = fighter(game, level=20, gold=gold)
    dies_by_wolf(game, ana)
    ground = game.world.maps[1].objects
    assert [one.amount for one in ground.values()] == [10_000] * piles
    assert list(ground)[:5] == [(49, 50), (50, 49), (51, 50), (50, 51), (48, 50)][:piles]
    assert ana.player.record.gold == 200_000


def test_cmb_34_newbies_keep_their_own_things_and_their_gold(game: GameFixture) -> None:
    bag: list[ItemStack | None] = [None] * 25
    bag[:2] = [ItemStack(460, 1), ItemStack(1, 10)]
    ana = fighter(game, level=12, inventory=bag, gold=5_000)
    dies_by_wolf(game, ana)
    assert [(one.item, one.amount) for one in game.world.maps[1].objects.values()] == [(1, 10)]
    assert (ana.player.record.gold, ana.player.record.inventory[0]) == (5_000, ItemStack(460, 1))


def hits_wolf(client: Client) -> None:
    client.game.dice.will_roll((1, 100, 100), (1, 10, 1))
    strikes(client)


def test_cmb_42_whose_wolf_it_is(game: GameFixture) -> None:
    ana, eva = fighter(game, "Ana", (50, 50)), fighter(game, "Eva", (51, 50))
    wolf = creature(game, WOLF, 50, 51)
    hits_wolf(ana)
    assert wolf.owner is ana.player
    eva.sends(c.ChangeHeading(3))
    eva.player.safe_mode = True
    move(game, wolf, 51, 51)
    strikes(eva)
    eva.sees(Says(Font.INFO), stats_of(eva))
    eva.player.safe_mode = False
    hits_wolf(eva)
    seen = eva.takes()
    assert tag(eva, 6) in seen
    assert Says(Font.INFO, "Ana") in seen
    # Ana may strike back with the safe on, and is open to retaliation then as well.
    ana.player.safe_mode = True
    ana.player.heading = ana.player.heading.__class__.EAST
    misses(ana)
    assert tag(ana, 6) in ana.takes()
    assert (deeds(ana).noble, deeds(ana).bandit) == (1000, 0)
    assert (ana.player.retaliator, eva.player.retaliator) == ("EVA", "ANA")


def move(game: GameFixture, npc: Any, x: int, y: int) -> None:
    here = game.world.maps[1]
    del here.npcs[npc.x, npc.y]
    npc.x, npc.y = x, y
    here.npcs[x, y] = npc


def test_cmb_42_after_18_seconds_it_is_free(game: GameFixture) -> None:
    ana, eva = fighter(game, "Ana", (50, 50)), fighter(game, "Eva", (51, 50))
    wolf = creature(game, replace(WOLF, movement=Movement.ESTATICO), 50, 51)
    hits_wolf(ana)
    game.passes(18_000)
    move(game, wolf, 51, 51)
    hits_wolf(eva)
    assert wolf.owner is eva.player
    assert ana.player.owned_npc is None


@pytest.mark.parametrize(
    ("rolls", "item", "amount"),
    [((91,), None, 0), ((11,), 414, 1), ((10, 11), 27, 3), ((10, 10, 11), 1002, 1)],
)
def test_cmb_43_drops(game: GameFixture, rolls: tuple[int, ...], item: int | None, amount: int) -> None:
    ana = fighter(game)
    creature(game, replace(WOLF, min_hp=1), 50, 51)
    game.dice.will_roll((1, 100, 1), (4, 9, 9), (79, 80, 80), *((1, 100, one) for one in rolls), (1, 10, 1))
    strikes(ana)
    ground = {tile: (one.item, one.amount) for tile, one in game.world.maps[1].objects.items()}
    assert ground == ({} if item is None else {(50, 51): (item, amount)})


def test_cmb_44_killing_a_cock(game: GameFixture) -> None:
    ana = fighter(game, vitals=replace(DYING, hp=300, min_hit=1, max_hit=1))
    cock = creature(game, replace(COCK, defence=8), 50, 51)
    ana.player.safe_mode = True
    strikes(ana)
    ana.sees(Says(Font.INFO), stats_of(ana))
    ana.player.safe_mode = False
    for hp in (10, 5):
        game.dice.will_roll((1, 100, 1), (4, 9, 9), (1, 1, 1), (1, 10, 1))
        strikes(ana)
        assert (msg.nobility_lost() in ana.takes()) is (hp == 10)
        assert (cock.hp, deeds(ana).noble, deeds(ana).bandit, is_criminal(ana.player)) == (hp, 1000, 1000, False)
    game.dice.will_roll((1, 100, 1), (4, 9, 9), (1, 1, 1), (1, 100, 91), (1, 10, 1))
    strikes(ana)
    assert deeds(ana).assassin == 1000
    assert tag(ana, 1) in ana.takes()


def test_cmb_45_a_guards_mercy(game: GameFixture) -> None:
    ana = fighter(game, reputation=Reputation(bandit=120, noble=60), vitals=replace(DYING, min_hit=1, max_hit=1))
    guard = creature(game, GUARD, 50, 51, may_attack=True)
    game.dice.will_roll((1, 100, 1), (100, 100, 100), (1, 6, 6), (0, 0, 0))
    melee.attack_player(game.world, guard, ana.player)
    assert deeds(ana).bandit == 20
    seen = [one for one in ana.takes() if one.id in (S.UPDATE_TAG_AND_STATUS, S.PLAY_WAVE, S.MULTI_MESSAGE)]
    ends = [one for one in seen if one in (msg.npc_kill_user(), tag(ana, 2), msg.play_wave(11, 50, 50))]
    assert ends == [msg.npc_kill_user(), tag(ana, 2), msg.play_wave(11, 50, 50)]


def test_cmb_48_a_blow_at_the_pet_of_who_may_be_attacked(game: GameFixture) -> None:
    kate, victor = fighter(game, "Kate"), fighter(game, "Victor", (60, 60))
    kate.player.safe_mode = True
    victor.player.retaliator = "KATE"
    wolf = creature(game, WOLF, 50, 51)
    wolf.master = victor.player
    victor.player.pets.append(wolf)
    follow_master(wolf)
    game.dice.will_roll((1, 100, 100), (1, 10, 1))
    strikes(kate)
    seen = only(kate.takes(), "UPDATE_TAG_AND_STATUS", "USER_SWING")
    assert seen[:2] == [tag(kate, 6), tag(kate, 1)]
    assert msg.user_swing() in seen[2:]
    assert Says(Font.INFO, "Kate") in victor.takes()
    assert (deeds(kate).noble, deeds(kate).plebeian, deeds(kate).bandit) == (0, 0, 100)
    assert kate.player.retaliator == ""
    assert (wolf.movement, wolf.attacked_by) == (Movement.DEFENDS, "Kate")


def test_factions_throw_out_who_turns(game: GameFixture) -> None:
    ana = fighter(game, faction=Faction(royal_army=True))
    creature(game, replace(COCK, type=2, hostile=True, alignment=0), 50, 51)
    game.dice.will_roll((1, 100, 100), (1, 10, 1))
    strikes(ana)
    assert Says(Font.FIGHT, "expulsado") in ana.takes()
    assert not ana.player.record.faction.royal_army


def test_a_royal_guard_costs_the_name_twice(game: GameFixture) -> None:
    ana = fighter(game)
    creature(game, replace(COCK, type=2, alignment=0), 50, 51)
    game.dice.will_roll((1, 100, 100), (1, 10, 1))
    strikes(ana)
    assert Says(Font.INFO, "Guardia Real") in ana.takes()
    assert (deeds(ana).noble, deeds(ana).plebeian, deeds(ana).bandit) == (0, 0, 200)


def test_ones_own_pet_costs_the_name_once_and_stays_calm(game: GameFixture) -> None:
    ana = fighter(game)
    wolf = creature(game, WOLF, 50, 51)
    wolf.master = ana.player
    ana.player.pets.append(wolf)
    follow_master(wolf)
    game.dice.will_roll((1, 100, 100), (1, 10, 1))
    strikes(ana)
    assert (deeds(ana).noble, deeds(ana).bandit) == (0, 100)
    assert (wolf.movement, wolf.hostile) == (Movement.FOLLOWS_MASTER, False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Reputation(plebeian=30), Reputation(plebeian=32)),
        (Reputation(plebeian=31), Reputation(plebeian=34)),
        (Reputation(plebeian=6_000_000), Reputation(plebeian=6_000_000)),
        # The sum rises from −4 to −2: a citizen again, with everything forgiven.
        (Reputation(bandit=34, plebeian=30), Reputation(plebeian=132)),
    ],
)
def test_a_blow_at_a_plain_creature_is_a_good_deed(game: GameFixture, before: Reputation, after: Reputation) -> None:
    ana = fighter(game, reputation=before)
    creature(game, replace(WOLF, alignment=1), 50, 51)
    game.dice.will_roll((1, 100, 100), (1, 10, 1))
    strikes(ana)
    assert deeds(ana) == after


@pytest.mark.parametrize(
    ("number", "alignment", "faction", "after"),
    [
        (6, 0, Faction(), Reputation(assassin=1_500)),
        (7, 0, Faction(), Reputation(assassin=1_000, noble=1_000, plebeian=30)),
        (7, 1, Faction(), Reputation(noble=1_000, plebeian=37)),
        (7, 4, Faction(), Reputation(noble=1_000, plebeian=35)),
        (7, 2, Faction(), Reputation(noble=1_500, plebeian=30)),
        (7, 2, Faction(chaos_legion=True), Reputation(noble=1_000, plebeian=30)),
    ],
)
def test_what_a_kill_does_to_a_name(
    game: GameFixture, number: int, alignment: int, faction: Faction, after: Reputation
) -> None:
    ana = fighter(game, reputation=Reputation(noble=1_000, plebeian=30), faction=faction)
    creature(game, replace(WOLF, id=number, alignment=alignment, min_hp=1, max_hp=1), 50, 51)
    game.dice.will_roll((1, 100, 1), (4, 9, 9), (79, 80, 80), (1, 100, 91), (1, 10, 1))
    strikes(ana)
    assert deeds(ana) == after
    assert ana.player.record.npcs_killed == 1


def test_who_kills_a_brother_of_the_legion_never_enlists_again(game: GameFixture) -> None:
    ana = fighter(game, faction=Faction(chaos_initial_exp_received=True))
    fighter(game, "Eva", (50, 51), vitals=replace(DYING), **CRIMINAL, faction=Faction(chaos_legion=True))
    kills(ana)
    faction = ana.player.record.faction
    assert (faction.reenlistments, faction.criminals_killed, faction.citizens_killed) == (200, 1, 0)


def test_counters_end_at_their_caps(game: GameFixture) -> None:
    ana = fighter(game, users_killed=65_000, faction=Faction(criminals_killed=65_000))
    fighter(game, "Eva", (50, 51), vitals=replace(DYING), **CRIMINAL)
    kills(ana)
    assert (ana.player.record.users_killed, ana.player.record.faction.criminals_killed) == (65_000, 65_000)
