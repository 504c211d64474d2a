"""The right to strike back: whoever robs a citizen of a creature may be attacked by that citizen, for a minute.

The attack then costs the citizen nothing, and the robber's name is shown in another colour.
Source: 04-combat §3.4 "Attackable state".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.rules.body import appearance
from pyao.world.clock import TICK_MS
from pyao.world.record import key_of
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


def may_retaliate(player: Player, robber: Player) -> bool:
    """Whether the robber took something of the player's lately, so that the player may attack without penalty."""
    return robber.retaliator == key_of(player.name)


def allow_retaliation(world: World, robber: Player, owner: Player, *, stealing: bool = True) -> bool:
    """Give `owner` the right to attack the robber; `False` = not in a safe map, nor by a second owner.

    A robber whom somebody may attack already only has the time renewed, unless a second owner asks (`stealing`).
    """
    if world.map_of(robber).definition.safe:
        tell(robber, _("No podés robar criaturas en zonas seguras."))
        return False
    if robber.retaliator:
        if stealing and not may_retaliate(owner, robber):
            tell(robber, _("No podés atacar esta criatura hasta que termine tu castigo."))
            return False
    else:
        robber.retaliator = key_of(owner.name)
        appearance.refresh_nick(world, robber)
    world.start_state(robber, TimedState.RETALIATION, world.settings.retaliation_ms // TICK_MS)
    return True


def end_retaliation(world: World, robber: Player) -> None:
    """The time is over: nobody may attack the robber for it any more, and its safe is on again."""
    robber.retaliator = ""
    if not robber.safe_mode:
        robber.safe_mode = True
        robber.messages.send(msg.safe_mode_on())
    appearance.refresh_nick(world, robber)


def cancel_retaliation(world: World, robber: Player) -> None:
    """The right ends before its time; the robber's name keeps its colour until the caller refreshes it."""
    robber.retaliator = ""
    world.timers.stop(robber, TimedState.RETALIATION)
