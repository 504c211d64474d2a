"""What creatures' thinking costs with all maps of the classic world.  Run: pytest benchmarks --benchmark-only."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from kit.classic import classic_content
from kit.game import GameFixture, a_game
from kit.spec import needs_classic

from pyao.rules.beats import run_tick
from pyao.rules.creatures import thinking
from pyao.rules.map.positions import closest_legal
from pyao.world.clock import TICK_MS
from pyao.world.rng import Dice

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

TICKS = 250
"""Ten seconds."""


def populated(game: GameFixture, maps: int) -> None:
    """Put one player in the middle of each of the maps with the most creatures."""
    game.world.rng = Dice(1)
    fullest = sorted(game.world.maps.values(), key=lambda here: -len(here.npcs))[:maps]
    for k, here in enumerate(fullest):
        tile = closest_legal(here, (50, 50), water=True) or closest_legal(here, (30, 30), water=True)
        if tile is None:
            continue
        name = "v " + chr(97 + k // 26) + chr(97 + k % 26)
        client = game.player(name, at=(here.id, *tile))
        client.player.npc_protection_ms = None
        client.player.record.vitals.max_hp = client.player.record.vitals.hp = 30_000


def a_tick(game: GameFixture) -> float:
    """Play one tick and give its length in ms; what clients would read is dropped."""
    game.clock.advance(TICK_MS)
    start = time.perf_counter()
    run_tick(game.world)
    spent = time.perf_counter() - start
    for client in game.clients:
        client.connection.flush_now()
        client.transport.take()
    return 1_000 * spent


@needs_classic
@pytest.mark.parametrize("maps", [0, 1, 50, 169])
def test_ten_seconds(benchmark: BenchmarkFixture, maps: int) -> None:
    """Print the mean and the worst tick, and the cost of one decision."""
    with a_game(classic_content(), connections_per_ip=0, check_invariants=False) as game:
        populated(game, maps)
        gc.collect()
        gc.freeze()  # as the server does
        thoughts = 0
        think = thinking.think

        def counting(world: object, npc: object) -> None:
            nonlocal thoughts
            thoughts += 1
            think(world, npc)  # type: ignore[arg-type]

        thinking.think = counting
        try:
            lengths = benchmark.pedantic(lambda: [a_tick(game) for _ in range(TICKS)], rounds=1, iterations=1)
        finally:
            thinking.think = think
        per_decision = 1_000 * sum(lengths) / thoughts if thoughts else 0.0
        print(
            f"\n{maps} maps: {thoughts} decisions, {per_decision:.1f} us each with all of the tick, "
            f"mean tick {sum(lengths) / TICKS:.3f} ms, worst {max(lengths):.2f} ms"
        )
