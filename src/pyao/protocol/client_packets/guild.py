"""Guilds (*clanes*): founding, members, news, diplomacy.

`º` in a text stands for a line break.  Source: 01-protocol §7, §12.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.client_packets.base import U8, C, ClientPacket, Codex, Str


@dataclass(frozen=True, slots=True)
class GuildFundate(ClientPacket):
    """/fundarclan: start founding a guild; answered by ShowGuildAlign.

    The client sends it only from level 25 on and with 50000 gold.
    """

    id = C.GUILD_FUNDATE


@dataclass(frozen=True, slots=True)
class GuildFundation(ClientPacket):
    """The alignment of the guild to be founded; answered by ShowGuildFundationForm.

    0 royal 1 chaos 2 neutral 3 game masters (never sent by the client) 4 legal 5 criminal.
    """

    id = C.GUILD_FUNDATION

    alignment: U8


@dataclass(frozen=True, slots=True)
class CreateNewGuild(ClientPacket):
    """The completed form for a new guild.

    Its two layouts (eight codex lines, or one list of them) both give eight lines here.  Source: 01-protocol §7.1.
    """

    id = C.CREATE_NEW_GUILD

    description: Str
    name: Str
    url: Str
    codex: Codex


@dataclass(frozen=True, slots=True)
class ClanCodexUpdate(ClientPacket):
    """The leader changes the guild's description and codex; two layouts as for CreateNewGuild."""

    id = C.CLAN_CODEX_UPDATE

    description: Str
    codex: Codex


@dataclass(frozen=True, slots=True)
class RequestGuildLeaderInfo(ClientPacket):
    """The guild button; answered by GuildLeaderInfo (leaders), GuildMemberInfo (members) or GuildList (all others)."""

    id = C.REQUEST_GUILD_LEADER_INFO


@dataclass(frozen=True, slots=True)
class GuildRequestDetails(ClientPacket):
    """Ask for the details of a guild in the list; answered by GuildDetails."""

    id = C.GUILD_REQUEST_DETAILS

    guild: Str


@dataclass(frozen=True, slots=True)
class GuildRequestMembership(ClientPacket):
    """Apply to the guild whose details are shown, with some words for its leader."""

    id = C.GUILD_REQUEST_MEMBERSHIP

    guild: Str
    text: Str


@dataclass(frozen=True, slots=True)
class GuildRequestJoinerInfo(ClientPacket):
    """The leader reads what an applicant wrote; answered by ShowUserRequest.  By text command: /peticion."""

    id = C.GUILD_REQUEST_JOINER_INFO

    name: Str


@dataclass(frozen=True, slots=True)
class GuildAcceptNewMember(ClientPacket):
    """The leader accepts an applicant.  By text command: /admitir."""

    id = C.GUILD_ACCEPT_NEW_MEMBER

    name: Str


@dataclass(frozen=True, slots=True)
class GuildRejectNewMember(ClientPacket):
    """The leader turns an applicant down and says why.  By text command: /rechazarclan."""

    id = C.GUILD_REJECT_NEW_MEMBER

    name: Str
    reason: Str


@dataclass(frozen=True, slots=True)
class GuildKickMember(ClientPacket):
    """The leader expels a member.  By text command: /echarclan."""

    id = C.GUILD_KICK_MEMBER

    name: Str


@dataclass(frozen=True, slots=True)
class GuildMemberInfo(ClientPacket):
    """The leader looks at a member or an applicant; answered by CharacterInfo."""

    id = C.GUILD_MEMBER_INFO

    name: Str


@dataclass(frozen=True, slots=True)
class GuildLeave(ClientPacket):
    """/salirclan: leave the guild."""

    id = C.GUILD_LEAVE


@dataclass(frozen=True, slots=True)
class GuildOnline(ClientPacket):
    """/onlineclan: ask which members are online."""

    id = C.GUILD_ONLINE


@dataclass(frozen=True, slots=True)
class GuildMessage(ClientPacket):
    """/cmsg TEXT: speak to the guild; the text may be empty."""

    id = C.GUILD_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class ShowGuildNews(ClientPacket):
    """The news button in the member's window; answered by GuildNews."""

    id = C.SHOW_GUILD_NEWS


@dataclass(frozen=True, slots=True)
class GuildUpdateNews(ClientPacket):
    """The leader rewrites the guild's news; `º` is a line break."""

    id = C.GUILD_UPDATE_NEWS

    news: Str


@dataclass(frozen=True, slots=True)
class GuildNewWebsite(ClientPacket):
    """The leader changes the guild's web address."""

    id = C.GUILD_NEW_WEBSITE

    url: Str


@dataclass(frozen=True, slots=True)
class GuildOpenElections(ClientPacket):
    """The leader calls an election."""

    id = C.GUILD_OPEN_ELECTIONS


@dataclass(frozen=True, slots=True)
class GuildVote(ClientPacket):
    """/voto NICK: vote for a leader."""

    id = C.GUILD_VOTE

    name: Str


@dataclass(frozen=True, slots=True)
class GuildDeclareWar(ClientPacket):
    """The leader declares war on a guild.  The client never shows its button; by text command: /guerra."""

    id = C.GUILD_DECLARE_WAR

    guild: Str


@dataclass(frozen=True, slots=True)
class GuildOfferPeace(ClientPacket):
    """The leader offers peace.  The client never shows its button; by text command: /ofrecerpaz."""

    id = C.GUILD_OFFER_PEACE

    guild: Str
    text: Str


@dataclass(frozen=True, slots=True)
class GuildOfferAlliance(ClientPacket):
    """The leader offers an alliance.  The client never shows its button; by text command: /ofreceralianza."""

    id = C.GUILD_OFFER_ALLIANCE

    guild: Str
    text: Str


@dataclass(frozen=True, slots=True)
class GuildPeacePropList(ClientPacket):
    """Ask which guilds offer peace; answered by PeaceProposalsList."""

    id = C.GUILD_PEACE_PROP_LIST


@dataclass(frozen=True, slots=True)
class GuildAlliancePropList(ClientPacket):
    """Ask which guilds offer an alliance; answered by AlianceProposalsList."""

    id = C.GUILD_ALLIANCE_PROP_LIST


@dataclass(frozen=True, slots=True)
class GuildPeaceDetails(ClientPacket):
    """Ask what a guild wrote with its offer of peace; answered by OfferDetails."""

    id = C.GUILD_PEACE_DETAILS

    guild: Str


@dataclass(frozen=True, slots=True)
class GuildAllianceDetails(ClientPacket):
    """Ask what a guild wrote with its offer of an alliance; answered by OfferDetails."""

    id = C.GUILD_ALLIANCE_DETAILS

    guild: Str


@dataclass(frozen=True, slots=True)
class GuildAcceptPeace(ClientPacket):
    """Accept the peace that a guild offers, in the window of proposals."""

    id = C.GUILD_ACCEPT_PEACE

    guild: Str


@dataclass(frozen=True, slots=True)
class GuildRejectPeace(ClientPacket):
    """Reject the peace that a guild offers, in the window of proposals."""

    id = C.GUILD_REJECT_PEACE

    guild: Str


@dataclass(frozen=True, slots=True)
class GuildAcceptAlliance(ClientPacket):
    """Accept the alliance that a guild offers, in the window of proposals."""

    id = C.GUILD_ACCEPT_ALLIANCE

    guild: Str


@dataclass(frozen=True, slots=True)
class GuildRejectAlliance(ClientPacket):
    """Reject the alliance that a guild offers, in the window of proposals."""

    id = C.GUILD_REJECT_ALLIANCE

    guild: Str
