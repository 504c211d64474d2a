"""Things on the ground: putting, erasing, dropping, picking up, gold in piles.

Source: 03-world §15, 06-items §4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType, PlayerClass, Privilege
from pyao.messaging.audience import area_at
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender, usable_slots
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.areas import is_sendable
from pyao.rules.console import tell
from pyao.rules.inventory import GOLD, MAX_STACK, give, take
from pyao.world.ledger import Reason
from pyao.world.record import ItemStack
from pyao.world.space import rhomb

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyao.world.map import Map
    from pyao.world.player import Player
    from pyao.world.space import Tile
    from pyao.world.world import World

GOLD_SLOT = 31
MAX_GOLD_DROP = 500_000
"""What is dropped beyond this vanishes: a quirk kept (06 §4.4)."""

SEARCH_TILES = 16
GALLEON = 476


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


def drop(world: World, player: Player, slot: int, amount: int) -> None:
    """Drop gold (slot 31) or something from the bag onto one's own tile.  Source: 03 §15, 06 §4.3."""
    if player.sailing or player.dead or player.trading or _is_plain_counsellor(player):
        return
    if slot == GOLD_SLOT:
        if amount <= MAX_STACK:
            drop_gold(world, player, amount)
            player.messages.send(msg.update_gold(player.record.gold))
        return
    stack = player.record.inventory[slot - 1] if 1 <= slot <= usable_slots(player, world.content) else None
    if stack is not None and amount > 0 and _may_drop(world, player, stack):
        _drop_stack(world, player, slot, stack, amount)


def _is_plain_counsellor(player: Player) -> bool:
    return bool(player.privileges & Privilege.CONSEJERO) and not player.privileges & Privilege.ROLE_MASTER


def _may_drop(world: World, player: Player, stack: ItemStack) -> bool:
    definition = world.content.items.get(stack.item)
    if definition is None or not player.privileges & Privilege.USER:
        return definition is not None
    if definition.newbie:
        tell(player, _("No podés tirar objetos de newbie."))
        return False
    if definition.untransferable or definition.undroppable:
        tell(player, _("Este tipo de objeto no se puede tirar."), Font.FIGHT)
        return False
    return True


def _drop_stack(world: World, player: Player, slot: int, stack: ItemStack, amount: int) -> None:
    here, tile = world.map_of(player), (player.x, player.y)
    thing = here.objects.get(tile)
    if thing is not None and (thing.item != stack.item or thing.amount >= MAX_STACK):
        tell(player, _("No hay espacio en el piso."))
        return
    count = min(amount, stack.amount, MAX_STACK - (thing.amount if thing else 0))
    item = stack.item
    put(world, here, tile, item, count)
    take(world, player, slot, count)
    world.ledger.moved(Reason.DROP, item, count)
    MessageSender(player, world.content).inventory_slot(slot)
    if world.content.items[item].type is ObjectType.BARCOS:
        tell(player, _("¡Cuidado! Acabás de tirar tu barco."), Font.TALK)


def drop_gold(world: World, player: Player, amount: int) -> None:
    """Gold falls in piles of at most 10 000 around the player, West first.  Source: 06 §4.4."""
    record = player.record
    if not 0 < amount <= record.gold:
        return
    extra, left, fallen = max(0, amount - MAX_GOLD_DROP), min(amount, MAX_GOLD_DROP), False
    here = world.map_of(player)
    while left > 0:
        pile = min(left, MAX_STACK)
        left -= pile
        tile = free_tile(here, (player.x, player.y), GOLD, pile, water=not _keeps_gold_dry(player))
        if tile is not None:
            put(world, here, tile, GOLD, pile)
            record.gold -= pile
            world.ledger.moved(Reason.DROP, GOLD, pile)
            fallen = True
    if fallen:
        record.gold -= extra
        world.ledger.gold(Reason.DROP, -extra)


def _keeps_gold_dry(player: Player) -> bool:
    """A pirate with a galleon drops nothing into the water."""
    slot = player.record.equipment.boat
    boat = player.record.inventory[slot - 1] if slot else None
    return player.record.player_class == PlayerClass.PIRAT and boat is not None and boat.item == GALLEON


def pick_up(world: World, player: Player) -> None:
    """Take what lies on one's own tile, all of it or nothing.  Source: 03 §15, 06 §4.2."""
    if player.dead or player.trading:
        return
    if _is_plain_counsellor(player):
        tell(player, _("No podés tomar ningún objeto."))
        return
    here, tile = world.map_of(player), (player.x, player.y)
    thing = here.objects.get(tile)
    definition = world.content.items.get(thing.item) if thing else None
    if thing is None or definition is None:
        tell(player, _("No hay nada acá."))
    elif definition.fixed:
        return
    elif definition.type is ObjectType.GUITA:
        player.record.gold += thing.amount
        world.ledger.moved(Reason.PICK_UP, thing.item, thing.amount)
        erase(world, here, tile, thing.amount)
        player.messages.send(msg.update_gold(player.record.gold))
    elif give(world, player, thing.item, thing.amount):
        world.ledger.moved(Reason.PICK_UP, thing.item, thing.amount)
        erase(world, here, tile, thing.amount)
