"""Speaking to the NPC that a player has selected: what every counter, trainer and pet asks first.

Source: 09-economy §4.5, §6.1, 08-npcs §9.6, §10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell, tell_dead, tell_no_target
from pyao.messaging.i18n import _
from pyao.world.character import distance

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

EARSHOT = 10
"""How far away most NPCs hear a player, in steps."""


def address(world: World, player: Player) -> Npc | None:
    """Speak to the selected NPC, which is given; `None` = dead or nothing selected, and the player is told so."""
    if player.dead:
        tell_dead(player)
        return None
    npc = world.npc_with(player.targets.npc)
    if npc is None:
        tell_no_target(player)
    return npc


def try_call(player: Player, npc: Npc, reach: int = EARSHOT) -> bool:
    """Make an NPC hear that is at most `reach` steps away; `False` = it is farther, and the player is told so."""
    if distance(player, npc) <= reach:
        return True
    tell(player, _("Estás demasiado lejos."))
    return False
