"""The orders that masters give to pets: stay, follow, go free.

Source: 08-npcs §9.6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.npcs import Movement
from pyao.messaging.audience import area
from pyao.messaging.console import tell, tell_dead
from pyao.messaging.i18n import _
from pyao.protocol import colours, msg
from pyao.rules.creatures.spawning import remove_npc
from pyao.rules.pets.loyalty import follow_master
from pyao.world.character import distance

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

EARSHOT = 10


def stand(world: World, master: Player) -> None:
    """/quieto: let the clicked pet do nothing at all until its master fights or gives another order."""
    pet = _pick_target(world, master)
    if pet is not None and _call(master, pet) and pet.master is master:
        pet.movement = Movement.ESTATICO
        _answer(world, master, pet)


def follow(world: World, master: Player) -> None:
    """/acompañar: let the clicked pet leave what it is doing and follow."""
    pet = _pick_target(world, master)
    if pet is not None and _call(master, pet) and pet.master is master:
        follow_master(pet)
        _answer(world, master, pet)


def release(world: World, master: Player) -> None:
    """/liberar: let the clicked pet go; it vanishes for good."""
    pet = _pick_target(world, master)
    if pet is not None and pet.master is master and _call(master, pet):
        remove_npc(world, pet)


def _pick_target(world: World, player: Player) -> Npc | None:
    """Take the creature that the player clicked; `None` = there is none, or the player is dead, and is told so."""
    if player.dead:
        tell_dead(player)
        return None
    npc = world.npc_with(player.targets.npc)
    if npc is None:
        tell(player, _("Primero tenés que seleccionar un personaje; hacé clic izquierdo sobre él."))
    return npc


def _call(player: Player, npc: Npc) -> bool:
    """Call to a creature; `False` = it is too far away to hear it, and the player is told."""
    if distance(player, npc) <= EARSHOT:
        return True
    tell(player, _("Estás demasiado lejos."))
    return False


def _answer(world: World, master: Player, pet: Npc) -> None:
    """Let the pet say one of its phrases, if it has any."""
    phrases = pet.definition.phrases
    if phrases:
        words = phrases[world.rng.roll(1, len(phrases)) - 1]
        area(world, master).send(msg.chat_over_head(words, pet.char, *colours.DEFAULT))
