"""What a spell costs, and what a player needs before trying it.

Source: 05-magic §4 step 2 and "Mana cost".
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pyao.content.enums import Gender, PlayerClass, Skill
from pyao.content.spells import SpellTarget, SpellType
from pyao.messaging.i18n import _
from pyao.rules.body.skills import skill_of
from pyao.rules.magic.gear import flute_helps, staff_power
from pyao.rules.pets.slots import pet_count
from pyao.world.arithmetic import half_even

if TYPE_CHECKING:
    from pyao.content.spells import SpellDef
    from pyao.world.player import Player
    from pyao.world.world import World

APOCALYPSE = 25
"""The number of the one spell that the elven flute doesn't make cheaper."""


def what_is_missing(world: World, caster: Player, spell: SpellDef) -> str:
    """Why the caster can't try the spell now, as a text for the player: the first reason that holds; "" = it may.

    Source: 05 §4 step 2.
    """
    if caster.dead:
        return _("¡No podés lanzar hechizos porque estás muerto!")
    if skill_of(caster, Skill.MAGIA).level < spell.min_skill:
        skill = _("No tenés suficientes puntos de magia para lanzar este hechizo.")
    else:
        skill = ""
    return _staff_missing(world, caster, spell) or skill or _strength_missing(world, caster, spell)


def _strength_missing(world: World, caster: Player, spell: SpellDef) -> str:
    """Why energy, pets or mana don't suffice; "" = they do.  Source: 05 §4 step 2d to 2f."""
    vitals = caster.record.vitals
    if vitals.stamina < spell.stamina:
        if caster.record.gender == Gender.WOMAN:
            return _("Estás muy cansada para lanzar este hechizo.")
        return _("Estás muy cansado para lanzar este hechizo.")
    if caster.record.player_class == PlayerClass.DRUID and spell.does("call_pets"):
        if vitals.mana != vitals.max_mana:
            return _("Debés tener toda tu maná para poder lanzar este hechizo.")
        if not pet_count(caster):
            return _("Debés tener alguna mascota para poder lanzar este hechizo.")
    if vitals.mana < mana_needed(spell, flute=flute_helps(world, caster)):
        return _("No tenés suficiente maná.")
    return ""


def _staff_missing(world: World, caster: Player, spell: SpellDef) -> str:
    """Why a mage's staff doesn't suffice; "" = it does, or none is needed.  Source: 05 §4 step 2b."""
    if not spell.needs_staff or caster.record.player_class != PlayerClass.MAGE:
        return ""
    power = staff_power(world, caster)
    if power is None:
        return _("No podés lanzar este hechizo sin la ayuda de un báculo.")
    return _("Tu báculo no es lo bastante poderoso para lanzar este hechizo.") if power < spell.needs_staff else ""


def mana_needed(spell: SpellDef, *, flute: bool) -> Fraction:
    """The mana that the caster must have; `flute` = it is a druid with the elven flute.  Source: 05 §4 step 2f."""
    tenths = 10
    if flute:
        if spell.does("mimicry"):
            tenths = 5
        elif spell.type is SpellType.SUMMON:
            tenths = 7
        elif spell.id != APOCALYPSE:
            tenths = 9
    return Fraction(spell.mana * tenths, 10)


def mana_cost(spell: SpellDef, mana: int, *, flute: bool) -> int:
    """The mana that a successful cast takes; `mana` = what the caster has.  Source: 05 §4 "Mana cost"."""
    if spell.target is SpellTarget.GROUND and spell.does("call_pets"):
        return mana
    factor = 1.0
    if flute:
        if spell.target is SpellTarget.GROUND:
            factor = 0.7
        elif spell.does("mimicry"):
            factor = 0.5
        elif spell.id != APOCALYPSE:
            factor = 0.9
    return half_even(spell.mana * factor)
