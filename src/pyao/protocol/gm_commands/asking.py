"""Asking about characters, online or not.

Source: 01-protocol §8, 10-gm-admin §4.3.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.gm_commands.base import U8, G, GMCommand, Str


@dataclass(frozen=True, slots=True)
class RequestCharInfo(GMCommand):
    """`/INFO name`: a character's state, as /est tells it."""

    godot = G.REQUEST_CHAR_INFO

    name: Str


@dataclass(frozen=True, slots=True)
class RequestCharStats(GMCommand):
    """`/STAT name`: a character's kills, faction, reputation and guild."""

    godot = G.REQUEST_CHAR_STATS

    name: Str


@dataclass(frozen=True, slots=True)
class RequestCharGold(GMCommand):
    """`/BAL name`: a character's gold in the bank."""

    godot = G.REQUEST_CHAR_GOLD

    name: Str


@dataclass(frozen=True, slots=True)
class RequestCharInventory(GMCommand):
    """`/INV name`: what a character carries."""

    godot = G.REQUEST_CHAR_INVENTORY

    name: Str


@dataclass(frozen=True, slots=True)
class RequestCharBank(GMCommand):
    """`/BOV name`: what a character keeps in the bank."""

    godot = G.REQUEST_CHAR_BANK

    name: Str


@dataclass(frozen=True, slots=True)
class RequestCharSkills(GMCommand):
    """`/SKILLS name`: a character's skills."""

    godot = G.REQUEST_CHAR_SKILLS

    name: Str


@dataclass(frozen=True, slots=True)
class CheckSlot(GMCommand):
    """`/SLOT name@slot`: what a player carries in one inventory slot."""

    godot = G.CHECK_SLOT

    name: Str
    slot: U8


@dataclass(frozen=True, slots=True)
class NickToIp(GMCommand):
    """`/NICK2IP name`: a player's IP address, and who else plays from there."""

    godot = G.NICK_TO_IP

    name: Str


@dataclass(frozen=True, slots=True)
class IpToNick(GMCommand):
    """`/IP2NICK a.b.c.d`: who plays from an IP address."""

    godot = G.IP_TO_NICK

    a: U8
    b: U8
    c: U8
    d: U8


@dataclass(frozen=True, slots=True)
class LastIp(GMCommand):
    """`/LASTIP name`: the last five IP addresses of a character."""

    godot = G.LAST_IP

    name: Str


@dataclass(frozen=True, slots=True)
class RequestCharMail(GMCommand):
    """`/LASTEMAIL name`: a character's e-mail address."""

    godot = G.REQUEST_CHAR_MAIL

    name: Str
