"""The store that forgets everything when the process ends: for tests and for trying things out (`--no-save`).

Records are kept frozen like everywhere else, so that nobody shares an object with the store by accident.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.storage.errors import CharacterExists
from pyao.storage.records import freeze, thaw
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.storage.store import SaveBatch
    from pyao.world.record import CharacterRecord


class MemoryStore:
    """A `Store` in two dictionaries."""

    def __init__(self) -> None:
        """Empty."""
        self._characters: dict[str, bytes] = {}
        self._documents: dict[str, bytes] = {}

    async def open(self) -> None:
        """There is nothing to make ready."""

    async def close(self) -> None:
        """There is nothing to let go of; what was saved stays as long as the object."""

    async def exists(self, name: str) -> bool:
        """Whether there is such a character."""
        return key_of(name) in self._characters

    async def load(self, name: str) -> CharacterRecord | None:
        """The character, or None if there is no such one."""
        frozen = self._characters.get(key_of(name))
        return None if frozen is None else thaw(key_of(name), frozen)

    async def create(self, record: CharacterRecord) -> None:
        """Add a new character; `CharacterExists` if the name is taken."""
        key = key_of(record.name)
        if key in self._characters:
            raise CharacterExists(key)
        self._characters[key] = freeze(record)

    async def save(self, batch: SaveBatch) -> None:
        """Write everything of the batch."""
        self._characters.update(batch.characters)
        for key, value in batch.documents.items():
            if value is None:
                self._documents.pop(key, None)
            else:
                self._documents[key] = value

    async def update(self, name: str, change: Callable[[CharacterRecord], None]) -> CharacterRecord | None:
        """Read, change and write one character."""
        record = await self.load(name)
        if record is not None:
            change(record)
            self._characters[key_of(name)] = freeze(record)
        return record

    async def delete(self, name: str) -> bool:
        """Remove a character; False if there was none."""
        return self._characters.pop(key_of(name), None) is not None

    async def names(self) -> list[str]:
        """The keys of all characters, sorted."""
        return sorted(self._characters)

    async def load_document(self, key: str) -> bytes | None:
        """The document, or None if there is none."""
        return self._documents.get(key)

    async def document_keys(self, prefix: str = "") -> list[str]:
        """The keys of the documents that begin so, sorted."""
        return sorted(key for key in self._documents if key.startswith(prefix))
