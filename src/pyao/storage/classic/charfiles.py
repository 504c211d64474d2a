"""Characters of the original server: one `.chr` file each.

Passwords stand there in clear; they go into the record marked as such and are hashed at the first login.
Source: 02-sessions-and-characters §6.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.storage.classic.ini import leading_number, read_ini
from pyao.storage.passwords import imported_password
from pyao.world.record import (
    BANK_SLOTS,
    INVENTORY_SLOTS,
    PET_SLOTS,
    SKILL_COUNT,
    SKILL_INITIAL_ELU,
    SPELL_SLOTS,
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
    from pyao.storage.classic.findings import Findings
    from pyao.storage.classic.ini import Ini, Section

USABLE_SLOTS = 25
LAST_IPS = 5

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
"""Missing or not a number: the character does not load."""


class BadCharfile(Exception):
    """A character that does not load; the text says section and key."""


def read_charfile(name: str, data: bytes, findings: Findings) -> CharacterRecord:
    """The record in a `.chr` file; `name` is the file's name without its ending.

    Raises:
        BadCharfile: a field that has to be there is missing or no number.

    """
    ini = read_ini(f"{name}.chr", data, findings)
    _check_strict(ini)
    init, flags, stats = ini.section("INIT"), ini.section("FLAGS"), ini.section("STATS")
    record = CharacterRecord(
        name=name,
        password_hash=imported_password(init.text("Password").strip()),
        email=ini.section("CONTACTO").text("Email").strip(),
        description=init.text("Desc"),
        gender=init.number("Genero"),
        race=init.number("Raza"),
        player_class=init.number("Clase"),
        home=init.number("Hogar"),
        heading=init.number("Heading"),
        look=Look(*(init.number(key) for key in ("Body", "Head", "Arma", "Escudo", "Casco"))),
        uptime_s=max(0, init.number("UpTime")),
        last_ips=[ip for k in range(1, LAST_IPS + 1) if (ip := init.text(f"LastIP{k}").strip())],
        dead=flags.flag("Muerto"),
        hungry=flags.flag("Hambre"),
        thirsty=flags.flag("Sed"),
        sailing=flags.flag("Navegando"),
        poisoned=flags.flag("Envenenado"),
        paralysed=flags.flag("Paralizado"),
        banned=flags.flag("Ban"),
        last_map=flags.number("LastMap"),
        royal_council=ini.section("CONSEJO").flag("PERTENECE"),
        chaos_council=ini.section("CONSEJO").flag("PERTENECECAOS"),
        jail_minutes=ini.section("COUNTERS").number("Pena"),
        assigned_skill_points=ini.section("COUNTERS").number("SkillsAsignados"),
        free_skill_points=stats.number("SkillPtsLibres"),
        attributes=Attributes(*(ini.section("ATRIBUTOS").number(f"AT{k}") for k in range(1, 6))),
        skills=_skills(ini.section("SKILLS")),
        gold=stats.number("GLD"),
        bank_gold=stats.number("BANCO"),
        exp=int(stats.real("EXP")),
        level=stats.number("ELV"),
        exp_next=stats.number("ELU"),
        users_killed=ini.section("MUERTES").number("UserMuertes"),
        npcs_killed=ini.section("MUERTES").number("NpcsMuertes"),
        bank=_stacks(ini.section("BancoInventory"), BANK_SLOTS),
        inventory=_stacks(ini.section("Inventory"), INVENTORY_SLOTS),
        spells=[ini.section("HECHIZOS").number(f"H{k}") for k in range(1, SPELL_SLOTS + 1)],
        pets=[ini.section("MASCOTAS").number(f"MAS{k}") for k in range(1, PET_SLOTS + 1)],
        penalties=_penalties(ini.section("PENAS")),
        training_s=ini.section("RESEARCH").number("TrainningTime"),
        last_poll=ini.section("CONSULTAS").number("Voto"),
    )
    record.map, record.x, record.y = _position(init)
    record.vitals = _vitals(stats)
    record.faction = _faction(ini.section("FACCIONES"))
    record.reputation = _reputation(ini.section("REP"))
    record.guild = _guild(ini.section("GUILD"))
    record.equipment = _equipment(ini.section("Inventory"), record.inventory)
    return record


def _check_strict(ini: Ini) -> None:
    for name, keys in _STRICT.items():
        section = ini.section(name)
        for key in keys:
            text = section.text(key).strip()
            if not text.lstrip("+-")[:1].isdigit():
                raise BadCharfile(f"[{name}] {key} is {'no number: ' + text if text else 'missing'}")


def _position(init: Section) -> tuple[int, int, int]:
    parts = init.text("Position").strip().split("-")
    if len(parts) != 3:
        raise BadCharfile("[INIT] Position is no map-x-y")
    return leading_number(parts[0]), leading_number(parts[1]), leading_number(parts[2])


def _skills(section: Section) -> list[SkillRecord]:
    return [
        SkillRecord(
            section.number(f"SK{k}"),
            section.number(f"EXPSK{k}"),
            section.number(f"ELUSK{k}") if f"ELUSK{k}" in section else SKILL_INITIAL_ELU,
        )
        for k in range(1, SKILL_COUNT + 1)
    ]


def _stacks(section: Section, slots: int) -> list[ItemStack | None]:
    """`object-amount` or `object-amount-equipped`, one a slot; object 0 is nothing."""
    stacks: list[ItemStack | None] = []
    for k in range(1, slots + 1):
        parts = [leading_number(part) for part in section.text(f"Obj{k}").split("-")]
        item, amount, equipped = (*parts, 0, 0, 0)[:3]
        stacks.append(ItemStack(item, amount, equipped == 1) if item > 0 and amount > 0 else None)
    return stacks


def _vitals(stats: Section) -> Vitals:
    return Vitals(
        max_hp=stats.number("MaxHP"),
        hp=stats.number("MinHP"),
        max_mana=stats.number("MaxMAN"),
        mana=stats.number("MinMAN"),
        max_stamina=stats.number("MaxSTA"),
        stamina=stats.number("MinSTA"),
        max_water=stats.number("MaxAGU"),
        water=stats.number("MinAGU"),
        max_food=stats.number("MaxHAM"),
        food=stats.number("MinHAM"),
        max_hit=stats.number("MaxHIT"),
        min_hit=stats.number("MinHIT"),
    )


def _faction(section: Section) -> Faction:
    return Faction(
        royal_army=section.flag("EjercitoReal"),
        chaos_legion=section.flag("EjercitoCaos"),
        royal_armour_received=section.flag("rArReal"),
        chaos_armour_received=section.flag("rArCaos"),
        royal_initial_exp_received=section.flag("rExReal"),
        chaos_initial_exp_received=section.flag("rExCaos"),
        reenlistments=section.number("Reenlistadas"),
        citizens_killed=section.number("CiudMatados"),
        criminals_killed=section.number("CrimMatados"),
        royal_rewards=section.number("recReal"),
        chaos_rewards=section.number("recCaos"),
        entry_level=section.number("NivelIngreso"),
        entry_kills=section.number("MatadosIngreso"),
        next_reward=section.number("NextRecompensa"),
        entry_date=section.text("FechaIngreso").strip(),
        expulsion_note=section.text("Extra").strip(),
    )


def _reputation(section: Section) -> Reputation:
    keys = ("Asesino", "Bandido", "Burguesia", "Ladrones", "Nobles", "Plebe")
    return Reputation(*(section.number(key) for key in keys))


def _guild(section: Section) -> GuildMembership:
    return GuildMembership(
        guild=leading_number(section.text("GUILDINDEX")),
        applicant_to=leading_number(section.text("AspiranteA")),
        petitions=section.text("Pedidos").strip(),
        past_guilds=section.text("Miembro").strip(),
        rejection=section.text("MotivoRechazo").strip(),
    )


def _equipment(section: Section, inventory: list[ItemStack | None]) -> Equipment:
    """What is worn; a slot that can't be used is read as none, and its thing is not worn.  Source: 02 §4.2."""
    keys = (
        "WeaponEqpSlot",
        "ArmourEqpSlot",
        "CascoEqpSlot",
        "EscudoEqpSlot",
        "BarcoSlot",
        "MunicionSlot",
        "AnilloSlot",
    )
    slots = [section.number(key) for key in (*keys, "MochilaSlot")]
    for stack in inventory[USABLE_SLOTS:]:
        if stack is not None:
            stack.equipped = False
    return Equipment(*(slot if 0 < slot <= USABLE_SLOTS else 0 for slot in slots))


def _penalties(section: Section) -> list[str]:
    return [section.text(f"P{k}") for k in range(1, section.number("Cant") + 1)]
