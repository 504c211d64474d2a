"""What ghosts, and those who have just come back, are told a little later: on this client nothing else tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.fights import STILL, Says, battlefield
from kit.game import GameFixture, a_game

from pyao.network.settings import NetworkSettings
from pyao.protocol.dialect import Dialect
from pyao.protocol.enums import Font
from pyao.rules.body.dying import die
from pyao.rules.body.reviving import revive
from pyao.world.record import Equipment, Vitals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from kit.game import Client

WAYS = Says(Font.INFO, "/RESUCITAR", "/HOGAR", "/SEGURORESU")
WITHOUT_SAFE = Says(Font.INFO, "/RESUCITAR", "/HOGAR")
NAKED = Says(Font.INFO, "Vestite", "energía")
SOON_TICKS = 75
TIRED = Vitals(max_hp=150, hp=150, max_stamina=200, stamina=0, max_mana=100, mana=30)


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(battlefield(), **STILL) as one:
        yield one


def newly_dead(game: GameFixture) -> Client:
    """A ghost whose client has been told all about its death."""
    ana = game.player("Ana", at=(1, 50, 50), vitals=TIRED)
    die(game.world, ana.player)
    game.run()
    assert WAYS not in ana.takes()
    return ana


def lines(client: Client) -> list[Any]:
    return [one for one in client.takes() if isinstance(one.values[0], str)]


def test_a_ghost_is_told_once_how_to_come_back_three_seconds_after_its_death(game: GameFixture) -> None:
    ana = newly_dead(game)
    game.ticks(SOON_TICKS - 1)
    ana.sees()
    game.ticks(1)
    ana.sees(WAYS)
    game.ticks(10 * SOON_TICKS)
    ana.sees()


def test_what_others_need_not_wait_for_is_not_mentioned(game: GameFixture) -> None:
    ana = newly_dead(game)
    ana.player.resurrection_safe = False
    game.ticks(SOON_TICKS)
    (line,) = lines(ana)
    assert line == WITHOUT_SAFE
    assert "/SEGURORESU" not in line.values[0]


def test_without_text_commands_none_is_mentioned() -> None:
    with a_game(battlefield(), text_commands=False, **STILL) as game:
        ana = newly_dead(game)
        game.ticks(SOON_TICKS)
        (line,) = lines(ana)
        assert "/SEGURORESU" not in line.values[0]


def test_a_ghost_that_is_on_its_way_home_needs_no_advice(game: GameFixture) -> None:
    ana = newly_dead(game)
    ana.player.travelling_home = True
    game.ticks(SOON_TICKS)
    ana.sees()


@pytest.mark.parametrize(("worn", "stamina", "told"), [(0, 0, True), (1, 0, False), (0, 200, False)])
def test_who_comes_back_naked_is_told_that_no_energy_returns(
    game: GameFixture, worn: int, stamina: int, *, told: bool
) -> None:
    ana = newly_dead(game)
    revive(game.world, ana.player)
    ana.player.record.equipment = Equipment(armour=worn)
    ana.player.record.vitals.stamina = stamina
    ana.player.record.hungry = True  # so that nothing is regained meanwhile
    ana.takes()
    game.ticks(SOON_TICKS)
    assert lines(ana) == ([NAKED] if told else [])


@pytest.mark.parametrize("settings", [{"advice_s": 0}, {"network": NetworkSettings(dialect=Dialect.ORIGINAL)}])
def test_the_operator_may_turn_it_off_and_the_original_client_gets_none(settings: dict[str, Any]) -> None:
    with a_game(battlefield(), **settings, **STILL) as game:
        ana = newly_dead(game)
        game.ticks(10 * SOON_TICKS)
        assert not lines(ana)
