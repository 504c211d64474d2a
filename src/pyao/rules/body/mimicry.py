"""Mimicry: looking like somebody else.

While it lasts, `own_look` is the player's real look on land, and equipping changes only that, at sea too.
Source: 05-magic §7.1, §11.5.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.rules.body import appearance
from pyao.rules.body.sailing import look_on_foot
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.record import Look
    from pyao.world.world import World


def mimic(world: World, player: Player, look: Look) -> None:
    """Take on a look for `ticks_invisible` + 1 ticks; everybody near sees it."""
    player.own_look = real_look(world, player)
    player.look = replace(look)
    world.start_state(player, TimedState.MIMICRY, world.settings.ticks_invisible + 1)
    area(world, player).send(appearance.character_change(player))


def real_look(world: World, player: Player) -> Look:
    """The look on land of a player who looks like nobody else yet."""
    return look_on_foot(world, player) if player.sailing else player.look


def drop(world: World, player: Player) -> None:
    """End the mimicry; nobody is told.  For a death, or a GM who becomes admin-invisible.  Source: 05 §11.5."""
    if player.own_look is not None:
        player.look, player.own_look = player.own_look, None
        if player.sailing:
            player.look = appearance.boat_look(world, player)
    player.ignored_by_npcs = False
    world.timers.stop(player, TimedState.MIMICRY)


def expire(world: World, player: Player) -> None:
    """The mimicry's time is up: the player's own look returns, at sea the boat's."""
    drop(world, player)
    tell(player, _("Recuperás tu apariencia normal."))
    area(world, player).send(appearance.character_change(player))
