"""Movement 5, and guards: chasing criminals or citizens.

Source: 08-npcs §5.2 "Chase criminal / chase citizen".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.rules.creatures import casting, perception
from pyao.rules.creatures.behaviours.steps import step_towards
from pyao.rules.society.reputation import is_criminal

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World


def chase_criminals(world: World, npc: Npc) -> None:
    """Cast at the first criminal in sight and step towards it; if immobilised, only cast at one straight ahead."""
    if npc.immobilised:
        users = perception.users_ahead(world, npc)
        prey = next((user for user in users if is_criminal(user) and _is_fair_game(world, user)), None)
    else:
        users = perception.users_in_sight(world, npc)
        prey = next((user for user in users if is_criminal(user) and _is_in_reach_of_the_law(world, user)), None)
    _chase(world, npc, prey)


def chase_citizens(world: World, npc: Npc) -> None:
    """Cast at the first citizen in sight and step towards it."""
    users = perception.users_in_sight(world, npc)
    _chase(world, npc, next((user for user in users if not is_criminal(user) and _is_fair_game(world, user)), None))


def _is_fair_game(world: World, user: Player) -> bool:
    return perception.is_visible(user) and perception.is_prey(world, user)


def _is_in_reach_of_the_law(world: World, user: Player) -> bool:
    """As `_is_fair_game`, but being in consultation is no protection."""
    return (
        perception.is_visible(user)
        and not user.dead
        and user.chased_by_npcs
        and not user.ignored_by_npcs
        and not perception.is_new_here(world, user)
    )


def _chase(world: World, npc: Npc, prey: Player | None) -> None:
    if prey is None:
        perception.restore(npc)
        return
    casting.cast_at_random(world, npc, prey)
    if not npc.immobilised:
        step_towards(world, npc, prey.x, prey.y)
