"""Telling players things in words: the console line, in the language in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.i18n import _
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player


def tell(player: Player, text: str, font: Font = Font.INFO) -> None:
    """One console line for one player."""
    player.messages.send(msg.console_msg(text, font))


def tell_once(player: Player, code: int, text: str, font: Font = Font.INFO) -> None:
    """A console line that is not repeated until a notice with another code was shown.  Source: 02 §7.2."""
    if player.last_notice != code:
        player.last_notice = code
        tell(player, text, font)


def tell_dead(player: Player) -> None:
    """The dead can't do that."""
    tell(player, _("¡Estás muerto!"))


def tell_no_target(player: Player) -> None:
    """Somebody has to be selected first."""
    tell(player, _("Primero tenés que seleccionar un personaje: hacé click sobre él."))


def npc_says(player: Player, npc: Npc, text: str) -> None:
    """Words over the head of an NPC that only one player hears.  Source: 09-economy §0 "OH"."""
    player.messages.send(msg.chat_over_head(text, npc.char, *colours.DEFAULT))
