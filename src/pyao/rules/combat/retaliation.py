"""The right to strike back: whoever takes a citizen's creature may be attacked by that citizen, for a minute.

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
    """Whether the player may attack the robber without penalty, for something taken lately."""
    return robber.retaliator == key_of(player.name)


def refusal(world: World, robber: Player, owner: Player, *, stealing: bool = True) -> str | None:
    """Why the robber can't be opened to the owner's retaliation; `None` = it can.

    Never in a safe map.  Whoever `stealing` is open to another owner already has to wait; otherwise its time is
    only renewed.
    """
    if world.map_of(robber).definition.safe:
        return _("No podés robar criaturas en zonas seguras.")
    if stealing and robber.retaliator and not may_retaliate(owner, robber):
        return _("No podés atacar esta criatura hasta que termine tu castigo.")
    return None


def allow_retaliation(world: World, robber: Player, owner: Player, *, stealing: bool = True) -> bool:
    """Let the owner strike back at the robber from now on; `False` = it can't be, and the robber is told why.

    Everybody near sees the name again at every theft, but not where an old right is only renewed.
    """
    why_not = refusal(world, robber, owner, stealing=stealing)
    if why_not is not None:
        tell(robber, why_not)
        return False
    if stealing or not robber.retaliator:
        robber.retaliator = key_of(owner.name)
        appearance.refresh_nick(world, robber)
    world.start_state(robber, TimedState.RETALIATION, world.settings.retaliation_ms // TICK_MS)
    return True


def end_retaliation(world: World, robber: Player) -> None:
    """The time is over: nobody may strike back any more, and the robber's safe is on again."""
    robber.retaliator = ""
    if not robber.safe_mode:
        robber.safe_mode = True
        robber.messages.send(msg.safe_mode_on())
    appearance.refresh_nick(world, robber)


def cancel_retaliation(world: World, robber: Player) -> None:
    """The right ends before its time; the robber's name keeps its colour until the caller refreshes it."""
    robber.retaliator = ""
    world.timers.stop(robber, TimedState.RETALIATION)
