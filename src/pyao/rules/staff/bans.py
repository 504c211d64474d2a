"""Forbidding characters and addresses to enter, and letting them in again.

The one register of bans is in the banned characters' records: by whom, and why.  Source: 10-gm-admin §4.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import HIGHER_GMS, Privilege
from pyao.messaging.audience import Audience, everyone, gms
from pyao.messaging.console import tell, tell_names
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.session.leaving import end_session
from pyao.rules.society import penalties
from pyao.rules.staff.outcome import Outcome, refuse
from pyao.rules.staff.subjects import Subject, online, rank_number
from pyao.world.addresses import block_of

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

FOR_BANNING = "baneo de administradores"
"""Why a GM is banned who has banned one of his own rank."""


def ban(world: World, gm: Player, reason: str, who: Subject | None) -> Outcome | None:
    """Forbid a character to enter, and throw it out.  Source: 10-gm-admin §4.4 "Ban"."""
    if who is None or who.player is None:
        return _ban_absent(world, gm, reason, who)
    rank, own = rank_number(who.privileges(world)), rank_number(gm.privileges)
    if rank > own:
        return refuse(gm, _("No podés banear a alguien de mayor jerarquía."))
    announce(world, gm.name, who.name)
    if rank == own:
        _ban_banner(world, gm, _higher_staff(world))
    _enter_ban(world, gm, reason, who)
    _throw_out(world, who.player)
    return None


def _ban_absent(world: World, gm: Player, reason: str, who: Subject | None) -> Outcome | None:
    """The same for a character that is not in the world; `None` = there is none."""
    tell(gm, _("El usuario no está online."), Font.TALK)
    if who is None:
        return refuse(gm, _("El personaje no existe."))
    rank, own = rank_number(who.privileges(world)), rank_number(gm.privileges)
    if rank > own:
        return refuse(gm, _("No podés banear a alguien de mayor jerarquía."))
    if who.record.banned:
        return refuse(gm, _("El personaje ya está baneado."))
    announce(world, gm.name, who.name)
    _enter_ban(world, gm, reason, who)
    if rank == own:
        _ban_banner(world, gm, gms(world))
    return None


def _higher_staff(world: World) -> Audience:
    """S+−RM: the GMs who read of bans."""
    return everyone(world).who(
        lambda one: bool(one.privileges & HIGHER_GMS) and not one.privileges & Privilege.ROLE_MASTER
    )


def announce(world: World, by: str, name: str) -> None:
    """Let the higher staff read who has banned whom."""
    line = _("{gm} baneó a {name}.").format(gm=by, name=name)
    _higher_staff(world).send(msg.console_msg(line, Font.SERVER))


def _enter_ban(world: World, gm: Player, reason: str, who: Subject) -> None:
    penalties.ban(who.record, gm.name, reason, world.clock.today())
    world.host.save(who.record)


def _ban_banner(world: World, gm: Player, hearers: Audience) -> None:
    """Ban the GM too, who has banned one of his own rank; his penalties stay as they are."""
    record = gm.record
    record.banned, record.banned_by, record.ban_reason = True, gm.name, FOR_BANNING
    world.host.save(record)
    line = _("{gm} fue baneado por banear a un administrador.").format(gm=gm.name)
    hearers.send(msg.console_msg(line, Font.FIGHT))
    _throw_out(world, gm)


def _throw_out(world: World, player: Player) -> None:
    """End a session, unless it has just been ended."""
    if world.players.get(player.slot) is player:
        end_session(world, player)


def unban(world: World, gm: Player, who: Subject | None) -> Outcome | None:
    """Let a banned character enter again.  Source: 10-gm-admin §4.4 command 38."""
    if who is None:
        return refuse(gm, _("El personaje no existe."))
    if not who.record.banned:
        return refuse(gm, _("{name} no está baneado.").format(name=who.name))
    penalties.unban(who.record, gm.name, world.clock.today())
    world.host.save(who.record)
    tell(gm, _("{name} ya puede entrar otra vez.").format(name=who.name))
    return None


# Addresses


def ban_address_of(world: World, gm: Player, name: str, reason: str) -> Outcome | None:
    """Ban the address from which somebody plays.  Source: 10-gm-admin §4.4 command 74."""
    target = online(world, name)
    return (
        refuse(gm, _("El personaje no está online.")) if target is None else ban_address(world, gm, target.ip, reason)
    )


def ban_address(world: World, gm: Player, ip: str, reason: str) -> Outcome | None:
    """Ban an address, and every character that plays from there.  Source: 10-gm-admin §4.4 command 74.

    A /64 of IPv6 counts as one address.  One from which the GM himself comes is refused: banning his own rank, he would
    be banned too.
    """
    if ip in world.banned_ips:
        return refuse(gm, _("La IP {ip} ya se encuentra baneada.").format(ip=ip))
    if block_of(ip) == block_of(gm.ip):
        return refuse(gm, _("No podés banear la IP desde la que jugás."))
    world.banned_ips.add(ip)
    line = _("{gm} baneó la IP {ip} por {reason}.")
    gms(world).send(msg.console_msg(line.format(gm=gm.name, ip=ip, reason=world.client.as_text(reason)), Font.FIGHT))
    block = block_of(ip)
    for player in world.by_slot():
        if block_of(player.ip) == block:
            ban(world, gm, f"IP POR {reason}", Subject(player.name, player.record, player))
    return None


def unban_address(world: World, gm: Player, ip: str) -> Outcome | None:
    """Let an address connect again.  Source: 10-gm-admin §4.4 command 75."""
    if ip not in world.banned_ips:
        return refuse(gm, _("La IP {ip} no se encuentra en la lista de bans.").format(ip=ip))
    world.banned_ips.remove(ip)
    tell(gm, _("La IP {ip} se ha quitado de la lista de bans.").format(ip=ip))
    return None


def list_addresses(world: World, gm: Player) -> None:
    """Tell the banned addresses; the list may be empty.  Source: 10-gm-admin §4.4 command 70."""
    tell_names(gm, sorted(world.banned_ips), _("IP baneadas: "))
