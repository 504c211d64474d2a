"""What happens when a player's timed state comes due: one handler for every state that ends by itself.

A handler may start its state again.  Source: 02-sessions-and-characters §12.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.rules.body import advice, boosts, hiding, invisibility, mimicry, paralysis, wits
from pyao.rules.combat import retaliation
from pyao.rules.crafts import shifts
from pyao.rules.map import home
from pyao.rules.pets import summoning
from pyao.rules.session import leaving
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.world.player import Player
    from pyao.world.world import World


HANDLERS: dict[TimedState, Callable[[World, Player], None]] = {
    TimedState.PARALYSIS: paralysis.tick,
    TimedState.BLINDNESS: wits.recover,
    TimedState.INVISIBILITY: invisibility.expire,
    TimedState.HIDING: hiding.expire,
    TimedState.MIMICRY: mimicry.expire,
    TimedState.RETALIATION: retaliation.end_retaliation,
    TimedState.POTION: boosts.fade,
    TimedState.PETS: summoning.expire,
    TimedState.HOME: home.arrive,
    TimedState.SHIFT: shifts.go_on,
    TimedState.ADVICE: advice.give,
    TimedState.ABSENCE: leaving.end_session,
}
