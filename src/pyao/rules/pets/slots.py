"""The three places for pets: who has which, and which tamed ones only wait outside.

A tamed pet's kind stands in the record as long as it lives, a summoned one's never.  Source: 08-npcs §9.1.
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
    """NroMascotas: summoned creatures, and tamed ones wherever they are."""
    return sum(1 for _kind in kinds(player))


def kinds(player: Player) -> Iterator[int]:
    """The NPC numbers of all pets, slot by slot."""
    for slot in SLOTS:
        kind = kind_in(player, slot)
        if kind:
            yield kind


def kind_in(player: Player, slot: int) -> int:
    """The NPC number of the pet of a slot, 0 = the slot is free."""
    pet = pet_in(player, slot)
    return player.record.pets[slot - 1] if pet is None else pet.definition.id


def pet_in(player: Player, slot: int) -> Npc | None:
    """The pet of a slot that is in the world; `None` = none, or it waits outside."""
    return next((pet for pet in player.pets if pet.pet_slot == slot), None)


def has_room(player: Player) -> bool:
    """Whether one more pet may come."""
    return pet_count(player) < PET_SLOTS


def adopt(master: Player, npc: Npc, *, slot: int = 0) -> None:
    """From now on the creature is a pet, in that slot or the first free one; tamed unless it expires.

    There must be room.
    """
    npc.pet_slot = slot or next(free for free in SLOTS if not kind_in(master, free))
    npc.master, npc.saved = master, False
    if not npc.summoned:
        master.record.pets[npc.pet_slot - 1] = npc.definition.id
    master.pets.append(npc)
    master.pets.sort(key=lambda pet: pet.pet_slot)


def lose(npc: Npc) -> None:
    """The pet is no more: its slot is free again."""
    master, slot = npc.master, npc.pet_slot
    part(npc)
    if master is not None and slot:
        master.record.pets[slot - 1] = 0


def part(npc: Npc) -> None:
    """The pet goes out of the world without being lost: a tamed one keeps its slot and waits outside."""
    if npc.master is not None:
        npc.master.pets.remove(npc)
    npc.master, npc.pet_slot = None, 0
