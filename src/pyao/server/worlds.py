"""Which world is played: an imported pack if there is one, otherwise the small built-in world."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from pyao.content.faults import faults_of
from pyao.messaging.world_texts import translatable
from pyao.storage.classic.importer import UnreadableFolder
from pyao.storage.default_world import UnusableWorld, load_default_world
from pyao.storage.world_pack import PACK_NAME, PackError, read_pack

if TYPE_CHECKING:
    from pathlib import Path

    from pyao.content.content import Content
    from pyao.server.settings import WorldSettings

log = structlog.get_logger()


class WorldError(Exception):
    """The world can't be loaded; the text is one line for the operator."""


def pack_in_use(settings: WorldSettings) -> Path | None:
    """The world pack that is played; `None` = the built-in world is played."""
    pack = settings.pack or settings.data_dir / PACK_NAME
    return pack if pack.exists() else None


def load_content(settings: WorldSettings) -> Content:
    """The content to play with.

    Raises:
        WorldError: the settings name a pack that does not exist, or the pack or the client's folder can't be read.

    """
    pack = settings.pack or settings.data_dir / PACK_NAME
    if not pack.exists():
        if settings.pack is not None:
            raise WorldError(f"{pack}: there is no such world pack")
        try:
            return translatable(load_default_world(settings.client), built_in=True)
        except (UnreadableFolder, UnusableWorld) as fault:
            raise WorldError(str(fault)) from fault
    try:
        content = read_pack(pack)
    except (PackError, OSError) as fault:
        raise WorldError(f"{pack}: {fault}") from fault
    for (table, number, name), reason in faults_of(content):
        raise WorldError(f"{pack}: {table} {number}: {name}: {reason}")
    log.info("world pack loaded", pack=str(pack), maps=len(content.maps))
    return translatable(content, built_in=False)
