"""Telling a player something in words: console lines, and what an NPC says, in the language in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.i18n import _, joined
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyao.world.npc import Npc
    from pyao.world.player import Player

CONSOLE_LINES = 9
"""Lines that the client's console shows; older ones scroll away for good."""

LINE_LENGTH = 200
"""Most characters in a console line that several items share."""

LIST_LENGTH = 1_000
"""Most characters in a line of names: it has to fit a packet that no link cuts."""


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


def tell_list(player: Player, items: Sequence[str]) -> None:
    """Send one player a list, an item a line if the console has room for all, else side by side."""
    for line in in_lines(items):
        tell(player, line)


def in_lines(items: Sequence[str]) -> Sequence[str]:
    """One line for each item if the console has room for all, else packed.  Source: 10-gm-admin §4.3 client note."""
    return items if len(items) <= CONSOLE_LINES else packed(items)


def tell_names(player: Player, names: Iterable[str], heading: str = "") -> None:
    """Send one player names on one console line, or as few as they fit, behind a heading."""
    for line in packed(names, LIST_LENGTH) or [""]:
        tell(player, heading + line)


def packed(items: Iterable[str], length: int = LINE_LENGTH) -> list[str]:
    """Items side by side, in lines of at most that many characters if they are not longer themselves."""
    lines: list[str] = []
    for item in items:
        if lines and len(lines[-1]) + len(item) + 2 <= length:
            lines[-1] = joined(", ", (lines[-1], item))
        else:
            lines.append(item)
    return lines
