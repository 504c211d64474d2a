"""What is written is for its owner alone, whatever the shell's umask lets others read."""

from __future__ import annotations

import asyncio
import os
import stat
from typing import TYPE_CHECKING

import pytest
from kit.classic_files import DataFolder
from kit.game import a_game
from kit.worlds import content, plain_map
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.server.map_backup import MapBackup, from_backup
from pyao.server.settings_file import write_setting
from pyao.storage.classic.map_files import Ground
from pyao.storage.world_pack import write_pack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyao.world.map import Map

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")


@pytest.fixture(autouse=True)
def everybody_may_read() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def rights(folder: Path) -> dict[str, int]:
    """The rights of a folder and of all that is in it."""
    return {one.name: stat.S_IMODE(one.stat().st_mode) for one in (folder, *folder.iterdir())}


def test_the_settings(tmp_path: Path) -> None:
    fresh, changed = tmp_path / "fresh", tmp_path / "changed"

    assert CliRunner().invoke(app, ["config", "init", "--data", str(fresh)]).exit_code == 0
    write_setting(changed / "pyao.toml", "redis.password", "Secreta")

    assert rights(fresh) == {"fresh": 0o700, "pyao.toml": 0o600}
    assert rights(changed) == {"changed": 0o700, "pyao.toml": 0o600}


def test_what_is_imported(tmp_path: Path) -> None:
    classic, data = DataFolder(tmp_path / "server"), tmp_path / "data"
    classic.write("Server.ini", "[INIT]\nMaxUsers=7\n")

    assert CliRunner().invoke(app, ["import", str(classic.folder), "--data", str(data)]).exit_code == 0

    assert rights(data) == {"data": 0o700, "pyao.toml": 0o600, "world.pyao": 0o600}


def test_a_world_save(tmp_path: Path) -> None:
    world = content(plain_map(1, backup=True), plain_map(2))
    pack, folder = tmp_path / "world.pyao", tmp_path / "WorldBackUp"
    write_pack(pack, world, {number: Ground() for number in world.maps})

    async def save(here: Map) -> None:
        maps = MapBackup(folder, pack, world)
        maps.save([here])
        await maps.finish()

    with a_game(world) as game:
        here = game.world.maps[1]
        here.set_blocked(40, 41, blocked=True)
        asyncio.run(save(here))
        assert from_backup(world, folder).maps[1].tiles == bytes(here.flags) != world.maps[1].tiles

    assert rights(folder) == {"WorldBackUp": 0o700, "Mapa1.map": 0o600, "Mapa1.inf": 0o600, "Mapa1.dat": 0o600}
