"""All that a world must remember besides its characters: read when the server starts, and saved with every batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.server.bookkeeping import Bookkeeper
from pyao.server.everyone import Everyone
from pyao.server.forum_archive import ForumArchive
from pyao.server.guild_archive import GuildArchive
from pyao.server.map_change_archive import MapChangeArchive
from pyao.server.motd_archive import MotdArchive
from pyao.server.online_record_archive import OnlineRecordArchive
from pyao.server.society_archive import SocietyArchive
from pyao.server.staff_archive import StaffArchive

if TYPE_CHECKING:
    from pyao.content.settings import GameSettings
    from pyao.storage.saver import Saver
    from pyao.world.world import World


class Archives:
    """The archives of one world, as one."""

    def __init__(self, world: World, saver: Saver, configured: GameSettings) -> None:
        """`configured` = the settings without the ranks that are kept here."""
        self._world = world
        self._record = OnlineRecordArchive(world, saver)
        self.books = Bookkeeper(world, saver)
        self._forums = ForumArchive(world, saver)
        self._map_changes = MapChangeArchive(world, saver)
        self._guilds = GuildArchive(world, saver)
        self.staff = StaffArchive(world, saver, configured)
        self.motd = MotdArchive(world, saver)
        self._society = SocietyArchive(world, saver)

    async def load(self) -> None:
        """Read what is kept, in an order that recordings know.

        Raises:
            StoreError: some of it can't be read.

        """
        await self._record.open()
        await self.books.open()
        await self._forums.open()
        await self._map_changes.open()
        await self._guilds.open()
        await self.staff.open()
        await self.motd.open()
        await self._society.open()

    def keep(self) -> Everyone:
        """Take all of one moment, so that what passed between two players is saved together or not at all.

        The staff's ranks are not here: each change of them is marked as it is made.
        """
        self._record.keep()
        self._forums.keep()
        self._map_changes.keep()
        self._guilds.keep()
        self.motd.keep()
        self._society.keep()
        return Everyone(self._world, self.books)
