"""No sequence of gains leaves the ranges of the wire.  Source: 01-protocol §12, 02 §7, §8."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit.game import GameFixture, a_game
from kit.worlds import content, plain_map

from pyao.content.balance import Balance
from pyao.content.enums import PlayerClass, Skill
from pyao.messaging.message_sender import MessageSender
from pyao.protocol.text import TextEncoding
from pyao.rules.body import levels, skills
from pyao.world.record import Attributes, Vitals

LIFE = {PlayerClass(k + 1): life for k, life in enumerate((7.5, 8.5, 10, 8.5, 10, 8.5, 8.5, 9.5, 9.5, 9.5, 9.5, 9.5))}
ELU = (
    *(300, 420, 588, 823, 1152, 1613, 2258, 3161, 4425, 6195),
    *(8673, 12142, 16999, 23799, 32129, 43374, 58555, 79049, 106716, 144067),
    *(187287, 243473, 316515, 411470, 534911, 641893, 770272, 924326, 1109191, 1331029),
    *(1597235, 1916682, 2300018, 2760022, 3588029, 4664438, 6063769, 7882900, 10247770, 14090684),
    *(19374690, 26640199, 36630274, 50366627, 69254112, 95224404, 130933556),
)
ELU_SKILL = (200, 210, 220, 232, 243, 255, 268, 281, 295, 310, 326)


def test_the_table_of_levels() -> None:
    exp_next = ELU[0]
    for level in range(2, 48):
        exp_next = levels.exp_for_next(exp_next, level)
        assert exp_next == ELU[level - 1], level


def test_the_table_of_skills() -> None:
    assert tuple(skills.exp_for_point(level) for level in range(11)) == ELU_SKILL
    assert (skills.exp_for_point(50), skills.exp_for_point(99), skills.exp_for_point(100)) == (2293, 25048, 0)
    assert (skills.skill_cap(1), skills.skill_cap(10), skills.skill_cap(39), skills.skill_cap(255)) == (3, 25, 97, 100)


@pytest.mark.parametrize(
    ("average", "rolls"),
    [
        (9.0, {0: 11, 10: 11, 11: 10, 30: 10, 31: 9, 70: 9, 71: 8, 90: 8, 91: 7, 100: 7}),
        (9.5, {0: 11, 10: 11, 11: 10, 50: 10, 51: 9, 90: 9, 91: 8, 100: 8}),
    ],
)
def test_the_gain_of_life(average: float, rolls: dict[int, int]) -> None:
    spread = ((10, 20, 40, 20, 10), (10, 40, 40, 10))
    assert {roll: levels.hp_gain(average, roll, *spread) for roll in rolls} == rolls


@pytest.mark.parametrize(
    ("player_class", "hits", "mana", "stamina"),
    [
        (PlayerClass.WARRIOR, (3, 2), 0, 15),
        (PlayerClass.HUNTER, (3, 2), 0, 15),
        (PlayerClass.PIRAT, (3, 3), 0, 15),
        (PlayerClass.PALADIN, (3, 1), 18, 15),
        (PlayerClass.ASSASSIN, (3, 1), 18, 15),
        (PlayerClass.BANDIT, (3, 1), 12, 18),
        (PlayerClass.THIEF, (2, 2), 0, 18),
        (PlayerClass.WORKER, (2, 2), 0, 40),
        (PlayerClass.MAGE, (1, 1), 50, 14),
        (PlayerClass.CLERIC, (2, 2), 36, 15),
        (PlayerClass.DRUID, (2, 2), 36, 15),
        (PlayerClass.BARD, (2, 2), 36, 15),
    ],
)
def test_the_gains_of_each_class(player_class: PlayerClass, hits: tuple[int, int], mana: int, stamina: int) -> None:
    assert (levels.hit_gain(player_class, 35), levels.hit_gain(player_class, 36)) == hits
    assert levels.mana_gain(player_class, 18) == mana
    assert levels.stamina_gain(player_class) == stamina


GAINS = st.lists(
    st.one_of(
        st.tuples(st.just("exp"), st.integers(0, 99_999_999)),
        st.tuples(st.just("train"), st.sampled_from(list(Skill))),
        st.tuples(st.just("assign"), st.lists(st.integers(0, 255), min_size=20, max_size=20)),
    ),
    max_size=25,
)


@pytest.mark.parametrize("player_class", list(PlayerClass))
@given(gains=GAINS)
@settings(max_examples=12, deadline=None)
def test_no_sequence_of_gains_leaves_the_wire(player_class: PlayerClass, gains: list[tuple[str, object]]) -> None:
    with a_game(content(plain_map(1), balance=Balance(life=LIFE))) as game:
        game.dice.free = True
        ana = game.player(
            "Ana",
            at=(1, 50, 50),
            player_class=player_class,
            level=1,
            exp_next=300,
            attributes=Attributes(21, 21, 22, 20, 21),
            vitals=Vitals(max_hp=20, hp=20, max_stamina=40, stamina=40),
        )
        for kind, value in gains:
            gain(game, ana.player, kind, value)
            MessageSender(ana.player, game.world.content).stats()
            MessageSender(ana.player, game.world.content).skills()
            for message in ana.takes():
                message.bytes_for(TextEncoding.CP1252)
            bars = ana.player.record.vitals
            assert (bars.max_hp <= 999, bars.max_mana <= 9999, bars.max_stamina <= 999) == (True, True, True)
            assert 1 <= ana.player.record.level <= 255
            assert all(0 <= one.level <= 100 for one in ana.player.record.skills)
            assert ana.player.record.free_skill_points >= 0


def gain(game: GameFixture, player: object, kind: str, value: object) -> None:
    from pyao.world.player import Player

    assert isinstance(player, Player)
    if kind == "exp":
        assert isinstance(value, int)
        player.record.exp = min(99_999_999, player.record.exp + value)
        levels.check_level(game.world, player)
    elif kind == "train":
        assert isinstance(value, Skill)
        skills.train(game.world, player, value, success=True)
    else:
        assert isinstance(value, list)
        skills.assign_points(player, value)
