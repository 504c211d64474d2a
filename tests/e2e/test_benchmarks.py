"""The load benchmarks run: a smoke test without any figure to reach."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="the benchmarks need uvloop")
async def test_a_small_crowd_is_measured_beside_the_yardstick(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(ROOT / "benchmarks" / "run.py"),
        *("10", "--seconds", "1", "--probes", "1", "--creatures", "3", "--json", str(report)),
        stdout=asyncio.subprocess.DEVNULL,
    )
    assert await process.wait() == 0
    (run,) = json.loads(report.read_text())
    assert run["server"]["logged"] == run["yardstick"]["logged"] == 10
    assert run["server"]["protocol_errors"] == run["server"]["lost"] == 0
