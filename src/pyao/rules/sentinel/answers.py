"""What a sentinel says to whom, and what becomes of a player's answer.

Source: 11-social §9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import npc_says, tell
from pyao.messaging.i18n import _
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font
from pyao.rules.sentinel.posts import BOOK

if TYPE_CHECKING:
    from pyao.protocol.colours import Colour
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.sentinels import Sentinel
    from pyao.world.world import World


def demand(player: Player, sentinel: Sentinel, text: str, colour: Colour) -> None:
    """Say something to the player that is checked, over the sentinel's head and on the console."""
    if sentinel.npc is not None:
        player.messages.send(msg.chat_over_head(text, sentinel.npc.char, *colour))
    tell(player, text, Font.CENTINELA)


def remind(player: Player, sentinel: Sentinel) -> None:
    """Say the code again."""
    text = _("¡La clave que te dije es /CENTINELA {code}, escribila rápido!").format(code=sentinel.code)
    demand(player, sentinel, text, colours.GM)


def address(world: World, player: Player, npc: Npc) -> bool:
    """Let a clicked sentinel speak; `False` = the NPC is none."""
    sentinel = world.sentinels.standing_at(npc.char)
    if sentinel is None:
        return False
    if sentinel.player is not player:
        npc_says(player, npc, _not_to_you())
    elif player.passed_sentinel:
        text = _("Te agradezco, pero ya me respondiste. Pronto me voy.")
        player.messages.send(msg.chat_over_head(text, npc.char, *colours.GM))
    else:
        remind(player, sentinel)
    return True


def report(world: World, player: Player, code: int) -> None:
    """A player answers a sentinel: its own, else the one that it has clicked."""
    sentinel = world.sentinels.of(player) or world.sentinels.standing_at(player.targets.npc)
    if sentinel is None:
        world.host.note(BOOK, f"{player.name} answers {code} to nobody")
    elif sentinel.player is not player:
        if sentinel.npc is not None:
            npc_says(player, sentinel.npc, _not_to_you())
    elif player.passed_sentinel:
        world.host.note(BOOK, f"{player.name} answers {code} again")
    elif code != sentinel.code:
        remind(player, sentinel)
        world.host.note(BOOK, f"{player.name} answers {code} instead of {sentinel.code}")
    else:
        player.passed_sentinel, sentinel.active = True, False
        if sentinel.npc is not None:
            text = _("¡Muchas gracias, {name}! Disculpá las molestias.").format(name=player.name)
            npc_says(player, sentinel.npc, text)


def _not_to_you() -> str:
    return _("No es a vos a quien le hablo.")
