"""Talking, and parties.

Source: 01-protocol §7, §13.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.client_packets.base import U8, C, ClientPacket, Str


@dataclass(frozen=True, slots=True)
class Talk(ClientPacket):
    """Any other line that was typed, even a slash command that the client does not know; not trimmed."""

    id = C.TALK

    text: Str


@dataclass(frozen=True, slots=True)
class Yell(ClientPacket):
    """`-text`: shout, to be heard from further away."""

    id = C.YELL

    text: Str


@dataclass(frozen=True, slots=True)
class Whisper(ClientPacket):
    r"""`\nick text`: whisper to one player near by."""

    id = C.WHISPER

    to: Str
    text: Str


@dataclass(frozen=True, slots=True)
class CouncilMessage(ClientPacket):
    """/bmsg TEXT: speak to the members of one's council."""

    id = C.COUNCIL_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class RoleMasterRequest(ClientPacket):
    """/rol TEXT: ask the role masters a question."""

    id = C.ROLE_MASTER_REQUEST

    text: Str


@dataclass(frozen=True, slots=True)
class ForumPost(ClientPacket):
    """Post in the open forum.  The client can't send it; the text command /foro does.

    `type` 0 general 1 general, sticky 2 royal 3 royal, sticky 4 chaos 5 chaos, sticky.
    """

    id = C.FORUM_POST

    type: U8
    title: Str
    text: Str


@dataclass(frozen=True, slots=True)
class PartyCreate(ClientPacket):
    """/crearparty: found a party."""

    id = C.PARTY_CREATE


@dataclass(frozen=True, slots=True)
class PartyJoin(ClientPacket):
    """/party: ask to join the selected player's party."""

    id = C.PARTY_JOIN


@dataclass(frozen=True, slots=True)
class PartyLeave(ClientPacket):
    """/salirparty: leave the party."""

    id = C.PARTY_LEAVE


@dataclass(frozen=True, slots=True)
class PartyMessage(ClientPacket):
    """/pmsg TEXT: speak to the party; the text may be empty."""

    id = C.PARTY_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class PartyOnline(ClientPacket):
    """/onlineparty: ask who is in the party, and for its experience."""

    id = C.PARTY_ONLINE


@dataclass(frozen=True, slots=True)
class PartyAcceptMember(ClientPacket):
    """/acceptparty NICK: the leader accepts a player who has asked to join."""

    id = C.PARTY_ACCEPT_MEMBER

    name: Str


@dataclass(frozen=True, slots=True)
class PartyKick(ClientPacket):
    """/echarparty NICK: the leader expels a member."""

    id = C.PARTY_KICK

    name: Str


@dataclass(frozen=True, slots=True)
class PartySetLeader(ClientPacket):
    """/partylider NICK: the leader hands the party over to a member."""

    id = C.PARTY_SET_LEADER

    name: Str


@dataclass(frozen=True, slots=True)
class RequestPartyForm(ClientPacket):
    """Open the party window of the original client; answered by ShowPartyForm.  By text command: /verparty."""

    id = C.REQUEST_PARTY_FORM
