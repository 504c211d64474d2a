"""Before the King or the Demon: who may speak to them, and how they answer.

Source: 11-social §5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.rules.factions.armies import Army, army_of_noble
from pyao.world.character import distance

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
        tell(player, _("Primero tenés que seleccionar un personaje: hacé click sobre él."))
        return None
    army = army_of_noble(npc)
    if army is None or player.dead:
        return None
    if distance(player, npc) > REACH:
        tell(player, _("Estás demasiado lejos."))
        return None
    return npc, army
