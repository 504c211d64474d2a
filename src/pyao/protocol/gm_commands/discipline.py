"""Silencing, jailing, expelling, banning; changing names, passwords and e-mail addresses.

Source: 01-protocol §8, 10-gm-admin §4.4.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.gm_commands.base import U8, Bool, G, GMCommand, IpOrName, Str


@dataclass(frozen=True, slots=True)
class Silence(GMCommand):
    """`/SILENCIAR name`: silence a player, or let the player talk again."""

    godot = G.SILENCE

    name: Str


@dataclass(frozen=True, slots=True)
class Jail(GMCommand):
    """`/CARCEL name@reason@minutes`: jail a player, for at most 60 minutes."""

    godot = G.JAIL

    name: Str
    reason: Str
    minutes: U8


@dataclass(frozen=True, slots=True)
class WarnUser(GMCommand):
    """`/ADVERTENCIA name@reason`: note a warning in a character's list of penalties."""

    godot = G.WARN_USER

    name: Str
    reason: Str


@dataclass(frozen=True, slots=True)
class Kick(GMCommand):
    """`/ECHAR name`: end a player's connection."""

    godot = G.KICK

    name: Str


@dataclass(frozen=True, slots=True)
class Execute(GMCommand):
    """`/EJECUTAR name`: kill a player; everyone is told."""

    godot = G.EXECUTE

    name: Str


@dataclass(frozen=True, slots=True)
class BanChar(GMCommand):
    """`/BAN name@reason`: ban a character.  A game master who bans an equal is banned too."""

    godot = G.BAN_CHAR

    name: Str
    reason: Str


@dataclass(frozen=True, slots=True)
class UnbanChar(GMCommand):
    """`/UNBAN name`: let a banned character play again."""

    godot = G.UNBAN_CHAR

    name: Str


@dataclass(frozen=True, slots=True)
class KickAllChars(GMCommand):
    """`/ECHARTODOSPJS`: end the connections of everyone who is not a game master."""

    godot = G.KICK_ALL_CHARS


@dataclass(frozen=True, slots=True)
class BanIp(GMCommand):
    """`/BANIP a.b.c.d|name reason`: ban an IP address and everyone who plays from there.

    `target` is four numbers if `by_ip` is set, otherwise the name of a player at that address.
    """

    godot = G.BAN_IP

    by_ip: Bool
    target: IpOrName
    reason: Str


@dataclass(frozen=True, slots=True)
class UnbanIp(GMCommand):
    """`/UNBANIP a.b.c.d`: lift the ban on an IP address."""

    godot = G.UNBAN_IP

    a: U8
    b: U8
    c: U8
    d: U8


@dataclass(frozen=True, slots=True)
class BannedIpList(GMCommand):
    """`/BANIPLIST`: list the banned IP addresses."""

    godot = G.BANNED_IP_LIST


@dataclass(frozen=True, slots=True)
class BannedIpReload(GMCommand):
    """`/BANIPRELOAD`: read the banned IP addresses again; not answered."""

    godot = G.BANNED_IP_RELOAD


@dataclass(frozen=True, slots=True)
class RemovePunishment(GMCommand):
    """`/BORRARPENA name@number@text`: replace an entry (counted from 1) in a character's list of penalties."""

    godot = G.REMOVE_PUNISHMENT

    name: Str
    number: U8
    text: Str


@dataclass(frozen=True, slots=True)
class AlterPassword(GMCommand):
    """`/APASS name@copy_from`: give a character the password of another."""

    godot = G.ALTER_PASSWORD

    name: Str
    copy_from: Str


@dataclass(frozen=True, slots=True)
class AlterMail(GMCommand):
    """`/AEMAIL name-mail`: change a character's e-mail address."""

    godot = G.ALTER_MAIL

    name: Str
    mail: Str


@dataclass(frozen=True, slots=True)
class AlterName(GMCommand):
    """`/ANAME name@new_name`: copy a character to a new name and ban the old one."""

    godot = G.ALTER_NAME

    name: Str
    new_name: Str


@dataclass(frozen=True, slots=True)
class DumpIpTables(GMCommand):
    """`/DUMPSECURITY`: log the open connections of each IP address; not answered."""

    godot = G.DUMP_IP_TABLES


@dataclass(frozen=True, slots=True)
class GuildBan(GMCommand):
    """`/BANCLAN guild`: ban all members of a guild."""

    godot = G.GUILD_BAN

    guild: Str
