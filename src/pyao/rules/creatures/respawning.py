"""Creatures that respawn, in the very moment of their death.

Source: 08-npcs §2.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Trigger
from pyao.rules.creatures.population import put_npc
from pyao.rules.creatures.spawning import place_for
from pyao.rules.creatures.steps import may_stand
from pyao.rules.map.areas import npc_enters_area
from pyao.rules.map.positions import closest_legal
from pyao.world.space import MAX_X, MAX_Y, MIN_X, MIN_Y, in_sight

if TYPE_CHECKING:
    from pyao.world.map import Map
    from pyao.world.npc import Npc
    from pyao.world.space import Tile
    from pyao.world.world import World

ATTEMPTS = 61
MIDDLE = 50, 50
SHELTERED = frozenset({Trigger.BAJO_TECHO, Trigger.TECHO, Trigger.POS_INVALIDA})
"""Triggers of tiles on which nothing respawns: under roofs, and where creatures may not go."""


def respawn(world: World, dead: Npc) -> Npc | None:
    """Create another creature of the kind on the same map; `None` = there is no place for it.

    A creature with a post comes back there, any other one at random.  It is as its definition says now: what a game
    master has changed of the dead one, and definitions that have been replaced, are gone.
    """
    definition, here = world.content.npcs.get(dead.definition.id, dead.definition), world.map_of(dead)
    tile = _somewhere(world, here, dead) if dead.post is None else _at_post(here, dead, dead.post)
    if tile is None or world.indexes.exhausted:
        return None
    npc = put_npc(world, definition, here.id, tile)
    npc.post = dead.post
    npc_enters_area(world, npc)
    return npc


def _at_post(here: Map, dead: Npc, post: Tile) -> Tile | None:
    definition = dead.definition
    if post not in here.users and post not in here.npcs:
        return post
    return closest_legal(here, post, water=definition.swims, land=not definition.shuns_land)


def _somewhere(world: World, here: Map, dead: Npc) -> Tile | None:
    """A random tile out of every player's sight and not under a roof; failing that, the last tile that was found."""
    found = None
    for _attempt in range(ATTEMPTS):
        drawn = world.rng.roll(MIN_X, MAX_X), world.rng.roll(MIN_Y, MAX_Y)
        tile = place_for(here, dead.definition, drawn)
        if tile is None:
            continue
        found = tile
        if _suits(here, dead, tile):
            return tile
    return found or closest_legal(here, MIDDLE)


def _suits(here: Map, dead: Npc, tile: Tile) -> bool:
    x, y = tile
    return (
        may_stand(here, dead, x, y)
        and here.is_legal(x, y, water=dead.definition.swims)
        and here.trigger(x, y) not in SHELTERED
        and not any(in_sight(user.x - x, user.y - y) for user in here.players)
    )
