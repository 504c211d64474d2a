"""The two safety switches.

Source: 04-combat §2.4, §2.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol import msg

if TYPE_CHECKING:
    from pyao.world.player import Player


def toggle_safe(player: Player) -> None:
    """Let the player attack citizens, or no longer."""
    player.safe_mode = not player.safe_mode
    player.messages.send(msg.safe_mode_on() if player.safe_mode else msg.safe_mode_off())


def toggle_resurrection_safe(player: Player) -> None:
    """Let others bring the player back to life by spell, or no longer."""
    player.resurrection_safe = not player.resurrection_safe
    on, off = msg.resuscitation_safe_on(), msg.resuscitation_safe_off()
    player.messages.send(on if player.resurrection_safe else off)
