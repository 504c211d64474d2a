"""Silence, prison, warnings, kicks and executions.

Source: 10-gm-admin §4.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import GM_RANKS, Privilege
from pyao.messaging.audience import everyone
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.body.dying import die
from pyao.rules.session.leaving import end_session
from pyao.rules.society.penalties import add_penalty, imprison
from pyao.rules.staff.outcome import MISUSED, Outcome, refuse
from pyao.rules.staff.ranks import rank_of
from pyao.rules.staff.subjects import is_listed_god, not_online, online, outranks, plain_name

if TYPE_CHECKING:
    from pyao.rules.staff.subjects import Subject
    from pyao.world.player import Player
    from pyao.world.world import World

WARNING = "ADVERTENCIA"


def toggle_silence(world: World, gm: Player, name: str) -> Outcome | None:
    """Ignore a player's reports from now on, or no longer.  Source: 10-gm-admin §4.4 command 12, 11-social §10 #1."""
    target = online(world, name)
    if target is None:
        return refuse(gm, _("Usuario offline."))
    target.silenced = not target.silenced
    if target.silenced:
        tell(gm, _("{name} fue silenciado.").format(name=target.name))
        target.messages.send(
            msg.show_message_box(_("Los administradores del servidor no van a leer más tus denuncias."))
        )
    else:
        tell(gm, _("{name} ya no está silenciado.").format(name=target.name))
    return None


def jail(world: World, gm: Player, name: str, reason: str, minutes: int) -> Outcome | None:
    """Send a player to prison for some minutes of play.  Source: 10-gm-admin §4.4 command 21."""
    if not (name.strip() and reason.strip()):
        return MISUSED
    target = online(world, name)
    if target is None:
        return not_online(world, gm, name)
    if not target.mortal:
        return refuse(gm, _("No podés encarcelar a administradores."))
    most = world.settings.gm_jail_max_min
    if minutes > most:
        return refuse(gm, _("No podés encarcelar por más de {n} minutos.").format(n=most))
    add_penalty(target.record, gm.name, f"CARCEL {minutes}m, MOTIVO:", reason, world.clock.today())
    world.host.save(target.record)
    imprison(world, target, minutes, by=gm.name)
    return None


def warn(world: World, gm: Player, name: str, reason: str, who: Subject | None) -> Outcome | None:
    """Enter a warning in a character's record; he is not told.  Source: 10-gm-admin §4.4 command 23."""
    if not (name.strip() and reason.strip()):
        return MISUSED
    if rank_of(world.settings, plain_name(name)) & GM_RANKS:
        return refuse(gm, _("No podés advertir a administradores."))
    if who is None:
        return refuse(gm, _("El personaje no existe."))
    add_penalty(who.record, gm.name, WARNING, reason, world.clock.today())
    world.host.save(who.record)
    tell(gm, _("Advertiste a {name}.").format(name=who.name))
    return None


def kick(world: World, gm: Player, name: str) -> Outcome | None:
    """Throw a player out.  Source: 10-gm-admin §4.4 command 35."""
    target = online(world, name)
    if target is None:
        if is_listed_god(world, name) and gm.privileges & Privilege.SEMIDIOS:
            return _too_high(gm)
        return refuse(gm, _("El usuario no está online."))
    if outranks(target, gm):
        return _too_high(gm)
    end_session(world, target)
    return None


def _too_high(gm: Player) -> Outcome:
    return refuse(gm, _("No podés echar a alguien con jerarquía mayor a la tuya."))


def execute(world: World, gm: Player, name: str) -> Outcome | None:
    """Kill a player, and let everybody know.  Source: 10-gm-admin §4.4 command 36."""
    target = online(world, name)
    if target is None:
        return not_online(world, gm, name)
    if not target.mortal:
        return refuse(gm, _("No podés ejecutar a administradores."))
    if target.dead:
        return refuse(gm, _("{name} ya está muerto.").format(name=target.name))
    die(world, target)
    line = _("{gm} ejecutó a {name}.").format(gm=gm.name, name=target.name)
    everyone(world).send(msg.console_msg(line, Font.EJECUCION))
    return None


def kick_all(world: World) -> None:
    """Throw out everybody who is no GM and whose client is connected.  Source: 10-gm-admin §4.4 command 111."""
    for player in world.by_slot():
        if player.mortal and player.connected:
            end_session(world, player)
