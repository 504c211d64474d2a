"""Objects on the ground: putting them down, removing them, and where they can fall.

Source: 03-world §11, §15, 06-items §4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import area_at
from pyao.protocol import msg
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
    """MakeObj: put objects on a tile; more of the same are added unannounced, another object is replaced.

    `born` = why they come into existence; `None` = somebody had them before.  Source: 03 §15.
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
    if world.content.is_shown(item):
        grh = world.content.items[item].grh
        area_at(world, here.id, tile).send(msg.object_create(*tile, grh))


def erase(world: World, here: Map, tile: Tile, amount: int, *, gone: Reason | None = None) -> None:
    """EraseObj: take so many objects off a tile; players near are told only when none is left.

    `gone` = why they cease to exist; `None` = somebody has them from now on.  Source: 03 §15.
    """
    thing = here.objects.get(tile)
    if thing is None:
        return
    if gone is not None:
        world.ledger.item(gone, thing.item, -min(amount, thing.amount))
    thing.amount -= amount
    if thing.amount <= 0:
        del here.objects[tile]
        if world.content.is_shown(thing.item):
            area_at(world, here.id, tile).send(msg.object_delete(*tile))


def turn_into(world: World, here: Map, tile: Tile, item: int, amount: int, *, reason: Reason) -> None:
    """Replace all that lies on a tile by something else; players near see it."""
    thing = here.objects[tile]
    world.ledger.item(reason, thing.item, -thing.amount)
    here.objects[tile] = ItemStack(item, amount)
    world.ledger.item(reason, item, amount)
    if world.content.is_shown(item):
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
    """Tilelibre: the nearest tile where something can fall, `start` itself first, then West; `None` = nowhere.

    `lying` = the objects to reckon with instead of those on the map.  Source: 03 §11.
    """
    objects = here.objects if lying is None else lying
    tiles = [start, *(tile for d in range(1, SEARCH_TILES + 1) for tile in rhomb(*start, d))]
    for tile in tiles:
        thing = objects.get(tile)
        fits = thing is None or (thing.item == item and thing.amount + amount <= MAX_STACK)
        if fits and here.is_legal(*tile, water=water, land=land, no_exit=True):
            return tile
    return None
