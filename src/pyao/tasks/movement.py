"""Tasks of walking, turning and asking where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol.client_packets import ChangeHeading, RequestPositionUpdate, Walk
from pyao.rules.map import walking
from pyao.tasks.task import PlayerTask

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


class TaskWalk(PlayerTask[Walk]):
    """One step."""

    def act(self, world: World, player: Player, packet: Walk) -> None:
        """Walk."""
        walking.walk(world, player, packet.heading)


class TaskChangeHeading(PlayerTask[ChangeHeading]):
    """Turning on the spot."""

    def act(self, world: World, player: Player, packet: ChangeHeading) -> None:
        """Turn."""
        walking.change_heading(world, player, packet.heading)


class TaskRequestPositionUpdate(PlayerTask[RequestPositionUpdate]):
    """The client has lost its place."""

    def act(self, world: World, player: Player, packet: RequestPositionUpdate) -> None:
        """Tell it."""
        walking.tell_position(player)
