"""Members who come into the world and leave it.

Source: 11-social §3.9, §3.10 "at login"; 02-sessions-and-characters §4.4 rows 20 and 23, §5.3 step 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import GODS
from pyao.messaging.i18n import _
from pyao.rules.guilds.alignment import enforce, review
from pyao.rules.guilds.grades import is_allowed
from pyao.rules.guilds.members import go_offline, strike_out
from pyao.rules.guilds.telling import answer, speak
from pyao.rules.guilds.windows import show_news
from pyao.world.record import key_of

if TYPE_CHECKING:
    from pyao.world.guilds import Guild
    from pyao.world.player import Player
    from pyao.world.world import World


def agree(world: World, player: Player) -> None:
    """Before a player appears: make the record say what the guilds' lists of members say, which count.

    They differ only in data from outside, and for a new character with the name of one that was deleted.
    """
    own = world.guilds.of(player)
    listing = [guild for guild in world.guilds if guild.has_member(player.name)]
    if own not in listing:
        own = next((guild for guild in listing if guild.is_led_by(player.name)), None)
    for guild in listing:
        if guild is not own:
            strike_out(world, guild, key_of(player.name))
    if own is not None or world.guilds.of(player) is not None:
        player.record.guild.guild = own.number if own is not None else 0


def come(world: World, player: Player) -> None:
    """A player has come in: the guild is told, unless it no longer accepts its member.  Source: 02 §4.4 #20."""
    if player.record.guild.guild == 0:
        return
    before = world.guilds.of(player)
    if before is not None:
        _sift(world, before, player)
    guild = world.guilds.of(player)
    if guild is None:
        player.record.guild.guild = 0
        answer(player, _("Tu estado no te permite entrar al clan."))
        return
    world.guilds.online(guild).append(player)
    if not player.privileges & GODS:
        speak(world, guild, _("{name} se ha conectado.").format(name=player.name))


def _sift(world: World, guild: Guild, player: Player) -> None:
    """Apply to a member what has changed, in the guild or in the member, while it was away."""
    review(world, guild, key_of(player.name), player.record)
    if guild.has_member(player.name) and not is_allowed(world, guild.alignment, player.record):
        enforce(world, guild, player)


def greet(world: World, player: Player) -> None:
    """Show a member the guild's news, at the end of the login.  Source: 02 §4.4 #23."""
    if world.guilds.of(player) is not None:
        show_news(world, player)


def leave(world: World, player: Player) -> None:
    """A player leaves the world: the guild is told; a GM stops listening.  Source: 02 §5.3 step 7."""
    world.guilds.ears.pop(player.slot, None)
    guild = world.guilds.of(player)
    if guild is not None:
        go_offline(world, guild, player)
