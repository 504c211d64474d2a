"""The texts of a world that players read: where they stand, and the content with those that catalogues translate."""

from __future__ import annotations

from dataclasses import replace
from operator import is_
from typing import TYPE_CHECKING, Any, Final

from pyao.messaging.i18n import of_world

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyao.content.content import Content

TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    "errands": ("title", "offer", "thanks"),
    "items": ("name", "text"),
    "maps": ("name",),
    "npcs": ("name", "description", "creatures", "phrases"),
    "spells": ("name", "description", "caster_text", "target_text", "self_text"),
}
"""The fields with texts, by table of numbered definitions.  Magic words are the same in every language."""

LISTS: Final = ("motd", "help", "spawn_list")
"""The lists of texts, or of pairs with a text, that stand by themselves."""


def texts_in(value: object) -> Iterator[str]:
    """The texts in the value of a field: itself, or those of its rows."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from texts_in(one)


def translatable(content: Content, *, built_in: bool) -> Content:
    """The content, in which every text that a catalogue of the world has can be read in other languages.

    `built_in` = it is the built-in world, whose catalogues are ours.
    """

    def readable(value: object) -> object:
        if isinstance(value, tuple):
            rows = tuple(map(readable, value))
            return value if all(map(is_, rows, value)) else rows
        return of_world(value, built_in=built_in) if isinstance(value, str) else value

    def changes(holder: object, names: tuple[str, ...]) -> dict[str, Any]:
        given = {name: getattr(holder, name) for name in names}
        return {name: made for name, value in given.items() if (made := readable(value)) is not value}

    tables: dict[str, Any] = {
        table: {
            number: replace(one, **changed) if (changed := changes(one, names)) else one
            for number, one in getattr(content, table).items()
        }
        for table, names in TEXTS.items()
    }
    return replace(content, **tables, **changes(content, LISTS))
