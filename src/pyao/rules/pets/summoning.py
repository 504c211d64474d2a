"""Creatures summoned by spells, and how long they stay.

Source: 05-magic §10, 08-npcs §9.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.rules.creatures.spawning import remove_npc, spawn_npc
from pyao.rules.pets import slots
from pyao.rules.pets.loyalty import follow_master
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.space import Tile
    from pyao.world.world import World


def summon(world: World, master: Player, number: int, tile: Tile) -> Npc | None:
    """Summon a creature that follows the master for a while; `None` = there is no place for it.

    The master must have room for one more pet.
    """
    npc = spawn_npc(world, number, master.map, tile, fx=True)
    if npc is None:
        return None
    npc.expires_tick = world.tick + world.settings.ticks_summon
    slots.adopt(master, npc)
    follow_master(npc)
    _await_next(world, master)
    return npc


def expire(world: World, master: Player) -> None:
    """Remove a player's summoned creatures whose time is over; they drop nothing."""
    for pet in list(master.pets):
        if pet.expires_tick is not None and pet.expires_tick <= world.tick:
            remove_npc(world, pet)
    _await_next(world, master)


def _await_next(world: World, master: Player) -> None:
    ticks = [pet.expires_tick for pet in master.pets if pet.expires_tick is not None]
    if ticks:
        world.start_state(master, TimedState.PETS, max(1, min(ticks) - world.tick))
