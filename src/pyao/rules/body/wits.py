"""Blindness and dumbness: two states with one duration.  They change nothing but praetorians' choice of targets.

Source: 05-magic §11, §11.6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol import msg
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


def make_blind(world: World, player: Player, ticks: int) -> None:
    """Blind the player for `ticks` + 1 ticks; dumbness, if there is any, lasts as long."""
    player.blind = True
    world.start_state(player, TimedState.BLINDNESS, ticks + 1)
    player.messages.send(msg.blind())


def make_dumb(world: World, player: Player, ticks: int) -> None:
    """Strike the player dumb for `ticks` + 1 ticks; blindness, if there is any, lasts as long.

    For a player who is already dumb the duration stays as it is, but Dumb is sent again.
    """
    if not player.dumb:
        player.dumb = True
        world.start_state(player, TimedState.BLINDNESS, ticks + 1)
    player.messages.send(msg.dumb())


def end_dumbness(player: Player) -> None:
    """End the dumbness; the duration runs on, for blindness."""
    player.dumb = False
    player.messages.send(msg.dumb_no_more())


def recover(_world: World, player: Player) -> None:
    """The duration is over: blindness and dumbness end."""
    if player.blind:
        player.blind = False
        player.messages.send(msg.blind_no_more())
    if player.dumb:
        end_dumbness(player)
