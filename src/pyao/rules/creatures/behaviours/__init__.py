"""How creatures move and whom they fight: one small file for each value of `Movement` in their definition.

Source: 08-npcs §5.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.npcs import Movement
from pyao.rules.creatures.behaviours import (
    chasing,
    defending,
    fighting_npcs,
    following,
    following_paths,
    hunting,
    spellbound,
    wandering,
)

if TYPE_CHECKING:
    from pyao.rules.creatures.behaviours.behaviour import Behaviour

BEHAVIOURS: dict[int, Behaviour] = {
    Movement.RANDOM: wandering.move,
    Movement.HUNTS_USERS: hunting.move,
    Movement.DEFENDS: defending.move,
    Movement.HUNTS_CRIMINALS: chasing.chase_criminals,
    Movement.OBJECT: spellbound.move,
    Movement.FOLLOWS_MASTER: following.move,
    Movement.FIGHTS_NPC: fighting_npcs.move,
    Movement.PATHFINDING: following_paths.move,
}
"""The movement phase of a thinking beat; a creature with any other `Movement` never moves."""
