"""Before the King or the Demon: who may speak to them, and how they answer.

Source: 11-social §5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell_no_target
from pyao.rules.factions.armies import Army, army_of_noble
from pyao.rules.map.addressing import try_call

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

REACH = 4
"""Tiles from which the King and the Demon listen."""


def approached_noble(world: World, player: Player) -> tuple[Npc, Army] | None:
    """The selected King or Demon with his army; `None` = there is none who listens, and the player may be told why."""
    npc = world.npc_with(player.targets.npc)
    if npc is None:
        tell_no_target(player)
        return None
    army = army_of_noble(npc)
    if army is None or player.dead or not try_call(player, npc, REACH):
        return None
    return npc, army
