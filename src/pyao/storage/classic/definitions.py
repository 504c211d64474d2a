"""Objects, NPCs, spells and the balance from their data files.

What a field is called in the files stands with its declaration in `pyao.content`.  Source: 06-items §1, 08-npcs §1,
05-magic §1, 04-combat §4.
"""

from __future__ import annotations

from dataclasses import fields
from enum import IntEnum
from typing import TYPE_CHECKING, Any, TypeVar

from pyao.content.balance import AttributeChange, Balance
from pyao.content.enums import City, ObjectType, PlayerClass, Race
from pyao.content.items import ItemDef
from pyao.content.keys import KEY, TYPES
from pyao.content.npcs import NpcDef
from pyao.content.spells import Change, SpellDef
from pyao.storage.classic.ini import leading_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.content.content import Place
    from pyao.storage.classic.findings import Findings
    from pyao.storage.classic.ini import Ini, Section

D = TypeVar("D", ItemDef, NpcDef, SpellDef)

CLASS_NAMES = {
    "Mago": PlayerClass.MAGE,
    "Clerigo": PlayerClass.CLERIC,
    "Guerrero": PlayerClass.WARRIOR,
    "Asesino": PlayerClass.ASSASSIN,
    "Ladron": PlayerClass.THIEF,
    "Bardo": PlayerClass.BARD,
    "Druida": PlayerClass.DRUID,
    "Bandido": PlayerClass.BANDIT,
    "Paladin": PlayerClass.PALADIN,
    "Cazador": PlayerClass.HUNTER,
    "Trabajador": PlayerClass.WORKER,
    "Pirata": PlayerClass.PIRAT,
}
RACE_NAMES = {
    "Humano": Race.HUMAN,
    "Elfo": Race.ELF,
    "Drow": Race.DROW,
    "Gnomo": Race.GNOME,
    "Enano": Race.DWARF,
}
CITY_NAMES = {
    "Ullathorpe": City.ULLATHORPE,
    "Nix": City.NIX,
    "Banderbill": City.BANDERBILL,
    "Lindos": City.LINDOS,
    "Arghal": City.ARGHAL,
    "Arkhein": City.ARKHEIN,
}
START_CITY = "Nemahuak"

FORBIDDEN_CLASSES, DROPS, NPC_SPELLS_MAX = 12, 5, 100
_CLASS_BY_UPPER = {name.upper(): value for name, value in CLASS_NAMES.items()}
_CHANGES = {
    "hp": "HP",
    "mana_change": "Mana",
    "stamina_change": "Sta",
    "hunger": "Ham",
    "thirst": "Sed",
    "agility": "AG",
    "strength": "FU",
}


def read_items(ini: Ini, findings: Findings) -> dict[int, ItemDef]:
    """Every object of obj.dat by number."""
    items: dict[int, ItemDef] = {}
    for number, section in ini.numbered("OBJ"):
        kind = _object_type(ini, section, findings)
        values = _simple(ItemDef, section, kind)
        closed = section.number("abierta") == 1
        values |= {
            "id": number,
            "type": kind,
            "locked": closed and section.number("Llave") == 1,
            "wood": section.number("Madera") if section.number("SkCarpinteria") > 0 else 0,
            "forbidden_classes": frozenset(_forbidden(ini, section, findings)),
        }
        items[number] = ItemDef(**values)
    return items


def read_npcs(ini: Ini) -> dict[int, NpcDef]:
    """Every NPC of NPCs.dat by number."""
    npcs: dict[int, NpcDef] = {}
    for number, section in ini.numbered("NPC"):
        values = _simple(NpcDef, section)
        values |= {
            "id": number,
            "stock": tuple(_pair(section, f"Obj{k}") for k in range(1, section.number("NROITEMS") + 1)),
            "drops": tuple(_pair(section, f"Drop{k}") for k in range(1, DROPS + 1)),
            "spells": tuple(
                section.number(f"Sp{k}") for k in range(1, min(NPC_SPELLS_MAX, section.number("LanzaSpells")) + 1)
            ),
            "creatures": tuple(
                (section.number(f"CI{k}"), section.text(f"CN{k}")) for k in range(1, section.number("NroCriaturas") + 1)
            ),
            "phrases": tuple(section.text(f"Exp{k}") for k in range(1, section.number("NROEXP") + 1)),
        }
        npcs[number] = NpcDef(**values)
    return npcs


def read_spells(ini: Ini) -> dict[int, SpellDef]:
    """Every spell of Hechizos.dat by number."""
    spells: dict[int, SpellDef] = {}
    for number, section in ini.numbered("HECHIZO"):
        values = _simple(SpellDef, section)
        values |= {
            field: Change(section.number(f"Sube{name}"), section.number(f"Min{name}"), section.number(f"Max{name}"))
            for field, name in _CHANGES.items()
        }
        spells[number] = SpellDef(**(values | {"id": number}))
    return spells


def read_balance(ini: Ini) -> Balance:
    """Balance.dat."""
    races, spread = ini.section("MODRAZA"), ini.section("DISTRIBUCION")

    def factors(section: str) -> dict[PlayerClass, float]:
        values = ini.section(section)
        return {number: values.real(name) for name, number in CLASS_NAMES.items()}

    return Balance(
        race_attributes={
            race: AttributeChange(
                *(
                    races.number(name + attribute)
                    for attribute in ("Fuerza", "Agilidad", "Inteligencia", "Carisma", "Constitucion")
                )
            )
            for name, race in RACE_NAMES.items()
        },
        evasion=factors("MODEVASION"),
        weapon_attack=factors("MODATAQUEARMAS"),
        ranged_attack=factors("MODATAQUEPROYECTILES"),
        wrestling_attack=factors("MODATAQUEWRESTLING"),
        weapon_damage=factors("MODDAÑOARMAS"),
        ranged_damage=factors("MODDAÑOPROYECTILES"),
        wrestling_damage=factors("MODDAÑOWRESTLING"),
        shield=factors("MODESCUDO"),
        life=factors("MODVIDA"),
        whole_distribution=tuple(spread.number(f"E{k}") for k in range(1, 6)),
        half_distribution=tuple(spread.number(f"S{k}") for k in range(1, 5)),
        mana_recovery_pct=ini.section("EXTRA").number("PorcentajeRecuperoMana"),
        party_level_exponent=ini.section("PARTY").real("ExponenteNivelParty", 1.0),
        faction_rewards=tuple(ini.section("RECOMPENSAFACCION").number(f"Rango{k}") for k in range(1, 16)),
    )


def read_cities(ini: Ini) -> tuple[dict[City, Place], Place | None]:
    """Ciudades.Dat: the home cities, and where the game begins (`None` = it does not say)."""

    def place(name: str) -> Place:
        section = ini.section(name)
        return section.number("MAPA"), section.number("X"), section.number("Y")

    start = place(START_CITY)
    return {city: place(name) for name, city in CITY_NAMES.items()}, start if start[0] else None


def read_indexes(ini: Ini, prefix: str) -> tuple[int, ...]:
    """A list of objects, one a section: what smiths and carpenters can make."""
    return tuple(section.number("Index") for _number, section in ini.numbered(prefix))


def read_lines(ini: Ini, section: str) -> tuple[str, ...]:
    """Numbered lines: the message of the day, the help.  `[INIT] NumLines` says how many."""
    lines = ini.section(section)
    return tuple(lines.text(f"Line{k}") for k in range(1, ini.section("INIT").number("NumLines") + 1))


def _simple(kind: type[D], section: Section, object_type: ObjectType | None = None) -> dict[str, Any]:
    """The fields that stand under one key each."""
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
            number = section.number(name)
            values[field.name] = type(default)(number) if number in list(type(default)) else default
        else:
            values[field.name] = section.number(name)
    return values


def _object_type(ini: Ini, section: Section, findings: Findings) -> ObjectType:
    number = section.number("ObjType")
    if number in list(ObjectType):
        return ObjectType(number)
    findings.warn(ini.file, section.line_of("ObjType"), f"[{section.name}] has the unknown type {number}")
    return ObjectType.NONE


def _forbidden(ini: Ini, section: Section, findings: Findings) -> Iterator[PlayerClass]:
    for k in range(1, FORBIDDEN_CLASSES + 1):
        name = section.text(f"CP{k}").strip().upper()
        if name in _CLASS_BY_UPPER:
            yield _CLASS_BY_UPPER[name]
        elif name:
            findings.warn(ini.file, section.line_of(f"CP{k}"), f"[{section.name}] forbids the unknown class {name}")


def _pair(section: Section, key: str) -> tuple[int, int] | None:
    """`object-amount`; `None` = the key is missing or names no object."""
    item, _dash, amount = section.text(key).partition("-")
    number = leading_number(item)
    return (number, leading_number(amount)) if number else None
