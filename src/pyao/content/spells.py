"""What spells are.

Source: 05-magic §1.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from pyao.content.keys import BYTE, key, made


class SpellType(IntEnum):
    """What a spell works on."""

    NONE = 0
    PROPERTIES = 1
    STATE = 2
    MATERIALISE = 3
    SUMMON = 4


class SpellTarget(IntEnum):
    """What a spell is cast at."""

    NONE = 0
    USERS = 1
    NPCS = 2
    BOTH = 3
    GROUND = 4


@dataclass(frozen=True, slots=True)
class Change:
    """Raise (1) or lower (2) something by `low` to `high` points; 0 = leave it."""

    direction: int = 0
    low: int = 0
    high: int = 0


NO_CHANGE = Change()


@dataclass(frozen=True, slots=True)
class SpellDef:
    """One spell.  Texts to caster and target go before and after a name; costs are points of mana and stamina."""

    id: int
    name: str = key("Nombre", "")
    description: str = key("Desc", "")
    words: str = key("PalabrasMagicas", "")
    caster_text: str = key("HechizeroMsg", "")
    target_text: str = key("TargetMsg", "")
    self_text: str = key("PropioMsg", "")
    type: SpellType = key("Tipo", SpellType.NONE)
    target: SpellTarget = key("Target", SpellTarget.NONE)
    min_skill: int = key("MinSkill")
    mana: int = key("ManaRequerido")
    stamina: int = key("StaRequerido")
    needs_staff: int = key("NeedStaff")
    staff_affected: bool = key("StaffAffected", default=False)
    wave: int = key("WAV", limits=BYTE)
    fx: int = key("FXgrh")
    loops: int = key("Loops")
    hp: Change = made(default=NO_CHANGE)
    mana_change: Change = made(default=NO_CHANGE)
    stamina_change: Change = made(default=NO_CHANGE)
    hunger: Change = made(default=NO_CHANGE)
    thirst: Change = made(default=NO_CHANGE)
    agility: Change = made(default=NO_CHANGE)
    strength: Change = made(default=NO_CHANGE)
    invisibility: bool = key("Invisibilidad", default=False)
    paralyses: bool = key("Paraliza", default=False)
    immobilises: bool = key("Inmoviliza", default=False)
    removes_paralysis: bool = key("RemoverParalisis", default=False)
    removes_dumbness: bool = key("RemoverEstupidez", default=False)
    reveals: bool = key("RemueveInvisibilidadParcial", default=False)
    cures_poison: bool = key("CuraVeneno", default=False)
    poisons: bool = key("Envenena", default=False)
    curses: bool = key("Maldicion", default=False)
    removes_curse: bool = key("RemoverMaldicion", default=False)
    blesses: bool = key("Bendicion", default=False)
    revives: bool = key("Revivir", default=False)
    blinds: bool = key("Ceguera", default=False)
    dumbs: bool = key("Estupidez", default=False)
    mimics: bool = key("Mimetiza", default=False)
    calls_pets: bool = key("Warp", default=False)
    summons: int = key("NumNpc")
    summon_count: int = key("Cant")
