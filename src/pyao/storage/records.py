"""Characters as they are stored: one JSON object each, read strictly.

A field that an older version did not write takes its default.  A field that this version does not know, or a value that
does not fit, makes the character unreadable: it must not be loaded in part and then be saved over.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import TYPE_CHECKING, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from pyao.content.enums import PlayerClass, Race
from pyao.storage.errors import CharacterUnreadable
from pyao.world import record as model
from pyao.world.record import CharacterRecord, SkillRecord, Worn, key_of

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

for part in list(vars(model).values()):
    if isinstance(part, type) and is_dataclass(part):
        part.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[attr-defined]  # read by TypeAdapter

_CHARACTER = TypeAdapter(CharacterRecord)
_CLASSES, _RACES = frozenset(map(int, PlayerClass)), frozenset(map(int, Race))
_WEARABLE = frozenset(range(model.INVENTORY_SLOTS + 1))


def freeze(record: CharacterRecord) -> bytes:
    """The character as it is now, in the form that is stored."""
    return _CHARACTER.dump_json(record)


def thaw(key: str, frozen: bytes | str) -> CharacterRecord:
    """The character stored under that key; `CharacterUnreadable` if it can't be read."""
    try:
        record = _CHARACTER.validate_json(frozen)
    except ValidationError as refused:
        error = refused.errors(include_url=False)[0]
        field = ".".join(map(str, error["loc"])) or "(all)"
        reason = "unknown" if error["type"] == "unexpected_keyword_argument" else error["msg"]
        raise CharacterUnreadable(key, field, reason) from None
    if key_of(record.name) != key:
        raise CharacterUnreadable(key, "name", f"{record.name!r} belongs under another key")
    _check_numbers(key, record)
    _fill_up(key, "skills", record.skills, model.SKILL_COUNT, SkillRecord)
    _fill_up(key, "inventory", record.inventory, model.INVENTORY_SLOTS, _nothing)
    _fill_up(key, "bank", record.bank, model.BANK_SLOTS, _nothing)
    _fill_up(key, "spells", record.spells, model.SPELL_SLOTS, int)
    _fill_up(key, "pets", record.pets, model.PET_SLOTS, int)
    return record


def _fill_up(key: str, name: str, kept: list[T], slots: int, empty: Callable[[], T]) -> None:
    """Make a list as long as this version has places; it must not be longer."""
    if len(kept) > slots:
        raise CharacterUnreadable(key, name, f"{len(kept)} places, there are only {slots}")
    kept.extend(empty() for _ in range(slots - len(kept)))


def _check_numbers(key: str, record: CharacterRecord) -> None:
    """Class, race and the slots of worn objects must be numbers that exist."""
    for name, number, there_are in (
        ("player_class", record.player_class, _CLASSES),
        ("race", record.race, _RACES),
        *((f"equipment.{worn.value}", record.equipment.slot_of(worn), _WEARABLE) for worn in Worn),
    ):
        if number not in there_are:
            raise CharacterUnreadable(key, name, f"{number} is none")


def _nothing() -> None:
    """The content of an empty slot."""
