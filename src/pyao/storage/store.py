"""What the game wants of a durable store, whatever it is made of.

Characters go in whole; everything else that lasts (guilds, forums, the state of the world, banned addresses …) is a
document: bytes under a key.  The game itself talks to a store through `Saver`; tools may use it directly.
Source: docs/architecture.md "Saving"; 02-sessions-and-characters §6.1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from pyao.storage.records import freeze
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pyao.world.record import CharacterRecord


@dataclass(frozen=True, slots=True)
class SaveBatch:
    """What is saved together or not at all, as it was at one moment."""

    characters: Mapping[str, bytes] = field(default_factory=dict)
    """Frozen records by character key."""

    documents: Mapping[str, bytes | None] = field(default_factory=dict)
    """Contents by document key; None removes the document."""

    @classmethod
    def of(
        cls, records: Iterable[CharacterRecord] = (), documents: Mapping[str, bytes | str | None] | None = None
    ) -> SaveBatch:
        """The batch as things are now; what changes later is not in it.  Text is kept as UTF-8."""
        return cls(
            characters={key_of(record.name): freeze(record) for record in records},
            documents={
                key: value.encode() if isinstance(value, str) else value for key, value in (documents or {}).items()
            },
        )

    def __bool__(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.characters or self.documents)


class Store(Protocol):
    """A durable store.  Names are looked up without regard to case.

    Every call may raise `StoreUnavailable`; reading a character may raise `CharacterUnreadable` (see `errors`).
    What a call wrote is there for every later call, and outlives the process as far as the medium does.
    """

    async def open(self) -> None:
        """Make ready; brings what an older version has written up to date."""

    async def close(self) -> None:
        """Finish what was begun and let go."""

    async def exists(self, name: str) -> bool:
        """Whether there is such a character."""

    async def load(self, name: str) -> CharacterRecord | None:
        """The character, or None if there is no such one."""

    async def create(self, record: CharacterRecord) -> None:
        """Add a new character; `CharacterExists` if the name is taken, even by somebody at the same instant."""

    async def save(self, batch: SaveBatch) -> None:
        """Write everything of the batch, or nothing of it."""

    async def update(self, name: str, change: Callable[[CharacterRecord], None]) -> CharacterRecord | None:
        """Read, change and write one character with nothing in between; gives it as changed, None = no such one.

        `change` may run on another thread and more than once: it touches nothing but the record it is given.  What it
        raises comes out here and nothing is written.
        """

    async def delete(self, name: str) -> bool:
        """Remove a character; False if there was none."""

    async def names(self) -> list[str]:
        """The keys of all characters, sorted."""

    async def load_document(self, key: str) -> bytes | None:
        """The document, or None if there is none."""

    async def document_keys(self, prefix: str = "") -> list[str]:
        """The keys of the documents that begin so, sorted."""
