"""The two safety switches of a player: against attacking citizens, and against being resurrected.

Source: 04-combat §2.4, §2.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol import msg

if TYPE_CHECKING:
    from pyao.world.player import Player


def toggle_safe(player: Player) -> None:
    """Switch the safe that keeps the player from attacking citizens, and show its new state."""
    player.safe_mode = not player.safe_mode
    player.messages.send(msg.safe_mode_on() if player.safe_mode else msg.safe_mode_off())


def toggle_resurrection_safe(player: Player) -> None:
    """Switch the safe that keeps others from resurrecting the player by spell, and show its new state."""
    player.resurrection_safe = not player.resurrection_safe
    on, off = msg.resuscitation_safe_on(), msg.resuscitation_safe_off()
    player.messages.send(on if player.resurrection_safe else off)
