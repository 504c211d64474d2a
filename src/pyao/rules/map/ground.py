"""Things on the ground: putting them there, erasing them, where they can fall.

Source: 03-world §11, §15, 06-items §4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import area_at
from pyao.protocol import msg
from pyao.rules.map.areas import is_sendable
from pyao.world.ledger import Reason
from pyao.world.record import MAX_STACK, ItemStack
from pyao.world.space import rhomb

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyao.world.map import Map
    from pyao.world.space import Tile
    from pyao.world.world import World

SEARCH_TILES = 16


def put(world: World, here: Map, tile: Tile, item: int, amount: int, *, born: Reason | None = None) -> None:
    """MakeObj: the same object there grows without a word, another one is replaced.  Source: 03 §15.

    `born` = it comes from nowhere, for that reason; `None` = from somebody's hand.
    """
    if born is not None:
        world.ledger.item(born, item, amount)
    thing = here.objects.get(tile)
    if thing is not None and thing.item == item:
        thing.amount += amount
        return
    if thing is not None:
        world.ledger.item(Reason.DECAY, thing.item, -thing.amount)
    here.objects[tile] = ItemStack(item, amount)
    if is_sendable(world, item):
        grh = world.content.items[item].grh
        area_at(world, here.id, tile).send(msg.object_create(*tile, grh))


def erase(world: World, here: Map, tile: Tile, amount: int, *, gone: Reason | None = None) -> None:
    """EraseObj: take so many away; an empty tile is told.  Source: 03 §15.

    `gone` = it ends there, for that reason; `None` = it goes into somebody's hand.
    """
    thing = here.objects.get(tile)
    if thing is None:
        return
    if gone is not None:
        world.ledger.item(gone, thing.item, -min(amount, thing.amount))
    thing.amount -= amount
    if thing.amount <= 0:
        del here.objects[tile]
        if is_sendable(world, thing.item):
            area_at(world, here.id, tile).send(msg.object_delete(*tile))


def turn_into(world: World, here: Map, tile: Tile, item: int, amount: int, *, reason: Reason) -> None:
    """All that lies on a tile becomes something else, in sight of those near."""
    thing = here.objects[tile]
    world.ledger.item(reason, thing.item, -thing.amount)
    here.objects[tile] = ItemStack(item, amount)
    world.ledger.item(reason, item, amount)
    if is_sendable(world, item):
        area_at(world, here.id, tile).send(msg.object_create(*tile, world.content.items[item].grh))


def free_tile(
    here: Map,
    start: Tile,
    item: int,
    amount: int,
    *,
    water: bool,
    land: bool = True,
    lying: Mapping[Tile, ItemStack] | None = None,
) -> Tile | None:
    """Tilelibre: where something can fall, from the tile itself outward, West first.  Source: 03 §11.

    `lying` = what is to be supposed to lie on the map; `None` = what does.
    """
    objects = here.objects if lying is None else lying
    tiles = [start, *(tile for d in range(1, SEARCH_TILES + 1) for tile in rhomb(*start, d))]
    for tile in tiles:
        thing = objects.get(tile)
        fits = thing is None or (thing.item == item and thing.amount + amount <= MAX_STACK)
        if fits and here.is_legal(*tile, water=water, land=land, no_exit=True):
            return tile
    return None
