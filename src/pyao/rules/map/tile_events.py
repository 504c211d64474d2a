"""Exits and teleports: what happens to a player who comes to stand on one.

Source: 03-world §12.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import MapRestriction, ObjectType
from pyao.content.maps import SIDE
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.rules.creatures import grudges
from pyao.rules.map import warp
from pyao.rules.map.positions import closest_legal, closest_stable
from pyao.world.arithmetic import clamp
from pyao.world.space import is_playable
from pyao.world.staff_notes import note

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.items import ItemDef
    from pyao.world.map import Map
    from pyao.world.player import Player
    from pyao.world.space import Tile
    from pyao.world.world import World

SCATTER_DRAWS = 5


def is_newbie(world: World, player: Player) -> bool:
    """Whether the player's level is that of a newbie.  Source: 03-world §1."""
    return player.record.level <= world.settings.newbie_level


def run_tile_event(world: World, player: Player) -> None:
    """If the tile is an exit, take the player where it leads or say why not.  Source: 03-world §12."""
    here = world.map_of(player)
    exit_ = here.exits.get((player.x, player.y))
    if exit_ is None or exit_[0] not in world.maps or not is_playable(player.x, player.y):
        return
    there = world.maps[exit_[0]]
    teleport = _teleport_on(world, here, (player.x, player.y))
    tile = _destination(world, there, exit_[1:], teleport)
    if there.definition.on_death_go_to is not None and player.dead:
        tell(player, _("Los muertos no pueden entrar a ese lugar."))
        _step_aside(world, player, fx=teleport is not None)
        return
    _pass(world, player, there, tile, fx=teleport is not None)
    grudges.forget_fights(player)


def _pass(world: World, player: Player, there: Map, tile: Tile, *, fx: bool) -> None:
    """Take the player through the exit if the map beyond allows it, else beside the exit.

    Source: 03-world §12 steps 3 and 4.
    """
    refusal = _refusal(world, player, there.definition.restriction)
    if refusal is not None:
        tell(player, refusal)
        newbies_only = there.definition.restriction is MapRestriction.NEWBIE
        _step_aside(world, player, fx=fx and not newbies_only)
        return
    free = tile if there.is_legal(*tile, water=player.sailing, land=True) else None
    free = free or closest_legal(there, tile, water=player.sailing)
    if free is not None:
        note(world, player, f"takes the exit to map {there.id}")
        warp.warp(world, player, there.id, *free, fx=fx)


def _teleport_on(world: World, here: Map, tile: Tile) -> ItemDef | None:
    thing = here.objects.get(tile)
    definition = world.content.items.get(thing.item) if thing else None
    return definition if definition is not None and definition.type is ObjectType.TELEPORT else None


def _destination(world: World, there: Map, centre: Tile, teleport: ItemDef | None) -> Tile:
    """Where the exit leads: to `centre`, or for a teleport with a radius to a tile near it that is no exit itself."""
    radius = teleport.radius if teleport is not None else 0
    if radius <= 0:
        return centre
    for _draw in range(SCATTER_DRAWS):
        x = clamp(centre[0] + world.rng.roll(-radius, radius), 1, SIDE)
        y = clamp(centre[1] + world.rng.roll(-radius, radius), 1, SIDE)
        if (x, y) not in there.exits:
            return x, y
    return centre


def _step_aside(world: World, player: Player, *, fx: bool) -> None:
    free = closest_stable(world.map_of(player), (player.x, player.y))
    if free is not None:
        warp.warp(world, player, player.map, *free, fx=fx)


def _refusal(world: World, player: Player, restriction: MapRestriction) -> str | None:
    """Why a map doesn't let the player in; `None` = it does.  Source: 03-world §12 step 3."""
    allowed, sentence = _RESTRICTIONS.get(restriction, (None, None))
    if allowed is None or sentence is None or player.is_gm or allowed(world, player):
        return None
    return sentence()


def _in_army(_world: World, player: Player) -> bool:
    return player.record.faction.royal_army


def _in_legion(_world: World, player: Player) -> bool:
    return player.record.faction.chaos_legion


_RESTRICTIONS: dict[MapRestriction, tuple[Callable[[World, Player], bool], Callable[[], str]]] = {
    MapRestriction.NEWBIE: (is_newbie, lambda: _("El mapa es exclusivo para newbies.")),
    MapRestriction.ARMADA: (_in_army, lambda: _("El mapa es exclusivo para miembros del Ejército Real.")),
    MapRestriction.CAOS: (_in_legion, lambda: _("El mapa es exclusivo para miembros de la Legión Oscura.")),
    MapRestriction.FACCION: (
        lambda world, player: _in_army(world, player) or _in_legion(world, player),
        lambda: _("El mapa es exclusivo para miembros del Ejército Real o de la Legión Oscura."),
    ),
}
