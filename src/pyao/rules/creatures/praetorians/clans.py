"""How a clan of praetorians comes, loses its members, comes again, and goes.

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
"""The two places between which the home clan moves when it has been beaten."""

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
"""The nine: their roles, and where they stand around the king."""


def number_on(world: World, map_id: int) -> int:
    """Which clan a map can have."""
    return HOME_CLAN if map_id == world.settings.praetorian_map else OTHER_CLAN


def has_court(here: Map, centre: Tile) -> bool:
    """Whether the ground around a tile is playable and dry: the other clan needs that."""
    cx, cy = centre
    span = range(-COURT_RADIUS, COURT_RADIUS + 1)
    return all(is_playable(cx + x, cy + y) and not here.is_water(cx + x, cy + y) for y in span for x in span)


def create(world: World, number: int, map_id: int, centre: Tile) -> PraetorianClan:
    """A whole clan comes into the world around a tile."""
    clan = PraetorianClan(number, map_id, centre, [None] * len(PLACES))
    world.minds.clans[number] = clan
    for place, (_role, dx, dy) in enumerate(PLACES):
        fill(world, clan, place, (centre[0] + dx, centre[1] + dy))
    if not clan.alive:
        del world.minds.clans[number]
    return clan


def fill(world: World, clan: PraetorianClan, place: int, tile: Tile) -> Npc | None:
    """Somebody takes a place of the clan, on a tile or beside it; the king exactly on it."""
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
    """Whatever creature stands where the king will stand goes aside, or away."""
    npc = here.npcs.get(tile)
    if npc is None:
        return
    aside = closest_legal(here, tile, water=npc.definition.swims, land=not npc.definition.shuns_land)
    if aside is None:
        remove_npc(world, npc)
    else:
        move_npc(world, npc, aside)


def lose_member(world: World, npc: Npc) -> None:
    """A member is about to die.  With the last one the clan ends; the home clan comes again in its other hall."""
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
    """The whole clan vanishes and leaves nothing."""
    world.minds.clans.pop(clan.number, None)
    for npc in clan.alive:
        remove_npc(world, npc)
    clan.members[:] = [None] * len(PLACES)
