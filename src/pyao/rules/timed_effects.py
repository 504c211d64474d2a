"""What happens when something timed comes due for a player: one handler for every kind of effect.

A handler may start its effect again.  Source: 02-sessions-and-characters §12.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.rules.body import boosts, hiding, invisibility, mimicry, paralysis, wits
from pyao.rules.combat import attackable
from pyao.rules.map import home
from pyao.rules.pets import summoning
from pyao.world.timers import Effect

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.world.player import Player
    from pyao.world.world import World


HANDLERS: dict[Effect, Callable[[World, Player], None]] = {
    Effect.PARALYSIS: paralysis.tick,
    Effect.BLINDNESS: wits.recover,
    Effect.INVISIBILITY: invisibility.expire,
    Effect.HIDING: hiding.expire,
    Effect.MIMICRY: mimicry.expire,
    Effect.ATTACKABLE: attackable.end_attackable,
    Effect.POTION: boosts.fade,
    Effect.PETS: summoning.expire,
    Effect.HOME: home.arrive,
}
