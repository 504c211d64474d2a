"""Tasks of skills that are used on a tile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol import client_packets as c
from pyao.rules import armed_clicks
from pyao.tasks.task import PlayerTask

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


class TaskWork(PlayerTask[c.Work]):
    """Arming a skill."""

    def act(self, world: World, player: Player, packet: c.Work) -> None:
        """Arm."""
        armed_clicks.arm(world, player, packet.skill)


class TaskWorkLeftClick(PlayerTask[c.WorkLeftClick]):
    """The click that uses it."""

    def act(self, world: World, player: Player, packet: c.WorkLeftClick) -> None:
        """Use it."""
        armed_clicks.click(world, player, packet.x, packet.y, packet.skill)
