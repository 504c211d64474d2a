"""The guilds, read when the server starts and saved with every batch, together with their members' records.

Source: 11-social §3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.storage.guild_documents import guild_document, guild_key, guild_of

if TYPE_CHECKING:
    from pyao.storage.saver import Saver
    from pyao.world.world import World


class GuildArchive:
    """Saves the world's guilds, and reads them back at a start."""

    def __init__(self, world: World, saver: Saver) -> None:
        self._world = world
        self._saver = saver

    async def open(self) -> None:
        """Read all guilds, whose numbers have no gaps.

        Raises:
            StoreError: one of them can't be read.

        """
        guilds = self._world.guilds
        while (document := await self._saver.load_document(guild_key(len(guilds) + 1))) is not None:
            guilds.add(guild_of(len(guilds) + 1, document))

    def keep(self) -> None:
        """Add the guilds that have changed to the batch that is being made."""
        guilds = self._world.guilds
        for number in sorted(guilds.changed):
            guild = guilds.get(number)
            if guild is not None:
                self._saver.put_document(guild_key(number), guild_document(guild))
        guilds.changed.clear()
