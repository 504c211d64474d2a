"""What spells are: costs, words, and a list of effects.

Source: 05-magic §1.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from pyao.content.keys import BYTE, key, made


class SpellType(IntEnum):
    """Whether a spell changes properties or states of its target, or summons; the original never used 3."""

    NONE = 0
    PROPERTIES = 1
    STATE = 2
    MATERIALISE = 3
    SUMMON = 4


class SpellTarget(IntEnum):
    """What a spell may be cast at."""

    NONE = 0
    USERS = 1
    NPCS = 2
    BOTH = 3
    GROUND = 4


@dataclass(frozen=True, slots=True)
class SpellEffect:
    """One thing that a spell does: a kind that `pyao.rules.magic.spell_effects` knows, and its numbers.

    Points are rolled from `low` to `high`; `npc` and `count` are what is summoned.  A kind uses what it needs.
    """

    kind: str
    low: int = 0
    high: int = 0
    npc: int = 0
    count: int = 0


@dataclass(frozen=True, slots=True)
class SpellDef:
    """One spell.  `mana` and `stamina` are what it costs.

    `caster_text` is followed by the target's name, `target_text` comes after the caster's.
    """

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
    effects: tuple[SpellEffect, ...] = made(default=())
    """What the spell does, in order."""

    def does(self, kind: str) -> bool:
        """Whether the spell has an effect of that kind."""
        return any(effect.kind == kind for effect in self.effects)
