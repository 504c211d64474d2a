"""What a game tick costs with 500 players, by their condition.  Run: pytest benchmarks --benchmark-only."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from kit.fights import battlefield, wearing
from kit.game import a_game
from kit.worlds import plain_map

from pyao.rules.beats import run_tick
from pyao.world.record import Vitals
from pyao.world.rng import Dice

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

PLAYERS, MAPS = 500, 50
FULL = {"max_hp": 300, "hp": 300, "max_stamina": 400, "stamina": 400}

AT_PEACE: dict[str, Any] = {}
HURT: dict[str, Any] = {"hp": 100, "stamina": 10}
MISERABLE: dict[str, Any] = HURT | {"max_mana": 500}


@pytest.mark.parametrize(("how", "bars"), [("at peace", AT_PEACE), ("hurt", HURT), ("miserable", MISERABLE)])
def test_a_tick(benchmark: BenchmarkFixture, how: str, bars: dict[str, Any]) -> None:
    """Nothing happens but what bodies do every tick; the miserable are naked and poisoned, and meditate."""
    maps = [plain_map(number) for number in range(1, MAPS + 1)]
    with a_game(battlefield(*maps), ticks_cold=15, connections_per_ip=0) as game:
        game.world.rng = Dice(1)
        for k in range(PLAYERS):
            fields: dict[str, Any] = {} if how == "miserable" else wearing(armour=195)
            name = "v " + chr(97 + k // 26) + chr(97 + k % 26)
            at = (1 + k % MAPS, 20 + k // MAPS, 50)
            client = game.player(name, at=at, vitals=Vitals(**(FULL | bars)), **fields)
            if how == "miserable":
                client.player.meditating = client.player.record.poisoned = True

        def empty() -> None:
            game.clock.advance(40)
            for client in game.clients:
                client.connection.flush_now()
                client.transport.take()

        benchmark.pedantic(run_tick, args=(game.world,), setup=empty, rounds=100, warmup_rounds=5)
