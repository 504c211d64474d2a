"""Tasks of GM commands.  Who lacks the rank is ignored without a word: ordinary clients send some of them.

Source: 01-protocol §4, §8; 10-gm-admin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol import gm_commands as g
from pyao.rules.creatures.praetorians import summons
from pyao.rules.staff import gm
from pyao.rules.staff.ranks import is_special
from pyao.tasks.gm_ranks import may_command
from pyao.tasks.task import PlayerTask

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.world.player import Player
    from pyao.world.world import World


def _warp_char(world: World, player: Player, packet: g.WarpChar) -> None:
    gm.warp_char(world, player, packet.name, packet.map, packet.x, packet.y)


def _chat_color(_world: World, player: Player, packet: g.ChatColor) -> None:
    gm.chat_colour(player, (packet.r, packet.g, packet.b))


def _reset_npc_inventory(world: World, player: Player, _packet: g.GMCommand) -> None:
    gm.reset_npc_inventory(world, player)


def _create_praetorians(world: World, player: Player, packet: g.CreatePretorianClan) -> None:
    summons.create_clan(world, player, packet.map, packet.x, packet.y)


def _remove_praetorians(world: World, player: Player, packet: g.RemovePretorianClan) -> None:
    summons.remove_clan(world, player, packet.map)


TASKS: dict[type[g.GMCommand], Callable[[World, Player, g.GMCommand], None]] = {
    g.WarpChar: _warp_char,  # type: ignore[dict-item]
    g.ChatColor: _chat_color,  # type: ignore[dict-item]
    g.ResetNpcInventory: _reset_npc_inventory,
    g.CreatePretorianClan: _create_praetorians,  # type: ignore[dict-item]
    g.RemovePretorianClan: _remove_praetorians,  # type: ignore[dict-item]
}


class TaskGMCommand(PlayerTask[g.GMCommand]):
    """Whatever a GM orders."""

    def act(self, world: World, player: Player, packet: g.GMCommand) -> None:
        """Obey, if the rank is high enough."""
        special = is_special(world.settings, player.name)
        if may_command(type(packet), player.privileges, special=special):
            TASKS[type(packet)](world, player, packet)
