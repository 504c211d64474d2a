"""Movement 8: pets that follow their master.

Source: 08-npcs §9.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.rules.creatures import perception
from pyao.rules.creatures.behaviours.steps import step_on_a_whim, step_towards
from pyao.world.character import distance

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

LEASH = 3
"""How many tiles away the master may be before the pet comes after it."""


def move(world: World, npc: Npc) -> None:
    """Step towards a master in sight who is too far away; and now and then take a random step."""
    if npc.immobilised:
        return
    master = npc.master
    idle = npc.target is None and npc.target_npc is None
    if idle and master is not None and _walks_away(npc, master):
        step_towards(world, npc, master.x, master.y)
    step_on_a_whim(world, npc)


def _walks_away(npc: Npc, master: Player) -> bool:
    seen = not master.dead and perception.is_visible(master) and perception.sees(npc, master)
    return seen and distance(npc, master) > LEASH
