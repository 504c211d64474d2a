"""Guilds for tests: ready made ones, and what their members read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from pyao.protocol import msg
from pyao.protocol.enums import Font, GuildAlignment
from pyao.storage.guild_documents import guild_key, guild_of
from pyao.world.guilds import Guild
from pyao.world.record import Attributes, GuildMembership, SkillRecord, key_of

if TYPE_CHECKING:
    from kit.game import Client, GameFixture

    from pyao.protocol.message import Message
    from pyao.storage.store import Store

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
        members=[key_of(one) for one in members],
        **{"leader": members[0]} | fields,
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


async def wrong_in(store: Store) -> list[str]:
    """Everything by which the guilds and the characters in a store do not agree; empty = all is well."""
    guilds: list[Guild] = []
    while (document := await store.load_document(guild_key(len(guilds) + 1))) is not None:
        guilds.append(guild_of(len(guilds) + 1, document))
    wrong = [f"{one.name} has no leader" for one in guilds if not one.has_member(one.leader)]
    listed = Counter(key for guild in guilds for key in guild.members)
    wrong += [f"{key} is in {times} guilds" for key, times in listed.items() if times > 1]
    for key in await store.names():
        record = await store.load(key)
        number = record.guild.guild if record is not None else 0
        lists = [guild.number for guild in guilds if guild.has_member(key)]
        if lists != ([number] if number else []):
            wrong.append(f"{key} has guild {number} and is listed by {lists}")
    return wrong


def chat(text: str) -> list[Message]:
    """What guild chat looks like to this client.  Source: 11-social §0.1 GC."""
    return [msg.guild_chat(text), msg.console_msg(text.replace("[", "[lb]"), Font.GUILD_MSG)]


def line(text: str) -> Message:
    """An answer about guilds."""
    return msg.console_msg(text, Font.GUILD)
