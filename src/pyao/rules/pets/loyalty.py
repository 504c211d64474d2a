"""When pets fight for their master, and when they come back.

Source: 08-npcs §9.4, §9.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.npcs import Movement

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player

FIRE_ELEMENTAL, EARTH_ELEMENTAL = 93, 94


def follow_master(pet: Npc) -> None:
    """Let a pet forget its targets and follow its master.  Source: 08 §9.4."""
    pet.movement, pet.hostile = Movement.FOLLOWS_MASTER, False
    pet.target = pet.target_npc = None


def all_follow(master: Player) -> None:
    """Let every pet of a player follow again."""
    for pet in master.pets:
        follow_master(pet)


def leave_target(master: Player, npc: Npc) -> None:
    """Let the pets that are fighting a creature follow their master again."""
    for pet in master.pets:
        if pet.target_npc is npc:
            follow_master(pet)


def leave_player(master: Player, victim: Player) -> None:
    """Let the pets that are fighting a player follow their master again."""
    for pet in master.pets:
        if pet.target is victim or (pet.movement == Movement.DEFENDS and pet.attacked_by == victim.name):
            follow_master(pet)


def turn_on(master: Player, enemy: Player) -> None:
    """Set every pet of a player on another player, as if that one had attacked it.  Source: 08 §9.5."""
    for pet in master.pets:
        pet.attacked_by = enemy.name
        pet.movement, pet.hostile = Movement.DEFENDS, True


def turn_on_npc(master: Player, npc: Npc) -> None:
    """Set the pets of a player on a creature, except elementals of fire and earth.  Source: 08 §9.5."""
    for pet in master.pets:
        if pet is npc or pet.definition.id in (FIRE_ELEMENTAL, EARTH_ELEMENTAL):
            continue
        if pet.target_npc is None:
            pet.target_npc = npc
        pet.movement = Movement.FIGHTS_NPC
