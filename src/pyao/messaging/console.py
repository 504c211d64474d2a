"""Telling a player something in words: console lines, and what an NPC says, in the language in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.i18n import _
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player


def tell(player: Player, text: str, font: Font = Font.INFO) -> None:
    """Send one player a console line."""
    player.messages.send(msg.console_msg(text, font))


def tell_once(player: Player, code: int, text: str, font: Font = Font.INFO) -> None:
    """Send a console line that is not repeated until one with another code has been sent.  Source: 02 §7.2."""
    if player.last_notice != code:
        player.last_notice = code
        tell(player, text, font)


def tell_dead(player: Player) -> None:
    """Refuse something to a dead player."""
    tell(player, _("¡Estás muerto!"))


def tell_no_target(player: Player) -> None:
    """Refuse something for which the player must first select a character."""
    tell(player, _("Primero tenés que seleccionar un personaje: hacé click sobre él."))


def npc_says(player: Player, npc: Npc, text: str) -> None:
    """Show one player words over the head of an NPC.  Source: 09-economy §0 "OH"."""
    player.messages.send(msg.chat_over_head(text, npc.char, *colours.DEFAULT))
