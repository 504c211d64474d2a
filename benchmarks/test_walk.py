"""What a step costs, by how many others see it.  Run: pytest benchmarks --benchmark-only."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from kit.game import a_game
from kit.worlds import content, plain_map

from pyao.content.enums import Heading
from pyao.rules.map.walking import walk

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture


@pytest.mark.parametrize("viewers", [0, 10, 50, 200])
def test_a_walk_inside_its_area(benchmark: BenchmarkFixture, viewers: int) -> None:
    """Walk to and fro between two tiles of one area; the messages are encoded and queued for every viewer."""
    with a_game(content(plain_map(1, safe=True)), speed_check_ms=0) as game:
        walker = game.player("Ana", at=(1, 49, 49)).player
        clients: list[Any] = []
        for k in range(viewers):
            name = "v " + chr(97 + k // 26) + chr(97 + k % 26)
            clients.append(game.player(name, at=(1, 37 + k % 26, 38 + 3 * (k // 26))))
        headings = [Heading.EAST, Heading.WEST]

        def to_and_fro() -> None:
            for heading in headings:
                walk(game.world, walker, heading)

        def empty() -> None:
            for client in clients:
                client.connection.flush_now()
                client.transport.take()

        benchmark.pedantic(to_and_fro, setup=empty, rounds=200, warmup_rounds=5)
