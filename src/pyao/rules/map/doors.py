"""Doors: two tiles that open and close together.

In the data `Abierta=1` means closed; definitions have it as `closed`.  Source: 03-world §14.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType
from pyao.messaging.audience import area, area_at, on_map
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Wave

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.map import Map
    from pyao.world.player import Player
    from pyao.world.record import ItemStack
    from pyao.world.space import Tile
    from pyao.world.world import World

REACH_SQUARED = 4
"""The square of the distance, in tiles, from which a door can be opened."""


def use_door(world: World, player: Player, tile: Tile) -> None:
    """Open a closed door or close an open one, from at most two tiles away.  Source: 03 §14."""
    here = world.map_of(player)
    door = world.content.items[here.objects[tile].item]
    if (player.x - tile[0]) ** 2 + (player.y - tile[1]) ** 2 > REACH_SQUARED:
        tell(player, _("Estás demasiado lejos."))
    elif door.locked:
        tell(player, _("La puerta está cerrada con llave."))
    else:
        _swing(world, here, player, tile, door)


def _swing(world: World, here: Map, player: Player, tile: Tile, door: ItemDef) -> None:
    other = world.content.items.get(door.open_variant if door.closed else door.closed_variant)
    if other is None:
        return
    x, y = tile
    here.objects[tile].item = other.id
    area_at(world, here.id, tile).send(msg.object_create(x, y, other.grh))
    closing = not door.closed
    here.set_blocked(x, y, blocked=closing)
    here.set_blocked(x - 1, y, blocked=closing)
    told = [msg.block_position(x, y, closing), msg.block_position(x - 1, y, closing)]
    # The original tells the two tiles in one order when opening and in the other when closing.
    on_map(world, here.id).send(*(reversed(told) if closing else told))
    area(world, player).send(msg.play_wave(Wave.DOOR, x, y))
    player.targets.item = other.id


def use_key(world: World, player: Player, key: ItemDef) -> None:
    """Lock or unlock the selected door, at any distance; only the player is told.  Source: 06-items §7.6."""
    targets, items = player.targets, world.content.items
    here = world.maps.get(targets.item_map)
    thing = here.objects.get((targets.item_x, targets.item_y)) if here else None
    door = items.get(thing.item) if thing else None
    if thing is None or door is None or not _is_door(items.get(targets.item)) or not _is_door(door):
        return
    if not door.closed:
        tell(player, _("La puerta no está cerrada."))
    elif door.lock_code != key.lock_code:
        tell(player, _("La llave no sirve para esta puerta."))
    else:
        _turn_key(world, player, thing, door)


def _is_door(item: ItemDef | None) -> bool:
    return item is not None and item.type is ObjectType.PUERTAS


def _turn_key(world: World, player: Player, thing: ItemStack, door: ItemDef) -> None:
    other = door.closed_variant if door.locked else door.locked_variant
    if other not in world.content.items:
        return
    thing.item = player.targets.item = other
    tell(player, _("Has abierto la puerta.") if door.locked else _("Has cerrado la puerta con llave."))
