"""What a client doesn't tell its player: how a ghost comes back, and why one who just did stays weak.

Said a little later than it happens, so that it comes between no other packets and is read when the fight is over.
The original says nothing of it.  Source: 04-combat §10, §12, §13 "Regen".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _, phrase
from pyao.world.clock import TICK_MS
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


def plan(world: World, player: Player) -> None:
    """Let the player be advised soon, as he is then; to be called after a death and after a return to life."""
    if world.client.explains and world.settings.advice_s:
        world.start_state(player, TimedState.ADVICE, world.settings.advice_s * 1000 // TICK_MS)


def give(world: World, player: Player) -> None:
    """Tell a ghost how to come back unless it is on its way home, and the naked that they regain no energy."""
    vitals = player.record.vitals
    if player.dead and not player.travelling_home:
        tell(player, _how_to_come_back(world, player))
    elif not player.dead and player.naked and vitals.stamina < vitals.max_stamina:
        tell(player, _("Vestite: quien anda sin ropa no recupera energía."))


def _how_to_come_back(world: World, player: Player) -> str:
    ways = _("Para volver a la vida, elegí un sacerdote y escribí /RESUCITAR. /HOGAR te lleva a tu ciudad.")
    if player.resurrection_safe and world.settings.text_commands:
        return phrase("{} {}", ways, _("Para que otro jugador pueda resucitarte: /SEGURORESU."))
    return ways
