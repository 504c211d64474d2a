"""Movement 2: wandering about; guards also chase the people they are there to fight.

Source: 08-npcs §5.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.npcs import NpcType
from pyao.rules.creatures.behaviours.chasing import chase_citizens, chase_criminals
from pyao.rules.creatures.behaviours.steps import step_on_a_whim

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.world import World


def move(world: World, npc: Npc) -> None:
    """Take a random step now and then; a guard then chases criminals or, for the chaos legion, citizens."""
    if npc.immobilised:
        return
    step_on_a_whim(world, npc)
    if npc.definition.type == NpcType.GUARDIA_REAL:
        chase_criminals(world, npc)
    elif npc.definition.type == NpcType.GUARDIA_CAOS:
        chase_citizens(world, npc)
