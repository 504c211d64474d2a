"""The commands by which game masters create a clan and remove it.

Source: 08-npcs §12.1, 10-gm-admin §4.6 commands 122, 123.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.rules.creatures.praetorians import clans
from pyao.world.space import is_playable

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


def create_clan(world: World, gm: Player, map_id: int, x: int, y: int) -> None:
    """Create a clan around a tile; the one of the praetorians' own map always comes to its first hall.

    The game master is told if the place does not suit or the clan is active already.
    """
    here = world.maps.get(map_id)
    if here is None or not is_playable(x, y):
        tell(gm, _("Posición inválida."))
        return
    number = clans.number_on(world, map_id)
    active = world.minds.clans.get(number)
    if active is not None:
        text = _("El clan pretoriano ya se encuentra activo en el mapa {map} ({x},{y}).")
        tell(gm, text.format(map=active.map, x=active.centre[0], y=active.centre[1]))
        return
    centre = clans.HALLS[0] if number == clans.HOME_CLAN else (x, y)
    if number == clans.OTHER_CLAN and not clans.has_court(here, centre):
        tell(gm, _("La posición no es apropiada para invocar al clan."))
        return
    clans.create(world, number, map_id, centre)


def remove_clan(world: World, gm: Player, map_id: int) -> None:
    """Remove the clan of a map, if there is one; the game master is told only if there is no such map."""
    if map_id not in world.maps:
        tell(gm, _("Mapa inválido."))
        return
    for clan in list(world.minds.clans.values()):
        if clan.map == map_id:
            clans.remove(world, clan)
