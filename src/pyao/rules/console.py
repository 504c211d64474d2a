"""Telling players things in words: the console line, in the language in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol import msg
from pyao.protocol.enums import Font

if TYPE_CHECKING:
    from pyao.world.player import Player


def tell(player: Player, text: str, font: Font = Font.INFO) -> None:
    """One console line for one player."""
    player.messages.send(msg.console_msg(text, font))


def tell_once(player: Player, code: int, text: str, font: Font = Font.INFO) -> None:
    """A console line that is not repeated until a notice with another code was shown.  Source: 02 §7.2."""
    if player.last_notice != code:
        player.last_notice = code
        tell(player, text, font)
