"""What can go wrong with a store, and whose fault it is."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class StoreError(Exception):
    """The store can't do what was asked of it."""


class StoreUnavailable(StoreError):
    """The store can't be reached or written (a full disk, a lost connection); it may work again later."""


class CharacterExists(StoreError):
    """A character can't be created: the name is taken."""

    def __init__(self, key: str) -> None:
        """`key` = the upper-cased name that is taken."""
        super().__init__(f"character {key} exists")
        self.key = key


class CharacterUnreadable(StoreError):
    """A stored character can't be read by this version; the text names the character and the field."""

    def __init__(self, key: str, field: str, reason: str) -> None:
        """`field` = a path such as `vitals.hp`."""
        super().__init__(f"character {key}: field {field}: {reason}")
        self.key = key
        self.field = field


class DocumentUnreadable(StoreError):
    """A stored document can't be read; the text names its key.  It must not be read in part and then be saved over."""

    def __init__(self, key: str, reason: object) -> None:
        """`reason` = what was found in it, or missed."""
        super().__init__(f"the stored document {key} can't be read: {reason}")
        self.key = key


@contextmanager
def reading_document(key: str) -> Iterator[None]:
    """Let what is wrong with a document's content come out as `DocumentUnreadable`."""
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError) as fault:
        raise DocumentUnreadable(key, f"{type(fault).__name__}: {fault}") from fault
