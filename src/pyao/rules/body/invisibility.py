"""Invisibility by spell.

Its counter goes from what the last one left to `ticks_invisible`.  Source: 05-magic §11, §11.4.
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
"""The end sets the next counter to −100..100."""


def vanish(world: World, player: Player) -> None:
    """The player is invisible; who is so already stays so no longer for it."""
    if not player.invisible:
        player.invisible = True
        count_from(world, player, player.counters.invisibility)
    if not player.sailing:
        appearance.set_invisible(world, player, invisible=True)


def count_from(world: World, player: Player, counter: int) -> None:
    """Let the invisibility of an invisible player end when the counter, beginning there, has run its length."""
    world.start_state(player, TimedState.INVISIBILITY, max(1, world.settings.ticks_invisible - counter + 1))


def fade_soon(world: World, player: Player) -> None:
    """Let an invisibility end in a moment; who is visible has the next one so short.  Source: 05 §12 step 6."""
    counter = world.settings.ticks_invisible - 1
    player.counters.invisibility = counter
    if player.invisible:
        count_from(world, player, counter)


def lift(world: World, player: Player, *, keep_counter: bool = False) -> None:
    """The invisibility is over early and nobody is told; `keep_counter` = the next one begins where it ended."""
    left = world.timers.left(player, TimedState.INVISIBILITY, world.tick)
    kept = world.settings.ticks_invisible + 1 - left if keep_counter and left is not None else 0
    player.invisible = False
    player.counters.invisibility = kept
    world.timers.stop(player, TimedState.INVISIBILITY)


def expire(world: World, player: Player) -> None:
    """Its time is over; in admin invisibility time stands still."""
    if player.admin_invisible:
        world.start_state(player, TimedState.INVISIBILITY, 1)
        return
    player.invisible = False
    player.counters.invisibility = world.rng.roll(-SPREAD, SPREAD)
    if not player.hidden:
        tell(player, _("¡Has vuelto a ser visible!"))
        if not player.sailing:
            appearance.set_invisible(world, player, invisible=False)
