"""Owning a creature: the first player to attack it has it to itself, as long as it goes on fighting it.

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
    """Make the creature the player's own and release the one owned before.

    Nothing happens for GMs, in safe maps and on safe tiles, and in maps where creatures belong to nobody.
    """
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
    """Restart the time after which an owner that doesn't fight the creature loses it."""
    npc.owned_ms = world.now_ms


def release(player: Player) -> None:
    """Let the player own no creature any more."""
    npc, player.owned_npc = player.owned_npc, None
    if npc is not None:
        npc.owner = None


def has_expired(world: World, npc: Npc) -> bool:
    """Whether the owner has left the creature alone for too long (`npc_owner_ms`, 18 s)."""
    return world.now_ms - npc.owned_ms >= world.settings.npc_owner_ms


def lose(player: Player, npc: Npc) -> None:
    """Take the creature from its owner, because the time is over or it is dead; the owner's pets leave it alone."""
    release(player)
    loyalty.leave_target(player, npc)
