"""What one random step of a crowd costs in processor time.  Run: pytest benchmarks --benchmark-only -k crowd."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from step_cost import cost_us

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture


@pytest.mark.parametrize(("number", "maps", "side"), [(300, 1, 78), (1_000, 1, 78), (300, 1, 25), (2_000, 25, 78)])
def test_a_step_of_a_crowd(benchmark: BenchmarkFixture, number: int, maps: int, side: int) -> None:
    """Print the processor time of one step."""
    each_us = benchmark.pedantic(cost_us, args=(number, maps, side))
    print(f"\n{number} walkers on {maps} maps, side {side}: {each_us:.1f} us of processor time a step")
