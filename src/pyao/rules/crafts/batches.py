"""Batches: how many pieces the player wants in all, and how many are made at a time.

Source: 07-work §6.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.rules.crafts import work
from pyao.rules.crafts.work import Effort

if TYPE_CHECKING:
    from pyao.world.player import Player

CRAFTING = Effort(2, 6)


def begin(player: Player, total: int, per_cycle: int) -> None:
    """Begin a batch; numbers below 1 are ignored.  The player is told nothing."""
    if total > 0 and per_cycle > 0:
        most = work.diligence(player.record.level) if work.is_worker(player) else 1
        player.batch.left, player.batch.cycle = total, min(most, per_cycle)


def next_cycle(player: Player) -> int:
    """Take the next cycle off the batch, even if nothing is made then; 0 = the batch is done, and so the work."""
    batch = player.batch
    pieces = min(batch.cycle, batch.left)
    batch.left -= pieces
    if not pieces:
        stop(player)
    return pieces


def stop(player: Player) -> None:
    """Tell the client that the work is over."""
    player.messages.send(msg.stop_working())


def try_spend(player: Player) -> bool:
    """Spend the stamina of one cycle; `False` = there is too little, and the player is told."""
    if player.record.vitals.stamina < CRAFTING.of(player):
        tell(player, _("No tenés suficiente energía."))
        return False
    work.spend_stamina(player, CRAFTING)
    return True
