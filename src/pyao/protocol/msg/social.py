"""Guilds and parties.

Who hears a message and when is said first, then what the client does with it.  Source: 01-protocol §5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol.message import Message
from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from collections.abc import Sequence


def guild_list(guilds: Sequence[str]) -> Message:
    """Answer to RequestGuildLeaderInfo, no guild: list window.  Source: 01-protocol §5."""
    return Message(S.GUILD_LIST, (tuple(guilds),))


def guild_news(news: str, enemies: Sequence[str], allies: Sequence[str]) -> Message:
    """Login of a guild member, ShowGuildNews: window.

    The character º in news = line break (bytes by `text_encoding`; `ascii`: LF).  Source: 01-protocol §5.
    """
    return Message(S.GUILD_NEWS, (news, tuple(enemies), tuple(allies)))


def offer_details(text: str) -> Message:
    """Answer to Guild…Details of an offer: dialog.  Source: 01-protocol §5."""
    return Message(S.OFFER_DETAILS, (text,))


def aliance_proposals_list(guilds: Sequence[str]) -> Message:
    """Answer to GuildAlliancePropList: window.  Source: 01-protocol §5."""
    return Message(S.ALIANCE_PROPOSALS_LIST, (tuple(guilds),))


def peace_proposals_list(guilds: Sequence[str]) -> Message:
    """Answer to GuildPeacePropList: window.  Source: 01-protocol §5."""
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
    """Answer to GuildMemberInfo.  Source: 01-protocol §5."""
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
    """Answer to RequestGuildLeaderInfo, leader: window; `º` in news as in 73.  Source: 01-protocol §5."""
    return Message(S.GUILD_LEADER_INFO, (tuple(guilds), tuple(members), news, tuple(requests)))


def guild_member_info(guilds: Sequence[str], members: Sequence[str]) -> Message:
    """Answer to RequestGuildLeaderInfo, member: window (members are appended, never cleared).

    Source: 01-protocol §5.
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
    """Answer to GuildRequestDetails: window; codex padded to 8.  Source: 01-protocol §5."""
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
            tuple(codex),
            description,
        ),
    )


def show_guild_fundation_form() -> Message:
    """Alignment accepted: form, later CreateNewGuild.  Source: 01-protocol §5."""
    return Message(S.SHOW_GUILD_FUNDATION_FORM, ())


def show_user_request(text: str) -> Message:
    """Answer to GuildRequestJoinerInfo.  Source: 01-protocol §5."""
    return Message(S.SHOW_USER_REQUEST, (text,))


def show_guild_align() -> Message:
    """Answer to GuildFundate: picker → GuildFundation.  Source: 01-protocol §5."""
    return Message(S.SHOW_GUILD_ALIGN, ())


def show_party_form(is_leader: int, members: Sequence[str], total_exp: int) -> Message:
    """Answer to RequestPartyForm; is_leader 255 or 0 in the original.  Source: 01-protocol §5."""
    return Message(S.SHOW_PARTY_FORM, (is_leader, tuple(members), total_exp))
