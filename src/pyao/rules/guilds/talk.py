"""What members say to each other, and who of them is in the world.

Source: 11-social §1.3, §3.9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import GODS, Privilege
from pyao.messaging.audience import area, guild_and_ears
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font
from pyao.rules.society.manners import listening, try_say

if TYPE_CHECKING:
    from pyao.world.guilds import Guild
    from pyao.world.player import Player
    from pyao.world.world import World


def say(world: World, player: Player, text: str) -> None:
    """Say something to the guild; members near by see it over the speaker's head, too.  Source: 11 §1.3."""
    if not try_say(world, player, text):
        return
    guild = world.guilds.of(player)
    if guild is None or not text:
        return
    listening(guild_and_ears(world, guild), player).send(msg.guild_chat(f"{player.name}> {text}"))
    if not player.admin_invisible:
        words = msg.chat_over_head(f"< {text} >", player.char, *colours.GUILD)
        listening(area(world, player), player).who(lambda one: _reads(one, guild)).send(words)


def _reads(one: Player, guild: Guild) -> bool:
    """Whether somebody near by sees what a member says to that guild."""
    god = one.privileges & Privilege.DIOS and not one.privileges & Privilege.ROLE_MASTER
    return one.record.guild.guild == guild.number or bool(god)


def tell_online(world: World, player: Player) -> None:
    """Tell a member which others are in the world."""
    guild = world.guilds.of(player)
    if guild is None:
        tell(player, _("No pertenecés a ningún clan."), Font.GUILD_MSG)
    else:
        names = ", ".join(others_online(world, guild, player))
        tell(player, _("Compañeros de tu clan conectados: {names}").format(names=names), Font.GUILD_MSG)


def others_online(world: World, guild: Guild, viewer: Player) -> list[str]:
    """The members in the world without the viewer; gods are shown only to gods."""
    hidden = Privilege.NONE if viewer.privileges & GODS else GODS
    online = world.guilds.online(guild)
    return [one.name for one in online if one is not viewer and not one.privileges & hidden]
