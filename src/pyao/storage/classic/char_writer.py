"""Writing a character as the original keeps it: a `.chr` file.

Source: 02-sessions-and-characters §6.2.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyao.storage.classic.charfiles import BadCharfile, read_charfile
from pyao.storage.classic.findings import Findings
from pyao.storage.classic.writing import Values, ini_file, numbered
from pyao.storage.differences import differences
from pyao.world.record import USABLE_SLOTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.record import CharacterRecord, ItemStack

NOT_KEPT = "the password: only its hash is kept, which no classic server knows; it needs a new one there"


def charfile(record: CharacterRecord) -> bytes:
    """The file of a character, without its password."""
    return ini_file(
        {
            "INIT": _init(record),
            "FLAGS": {
                "Muerto": record.dead,
                "Escondido": 0,
                "Hambre": record.hungry,
                "Sed": record.thirsty,
                "Desnudo": record.equipment.armour == 0,
                "Navegando": record.sailing,
                "Envenenado": record.poisoned,
                "Paralizado": record.paralysed,
                "Ban": record.banned,
                "LastMap": record.last_map,
            },
            "CONSEJO": {"PERTENECE": record.royal_council, "PERTENECECAOS": record.chaos_council},
            "COUNTERS": {"Pena": record.jail_minutes, "SkillsAsignados": record.assigned_skill_points},
            "FACCIONES": _faction(record),
            "ATRIBUTOS": numbered("AT", _attributes(record)),
            "SKILLS": {
                **numbered("SK", (one.level for one in record.skills)),
                **numbered("ELUSK", (one.elu for one in record.skills)),
                **numbered("EXPSK", (one.exp for one in record.skills)),
            },
            "CONTACTO": {"Email": record.email},
            "STATS": _stats(record),
            "MUERTES": {"UserMuertes": record.users_killed, "NpcsMuertes": record.npcs_killed},
            "BancoInventory": {"CantidadItems": _count(record.bank), **numbered("Obj", map(_banked, record.bank))},
            "Inventory": _inventory(record),
            "REP": _reputation(record),
            "HECHIZOS": numbered("H", record.spells),
            "MASCOTAS": {"NroMascotas": sum(map(bool, record.pets)), **numbered("MAS", record.pets)},
            "GUILD": {
                "GUILDINDEX": record.guild.guild,
                "AspiranteA": record.guild.applicant_to,
                "Pedidos": record.guild.petitions,
                "Miembro": record.guild.past_guilds,
                "MotivoRechazo": record.guild.rejection,
            },
            "PENAS": {"Cant": len(record.penalties), **numbered("P", record.penalties)},
            "RESEARCH": {"TrainningTime": record.training_s},
            "CONSULTAS": {"Voto": record.last_poll},
        }
    )


def lost_in(record: CharacterRecord, written: bytes) -> Iterator[str]:
    """What the file does not say of the character; a line for each field.

    Whether somebody is online, and how long a state had still to go, nobody reads from a record either.
    """
    findings = Findings()
    try:
        again = read_charfile(record.name, written, findings).record
    except BadCharfile as fault:
        yield f"no classic server can load it: {fault}"
        return
    if record.password_hash != again.password_hash:
        yield NOT_KEPT
    kept = replace(record, password_hash=again.password_hash, logged=again.logged, timed_states={})
    yield from map(str, differences(kept, again))
    yield from (one.reason for one in findings)


def _init(record: CharacterRecord) -> Values:
    return {
        "Password": "",
        "Genero": record.gender,
        "Raza": record.race,
        "Clase": record.player_class,
        "Hogar": record.home,
        "Desc": record.description,
        "Heading": record.heading,
        "Head": record.look.head,
        "Body": record.look.body,
        "Arma": record.look.weapon,
        "Escudo": record.look.shield,
        "Casco": record.look.helmet,
        "UpTime": record.uptime_s,
        **numbered("LastIP", record.last_ips),
        "Position": f"{record.map}-{record.x}-{record.y}",
        "Logged": 0,
    }


def _attributes(record: CharacterRecord) -> tuple[int, ...]:
    own = record.attributes
    return own.strength, own.agility, own.intelligence, own.charisma, own.constitution


def _faction(record: CharacterRecord) -> Values:
    own = record.faction
    return {
        "EjercitoReal": own.royal_army,
        "EjercitoCaos": own.chaos_legion,
        "CiudMatados": own.citizens_killed,
        "CrimMatados": own.criminals_killed,
        "rArCaos": own.chaos_armour_received,
        "rArReal": own.royal_armour_received,
        "rExCaos": own.chaos_initial_exp_received,
        "rExReal": own.royal_initial_exp_received,
        "recCaos": own.chaos_rewards,
        "recReal": own.royal_rewards,
        "Reenlistadas": own.reenlistments,
        "NivelIngreso": own.entry_level,
        "FechaIngreso": own.entry_date,
        "MatadosIngreso": own.entry_kills,
        "NextRecompensa": own.next_reward,
        "Extra": own.expulsion_note,
    }


def _stats(record: CharacterRecord) -> Values:
    own = record.vitals
    return {
        "GLD": record.gold,
        "BANCO": record.bank_gold,
        "MaxHP": own.max_hp,
        "MinHP": own.hp,
        "MaxSTA": own.max_stamina,
        "MinSTA": own.stamina,
        "MaxMAN": own.max_mana,
        "MinMAN": own.mana,
        "MaxHIT": own.max_hit,
        "MinHIT": own.min_hit,
        "MaxAGU": own.max_water,
        "MinAGU": own.water,
        "MaxHAM": own.max_food,
        "MinHAM": own.food,
        "SkillPtsLibres": record.free_skill_points,
        "EXP": record.exp,
        "ELV": record.level,
        "ELU": record.exp_next,
    }


def _inventory(record: CharacterRecord) -> Values:
    worn = record.equipment
    return {
        "CantidadItems": _count(record.inventory[:USABLE_SLOTS]),
        **numbered("Obj", (f"{_banked(one)}-{int(one is not None and one.equipped)}" for one in record.inventory)),
        "WeaponEqpSlot": worn.weapon,
        "ArmourEqpSlot": worn.armour,
        "CascoEqpSlot": worn.helmet,
        "EscudoEqpSlot": worn.shield,
        "BarcoSlot": worn.boat,
        "MunicionSlot": worn.ammunition,
        "AnilloSlot": worn.ring,
        "MochilaSlot": worn.backpack,
    }


def _reputation(record: CharacterRecord) -> Values:
    own = record.reputation
    good, bad = own.bourgeois + own.noble + own.plebeian, own.assassin + own.bandit + own.thief
    return {
        "Asesino": own.assassin,
        "Bandido": own.bandit,
        "Burguesia": own.bourgeois,
        "Ladrones": own.thief,
        "Nobles": own.noble,
        "Plebe": own.plebeian,
        "Promedio": round((good - bad) / 6),
    }


def _banked(stack: ItemStack | None) -> str:
    return f"{stack.item}-{stack.amount}" if stack is not None else "0-0"


def _count(stacks: list[ItemStack | None]) -> int:
    return sum(one is not None for one in stacks)
