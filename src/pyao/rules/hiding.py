"""Coming out of hiding.

Source: 03-world §10 step 7, 11-social §1.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import PlayerClass
from pyao.messaging.audience import area
from pyao.messaging.i18n import _
from pyao.rules import appearance
from pyao.rules.console import tell
from pyao.world.timers import Effect

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


def reveal(world: World, player: Player) -> None:
    """A hidden player stops hiding: a pirate at sea shows its ship again, whoever is on foot becomes visible.

    Who is invisible by a spell as well stays invisible.
    """
    stop_hiding(world, player)
    if player.sailing:
        if player.record.player_class == PlayerClass.PIRAT:
            player.look = appearance.boat_look(world, player)
            tell(player, _("¡Has recuperado tu apariencia normal!"))
            area(world, player).send(appearance.character_change(player))
    elif not player.invisible:
        tell(player, _("¡Has vuelto a ser visible!"))
        appearance.set_invisible(world, player, invisible=False)


def stop_hiding(world: World, player: Player) -> None:
    """The player hides no longer; nobody is told."""
    player.hidden = False
    world.timers.stop(player, Effect.HIDING)
