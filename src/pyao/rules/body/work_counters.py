"""The counters of work done and attempts to hide, by which the sentinel and the staff know who works.

Deeds that are no work lower them again.  Source: 07-work §16.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyao.world.player import Player


def count_down(player: Player) -> None:
    """A step, a swing at the air or a spell: both counters fall by one, not below 0."""
    if player.working > 0:
        player.working -= 1
    if player.hiding > 0:
        player.hiding -= 1
