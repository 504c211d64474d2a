"""Tasks of asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol.client_packets import Online, Ping
from pyao.rules import information
from pyao.tasks.task import PlayerTask

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


class TaskOnline(PlayerTask[Online]):
    """/online."""

    def act(self, world: World, player: Player, packet: Online) -> None:
        """How many are here."""
        information.tell_online(world, player)


class TaskPing(PlayerTask[Ping]):
    """/ping."""

    def act(self, world: World, player: Player, packet: Ping) -> None:
        """Pong."""
        information.answer_ping(player)
