"""Ways over a map, round what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.worlds import plain_map

from pyao.client.ways import find_way, is_walkable
from pyao.content.enums import Heading

if TYPE_CHECKING:
    from collections.abc import Collection

    from pyao.world.space import Tile

WALL = {(x, 50) for x in range(1, 100)}
N, E, S, W = Heading


def way(start: Tile, goal: Tile, closed: Collection[Tile] = (), within: int = 0) -> list[Heading] | None:
    return find_way(start, goal, lambda tile: tile not in closed, within=within)


def test_the_way_is_the_shortest() -> None:
    assert way((50, 50), (50, 50)) == []
    assert way((50, 50), (52, 50)) == [E, E]
    assert sorted(way((50, 50), (49, 52)) or ()) == sorted([S, S, W])
    assert way((50, 50), (50, 45), within=2) == [N, N, N]


def test_the_way_leads_round_a_wall_through_its_only_gap() -> None:
    steps = way((10, 49), (10, 51), WALL)
    assert steps == [E] * 90 + [S, S] + [W] * 90


def test_there_is_no_way_through_a_whole_wall() -> None:
    assert way((10, 49), (10, 51), WALL | {(100, 50)}) is None


def test_the_goal_itself_may_be_taken() -> None:
    assert way((50, 50), (51, 50), {(51, 50)}) == [E]


@pytest.mark.parametrize(
    ("tile", "walkable"), [((50, 50), True), ((51, 50), False), ((52, 50), False), ((53, 50), False)]
)
def test_walls_water_and_exits_are_gone_round(tile: Tile, walkable: bool) -> None:
    ground = plain_map(1, blocked=[(51, 50)], water=[(52, 50)], exits={(53, 50): (2, 5, 5)})
    assert is_walkable(ground, tile) is walkable
