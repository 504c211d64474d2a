"""What the start of a server says of a world that lacks something."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from kit.server import running
from kit.worlds import content, plain_map
from structlog.testing import capture_logs

WORLD = content(plain_map(1))


@pytest.mark.parametrize(("start_map", "warned"), [(1, False), (286, True)])
async def test_a_world_without_the_map_where_characters_start_is_warned_of(
    monkeypatch: pytest.MonkeyPatch, start_map: int, *, warned: bool
) -> None:
    with capture_logs() as lines:
        async with running(monkeypatch, replace(WORLD, start=(start_map, 50, 50))):
            pass
    found = [line["map"] for line in lines if line["event"] == "the world lacks the map where characters start"]
    assert found == ([start_map] if warned else [])


@pytest.mark.parametrize("library", ["redis", "aiohttp"])
def test_what_is_not_used_is_not_loaded(library: str) -> None:
    """Redis's client and the dashboard's server take a quarter of a second and 10 MB each, for every command."""
    program = f"import sys, pyao.cli.app; sys.exit({library!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
