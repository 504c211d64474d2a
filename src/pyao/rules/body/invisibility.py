"""Invisibility by spell.

A counter runs up to `ticks_invisible`.  It starts where the last invisibility left it, which may be below 0.
Source: 05-magic §11, §11.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.rules.body import appearance
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

SPREAD = 100
"""When the time is up, the counter for the next invisibility is set to a roll of −100 to 100."""


def vanish(world: World, player: Player) -> None:
    """Make the player invisible for the time of the spell; casting it again on an invisible player does not prolong it.

    Whoever wants another length starts `TimedState.INVISIBILITY` anew.  Whether it is allowed here, the caller asks.
    """
    if not player.invisible:
        player.invisible = True
        count_from(world, player, player.counters.invisibility)
    if not player.sailing:
        appearance.set_invisible(world, player, invisible=True)


def count_from(world: World, player: Player, counter: int) -> None:
    """Time the end of a player's invisibility for when a counter that starts at `counter` is full."""
    world.start_state(player, TimedState.INVISIBILITY, max(1, world.settings.ticks_invisible - counter + 1))


def fade_soon(world: World, player: Player) -> None:
    """Let a player's invisibility end in a moment; if there is none, the next one will be that short.

    Source: 05 §12 step 6.
    """
    counter = world.settings.ticks_invisible - 1
    player.counters.invisibility = counter
    if player.invisible:
        count_from(world, player, counter)


def lift(world: World, player: Player, *, keep_counter: bool = False) -> None:
    """End an invisibility early; nobody is told.  `keep_counter` = the next one starts where this one stopped."""
    left = world.timers.left(player, TimedState.INVISIBILITY, world.tick)
    kept = world.settings.ticks_invisible + 1 - left if keep_counter and left is not None else 0
    player.invisible = False
    player.counters.invisibility = kept
    world.timers.stop(player, TimedState.INVISIBILITY)


def expire(world: World, player: Player) -> None:
    """The invisibility's time is up; while a GM is admin-invisible the end is put off from tick to tick."""
    if player.admin_invisible:
        world.start_state(player, TimedState.INVISIBILITY, 1)
        return
    player.invisible = False
    player.counters.invisibility = world.rng.roll(-SPREAD, SPREAD)
    if not player.hidden:
        tell(player, _("¡Has vuelto a ser visible!"))
        if not player.sailing:
            appearance.set_invisible(world, player, invisible=False)
