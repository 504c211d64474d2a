"""Space, timers, indexes and arithmetic."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit.worlds import plain_map

from pyao.content.enums import Heading
from pyao.world.arithmetic import clamp, half_even, percent, truncate
from pyao.world.character import CharIndexes
from pyao.world.map import Map
from pyao.world.rng import Dice
from pyao.world.space import area_of, areas_around, in_window, is_playable, lost_and_gained, rhomb, tiles_in
from pyao.world.timers import FEW, TimedState, Timers

if TYPE_CHECKING:
    from kit.game import GameFixture


@pytest.mark.parametrize(("value", "expected"), [(0.5, 0), (1.5, 2), (2.5, 2), (-0.5, 0), (Fraction(441, 2), 220)])
def test_ties_go_to_the_even_number(value: float, expected: int) -> None:
    assert half_even(value) == expected


@pytest.mark.parametrize(("a", "b", "expected"), [(7, 2, 3), (-7, 2, -3), (7, -2, -3), (-7, -2, 3), (0, 5, 0)])
def test_division_goes_toward_zero(a: int, b: int, expected: int) -> None:
    assert truncate(a, b) == expected


def test_small_arithmetic() -> None:
    assert (clamp(5, 1, 3), clamp(-5, 1, 3), clamp(2, 1, 3)) == (3, 1, 2)
    assert (percent(50, 5), percent(30, 5), percent(150, 5)) == (2, 2, 8)


def test_areas_and_windows() -> None:
    assert (area_of(1, 8), area_of(9, 17), area_of(100, 98)) == ((0, 0), (1, 1), (11, 10))
    assert len(tiles_in(areas_around((5, 5)))) == 27 * 27
    assert min(tiles_in(areas_around((0, 0)))) == (1, 1)
    assert max(tiles_in(areas_around((11, 11)))) == (100, 100)
    assert in_window((5, 5), 36, 62)
    assert not in_window((5, 5), 35, 62)
    assert [is_playable(*tile) for tile in ((9, 7), (92, 94), (8, 7), (9, 95))] == [True, True, False, False]


AREAS = st.tuples(st.integers(0, 11), st.integers(0, 11))


@settings(deadline=None)  # the first look at an area takes longer
@given(AREAS, AREAS)
def test_what_a_moving_window_loses_and_gains(old: tuple[int, int], new: tuple[int, int]) -> None:
    before, after = (tiles_in(areas_around(area)) for area in (old, new))
    lost, gained = map(tiles_in, lost_and_gained(old, new))
    assert (lost, gained) == (before - after, after - before)


@settings(deadline=None)
@given(AREAS)
def test_a_window_is_what_is_seen_from_an_area(area: tuple[int, int]) -> None:
    x0, y0 = area[0] * 9 - 12, area[1] * 9 - 12
    around = [(x, y) for x in range(x0, x0 + 33) for y in range(y0, y0 + 33) if 1 <= x <= 100 and 1 <= y <= 100]
    assert tiles_in(areas_around(area)) == {tile for tile in around if in_window(area, *tile)}


@given(st.integers(1, 100), st.integers(1, 100), st.integers(1, 100), st.integers(1, 100))
def test_seeing_is_mutual(x: int, y: int, other_x: int, other_y: int) -> None:
    assert in_window(area_of(x, y), other_x, other_y) == in_window(area_of(other_x, other_y), x, y)


def test_a_rhomb_begins_in_the_west() -> None:
    assert list(rhomb(50, 50, 1)) == [(49, 50), (50, 49), (51, 50), (50, 51)]
    assert list(rhomb(50, 50, 2)) == [(48, 50), (49, 49), (50, 48), (51, 49), (52, 50), (51, 51), (50, 52), (49, 51)]


def test_headings() -> None:
    assert [(one.dx, one.dy) for one in Heading] == [(0, -1), (1, 0), (0, 1), (-1, 0)]
    assert [one.opposite for one in Heading] == [Heading.SOUTH, Heading.WEST, Heading.NORTH, Heading.EAST]


def test_the_lowest_free_index_is_given() -> None:
    indexes = CharIndexes()
    assert [indexes.take() for _char in range(4)] == [1, 2, 3, 4]
    indexes.give_back(3)
    indexes.give_back(2)
    assert [indexes.take() for _char in range(3)] == [2, 3, 5]
    for _char in range(9_995):
        indexes.take()
    with pytest.raises(OverflowError):
        indexes.take()


def test_what_is_due_comes_by_slot_and_then_by_effect(game: GameFixture) -> None:
    ana, eva = game.player("Ana", at=(1, 50, 50)).player, game.player("Eva", at=(1, 52, 50)).player
    timers = Timers(game.world.players)
    hers, mine = (TimedState.HUNGER, TimedState.POISON), (TimedState.STAMINA, TimedState.LAVA)
    for player, state in (*((eva, one) for one in hers), *((ana, one) for one in mine)):
        timers.start(player, state, 5)
    timers.start(eva, TimedState.HUNGER, 7)
    timers.stop(ana, TimedState.LAVA)
    assert timers.left(eva, TimedState.HUNGER, 5) == 2
    assert timers.left(ana, TimedState.LAVA, 5) is None
    timers.start(eva, TimedState.COLD, 4)

    def standing(tick: int) -> list[tuple[int, TimedState]]:
        due, players = timers.due(tick), game.world.players
        return [(slot, one[0]) for slot in sorted(due) for one in due[slot] if timers.ends(players[slot], one)]

    assert standing(3) == []
    assert standing(5) == [(ana.slot, TimedState.STAMINA), (eva.slot, TimedState.COLD), (eva.slot, TimedState.POISON)]
    assert TimedState.POISON not in eva.due
    assert standing(9) == [(eva.slot, TimedState.HUNGER)]


def test_what_is_over_is_not_kept_until_it_would_have_come_due(game: GameFixture) -> None:
    ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 52, 50))
    timers, ghosts = game.world.timers, 4 * FEW
    for tick in range(ghosts):
        timers.start(ana.player, TimedState.HUNGER, 10_000 + tick)
        timers.start(eva.player, TimedState.HOME, 90_000)
        timers.stop(eva.player, TimedState.HOME)
    timers.start(eva.player, TimedState.COLD, 20_000)
    ana.cuts()
    for tick in range(ghosts):
        timers.start(eva.player, TimedState.HOME, 90_000 - tick)
    assert len(timers) <= FEW
    assert [one[:2] for one in timers.due(20_000)[eva.player.slot]] == [(TimedState.COLD, 20_000)]
    last = timers.due(90_000)[eva.player.slot]
    assert [one[1] for one in last if timers.ends(eva.player, one)] == [90_000 - ghosts + 1]


def test_a_failing_effect_or_beat_does_not_stop_the_tick(game: GameFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    from pyao.rules import timed_states

    ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 52, 50))
    game.host.forgive(ZeroDivisionError)
    monkeypatch.setitem(timed_states.HANDLERS, TimedState.POISON, lambda _world, player: 1 / (player.slot - 1))
    for client in (ana, eva):
        game.world.start_state(client.player, TimedState.POISON, 1)
    game.ticks(1)
    assert [what for what, _fault in game.host.failures] == ["POISON of Ana"]


def test_the_world_is_state_and_carries_nobodys_callbacks(game: GameFixture) -> None:
    assert not [name for name, value in vars(game.world).items() if callable(value)]


def test_a_map_knows_its_tiles() -> None:
    here = Map(plain_map(1, blocked=((50, 50),), exits={(51, 50): (2, 1, 1)}))
    assert here.is_blocked(50, 50)
    here.set_blocked(50, 50, blocked=False)
    here.set_blocked(49, 50, blocked=True)
    assert (here.is_blocked(50, 50), here.is_blocked(49, 50)) == (False, True)
    assert here.is_legal(51, 50)
    assert not here.is_legal(51, 50, no_exit=True)
    assert not here.is_legal(52, 50, land=False)
    assert not here.is_legal(52, 50, water=True, land=False)
    assert here.trigger(50, 50) == 0


def test_the_same_seed_gives_the_same_game() -> None:
    one, other = Dice(5), Dice(5)
    rolls = [one.roll(1, 6) for _roll in range(50)]
    assert rolls == [other.roll(1, 6) for _roll in range(50)]
    assert set(rolls) == {1, 2, 3, 4, 5, 6}
