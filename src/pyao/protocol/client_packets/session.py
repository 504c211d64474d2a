"""Entering and leaving the game, and asking for information.

Source: 01-protocol §7.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.client_packets.base import I16, U8, C, ClientPacket, Str


@dataclass(frozen=True, slots=True)
class LoginExistingChar(ClientPacket):
    """Enter the game with a character; the first packet from the login screen.  The client's version is 0, 13, 0."""

    id = C.LOGIN_EXISTING_CHAR

    name: Str
    password: Str
    v1: U8
    v2: U8
    v3: U8


@dataclass(frozen=True, slots=True)
class ThrowDices(ClientPacket):
    """Roll attributes: the creation screen has opened, or its dice button was pressed; answered by DiceRoll."""

    id = C.THROW_DICES


@dataclass(frozen=True, slots=True)
class LoginNewChar(ClientPacket):
    """Create a character and enter the game with it; may be sent again after a refusal.

    `race` 1..5, `gender` 1 man 2 woman, `class_` 1..12, `home` 1..6 (§14).  The password is in clear.
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
    """Change the password, in the window of /contraseña; both passwords are in clear."""

    id = C.CHANGE_PASSWORD

    old: Str
    new: Str


@dataclass(frozen=True, slots=True)
class ChangeDescription(ClientPacket):
    """/desc TEXT: set what others read when they click on the character."""

    id = C.CHANGE_DESCRIPTION

    text: Str


@dataclass(frozen=True, slots=True)
class Ping(ClientPacket):
    """/ping or its button; answered by Pong, which the client awaits before it asks again."""

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
    """/est: ask for the character's state; answered in console lines."""

    id = C.REQUEST_STATS


@dataclass(frozen=True, slots=True)
class RequestAccountState(ClientPacket):
    """/balance: ask the selected banker for one's account; staff ask the casino's host for its totals."""

    id = C.REQUEST_ACCOUNT_STATE


@dataclass(frozen=True, slots=True)
class Online(ClientPacket):
    """/online: ask how many players are online."""

    id = C.ONLINE


@dataclass(frozen=True, slots=True)
class Help(ClientPacket):
    """/ayuda: ask for the help text."""

    id = C.HELP


@dataclass(frozen=True, slots=True)
class RequestMOTD(ClientPacket):
    """/motd: ask for the message of the day."""

    id = C.REQUEST_MOTD


@dataclass(frozen=True, slots=True)
class Uptime(ClientPacket):
    """/uptime: ask how long the server has been running."""

    id = C.UPTIME


@dataclass(frozen=True, slots=True)
class Punishments(ClientPacket):
    """/penas NICK: ask what a character has been punished for."""

    id = C.PUNISHMENTS

    name: Str


@dataclass(frozen=True, slots=True)
class Inquiry(ClientPacket):
    """/encuesta: ask for the question of the running poll."""

    id = C.INQUIRY


@dataclass(frozen=True, slots=True)
class InquiryVote(ClientPacket):
    """/encuesta N: vote in the poll.  A typed number arrives modulo 256."""

    id = C.INQUIRY_VOTE

    option: U8


@dataclass(frozen=True, slots=True)
class CentinelReport(ClientPacket):
    """/centinela N: give the code that the sentinel asked for.  A typed number arrives modulo 65536, signed."""

    id = C.CENTINEL_REPORT

    code: I16


@dataclass(frozen=True, slots=True)
class GMRequest(ClientPacket):
    """/gm: call a game master for help."""

    id = C.GM_REQUEST


@dataclass(frozen=True, slots=True)
class Consultation(ClientPacket):
    """/consulta: a game master starts or ends a consultation with the selected player."""

    id = C.CONSULTATION


@dataclass(frozen=True, slots=True)
class BugReport(ClientPacket):
    """/_bug TEXT: report a bug to the operators."""

    id = C.BUG_REPORT

    text: Str


@dataclass(frozen=True, slots=True)
class Denounce(ClientPacket):
    """/denunciar TEXT: report somebody to the game masters."""

    id = C.DENOUNCE

    text: Str
