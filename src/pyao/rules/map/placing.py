"""Putting a player on a tile, or beside it if somebody stands there.

Source: 10-gm-admin §0 "Place", 03-world §11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.rules.map.positions import find_legal
from pyao.rules.map.warp import warp
from pyao.rules.session import leaving

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


def place(world: World, player: Player, map_id: int, x: int, y: int, *, fx: bool, teleported: bool) -> None:
    """Warp a player to a tile or beside it; if there is no room at all, the player on the tile is thrown out."""
    here = world.maps.get(map_id)
    if here is None:
        return
    free = find_legal(here, player, (x, y))
    if free is None:
        free = x, y
        if free in here.users:
            leaving.evict(world, here.users[free])
    warp(world, player, map_id, *free, fx=fx, teleported=teleported)
