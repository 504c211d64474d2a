"""Alignments of guilds: whom they allow, and which one is lower than which.

Source: 11-social §3.2, §3.10 "Lower one grade".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol.enums import GuildAlignment
from pyao.rules.guilds.members import note_changed
from pyao.rules.society.reputation import average

if TYPE_CHECKING:
    from pyao.world.guilds import Guild
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World

ARMIES = frozenset({GuildAlignment.ROYAL, GuildAlignment.CHAOS})

_LOWER = {GuildAlignment.ROYAL: GuildAlignment.LEGAL, GuildAlignment.CHAOS: GuildAlignment.CRIMINAL}


def is_allowed(world: World, alignment: GuildAlignment, record: CharacterRecord, *, level: int | None = None) -> bool:
    """Whether a guild of that alignment may have the character as a member; `level` in place of its own.

    Source: 11-social §3.2 "May be a member".
    """
    criminal = average(record.reputation) < 0
    grown = (record.level if level is None else level) >= world.settings.guild_army_level
    royal, chaos = record.faction.royal_army, record.faction.chaos_legion
    return {
        GuildAlignment.ROYAL: not criminal and (royal or not grown),
        GuildAlignment.CHAOS: criminal and (chaos or not grown),
        GuildAlignment.NEUTRAL: not royal and not chaos,
        GuildAlignment.GAME_MASTERS: True,
        GuildAlignment.LEGAL: not criminal,
        GuildAlignment.CRIMINAL: criminal,
    }[alignment]


def step_down(world: World, guild: Guild) -> None:
    """Lower the alignment by one grade; unless it is neutral now, the antifaction points are forgotten."""
    guild.alignment = _LOWER.get(guild.alignment, GuildAlignment.NEUTRAL)
    if guild.alignment is not GuildAlignment.NEUTRAL:
        guild.antifaction = 0
    note_changed(world, guild)
