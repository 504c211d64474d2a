"""What the operator of the server orders from outside the game, with every right and without a character.

Source: 10-gm-admin §6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import everyone
from pyao.messaging.i18n import _, joined, n_
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.map import upkeep
from pyao.rules.session import leaving
from pyao.rules.society import penalties
from pyao.rules.staff import bans

if TYPE_CHECKING:
    from pyao.rules.staff.subjects import Subject
    from pyao.world.player import Player
    from pyao.world.world import World

OPERATOR = "Operador"
"""The name in penalties and in lines that name who gave an order."""


def say(world: World, text: str) -> None:
    """Show everybody a line of the server's.  Source: 10-gm-admin §6.2 "Broadcast"."""
    _announce(world, _("Servidor> {text}").format(text=world.client.as_text(text)))


def announce_end(world: World, seconds: int, reason: str) -> None:
    """Tell everybody when the server will stop, and why."""
    minutes, rest = divmod(seconds, 60)
    if minutes and not rest:
        when = n_("en {n} minuto", "en {n} minutos", minutes).format(n=minutes)
    else:
        when = n_("en {n} segundo", "en {n} segundos", seconds).format(n=seconds)
    line = _("Servidor> El servidor se va a cerrar {when}.").format(when=when)
    _announce(world, joined(" ", filter(None, (line, world.client.as_text(reason)))))


def announce_no_end(world: World) -> None:
    """Tell everybody that the server will not stop after all."""
    _announce(world, _("Servidor> El servidor sigue abierto."))


def pause(world: World) -> bool:
    """Let the creatures stand still and freeze everybody's keys; `False` = they are already.  Source: 10 §6.2 State."""
    if world.paused:
        return False
    world.paused = True
    upkeep.pause(world, on=True)
    return True


def resume(world: World) -> bool:
    """End the operator's pause; `False` = there is none."""
    if not world.paused:
        return False
    world.paused = False
    upkeep.pause(world, on=False)
    return True


def kick(world: World, player: Player) -> None:
    """Throw a player out; everybody is told.  Source: 10-gm-admin §6.2 "kick"."""
    _announce(world, _("{name} fue echado del juego.").format(name=player.name))
    leaving.end_session(world, player)


def ban(world: World, subject: Subject, reason: str) -> None:
    """Forbid a character to log in, and throw it out if it is there.  Source: 10-gm-admin §4.4 "Ban"."""
    penalties.ban(subject.record, OPERATOR, reason, world.clock.today())
    world.host.save(subject.record)
    bans.announce(world, OPERATOR, subject.record.name)
    if subject.player is not None:
        leaving.end_session(world, subject.player)


def unban(world: World, subject: Subject) -> None:
    """Let a character log in again.  Source: 10-gm-admin §4.4 command 38."""
    penalties.unban(subject.record, OPERATOR, world.clock.today())
    world.host.save(subject.record)


def pardon(world: World, subject: Subject) -> bool:
    """Let a character log in again if it is banned, without a word among its penalties; whether it was.

    Source: 10-gm-admin §6.2 "unban all characters".
    """
    if not subject.record.banned:
        return False
    penalties.lift_ban(subject.record)
    world.host.save(subject.record)
    return True


def jail(world: World, subject: Subject, minutes: int, reason: str) -> None:
    """Put a character in jail; one that is not there wakes up in it.  Source: 10-gm-admin §4.4 command 21."""
    record = subject.record
    penalties.add_penalty(record, OPERATOR, f"CARCEL {minutes}m, MOTIVO:", reason, world.clock.today())
    if subject.player is not None:
        penalties.imprison(world, subject.player, minutes, OPERATOR)
    else:
        record.jail_minutes = minutes
        record.map, record.x, record.y = penalties.JAIL
    world.host.save(record)


def _announce(world: World, line: str) -> None:
    everyone(world).send(msg.console_msg(line, Font.SERVER))
