"""The work of every minute: happy hour, announced saves, the message of the day, jail, idle players.

Source: 02-sessions-and-characters §12.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import everyone
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.map.upkeep import announce_world_save, clean_often, pause
from pyao.rules.parties.payday import pay_everybody
from pyao.rules.sentinel import rounds
from pyao.rules.session import leaving
from pyao.rules.session.saving import keep
from pyao.rules.society import penalties
from pyao.rules.trade import trading
from pyao.world.arithmetic import half_even
from pyao.world.npc import Npc

if TYPE_CHECKING:
    from pyao.world.world import World


def run_minute(world: World) -> None:
    """Do the minute's work in the spec's order; if one part fails, the others are still done."""
    world.minute += 1
    for work in (
        change_happy_hour,
        rounds.run_minute,
        announce_world_save,
        announce_save,
        clean_often,
        repeat_motd,
        penalties.serve_minute,
        dismiss_idle,
    ):
        with world.host.guard(f"{work.__name__} of minute {world.minute}"):
            work(world)


def change_happy_hour(world: World) -> None:
    """Take over the experience factor of today's weekday; everyone is told of a change.  Source: 02 §12.2 #1."""
    sunday_first = (world.clock.today().weekday() + 1) % 7
    factor = world.settings.happy_hour[sunday_first]
    if factor == world.happy_hour:
        return
    if factor == 1:
        line = _("Ha concluido la Happy Hour.")
    elif world.happy_hour == 1:
        line = _("¡Ha comenzado la Happy Hour! La experiencia de las criaturas es ahora del {pct} %.")
    else:
        line = _("Cambió la Happy Hour: la experiencia de las criaturas es ahora del {pct} %.")
    _scale_experience(world, world.happy_hour, factor)
    world.happy_hour = factor
    everyone(world).send(msg.console_msg(line.format(pct=round(factor * 100)), Font.DIOS))


def _scale_experience(world: World, old: float, new: float) -> None:
    """Apply a new factor, instead of the old one, to the experience that the creatures now alive have left to give."""
    for npc in world.chars.values():
        if isinstance(npc, Npc):
            npc.exp_reward = half_even(half_even(npc.exp_reward / old) * new)
            npc.exp_left = half_even(half_even(npc.exp_left / old) * new)


def announce_save(world: World) -> None:
    """Save all characters every so many minutes, or announce it one minute before.  Source: 02 §12.2 #4."""
    period = world.settings.save_minutes
    if (world.minute + 1) % period == 0:
        everyone(world).send(msg.console_msg(_("Se guardarán los personajes en 1 minuto."), Font.VENENO))
    if world.minute % period == 0:
        save_characters(world)


def save_characters(world: World) -> None:
    """Pay the parties and save all characters, while keys are frozen.  Source: 11-social §4.3, 02 §12.2 #4."""
    pay_everybody(world)
    pause(world, on=True)
    everyone(world).send(msg.console_msg(_("Guardando personajes…"), Font.SERVER))
    for player in world.players.values():
        keep(world, player)
    everyone(world).send(msg.console_msg(_("Personajes guardados."), Font.SERVER))
    pause(world, on=False)


def repeat_motd(world: World) -> None:
    """Tell everyone the message of the day every so many minutes.  Source: 02 §12.2 #6."""
    if world.minute % world.settings.motd_minutes:
        return
    for player in world.players.values():
        MessageSender(player, world.content).message_of_the_day()


def dismiss_idle(world: World) -> None:
    """Start the exit of players who have sent nothing for too long; meditating players are never idle.

    Source: 02 §1.3.
    """
    for player in world.by_slot():
        if player.meditating:
            player.idle_minutes = 0
            continue
        if not player.connected or player.travelling_home:
            continue
        player.idle_minutes += 1
        if player.idle_minutes >= world.settings.idle_limit_min:
            player.messages.send(msg.show_message_box(_("Demasiado tiempo inactivo. Has sido desconectado.")))
            trading.idle_too_long(world, player)
            leaving.start_exit(world, player)
