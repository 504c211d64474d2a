"""What a blow does besides its damage: poison, boats and armour, the tricks of bandits and thieves.

Source: 04-combat §6, §7.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from kit import fights
from kit.fights import (
    COCK,
    CRIMINAL,
    MONSTROUS,
    WOLF,
    P,
    Says,
    creature,
    fighter,
    shoots,
    skills,
    strikes,
    wearing,
)
from kit.game import Client, GameFixture, only

from pyao.content.enums import Skill
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.creatures import melee
from pyao.world.record import Attributes

BARE = ((5, 11, 5), (79, 80, 80), (1, 6, 2))


@pytest.mark.parametrize(("rolled", "poisoned"), [(59, True), (60, False)])
def test_poisoned_blades(game: GameFixture, rolled: int, *, poisoned: bool) -> None:
    ana, eva = fighter(game, **wearing(weapon=600)), fighter(game, "Eva", (50, 51), **CRIMINAL)
    game.dice.will_roll((1, 100, 1), (1, 1, 1), (79, 80, 80), (1, 100, rolled), (1, 6, 6), (0, 0, 0))
    strikes(ana)
    assert eva.player.record.poisoned is poisoned
    assert (Says(Font.FIGHT, "Ana", "envenenado") in eva.takes()) is poisoned
    assert (Says(Font.FIGHT, "Eva") in ana.takes()) is poisoned


def test_a_poisoned_arrow_counts_on_a_bow(game: GameFixture) -> None:
    ana = fighter(game, **wearing(weapon=fights.BOW, ammunition=601))
    eva = fighter(game, "Eva", (53, 50), **CRIMINAL)
    game.dice.will_roll((1, 10, 1), (1, 100, 1), (4, 10, 4), (1, 1, 1), (79, 80, 80), (1, 100, 1), (1, 6, 6), (0, 0, 0))
    shoots(ana, 53, 50)
    assert eva.player.record.poisoned


def test_hungry_fighters_learn_nothing_and_know_no_tricks(game: GameFixture) -> None:
    ana = fighter(
        game, player_class=P.ASSASSIN, hungry=True, skills=skills(apunalar=100), **wearing(weapon=fights.DAGGER)
    )
    fighter(game, "Eva", (50, 51), **CRIMINAL)
    game.dice.will_roll((1, 100, 1), (1, 10, 1), (79, 80, 80), (1, 6, 6), (0, 0, 0))
    strikes(ana)
    assert ana.player.record.skills[Skill.ARMAS - 1].exp == 0


def test_boats_hit_and_protect(game: GameFixture) -> None:
    ana = fighter(game, **wearing(boat=475), attributes=Attributes(15, 18, 18, 18, 18))
    eva = fighter(game, "Eva", (50, 51), **CRIMINAL, **wearing(boat=475))
    ana.player.sailing = eva.player.sailing = True
    # D = round((3·4 + 80) · 0.4) = 37, and the boat's 5; the other boat takes 2.
    game.dice.will_roll((1, 100, 1), (4, 9, 4), (79, 80, 80), (1, 5, 5), (1, 5, 2), (1, 6, 6), (0, 0, 0))
    strikes(ana)
    seen = ana.takes()
    assert msg.user_hitted_user(eva.char, 6, 40) in seen
    assert not only(seen, "CREATE_FX")


def test_a_helmet_protects_the_head_alone(game: GameFixture) -> None:
    ana, eva = fighter(game), fighter(game, "Eva", (50, 51), **CRIMINAL, **wearing(helmet=fights.HELMET))
    game.dice.will_roll((1, 100, 1), (4, 9, 4), (79, 80, 80), (1, 6, 1), (1, 5, 5))
    strikes(ana)
    game.dice.will_roll((1, 100, 1), (4, 9, 4), (79, 80, 80), (1, 6, 2), (0, 0, 0))
    strikes(ana)
    eva.player.record.equipment.helmet = 0
    game.dice.will_roll((1, 100, 1), (4, 9, 4), (79, 80, 80), (1, 6, 1))
    strikes(ana)
    # D = round((12 + 9/5·3 + 80) · 0.4) = 39
    assert eva.player.record.vitals.hp == 300 - 34 - 39 - 39


def bandit(game: GameFixture) -> Client:
    # Q = round(0.2·100 + 0.66·30) = 40
    return fighter(game, player_class=P.BANDIT, skills=skills(wrestling=100), **wearing(ring=fights.BANDIT_GLOVES))


def test_a_bandit_strikes_the_shield_off(game: GameFixture) -> None:
    ana = bandit(game)
    eva = fighter(game, "Eva", (50, 51), level=19, **CRIMINAL, **wearing(shield=fights.SHIELD, weapon=fights.SWORD))
    game.dice.will_roll((1, 100, 1), (1, 100, 41), (1, 100, 40), *BARE, (1, 5, 1))
    strikes(ana)
    assert Says(Font.FIGHT, "desarmar") in ana.takes()
    assert Says(Font.FIGHT, "desarmado") in eva.takes()
    assert (eva.player.record.equipment.weapon, eva.player.record.equipment.shield) == (0, 1)
    game.dice.will_roll((1, 100, 1), (1, 100, 41), *BARE, (1, 5, 1))
    strikes(ana)
    assert Says(Font.FIGHT, "No has logrado desequipar") in ana.takes()


def test_where_nothing_is_worn_a_bandit_says_so(game: GameFixture) -> None:
    ana = bandit(game)
    fighter(game, "Eva", (50, 51), **CRIMINAL)
    game.dice.will_roll((1, 100, 1), *BARE, (0, 0, 0))
    strikes(ana)
    assert Says(Font.FIGHT, "no tiene") in ana.takes()


@pytest.mark.parametrize(("rolled", "held"), [(24, True), (25, False)])
def test_a_thiefs_hand_paralyses(game: GameFixture, rolled: int, *, held: bool) -> None:
    ana = fighter(game, player_class=P.THIEF, skills=skills(wrestling=100), **wearing(ring=fights.BANDIT_GLOVES))
    eva = fighter(game, "Eva", (50, 51), **CRIMINAL)
    game.dice.will_roll((1, 100, 1), (0, 100, rolled), (5, 11, 5), (79, 80, 80), (1, 6, 2), (0, 0, 0), (1, 100, 100))
    strikes(ana)
    assert eva.player.paralysed is held
    assert (msg.paralize_ok() in eva.takes()) is held
    assert (eva.player.paralysed_by == "ANA") is held


def test_a_poisonous_creature(game: GameFixture) -> None:
    ana = fighter(game)
    snake = creature(game, replace(WOLF, poisons=True), 50, 51, may_attack=True)
    game.dice.will_roll((1, 100, 1), (1, 18, 5), (1, 6, 6), (0, 0, 0), (1, 100, 29))
    melee.attack_player(game.world, snake, ana.player)
    assert ana.player.record.poisoned
    assert not snake.may_attack
    assert not melee.attack_player(game.world, snake, ana.player)


def test_a_heavy_blow_ends_a_meditation(game: GameFixture) -> None:
    ana = fighter(game, skills=skills(meditar=100))
    ana.player.meditating = True
    wolf = creature(game, WOLF, 50, 51, may_attack=True)
    # 282/100 · 18 · 1 · 12 / 12 = 50.76 → 50
    game.dice.will_roll((1, 100, 1), (1, 18, 18), (1, 6, 6), (0, 0, 0), (0, 5, 5))
    melee.attack_player(game.world, wolf, ana.player)
    assert ana.player.meditating
    ana.player.record.vitals.hp = 50
    wolf.may_attack = True
    game.dice.will_roll((1, 100, 1), (1, 18, 18), (1, 6, 6), (0, 0, 0), (0, 5, 5))
    melee.attack_player(game.world, wolf, ana.player)
    assert not ana.player.meditating


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
    ana = fighter(game, player_class=P.ASSASSIN, skills=skills(apunalar=100), **wearing(weapon=MONSTROUS))
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
