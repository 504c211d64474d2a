"""The formulas of the fight, each with its table.

Source: 04-combat §4 to §8.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from kit.fights import BALANCE
from kit.game import a_game
from kit.worlds import content, plain_map

from pyao.content.enums import PlayerClass as P
from pyao.rules.body.experience import share_of
from pyao.rules.combat.damage import net_by_npc, net_on_npc, net_on_player, raw_damage
from pyao.rules.combat.odds import attack_power, block_chance, chance_on_meditating, evasion, hit_chance, shield_evasion
from pyao.rules.combat.special_blows import (
    critical_threshold,
    stab_damage_on_npc,
    stab_damage_on_player,
    stab_threshold,
    trick_chance,
)
from pyao.rules.creatures.drops import roll_entry
from pyao.rules.creatures.melee import calm
from pyao.world.rng import Dice


@pytest.mark.parametrize(
    ("skill", "expected"), [(0, 0), (30, 30), (31, 51), (60, 80), (61, 101), (90, 130), (91, 151), (100, 160)]
)
def test_attack_power_grows_by_agility_at_31_61_and_91(skill: int, expected: int) -> None:
    assert attack_power(skill, 20, 1, 12) == expected


@pytest.mark.parametrize(
    ("level", "expected"), [(1, 100), (12, 100), (13, 102), (14, 105), (15, 108), (16, 110), (17, 112)]
)
def test_levels_above_12_add_two_and_a_half_half_to_even(level: int, expected: int) -> None:
    assert attack_power(60, 40, 1, level) == expected


@pytest.mark.parametrize(
    ("tactics", "agility", "factor", "level", "expected"),
    [(0, 18, 1, 12, 0), (33, 18, 1, 12, 51), (50, 18, 0.4, 25, 64), (80, 20, 0.9, 24, 146), (100, 20, 1.1, 50, 272)],
)
def test_evasion(tactics: int, agility: int, factor: float, level: int, expected: int) -> None:
    assert evasion(tactics, agility, factor, level) == expected


def test_products_are_doubles_as_in_the_original() -> None:
    """45 · 0.7 is 31.499…, hence 31: with 51 the Bard misses."""
    assert attack_power(31, 14, 0.7, 12) == 31
    assert hit_chance(31, 30) == 50
    factors = (1, 0.9, 0.7, 1.1, 1.25, 0.8, 1.075, 0.4, 0.75)
    cases = [(t, a, f) for t in range(101) for a in range(6, 41) for f in factors]
    by_text = [round((t + Fraction(t * a, 33)) * Fraction(str(f))) for t, a, f in cases]
    ours = [evasion(t, a, f, 1) for t, a, f in cases]
    assert sum(one != other for one, other in zip(ours, by_text, strict=True)) == 63
    assert trick_chance(46, 5) == round(0.2 * 46 + 0.66 * 5)


@pytest.mark.parametrize(
    ("defence", "factor", "expected"), [(20, 1, 10), (70, 1, 35), (5, 1, 2), (7, 1, 4), (30, 2, 30)]
)
def test_shields_add_half_the_skill(defence: int, factor: float, expected: int) -> None:
    assert shield_evasion(defence, factor) == expected


@pytest.mark.parametrize(
    ("power", "against", "expected"),
    [(199, 190, 54), (10, 300, 10), (199, 64, 90), (80, 58, 59), (98, 81, 57), (100, 100, 50), (105, 100, 52)],
)
def test_hit_chance(power: int, against: int, expected: int) -> None:
    assert hit_chance(power, against) == expected


@pytest.mark.parametrize(("chance", "expected"), [(57, 68), (10, 32), (90, 90), (88, 90), (86, 90), (50, 62)])
def test_who_meditates_is_hit_more_easily(chance: int, expected: int) -> None:
    assert chance_on_meditating(chance) == expected


@pytest.mark.parametrize(
    ("defence", "tactics", "expected"), [(20, 30, 40), (30, 40, 43), (0, 0, 10), (0, 50, 10), (100, 0, 90), (1, 7, 12)]
)
def test_block_chance(defence: int, tactics: int, expected: int) -> None:
    assert block_chance(defence, tactics) == expected


@pytest.mark.parametrize(
    ("sum_", "factor", "expected"),
    [(50, 1.1, 55), (50, 0.85, 43), (50, 0.8, 40), (50, 0.925, 46), (50, 0.9, 45), (50, 0.5, 25), (5, 0.9, 4)],
)
def test_raw_damage_with_factors_of_single_precision(sum_: int, factor: float, expected: int) -> None:
    assert raw_damage(0, 0, 18, sum_, factor) == expected


@pytest.mark.parametrize(("strength", "expected"), [(10, 50), (15, 50), (16, 52), (18, 56), (40, 100)])
def test_strength_above_15_adds_a_fifth_of_the_weapons_best(strength: int, expected: int) -> None:
    assert raw_damage(10, 10, strength, 20, 1) == expected


def test_net_damage() -> None:
    assert [net_on_player(30, 5, one) for one in (30, 35, 36)] == [5, 0, 1]
    assert [net_on_npc(30, one) for one in (20, 30, 40)] == [10, 0, 0]
    assert [net_by_npc(30, one) for one in (20, 30, 40)] == [10, 1, 1]


SKILLS = range(0, 101, 10)


@pytest.mark.parametrize(
    ("player_class", "expected"),
    [
        (P.ASSASSIN, (4, 5, 5, 6, 6, 7, 9, 11, 14, 18, 24)),
        (P.CLERIC, (4, 5, 5, 5, 6, 7, 8, 9, 11, 12, 15)),
        (P.PALADIN, (4, 5, 5, 5, 6, 7, 8, 9, 11, 12, 15)),
        (P.PIRAT, (4, 5, 5, 5, 6, 7, 8, 9, 11, 12, 15)),
        (P.BARD, (4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 12)),
        (P.WARRIOR, (4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 8)),
    ],
)
def test_stab_thresholds(player_class: P, expected: tuple[int, ...]) -> None:
    assert tuple(stab_threshold(player_class, skill) for skill in SKILLS) == expected


def test_critical_thresholds() -> None:
    assert [critical_threshold(skill) for skill in SKILLS] == [8, 9, 9, 9, 10, 11, 12, 13, 15, 16, 19]


@pytest.mark.parametrize(("wrestling", "level", "expected"), [(100, 30, 40), (0, 1, 1), (50, 25, 26), (100, 50, 53)])
def test_trick_chance(wrestling: int, level: int, expected: int) -> None:
    assert trick_chance(wrestling, level) == expected


def test_stab_damage() -> None:
    assert [stab_damage_on_player(P.ASSASSIN, net) for net in (25, 10, 0)] == [35, 14, 0]
    assert [stab_damage_on_player(P.BARD, net) for net in (25, 27, 1)] == [38, 40, 2]
    assert stab_damage_on_npc(P.ASSASSIN, 40, 30) == 80
    assert stab_damage_on_npc(P.CLERIC, 40, 30) == 60


@pytest.mark.parametrize(
    ("damage", "hp", "reward", "max_hp", "expected"),
    [
        (47, 75, 100, 75, 63),
        (47, 28, 100, 75, 37),
        (10, -5, 100, 75, 0),
        (1, 10, 1, 2, 0),
        (3, 10, 1, 2, 2),
        (5, 5, 9, 0, 0),
        (45, 100, 7, 10, 31),
    ],
)
def test_share_of_the_experience(damage: int, hp: int, reward: int, max_hp: int, expected: int) -> None:
    assert share_of(damage, hp, reward, max_hp) == expected


def test_how_calm_who_meditates_is() -> None:
    with a_game(content(plain_map(1), balance=BALANCE)) as game:
        player = game.player("Ana", at=(1, 50, 50)).player
        player.record.skills[4].level = 50
        # 300 HP, intelligence 18: 300/100 · 18 · 50/100 · 12 / (R + 7)
        assert [calm(player, rolled) for rolled in (0, 5)] == [46, 27]
        player.record.vitals.hp = -100
        assert calm(player, 0) == -15


@pytest.mark.parametrize(
    ("rate", "rolls", "entry"),
    [
        (1.0, (91,), 0),
        (1.0, (90,), 1),
        (1.0, (11,), 1),
        (1.0, (10, 11), 2),
        (1.0, (1, 10, 10, 10), 5),
        (1.0, (1, 10, 10, 11), 4),
        (0.5, (46,), 0),
        (0.5, (45,), 1),
        (2.0, (100,), 1),
        (2.0, (20, 21), 2),
    ],
)
def test_which_entry_falls(rate: float, rolls: tuple[int, ...], entry: int) -> None:
    with a_game(content(plain_map(1)), drop_rate=rate) as game:
        game.dice.will_roll(*((1, 100, one) for one in rolls))
        assert roll_entry(game.world) == entry


def test_ranges_that_run_backwards() -> None:
    dice = Dice(7)
    assert {dice.roll(65, 50) for _ in range(500)} == set(range(52, 66))
    assert {dice.roll(110, 75) for _ in range(2_000)} == set(range(77, 111))
    assert {dice.roll(5, 4) for _ in range(20)} == {5}
    assert {dice.roll(0, 0) for _ in range(5)} == {0}
