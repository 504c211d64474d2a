"""The picture of the whole world: neighbours lie side by side, and no two maps in one place."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from kit.classic import classic_content
from kit.spec import needs_classic

from pyao.admin.overview import layout, overview, thumbnail
from pyao.content.maps import BLOCKED, ROOF, TILES, WATER, MapDef
from pyao.storage.default_world import load_default_world

if TYPE_CHECKING:
    from collections.abc import Mapping

EAST, WEST, NORTH, SOUTH = (1, 0), (-1, 0), (0, -1), (0, 1)


def border(direction: tuple[int, int], to: int, tiles: int = 10) -> dict[tuple[int, int], tuple[int, int, int]]:
    """A row of exits along one edge that arrive at the opposite one."""
    dx, dy = direction
    here, there = {1: (91, 11), -1: (9, 90), 0: (50, 50)}[dx], {1: (93, 8), -1: (7, 93), 0: (50, 50)}[dy]
    return {
        (here[0] + (k if dy else 0), there[0] + (k if dx else 0)): (
            to,
            here[1] + (k if dy else 0),
            there[1] + (k if dx else 0),
        )
        for k in range(tiles)
    }


def a_map(number: int, *borders: Mapping[tuple[int, int], tuple[int, int, int]]) -> MapDef:
    return MapDef(number, exits={tile: leads for one in borders for tile, leads in one.items()})


def test_neighbours_lie_where_the_borders_lead() -> None:
    maps = [
        a_map(1, border(EAST, 2), border(SOUTH, 3)),
        a_map(2, border(WEST, 1)),
        a_map(3, border(NORTH, 1), border(WEST, 4)),
        a_map(4),
    ]
    assert layout(maps) == {4: (0, 1), 3: (1, 1), 1: (1, 0), 2: (2, 0)}


def test_doors_are_no_borders() -> None:
    places = layout(
        [a_map(1, border(EAST, 2, tiles=2), {(50, 50): (3, 50, 50), (91, 40): (4, 60, 60)}), *map(a_map, (2, 3, 4))]
    )
    assert len(set(places.values())) == 4
    assert places == {1: (0, 0), 2: (1, 0), 3: (2, 0), 4: (3, 0)}, "sheets of one map, in the order of their numbers"


def test_who_finds_its_place_taken_begins_another_sheet() -> None:
    places = layout([a_map(1, border(EAST, 2)), a_map(2, border(WEST, 3)), a_map(3)])
    assert places[2] == (places[1][0] + 1, places[1][1])
    assert len(set(places.values())) == 3


@given(
    st.lists(
        st.tuples(st.integers(1, 30), st.sampled_from([EAST, WEST, NORTH, SOUTH]), st.integers(1, 30)), max_size=60
    )
)
def test_no_two_maps_ever_share_a_place(links: list[tuple[int, tuple[int, int], int]]) -> None:
    maps = [a_map(n, *(border(step, to) for start, step, to in links if start == n)) for n in range(1, 31)]
    places = layout(maps)
    assert len(set(places.values())) == len(places) == 30
    assert min(x for x, _y in places.values()) >= 0
    assert min(y for _x, y in places.values()) >= 0


def test_the_built_in_world_hangs_together() -> None:
    world = load_default_world()
    shown = overview([world.maps[number] for number in sorted(world.maps)])
    assert {one["id"] for one in shown["maps"]} == set(world.maps)
    places = {one["id"]: (one["x"], one["y"]) for one in shown["maps"]}
    start = world.start[0]
    beside = [to for to, (x, y) in places.items() if abs(x - places[start][0]) + abs(y - places[start][1]) == 1]
    leads = next(one["leads"] for one in shown["maps"] if one["id"] == start)
    assert set(beside) & set(leads)
    assert all(x < shown["columns"] and y < shown["rows"] for x, y in places.values())
    assert {len(b64decode(one["ground"])) for one in shown["maps"]} == {shown["side"] ** 2}


def test_the_ground_in_small() -> None:
    tiles = bytearray(TILES)
    tiles[2 * 100 + 2] = BLOCKED | ROOF
    tiles[98 * 100 + 98] = WATER
    small = thumbnail(bytes(tiles))
    assert (small[0], small[-1], sum(small)) == (BLOCKED, WATER, BLOCKED | WATER)


def test_an_empty_world_has_an_empty_picture() -> None:
    assert overview([])["maps"] == []


@needs_classic
def test_the_classic_world_is_mostly_one_sheet() -> None:
    world = classic_content()
    maps = [world.maps[number] for number in sorted(world.maps)]
    places = layout(maps)
    assert len(set(places.values())) == len(maps)
    beside = sum(
        any(
            abs(places[to][0] - x) + abs(places[to][1] - y) == 1
            for to in {leads[0] for leads in one.exits.values()} & places.keys()
        )
        for one, (x, y) in ((one, places[one.id]) for one in maps)
    )
    assert beside > len(maps) / 2
