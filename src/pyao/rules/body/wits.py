"""Blindness and dumbness: two states with one counter, and no consequence on the server.

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
    """The player is blind, and dumb if it was, for that many ticks and one."""
    player.blind = True
    world.start_state(player, TimedState.BLINDNESS, ticks + 1)
    player.messages.send(msg.blind())


def make_dumb(world: World, player: Player, ticks: int) -> None:
    """The player is dumb, and blind if it was, for that many ticks and one; who is dumb already is only told."""
    if not player.dumb:
        player.dumb = True
        world.start_state(player, TimedState.BLINDNESS, ticks + 1)
    player.messages.send(msg.dumb())


def end_dumbness(player: Player) -> None:
    """The player speaks again; the counter runs on."""
    player.dumb = False
    player.messages.send(msg.dumb_no_more())


def recover(_world: World, player: Player) -> None:
    """Both end."""
    if player.blind:
        player.blind = False
        player.messages.send(msg.blind_no_more())
    if player.dumb:
        end_dumbness(player)
