"""Guilds and parties.

Each docstring says who gets the message and when, then what the client does with it.  Source: 01-protocol §5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol.fields import CODEX_LINES
from pyao.protocol.message import Message
from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from collections.abc import Sequence


def guild_list(guilds: Sequence[str]) -> Message:
    """The answer to RequestGuildLeaderInfo without a guild: opens the list of guilds.  Source: 01-protocol §5."""
    return Message(S.GUILD_LIST, (tuple(guilds),))


def guild_news(news: str, enemies: Sequence[str], allies: Sequence[str]) -> Message:
    """To a guild member at login, and as the answer to ShowGuildNews: opens a window.

    `º` in the news is a line break; in encoding `ascii` an LF takes its place (§1).  Source: 01-protocol §5.
    """
    return Message(S.GUILD_NEWS, (news, tuple(enemies), tuple(allies)))


def offer_details(text: str) -> Message:
    """The answer to GuildPeaceDetails and GuildAllianceDetails: opens a dialog.  Source: 01-protocol §5."""
    return Message(S.OFFER_DETAILS, (text,))


def aliance_proposals_list(guilds: Sequence[str]) -> Message:
    """The answer to GuildAlliancePropList: opens a window.  Source: 01-protocol §5."""
    return Message(S.ALIANCE_PROPOSALS_LIST, (tuple(guilds),))


def peace_proposals_list(guilds: Sequence[str]) -> Message:
    """The answer to GuildPeacePropList: opens a window.  Source: 01-protocol §5."""
    return Message(S.PEACE_PROPOSALS_LIST, (tuple(guilds),))


def character_info(
    name: str,
    race: int,
    class_: int,
    gender: int,
    level: int,
    gold: int,
    bank: int,
    reputation: int,
    previous_petitions: str,
    current_guild: str,
    previous_guilds: str,
    royal_army: bool,
    chaos_legion: bool,
    citizens_killed: int,
    criminals_killed: int,
) -> Message:
    """The answer to GuildMemberInfo.  The Godot client can't read it.  Source: 01-protocol §5."""
    return Message(
        S.CHARACTER_INFO,
        (
            name,
            race,
            class_,
            gender,
            level,
            gold,
            bank,
            reputation,
            previous_petitions,
            current_guild,
            previous_guilds,
            royal_army,
            chaos_legion,
            citizens_killed,
            criminals_killed,
        ),
    )


def guild_leader_info(guilds: Sequence[str], members: Sequence[str], news: str, requests: Sequence[str]) -> Message:
    """The answer to RequestGuildLeaderInfo for the leader: opens the leader's window.

    `º` in the news as for `guild_news`.  Source: 01-protocol §5.
    """
    return Message(S.GUILD_LEADER_INFO, (tuple(guilds), tuple(members), news, tuple(requests)))


def guild_member_info(guilds: Sequence[str], members: Sequence[str]) -> Message:
    """The answer to RequestGuildLeaderInfo for an ordinary member: opens a window.

    The client appends the members to those it already lists.  Source: 01-protocol §5.
    """
    return Message(S.GUILD_MEMBER_INFO, (tuple(guilds), tuple(members)))


def guild_details(
    name: str,
    founder: str,
    date: str,
    leader: str,
    url: str,
    members: int,
    elections_open: bool,
    alignment: str,
    enemies: int,
    allies: int,
    antifaction: str,
    codex: Sequence[str],
    description: str,
) -> Message:
    """The answer to GuildRequestDetails: opens a window.

    The client expects eight codex lines; missing ones are sent empty.  The description is shown raw: its line breaks
    are LF.  Source: 01-protocol §5.
    """
    return Message(
        S.GUILD_DETAILS,
        (
            name,
            founder,
            date,
            leader,
            url,
            members,
            elections_open,
            alignment,
            enemies,
            allies,
            antifaction,
            (*codex, *[""] * (CODEX_LINES - len(codex))),
            description,
        ),
    )


def show_guild_fundation_form() -> Message:
    """To a founder whose choice of alignment is accepted: opens the form that comes back as CreateNewGuild.

    Source: 01-protocol §5.
    """
    return Message(S.SHOW_GUILD_FUNDATION_FORM, ())


def show_user_request(text: str) -> Message:
    """The answer to GuildRequestJoinerInfo: what an applicant wrote.  The Godot client can't read it.

    Source: 01-protocol §5.
    """
    return Message(S.SHOW_USER_REQUEST, (text,))


def show_guild_align() -> Message:
    """The answer to GuildFundate: opens the choice that comes back as GuildFundation.  Source: 01-protocol §5."""
    return Message(S.SHOW_GUILD_ALIGN, ())


def show_party_form(is_leader: int, members: Sequence[str], total_exp: int) -> Message:
    """The answer to RequestPartyForm.  The Godot client can't read it.

    `is_leader` 255 = yes, 0 = no; `total_exp` is what the party has earned together.  Source: 01-protocol §5.
    """
    return Message(S.SHOW_PARTY_FORM, (is_leader, tuple(members), total_exp))
