"""What becomes of pets when their master is warped, logs in or logs out, and the spell that calls one.

Source: 08-npcs §9.7, 03-world §13 step 10, 02-sessions-and-characters §4.4 row 17, §5.3 step 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.rules.creatures.spawning import remove_npc, spawn_npc
from pyao.rules.pets import slots
from pyao.rules.pets.loyalty import follow_master
from pyao.world.character import distance

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.space import Tile
    from pyao.world.world import World

SPREAD = 3
"""How far from its master a pet arrives at most, in tiles on each axis."""


def send_outside(world: World, pet: Npc) -> int:
    """Take a pet out of the world and give the health it had; a tamed one keeps its slot and waits outside."""
    slots.part(pet)
    remove_npc(world, pet)
    return pet.hp


def bring(world: World, master: Player, slot: int, tile: Tile, *, fx: bool = False, hp: int = 0) -> Npc | None:
    """Bring the tamed pet of a slot to a tile or the nearest free one; `None` = there is no place, and it waits.

    `fx` = with the sound and the light of a warp; `hp` = the health it had, 0 = full health.
    """
    pet = spawn_npc(world, master.record.pets[slot - 1], master.map, tile, fx=fx)
    if pet is None:
        return None
    pet.hp = hp or pet.max_hp
    slots.adopt(master, pet, slot=slot)
    follow_master(pet)
    return pet


def come_along(world: World, master: Player) -> None:
    """Let pets follow their master after a warp.

    Summoned ones are lost.  Tamed ones arrive near the master, or wait outside a safe map.  The master is told.
    """
    if not slots.pet_count(master):
        return
    safe, lost = world.map_of(master).definition.safe, False
    for slot in slots.SLOTS:
        pet = slots.pet_in(master, slot)
        lost = lost or (pet is not None and pet.summoned)
        hp = send_outside(world, pet) if pet is not None else 0
        if master.record.pets[slot - 1] and not safe:
            _arrive(world, master, slot, hp)
    if lost:
        tell(master, _("Perdés el control de tus mascotas invocadas."))
    if safe:
        tell_waiting(master)


def _arrive(world: World, master: Player, slot: int, hp: int) -> None:
    x = master.x + world.rng.roll(-SPREAD, SPREAD)
    y = master.y + world.rng.roll(-SPREAD, SPREAD)
    if bring(world, master, slot, (x, y), hp=hp) is None:
        tell(master, _("Tu mascota no puede andar por este lugar. Te esperará afuera."))


def tell_waiting(master: Player) -> None:
    """Tell the master that pets wait outside safe maps."""
    tell(master, _("No se permiten mascotas en zona segura. Te esperarán afuera."))


def greet(world: World, master: Player) -> None:
    """Bring the tamed pets of a player who has logged in, with full health; on a safe map they wait outside."""
    if world.map_of(master).definition.safe:
        return
    for slot in slots.SLOTS:
        if master.record.pets[slot - 1] and slots.pet_in(master, slot) is None:
            bring(world, master, slot, (master.x, master.y), fx=True)


def vanish(world: World, master: Player) -> None:
    """Take a player's pets out of the world when the session ends; the tamed ones stay in the record."""
    for pet in list(master.pets):
        send_outside(world, pet)


def call_farthest(world: World, master: Player, tile: Tile) -> None:
    """Bring the farthest tamed pet to a tile or the nearest free one, keeping its health.

    Without a place it waits outside and the master is told; without tamed pets nothing happens.
    Source: 05 §10 "Warp".
    """
    tamed = [pet for pet in master.pets if not pet.summoned]
    if not tamed:
        return
    pet = max(tamed, key=lambda one: distance(master, one))
    slot, hp = pet.pet_slot, send_outside(world, pet)
    if bring(world, master, slot, tile, hp=hp) is None:
        tell(master, _("No hay lugar donde tu mascota pueda aparecer."))
