"""What fighters learn, and the levels they rise to.

Source: 04-combat §11, 02-sessions-and-characters §7, §8.
"""

from __future__ import annotations

from dataclasses import replace

from kit import fights
from kit.fights import (
    CRIMINAL,
    STILL,
    WOLF,
    Says,
    battlefield,
    creature,
    fighter,
    strikes,
)
from kit.game import GameFixture, a_game, only

from pyao.content.enums import Skill
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body.dying import die
from pyao.rules.body.levels import check_level
from pyao.rules.body.reviving import revive
from pyao.rules.body.skills import train
from pyao.world.record import SkillRecord, Vitals


def test_the_level_is_looked_at_after_a_kill(game: GameFixture) -> None:
    ana = fighter(game, exp=1_331_000)
    fighter(game, "Eva", (50, 51), vitals=Vitals(max_hp=300, hp=1, max_stamina=400, stamina=400), **CRIMINAL)
    game.dice.will_roll((1, 100, 1), (4, 9, 9), (79, 80, 80), (1, 6, 6), (0, 0, 0), (0, 100, 50))
    strikes(ana)
    assert ana.player.record.level == 31


def test_the_level_of_255_is_the_last(game: GameFixture) -> None:
    ana = fighter(game, level=255, exp=10, exp_next=10)
    check_level(game.world, ana.player)
    ana.sees()
    assert (ana.player.record.exp, ana.player.record.exp_next) == (0, 0)


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


def test_the_dead_train_nothing_and_gain_no_level(game: GameFixture) -> None:
    ana = fighter(game)
    ana.player.record.exp, ana.player.working = 1_331_029, 4
    die(game.world, ana.player)
    ana.takes()
    train(game.world, ana.player, Skill.TACTICAS, success=True)
    check_level(game.world, ana.player)
    assert ana.player.record.skills[Skill.TACTICAS - 1].exp == 0
    assert (ana.player.record.level, ana.player.record.vitals.hp, ana.player.working) == (30, 0, 0)
    revive(game.world, ana.player)
    game.dice.will_roll((0, 100, 50))
    check_level(game.world, ana.player)
    assert ana.player.record.level == 31


def test_the_reminder_to_give_the_first_points_has_a_code_of_its_own(game: GameFixture) -> None:
    """It comes again after any other notice, such as that one is hidden already (code 2)."""
    ana = fighter(game, assigned_skill_points=0)
    ana.player.last_notice = 2
    train(game.world, ana.player, Skill.ROBAR, success=True)
    assert ana.player.last_notice == 7
    ana.sees(Says(Font.INFO, "10 puntos"))
