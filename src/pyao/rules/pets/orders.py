"""The orders that masters give to pets: stay, follow, go free.

Source: 08-npcs §9.6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.npcs import Movement
from pyao.messaging.audience import area
from pyao.protocol import colours, msg
from pyao.rules.creatures.spawning import remove_npc
from pyao.rules.map.addressing import address, try_call
from pyao.rules.pets.loyalty import follow_master

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World


def stand(world: World, master: Player) -> None:
    """/quieto: let the clicked pet do nothing at all until its master fights or gives another order."""
    pet = address(world, master)
    if pet is not None and try_call(master, pet) and pet.master is master:
        pet.movement = Movement.ESTATICO
        _answer(world, master, pet)


def follow(world: World, master: Player) -> None:
    """/acompañar: let the clicked pet leave what it is doing and follow."""
    pet = address(world, master)
    if pet is not None and try_call(master, pet) and pet.master is master:
        follow_master(pet)
        _answer(world, master, pet)


def release(world: World, master: Player) -> None:
    """/liberar: let the clicked pet go; it vanishes for good."""
    pet = address(world, master)
    if pet is not None and pet.master is master and try_call(master, pet):
        remove_npc(world, pet)


def _answer(world: World, master: Player, pet: Npc) -> None:
    """Let the pet say one of its phrases, if it has any."""
    phrases = pet.definition.phrases
    if phrases:
        words = phrases[world.rng.roll(1, len(phrases)) - 1]
        area(world, master).send(msg.chat_over_head(words, pet.char, *colours.DEFAULT))
