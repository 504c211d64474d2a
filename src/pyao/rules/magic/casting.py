"""Casting a spell: the click that chooses its target, the checks, and the price of a success.

What spells do is in `spell_effects`.  Source: 05-magic §3, §4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import PlayerClass, Skill
from pyao.content.spells import SpellTarget, SpellType
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.protocol.enums import Font
from pyao.rules.body.skills import train
from pyao.rules.body.work_counters import count_down
from pyao.rules.combat import intervals
from pyao.rules.magic.costs import mana_cost, what_is_missing
from pyao.rules.magic.gear import flute_helps
from pyao.rules.magic.spell_effects import effects_of
from pyao.rules.magic.spell_effects.cast import Cast
from pyao.rules.magic.spell_effects.effect import Outcome
from pyao.rules.map import looking
from pyao.world.player import Player

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyao.content.spells import SpellDef
    from pyao.rules.magic.spell_effects.effect import EffectKind
    from pyao.world.world import World

FARTHEST_ROWS = 6
"""How many rows away a target may stand: it may be one row farther than the tile that was clicked."""


def click(world: World, caster: Player, x: int, y: int) -> None:
    """Cast the chosen spell at a tile in sight; the general checks of a click with a skill have passed.

    A click that is too early keeps the spell chosen.  Source: 05 §3 step 3, 4 to 8.
    """
    if world.map_of(caster).definition.no_magic:
        tell(caster, _("Una fuerza oscura te impide canalizar tu energía."), Font.FIGHT)
        return
    caster.targets.slot = caster.targets.npc = 0
    looking.look(world, caster, x, y)
    if not intervals.try_cast(world, caster):
        return
    spell = world.content.spells.get(caster.selected_spell)
    caster.selected_spell = 0
    if spell is None:
        tell(caster, _("¡Primero seleccioná el hechizo que querés lanzar!"))
    else:
        cast(world, caster, spell)


def cast(world: World, caster: Player, spell: SpellDef) -> None:
    """Try to cast a spell at what the caster clicked last; the caster is told if something is missing.

    Source: 05 §4.
    """
    if caster.in_consultation:
        tell(caster, _("No podés lanzar hechizos mientras estás en consulta."))
        return
    missing = what_is_missing(world, caster, spell)
    if missing:
        tell(caster, missing)
    else:
        _release(Cast(world, caster, spell))
    count_down(caster)


def _release(cast: Cast) -> None:
    """Let the effects happen; if they do, train the skill and take mana and stamina.  Source: 05 §4 steps 3, 4."""
    flute, ground = flute_helps(cast.world, cast.caster), cast.spell.target is SpellTarget.GROUND
    if ground:
        success = _let_happen(cast, lambda effect: effect.on_ground(cast))
    else:
        success = _reach_target(cast) and _affect_target(cast)
    if not success:
        return
    caster, vitals = cast.caster, cast.caster.record.vitals
    train(cast.world, caster, Skill.MAGIA, success=True)
    vitals.mana = max(0, vitals.mana - mana_cost(cast.spell, vitals.mana, flute=flute))
    vitals.stamina = max(0, vitals.stamina - cast.spell.stamina)
    MessageSender(caster, cast.world.content).stats()
    if not ground:
        _close(cast, flute=flute)


def _reach_target(cast: Cast) -> bool:
    """Aim at the target; `False` = the spell doesn't work on such, or it is too far, and the caster is told.

    Source: 05 §4 step 3.
    """
    found, target = cast.target, cast.spell.target
    if target is SpellTarget.USERS:
        missing = "" if isinstance(found, Player) else _("Este hechizo actúa solo sobre usuarios.")
    elif target is SpellTarget.NPCS:
        missing = "" if cast.npc is not None else _("Este hechizo solo afecta a las criaturas.")
    elif target is SpellTarget.BOTH:
        missing = "" if found is not None else _("Objetivo inválido.")
    else:
        return False
    if missing or found is None:
        tell(cast.caster, missing)
        return False
    if abs(cast.caster.y - found.y) > FARTHEST_ROWS:
        tell(cast.caster, _("Estás demasiado lejos para lanzar este hechizo."), Font.WARNING)
        return False
    return True


def _affect_target(cast: Cast) -> bool:
    player, npc = cast.player, cast.npc
    if npc is not None:
        return _let_happen(cast, lambda effect: effect.on_npc(cast, npc))
    if player is None:
        return False
    if cast.spell.type is SpellType.PROPERTIES and player.dead:
        tell(cast.caster, _("No podés lanzar este hechizo a un espíritu."))
        return False
    return _let_happen(cast, lambda effect: effect.on_player(cast, player))


def _let_happen(cast: Cast, happens: Callable[[EffectKind], Outcome]) -> bool:
    """Let the effects happen in order; whether one of them did and none was refused.  A refusal ends the cast."""
    done = False
    for effect in _effects_by_players(cast.spell):
        outcome = happens(effect)
        if outcome is Outcome.REFUSED:
            return False
        done = done or outcome is Outcome.DONE
    return done


def _effects_by_players(spell: SpellDef) -> Iterable[EffectKind]:
    """The effects that happen when a player casts the spell: those of its own type.  Creatures cast the others too."""
    return (effect for effect in effects_of(spell) if effect.group is spell.type)


def _close(cast: Cast, *, flute: bool) -> None:
    """End a successful cast at a player or creature, which is no longer targeted.  Source: 05 §4 "Closing packets"."""
    caster = cast.caster
    if cast.player is not None:
        MessageSender(cast.player, cast.world.content).stats()
        caster.targets.slot = 0
        return
    caster.targets.npc = 0
    if caster.record.player_class == PlayerClass.DRUID:
        caster.ignored_by_npcs = flute and cast.spell.does("mimicry")
