"""What happens when something timed comes due for a player: one handler for every kind of effect.

A handler may start its effect again.  Source: 02-sessions-and-characters §12.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol import msg
from pyao.rules import home
from pyao.world.messages import Toggle
from pyao.world.timers import Effect

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.world.player import Player
    from pyao.world.world import World


def release(world: World, player: Player) -> None:
    """Paralysis or immobilisation is over.  Source: 01-protocol §10."""
    world.timers.stop(player, Effect.PARALYSIS)
    player.paralysed = player.immobilised = False
    player.messages.toggle(Toggle.PARALYSED, on=False)
    player.messages.send(msg.pos_update(player.x, player.y))


HANDLERS: dict[Effect, Callable[[World, Player], None]] = {
    Effect.PARALYSIS: release,
    Effect.HOME: home.arrive,
}
