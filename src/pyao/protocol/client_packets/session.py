"""Entering, leaving, and what a player asks to know.

Source: 01-protocol §7.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.client_packets.base import I16, U8, C, ClientPacket, Str


@dataclass(frozen=True, slots=True)
class LoginExistingChar(ClientPacket):
    """Enter the game with a character; the first packet from the login screen.  The versions are 0, 13, 0."""

    id = C.LOGIN_EXISTING_CHAR

    name: Str
    password: Str
    v1: U8
    v2: U8
    v3: U8


@dataclass(frozen=True, slots=True)
class ThrowDices(ClientPacket):
    """The creation screen has opened, or its dice button was pressed; answered by DiceRoll."""

    id = C.THROW_DICES


@dataclass(frozen=True, slots=True)
class LoginNewChar(ClientPacket):
    """Create a character and enter the game with it; may be sent again after a refusal.

    `race` 1..5, `gender` 1 man 2 woman, `class_` 1..12, `home` 1..6 (§14); the password is clear text.
    """

    id = C.LOGIN_NEW_CHAR

    name: Str
    password: Str
    v1: U8
    v2: U8
    v3: U8
    race: U8
    gender: U8
    class_: U8
    head: I16
    email: Str
    home: U8


@dataclass(frozen=True, slots=True)
class Quit(ClientPacket):
    """Leave the game: /salir or the exit key."""

    id = C.QUIT


@dataclass(frozen=True, slots=True)
class ChangePassword(ClientPacket):
    """The window of /contraseña; both are clear text."""

    id = C.CHANGE_PASSWORD

    old: Str
    new: Str


@dataclass(frozen=True, slots=True)
class ChangeDescription(ClientPacket):
    """/desc TEXT: what others read about the character when they click on it."""

    id = C.CHANGE_DESCRIPTION

    text: Str


@dataclass(frozen=True, slots=True)
class Ping(ClientPacket):
    """/ping or its button; answered by Pong.  The client waits for it before it asks again."""

    id = C.PING


@dataclass(frozen=True, slots=True)
class RequestAtributes(ClientPacket):
    """The statistics button; answered by Atributes."""

    id = C.REQUEST_ATRIBUTES


@dataclass(frozen=True, slots=True)
class RequestFame(ClientPacket):
    """The statistics button; answered by Fame."""

    id = C.REQUEST_FAME


@dataclass(frozen=True, slots=True)
class RequestSkills(ClientPacket):
    """The buttons for skills and statistics; answered by SendSkills."""

    id = C.REQUEST_SKILLS


@dataclass(frozen=True, slots=True)
class RequestMiniStats(ClientPacket):
    """The statistics button; answered by MiniStats."""

    id = C.REQUEST_MINI_STATS


@dataclass(frozen=True, slots=True)
class RequestStats(ClientPacket):
    """/est: one's own state, in console lines."""

    id = C.REQUEST_STATS


@dataclass(frozen=True, slots=True)
class RequestAccountState(ClientPacket):
    """/balance: the banker who was clicked on says how much gold he keeps; the casino's host gives staff its totals."""

    id = C.REQUEST_ACCOUNT_STATE


@dataclass(frozen=True, slots=True)
class Online(ClientPacket):
    """/online: how many are playing."""

    id = C.ONLINE


@dataclass(frozen=True, slots=True)
class Help(ClientPacket):
    """/ayuda: the help text."""

    id = C.HELP


@dataclass(frozen=True, slots=True)
class RequestMOTD(ClientPacket):
    """/motd: the message of the day."""

    id = C.REQUEST_MOTD


@dataclass(frozen=True, slots=True)
class Uptime(ClientPacket):
    """/uptime: how long the server has been running."""

    id = C.UPTIME


@dataclass(frozen=True, slots=True)
class Punishments(ClientPacket):
    """/penas NICK: what a character has been punished for."""

    id = C.PUNISHMENTS

    name: Str


@dataclass(frozen=True, slots=True)
class Inquiry(ClientPacket):
    """/encuesta: the question of the running poll."""

    id = C.INQUIRY


@dataclass(frozen=True, slots=True)
class InquiryVote(ClientPacket):
    """/encuesta N: vote in the poll.  A typed number arrives modulo 256."""

    id = C.INQUIRY_VOTE

    option: U8


@dataclass(frozen=True, slots=True)
class CentinelReport(ClientPacket):
    """/centinela N: the code that the sentinel asked for.  A typed number arrives modulo 65536, signed."""

    id = C.CENTINEL_REPORT

    code: I16


@dataclass(frozen=True, slots=True)
class GMRequest(ClientPacket):
    """/gm: ask for a game master's help."""

    id = C.GM_REQUEST


@dataclass(frozen=True, slots=True)
class Consultation(ClientPacket):
    """/consulta: a game master begins or ends a consultation with the player whom he has clicked on."""

    id = C.CONSULTATION


@dataclass(frozen=True, slots=True)
class BugReport(ClientPacket):
    """/_bug TEXT: tell the operators of a fault."""

    id = C.BUG_REPORT

    text: Str


@dataclass(frozen=True, slots=True)
class Denounce(ClientPacket):
    """/denunciar TEXT: report somebody to the game masters."""

    id = C.DENOUNCE

    text: Str
