"""Tasks of closing panels.  The client stays locked until it is answered, so it always is.

Source: 01-protocol §7 ids 17 and 21.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol import msg
from pyao.protocol.client_packets import BankEnd, CommerceEnd
from pyao.tasks.task import PlayerTask

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


class TaskCommerceEnd(PlayerTask[CommerceEnd]):
    """The merchant's panel is closed, or believed to be open."""

    def act(self, world: World, player: Player, packet: CommerceEnd) -> None:
        """Unlock the client."""
        player.messages.send(msg.commerce_end())


class TaskBankEnd(PlayerTask[BankEnd]):
    """The bank's panel is closed, or believed to be open."""

    def act(self, world: World, player: Player, packet: BankEnd) -> None:
        """Unlock the client."""
        player.messages.send(msg.bank_end())
