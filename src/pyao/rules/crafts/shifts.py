"""Working through a whole batch by itself, cycle by cycle: what the craft window of a client would do.

A shift ends with its batch, or as soon as a cycle makes nothing, or when the player walks away or dies.
Source: 07-work §6.2, 01-protocol §16.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.rules.crafts import batches, work
from pyao.rules.crafts.workshops import WORKSHOPS
from pyao.world.clock import TICK_MS
from pyao.world.player import Shift
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from pyao.rules.crafts.workshops import Workshop
    from pyao.world.player import Player
    from pyao.world.world import World


def begin(world: World, player: Player, shop: Workshop, number: int, pieces: int) -> None:
    """Begin a batch of an object, and work at it as soon and as long as it goes."""
    batches.begin(player, pieces, pieces)
    player.shift = Shift(shop.skill, number, (player.map, player.x, player.y))
    go_on(world, player)


def go_on(world: World, player: Player) -> None:
    """Make the next cycle of the shift, unless the player is no longer there to work."""
    shift, player.shift = player.shift, None
    if shift is None:
        return
    if player.dead or (player.map, player.x, player.y) != shift.place:
        batches.stop(player)
        return
    if not work.may_work(world, player) or WORKSHOPS[shift.skill].make(world, player, shift.item):
        player.shift = shift
        wait_ms = work.ms_until_work(world, player)
        world.start_state(player, TimedState.SHIFT, max(1, -(-wait_ms // TICK_MS)))
