"""Resting at a bonfire.

Source: 03-world §14 "Rest", 07-work §11.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.rules.crafts.bonfires import FIRE
from pyao.world.messages import Toggle
from pyao.world.space import SIGHT_X, SIGHT_Y

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


def rest(world: World, player: Player) -> None:
    """Sit down if a bonfire is in sight, or stand up.  Source: 03 §14 "Rest"."""
    if player.dead:
        tell(player, _("¡Estás muerto! Solo podés usar objetos estando vivo."))
    elif player.resting:
        end_rest(player, _("Te levantás."))
    elif _fire_in_sight(world, player):
        player.resting = True
        player.messages.toggle(Toggle.RESTING, on=True)
        tell(player, _("Te acomodás junto a la fogata y comenzás a descansar."))
    else:
        tell(player, _("No hay ninguna fogata junto a la cual descansar."))


def end_rest(player: Player, words: str) -> None:
    """A resting player stands up and reads `words`."""
    player.resting = False
    player.messages.toggle(Toggle.RESTING, on=False)
    tell(player, words)


def _fire_in_sight(world: World, player: Player) -> bool:
    objects = world.map_of(player).objects
    return any(
        (thing := objects.get((x, y))) is not None and thing.item == FIRE
        for x in range(player.x - SIGHT_X, player.x + SIGHT_X + 1)
        for y in range(player.y - SIGHT_Y, player.y + SIGHT_Y + 1)
    )
