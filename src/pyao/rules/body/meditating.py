"""Meditation, which brings mana back.

Source: 04-combat §14.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Skill
from pyao.messaging.audience import area
from pyao.messaging.console import tell, tell_once
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font, Fx
from pyao.rules.body.appearance import ENDLESS
from pyao.rules.body.skills import sides, skill_of, train
from pyao.world.arithmetic import percent
from pyao.world.messages import Toggle

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

LEVELS_A_SECOND = 17
"""For every so many levels the concentration lasts one second longer."""

NOTICE_MANA = 22
MOST_EXPERIENCED = Fx.MEDITATION_XXL

_FX = ((13, Fx.MEDITATION_SMALL), (25, Fx.MEDITATION_MEDIUM), (35, Fx.MEDITATION_LARGE), (42, Fx.MEDITATION_XL))


def meditation_fx(level: int) -> Fx:
    """The effect that is drawn on a meditating player of that level."""
    return next((fx for below, fx in _FX if level < below), MOST_EXPERIENCED)


def mana_portion(max_mana: int, pct: int) -> int:
    """The mana that one such tick brings: a percentage of the maximum, at least 1."""
    return max(1, percent(max_mana, pct))


def concentration_s(level: int) -> int:
    """Seconds of concentration before the first mana can come."""
    return level // LEVELS_A_SECOND


def meditate(world: World, player: Player) -> None:
    """Begin to meditate, or stop; a GM's mana is filled at once instead."""
    vitals = player.record.vitals
    if player.dead:
        tell(player, _("¡¡Estás muerto!! Solo podés meditar estando vivo."))
    elif vitals.max_mana == 0:
        tell(player, _("Solo las clases mágicas conocen el arte de la meditación."))
    elif not player.mortal:
        vitals.mana = vitals.max_mana
        tell(player, _("Maná restaurado."), Font.VENENO)
        player.messages.send(msg.update_mana(vitals.mana))
    elif player.meditating:
        stop_meditation(world, player)
    else:
        _begin(world, player)


def _begin(world: World, player: Player) -> None:
    level = player.record.level
    player.meditating = True
    player.meditating_since_ms = world.now_ms
    player.fx = meditation_fx(level)
    player.messages.toggle(Toggle.MEDITATING, on=True)
    text = _("Te estás concentrando. En {seconds} segundos comenzarás a meditar.")
    tell(player, text.format(seconds=concentration_s(level)))
    area(world, player).send(msg.create_fx(player.char, player.fx, ENDLESS))


def stop_meditation(world: World, player: Player) -> None:
    """A meditating player stops, and everyone near sees the effect end.  Source: 03-world §10 step 5."""
    player.meditating = False
    player.fx = 0
    player.messages.toggle(Toggle.MEDITATING, on=False)
    tell(player, _("Dejás de meditar."))
    area(world, player).send(msg.create_fx(player.char, 0, 0))


def go_on(world: World, player: Player) -> None:
    """One tick of meditation.  A meditating player does not count as idle: 02-sessions-and-characters §1.3."""
    player.idle_minutes = 0
    record, vitals = player.record, player.record.vitals
    if world.now_ms - player.meditating_since_ms < concentration_s(record.level) * 1000:
        return
    if vitals.mana >= vitals.max_mana:
        _finish(world, player)
        return
    success = world.rng.roll(1, sides(skill_of(player, Skill.MEDITAR).level)) == 1
    if success:
        # The line names the whole portion, also where less of it was needed.
        portion = mana_portion(vitals.max_mana, world.content.balance.mana_recovery_pct)
        vitals.mana = min(vitals.max_mana, vitals.mana + portion)
        tell_once(player, NOTICE_MANA, _("¡Has recuperado {mana} puntos de maná!").format(mana=portion))
        player.messages.send(msg.update_mana(vitals.mana))
    train(world, player, Skill.MEDITAR, success=success)


def _finish(world: World, player: Player) -> None:
    tell(player, _("Has terminado de meditar."))
    player.meditating = False
    player.fx = 0
    player.messages.toggle(Toggle.MEDITATING, on=False)
    area(world, player).send(msg.create_fx(player.char, 0, 0))
