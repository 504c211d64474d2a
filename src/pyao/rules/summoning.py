"""Creatures that spells have brought, and how long they stay.

Source: 05-magic §10, 08-npcs §9.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.i18n import _
from pyao.rules.console import tell
from pyao.rules.pets import follow_master
from pyao.rules.spawning import remove_npc, spawn_npc
from pyao.world.character import distance
from pyao.world.timers import Effect

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.space import Tile
    from pyao.world.world import World

MAX_PETS = 3


def pet_count(player: Player) -> int:
    """NroMascotas: summoned creatures, and tamed ones wherever they are."""
    return sum(1 for kind in player.record.pets if kind) + sum(1 for pet in player.pets if pet.expires_tick is not None)


def summon(world: World, master: Player, number: int, tile: Tile) -> Npc | None:
    """Bring a creature that follows the master for a while; `None` = there is no place for it."""
    npc = spawn_npc(world, number, master.map, tile, fx=True)
    if npc is None:
        return None
    npc.master = master
    npc.expires_tick = world.tick + world.settings.ticks_summon
    master.pets.append(npc)
    follow_master(npc)
    _await_next(world, master)
    return npc


def call_farthest(world: World, master: Player, tile: Tile) -> None:
    """Bring the tamed pet that is farthest away to a tile or beside it; without a place it waits elsewhere.

    Source: 05 §10 "Warp".
    """
    tamed = [pet for pet in master.pets if pet.expires_tick is None]
    if not tamed:
        return
    pet = max(tamed, key=lambda one: distance(master, one))
    place, hp = master.pets.index(pet), pet.hp
    remove_npc(world, pet)
    again = spawn_npc(world, pet.definition.id, master.map, tile, fx=False)
    if again is None:
        tell(master, _("No hay lugar donde tu mascota pueda aparecer."))
        return
    again.master, again.hp = master, hp
    master.pets.insert(place, again)
    follow_master(again)


def lose_control(world: World, master: Player) -> None:
    """Whoever is warped loses what it has summoned.  Source: 05 §10, 03-world §13 step 10."""
    summoned = [pet for pet in master.pets if pet.expires_tick is not None]
    for pet in summoned:
        remove_npc(world, pet)
    if summoned:
        tell(master, _("Perdés el control de tus mascotas invocadas."))


def dismiss_all(world: World, master: Player) -> None:
    """Whoever leaves the game takes the pets along.  Source: 02 §5.3 step 7."""
    for pet in list(master.pets):
        remove_npc(world, pet)


def expire(world: World, master: Player) -> None:
    """The oldest summoned creatures vanish."""
    for pet in list(master.pets):
        if pet.expires_tick is not None and pet.expires_tick <= world.tick:
            remove_npc(world, pet)
    _await_next(world, master)


def _await_next(world: World, master: Player) -> None:
    ticks = [pet.expires_tick for pet in master.pets if pet.expires_tick is not None]
    if ticks:
        world.start_effect(master, Effect.PETS, max(1, min(ticks) - world.tick))
