"""Movement 6: things that cast at players who come into sight.  The classic data has no such creature.

Source: 08-npcs §5.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.rules.creatures import casting, perception

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.world import World

CHOSEN, CHOICES = 3, 3
"""U(1, 3) < 3 chooses the player that is being looked at."""


def move(world: World, npc: Npc) -> None:
    """Roll for each player in sight, in the order of arrival, and cast at the first whom the dice choose."""
    for user in perception.users_in_sight(world, npc):
        fair = perception.is_prey(world, user) and perception.is_visible(user)
        if fair and world.rng.roll(1, CHOICES) < CHOSEN:
            casting.cast_at_random(world, npc, user)
            return
