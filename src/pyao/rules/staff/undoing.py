"""Bringing one character back to an earlier state, without touching any other.

What others got from it meanwhile stays theirs: what it has again is new in the world, as the ledger has to say.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import fields
from enum import Enum
from typing import TYPE_CHECKING

from pyao.content.enums import Skill
from pyao.world.ledger import COINS
from pyao.world.record import CharacterRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.record import ItemStack
    from pyao.world.world import World


class Share(Enum):
    """What part of a character is brought back."""

    ALL = "all"
    BANK = "bank"
    INVENTORY = "inventory"
    SKILLS = "skills"


OF_THE_PERSON = frozenset(
    {
        *("name", "password_hash", "email", "last_ips", "logged", "uptime_s", "text_encoding", "ignored", "last_poll"),
        *("banned", "banned_by", "ban_reason", "penalties", "jail_minutes"),
        *("guild", "royal_council", "chaos_council", "timed_states"),
    }
)
"""What never goes back: who it belongs to, what it has been punished for, and what others decide or write down too."""

PLACE = frozenset({"map", "x", "y", "last_map", "heading", "sailing", "dead"})
FIELDS = {
    Share.ALL: frozenset(field.name for field in fields(CharacterRecord)) - OF_THE_PERSON,
    Share.BANK: frozenset({"bank", "bank_gold"}),
    Share.INVENTORY: frozenset({"inventory", "gold", "equipment", "look"}),
    Share.SKILLS: frozenset({"skills", "free_skill_points", "assigned_skill_points"}),
}
"""The fields of a record that come back."""


def undone(present: CharacterRecord, earlier: CharacterRecord, share: Share) -> CharacterRecord:
    """The character as it will be; neither record is changed.

    Who is in jail stays there.  A bag comes back with the place where it was if one of the two is at sea, because
    without its boat nobody can be there.
    """
    after = deepcopy(present)
    names = FIELDS[share]
    if share is Share.ALL and present.jail_minutes:
        names -= PLACE - {"dead"}
    if share is Share.INVENTORY and (present.sailing or earlier.sailing):
        names |= PLACE
    for name in names:
        setattr(after, name, deepcopy(getattr(earlier, name)))
    return after


def differences(world: World, present: CharacterRecord, after: CharacterRecord) -> list[str]:
    """What changes, in words for the operator."""
    return [*_of_things(world, present, after), *_of_skills(present, after), *_of_the_rest(present, after)]


def item_name(world: World, item: int) -> str:
    """An object's name with its number, as the operator reads it."""
    if item == COINS:
        return "gold"
    definition = world.content.items.get(item)
    return f"{definition.name if definition is not None else 'object'} ({item})"


def _of_things(world: World, present: CharacterRecord, after: CharacterRecord) -> Iterator[str]:
    for where in ("gold", "bank_gold"):
        was, will = getattr(present, where), getattr(after, where)
        if was != will:
            yield f"{where.replace('_', ' ')}: {was:,} → {will:,} ({will - was:+,})"
    for where in ("inventory", "bank"):
        was, will = _counted(getattr(present, where)), _counted(getattr(after, where))
        for item in sorted(was.keys() | will.keys()):
            change = will.get(item, 0) - was.get(item, 0)
            if change:
                yield f"{where}: {change:+,} {item_name(world, item)}"
        if was == will and getattr(present, where) != getattr(after, where):
            yield f"{where}: the same things in other slots"


def _counted(slots: list[ItemStack | None]) -> dict[int, int]:
    counted: dict[int, int] = {}
    for stack in slots:
        if stack is not None:
            counted[stack.item] = counted.get(stack.item, 0) + stack.amount
    return counted


def _of_skills(present: CharacterRecord, after: CharacterRecord) -> Iterator[str]:
    for skill, was, will in zip(Skill, present.skills, after.skills, strict=False):
        if was.level != will.level:
            yield f"skill {skill.name.lower().replace('_', ' ')}: {was.level} → {will.level}"
        elif was != will:
            yield f"skill {skill.name.lower().replace('_', ' ')}: its experience"


def _of_the_rest(present: CharacterRecord, after: CharacterRecord) -> Iterator[str]:
    told = {"gold", "bank_gold", "inventory", "bank", "skills"}
    for name in (field.name for field in fields(CharacterRecord) if field.name not in told):
        was, will = getattr(present, name), getattr(after, name)
        if was == will:
            continue
        if isinstance(was, (int, float, str)):
            yield f"{name.replace('_', ' ')}: {was} → {will}"
        else:
            yield f"{name.replace('_', ' ')}: as it was"
