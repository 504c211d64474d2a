"""The task of leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol.client_packets import Quit
from pyao.rules.session import leaving
from pyao.tasks.task import PlayerTask

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


class TaskQuit(PlayerTask[Quit]):
    """/salir."""

    def act(self, world: World, player: Player, packet: Quit) -> None:
        """Leave, after the countdown."""
        leaving.leave(world, player)
