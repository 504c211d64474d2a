"""The store that forgets everything when the process ends, for tests and for trying things out.

Records are kept serialised as in any other store, so that nobody shares an object with it by accident.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.storage.errors import CharacterExists
from pyao.storage.records import freeze, thaw
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.storage.locks import Holder
    from pyao.storage.store import SaveBatch
    from pyao.world.record import CharacterRecord


class MemoryStore:
    """A `Store` in two dictionaries."""

    def __init__(self) -> None:
        self._characters: dict[str, bytes] = {}
        self._documents: dict[str, bytes] = {}

    async def open(self) -> None:
        """There is nothing to do."""

    async def hold(self, holder: Holder) -> None:
        """Nobody else can have it."""

    async def close(self) -> None:
        """What was saved stays as long as the object does."""

    async def exists(self, name: str) -> bool:
        return key_of(name) in self._characters

    async def load(self, name: str) -> CharacterRecord | None:
        frozen = self._characters.get(key_of(name))
        return None if frozen is None else thaw(key_of(name), frozen)

    async def create(self, record: CharacterRecord) -> None:
        key = key_of(record.name)
        if key in self._characters:
            raise CharacterExists(key)
        self._characters[key] = freeze(record)

    async def save(self, batch: SaveBatch) -> None:
        for kept, changed in ((self._characters, batch.characters), (self._documents, batch.documents)):
            for key, value in changed.items():
                if value is None:
                    kept.pop(key, None)
                else:
                    kept[key] = value

    async def update(self, name: str, change: Callable[[CharacterRecord], None]) -> CharacterRecord | None:
        record = await self.load(name)
        if record is not None:
            change(record)
            self._characters[key_of(name)] = freeze(record)
        return record

    async def delete(self, name: str) -> bool:
        return self._characters.pop(key_of(name), None) is not None

    async def names(self) -> list[str]:
        return sorted(self._characters)

    async def load_document(self, key: str) -> bytes | None:
        return self._documents.get(key)

    async def document_keys(self, prefix: str = "") -> list[str]:
        return sorted(key for key in self._documents if key.startswith(prefix))
