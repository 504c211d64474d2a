"""Bringing the dead back, at a price.

Source: 05-magic §7.3, 04-combat §12.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import PlayerClass
from pyao.content.spells import SpellType
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.rules.body import appearance
from pyao.rules.body.dying import die
from pyao.rules.body.reviving import revive
from pyao.rules.items.equipment import wears_ring
from pyao.rules.magic.gear import ELVEN_FLUTE, ELVEN_LUTE, MAGIC_FLUTE, MAGIC_LUTE, staff_power
from pyao.rules.magic.spell_effects.effect import EffectKind, Outcome
from pyao.rules.map.arenas import Arena, relation
from pyao.rules.society.reputation import is_criminal, limited
from pyao.world.arithmetic import half_even

if TYPE_CHECKING:
    from pyao.rules.magic.spell_effects.cast import Cast
    from pyao.world.player import Player

CHARITY = 500
HP_SHARE_PER_LEVEL = 0.015


class Revive(EffectKind):
    """Bring a dead player back to life, which costs the caster health.  Source: 05 §7.3."""

    kind = "revive"
    group = SpellType.STATE

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        if not target.dead:
            return Outcome.NOTHING
        why = _why_not(cast, target)
        if why:
            if target.resurrection_safe:
                line = _("{name} quiere resucitarte: para permitirlo, escribí /SEGURORESU.")
                tell(target, line.format(name=cast.caster.name))
            return cast.refuse(why)
        if not cast.try_support(target, makes_criminal=True):
            return Outcome.REFUSED
        _be_praised(cast, target)
        _empty(cast, target)
        cast.announce()
        target.record.vitals.mana = target.record.vitals.stamina = 0
        survived = _pay_with_health(cast, target)
        revive(cast.world, target)
        return Outcome.DONE if survived else Outcome.REFUSED


def _why_not(cast: Cast, target: Player) -> str:
    caster, vitals = cast.caster, cast.caster.record.vitals
    if target.resurrection_safe:
        return _("El espíritu no quiere regresar al mundo de los vivos: antes tiene que escribir /SEGURORESU.")
    if cast.world.map_of(target).definition.no_resurrection:
        return _("¡Revivir no está permitido aquí! Retirate de la zona si querés utilizar el hechizo.")
    if vitals.stamina != vitals.max_stamina:
        return _("No podés resucitar si no tenés toda tu energía.")
    return _instrument_missing(cast, caster)


def _instrument_missing(cast: Cast, caster: Player) -> str:
    """Why a mage's staff, a bard's lute or a druid's flute doesn't suffice, as a text for the player; "" = it does."""
    world, player_class = cast.world, caster.record.player_class
    if player_class == PlayerClass.MAGE:
        power = staff_power(world, caster)
        weak = power is not None and power < cast.spell.needs_staff
        return _("Necesitás un báculo mejor para lanzar este hechizo.") if weak else ""
    if player_class == PlayerClass.BARD and not wears_ring(world, caster, ELVEN_LUTE, MAGIC_LUTE):
        return _("Necesitás un instrumento mágico para devolver la vida.")
    if player_class == PlayerClass.DRUID and not wears_ring(world, caster, ELVEN_FLUTE, MAGIC_FLUTE):
        return _("Necesitás un instrumento mágico para devolver la vida.")
    return ""


def _be_praised(cast: Cast, target: Player) -> None:
    """Raise the caster's noble reputation for reviving a citizen, which may make it a citizen too."""
    caster = cast.caster
    if is_criminal(target) or target is caster:
        return
    was_criminal, deeds = is_criminal(caster), caster.record.reputation
    deeds.noble = limited(deeds.noble + CHARITY)
    tell(caster, _("¡Los dioses te sonríen, ganaste {n} puntos de nobleza!").format(n=CHARITY))
    if was_criminal and not is_criminal(caster):
        appearance.refresh_nick(cast.world, caster)


def _empty(cast: Cast, target: Player) -> None:
    """Leave the revived player with nothing in the stomach, hungry and thirsty."""
    record = target.record
    record.vitals.water = record.vitals.food = 0
    record.thirsty = record.hungry = True
    MessageSender(target, cast.world.content).hunger_and_thirst()


def _pay_with_health(cast: Cast, target: Player) -> bool:
    """Take health from the caster according to the target's level; `False` = it was too much and the caster died.

    In an arena nothing is taken, nor from staff.
    """
    caster, vitals = cast.caster, cast.caster.record.vitals
    in_arena = relation(cast.world, caster, target) is Arena.ALLOWED
    if not in_arena and caster.mortal:
        vitals.hp = half_even(vitals.hp * (1 - HP_SHARE_PER_LEVEL * target.record.level))
    if vitals.hp <= 0:
        die(cast.world, caster)
        tell(caster, _("El esfuerzo de resucitar fue demasiado grande."))
        return False
    tell(caster, _("El esfuerzo de resucitar te ha debilitado."))
    return True
