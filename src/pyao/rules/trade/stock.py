"""A shop's stock: how it shrinks when something is bought, refills, and grows by what players sell.

Source: 09-economy §1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType
from pyao.world.record import MAX_STACK, ItemStack
from pyao.world.stock import Stock

if TYPE_CHECKING:
    from pyao.content.npcs import NpcDef
    from pyao.world.npc import Npc
    from pyao.world.stock import FileSlot
    from pyao.world.world import World


def stock_of(world: World, npc: Npc) -> Stock:
    """What the NPC has for sale now; at the first call, what its definition lists.  Source: 09 §1.1."""
    if npc.stock is None:
        npc.stock = Stock.of(_file_stock(world, npc), refills=not npc.definition.never_restocks)
    return npc.stock


def relist(npc: Npc, before: NpcDef) -> None:
    """Take over what the NPC's definition lists otherwise than the one `before`."""
    if npc.stock is None:
        return  # nobody has asked yet
    now = npc.definition
    npc.stock.relist(*([_one_stack(entry) for entry in one.stock] for one in (before, now)))
    if before.never_restocks != now.never_restocks:
        npc.stock.refills = not now.never_restocks


def remove(world: World, npc: Npc, slot: int, amount: int) -> None:
    """Take so many out of a slot, and refill it if the shop never runs out of that object.  Source: 09 §1.2, §1.3.

    Once every slot is empty the whole stock is filled again, unless the NPC never restocks.
    """
    stock = stock_of(world, npc)
    stack = stock.slots[slot - 1]
    if stack is None:
        return
    stack.amount -= amount
    _remember_key(world, npc, slot, stack.item)
    if stack.amount > 0:
        return
    stock.slots[slot - 1] = None
    stock.count -= 1
    file = _file_stock(world, npc)
    if _is_crucial(world, stack.item) and (stock.count == 0 or not _holds(stock, stack.item)):
        listed = (*file, *map(_one_stack, npc.definition.reserve))
        again = next((entry[1] for entry in listed if entry is not None and entry[0] == stack.item), 0)
        if again > 0:
            stock.slots[slot - 1] = ItemStack(stack.item, again)
            stock.count += 1
    if stock.count == 0 and stock.refills:
        stock.load(file)


def add(world: World, npc: Npc, item: int, amount: int) -> None:
    """Put what a player sold among the goods; if there is no room it vanishes: a quirk kept.  Source: 09 §1.4."""
    stock = stock_of(world, npc)
    for stack in stock.slots:
        if stack is not None and stack.item == item and stack.amount + amount <= MAX_STACK:
            stack.amount += amount
            return
    if None in stock.slots:
        stock.slots[stock.slots.index(None)] = ItemStack(item, amount)
        stock.count += 1


def _file_stock(world: World, npc: Npc) -> list[FileSlot]:
    """The stock that the NPC's definition lists, one stack a slot at most; of a key once sold there are 0.

    Source: 09 §1, §1.3.
    """
    definition = npc.definition
    return [
        (sold, 0) if (sold := world.sold_keys.get((definition.id, slot))) else _one_stack(entry)
        for slot, entry in enumerate(definition.stock, start=1)
    ]


def _one_stack(entry: FileSlot) -> FileSlot:
    return entry if entry is None else (entry[0], min(max(entry[1], 0), MAX_STACK))


def _remember_key(world: World, npc: Npc, slot: int, item: int) -> None:
    """Remember that a house's key was sold: after a restart the slot shows the key with amount 0.  Source: 09 §1.3."""
    definition = world.content.items.get(item)
    if definition is not None and definition.type is ObjectType.LLAVES:
        world.sold_keys[npc.definition.id, slot] = item


def _is_crucial(world: World, item: int) -> bool:
    definition = world.content.items.get(item)
    return definition is not None and definition.crucial


def _holds(stock: Stock, item: int) -> bool:
    return any(stack is not None and stack.item == item for stack in stock.slots)
