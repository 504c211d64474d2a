"""The commands by which game masters create a clan and remove it.

Source: 08-npcs §12.1, 10-gm-admin §4.6 commands 122, 123.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.i18n import _
from pyao.rules.creatures.praetorians import clans
from pyao.rules.staff.outcome import IGNORED, refuse
from pyao.world.space import is_playable

if TYPE_CHECKING:
    from pyao.rules.staff.outcome import Outcome
    from pyao.world.player import Player
    from pyao.world.world import World


def create_clan(world: World, gm: Player, map_id: int, x: int, y: int) -> Outcome | None:
    """Create a clan around a tile; the one of the praetorians' own map always comes to its first hall.

    The game master is told if the place does not suit or the clan is active already.
    """
    here = world.maps.get(map_id)
    if here is None or not is_playable(x, y):
        return refuse(gm, _("Posición inválida."))
    number = clans.number_on(world, map_id)
    active = world.minds.clans.get(number)
    if active is not None:
        text = _("El clan pretoriano ya se encuentra activo en el mapa {map} ({x},{y}).")
        return refuse(gm, text.format(map=active.map, x=active.centre[0], y=active.centre[1]))
    centre = clans.HALLS[0] if number == clans.HOME_CLAN else (x, y)
    if number == clans.OTHER_CLAN and not clans.has_court(here, centre):
        return refuse(gm, _("La posición no es apropiada para invocar al clan."))
    clans.create(world, number, map_id, centre)
    return None


def remove_clan(world: World, gm: Player, map_id: int) -> Outcome | None:
    """Remove the clan of a map, if there is one; the game master is told only if there is no such map."""
    if map_id not in world.maps:
        return refuse(gm, _("Mapa inválido."))
    here = [clan for clan in world.minds.clans.values() if clan.map == map_id]
    for clan in here:
        clans.remove(world, clan)
    return None if here else IGNORED
