"""Hiding, and what ends it.  Source: 07-work §9."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.belongings import drawn
from kit.fights import Says
from kit.game import a_game, only
from kit.work import INFO, exp_in, hand, workplace
from kit.worlds import plain_map

from pyao.content.enums import Heading, PlayerClass, Privilege, Skill
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.body import hide_attempts

if TYPE_CHECKING:
    from kit.game import Client, GameFixture

HIDING = Skill.OCULTARSE
WARRIOR, BANDIT, HUNTER, PIRAT = PlayerClass.WARRIOR, PlayerClass.BANDIT, PlayerClass.HUNTER, PlayerClass.PIRAT


def hides(client: Client, roll: int) -> None:
    client.takes()
    client.game.dice.will_roll((1, 100, roll))
    client.sends(c.Work(HIDING))


def a_hider(game: GameFixture, skill: int = 100, cls: PlayerClass = WARRIOR, **changes: Any) -> tuple[Client, Client]:
    """Somebody good at hiding, and somebody who looks on."""
    eva = hand(game, "Eva", (55, 55))
    return hand(game, cls=cls, skill={"ocultarse": skill}, **changes), eva


def hears_nothing_more(*clients: Client) -> None:
    """Whatever these clients were sent has been read."""
    for client in clients:
        client.takes()


def a_sailor(game: GameFixture, cls: PlayerClass) -> Client:
    ana = hand(game, cls=cls, skill={"ocultarse": 100}, bag={1: (474, 1)})
    ana.player.sailing, ana.player.record.equipment.boat = True, 1
    ana.player.look.body = 84
    return ana


@pytest.mark.parametrize(
    ("skill", "pct", "ticks", "bandits"),
    [
        *((0, "11.24", 0, 0), (10, "15.84", 92, 45), (20, "17.64", 166, 82), (30, "17.84", 225, 112)),
        *((40, "17.64", 273, 136), (50, "18.24", 311, 155), (60, "20.84", 344, 172), (70, "26.64", 375, 187)),
        *((80, "36.84", 405, 202), (90, "52.64", 439, 219), (100, "75.24", 479, 239)),
    ],
)
def test_the_odds_and_the_length_of_hiding(skill: int, pct: str, ticks: int, bandits: int) -> None:
    assert f"{float(hide_attempts.chance_pct(skill)):.2f}" == pct
    assert hide_attempts.hiding_ticks(skill, 500) == ticks
    assert hide_attempts.hiding_ticks(skill, 500, bandit=True) == bandits


def test_wrk_27_into_the_shadows(game: GameFixture) -> None:
    ana, eva = a_hider(game)
    hides(ana, 76)
    ana.sees(Says(Font.INFO, "esconderte"))
    hides(ana, 76)
    ana.sees()
    eva.sees()
    assert ana.player.hiding == 2
    hides(ana, 75)
    assert ana.takes()[-1] == Says(Font.INFO, "sombras")
    eva.sees(msg.set_invisible(ana.char, True))
    assert (ana.player.hidden, ana.player.hiding) == (True, 3)
    game.ticks(478)
    assert ana.player.hidden
    game.ticks(1)
    assert not ana.player.hidden
    assert only(eva.takes(), "SET_INVISIBLE") == [msg.set_invisible(ana.char, False)]


def test_hiding_trains(game: GameFixture) -> None:
    ana, _eva = a_hider(game, skill=10)
    hides(ana, 16)
    assert exp_in(ana, HIDING) == 20
    hides(ana, 15)
    assert exp_in(ana, HIDING) == 70


def test_wrk_28_steps_of_the_hidden(game: GameFixture) -> None:
    ana, eva = a_hider(game)
    hides(ana, 1)
    eva.takes()
    ana.walks(Heading.NORTH)
    assert not ana.player.hidden
    assert msg.set_invisible(ana.char, False) in eva.takes()
    bob = hand(game, "Bob", (45, 45), cls=BANDIT, skill={"ocultarse": 50})
    hides(bob, 1)
    bob.walks(Heading.NORTH)
    assert bob.player.hidden
    game.ticks(154)
    assert bob.player.hidden
    game.ticks(1)
    assert not bob.player.hidden


@pytest.mark.parametrize(("skill", "stays"), [(91, True), (90, False)])
def test_wrk_29_hunters_in_shadow_armour(game: GameFixture, skill: int, stays: bool) -> None:
    ana, _eva = a_hider(game, skill, HUNTER, bag={1: (360, 1)}, worn=(1,), stamina=400)
    hides(ana, 1)
    game.ticks(hide_attempts.hiding_ticks(skill, 500))
    assert ana.player.hidden is stays
    game.ticks(499)
    assert ana.player.hidden is stays


def test_wrk_30_pirates_hide_at_sea(game: GameFixture) -> None:
    ana = a_sailor(game, PIRAT)
    boat = ana.player.look.body
    hides(ana, 1)
    ana.sees(drawn(ana, body=87, head=0, weapon=2, shield=2, helmet=2))
    assert boat != 87
    ana.talks("¡Al abordaje!")
    seen = ana.takes()
    assert seen[0] == INFO
    assert seen[1] == drawn(ana)
    assert ana.player.look.body not in (0, 87)
    assert not only(seen, "SET_INVISIBLE")


def test_other_sailors_do_not_hide(game: GameFixture) -> None:
    ana = a_sailor(game, WARRIOR)
    for seen in ([Says(Font.INFO, "navegando")], []):
        ana.sends(c.Work(HIDING))
        ana.sees(*seen)
    assert ana.player.hiding == 0


def test_wrk_39_steps_and_words_of_the_hidden(game: GameFixture) -> None:
    ana, eva = a_hider(game)
    hides(ana, 1)
    hears_nothing_more(ana, eva)
    ana.walks(Heading.NORTH)
    told = only(eva.takes(), "SET_INVISIBLE")
    assert told == [msg.set_invisible(ana.char, False)]
    assert only(ana.takes(), "CONSOLE_MSG", "SET_INVISIBLE")[0] == INFO
    hides(ana, 1)
    hears_nothing_more(ana, eva)
    ana.talks("hola")
    assert [one.name for one in eva.takes()] == ["SET_INVISIBLE", "CHAT_OVER_HEAD"]
    assert [one.name for one in ana.takes() if one.name != "SET_INVISIBLE"] == ["CONSOLE_MSG", "CHAT_OVER_HEAD"]
    hides(ana, 1)
    ana.player.invisible = True
    hears_nothing_more(ana, eva)
    ana.walks(Heading.SOUTH)
    assert not ana.player.hidden
    assert not only(ana.takes(), "CONSOLE_MSG", "SET_INVISIBLE")
    assert not only(eva.takes(), "SET_INVISIBLE")


def test_what_forbids_hiding(game: GameFixture) -> None:
    ana, _eva = a_hider(game)
    ana.player.in_consultation = True
    ana.sends(c.Work(HIDING))
    ana.sees(Says(Font.INFO, "consulta"))
    ana.player.in_consultation = False
    hides(ana, 1)
    ana.takes()
    for seen in ([Says(Font.INFO, "Ya estás oculto")], []):
        ana.sends(c.Work(HIDING))
        ana.sees(*seen)
    ana.player.record.dead = True
    ana.sends(c.Work(HIDING))
    ana.sees()
    assert ana.player.hiding == 1


def test_maps_where_hiding_does_not_work() -> None:
    with a_game(workplace(plain_map(1, no_hiding=True))) as game:
        ana, _eva = a_hider(game)
        ana.sends(c.Work(HIDING))
        ana.sees(Says(Font.INFO, "no funciona"))


def test_game_masters_read_a_mark(game: GameFixture) -> None:
    ana, eva = a_hider(game)
    eva.player.privileges = Privilege.DIOS
    hides(ana, 1)
    eva.sees(msg.character_change_nick(ana.char, "Ana [INVISIBLE]"))


def test_hiding_cancels_the_exit(game: GameFixture) -> None:
    ana, _eva = a_hider(game)
    ana.player.leaving_s = 9
    hides(ana, 1)
    assert ana.takes()[0] == Says(Font.WARNING)


def test_unseen_game_masters_count_as_hidden_and_stay_unseen(game: GameFixture) -> None:
    ana, eva = a_hider(game)
    hides(ana, 1)
    ana.player.privileges, ana.player.admin_invisible = Privilege.DIOS, True
    hears_nothing_more(ana, eva)
    for words in (c.Talk("hola"), c.Yell("hola")):
        ana.sends(words)
        assert [one.name for one in eva.takes()] == ["CONSOLE_MSG"]
        assert [one.name for one in ana.takes()] == ["CONSOLE_MSG"]
        assert not ana.player.hidden
        ana.sends(c.Work(HIDING))
        assert only(ana.takes(), "SET_INVISIBLE") == []
        eva.sees()
        assert (ana.player.hidden, ana.player.hiding) == (False, 1)
        ana.player.hidden = True
