"""When creatures think, and which ones: mostly those with players on their map, and only so many in one tick.

A round begins every `npc_ai_ms`.  A round too long for one tick would hold the world up: its rest follows in the next
ticks.  Source: 08-npcs §4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.npcs import Movement, NpcType
from pyao.rules.combat import owning
from pyao.rules.creatures import paralysis
from pyao.rules.creatures.attacks import attack_neighbours
from pyao.rules.creatures.behaviours import BEHAVIOURS
from pyao.rules.creatures.praetorians.minds import think as praetorian_mind
from pyao.world.clock import TICK_MS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.world.npc import Npc
    from pyao.world.world import World

EFFORT = 150
"""How much thinking one tick does at most: 1 for each creature, about 10 µs.

A round with more creatures than that is spread evenly over the ticks until the next round.
"""

EFFORT_OF_SEEKING = 100
"""What a creature that seeks a path counts instead of 1."""

SPECIAL_MINDS: dict[int, Callable[[World, Npc], None]] = {NpcType.PRETORIANO: praetorian_mind}
"""Types of NPC that think in their own way, with or without players on their map."""


def arm(world: World) -> None:
    """Let every creature attack again: the attack beat."""
    for here in world.maps.values():
        for npc in here.npcs.values():
            npc.may_attack = True


def begin_round(world: World) -> None:
    """Put every creature that has something to think about on the waiting list, by char index: the thinking beat.

    A creature still waiting from an earlier round keeps its turn.  While the world is paused nobody thinks.
    """
    if world.paused:
        return
    minds = world.minds
    minds.waiting.extend(sorted(_minds(world).difference(minds.waiting), key=lambda npc: npc.char))
    ticks = max(1, world.settings.npc_ai_ms // TICK_MS - 1)
    minds.share = max(EFFORT, len(minds.waiting) // ticks + 1)


def _minds(world: World) -> set[Npc]:
    """The creatures that think in this round.

    Those that can move and have players on their map; and on any map those held, owned or in a praetorian clan.
    """
    standing = int(Movement.ESTATICO)
    minds = {
        npc for here in world.maps.values() if here.players for npc in here.npcs.values() if npc.movement != standing
    }
    minds.update(world.minds.held)
    minds.update(player.owned_npc for player in world.players.values() if player.owned_npc is not None)
    for clan in world.minds.clans.values():
        minds.update(clan.alive)
    return minds


def think_on(world: World) -> None:
    """Let waiting creatures think until the tick's share is used up; an error costs only that creature its beat."""
    if world.paused:
        return
    left, waiting = world.minds.share, world.minds.waiting
    while waiting and left > 0:
        with world.host.guard("the thinking of a creature"):
            while waiting and left > 0:
                npc = waiting.popleft()
                left -= EFFORT_OF_SEEKING if npc.movement == Movement.PATHFINDING and not npc.path else 1
                if npc.char:
                    think(world, npc)


def think(world: World, npc: Npc) -> None:
    """Let one creature think for one beat: ownership, paralysis, attack, movement.  Source: 08 §4 "AI tick"."""
    if npc.owner is not None and owning.has_expired(world, npc):
        owning.lose(npc.owner, npc)
    if npc.paralysed:
        paralysis.count_beat(world, npc)
        return
    special = SPECIAL_MINDS.get(npc.definition.type)
    if special is not None:
        special(world, npc)
        return
    if npc.immobilised:
        paralysis.count_beat(world, npc)
    if not world.map_of(npc).players or npc.movement == Movement.ESTATICO:
        return
    attack_neighbours(world, npc)
    behaviour = BEHAVIOURS.get(npc.movement)
    if behaviour is not None and npc.char:
        behaviour(world, npc)
