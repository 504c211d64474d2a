"""What the start of a server says of a world that lacks something."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from kit.server import running
from kit.worlds import content, plain_map
from structlog.testing import capture_logs

if TYPE_CHECKING:
    from pathlib import Path

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


def loaded_by(program: str, *arguments: str) -> set[str]:
    """The modules that are loaded when a program ends, and the packages that they are in."""
    code = f"import sys\nsys.argv[1:] = {arguments!r}\n{program}\nprint('loaded', *sys.modules)"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("COV_", "PYAO_"))}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    return set(done.stdout.splitlines()[-1].split()[1:])


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_what_is_said_of_the_program_loads_none_of_its_commands(option: str) -> None:
    loaded = loaded_by("from pyao.cli.app import app\ntry: app()\nexcept SystemExit: pass", option)
    assert not loaded & {"structlog", "pydantic", "aiohttp", "asyncio", "redis", "pyao.server.settings", "pyao.world"}
    assert {name for name in loaded if name.startswith("pyao.cli.")} == {"pyao.cli.app"}


def test_a_server_loads_no_other_command_and_nothing_that_its_settings_leave_out(tmp_path: Path) -> None:
    program = (
        "from pyao.cli.app import app\n"
        "from pyao.server.argentum_server import ArgentumServer\n"
        "opened = ArgentumServer.start\n"
        "async def start(server):\n"
        "    await opened(server)\n"
        "    server.ending.request('seen enough')\n"
        "ArgentumServer.start = start\n"
        "try: app()\n"
        "except SystemExit: pass"
    )
    (tmp_path / "pyao.toml").write_text("[http]\nenabled = false\n[network]\nport = 0\n", encoding="utf-8")
    loaded = loaded_by(program, "run", "--data", str(tmp_path))
    assert "pyao.server.argentum_server" in loaded
    assert not loaded & {"redis", "aiohttp", "pyao.admin", "pyao.client"}
    assert {name for name in loaded if name.startswith("pyao.cli.")} == {
        *("pyao.cli.app", "pyao.cli.config", "pyao.cli.first_screen", "pyao.cli.run"),
    }
