"""How many players there have been at once at most, read when the server starts and saved with every batch.

Source: 02-sessions-and-characters §4.4 row 16.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.storage.documents import ONLINE_RECORD, online_record, online_record_document

if TYPE_CHECKING:
    from pyao.storage.saver import Saver
    from pyao.world.world import World


class OnlineRecordArchive:
    """Saves the record, and reads it back at a start."""

    def __init__(self, world: World, saver: Saver) -> None:
        self._world = world
        self._saver = saver

    async def open(self) -> None:
        """Go on with what was counted, or with what the settings say if that is more."""
        counted = online_record(await self._saver.load_document(ONLINE_RECORD))
        self._world.record_online = max(counted, self._world.settings.record_online)

    def keep(self) -> None:
        """Add the record to the batch that is being made."""
        self._saver.put_document(ONLINE_RECORD, online_record_document(self._world.record_online))
