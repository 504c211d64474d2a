"""Reading characters of the original server: one `.chr` file each.

Their passwords are in clear, so they are handed on beside the record, to be hashed before anything is stored.
Source: 02-sessions-and-characters §6.2.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from pyao.content.enums import Gender, PlayerClass, Race
from pyao.content.keys import BYTE, SHORT
from pyao.content.maps import SIDE
from pyao.storage.classic.char_keys import long, read_fields, short
from pyao.storage.classic.ini import leading_number, read_ini
from pyao.storage.classic.tables import CITY_NAMES, CLASS_NAMES, RACE_NAMES
from pyao.storage.classic.texts import plain
from pyao.storage.passwords import LOCKED
from pyao.world.record import (
    BANK_SLOTS,
    INVENTORY_SLOTS,
    LAST_IPS,
    MAX_STACK,
    PET_SLOTS,
    SKILL_COUNT,
    SKILL_INITIAL_ELU,
    SPELL_SLOTS,
    USABLE_SLOTS,
    CharacterRecord,
    Equipment,
    ItemStack,
    SkillRecord,
)

if TYPE_CHECKING:
    from enum import IntEnum

    from pyao.storage.classic.findings import Findings
    from pyao.storage.classic.ini import Ini, Section

SKILL_LIMITS = (-1, BYTE[1])
"""A skill below 0 is kept as −1, for which the login is refused.  Source: 02 §4.1 #11."""

_STRICT: dict[str, tuple[str, ...]] = {
    "INIT": ("Genero", "Raza", "Clase", "Hogar", "Heading", "Head", "Body", "Arma", "Escudo", "Casco", "UpTime"),
    "FLAGS": ("Muerto", "Escondido", "Hambre", "Sed", "Desnudo", "Navegando", "Envenenado", "Paralizado"),
    "CONSEJO": ("PERTENECE", "PERTENECECAOS"),
    "COUNTERS": ("Pena",),
    "FACCIONES": (
        *("EjercitoReal", "EjercitoCaos", "rArCaos", "rArReal", "rExCaos", "rExReal", "Reenlistadas"),
        *("CiudMatados", "CrimMatados", "recCaos", "recReal", "NivelIngreso", "MatadosIngreso", "NextRecompensa"),
    ),
    "ATRIBUTOS": tuple(f"AT{k}" for k in range(1, 6)),
    "STATS": (
        *("GLD", "BANCO", "MaxHP", "MinHP", "MaxSTA", "MinSTA", "MaxMAN", "MinMAN", "MaxHIT", "MinHIT"),
        *("MaxAGU", "MinAGU", "MaxHAM", "MinHAM", "SkillPtsLibres", "EXP", "ELV", "ELU"),
    ),
    "MUERTES": ("UserMuertes", "NpcsMuertes"),
    "BancoInventory": ("CantidadItems",),
    "Inventory": (
        *("CantidadItems", "WeaponEqpSlot", "ArmourEqpSlot", "CascoEqpSlot", "EscudoEqpSlot", "BarcoSlot"),
        *("MunicionSlot", "AnilloSlot"),
    ),
    "MASCOTAS": ("NroMascotas",),
}
"""Keys by section; if one is missing or not a number, the character does not load.  Source: 02 §6.2 "strict"."""


_CHOICES: dict[str, type[IntEnum]] = {"Genero": Gender, "Raza": Race, "Clase": PlayerClass}
"""Keys whose number must be one of these."""


_LATER: dict[str, dict[str, int]] = {
    "INIT": {"Hogar": 1, "Heading": 3, "Arma": 2, "Escudo": 2, "Casco": 2, "UpTime": 0},
    "FLAGS": dict.fromkeys(_STRICT["FLAGS"], 0),
    "CONSEJO": dict.fromkeys(_STRICT["CONSEJO"], 0),
    "COUNTERS": dict.fromkeys(_STRICT["COUNTERS"], 0),
    "FACCIONES": dict.fromkeys(_STRICT["FACCIONES"], 0),
    "STATS": {"BANCO": 0, "SkillPtsLibres": 0},
    "MUERTES": dict.fromkeys(_STRICT["MUERTES"], 0),
    "BancoInventory": dict.fromkeys(_STRICT["BancoInventory"], 0),
    "Inventory": dict.fromkeys(_STRICT["Inventory"], 0),
    "MASCOTAS": dict.fromkeys(_STRICT["MASCOTAS"], 0),
}
"""What a lenient reading takes for keys that older servers did not have: the values of a new character.

The rest can't be guessed: who it is, where, its attributes, its figures.
"""

_WORDS: dict[str, dict[str, int]] = {
    "Genero": {"hombre": Gender.MAN, "mujer": Gender.WOMAN},
    "Raza": {**{plain(name): race for name, race in RACE_NAMES.items()}, "elfo oscuro": Race.DROW},
    "Clase": {plain(name): one for name, one in CLASS_NAMES.items()},
    "Hogar": {plain(name): city for name, city in CITY_NAMES.items()},
}
"""Words that older servers write where later ones have numbers."""


@dataclass(frozen=True, slots=True)
class Charfile:
    """A character and its password in clear, empty if there is none; the record is locked."""

    record: CharacterRecord
    password: str


class BadCharfile(Exception):
    """The character does not load; the text names section and key."""


def read_charfile(name: str, data: bytes, findings: Findings, *, lenient: bool = False) -> Charfile:
    """The character in a `.chr` file; `name` is the file's name without its ending.

    `lenient` = keys that older servers did not have get the value of a new character, and words stand for numbers.

    Raises:
        BadCharfile: a required field is missing, not a number, or not one of its values.

    """
    ini = read_ini(f"{name}.chr", data, findings)
    if lenient:
        _add_what_came_later(ini)
    _check_strict(ini)
    init = ini.section("INIT")
    record = CharacterRecord(name=name, password_hash=LOCKED)
    read_fields(ini, record)
    record.map, record.x, record.y = _position(init)
    record.last_ips = [ip for k in range(1, LAST_IPS + 1) if (ip := init.text(f"LastIP{k}").strip())]
    record.skills = _skills(ini.section("SKILLS"))
    record.bank = _stacks(ini.section("BancoInventory"), BANK_SLOTS)
    record.inventory = _stacks(ini.section("Inventory"), INVENTORY_SLOTS)
    record.spells = [short(ini.section("HECHIZOS"), f"H{k}") for k in range(1, SPELL_SLOTS + 1)]
    record.pets = [short(ini.section("MASCOTAS"), f"MAS{k}") for k in range(1, PET_SLOTS + 1)]
    record.penalties = _penalties(ini.section("PENAS"))
    _take_off_what_cannot_be_worn(record)
    return Charfile(record, init.text("Password").strip())


def _add_what_came_later(ini: Ini) -> None:
    """Put in what older servers did not write, with a finding for each section; numbers for words."""
    for name, defaults in _LATER.items():
        section = ini.section(name)
        missing = {key: value for key, value in defaults.items() if key not in section}
        if missing:
            given = ", ".join(f"{key}={value}" for key, value in missing.items())
            section.note("", f"what older servers did not have is taken as {given}")
            ini.sections.setdefault(plain(name), section).values.update(
                {plain(key): (str(value), section.line) for key, value in missing.items()}
            )
    init = ini.section("INIT")
    for key, words in _WORDS.items():
        if (number := words.get(plain(init.word(key)))) is not None:
            init.values[plain(key)] = str(int(number)), init.line


def _check_strict(ini: Ini) -> None:
    for name, keys in _STRICT.items():
        section = ini.section(name)
        for key in keys:
            text = section.text(key).strip()
            if not text.lstrip("+-")[:1].isdigit():
                raise BadCharfile(f"[{name}] {key} is {'no number: ' + text if text else 'missing'}")
    for key, choices in _CHOICES.items():
        number = ini.section("INIT").number(key)
        if number not in list(choices):
            raise BadCharfile(f"[INIT] {key} is {number}, which is none")


def _position(init: Section) -> tuple[int, int, int]:
    parts = init.text("Position").strip().split("-")
    if len(parts) != 3:
        raise BadCharfile("[INIT] Position is no map-x-y")
    map_id, x, y = (leading_number(part) for part in parts)
    if not (0 <= map_id <= SHORT[1] and 0 <= x <= SIDE and 0 <= y <= SIDE):
        raise BadCharfile(f"[INIT] Position {init.text('Position').strip()} is on no map")
    return map_id, x, y


def _skills(section: Section) -> list[SkillRecord]:
    return [
        SkillRecord(
            section.number(f"SK{k}", SKILL_LIMITS),
            long(section, f"EXPSK{k}"),
            long(section, f"ELUSK{k}") if f"ELUSK{k}" in section else SKILL_INITIAL_ELU,
        )
        for k in range(1, SKILL_COUNT + 1)
    ]


def _stacks(section: Section, slots: int) -> list[ItemStack | None]:
    """`object-amount` or `object-amount-equipped`, one per slot; object 0 = empty."""
    stacks: list[ItemStack | None] = []
    for k in range(1, slots + 1):
        parts = [leading_number(part) for part in section.text(f"Obj{k}").split("-")]
        item, amount, equipped = (*parts, 0, 0, 0)[:3]
        is_there = 0 < item <= SHORT[1] and amount > 0
        stacks.append(ItemStack(item, min(amount, MAX_STACK), equipped == 1) if is_there else None)
    return stacks


def _take_off_what_cannot_be_worn(record: CharacterRecord) -> None:
    """Nothing is worn in a slot that can't be used.  Source: 02 §4.2."""
    for stack in record.inventory[USABLE_SLOTS:]:
        if stack is not None:
            stack.equipped = False
    slots = (slot if 0 < slot <= USABLE_SLOTS else 0 for slot in astuple(record.equipment))
    record.equipment = Equipment(*slots)


def _penalties(section: Section) -> list[str]:
    listed = (f"P{k}" for k in range(1, min(section.number("Cant"), len(section.values)) + 1))
    return [section.text(key) for key in listed]
