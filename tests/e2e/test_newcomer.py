"""A newcomer plays the first hour of the built-in world over a real socket, acting only on what the client shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.game import PASSWORD
from kit.server import running
from kit.worlds import plain_map

from pyao.client.newcomer import Newcomer
from pyao.content.maps import BLOCKED, SIDE
from pyao.network.client_connection import ClientConnection
from pyao.storage.default_world import load_default_world

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

    from pyao.content.content import Content
    from pyao.content.maps import MapDef

NEMAHUAK, ULLATHORPE = 286, 1
FAST = {
    "game__attack_interval_ms": 0,
    "game__use_interval_ms": 0,
    "game__speed_check_ms": 0,
    "game__npc_protection_ms": 0,
    "game__ticks_stamina_standing": 0,
    "game__ticks_cold": 10_000_000,
    "game__exp_rate": 5,
}
WALL = [(x, 50) for x in range(30, 60)] + [(x, y) for x in (30, 59) for y in range(40, 50)]
"""As a U: whoever stands in it sees the goal behind its bottom."""


def walled(here: MapDef, wall: Iterable[tuple[int, int]]) -> MapDef:
    tiles = bytearray(here.tiles)
    for x, y in wall:
        tiles[(y - 1) * SIDE + x - 1] |= BLOCKED
    return replace(here, tiles=bytes(tiles))


def world_with_walls() -> Content:
    """The built-in world, with a wall between its two towns and where one hunts, each with one gap."""
    world = load_default_world()
    walls = {
        NEMAHUAK: [(x, 75) for x in range(10, 92) if x != 30],
        ULLATHORPE: [(x, 20) for x in range(10, 92) if x != 70],
    }
    return replace(world, maps={**world.maps, **{k: walled(world.maps[k], wall) for k, wall in walls.items()}})


async def test_a_newcomer_does_errands_buys_learns_fights_dies_goes_home_and_grows_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines: list[str] = []
    # A busy machine answers late even on loopback; whoever comes to a new map has to live with that.
    monkeypatch.setattr(ClientConnection, "round_trip_ms", lambda _connection: 30)
    world = world_with_walls()
    async with running(monkeypatch, world, **FAST) as server:
        ana = Newcomer(world.maps, log=lines.append, step_s=0, blow_s=0.05)
        await ana.connect(port=server.listener.port)
        await ana.play("Ana", PASSWORD)
        record = server.world.online["ANA"].record
        assert record.errands_done == [1, 2, 3, 4]
        assert record.level >= 3
        assert 1 in record.spells
        assert not record.dead
        assert ana.view.violations == []
        assert any(line.startswith("dies") for line in lines)
        await ana.close()


async def test_a_newcomer_without_maps_finds_walls_by_running_into_them(monkeypatch: pytest.MonkeyPatch) -> None:
    world = load_default_world()
    field = walled(plain_map(NEMAHUAK), WALL)
    async with running(monkeypatch, replace(world, maps={NEMAHUAK: field}, start=(NEMAHUAK, 45, 45)), **FAST) as server:
        ana = Newcomer({}, step_s=0)
        await ana.connect(port=server.listener.port)
        await ana.create("Ana", PASSWORD)
        await ana.goes_to((45, 60))
        assert (ana.view.x, ana.view.y) == (45, 60)
        assert ana.view.violations == []
        await ana.close()
