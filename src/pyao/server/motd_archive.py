"""The message of the day that the staff has written; it outlasts the server, until the world's files bring another.

Source: 10-gm-admin §4.10 command 88.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from pyao.storage.errors import reading_document

if TYPE_CHECKING:
    from pyao.content.content import Content
    from pyao.storage.saver import Saver
    from pyao.world.world import World

KEY = "motd"


def motd_over(content: Content, document: bytes | None) -> Content:
    """The content with the staff's message, unless the files have another since it was written."""
    with reading_document(KEY):
        kept = json.loads(document or b"{}")
        if kept and tuple(kept["instead_of"]) == content.motd:
            return replace(content, motd=tuple(kept["lines"]))
    return content


class MotdArchive:
    """Saves the staff's message, with the one of the files in whose place it stands."""

    def __init__(self, world: World, saver: Saver) -> None:
        self._world = world
        self._saver = saver
        self._of_files = world.content.motd
        self._kept: str | None = None

    async def open(self) -> None:
        """Take over the staff's message, unless the files have another since it was written."""
        document = await self._saver.load_document(KEY)
        self._world.content = motd_over(self._world.content, document)
        self._kept = self._document()

    def over(self, content: Content) -> Content:
        """Content that was read again, with the staff's message unless the files bring another than before."""
        if content.motd != self._of_files:
            self._of_files = content.motd
            return content
        return replace(content, motd=self._world.content.motd)

    def keep(self) -> None:
        """Add the message to the batch that is being made, if it has changed."""
        document = self._document()
        if document != self._kept:
            self._kept = document
            self._saver.put_document(KEY, document)

    def _document(self) -> str:
        return json.dumps({"lines": self._world.content.motd, "instead_of": self._of_files}, ensure_ascii=False)
