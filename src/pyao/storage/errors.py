"""What can go wrong with a store, and whose fault it is."""

from __future__ import annotations


class StoreError(Exception):
    """The store can't do what was asked."""


class StoreUnavailable(StoreError):
    """The store can't be reached or written (a full disk, a lost connection); later it may work again."""


class CharacterExists(StoreError):
    """A character can't be created: the name is taken."""

    def __init__(self, key: str) -> None:
        """`key` is the key that is taken."""
        super().__init__(f"character {key} exists")
        self.key = key


class CharacterUnreadable(StoreError):
    """A stored character that this version can't read; names the character and the field."""

    def __init__(self, key: str, field: str, reason: str) -> None:
        """`field` is a path such as `vitals.hp`."""
        super().__init__(f"character {key}: field {field}: {reason}")
        self.key = key
        self.field = field
