"""The keys of a `.chr` file that stand for one field of a character each: one table, by which it is read and written.

What has another form (the position, lists, what is worn) is read by `charfiles` and written by `char_writer`.
Source: 02-sessions-and-characters §6.2.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from pyao.content import keys
from pyao.storage.classic.ini import Section, leading_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pyao.storage.classic.ini import Ini
    from pyao.storage.classic.writing import Values
    from pyao.world.record import CharacterRecord


def byte(section: Section, key: str) -> int:
    """A number that the original keeps in a byte; beyond that the limit, with a finding.  Source: 02 §6.2 "Type"."""
    return section.number(key, keys.BYTE)


def short(section: Section, key: str) -> int:
    """A number that the original keeps in 16 bits."""
    return section.number(key, keys.SHORT)


def long(section: Section, key: str) -> int:
    """A number that the original keeps in 32 bits."""
    return section.number(key, keys.LONG)


def _natural(section: Section, key: str) -> int:
    return max(0, long(section, key))


def _whole(section: Section, key: str) -> int:
    """The whole part of a number that may have a fraction, such as the original's experience."""
    return min(keys.LONG[1], max(0, int(section.real(key))))


def _guild(section: Section, key: str) -> int:
    """The number of a guild, for which there may be words; 0 = none."""
    return min(leading_number(section.text(key)), keys.SHORT[1])


def _word(section: Section, key: str) -> str:
    return section.text(key).strip()


class Key(NamedTuple):
    """`name` = the key in the file, `field` = where the value stands in a record, `read` = how it is read."""

    name: str
    field: str
    read: Callable[[Section, str], object] = long


KEYS: Mapping[str, tuple[Key, ...]] = {
    "INIT": (
        Key("Genero", "gender"),
        Key("Raza", "race"),
        Key("Clase", "player_class"),
        Key("Hogar", "home"),
        Key("Desc", "description", Section.text),
        Key("Heading", "heading", byte),
        Key("Head", "look.head", short),
        Key("Body", "look.body", short),
        Key("Arma", "look.weapon", short),
        Key("Escudo", "look.shield", short),
        Key("Casco", "look.helmet", short),
        Key("UpTime", "uptime_s", _natural),
    ),
    "FLAGS": (
        Key("Muerto", "dead", Section.flag),
        Key("Hambre", "hungry", Section.flag),
        Key("Sed", "thirsty", Section.flag),
        Key("Navegando", "sailing", Section.flag),
        Key("Envenenado", "poisoned", Section.flag),
        Key("Paralizado", "paralysed", Section.flag),
        Key("Ban", "banned", Section.flag),
        Key("LastMap", "last_map", short),
    ),
    "CONSEJO": (
        Key("PERTENECE", "royal_council", Section.flag),
        Key("PERTENECECAOS", "chaos_council", Section.flag),
    ),
    "COUNTERS": (Key("Pena", "jail_minutes"), Key("SkillsAsignados", "assigned_skill_points", byte)),
    "FACCIONES": (
        Key("EjercitoReal", "faction.royal_army", Section.flag),
        Key("EjercitoCaos", "faction.chaos_legion", Section.flag),
        Key("CiudMatados", "faction.citizens_killed"),
        Key("CrimMatados", "faction.criminals_killed"),
        Key("rArCaos", "faction.chaos_armour_received", Section.flag),
        Key("rArReal", "faction.royal_armour_received", Section.flag),
        Key("rExCaos", "faction.chaos_initial_exp_received", Section.flag),
        Key("rExReal", "faction.royal_initial_exp_received", Section.flag),
        Key("recCaos", "faction.chaos_rewards"),
        Key("recReal", "faction.royal_rewards"),
        Key("Reenlistadas", "faction.reenlistments", byte),
        Key("NivelIngreso", "faction.entry_level", short),
        Key("FechaIngreso", "faction.entry_date", _word),
        Key("MatadosIngreso", "faction.entry_kills", short),
        Key("NextRecompensa", "faction.next_reward", short),
        Key("Extra", "faction.expulsion_note", _word),
    ),
    "ATRIBUTOS": (
        Key("AT1", "attributes.strength", byte),
        Key("AT2", "attributes.agility", byte),
        Key("AT3", "attributes.intelligence", byte),
        Key("AT4", "attributes.charisma", byte),
        Key("AT5", "attributes.constitution", byte),
    ),
    "CONTACTO": (Key("Email", "email", _word),),
    "STATS": (
        Key("GLD", "gold"),
        Key("BANCO", "bank_gold"),
        Key("MaxHP", "vitals.max_hp", short),
        Key("MinHP", "vitals.hp", short),
        Key("MaxSTA", "vitals.max_stamina", short),
        Key("MinSTA", "vitals.stamina", short),
        Key("MaxMAN", "vitals.max_mana", short),
        Key("MinMAN", "vitals.mana", short),
        Key("MaxHIT", "vitals.max_hit", short),
        Key("MinHIT", "vitals.min_hit", short),
        Key("MaxAGU", "vitals.max_water", byte),
        Key("MinAGU", "vitals.water", byte),
        Key("MaxHAM", "vitals.max_food", byte),
        Key("MinHAM", "vitals.food", byte),
        Key("SkillPtsLibres", "free_skill_points", short),
        Key("EXP", "exp", _whole),
        Key("ELV", "level", byte),
        Key("ELU", "exp_next"),
    ),
    "MUERTES": (Key("UserMuertes", "users_killed"), Key("NpcsMuertes", "npcs_killed", short)),
    "Inventory": (
        Key("WeaponEqpSlot", "equipment.weapon"),
        Key("ArmourEqpSlot", "equipment.armour"),
        Key("CascoEqpSlot", "equipment.helmet"),
        Key("EscudoEqpSlot", "equipment.shield"),
        Key("BarcoSlot", "equipment.boat"),
        Key("MunicionSlot", "equipment.ammunition"),
        Key("AnilloSlot", "equipment.ring"),
        Key("MochilaSlot", "equipment.backpack"),
    ),
    "REP": (
        Key("Asesino", "reputation.assassin"),
        Key("Bandido", "reputation.bandit"),
        Key("Burguesia", "reputation.bourgeois"),
        Key("Ladrones", "reputation.thief"),
        Key("Nobles", "reputation.noble"),
        Key("Plebe", "reputation.plebeian"),
    ),
    "GUILD": (
        Key("GUILDINDEX", "guild.guild", _guild),
        Key("AspiranteA", "guild.applicant_to", _guild),
        Key("Pedidos", "guild.petitions", _word),
        Key("Miembro", "guild.past_guilds", _word),
        Key("MotivoRechazo", "guild.rejection", _word),
    ),
    "RESEARCH": (Key("TrainningTime", "training_s"),),
    "CONSULTAS": (Key("Voto", "last_poll"),),
}


def read_fields(ini: Ini, record: CharacterRecord) -> None:
    """Put what the file says into the fields of the record."""
    for name, listed in KEYS.items():
        section = ini.section(name)
        for key in listed:
            owner, _dot, field = key.field.rpartition(".")
            setattr(attrgetter(owner)(record) if owner else record, field, key.read(section, key.name))


def written_fields(record: CharacterRecord, section: str) -> Values:
    """What stands in a section of the file."""
    return {key.name: attrgetter(key.field)(record) for key in KEYS[section]}
