"""Guilds for tests: ready made ones, and what their members read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyao.protocol import msg
from pyao.protocol.enums import Font, GuildAlignment
from pyao.world.guilds import Guild
from pyao.world.record import Attributes, GuildMembership, SkillRecord, key_of

if TYPE_CHECKING:
    from kit.game import Client, GameFixture

    from pyao.protocol.message import Message

FOUNDER: dict[str, Any] = {
    "level": 25,
    "skills": [SkillRecord(90 if number == 16 else 0) for number in range(1, 21)],
    "attributes": Attributes(18, 18, 18, 18, 18),
}
"""Who may found a guild."""


def a_guild(
    name: str, *members: str, number: int = 1, alignment: GuildAlignment = GuildAlignment.LEGAL, **fields: Any
) -> Guild:
    """A guild whose first member leads it."""
    return Guild(
        number=number,
        name=name,
        founder=members[0],
        founded="05/01/2026",
        alignment=alignment,
        leader=members[0],
        members=[key_of(one) for one in members],
        **fields,
    )


def guild_with(
    game: GameFixture, name: str, *members: str, alignment: GuildAlignment = GuildAlignment.LEGAL, **fields: Any
) -> Guild:
    """A guild in the world; its members still have to come in (`member`)."""
    guild = a_guild(name, *members, number=len(game.world.guilds) + 1, alignment=alignment, **fields)
    game.world.guilds.add(guild)
    return guild


def member(game: GameFixture, guild: Guild, name: str, at: tuple[int, int, int], **changes: Any) -> Client:
    """A member of that guild comes in; everybody has read everything."""
    return game.player(name, at=at, guild=GuildMembership(guild.number), **changes)


def chat(text: str) -> list[Message]:
    """What guild chat looks like to this client.  Source: 11-social §0.1 GC."""
    return [msg.guild_chat(text), msg.console_msg(text.replace("[", "[lb]"), Font.GUILD_MSG)]


def line(text: str) -> Message:
    """An answer about guilds."""
    return msg.console_msg(text, Font.GUILD)
