"""Who remembers whom: creatures and the players they fight.

Source: 08-npcs §7.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.rules.pets import loyalty
from pyao.world.npc import Npc

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


def remember(attacker: Player, npc: Npc) -> None:
    """Who attacks whom: the first attacker's name stays until that one attacks another creature."""
    npc.attacked_by = attacker.name
    before = attacker.attacked_npc
    if npc.first_attacked_by != attacker.name and before is not None and before.first_attacked_by == attacker.name:
        before.first_attacked_by = ""
    if not npc.first_attacked_by:
        npc.first_attacked_by = attacker.name
    attacker.attacked_npc = npc


def calm_down(npc: Npc) -> None:
    """The creature moves as it always did; a pet comes back to its master.  Source: 08 §7.1."""
    npc.attacked_by = ""
    if npc.master is not None:
        loyalty.follow_master(npc)
    else:
        npc.movement, npc.hostile = npc.definition.movement, npc.definition.hostile


def forget_fights(player: Player) -> None:
    """Death, an exit or the end of the session: creatures and player forget each other.  Source: 08 §7.1."""
    if player.attacked_by_npc is not None:
        calm_down(player.attacked_by_npc)
    if player.attacked_npc is not None and player.attacked_npc.first_attacked_by == player.name:
        player.attacked_npc.first_attacked_by = ""
    player.attacked_by_npc = player.attacked_npc = None


def lose_target(world: World, gone: Player) -> None:
    """Somebody leaves the world: no creature hunts it any more."""
    for npc in world.chars.values():
        if isinstance(npc, Npc) and npc.target is gone:
            npc.target = None
