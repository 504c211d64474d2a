"""Game masters whom nobody sees, and those whose name nobody reads.

An unseen GM keeps his looks: they are what others see when he shows himself, whatever he has put on meanwhile.
Source: 10-gm-admin §2.1, §2.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.rules.body import appearance, mimicry
from pyao.rules.map.areas import knowing, reenter_area
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


def toggle_unseen(world: World, gm: Player) -> None:
    """Make a GM vanish, or show himself again.  Source: 10-gm-admin §4.2 command 16."""
    if gm.admin_invisible:
        show_himself(world, gm)
    else:
        vanish(world, gm)


def vanish(world: World, gm: Player) -> None:
    """Take a GM off everybody's screen but his own."""
    if TimedState.MIMICRY in gm.due:
        mimicry.drop(world, gm)
    witnesses = knowing(world, gm).but(gm)
    gm.admin_invisible = True
    if world.client.draws_itself_unseen:
        gm.messages.send(msg.set_invisible(gm.char, True))
    else:
        tell(gm, _("Nadie te ve."))
    witnesses.send(msg.character_remove(gm.char))


def show_himself(world: World, gm: Player) -> None:
    """Show a GM to everybody near, and everything near to him."""
    gm.admin_invisible = gm.hidden = gm.invisible = False
    for state in (TimedState.HIDING, TimedState.INVISIBILITY):
        world.timers.stop(gm, state)
    gm.messages.send(appearance.character_change(gm))
    if world.client.draws_itself_unseen:
        gm.messages.send(msg.set_invisible(gm.char, False))
    else:
        tell(gm, _("Volvés a ser visible."))
    reenter_area(world, gm)


def toggle_name(world: World, gm: Player) -> None:
    """Hide the GM's name over his head, or show it again.  Source: 10-gm-admin §4.1 command 2."""
    gm.name_hidden = not gm.name_hidden
    appearance.refresh_nick(world, gm)
