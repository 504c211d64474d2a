"""Movement 9: creatures that fight each other, mostly pets against wild ones.

Source: 08-npcs §5.2.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.npcs import NpcType
from pyao.rules.creatures import casting, melee, perception
from pyao.rules.creatures.behaviours.steps import step_towards
from pyao.rules.pets.loyalty import FIRE_ELEMENTAL, follow_master
from pyao.world.character import distance
from pyao.world.space import is_playable

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.world import World

SIGHT = 6
"""Tiles on each axis, although the screen is wider: a quirk kept."""


def move(world: World, npc: Npc) -> None:
    """Fight the target if it is in sight; else follow the master, or move as usual again."""
    target = npc.target_npc
    if target is None or not _sees(npc, target):
        _give_up(npc)
        return
    if npc.definition.id == FIRE_ELEMENTAL:
        _cast_at(world, npc, target)
    elif distance(npc, target) <= 1:
        melee.attack_npc(world, npc, target)
    if npc.target_npc is target and target.char and npc.char and not npc.immobilised:
        step_towards(world, npc, target.x, target.y)


def _sees(npc: Npc, target: Npc) -> bool:
    if not target.char or target.map != npc.map or not is_playable(target.x, target.y):
        return False
    if npc.immobilised:
        return perception.is_ahead(npc, target) and perception.sees(npc, target)
    return abs(target.x - npc.x) <= SIGHT and abs(target.y - npc.y) <= SIGHT


def _cast_at(world: World, npc: Npc, target: Npc) -> None:
    """Cast at the target; a dragon casts back at once, whether it may attack or not: a quirk kept."""
    casting.cast_at_random(world, npc, target)
    if target.char and target.definition.type == NpcType.DRAGON:
        target.may_attack = True
        casting.cast_at_random(world, target, npc)


def _give_up(npc: Npc) -> None:
    if npc.master is not None:
        follow_master(npc)
    else:
        npc.movement, npc.hostile = npc.definition.movement, npc.definition.hostile
        npc.target_npc = None
