"""Creatures that can't move: paralysed ones do nothing at all, immobilised ones only what they can reach ahead.

Source: 05-magic §11.7, 08-npcs §4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.npcs import NpcType

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.world import World


def paralyse(world: World, npc: Npc) -> None:
    """It does nothing for the length of a paralysis, counted in thinking beats; again = anew."""
    _hold(world, npc, paralysed=True)


def immobilise(world: World, npc: Npc) -> None:
    """It stays on its tile for the length of a paralysis."""
    _hold(world, npc, paralysed=False)


def _hold(world: World, npc: Npc, *, paralysed: bool) -> None:
    npc.paralysed, npc.immobilised = paralysed, not paralysed
    npc.paralysis_beats = world.settings.ticks_paralysis
    world.held_npcs[npc] = None


def loosen(world: World, npc: Npc) -> None:
    """A player frees it: paralysis ends at once, immobility with its next beat.  Source: 05 §9."""
    if npc.immobilised:
        npc.paralysed, npc.paralysis_beats = False, 0
    else:
        free(world, npc)


def free(world: World, npc: Npc) -> None:
    """It may move again, or is no more."""
    npc.paralysed = npc.immobilised = False
    npc.paralysis_beats = 0
    world.held_npcs.pop(npc, None)


def count_beat(world: World, npc: Npc) -> None:
    """The paralysis step of a thinking beat, for every creature in `world.held_npcs`, whoever is on its map.

    A creature that was paralysed before this step does nothing else in the beat.  Source: 08-npcs §4.
    """
    if npc.immobilised and npc.definition.type == NpcType.PRETORIANO:
        # Praetorians never count how long they can't move: a quirk kept (05 §11.7).
        return
    if npc.paralysis_beats > 0:
        npc.paralysis_beats -= 1
    else:
        free(world, npc)
