"""Holding everybody's keys for a moment.

Source: 01-protocol §10 PauseToggle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.world.messages import Toggle

if TYPE_CHECKING:
    from pyao.world.world import World


def pause(world: World, *, on: bool) -> None:
    """Stop or release the keys of everyone, unless the operator has paused the server anyway."""
    for player in world.players.values():
        player.messages.toggle(Toggle.PAUSED, on=on or world.paused)
