"""Tasks of the fight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol import client_packets as c
from pyao.rules.combat import melee
from pyao.tasks.task import PlayerTask

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


class TaskAttack(PlayerTask[c.Attack]):
    """A blow at whoever stands in front."""

    def act(self, world: World, player: Player, packet: c.Attack) -> None:
        """Strike."""
        del packet
        melee.attack(world, player)
