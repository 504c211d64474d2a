"""Orders about guilds that must wait for the records of members.

Source: 11-social §3.11, 10-gm-admin §4.4.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pyao.messaging.i18n import _
from pyao.rules.guilds import staff_tools
from pyao.rules.guilds.telling import unknown_guild
from pyao.rules.staff.outcome import Outcome, refuse
from pyao.tasks.ports import CharactersUnavailable, UnreadableRecord

if TYPE_CHECKING:
    from pyao.protocol import gm_commands as g
    from pyao.tasks.game import Game
    from pyao.world.player import Player


async def ban_guild(game: Game, gm: Player, packet: g.GuildBan) -> Outcome | None:
    """Ban every member of a guild, one after the other, in the world or not."""
    guild = staff_tools.proclaim_ban(game.world, gm, packet.guild)
    if guild is None:
        return refuse(gm, unknown_guild())
    unread = []
    for key in list(guild.members):
        try:
            await game.with_record(key, partial(staff_tools.ban_member, game.world, gm.name, guild, key))
        except (CharactersUnavailable, UnreadableRecord):
            unread.append(key)
    if not unread:
        return None
    return refuse(gm, _("No se pudo leer y no quedó prohibido: {names}.").format(names=", ".join(unread)))
