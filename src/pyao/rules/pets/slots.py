"""The three slots for pets of a player, and which tamed pets only wait outside.

The record holds the NPC number of a tamed pet until it is lost, and never that of a summoned one.
Source: 08-npcs §9.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.world.record import PET_SLOTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.npc import Npc
    from pyao.world.player import Player

SLOTS = range(1, PET_SLOTS + 1)


def pet_count(player: Player) -> int:
    """NroMascotas: how many pets a player has, summoned ones and tamed ones waiting outside included."""
    return sum(1 for _kind in kinds(player))


def kinds(player: Player) -> Iterator[int]:
    """The NPC numbers of all pets, in the order of their slots."""
    for slot in SLOTS:
        kind = kind_in(player, slot)
        if kind:
            yield kind


def kind_in(player: Player, slot: int) -> int:
    """The NPC number of the pet in a slot; 0 = the slot is free."""
    pet = pet_in(player, slot)
    return player.record.pets[slot - 1] if pet is None else pet.definition.id


def pet_in(player: Player, slot: int) -> Npc | None:
    """The pet of a slot, if it is in the world; `None` = the slot is free, or the pet waits outside."""
    return next((pet for pet in player.pets if pet.pet_slot == slot), None)


def has_room(player: Player) -> bool:
    """Whether the player can have one more pet."""
    return pet_count(player) < PET_SLOTS


def adopt(master: Player, npc: Npc, *, slot: int = 0) -> None:
    """Make a creature somebody's pet; it counts as tamed unless its time is limited.

    `slot` = where it goes, 0 = the first free slot: there must be one.
    """
    npc.pet_slot = slot or next(free for free in SLOTS if not kind_in(master, free))
    npc.master, npc.saved = master, False
    if not npc.summoned:
        master.record.pets[npc.pet_slot - 1] = npc.definition.id
    master.pets.append(npc)
    master.pets.sort(key=lambda pet: pet.pet_slot)


def lose(npc: Npc) -> None:
    """Take a pet from its master for good, which frees its slot; nothing happens to other creatures."""
    master, slot = npc.master, npc.pet_slot
    part(npc)
    if master is not None and slot:
        master.record.pets[slot - 1] = 0


def part(npc: Npc) -> None:
    """Take a pet from its master while it leaves the world; a tamed one keeps its slot and waits outside."""
    if npc.master is not None:
        npc.master.pets.remove(npc)
    npc.master, npc.pet_slot = None, 0
