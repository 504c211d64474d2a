"""The kinds of step that behaviours are made of.

Source: 08-npcs §5.2, §5.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Heading
from pyao.rules.creatures import perception
from pyao.rules.creatures.steps import step_npc

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.world import World

WHIM, WHIMS = 3, 12
"""U(1, 12) = 3 is a random step."""


def step(world: World, npc: Npc, heading: Heading) -> bool:
    """Take one step, if the tile lets the creature; it does not go around.  `False` = none was taken.

    A creature that has died in this beat, perhaps with its master, takes none.
    """
    return bool(npc.char) and step_npc(world, npc, heading, pet=npc.master is not None)


def step_towards(world: World, npc: Npc, x: int, y: int) -> bool:
    """Take one step straight towards a tile; `False` = none was taken."""
    heading = perception.direction(world, npc, x, y)
    return heading is not None and step(world, npc, heading)


def step_anywhere(world: World, npc: Npc) -> None:
    """Take one step in a random direction, if the tile lets the creature."""
    step(world, npc, Heading(world.rng.roll(Heading.NORTH, Heading.WEST)))


def step_on_a_whim(world: World, npc: Npc) -> None:
    """Take a random step one time in twelve."""
    if world.rng.roll(1, WHIMS) == WHIM:
        step_anywhere(world, npc)
