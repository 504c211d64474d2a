"""Reading characters of the original server: one `.chr` file each.

Their passwords are in clear, so they are handed on beside the record, to be hashed before anything is stored.
Source: 02-sessions-and-characters §6.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyao.content.enums import Gender, PlayerClass, Race
from pyao.content.keys import BYTE, LONG, SHORT
from pyao.content.maps import SIDE
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
    Attributes,
    CharacterRecord,
    Equipment,
    Faction,
    GuildMembership,
    ItemStack,
    Look,
    Reputation,
    SkillRecord,
    Vitals,
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


_BYTES = frozenset(
    (
        *("heading", "reenlistadas", "maxagu", "minagu", "maxham", "minham", "elv", "skillsasignados"),
        *(f"at{k}" for k in range(1, 6)),
    )
)
_SHORTS = frozenset(
    (
        *("head", "body", "arma", "escudo", "casco", "lastmap", "nivelingreso", "matadosingreso", "nextrecompensa"),
        *("maxhp", "minhp", "maxsta", "minsta", "maxman", "minman", "maxhit", "minhit", "skillptslibres"),
        "npcsmuertes",
        *(f"h{k}" for k in range(1, SPELL_SLOTS + 1)),
        *(f"mas{k}" for k in range(1, PET_SLOTS + 1)),
    )
)
"""Fields that the original keeps in a byte or in 16 bits, as its packets do; all others have 32."""

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
    init, flags, stats = ini.section("INIT"), ini.section("FLAGS"), ini.section("STATS")
    record = CharacterRecord(
        name=name,
        password_hash=LOCKED,
        email=ini.section("CONTACTO").text("Email").strip(),
        description=init.text("Desc"),
        gender=_number(init, "Genero"),
        race=_number(init, "Raza"),
        player_class=_number(init, "Clase"),
        home=_number(init, "Hogar"),
        heading=_number(init, "Heading"),
        look=Look(*(_number(init, key) for key in ("Body", "Head", "Arma", "Escudo", "Casco"))),
        uptime_s=max(0, _number(init, "UpTime")),
        last_ips=[ip for k in range(1, LAST_IPS + 1) if (ip := init.text(f"LastIP{k}").strip())],
        dead=flags.flag("Muerto"),
        hungry=flags.flag("Hambre"),
        thirsty=flags.flag("Sed"),
        sailing=flags.flag("Navegando"),
        poisoned=flags.flag("Envenenado"),
        paralysed=flags.flag("Paralizado"),
        banned=flags.flag("Ban"),
        last_map=_number(flags, "LastMap"),
        royal_council=ini.section("CONSEJO").flag("PERTENECE"),
        chaos_council=ini.section("CONSEJO").flag("PERTENECECAOS"),
        jail_minutes=_number(ini.section("COUNTERS"), "Pena"),
        assigned_skill_points=_number(ini.section("COUNTERS"), "SkillsAsignados"),
        free_skill_points=_number(stats, "SkillPtsLibres"),
        attributes=Attributes(*(_number(ini.section("ATRIBUTOS"), f"AT{k}") for k in range(1, 6))),
        skills=_skills(ini.section("SKILLS")),
        gold=_number(stats, "GLD"),
        bank_gold=_number(stats, "BANCO"),
        exp=min(LONG[1], max(0, int(stats.real("EXP")))),
        level=_number(stats, "ELV"),
        exp_next=_number(stats, "ELU"),
        users_killed=_number(ini.section("MUERTES"), "UserMuertes"),
        npcs_killed=_number(ini.section("MUERTES"), "NpcsMuertes"),
        bank=_stacks(ini.section("BancoInventory"), BANK_SLOTS),
        inventory=_stacks(ini.section("Inventory"), INVENTORY_SLOTS),
        spells=[_number(ini.section("HECHIZOS"), f"H{k}") for k in range(1, SPELL_SLOTS + 1)],
        pets=[_number(ini.section("MASCOTAS"), f"MAS{k}") for k in range(1, PET_SLOTS + 1)],
        penalties=_penalties(ini.section("PENAS")),
        training_s=_number(ini.section("RESEARCH"), "TrainningTime"),
        last_poll=_number(ini.section("CONSULTAS"), "Voto"),
    )
    record.map, record.x, record.y = _position(init)
    record.vitals = _vitals(stats)
    record.faction = _faction(ini.section("FACCIONES"))
    record.reputation = _reputation(ini.section("REP"))
    record.guild = _guild(ini.section("GUILD"))
    record.equipment = _equipment(ini.section("Inventory"), record.inventory)
    return Charfile(record, init.text("Password").strip())


def _number(section: Section, key: str) -> int:
    """A number no wider than the original keeps it; beyond that the limit, with a finding.  Source: 02 §6.2 "Type"."""
    folded = key.casefold()
    return section.number(key, BYTE if folded in _BYTES else SHORT if folded in _SHORTS else LONG)


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
            _number(section, f"EXPSK{k}"),
            _number(section, f"ELUSK{k}") if f"ELUSK{k}" in section else SKILL_INITIAL_ELU,
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


def _vitals(stats: Section) -> Vitals:
    return Vitals(
        max_hp=_number(stats, "MaxHP"),
        hp=_number(stats, "MinHP"),
        max_mana=_number(stats, "MaxMAN"),
        mana=_number(stats, "MinMAN"),
        max_stamina=_number(stats, "MaxSTA"),
        stamina=_number(stats, "MinSTA"),
        max_water=_number(stats, "MaxAGU"),
        water=_number(stats, "MinAGU"),
        max_food=_number(stats, "MaxHAM"),
        food=_number(stats, "MinHAM"),
        max_hit=_number(stats, "MaxHIT"),
        min_hit=_number(stats, "MinHIT"),
    )


def _faction(section: Section) -> Faction:
    return Faction(
        royal_army=section.flag("EjercitoReal"),
        chaos_legion=section.flag("EjercitoCaos"),
        royal_armour_received=section.flag("rArReal"),
        chaos_armour_received=section.flag("rArCaos"),
        royal_initial_exp_received=section.flag("rExReal"),
        chaos_initial_exp_received=section.flag("rExCaos"),
        reenlistments=_number(section, "Reenlistadas"),
        citizens_killed=_number(section, "CiudMatados"),
        criminals_killed=_number(section, "CrimMatados"),
        royal_rewards=_number(section, "recReal"),
        chaos_rewards=_number(section, "recCaos"),
        entry_level=_number(section, "NivelIngreso"),
        entry_kills=_number(section, "MatadosIngreso"),
        next_reward=_number(section, "NextRecompensa"),
        entry_date=section.text("FechaIngreso").strip(),
        expulsion_note=section.text("Extra").strip(),
    )


def _reputation(section: Section) -> Reputation:
    keys = ("Asesino", "Bandido", "Burguesia", "Ladrones", "Nobles", "Plebe")
    return Reputation(*(_number(section, key) for key in keys))


def _guild(section: Section) -> GuildMembership:
    return GuildMembership(
        guild=min(leading_number(section.text("GUILDINDEX")), SHORT[1]),
        applicant_to=min(leading_number(section.text("AspiranteA")), SHORT[1]),
        petitions=section.text("Pedidos").strip(),
        past_guilds=section.text("Miembro").strip(),
        rejection=section.text("MotivoRechazo").strip(),
    )


def _equipment(section: Section, inventory: list[ItemStack | None]) -> Equipment:
    """The slots of what is worn; 0 for a slot that can't be used, and its object is not worn.  Source: 02 §4.2."""
    keys = (
        "WeaponEqpSlot",
        "ArmourEqpSlot",
        "CascoEqpSlot",
        "EscudoEqpSlot",
        "BarcoSlot",
        "MunicionSlot",
        "AnilloSlot",
    )
    slots = [_number(section, key) for key in (*keys, "MochilaSlot")]
    for stack in inventory[USABLE_SLOTS:]:
        if stack is not None:
            stack.equipped = False
    return Equipment(*(slot if 0 < slot <= USABLE_SLOTS else 0 for slot in slots))


def _penalties(section: Section) -> list[str]:
    listed = (f"P{k}" for k in range(1, min(section.number("Cant"), len(section.values)) + 1))
    return [section.text(key) for key in listed]
