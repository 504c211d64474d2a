"""What game masters do besides giving orders, for those who read their log later.

Source: 10-gm-admin §2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

BOOK = "deeds of the staff"


def note(world: World, player: Player, deed: str) -> None:
    """Note what a GM has done, and where; what others do is not noted."""
    if player.is_gm:
        world.host.note(BOOK, f"{player.name} {deed} at map {player.map} ({player.x},{player.y})")
