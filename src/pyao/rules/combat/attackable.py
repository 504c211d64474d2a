"""Citizens whom another citizen may attack without penalty, for a while.

Source: 04-combat §3.4.
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


def is_attackable_by(player: Player, other: Player) -> bool:
    """Whether the other has a right to attack the player."""
    return player.attackable_by == key_of(other.name)


def mark_attackable(world: World, player: Player, by: Player, *, stealing: bool = True) -> bool:
    """Give `by` the right to attack the player; `False` = not in a safe map, nor by a second owner.

    Who is attackable already only has the time renewed, unless a second creature's owner asks (`stealing`).
    """
    if world.map_of(player).definition.safe:
        tell(player, _("No podés robar criaturas en zonas seguras."))
        return False
    if player.attackable:
        if stealing and not is_attackable_by(player, by):
            tell(player, _("No podés atacar esta criatura hasta que termine tu castigo."))
            return False
    else:
        player.attackable_by = key_of(by.name)
        appearance.refresh_nick(world, player)
    world.start_state(player, TimedState.ATTACKABLE, world.settings.attackable_ms // TICK_MS)
    return True


def end_attackable(world: World, player: Player) -> None:
    """The time is over: the safe is on again.  Source: 04 §3.4."""
    player.attackable_by = ""
    if not player.safe_mode:
        player.safe_mode = True
        player.messages.send(msg.safe_mode_on())
    appearance.refresh_nick(world, player)
