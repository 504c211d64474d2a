"""Tasks of the safety switches.

Source: 01-protocol §6, §7 id 11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol import msg
from pyao.protocol.client_packets import ResuscitationSafeToggle
from pyao.tasks.task import PlayerTask

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


class TaskResuscitationSafeToggle(PlayerTask[ResuscitationSafeToggle]):
    """Whether others may bring the player back to life."""

    def act(self, world: World, player: Player, packet: ResuscitationSafeToggle) -> None:
        """Flip the switch and tell its state."""
        player.resurrection_safe = not player.resurrection_safe
        on, off = msg.resuscitation_safe_on(), msg.resuscitation_safe_off()
        player.messages.send(on if player.resurrection_safe else off)
