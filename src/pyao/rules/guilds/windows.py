"""The windows of guilds: the list, the members' and the leader's windows, details, a member's character, the news.

Source: 11-social §3.5, §3.6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.keys import LONG, SHORT
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.words import alignment_name
from pyao.protocol import msg
from pyao.rules.guilds.elections import tell_election
from pyao.rules.guilds.members import strike_out, withdraw
from pyao.rules.guilds.telling import answer, no_guild, not_leader
from pyao.rules.society.reputation import average
from pyao.world.arithmetic import clamp
from pyao.world.guilds import Relation
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyao.protocol.message import Message
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World

PAST_GUILDS = 400
"""How many characters of the guilds that somebody has left are shown, the last ones."""


def show_window(world: World, player: Player) -> None:
    """The guild button: the list of guilds; for members also the members, for the leader also news and applicants."""
    guild, names = world.guilds.of(player), [one.name for one in world.guilds]
    if guild is None:
        window = msg.guild_list(names)
    elif guild.is_led_by(player.name):
        window = msg.guild_leader_info(names, guild.members, guild.news, [one.name for one in guild.applications])
    else:
        window = msg.guild_member_info(names, guild.members)
    player.messages.send(window)


def show_details(world: World, player: Player, name: str) -> None:
    """Everything about a guild that everybody may know; nothing about a guild that there is not."""
    guild = world.guilds.named(name)
    if guild is None:
        return
    player.messages.send(
        msg.guild_details(
            name,
            guild.founder,
            guild.founded,
            guild.leader,
            guild.url,
            min(len(guild.members), SHORT[1]),
            guild.election is not None,
            alignment_name(guild.alignment),
            len(guild.others_in(Relation.WAR)),
            len(guild.others_in(Relation.ALLIANCE)),
            f"{guild.antifaction}/{world.settings.guild_antifaction_max}",
            guild.codex,
            guild.description,
        )
    )


def show_member(world: World, player: Player, name: str, record: CharacterRecord | None) -> None:
    """The leader looks at a member or an applicant, online or not.

    One whose character no longer exists is dropped from the list, and nothing is shown.
    """
    guild, name = world.guilds.of(player), name.replace("+", " ")
    if guild is None:
        tell(player, no_guild())
    elif not guild.is_led_by(player.name):
        tell(player, not_leader())
    elif guild.application_of(name) is None and not guild.has_member(name):
        tell(player, _("Nadie de ese nombre es miembro de tu clan ni pidió entrar en él."))
    elif record is not None:
        player.messages.send(_character(world, record))
    elif guild.has_member(name) and not guild.is_led_by(name):
        strike_out(world, guild, key_of(name))
    else:
        withdraw(world, guild, name, None)


def _character(world: World, record: CharacterRecord) -> Message:
    """Everything that a leader may know of a character."""
    own, past, faction = world.guilds.name_of(record.guild.guild), record.guild.past_guilds, record.faction
    return msg.character_info(
        key_of(record.name),
        record.race,
        record.player_class,
        record.gender,
        record.level,
        record.gold,
        record.bank_gold,
        clamp(average(record.reputation), *LONG),
        record.guild.petitions,
        f"<{own}>" if own else _("Ninguno"),
        f"..{past[-PAST_GUILDS:]}" if len(past) > PAST_GUILDS else past,
        faction.royal_army,
        faction.chaos_legion,
        faction.citizens_killed,
        faction.criminals_killed,
    )


def show_news(world: World, player: Player) -> None:
    """The news of the player's guild, its enemies and allies; during elections also how to vote."""
    guild = world.guilds.of(player)
    if guild is None:
        answer(player, no_guild())
        return
    enemies = _names(world, guild.others_in(Relation.WAR))
    allies = _names(world, guild.others_in(Relation.ALLIANCE))
    player.messages.send(msg.guild_news(guild.news, enemies, allies))
    if guild.election is not None:
        tell_election(world, player)


def _names(world: World, numbers: Iterable[int]) -> list[str]:
    return [world.guilds.name_of(number) for number in numbers]
