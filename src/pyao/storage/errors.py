"""What can go wrong with a store, and whose fault it is."""

from __future__ import annotations


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
