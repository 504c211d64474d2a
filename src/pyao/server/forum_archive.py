"""The forums, read when the server starts and saved with every batch.

Source: 11-social §7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.storage.errors import reading_document
from pyao.storage.forum_documents import PREFIX, forum_document, forum_of
from pyao.world.forums import CHAOS, ROYAL

if TYPE_CHECKING:
    from pyao.storage.saver import Saver
    from pyao.world.world import World


class ForumArchive:
    """Saves the world's forums, and reads them back at a start."""

    def __init__(self, world: World, saver: Saver) -> None:
        self._world = world
        self._saver = saver

    async def open(self) -> None:
        """Read what was posted in the forums of this world."""
        boards = {item.forum.upper() for item in self._world.content.items.values() if item.forum}
        for forum in sorted(boards | {ROYAL, CHAOS}):
            key = PREFIX + forum
            document = await self._saver.load_document(key)
            if document is not None:
                with reading_document(key):
                    self._world.forums.put(forum, forum_of(document))

    def keep(self) -> None:
        """Add the forums that have changed to the batch that is being made."""
        forums = self._world.forums
        for forum in sorted(forums.changed):
            self._saver.put_document(PREFIX + forum, forum_document(forums.get(forum)))
        forums.changed.clear()
