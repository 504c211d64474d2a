"""What the leader writes: news, codex and description, the address of the guild's site.

Source: 11-social §3.6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.i18n import _
from pyao.rules.guilds.members import note_changed
from pyao.rules.guilds.telling import answer, no_guild, not_leader, speak
from pyao.rules.guilds.texts import MAX_DESCRIPTION, MAX_NEWS, cleaned, codex_of, url_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyao.world.guilds import Guild
    from pyao.world.player import Player
    from pyao.world.world import World


def write_news(world: World, player: Player, news: str) -> None:
    """Replace the news; the members are told that there are new ones.  Others than the leader are ignored."""
    guild = _led_by(world, player)
    if guild is None:
        return
    guild.news = cleaned(news, MAX_NEWS)
    note_changed(world, guild)
    speak(world, guild, _("{name} actualizó las noticias del clan.").format(name=player.name))


def write_codex(world: World, player: Player, description: str, codex: Sequence[str]) -> None:
    """Replace the description and all eight lines of the codex: the client's editor always opens blank."""
    guild = world.guilds.of(player)
    if guild is None or not guild.is_led_by(player.name):
        answer(player, no_guild() if guild is None else not_leader())
        return
    guild.description, guild.codex = cleaned(description, MAX_DESCRIPTION), codex_of(codex)
    note_changed(world, guild)


def write_url(world: World, player: Player, url: str) -> None:
    """Replace the address of the guild's site.  Others than the leader are ignored."""
    guild = _led_by(world, player)
    if guild is None:
        return
    guild.url = url_of(url)
    note_changed(world, guild)


def _led_by(world: World, player: Player) -> Guild | None:
    """The guild that the player leads; `None` = there is none."""
    guild = world.guilds.of(player)
    return guild if guild is not None and guild.is_led_by(player.name) else None
