"""The journey home: where it leads, from where, and its cancelling.

Source: 03-world §21.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import City
from pyao.protocol import msg
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from pyao.content.content import Place
    from pyao.world.player import Player
    from pyao.world.world import World


def cancel_home(world: World, player: Player) -> None:
    """Break off the journey home, if there is one; this unlocks the client's keys."""
    if player.travelling_home:
        player.travelling_home = False
        world.timers.stop(player, TimedState.HOME)
        player.messages.send(msg.cancel_home())


def home_of(world: World, player: Player) -> Place:
    """Where in the world the player's home city is; Ullathorpe if the home does not exist."""
    home = City(player.record.home) if player.record.home in list(City) else City.ULLATHORPE
    return world.content.cities.get(home, world.content.start)


def remember_last_map(world: World, player: Player, old: int, new: int) -> None:
    """On entering a map that no way home is known from, remember the map before, which one is known from.

    On coming back to a known one it is forgotten.  Source: 03 §21 lastMap.
    """
    ways = world.distances(home_of(world, player)[0])
    if old in ways and new not in ways:
        player.record.last_map = old
    elif old not in ways and new in ways:
        player.record.last_map = 0
