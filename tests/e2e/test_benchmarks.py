"""The load benchmarks run: a smoke test without any figure to reach."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import pytest

from pyao.cli.load import crowd_of
from pyao.client.crowd import Scenario

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="the benchmarks need uvloop")
async def test_the_loaded_server_says_nothing_where_nobody_reads_on() -> None:
    """A pipe that nobody empties stops whoever writes to it: after some 680 logins it was full of log lines."""
    server = await asyncio.create_subprocess_exec(
        sys.executable,
        str(ROOT / "benchmarks" / "loaded_server.py"),
        *("--bots", "3"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert server.stdout is not None
    port = int(await server.stdout.readline())
    crowd = crowd_of(3, Scenario.WALKERS)
    await crowd.enter("127.0.0.1", port, at_once=1)
    crowd.leave()
    server.terminate()
    assert await server.stdout.read() == b""
    assert await server.wait() == 0
    assert crowd.counts.logged == 3


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


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processor times are read from /proc")
async def test_a_start_is_measured() -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(ROOT / "benchmarks" / "start.py"), "--times", "1"), stdout=asyncio.subprocess.PIPE
    )
    said, _none = await process.communicate()
    assert b" s, processor " in said
