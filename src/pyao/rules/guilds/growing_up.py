"""Members of an army's guild who reach the level from which they must serve in the army.

Source: 11-social §3.10 "At level-up to exactly 25".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.i18n import _
from pyao.rules.guilds.grades import ARMIES, is_allowed, step_down
from pyao.rules.guilds.members import remove
from pyao.rules.guilds.telling import announce, answer

if TYPE_CHECKING:
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World


def grow_up(world: World, record: CharacterRecord, level: int) -> None:
    """The character, in the world or not, has that level now or gets it: if it is old enough it leaves such a guild.

    A leader stays, and the guild lowers its grade if the leader no longer fits.
    """
    guild = world.guilds.get(record.guild.guild)
    if guild is None or guild.alignment not in ARMIES or level < world.settings.guild_army_level:
        return
    if guild.is_led_by(record.name):
        if not is_allowed(world, guild.alignment, record, level=level):
            step_down(world, guild)
        return
    remove(world, guild, record)
    announce(world, guild, _("{name} dejó el clan.").format(name=record.name))
    player = world.player_named(record.name)
    if player is not None:
        answer(
            player,
            _("Ya tenés edad suficiente: dejás {guild}. Para volver, primero tenés que enlistarte.").format(
                guild=guild.name
            ),
        )
