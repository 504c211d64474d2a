"""How a clan of praetorians is created, loses its members, comes again, and is removed.

Source: 08-npcs §12.1, §12.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.praetorians import PraetorianRole as Role
from pyao.rules.creatures.population import put_npc
from pyao.rules.creatures.praetorians import recruits
from pyao.rules.creatures.spawning import move_npc, remove_npc
from pyao.rules.map.areas import npc_enters_area
from pyao.rules.map.positions import closest_legal
from pyao.world.praetorian_clan import Membership, PraetorianClan
from pyao.world.space import is_playable

if TYPE_CHECKING:
    from pyao.world.map import Map
    from pyao.world.npc import Npc
    from pyao.world.space import Tile
    from pyao.world.world import World

HOME_CLAN, OTHER_CLAN = 1, 2
"""The clan of the praetorians' own map, and the one that may be anywhere else."""

HALLS: tuple[Tile, Tile] = (35, 25), (67, 25)
"""The two places of the home clan: beaten in one, it comes again in the other."""

COURT_RADIUS = 6
PLACES: tuple[tuple[Role, int, int], ...] = (
    (Role.KING, 0, 0),
    (Role.HEALER, 3, 0),
    (Role.HEALER, -3, 0),
    (Role.SWORDSWINGER, -3, 3),
    (Role.SWORDSWINGER, 0, 3),
    (Role.SWORDSWINGER, 3, 3),
    (Role.LONGRANGE, 2, -3),
    (Role.SPELLCASTER, -2, -3),
    (Role.THIEF, -2, -3),
)
"""The nine members: role, and columns and rows from the king."""


def number_on(world: World, map_id: int) -> int:
    """The number of the clan that a map can have."""
    return HOME_CLAN if map_id == world.settings.praetorian_map else OTHER_CLAN


def has_court(here: Map, centre: Tile) -> bool:
    """Whether the ground within 6 tiles is playable and without water, as the other clan needs it."""
    cx, cy = centre
    span = range(-COURT_RADIUS, COURT_RADIUS + 1)
    return all(is_playable(cx + x, cy + y) and not here.is_water(cx + x, cy + y) for y in span for x in span)


def create(world: World, number: int, map_id: int, centre: Tile) -> PraetorianClan:
    """Create a whole clan around a tile; it is inactive if none of its members found a place."""
    clan = PraetorianClan(number, map_id, centre, [None] * len(PLACES))
    world.minds.clans[number] = clan
    for place, (_role, dx, dy) in enumerate(PLACES):
        fill(world, clan, place, (centre[0] + dx, centre[1] + dy))
    if not clan.alive:
        del world.minds.clans[number]
    return clan


def fill(world: World, clan: PraetorianClan, place: int, tile: Tile) -> Npc | None:
    """Create the member for a place of the clan, on the tile or the nearest free one; the king exactly on it.

    `None` = there is no free tile, or the data has nobody for the role.
    """
    here, role = world.maps[clan.map], PLACES[place][0]
    recruit = recruits.draw(world, role)
    if recruit is None:
        return None
    if role is Role.KING:
        _make_room(world, here, tile)
    free = tile if role is Role.KING else closest_legal(here, tile)
    if free is None:
        return None
    definition, head = recruit
    npc = put_npc(world, definition, clan.map, free)
    npc.look.head = head
    npc.saved = npc.respawns = False
    npc.membership = Membership(clan, role, place)
    clan.members[place] = npc
    npc_enters_area(world, npc)
    return npc


def _make_room(world: World, here: Map, tile: Tile) -> None:
    """Move a creature off the tile of the king, or remove it if there is no tile for it."""
    npc = here.npcs.get(tile)
    if npc is None:
        return
    aside = closest_legal(here, tile, water=npc.definition.swims, land=not npc.definition.shuns_land)
    if aside is None:
        remove_npc(world, npc)
    else:
        move_npc(world, npc, aside)


def lose_member(world: World, npc: Npc) -> None:
    """Note that a member is about to die.

    With its last member the clan ends; the home clan comes again in its other hall at once.
    """
    membership = npc.membership
    if membership is None:
        return
    clan = membership.clan
    clan.members[membership.place] = None
    if clan.alive or world.minds.clans.pop(clan.number, None) is not clan:
        return
    if clan.number == HOME_CLAN:
        create(world, HOME_CLAN, clan.map, HALLS[1] if clan.centre == HALLS[0] else HALLS[0])


def remove(world: World, clan: PraetorianClan) -> None:
    """Remove a whole clan; it drops nothing and does not come again."""
    world.minds.clans.pop(clan.number, None)
    for npc in clan.alive:
        remove_npc(world, npc)
    clan.members[:] = [None] * len(PLACES)
