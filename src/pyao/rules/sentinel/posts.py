"""The sentinels' bodies: appearing beside a player, and leaving.

Source: 11-social §9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.rules.creatures.spawning import remove_npc, spawn_npc

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.sentinels import Sentinel
    from pyao.world.world import World

BOOK = "sentinel"
"""The book in which answers are noted."""


def appear(world: World, sentinel: Sentinel, player: Player) -> bool:
    """Let the sentinel stand beside the player, with sound and light; `False` = there is no room."""
    leave(world, sentinel)
    tile = player.x, player.y
    sentinel.npc = spawn_npc(world, world.settings.sentinel_npc, player.map, tile, fx=True)
    if sentinel.npc is None:
        return False
    sentinel.npc.saved = False
    return True


def leave(world: World, sentinel: Sentinel) -> None:
    """Remove the sentinel's body, if it still stands somewhere."""
    npc, sentinel.npc = sentinel.npc, None
    if npc is not None and npc.char:
        remove_npc(world, npc)


def free(world: World, sentinel: Sentinel) -> None:
    """The sentinel has nobody to check any more."""
    leave(world, sentinel)
    sentinel.player, sentinel.active = None, False


def dismiss(world: World, player: Player) -> None:
    """The player leaves the world: whoever checks it goes at once."""
    sentinel = world.sentinels.of(player)
    if sentinel is None:
        return
    if sentinel.active:
        world.host.note(BOOK, f"{player.name} left without an answer", player)
    free(world, sentinel)
