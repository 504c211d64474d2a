"""What lies outside the game and answers it: the store, the hashing of passwords, the program's files.

`Asker` is how it is asked: a recorder asks and notes the answer, a replay reads the answer from the recording.  Every
question has a name, a way to put its answer into JSON, and the way back.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from pyao.replay.secrets import without_hashes
from pyao.storage.errors import (
    CharacterExists,
    CharacterUnreadable,
    DocumentUnreadable,
    StoreError,
    StoreUnavailable,
)
from pyao.storage.passwords import LOCKED, PasswordCheck
from pyao.storage.records import freeze, thaw
from pyao.tasks.ports import CharactersUnavailable, ReloadRefused, SettingRefused, UnreadableRecord, Unwanted
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from pyao.network.course import R
    from pyao.storage.locks import Holder
    from pyao.storage.store import SaveBatch, Store, StoreSize
    from pyao.tasks.ports import Check, Passwords
    from pyao.world.record import CharacterRecord


class Asker(Protocol):
    """Asks what lies outside."""

    async def ask(self, question: Callable[[], Awaitable[R]], say: Callable[[R], Any], read: Callable[[Any], R]) -> R:
        """The answer; `say` makes JSON of it, `read` makes it of JSON."""


@dataclass(slots=True)
class AskedStore:
    """A store as the game asks it."""

    store: Store
    asker: Asker

    async def open(self) -> None:
        """See `Store`; not asked by the game."""
        await self.store.open()

    async def hold(self, holder: Holder) -> None:
        """See `Store`; not asked by the game."""
        await self.store.hold(holder)

    async def close(self) -> None:
        """See `Store`; not asked by the game."""
        await self.store.close()

    async def exists(self, name: str) -> bool:
        """See `Store`."""
        return await self.asker.ask(lambda: self.store.exists(name), _plain, bool)

    async def load(self, name: str) -> CharacterRecord | None:
        """See `Store`."""
        return await self.asker.ask(lambda: self.store.load(name), _said_record, _record)

    async def create(self, record: CharacterRecord) -> None:
        """See `Store`."""
        await self.asker.ask(lambda: self.store.create(record), _plain, _plain)

    async def save(self, batch: SaveBatch) -> None:
        """See `Store`."""
        await self.asker.ask(lambda: self.store.save(batch), _plain, _plain)

    async def update(self, name: str, change: Callable[[CharacterRecord], None]) -> CharacterRecord | None:
        """See `Store`.  The answer is the record before the change, which is then made here again."""
        before: list[str] = []

        def noted(record: CharacterRecord) -> None:
            before[:] = [_said_record(record) or ""]
            change(record)

        def read(said: str | None) -> CharacterRecord | None:
            record = _record(said)
            if record is not None:
                change(record)
            return record

        return await self.asker.ask(
            lambda: self.store.update(name, noted), lambda record: before[0] if record is not None else None, read
        )

    async def delete(self, name: str) -> bool:
        """See `Store`."""
        return await self.asker.ask(lambda: self.store.delete(name), _plain, bool)

    async def states(self, name: str) -> list[int]:
        """See `Store`."""
        return await self.asker.ask(lambda: self.store.states(name), _plain, list)

    async def state_at(self, name: str, moment: int) -> tuple[int, CharacterRecord] | None:
        """See `Store`."""

        def say(found: tuple[int, CharacterRecord] | None) -> list[Any] | None:
            return [found[0], _said_record(found[1])] if found is not None else None

        def read(said: list[Any] | None) -> tuple[int, CharacterRecord] | None:
            record = _record(said[1]) if said is not None else None
            return (said[0], record) if said is not None and record is not None else None

        return await self.asker.ask(lambda: self.store.state_at(name, moment), say, read)

    async def names(self) -> list[str]:
        """See `Store`."""
        return await self.asker.ask(self.store.names, _plain, list)

    async def size(self) -> StoreSize:
        """See `Store`; it is for metrics and changes nothing in the game, so that nobody asks again what it was."""
        return await self.store.size()

    async def load_document(self, key: str) -> bytes | None:
        """See `Store`."""
        return await self.asker.ask(lambda: self.store.load_document(key), _said_document, _document)

    async def document_keys(self, prefix: str = "") -> list[str]:
        """See `Store`."""
        return await self.asker.ask(lambda: self.store.document_keys(prefix), _plain, list)


@dataclass(slots=True)
class AskedPasswords:
    """The hashing of passwords as the game asks for it: only whether one was right is ever said."""

    passwords: Passwords
    asker: Asker

    async def hash_password(self, password: str) -> str:
        """See `Passwords`."""
        return await self.asker.ask(lambda: self.passwords.hash_password(password), lambda _hash: LOCKED, str)

    async def verify_password(self, stored: str, typed: str, wanted: Callable[[], bool]) -> Check:
        """See `Passwords`."""

        def say(check: Check) -> list[bool]:
            return [check.ok, check.needs_rehash]

        return await self.asker.ask(
            lambda: self.passwords.verify_password(stored, typed, wanted), say, lambda said: PasswordCheck(*said)
        )


_FAULTS: dict[str, type[Exception]] = {
    kind.__name__: kind
    for kind in (
        *(CharacterExists, CharacterUnreadable, DocumentUnreadable, StoreUnavailable, StoreError),
        *(CharactersUnavailable, ReloadRefused, SettingRefused, UnreadableRecord, Unwanted, Exception),
    )
}
"""What the game tells apart of what goes wrong outside."""


def said_fault(fault: Exception) -> list[Any]:
    """A failure of what was asked, in JSON: the nearest kind that the game knows, its text, and what else it says."""
    name = next(kind.__name__ for kind in type(fault).__mro__ if kind in _FAULTS.values())
    return [name, str(fault), {key: text for key, text in vars(fault).items() if isinstance(text, str)}]


def fault_of(name: str, text: str, more: Mapping[str, str]) -> Exception:
    """A failure as it was said."""
    kind = _FAULTS[name]
    fault = kind.__new__(kind)
    Exception.__init__(fault, text)
    vars(fault).update(more)
    return fault


def _plain(value: R) -> R:
    return value


def _said_record(record: CharacterRecord | None) -> str | None:
    return without_hashes(freeze(record).decode()) if record is not None else None


def _record(said: str | None) -> CharacterRecord | None:
    return thaw(key_of(json.loads(said)["name"]), said) if said is not None else None


def _said_document(document: bytes | None) -> str | None:
    return without_hashes(document.decode("utf-8", "surrogateescape")) if document is not None else None


def _document(said: str | None) -> bytes | None:
    return said.encode("utf-8", "surrogateescape") if said is not None else None
