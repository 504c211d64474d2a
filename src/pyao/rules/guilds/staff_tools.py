"""What game masters do about guilds.  The caller has checked their rank.

Source: 11-social §3.11, 10-gm-admin §4.5 "AlterGuildName".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import everyone
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.body import appearance
from pyao.rules.guilds.members import note_changed, remove
from pyao.rules.guilds.talk import others_online
from pyao.rules.guilds.telling import announce, answer, shown, unknown_guild
from pyao.rules.guilds.texts import name_refusal
from pyao.rules.session import leaving
from pyao.rules.society.penalties import add_penalty
from pyao.rules.staff.outcome import IGNORED, refuse

if TYPE_CHECKING:
    from pyao.rules.staff.outcome import Outcome
    from pyao.world.guilds import Guild
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World

REGISTRAR = "administration"
"""Who bans the members of a banned guild, according to their records."""

BAN_REASON = "BAN AL CLAN"


def list_members(world: World, gm: Player, name: str) -> Outcome | None:
    """List all members of a guild."""
    guild = world.guilds.named(name)
    if guild is None:
        return refuse(gm, unknown_guild())
    for member in guild.members:
        tell(gm, shown(world, f"{member}<{name}>"))
    return None


def list_online(world: World, gm: Player, name: str) -> Outcome | None:
    """List the members of a guild that are in the world; nothing is answered about a guild that there is not."""
    guild = world.guilds.named(name)
    if guild is None:
        return IGNORED
    names = ", ".join(others_online(world, guild, gm))
    tell(gm, f"{shown(world, guild.name.upper())}: {names}", Font.GUILD_MSG)
    return None


def listen(world: World, gm: Player, name: str) -> Outcome | None:
    """Listen to what the members of a guild say, and no longer to another one; without a name, to none."""
    guild, before = world.guilds.named(name), world.guilds.get(world.guilds.ears.get(gm.slot, 0))
    if not name.strip() and before is not None:
        del world.guilds.ears[gm.slot]
        answer(gm, _("Dejaste de escuchar a {guild}.").format(guild=shown(world, before.name)))
    elif guild is None:
        return refuse(gm, unknown_guild(), Font.GUILD)
    else:
        if before is not None and before is not guild:
            answer(gm, _("Dejaste de escuchar a {guild}.").format(guild=shown(world, before.name)))
        world.guilds.ears[gm.slot] = guild.number
        answer(gm, _("Ahora escuchás a {guild}.").format(guild=shown(world, guild.name)))
    return None


def remove_member(world: World, gm: Player, record: CharacterRecord | None) -> Outcome | None:
    """Take a character, in the world or not, out of its guild."""
    guild = world.guilds.get(record.guild.guild) if record is not None else None
    if record is None or guild is None or guild.is_led_by(record.name):
        return refuse(gm, _("Ese personaje no pertenece a ningún clan, o es su líder."))
    remove(world, guild, record)
    tell(gm, _("{name} ya no pertenece a {guild}.").format(name=record.name, guild=shown(world, guild.name)))
    announce(world, guild, _("{name} fue expulsado del clan por los administradores.").format(name=record.name))
    return None


def proclaim_ban(world: World, gm: Player, name: str) -> Guild | None:
    """Tell everybody that a guild is banned, and give it: each of its members must now be banned (`ban_member`).

    `None` = there is no such guild.
    """
    guild = world.guilds.named(name)
    if guild is None:
        return None
    line = _("{gm} prohibió la entrada al clan {guild}.").format(gm=gm.name, guild=shown(world, guild.name.upper()))
    everyone(world).send(msg.console_msg(line, Font.FIGHT))
    return guild


def ban_member(world: World, gm: str, guild: Guild, key: str, record: CharacterRecord | None) -> None:
    """Ban one member of a banned guild, and end its session if it is in the world; `gm` = who ordered it."""
    line = _("{name} <{guild}> tiene prohibida la entrada.").format(name=key, guild=shown(world, guild.name))
    everyone(world).send(msg.console_msg(line, Font.FIGHT))
    if record is None:
        return
    record.banned, record.banned_by, record.ban_reason = True, REGISTRAR, BAN_REASON
    add_penalty(record, gm, BAN_REASON, "", world.clock.today())
    world.host.save(record)
    present = world.online.get(key)
    if present is not None:
        leaving.end_session(world, present)


def rename(world: World, gm: Player, old: str, new: str) -> Outcome | None:
    """Give a guild another name; the tags of its members in the world are shown anew.  Source: 10 §4.5."""
    guild, new = world.guilds.named(old), new.replace("+", " ").strip(" ")
    if not old.strip() or not new:
        return refuse(gm, _("Uso: /ACLAN CLAN@NUEVO"))
    if (why_not := name_refusal(world, new)) is not None or guild is None:
        return refuse(gm, why_not or unknown_guild())
    tell(gm, _("El clan {old} se llama ahora {new}.").format(old=shown(world, guild.name), new=new))
    guild.name = new
    note_changed(world, guild)
    for member in world.guilds.online(guild):
        appearance.refresh_nick(world, member)
    return None
