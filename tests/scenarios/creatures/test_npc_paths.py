"""Creatures that seek their way.  Source: 08-npcs §5.4."""

from __future__ import annotations

from dataclasses import replace

import pytest
from kit.fights import COCK, STILL, WOLF, at, battlefield, creature, person, thinks
from kit.game import GameFixture, a_game
from kit.worlds import plain_map

from pyao.rules.creatures import paralysis
from pyao.rules.creatures.dying import kill_npc
from pyao.rules.creatures.path_finding import find_path


@pytest.mark.parametrize(
    ("tile", "first", "second"),
    [((53, 47), (50, 49), (51, 50)), ((47, 47), (49, 50), (50, 49)), ((47, 53), (49, 50), (50, 51)),
     ((53, 53), (50, 51), (51, 50))],
)  # fmt: skip
def test_ways_to_a_corner(
    game: GameFixture, tile: tuple[int, int], first: tuple[int, int], second: tuple[int, int]
) -> None:
    """1 chooses the first of North/East, West/North, West/South, South/East."""
    person(game, "Ana", *tile)
    for rolled, goal in ((1, first), (0, second)):
        wolf = creature(game, WOLF, 50, 50)
        thinks(game, wolf, (0, 1, rolled))
        assert at(wolf) == goal
        game.dice.free = True
        kill_npc(game.world, wolf)
        game.dice.free = False


def test_who_is_in_the_way_is_not_walked_around(game: GameFixture) -> None:
    person(game, "Ana", 54, 50)
    creature(game, COCK, 51, 50)
    wolf = creature(game, WOLF, 50, 50)
    thinks(game, wolf)
    assert at(wolf) == (50, 50)


def test_a_seeker_that_cannot_move_does_not(game: GameFixture) -> None:
    person(game, "Ana", 53, 50)
    ghoul = creature(game, replace(WOLF, movement=10), 50, 50)
    paralysis.immobilise(game.world, ghoul)
    thinks(game, ghoul)
    assert ghoul.path == []


def test_a_seeker_whose_step_fails_seeks_again(game: GameFixture) -> None:
    person(game, "Ana", 54, 50)
    ghoul = creature(game, replace(WOLF, movement=10), 50, 50)
    thinks(game, ghoul)
    creature(game, COCK, 51, 50)
    thinks(game, ghoul)
    assert ghoul.path == []
    thinks(game, ghoul)
    assert len(ghoul.path) == 6


def test_a_seeker_sees_nobody_at_the_border(game: GameFixture) -> None:
    person(game, "Ana", 9, 50)
    ghoul = creature(game, replace(WOLF, movement=10), 12, 50)
    thinks(game, ghoul)
    assert ghoul.path == []


def test_a_seeker_that_somebody_has_logged_in_upon_wanders(game: GameFixture) -> None:
    """There is no way to where one is already."""
    person(game, "Ana", 50, 50)
    ghoul = creature(game, replace(WOLF, movement=10), 50, 50)
    thinks(game, ghoul, (1, 4, 1))
    assert (ghoul.path, at(ghoul)) == ([], (50, 49))


@pytest.mark.parametrize(("start", "goal"), [((9, 7), (11, 7)), ((92, 94), (90, 94)), ((9, 94), (9, 91))])
def test_ways_along_the_borders(start: tuple[int, int], goal: tuple[int, int]) -> None:
    with a_game(battlefield(), **STILL) as game:
        way = find_path(game.world.maps[1], start, goal)
        assert way is not None
        assert way[-1] == goal
        assert len(way) == abs(start[0] - goal[0]) + abs(start[1] - goal[1])


def test_no_way_leads_out_of_the_playable_bounds() -> None:
    """Not even round a wall from border to border."""
    wall = [(x, 50) for x in range(9, 93)]
    with a_game(battlefield(plain_map(1, blocked=wall)), **STILL) as game:
        assert find_path(game.world.maps[1], (9, 48), (9, 52)) is None
        game.world.maps[1].flags[49 * 100 + 8] = 0
        assert find_path(game.world.maps[1], (9, 48), (9, 52)) == [(9, 49), (9, 50), (9, 51), (9, 52)]


def test_nobody_seeks_a_way_beyond_thirty_tiles() -> None:
    with a_game(battlefield(), **STILL) as game:
        here = game.world.maps[1]
        assert find_path(here, (40, 50), (70, 50)) is not None
        assert find_path(here, (40, 50), (71, 50)) is None
