"""A game with the program around it that reads settings and data again, from a folder of its own."""

from __future__ import annotations

import copy
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kit.game import playing
from kit.staff import STAFF, Staffed

from pyao.server.archives import Archives
from pyao.server.ending import Ending
from pyao.server.program import RunningProgram
from pyao.server.reading import read, read_apart
from pyao.server.settings import SettingsSource, load_settings
from pyao.storage.world_pack import PACK_NAME, write_pack
from pyao.tasks.ports import ReloadRefused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Iterator
    from pathlib import Path

    from pyao.content.content import Content
    from pyao.content.parts import Part
    from pyao.server.reading import Piece, ReadFrom


async def read_here(place: ReadFrom, wanted: Collection[str]) -> AsyncIterator[Piece]:
    """The same as `read_apart` without a process of its own, which takes a second to start."""
    for name, value in read(place, wanted):
        yield name, copy.deepcopy(value)


class Renewable(Staffed):
    """`toml` = its settings file, which is not there yet; `apart` = content is read in a process of its own."""

    def __init__(self, world: Content, folder: Path, *, apart: bool = False, **options: Any) -> None:
        super().__init__(world, **options)
        self.folder = folder
        self.toml = folder / "pyao.toml"
        self.writes(world)
        base = {f"game.{name}": value for name, value in self.settings.model_dump().items() if name in options}
        settings, _origins = load_settings(None, {}, {}, base | {"world.data_dir": folder})
        self.ending = Ending(lambda: 0.0)
        archives = Archives(self.world, self.saver, self.settings)
        self.motd = archives.motd
        self.loop.run_until_complete(self.motd.open())
        self.game.program = RunningProgram(
            self.world,
            self.doorkeeper,
            self.ending,
            archives,
            settings,
            SettingsSource(self.toml, {}, base | {"world.data_dir": folder}),
            read=read_apart if apart else read_here,
        )

    def run(self) -> None:
        """Also wait for what is read and written on other threads, and in other processes."""
        super().run()
        for _moment in range(5_000):
            if not any(client.connection.busy for client in self.clients):
                break
            self.loop.run_until_complete(self.idle())
        super().run()

    def writes(self, world: Content) -> None:
        """Leave a world pack in the folder, as an import does."""
        write_pack(self.folder / PACK_NAME, world)

    def reloads(self, *parts: Part) -> str:
        """Read parts again; gives what has changed, or why nothing has."""
        try:
            return self.loop.run_until_complete(self.game.program.reload(parts))
        except ReloadRefused as refusal:
            return str(refusal)


@contextmanager
def a_renewable_game(world: Content, folder: Path, *, apart: bool = False, **options: Any) -> Iterator[Renewable]:
    with playing(Renewable(world, folder, apart=apart, **(STAFF | options))) as game:
        yield game
