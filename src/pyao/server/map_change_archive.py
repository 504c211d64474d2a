"""The changed properties of maps, applied when the server starts and saved with the batch after each change.

Source: 10-gm-admin §4.8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.storage.map_change_document import KEY, map_changes_document, map_changes_of

if TYPE_CHECKING:
    from pyao.storage.saver import Saver
    from pyao.world.world import World


class MapChangeArchive:
    """Saves what was changed of the world's maps, and changes them again at a start."""

    def __init__(self, world: World, saver: Saver) -> None:
        self._world = world
        self._saver = saver

    async def open(self) -> None:
        """Change the maps as they were changed before; those that are no longer in the world are passed over."""
        document = await self._saver.load_document(KEY)
        for number, changed, value in map_changes_of(document or b"{}"):
            here = self._world.maps.get(number)
            if here is not None:
                self._world.map_changes.change(here, changed, value)
        self._world.map_changes.unsaved = False

    def keep(self) -> None:
        """Add the changes to the batch that is being made, if there are new ones."""
        changes = self._world.map_changes
        if changes.unsaved:
            self._saver.put_document(KEY, map_changes_document(changes.by_map))
            changes.unsaved = False
