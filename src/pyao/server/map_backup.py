"""Writing the maps of a world save to files, and reading them back when the server starts.

Source: 03-world §2 "Saving", 02-sessions-and-characters §12.2 #3.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from pyao.storage.classic.folders import find_files
from pyao.storage.classic.importer import import_world
from pyao.storage.classic.map_writer import contents_file, ground_file, properties_file
from pyao.storage.private_files import make_private_folder, write_private
from pyao.storage.world_pack import PackError, read_layers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pyao.content.content import Content
    from pyao.content.maps import MapDef
    from pyao.world.map import Map

log = structlog.get_logger()

FOLDER = "WorldBackUp"


class MapBackup:
    """Saves maps into a folder, off the loop; their graphics are read from `pack` (`None` = nothing can be saved)."""

    def __init__(self, folder: Path, pack: Path | None, content: Content) -> None:
        self._folder = folder
        self._pack = pack
        self._content = content
        self._writing: set[asyncio.Task[None]] = set()

    def save(self, maps: Sequence[Map]) -> None:
        """Copy the maps as they are at this moment; a thread writes the files a little later."""
        if self._pack is None:
            log.warning("maps are not saved: only those of an imported world have the pictures that map files need")
            return
        taken = [(here.definition, bytes(here.flags), contents_file(here, self._content)) for here in maps]
        task = asyncio.get_running_loop().create_task(asyncio.to_thread(self._write, self._pack, taken))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def finish(self) -> None:
        """Wait until the files of all saves have been written."""
        await asyncio.gather(*self._writing)

    def _write(self, pack: Path, taken: Sequence[tuple[MapDef, bytes, bytes]]) -> None:
        try:
            make_private_folder(self._folder)
            for definition, flags, contents in taken:
                layers = read_layers(pack, definition.id)
                for ending, data in (
                    ("map", ground_file(definition, flags, layers)),
                    ("inf", contents),
                    ("dat", properties_file(definition)),
                ):
                    write_private(self._folder / f"Mapa{definition.id}.{ending}", data)
        except (OSError, PackError) as fault:
            log.exception("the maps could not be saved", reason=str(fault))
        else:
            log.info("maps saved", maps=len(taken))


def from_backup(content: Content, folder: Path) -> Content:
    """The content, with the maps that the last world save wrote (those marked `backup`) as it left them."""
    if not folder.is_dir():
        return content
    saved = import_world(find_files([folder])).content.maps
    maps = dict(content.maps)
    for number, here in saved.items():
        original = maps.get(number)
        if original is not None and original.backup:
            maps[number] = replace(here, sounds=original.sounds)
    log.info("maps of the last world save loaded", maps=len(saved))
    return replace(content, maps=maps)
