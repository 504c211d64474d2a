"""Answers to what players ask about the server and themselves.

Source: 02-sessions-and-characters §9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Privilege
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.rules.console import tell

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


def tell_online(world: World, player: Player) -> None:
    """How many players are in the world; higher GMs don't count."""
    counted = Privilege.USER | Privilege.CONSEJERO
    number = sum(1 for one in world.players.values() if one.privileges & counted)
    tell(player, _("Número de usuarios: {number}").format(number=number))


def answer_ping(player: Player) -> None:
    """Pong, at once."""
    player.messages.send(msg.pong())
