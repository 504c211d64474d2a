"""Reading objects, NPCs and spells from their data files.

The key of each field in the files is given where the field is declared, in `pyao.content`.
Source: 06-items §1, 08-npcs §1, 05-magic §1.
"""

from __future__ import annotations

from dataclasses import fields
from enum import IntEnum
from typing import TYPE_CHECKING, Any, TypeVar

from pyao.content.enums import ObjectType
from pyao.content.items import ItemDef
from pyao.content.keys import KEY, LIMITS, SHORT, TYPES
from pyao.content.npcs import NpcDef, NpcType
from pyao.content.spells import SpellDef, SpellEffect, SpellType
from pyao.storage.classic.findings import listed
from pyao.storage.classic.tables import CLASS_NAMES
from pyao.world.stock import STOCK_SLOTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.content.enums import PlayerClass
    from pyao.storage.classic.ini import Ini, Section

D = TypeVar("D", ItemDef, NpcDef, SpellDef)

FIRST_HOSTILE = 500
"""Servers with two files of NPCs look for this number and those above it in the second one."""

FORBIDDEN_CLASSES, DROPS, CREATURES, NPC_SPELLS, PHRASES = 12, 5, 7, 100, 100

_CLASS_BY_UPPER = {name.upper(): value for name, value in CLASS_NAMES.items()}
CHANGES = {
    "Ham": ("hunger_up", "hunger_down"),
    "Sed": ("thirst_up", "thirst_down"),
    "AG": ("agility_up", "agility_down"),
    "FU": ("strength_up", "strength_down"),
    "HP": ("heal", "damage"),
    "Mana": ("mana_up", "mana_down"),
    "Sta": ("stamina_up", "stamina_down"),
}
"""The effects for `SubeX=1` and `SubeX=2`, in the order in which they happen.  Source: 05-magic §8."""

_NEVER_ROLLED = frozenset({"Mana", "Sta"})
STATES = {
    "Invisibilidad": "invisibility",
    "Mimetiza": "mimicry",
    "Envenena": "poison",
    "CuraVeneno": "cure_poison",
    "Maldicion": "curse",
    "RemoverMaldicion": "remove_curse",
    "Bendicion": "bless",
    "Paraliza": "paralyse",
    "Inmoviliza": "immobilise",
    "RemoverParalisis": "remove_paralysis",
    "RemoverEstupidez": "remove_dumbness",
    "Revivir": "revive",
    "Ceguera": "blind",
    "Estupidez": "dumb",
    "RemueveInvisibilidadParcial": "reveal",
}
"""The effect of each flag, in the order in which they happen.  Source: 05-magic §7."""

_OBJECT_TYPES = frozenset(ObjectType)
_RAISE_OR_LOWER = (0, 2)

_REPEATED_HP = {35: (0, 60), 36: (0, 95)}
"""Damage that the original reads for spells that give SubeHP, MinHP and MaxHP twice.  Source: 05-magic §1 Quirk."""


def read_items(ini: Ini) -> dict[int, ItemDef]:
    """Every object of obj.dat by number."""
    items: dict[int, ItemDef] = {}
    ini.wants_some("OBJ", "objects")
    for number, section in _announced(ini, "OBJ", "NumObjs"):
        section.wants("Name", "GrhIndex", "ObjType")
        number_of_type = section.number("ObjType")
        kind = ObjectType(number_of_type) if number_of_type in _OBJECT_TYPES else ObjectType.NONE
        values = _simple(ItemDef, section, kind)
        values |= {
            "id": number,
            "locked": section.number("Llave") == 1 and values["closed"],
            "wood": section.number("Madera", SHORT) if values["carpentry"] > 0 else 0,
            "forbidden_classes": frozenset(_forbidden(section)),
        }
        items[number] = ItemDef(**values)
    ini.note_unused(*_keys(ItemDef), "SND2", "SND3", "RazaElfa", "RazaGnoma", "RazaHumana")
    return items


def read_npcs(ini: Ini, hostile: Ini | None = None) -> dict[int, NpcDef]:
    """Every NPC of NPCs.dat by number, and of the second file that older servers keep the monsters in."""
    npcs = _read_npcs(ini)
    for number, npc in _read_npcs(hostile).items() if hostile else ():
        counts = number >= FIRST_HOSTILE or number not in npcs
        if hostile and number in npcs:
            section = (hostile if counts else ini).section(f"NPC{number}")
            section.warn("", f"NPC {number} is in the other file of NPCs too; this one counts")
        if counts:
            npcs[number] = npc
    return npcs


def _read_npcs(ini: Ini) -> dict[int, NpcDef]:
    npcs: dict[int, NpcDef] = {}
    ini.wants_some("NPC", "NPCs")
    ini.section("INIT")
    for number, section in ini.numbered("NPC"):
        section.wants("Name", "Body", "Head")
        _member(section, "NpcType", NpcType.COMUN)
        values = _simple(NpcDef, section)
        goods = tuple(section.pair(f"Obj{k}") for k in range(1, STOCK_SLOTS + 1))
        values |= {
            "id": number,
            "stock": goods[: len(_up_to(section, "NROITEMS", STOCK_SLOTS))],
            "reserve": tuple(filter(None, goods[len(_up_to(section, "NROITEMS", STOCK_SLOTS)) :])),
            "drops": tuple(section.pair(f"Drop{k}") for k in range(1, DROPS + 1)),
            "spells": tuple(section.number(f"Sp{k}", SHORT) for k in _up_to(section, "LanzaSpells", NPC_SPELLS)),
            "creatures": tuple(
                (section.number(f"CI{k}", SHORT), section.text(f"CN{k}"))
                for k in _up_to(section, "NroCriaturas", CREATURES)
            ),
            "phrases": tuple(section.text(f"Exp{k}") for k in _up_to(section, "NROEXP", PHRASES)),
        }
        npcs[number] = NpcDef(**values)
    ini.note_unused("OrigPos", "GuardiaPersigue", "GolpeExacto", "NumNPCs")
    return npcs


def read_spells(ini: Ini) -> dict[int, SpellDef]:
    """Every spell of Hechizos.dat by number."""
    spells: dict[int, SpellDef] = {}
    ini.wants_some("HECHIZO", "spells")
    for number, section in _announced(ini, "HECHIZO", "NumeroHechizos"):
        section.wants("Nombre", "Tipo", "Target")
        values = _simple(SpellDef, section)
        values |= {"id": number, "effects": (*_changes(number, section), *_states(section), *_summons(section))}
        spells[number] = SpellDef(**values)
    ini.note_unused("Invoca", "SubeCA", "MinCA", "MaxCA", "Resis", "Materializa", "ItemIndex")
    return spells


def _changes(number: int, section: Section) -> Iterator[SpellEffect]:
    """What the spell raises or lowers."""
    for key, kinds in CHANGES.items():
        direction = section.number(f"Sube{key}", _RAISE_OR_LOWER)
        low, high = section.number(f"Min{key}", SHORT), section.number(f"Max{key}", SHORT)
        if key == "HP" and number in _REPEATED_HP and "minhp" in section.repeated:
            direction, (low, high) = 2, _REPEATED_HP[number]
            section.note("MinHP", f"it takes {low} to {high} HP, as the original reads the two MinHP")
        if direction:
            yield SpellEffect(kinds[direction - 1], *((0, 0) if key in _NEVER_ROLLED else (low, high)))


def _states(section: Section) -> Iterator[SpellEffect]:
    """The states into which the spell puts its target."""
    for key, kind in STATES.items():
        if section.flag(key):
            yield SpellEffect(kind)


def _summons(section: Section) -> Iterator[SpellEffect]:
    """What the spell summons."""
    npc, count, calls_pets = section.number("NumNpc", SHORT), section.number("Cant", SHORT), section.flag("Warp")
    if calls_pets:
        yield SpellEffect("call_pets")
    elif npc or section.number("Tipo") == SpellType.SUMMON:
        yield SpellEffect("summon", npc=npc, count=count)


def _announced(ini: Ini, prefix: str, count: str) -> Iterator[tuple[int, Section]]:
    """The numbered sections; a finding if there are not as many as `[INIT]` says."""
    init = ini.section("INIT")
    highest = init.number(count)
    there: set[int] = set()
    for number, section in ini.numbered(prefix):
        if number > highest:
            section.warn("", f"its number is above {count}={highest}; it is loaded all the same")
        else:
            there.add(number)
        yield number, section
    if len(there) < highest:
        missing = (number for number in range(1, highest + 1) if number not in there)
        init.note(count, f"{highest - len(there)} of {highest} are not defined: {listed(missing)}")


def _up_to(section: Section, count: str, most: int) -> range:
    """The range 1, 2, 3 … up to the number under the key `count`, but not beyond `most`."""
    return range(1, section.count(count, most) + 1)


def _keys(kind: type[D]) -> list[str]:
    """All keys that such definitions can have."""
    return [field.metadata[KEY] for field in fields(kind) if KEY in field.metadata]


def _simple(kind: type[D], section: Section, object_type: ObjectType | None = None) -> dict[str, Any]:
    """The fields that are read from one key each."""
    values: dict[str, Any] = {}
    for field in fields(kind):
        name, types = field.metadata.get(KEY), field.metadata.get(TYPES)
        if name is None or (types and object_type not in types):
            continue
        default = field.default
        if isinstance(default, str):
            values[field.name] = section.text(name)
        elif isinstance(default, bool):
            values[field.name] = section.flag(name)
        elif isinstance(default, IntEnum):
            values[field.name] = type(default)(_member(section, name, default))
        else:
            values[field.name] = section.number(name, field.metadata[LIMITS])
    return values


def _member(section: Section, key: str, default: IntEnum) -> int:
    """A number that must be a member of the default's enum; the default, with a finding, if it is not."""
    number = section.number(key)
    if number in list(type(default)):
        return number
    section.warn(key, f"the unknown {key} {number}")
    return default


def _forbidden(section: Section) -> Iterator[PlayerClass]:
    """The classes that may not use the object; without a CP1 there are none.  Source: 06-items §6.2."""
    names = {k: section.text(f"CP{k}").strip().upper() for k in range(1, FORBIDDEN_CLASSES + 1)}
    if not names[1]:
        given = next((k for k, name in names.items() if name), None)
        if given is not None:
            section.warn(f"CP{given}", f"CP{given} does not count without a CP1")
        return
    for k, name in names.items():
        if name in _CLASS_BY_UPPER:
            yield _CLASS_BY_UPPER[name]
        elif name:
            section.warn(f"CP{k}", f"it forbids the unknown class {name}")
