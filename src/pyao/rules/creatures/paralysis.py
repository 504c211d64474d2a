"""Creatures that can't move: paralysed ones do nothing, immobilised ones can still act straight ahead.

Source: 05-magic §11.7, 08-npcs §4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.npcs import NpcType

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.world import World


def paralyse(world: World, npc: Npc) -> None:
    """Let a creature do nothing for the length of a paralysis, in thinking beats; a new cast starts the count again."""
    _hold(world, npc, paralysed=True)


def immobilise(world: World, npc: Npc) -> None:
    """Hold a creature on its tile for the length of a paralysis, in thinking beats."""
    _hold(world, npc, paralysed=False)


def _hold(world: World, npc: Npc, *, paralysed: bool) -> None:
    npc.paralysed, npc.immobilised = paralysed, not paralysed
    npc.paralysis_beats = world.settings.ticks_paralysis
    world.minds.held[npc] = None


def loosen(world: World, npc: Npc) -> None:
    """Free a creature by a player's spell: from paralysis at once, from immobility at its next beat.  Source: 05 §9."""
    if npc.immobilised:
        npc.paralysed, npc.paralysis_beats = False, 0
    else:
        free(world, npc)


def free(world: World, npc: Npc) -> None:
    """End all paralysis of a creature, which may move again or is leaving the world."""
    npc.paralysed = npc.immobilised = False
    npc.paralysis_beats = 0
    world.minds.held.pop(npc, None)


def count_beat(world: World, npc: Npc) -> None:
    """Count one thinking beat of a paralysed or immobilised creature, and free it when its time is up.

    This happens even with nobody on its map.  Source: 08-npcs §4.
    """
    if npc.immobilised and npc.definition.type == NpcType.PRETORIANO:
        # An immobilised praetorian stays so, as its time is never counted: a quirk kept (05 §11.7).
        return
    if npc.paralysis_beats > 0:
        npc.paralysis_beats -= 1
    else:
        free(world, npc)
