"""What creatures and players remember of their fights with each other.

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
    """Note that a player attacks a creature.

    It remembers its last attacker, and its first one until that player attacks another creature.
    """
    npc.attacked_by = attacker.name
    before = attacker.attacked_npc
    if npc.first_attacked_by != attacker.name and before is not None and before.first_attacked_by == attacker.name:
        before.first_attacked_by = ""
    if not npc.first_attacked_by:
        npc.first_attacked_by = attacker.name
    attacker.attacked_npc = npc


def calm_down(npc: Npc) -> None:
    """Let a creature forget its attacker and move as usual again; a pet follows its master.  Source: 08 §7.1."""
    npc.attacked_by = ""
    if npc.master is not None:
        loyalty.follow_master(npc)
    else:
        npc.movement, npc.hostile = npc.definition.movement, npc.definition.hostile


def forget_fights(player: Player) -> None:
    """Let a player and the creatures of its last fights forget each other.

    Done when the player dies, leaves the map by an exit tile or logs out.  Source: 08 §7.1.
    """
    if player.attacked_by_npc is not None:
        calm_down(player.attacked_by_npc)
    if player.attacked_npc is not None and player.attacked_npc.first_attacked_by == player.name:
        player.attacked_npc.first_attacked_by = ""
    player.attacked_by_npc = player.attacked_npc = None


def lose_target(world: World, gone: Player) -> None:
    """Let every creature whose target was this player drop it, as the player has left the world."""
    for npc in world.chars.values():
        if isinstance(npc, Npc) and npc.target is gone:
            npc.target = None
