"""How guilds and their members are told something.

Source: 11-social §0, §0.1 GC, §3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import guild_and_ears, guild_members
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font

if TYPE_CHECKING:
    from pyao.protocol.enums import Wave
    from pyao.world.guilds import Guild
    from pyao.world.player import Player
    from pyao.world.world import World


def answer(player: Player, sentence: str) -> None:
    """Answer a player in the matter of a guild."""
    tell(player, sentence, Font.GUILD)


def announce(world: World, guild: Guild, sentence: str, wave: Wave | None = None) -> None:
    """Tell the members in the world something; with a sound, if there is one."""
    sound = () if wave is None else (msg.play_wave(wave, 0, 0),)
    guild_members(world, guild).send(msg.console_msg(sentence, Font.GUILD), *sound)


def speak(world: World, guild: Guild, text: str) -> None:
    """Guild chat: members in the world and GMs who listen read a line."""
    guild_and_ears(world, guild).send(msg.guild_chat(text))


def shown(world: World, text: str) -> str:
    """A text that people wrote, the name of a guild too, for use in a console line."""
    return world.client.as_text(text)


def no_guild() -> str:
    """The answer to a player without a guild."""
    return _("No pertenecés a ningún clan.")


def not_leader() -> str:
    """The answer to a member who is not the leader."""
    return _("Solo el líder del clan puede hacer eso.")


def unknown_guild() -> str:
    """The answer to a player who named a guild that there is not."""
    return _("Ese clan no existe.")
