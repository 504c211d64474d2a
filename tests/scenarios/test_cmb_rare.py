"""Fights that seldom happen: rights, names that turn back, far shots, pets that win, data out of the ordinary.

Source: 04-combat §2 to §11.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from kit import fights
from kit.fights import (
    COCK,
    CRIMINAL,
    ITEMS,
    STILL,
    WOLF,
    P,
    Says,
    battlefield,
    creature,
    fighter,
    item,
    ready,
    skills,
    wearing,
)
from kit.game import Client, GameFixture, a_game, only
from kit.worlds import plain_map

from pyao.content.enums import MapRestriction, ObjectType, Skill
from pyao.content.npcs import Movement
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body.dying import die
from pyao.rules.combat.retaliation import allow_retaliation
from pyao.rules.creatures import melee
from pyao.rules.creatures.dying import kill_npc
from pyao.rules.pets.loyalty import follow_master
from pyao.world.record import Attributes, Faction, ItemStack, Reputation, SkillRecord, Vitals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.npc import Npc

FREE_KNIFE = item(702, ObjectType.WEAPON, min_hit=1, max_hit=1, ranged=True, newbie=True)
MONSTROUS = item(703, ObjectType.WEAPON, min_hit=32_767, max_hit=32_767, stabs=True)
BOAT = item(474, ObjectType.BARCOS, clothing=84)
OBJECTS = ITEMS | {one.id: one for one in (FREE_KNIFE, MONSTROUS, BOAT)}
DYING = Vitals(max_hp=300, hp=1, max_stamina=400, stamina=400, min_hit=80, max_hit=80)
LANDS = ((1, 100, 1), (4, 9, 9), (79, 80, 80), (1, 6, 6), (0, 0, 0))
"""A bare-handed blow that hits who wears nothing: 39."""


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(battlefield(items=OBJECTS), **STILL) as one:
        one.passes(10_000)
        yield one


def strikes(client: Client, *rolls: tuple[int, int, int]) -> None:
    ready(client.game)
    client.game.dice.will_roll(*rolls)
    client.sends(c.Attack())


def shoots(client: Client, x: int, y: int, *rolls: tuple[int, int, int]) -> None:
    ready(client.game)
    client.game.dice.will_roll(*rolls)
    client.sends(c.WorkLeftClick(x, y, Skill.PROYECTILES))


def misses(client: Client) -> None:
    strikes(client, (1, 100, 100))


def deeds(client: Client) -> Reputation:
    return client.player.record.reputation


def tag(client: Client, colour: int) -> msg.Message:
    return msg.update_tag_and_status(client.char, colour, client.player.name)


def pet_of(game: GameFixture, master: Client, x: int, y: int, **state: Any) -> Npc:
    pet = creature(game, WOLF, x, y)
    pet.master = master.player
    master.player.pets.append(pet)
    follow_master(pet)
    for name, value in state.items():
        setattr(pet, name, value)
    return pet


# Before the blow


def test_who_meditates_strikes_nobody(game: GameFixture) -> None:
    ana = fighter(game)
    ana.player.meditating, ana.player.meditating_since_ms = True, game.world.now_ms + 600_000
    ana.player.leaving_s = 5
    strikes(ana)
    ana.sees()
    assert ana.player.leaving_s is not None


def test_gms_strike_nobody_and_go_on_leaving() -> None:
    with a_game(battlefield(), **STILL, gods="Ana") as game:
        ana = fighter(game)
        ana.player.leaving_s = 600
        strikes(ana)
        ana.sees()
        assert ana.player.leaving_s is not None


def test_a_blow_cancels_an_exit_and_protection(game: GameFixture) -> None:
    ana = fighter(game)
    ready(game)
    ana.player.leaving_s, ana.player.npc_protection_ms = 5, game.world.now_ms + 5_000
    ana.sends(c.Attack())
    assert ana.takes()[:2] == [Says(Font.WARNING), msg.play_wave(2, 50, 50)]
    assert ana.player.npc_protection_ms is None


def test_a_pirate_hidden_on_its_boat_shows_it_when_it_strikes(game: GameFixture) -> None:
    ana = fighter(game, player_class=P.PIRAT, **wearing(boat=474))
    ana.player.sailing = ana.player.hidden = True
    strikes(ana)
    body = msg.character_change(ana.char, 395, 0, 3, 2, 2, 2, 0, 999)
    assert [one for one in ana.takes() if one.id is not S.UPDATE_USER_STATS] == [
        msg.play_wave(2, 50, 50),
        Says(Font.INFO),
        body,
    ]


def test_a_blow_does_not_end_a_spell_of_invisibility(game: GameFixture) -> None:
    ana = fighter(game)
    ana.player.invisible = ana.player.hidden = True
    strikes(ana)
    assert [one.id for one in ana.takes()] == [S.PLAY_WAVE, S.UPDATE_USER_STATS]
    assert (ana.player.invisible, ana.player.hidden) == (True, False)


def test_the_paralysed_strike(game: GameFixture) -> None:
    ana = fighter(game)
    ana.player.paralysed = True
    strikes(ana)
    assert msg.play_wave(2, 50, 50) in ana.takes()


# Shots


def archer(game: GameFixture) -> Client:
    return fighter(game, **wearing(weapon=fights.BOW, ammunition=fights.ARROW))


def arrows(client: Client) -> int:
    stack = client.player.record.inventory[1]
    assert stack is not None
    return stack.amount


def test_at_players_seven_rows_are_too_far_and_at_creatures_not(game: GameFixture) -> None:
    # The feet of who stands one row below the click are looked at first: so much farther than one can click.
    ana, eva = archer(game), fighter(game, "Eva", (50, 57), **CRIMINAL)
    shoots(ana, 50, 56, (1, 10, 1))
    assert ana.takes()[-1] == Says(Font.WARNING, "lejos")
    assert arrows(ana) == 100
    creature(game, WOLF, 53, 57)
    shoots(ana, 53, 56, (1, 10, 1), (1, 100, 100), (1, 10, 1))
    assert msg.user_swing() in ana.takes()
    assert arrows(ana) == 99
    assert eva.player.record.vitals.hp == 300


def test_a_creature_is_too_far_only_in_both_directions() -> None:
    with a_game(battlefield(plain_map(1, objects={(52, 50): (1, 1)})), **STILL, gods="Dios") as game:
        game.passes(10_000)
        ana, _god = archer(game), game.player("Dios", at=(1, 52, 50))
        # An unseen GM on an object leaves the target as it was.
        ana.player.targets.npc = creature(game, WOLF, 59, 57).char
        shoots(ana, 52, 50, (1, 10, 1))
        assert ana.takes()[-1] == Says(Font.WARNING, "lejos")
        assert arrows(ana) == 100


def test_at_creatures_a_pirates_knife_slashes_too(game: GameFixture) -> None:
    ana = fighter(game, player_class=P.PIRAT, attributes=Attributes(15, 18, 18, 18, 18), **wearing(weapon=fights.KNIFE))
    npc = creature(game, replace(WOLF, min_hp=3_000, max_hp=3_000), 53, 50)
    # D = round((3·10 + 80) · 0.8) = 88; a fifth of the net 80.
    shoots(ana, 53, 50, (1, 10, 1), (1, 100, 1), (1, 10, 10), (79, 80, 80), (1, 100, 20), (1, 10, 1))
    assert Says(Font.FIGHT, "acuchillado", "16") in ana.takes()
    assert npc.hp == 3_000 - 80 - 16


def test_a_newbies_knife_may_be_gone_before_it_is_spent() -> None:
    nursery = plain_map(1, restriction=MapRestriction.NEWBIE)
    with a_game(battlefield(nursery, plain_map(2), items=OBJECTS, cities={2: (2, 50, 50)}), **STILL) as game:
        game.passes(10_000)
        ana = fighter(game, level=12, home=2, exp=299, exp_next=300, **wearing(weapon=FREE_KNIFE.id))
        creature(game, replace(WOLF, min_hp=1, max_hp=1, exp=10), 53, 50)
        shoots(
            ana, 53, 50, (1, 10, 1), (1, 100, 1), (1, 1, 1), (79, 80, 80), (0, 100, 50), (1, 100, 91), (1, 10, 1)
        )  # fmt: skip
        assert (ana.player.record.level, ana.player.map) == (13, 2)
        assert ana.player.record.inventory[0] is None
        assert ana.player.record.equipment.weapon == 0


# Names


def test_a_right_to_attack_is_one_among_citizens(game: GameFixture) -> None:
    ana = fighter(game, reputation=Reputation(bandit=5_000, noble=100))
    eva = fighter(game, "Eva", (50, 51))
    eva.player.retaliator = "ANA"
    misses(ana)
    assert (deeds(ana).bandit, deeds(ana).noble) == (5_100, 50)


def test_a_just_attack_may_turn_a_criminal(game: GameFixture) -> None:
    ana, eva = fighter(game, reputation=Reputation(bandit=4)), fighter(game, "Eva", (50, 51), **CRIMINAL)
    misses(ana)
    assert tag(ana, 2) in eva.takes()
    assert deeds(ana) == Reputation(bandit=4, noble=5)


def test_a_just_kill_may_turn_a_criminal_before_anybody_hears_of_it(game: GameFixture) -> None:
    # The attack brings the sum from −11 to −6, the kill to −1.
    ana, eva = fighter(game, reputation=Reputation(bandit=11)), fighter(game, "Eva", (50, 51), vitals=DYING, **CRIMINAL)
    strikes(ana, *LANDS)
    seen = only(ana.takes(), "UPDATE_TAG_AND_STATUS", "HAVE_KILLED_USER")
    assert seen == [tag(ana, 2), msg.have_killed_user(eva.char, 60)]


def test_a_criminal_in_the_royal_army_is_thrown_out_by_its_next_attack(game: GameFixture) -> None:
    ana = fighter(game, **CRIMINAL, faction=Faction(royal_army=True))
    fighter(game, "Eva", (50, 51), **CRIMINAL)
    misses(ana)
    assert Says(Font.FIGHT, "expulsado") in ana.takes()
    assert not ana.player.record.faction.royal_army


def test_who_may_be_attacked_dies_unaccounted(game: GameFixture) -> None:
    ana, eva = fighter(game), fighter(game, "Eva", (50, 51), vitals=DYING)
    eva.player.retaliator = "ANA"
    strikes(ana, *LANDS)
    record = ana.player.record
    assert (record.users_killed, record.faction.citizens_killed, record.exp) == (0, 0, 60)
    assert deeds(ana) == Reputation(noble=1_000, plebeian=30)
    assert not eva.player.retaliator


@pytest.mark.parametrize(("noble", "colour"), [(1_000, 0), (990, 1)])
def test_a_kill_may_cost_a_soldier_the_army(game: GameFixture, noble: int, colour: int) -> None:
    ana = fighter(game, reputation=Reputation(noble=noble), faction=Faction(royal_army=True))
    game.dice.will_roll((1, 100, 91))
    kill_npc(game.world, creature(game, replace(WOLF, alignment=0), 50, 51), ana.player)
    seen = only(ana.takes(), "CONSOLE_MSG", "UPDATE_TAG_AND_STATUS")[2:]
    assert seen == ([Says(Font.FIGHT, "expulsado"), tag(ana, colour)] if colour else [])
    assert ana.player.record.faction.royal_army is not bool(colour)


# The right to attack


def test_the_right_to_attack_lasts_60_seconds_and_can_be_renewed(game: GameFixture) -> None:
    ana, eva = fighter(game), fighter(game, "Eva", (60, 50))
    assert allow_retaliation(game.world, ana.player, eva.player)
    ana.sees(tag(ana, 6))
    game.passes(40_000)
    assert allow_retaliation(game.world, ana.player, ana.player, stealing=False)
    ana.takes()
    game.passes(59_960)
    ana.sees()
    game.passes(40)
    ana.sees(msg.safe_mode_on(), tag(ana, 2))
    assert ana.player.safe_mode
    allow_retaliation(game.world, ana.player, eva.player)
    ana.takes()
    game.passes(60_000)
    ana.sees(tag(ana, 2))


def test_in_a_safe_map_nobody_is_open_to_retaliation() -> None:
    with a_game(battlefield(plain_map(1, safe=True))) as game:
        ana, eva = fighter(game), fighter(game, "Eva", (60, 50))
        assert not allow_retaliation(game.world, ana.player, eva.player)
        ana.sees(Says(Font.INFO, "zonas seguras"))
        assert not ana.player.retaliator


# Special blows


def test_the_critical_blow_of_bandits_on_players(game: GameFixture) -> None:
    ana = fighter(
        game, player_class=P.BANDIT, skills=skills(armas=100, wrestling=100),
        attributes=Attributes(15, 18, 18, 18, 18), **wearing(weapon=fights.VIKING),
    )  # fmt: skip
    eva = fighter(game, "Eva", (50, 51), **CRIMINAL)
    # D = round((3·10 + 80) · 0.85) = 94 (93.5000…); three quarters of it.
    strikes(ana, (1, 100, 1), (1, 10, 10), (79, 80, 80), (1, 6, 6), (0, 0, 0), (1, 100, 19))
    assert Says(Font.FIGHT, "críticamente", "Eva", "70") in ana.takes()
    assert Says(Font.FIGHT, "críticamente", "Ana", "70") in eva.takes()
    assert eva.player.record.vitals.hp == 300 - 94 - 70


def test_a_bandit_without_the_gloves_takes_nothing_off(game: GameFixture) -> None:
    ana = fighter(game, player_class=P.BANDIT)
    eva = fighter(game, "Eva", (50, 51), **CRIMINAL, **wearing(helmet=fights.HELMET))
    strikes(ana, (1, 100, 1), (4, 9, 4), (79, 80, 80), (1, 6, 6), (0, 0, 0))
    assert eva.player.record.equipment.helmet == 1


def test_no_blow_is_more_than_a_packet_carries(game: GameFixture) -> None:
    ana = fighter(game, player_class=P.ASSASSIN, skills=skills(apunalar=100), **wearing(weapon=MONSTROUS.id))
    eva = fighter(game, "Eva", (50, 51), **CRIMINAL)
    rolls = (1, 100, 1), (32_767, 32_767, 32_767), (79, 80, 80)
    strikes(ana, *rolls, (1, 6, 6), (0, 0, 0), (0, 100, 0))
    assert msg.user_hitted_user(eva.char, 6, 32_767) in ana.takes()
    assert eva.player.dead
    creature(game, replace(COCK, hostile=True, min_hp=2_147_483_647, max_hp=2_147_483_647), 51, 50)
    ana.player.heading = ana.player.heading.EAST
    strikes(ana, *rolls, (0, 100, 0), (1, 10, 1))
    assert only(ana.takes(), "USER_HIT_NPC")
    giant = creature(game, replace(WOLF, min_hit=32_767, max_hit=32_767), 49, 50, may_attack=True)
    ana.player.record.equipment.armour = ana.player.record.equipment.weapon
    game.dice.will_roll((1, 100, 1), (32_767, 32_767, 32_767), (1, 6, 6), (0, 0, 0))
    melee.attack_player(game.world, giant, ana.player)
    assert ana.player.dead


# Learning and levels


def test_nobody_learns_before_the_first_points_are_given(game: GameFixture) -> None:
    ana = fighter(game, assigned_skill_points=9)
    creature(game, WOLF, 50, 51)
    strikes(ana, (1, 100, 100), (1, 10, 1))
    assert only(ana.takes(), "CONSOLE_MSG") == [Says(Font.INFO, "10 puntos")]
    strikes(ana, (1, 100, 100), (1, 10, 1))
    assert only(ana.takes(), "CONSOLE_MSG") == []
    assert ana.player.record.skills[Skill.WRESTLING - 1].exp == 0


def test_what_is_learned_is_told_before_the_level(game: GameFixture) -> None:
    ana = fighter(game, skills=[SkillRecord(9, 230, 310) for _skill in Skill])
    creature(game, WOLF, 50, 51)
    strikes(ana, (1, 100, 100), (1, 10, 1))
    assert ana.player.record.skills[Skill.WRESTLING - 1] == SkillRecord(9, 250, 310)
    for _blow in range(3):
        strikes(ana, (1, 100, 100), (1, 10, 1))
    seen = ana.takes()
    assert [one.id for one in seen[:4]] == [S.CONSOLE_MSG, S.CONSOLE_MSG, S.UPDATE_EXP, S.UPDATE_USER_STATS]
    assert seen[:2] == [Says(Font.INFO, "10"), Says(Font.FIGHT, "50")]
    assert ana.player.record.skills[Skill.WRESTLING - 1] == SkillRecord(10, 0, 326)


def test_a_class_that_the_balance_does_not_name_rises_all_the_same() -> None:
    balance = replace(fights.BALANCE, life={})
    with a_game(battlefield(balance=balance), **STILL) as game:
        game.passes(10_000)
        ana = fighter(game, exp=99, exp_next=100)
        creature(game, replace(WOLF, min_hp=1, max_hp=1, drops=()), 50, 51)
        # avg = 0 − (21 − 20)/2, and a roll of 0 gives one point more than it and a half.
        strikes(ana, (1, 100, 1), (4, 9, 9), (79, 80, 80), (0, 100, 0), (1, 100, 91), (1, 10, 1))
        assert (ana.player.record.level, ana.player.record.vitals.max_hp) == (31, 301)


# Pets, deaths and what is left


def test_pets_come_back_from_whom_their_master_killed(game: GameFixture) -> None:
    ana, eva = fighter(game), fighter(game, "Eva", (50, 51), vitals=DYING, **CRIMINAL)
    pet, other = pet_of(game, ana, 55, 50), pet_of(game, ana, 56, 50)
    strikes(ana, (1, 100, 100))
    assert (pet.movement, pet.attacked_by, pet.hostile) == (Movement.DEFENDS, "Eva", True)
    other.attacked_by = "Otra"
    other.target = ana.player
    strikes(ana, *LANDS)
    assert eva.player.dead
    assert (pet.movement, pet.hostile) == (Movement.FOLLOWS_MASTER, False)


def test_a_pets_blow_kills_for_nobody(game: GameFixture) -> None:
    ana, eva = fighter(game), fighter(game, "Eva", (50, 51), vitals=DYING)
    pet = pet_of(game, ana, 50, 52, may_attack=True, movement=Movement.DEFENDS, hostile=True)
    game.dice.will_roll((1, 100, 1), (1, 18, 18), (1, 6, 6), (0, 0, 0))
    melee.attack_player(game.world, pet, eva.player)
    assert eva.player.dead
    assert (pet.movement, pet.hostile, pet.target) == (Movement.FOLLOWS_MASTER, False, None)
    assert (ana.player.record.exp, ana.player.record.users_killed, deeds(ana).assassin) == (0, 0, 0)


def test_who_was_attacked_is_calm_after_its_own_kill(game: GameFixture) -> None:
    victor = creature(game, COCK, 50, 50, may_attack=True, hostile=True, movement=Movement.FIGHTS_NPC)
    victor.attacked_by = "Ana"
    prey = creature(game, replace(COCK, min_hp=1, max_hp=1), 50, 51)
    game.dice.will_roll((1, 100, 1), (0, 0, 0))
    melee.attack_npc(game.world, victor, prey)
    assert prey.char
    victor.may_attack = True
    prey.hp = 0
    game.dice.will_roll((1, 100, 1), (0, 0, 0), (1, 100, 91))
    melee.attack_npc(game.world, victor, prey, turns=False)
    assert not prey.char
    assert (victor.movement, victor.hostile) == (COCK.movement, COCK.hostile)


def test_gold_falls_in_piles(game: GameFixture) -> None:
    npc = creature(game, replace(WOLF, drops=((12, 25_000),)), 50, 51)
    game.dice.will_roll((1, 100, 90))
    kill_npc(game.world, npc)
    assert [(tile, one.amount) for tile, one in game.world.maps[1].objects.items()] == [
        ((50, 51), 10_000),
        ((49, 51), 10_000),
        ((50, 50), 5_000),
    ]


@pytest.mark.parametrize(("gender", "wave"), [(1, 212), (2, 211)])
def test_death_at_sea(gender: int, wave: int) -> None:
    with a_game(battlefield(plain_map(1, water=[(50, 50)]), items=OBJECTS)) as game:
        ana = game.player("Ana", at=(1, 50, 50), gender=gender, **wearing(boat=474))
        ana.takes()
        die(game.world, ana.player)
        seen = ana.takes()
        assert seen[0] == msg.play_wave(wave, 50, 50)
        assert msg.character_change(ana.char, 87, 0, 3, 2, 2, 2, 0, 999) in seen
        assert (ana.player.sailing, ana.player.record.inventory[0]) == (True, ItemStack(474, 1, True))
