"""Putting the NPCs of the map files in their places when the server starts.

Source: 03-world §2 "Loading order", 04-combat §8.1 "Happy hour".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Heading
from pyao.world.arithmetic import half_even
from pyao.world.npc import Npc
from pyao.world.record import Look
from pyao.world.space import area_of

if TYPE_CHECKING:
    from pyao.content.npcs import NpcDef
    from pyao.world.space import Tile
    from pyao.world.world import World


def populate(world: World) -> None:
    """Create every NPC of every map.

    Maps in ascending order and tiles in file order, as in the original: so each NPC gets the same char index.
    """
    for map_id in sorted(world.maps):
        populate_map(world, map_id)


def populate_map(world: World, map_id: int) -> None:
    """Create every NPC of one map."""
    for x, y, number in world.maps[map_id].definition.npcs:
        definition = world.content.npcs.get(number)
        if definition is not None:
            npc = put_npc(world, definition, map_id, (x, y))
            npc.post = (x, y) if definition.returns_to_post else None


def exp_of(world: World, definition: NpcDef) -> int:
    """What a creature of that kind gives today, at the rates in force.  Source: 04-combat §8.1."""
    return half_even(definition.exp * world.happy_hour * world.settings.exp_rate)


def put_npc(world: World, definition: NpcDef, map_id: int, tile: Tile) -> Npc:
    """Create an NPC on exactly this tile, without checking it; no client is told yet."""
    x, y = tile
    exp = exp_of(world, definition)
    npc = Npc(
        name=definition.name,
        char=world.indexes.take(),
        map=map_id,
        x=x,
        y=y,
        heading=Heading.from_number(definition.heading) or Heading.SOUTH,
        look=Look(definition.body, definition.head),
        area=area_of(x, y),
        definition=definition,
        hp=definition.min_hp,
        max_hp=definition.max_hp,
        respawns=not definition.stays_dead,
        movement=definition.movement,
        hostile=definition.hostile,
        exp_reward=exp,
        exp_left=exp,
    )
    world.chars[npc.char] = npc
    world.maps[map_id].npcs[tile] = npc
    return npc
