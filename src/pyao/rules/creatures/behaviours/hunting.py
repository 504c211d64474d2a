"""Movement 3: hunting the player who owns the creature, else the first player in sight.

Source: 08-npcs §5.2.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.rules.combat import owning
from pyao.rules.creatures import casting, perception
from pyao.rules.creatures.behaviours.steps import step_anywhere, step_towards

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

MOST_REST = 10
"""With nobody in sight, U(0, 10) = 0 is a random step."""


def move(world: World, npc: Npc) -> None:
    """Cast at the prey and step towards it; without prey take a random step now and then."""
    if npc.immobilised:
        _lie_in_wait(world, npc)
        return
    prey = _find_owner(npc) or _first_in_sight(world, npc)
    if prey is not None:
        casting.cast_at_random(world, npc, prey)
        step_towards(world, npc, prey.x, prey.y)
        return
    if world.rng.roll(0, MOST_REST) == 0:
        step_anywhere(world, npc)
    perception.restore(npc)


def _lie_in_wait(world: World, npc: Npc) -> None:
    """Cast at the first player straight ahead, as an immobilised creature."""
    ahead = perception.users_ahead(world, npc)
    prey = next((user for user in ahead if not user.dead and not perception.is_protected(world, user)), None)
    if prey is None:
        perception.restore(npc)
    else:
        casting.cast_at_random(world, npc, prey)


def _find_owner(npc: Npc) -> Player | None:
    """Find the owner, who is hunted before everybody else; `None` = not in sight.  An owner on another map loses it."""
    owner = npc.owner
    if owner is None:
        return None
    if owner.map != npc.map:
        owning.release(owner)
        return None
    seen = perception.sees(npc, owner) and perception.is_visible(owner)
    return owner if seen and not owner.in_consultation and not owner.ignored_by_npcs else None


def _first_in_sight(world: World, npc: Npc) -> Player | None:
    users = perception.users_in_sight(world, npc)
    return next((user for user in users if perception.is_visible(user) and perception.is_prey(world, user)), None)
