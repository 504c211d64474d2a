"""Whose creature it is: who attacked it first has it for a while.

Source: 04-combat §3.5, 08-npcs §7.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Trigger
from pyao.rules.pets import loyalty

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World


def acquire(world: World, player: Player, npc: Npc) -> None:
    """The creature is the player's from now on, where the place allows it; the one owned before is released."""
    here = world.map_of(player)
    if (
        player.is_gm
        or here.definition.safe
        or here.definition.npc_theft
        or here.trigger(player.x, player.y) == Trigger.ZONA_SEGURA
    ):
        return
    if player.owned_npc is not None and player.owned_npc is not npc:
        release(player)
    if npc.owner is not None and npc.owner is not player:
        npc.owner.owned_npc = None
    player.owned_npc, npc.owner = npc, player
    renew(world, npc)


def renew(world: World, npc: Npc) -> None:
    """The owner fought for it: the time begins anew."""
    npc.owned_ms = world.now_ms


def release(player: Player) -> None:
    """The player owns no creature any more."""
    npc, player.owned_npc = player.owned_npc, None
    if npc is not None:
        npc.owner = None


def has_expired(world: World, npc: Npc) -> bool:
    """Whether the owner has not fought for it for too long."""
    return world.now_ms - npc.owned_ms >= world.settings.npc_owner_ms


def lose(player: Player, npc: Npc) -> None:
    """The owner loses it for want of fighting or by its end; pets that were on it come back."""
    release(player)
    loyalty.leave_target(player, npc)
