"""The store that forgets everything when the process ends, for tests and for trying things out.

Records are kept serialised as in any other store, so that nobody shares an object with it by accident.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.storage.errors import CharacterExists
from pyao.storage.history import HistoryPlan, Kept, Rounds, pack, succession, surplus, unpack
from pyao.storage.records import freeze, thaw
from pyao.storage.store import StoreSize
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.storage.locks import Holder
    from pyao.storage.store import SaveBatch
    from pyao.world.record import CharacterRecord


class MemoryStore:
    """A `Store` in dictionaries."""

    def __init__(self, plan: HistoryPlan | None = None) -> None:
        self._plan = plan or HistoryPlan()
        self._rounds = Rounds()
        self._history: dict[str, dict[int, bytes]] = {}
        self._bytes = 0
        self._saved: dict[str, int] = {}
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
        self._write(key, freeze(record))

    async def save(self, batch: SaveBatch) -> None:
        for source, target in batch.moved.items():
            if states := self._history.pop(source, None):
                self._history[target] = states
        for key, frozen in batch.characters.items():
            if frozen is None:
                self._remove(key)
            else:
                self._write(key, frozen, apart=key in batch.apart)
        for key, value in batch.documents.items():
            if value is None:
                self._documents.pop(key, None)
            else:
                self._documents[key] = value

    async def update(self, name: str, change: Callable[[CharacterRecord], None]) -> CharacterRecord | None:
        record = await self.load(name)
        if record is not None:
            change(record)
            self._write(key_of(name), freeze(record))
        return record

    async def delete(self, name: str) -> bool:
        return self._remove(key_of(name))

    async def states(self, name: str) -> list[int]:
        key = key_of(name)
        return [*sorted(self._history.get(key, ())), self._saved[key]] if key in self._saved else []

    async def state_at(self, name: str, moment: int) -> tuple[int, CharacterRecord] | None:
        key = key_of(name)
        if self._saved.get(key, moment + 1) <= moment:
            return self._saved[key], thaw(key, self._characters[key])
        kept = self._history.get(key, {})
        at = max((at for at in kept if at <= moment), default=None)
        return None if at is None else (at, unpack(key, kept[at]))

    async def names(self) -> list[str]:
        return sorted(self._characters)

    async def size(self) -> StoreSize:
        kept = (self._characters, self._documents)
        return StoreSize(len(self._characters), sum(len(value) for one in kept for value in one.values()))

    async def load_document(self, key: str) -> bytes | None:
        return self._documents.get(key)

    async def document_keys(self, prefix: str = "") -> list[str]:
        return sorted(key for key in self._documents if key.startswith(prefix))

    def _remove(self, key: str) -> bool:
        self._saved.pop(key, None)
        self._bytes -= sum(map(len, self._history.pop(key, {}).values()))
        return self._characters.pop(key, None) is not None

    def _write(self, key: str, frozen: bytes, *, apart: bool = False) -> None:
        now, before = self._plan.now_s(), self._characters.get(key)
        if before == frozen:
            return
        if before is not None:
            saved = self._saved[key]
            now, keep = succession(saved, now, apart=apart)
            if keep and self._plan.on:
                self._keep(key, saved, pack(before))
                self._tidy(key, now)
        self._characters[key], self._saved[key] = frozen, now

    def _keep(self, key: str, at: int, packed: bytes) -> None:
        self._history.setdefault(key, {})[at] = packed
        self._bytes += len(packed)

    def _forget(self, key: str, at: int) -> None:
        self._bytes -= len(self._history[key].pop(at))

    def _tidy(self, key: str, now: int) -> None:
        if self._rounds.due(key, now):
            kept = [Kept(at, len(packed)) for at, packed in self._history[key].items()]
            for at, _size in surplus(kept, now, self._plan.character_kib << 10):
                self._forget(key, at)
        if self._bytes > self._plan.total_mib << 20:
            for at, of in sorted((at, of) for of, states in self._history.items() for at in states):
                if self._bytes <= self._plan.total_mib << 20:
                    return
                self._forget(of, at)
