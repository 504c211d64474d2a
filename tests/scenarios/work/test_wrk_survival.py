"""Taming by the odds, bonfires and resting.  Source: 07-work §10, §11."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from kit.belongings import lying
from kit.fights import STILL, WOLF, Says, creature
from kit.game import a_game, only
from kit.work import DAGGER, FIREWOOD, INFO, ITEMS, exp_in, hand, item, workplace, works
from kit.worlds import plain_map

from pyao.content.enums import Heading, ObjectType, Skill
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.world.record import Attributes

if TYPE_CHECKING:
    from kit.game import Client, GameFixture

WOOD, TWIGS, FIRE, MAGIC_FLUTE = (51, 50), 136, 63, 208
WILD_WOLF = replace(WOLF, stays_dead=True)


@pytest.mark.parametrize(
    ("skill", "flute", "roll", "tamed"),
    [(70, False, 1, True), (70, False, 2, False), (69, False, 1, False), (69, True, 1, True), (61, True, 1, False)],
)
def test_wrk_31_taming_a_wolf(game: GameFixture, skill: int, flute: bool, roll: int, tamed: bool) -> None:
    worn: dict[str, Any] = {"bag": {1: (MAGIC_FLUTE, 1)}} if flute else {}
    ana = hand(game, skill={"domar": skill}, attributes=Attributes(18, 18, 18, 18, 18), **worn)
    if flute:
        ana.player.record.equipment.ring = 1
    wolf = creature(game, WILD_WOLF, 51, 50)
    ana.sends(c.Work(Skill.DOMAR))
    ana.sees(msg.work_request_target(Skill.DOMAR))
    works(ana, 51, 50, Skill.DOMAR, (1, 5, roll))
    assert (wolf.master is ana.player) is tamed
    assert exp_in(ana, Skill.DOMAR) == (50 if tamed else 20)


def with_wood(*, amount: int = 10, safe: bool = False, zone: str = "CAMPO") -> Any:
    dagger = replace(ITEMS[DAGGER], smithing=10)
    things = {WOOD: (FIREWOOD, amount)}
    return workplace(plain_map(1, objects=things, safe=safe, zone=zone), items=ITEMS | {DAGGER: dagger})


def cuts(client: Client, *rolls: tuple[int, int, int]) -> None:
    client.sends(c.LeftClick(*WOOD))
    client.game.clock.advance(500)
    client.takes()
    client.game.dice.will_roll(*rolls)
    client.sends(c.UseItem(1))


def test_wrk_32_a_bonfire_of_twigs() -> None:
    with a_game(with_wood(), **STILL) as game:
        ana = hand(game, tool=DAGGER, skill={"supervivencia": 35})
        cuts(ana, (1, 1, 1))
        ana.sees(Says(Font.INFO, "3"), msg.object_create(*WOOD, TWIGS))
        assert lying(game) == {WOOD: (TWIGS, 3)}
        game.dice.will_roll((1, 1, 1))
        ana.sends(c.DoubleClick(*WOOD))
        ana.sees(INFO, msg.object_create(*WOOD, FIRE))
        assert lying(game) == {WOOD: (FIRE, 1)}
        assert exp_in(ana, Skill.SUPERVIVENCIA) == 100
    with a_game(with_wood(safe=True), **STILL) as game:
        ana = hand(game, tool=DAGGER, skill={"supervivencia": 35})
        cuts(ana, (1, 1, 1))
        ana.takes()
        ana.sends(c.DoubleClick(*WOOD))
        ana.sees(Says(Font.INFO, "zona segura"))
        assert lying(game) == {WOOD: (TWIGS, 3)}


@pytest.mark.parametrize(("skill", "sides"), [(0, 3), (5, 3), (6, 2), (34, 2), (35, 1)])
def test_the_odds_of_twigs(skill: int, sides: int) -> None:
    with a_game(with_wood(), **STILL) as game:
        ana = hand(game, tool=DAGGER, skill={"supervivencia": skill})
        if sides > 1:
            cuts(ana, (1, sides, 2))
            ana.sees(INFO)
            cuts(ana, (1, sides, 2))
            ana.sees()
            assert (lying(game), exp_in(ana, Skill.SUPERVIVENCIA)) == ({WOOD: (FIREWOOD, 10)}, 40)
        cuts(ana, (1, sides, 1))
        assert lying(game) == {WOOD: (TWIGS, 3)}


def test_the_law_of_the_city() -> None:
    with a_game(with_wood(zone="CIUDAD"), **STILL) as game:
        ana = hand(game, tool=DAGGER, skill={"supervivencia": 35})
        cuts(ana, (1, 1, 1))
        ana.takes()
        game.dice.will_roll((1, 1, 1))
        ana.sends(c.DoubleClick(*WOOD))
        ana.sees(Says(Font.INFO, "ley"))
        assert lying(game) == {WOOD: (TWIGS, 3)}
        assert exp_in(ana, Skill.SUPERVIVENCIA) == 50


@pytest.mark.parametrize("amount", [1, 2])
def test_too_little_wood(amount: int) -> None:
    with a_game(with_wood(amount=amount), **STILL) as game:
        ana = hand(game, tool=DAGGER, skill={"supervivencia": 35})
        cuts(ana)
        ana.sees(Says(Font.INFO, "tres"))


def test_what_keeps_from_cutting_twigs() -> None:
    with a_game(with_wood(), **STILL) as game:
        ana = hand(game, at=(51, 52), tool=DAGGER, skill={"supervivencia": 35})
        ana.sends(c.LeftClick(*WOOD))
        on_the_wood = [Heading.NORTH] * 3
        for way, seen in (([Heading.SOUTH], [Says(Font.INFO, "lejos")]), (on_the_wood, [])):
            for heading in way:
                ana.walks(heading)
            game.clock.advance(500)
            ana.takes()
            ana.sends(c.UseItem(1))
            ana.sees(*seen)
        ana.walks(Heading.WEST)
        game.world.maps[1].objects[WOOD].item = FIRE
        game.clock.advance(500)
        ana.takes()
        ana.sends(c.UseItem(1))
        ana.sees(Says(Font.INFO, "leña"))
        assert lying(game) == {WOOD: (FIRE, 10)}


@pytest.mark.parametrize(("x", "near"), [(58, True), (59, False)])
def test_wrk_33_resting_by_the_fire(x: int, near: bool) -> None:
    fire = item(FIRE, ObjectType.FOGATA, fixed=True)
    with a_game(workplace(plain_map(1, objects={(50, 50): (FIRE, 1)}), items=ITEMS | {FIRE: fire}), **STILL) as game:
        ana = hand(game, at=(x, 50))
        ana.sends(c.Rest())
        seen = ana.takes()
        assert len(only(seen, "REST_OK")) == int(near)
        assert seen[-1] == INFO
        assert ana.player.resting is near
