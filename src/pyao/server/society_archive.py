"""The poll's votes and the staff's records about players, read when the server starts and saved with every batch.

Source: 11-social §8, §12.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.storage.society_documents import (
    BALLOT_BOX,
    USER_RECORDS,
    ballot_document,
    fill_ballot_box,
    records_document,
    records_of,
)

if TYPE_CHECKING:
    from pyao.storage.saver import Saver
    from pyao.world.world import World


class SocietyArchive:
    """Saves them, and reads them back at a start."""

    def __init__(self, world: World, saver: Saver) -> None:
        self._world = world
        self._saver = saver
        self._kept = ""

    async def open(self) -> None:
        """Read what was saved."""
        world = self._world
        records = await self._saver.load_document(USER_RECORDS)
        if records is not None:
            world.user_records = records_of(records)
        self._kept = records_document(world.user_records)
        if world.ballot_box is not None:
            fill_ballot_box(world.ballot_box, await self._saver.load_document(BALLOT_BOX))

    def keep(self) -> None:
        """Add what has changed to the batch that is being made."""
        records, box = records_document(self._world.user_records), self._world.ballot_box
        if records != self._kept:
            self._kept = records
            self._saver.put_document(USER_RECORDS, records)
        if box is not None and box.changed:
            box.changed = False
            self._saver.put_document(BALLOT_BOX, ballot_document(box))
