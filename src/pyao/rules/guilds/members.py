"""Becoming a member and ceasing to be one: what both leave behind in the guild and in the character's record.

Source: 11-social §3.4 "Removal", §3.9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import GODS
from pyao.messaging.i18n import _
from pyao.rules.body import appearance
from pyao.rules.guilds.telling import speak
from pyao.world.record import key_of

if TYPE_CHECKING:
    from pyao.world.guilds import Guild
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World


def note_changed(world: World, guild: Guild) -> None:
    """Have the guild saved with the next batch."""
    world.guilds.changed.add(guild.number)


def admit(world: World, guild: Guild, record: CharacterRecord) -> None:
    """Make a character a member, in the world or not; nobody is told, but its tag is shown."""
    guild.members.append(key_of(record.name))
    record.guild.guild = guild.number
    note_changed(world, guild)
    world.host.save(record)
    player = world.online.get(key_of(record.name))
    if player is not None:
        world.guilds.online(guild).append(player)
        appearance.refresh_nick(world, player)


def remove(world: World, guild: Guild, record: CharacterRecord) -> None:
    """Take a member, who is not the leader, out of the guild, in the world or not."""
    key = key_of(record.name)
    player = world.online.get(key)
    if player is not None:
        go_offline(world, guild, player)
    strike_out(world, guild, key)
    record.guild.past_guilds = with_name(record.guild.past_guilds, guild.name)
    record.guild.guild = 0
    world.host.save(record)
    if player is not None:
        appearance.refresh_nick(world, player)


def strike_out(world: World, guild: Guild, key: str) -> None:
    """Take a name off the list of members."""
    guild.members = [one for one in guild.members if one != key]
    guild.under_review = [one for one in guild.under_review if one != key]
    note_changed(world, guild)


def go_offline(world: World, guild: Guild, player: Player) -> None:
    """Take a member off the list of those in the world; the others are told, if the player was on it."""
    online = world.guilds.online(guild)
    if player not in online:
        return
    online.remove(player)
    if not player.privileges & GODS:
        speak(world, guild, _("{name} se ha desconectado.").format(name=player.name))


def withdraw(world: World, guild: Guild, name: str, record: CharacterRecord | None) -> None:
    """Take an application off a guild's list, and note in the applicant's record, if there is one, that it was there.

    Source: 11-social §3.4 "Every removal".
    """
    guild.applications = [one for one in guild.applications if key_of(one.name) != key_of(name)]
    note_changed(world, guild)
    if record is not None:
        record.guild.applicant_to = 0
        record.guild.petitions = with_name(record.guild.petitions, guild.name)
        world.host.save(record)


def with_name(names: str, name: str) -> str:
    """A list joined by commas with one more name, unless that is a part of it already, whatever its case."""
    if name.upper() in names.upper():
        return names
    return f"{names},{name}" if names else name
