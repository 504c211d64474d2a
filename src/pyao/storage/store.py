"""What the game needs of a durable store, whatever it is made of.

Characters are stored whole; everything else that lasts (forums, the ledger, banned addresses …) is a document: bytes
under a key.  The game itself uses a store through `Saver`; tools may use it directly.
Source: docs/architecture.md "Saving"; 02-sessions-and-characters §6.1.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pyao.storage.records import freeze
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pyao.storage.locks import Holder
    from pyao.world.record import CharacterRecord


@dataclass(frozen=True, slots=True)
class SaveBatch:
    """Everything that is saved together or not at all, as it was at one moment."""

    characters: Mapping[str, bytes | None] = field(default_factory=dict)
    """Serialised records by character key; `None` removes the character."""

    documents: Mapping[str, bytes | None] = field(default_factory=dict)
    """Contents by document key; `None` removes the document."""

    moved: Mapping[str, str] = field(default_factory=dict)
    """From whose key to whose the earlier states go, before anything is written; see `history`."""

    apart: frozenset[str] = frozenset()
    """The keys of characters whose present state is kept in any case when this one takes its place."""

    @classmethod
    def of(
        cls,
        records: Iterable[CharacterRecord] = (),
        documents: Mapping[str, bytes | str | None] | None = None,
        *,
        removed: Iterable[str] = (),
        moved: Mapping[str, str] | None = None,
        apart: Iterable[str] = (),
        frozen: Mapping[str, bytes] | None = None,
    ) -> SaveBatch:
        """The batch of these records and documents as they are now, without later changes.  Text is kept as UTF-8.

        The characters of the keys `removed` are taken out of the store, with their earlier states unless these move.
        `frozen` are characters that have been serialised already, by key.
        """
        gone: dict[str, bytes | None] = dict.fromkeys(removed)
        return cls(
            characters=gone | dict(frozen or {}) | {key_of(record.name): freeze(record) for record in records},
            documents={
                key: value.encode() if isinstance(value, str) else value for key, value in (documents or {}).items()
            },
            moved=moved or {},
            apart=frozenset(apart),
        )

    def over(self, other: SaveBatch) -> SaveBatch:
        """Both in one; of what both write, this one's counts."""
        return replace(
            self,
            characters={**other.characters, **self.characters},
            documents={**other.documents, **self.documents},
            apart=self.apart | other.apart,
        )

    def __bool__(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.characters or self.documents)


class StoreSize(NamedTuple):
    """How much a store holds."""

    characters: int
    bytes: int
    """What all of it takes on the disk or in the memory of Redis."""


class Store(Protocol):
    """A durable store.  Names are looked up without regard to case.

    Every call may raise `StoreUnavailable`; reading a character may raise `CharacterUnreadable` (see `errors`).
    Every later call sees what a call wrote; it outlives the process if the medium does.
    """

    async def open(self) -> None:
        """Prepare the store, and bring what an older version has written up to date."""

    async def hold(self, holder: Holder) -> None:
        """Keep every other process that asks for it off this open store until it is closed; `InUse` if one has it."""

    async def close(self) -> None:
        """Finish what has begun and release the medium."""

    async def exists(self, name: str) -> bool:
        """Whether there is a character with that name."""

    async def load(self, name: str) -> CharacterRecord | None:
        """The character; `None` = no such character."""

    async def create(self, record: CharacterRecord) -> None:
        """Add a new character; `CharacterExists` if the name is taken, even by somebody at the same instant."""

    async def save(self, batch: SaveBatch) -> None:
        """Write everything of the batch, or nothing of it."""

    async def update(self, name: str, change: Callable[[CharacterRecord], None]) -> CharacterRecord | None:
        """Read, change and write one character with nothing in between; the changed record, `None` = no such.

        `change` may run on another thread and more than once, so it touches only the record it is given.  What it
        raises comes out here and nothing is written.
        """

    async def delete(self, name: str) -> bool:
        """Remove a character and its earlier states; `False` = there was none."""

    async def states(self, name: str) -> list[int]:
        """When each kept state of a character was saved, in seconds since 1970, oldest first; the present one is last.

        Empty = there is no such character.
        """

    async def state_at(self, name: str, moment: int) -> tuple[int, CharacterRecord] | None:
        """The state that counted at a moment, and when it was saved; `None` = none of that age is kept.

        Its name is the key: it may have had another one then.
        """

    async def names(self) -> list[str]:
        """The keys of all characters, sorted."""

    async def size(self) -> StoreSize:
        """How much it holds by now."""

    async def load_document(self, key: str) -> bytes | None:
        """The document; `None` = there is none."""

    async def document_keys(self, prefix: str = "") -> list[str]:
        """The keys of the documents that begin with the prefix, sorted."""
