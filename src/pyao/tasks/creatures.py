"""Tasks of pets and trainers.

Source: 08-npcs §9.6, §10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol import client_packets as c
from pyao.rules.creatures import trainers
from pyao.rules.pets import orders
from pyao.tasks.task import PlayerTask

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.world.player import Player
    from pyao.world.world import World


class TaskTrain(PlayerTask[c.Train]):
    """A creature is chosen from a trainer's list."""

    def act(self, world: World, player: Player, packet: c.Train) -> None:
        """Let it come."""
        trainers.train(world, player, packet.creature)


ORDERS: dict[type[c.ClientPacket], Callable[[World, Player], None]] = {
    c.PetStand: orders.stand,
    c.PetFollow: orders.follow,
    c.ReleasePet: orders.release,
    c.TrainList: trainers.list_creatures,
}
"""Packets that carry nothing but the wish."""
