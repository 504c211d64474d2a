"""Putting things into a bag and taking them out.

Source: 06-items §2, §3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pyao.content.enums import ObjectType
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import BASE_SLOTS, MessageSender, usable_slots
from pyao.protocol.enums import Font
from pyao.rules import equipment
from pyao.rules.console import tell
from pyao.world import ledger
from pyao.world.record import ItemStack

if TYPE_CHECKING:
    from pyao.world.ledger import Reason
    from pyao.world.player import Player
    from pyao.world.world import World

Slots: TypeAlias = "list[ItemStack | None]"
"""Of a bag or a bank."""

MAX_STACK = 10_000
GOLD = ledger.COINS
"""The object that gold coins are on the ground."""


def give(world: World, player: Player, item: int, amount: int, *, born: Reason | None = None) -> bool:
    """Put all of a stack into one slot; `False` = it has no room and the player is told.  Source: 06 §3.

    A stack of the same object that still has room for all of it comes first, then the first empty slot.
    `born` = it comes from nowhere, for that reason; `None` = from another hand or place.
    """
    bag = player.record.inventory
    slot = find_slot(bag, usable_slots(player, world.content), item, amount)
    if slot is None:
        tell(player, _("No podés cargar más objetos."), Font.FIGHT)
        return False
    if not may_lie_in(world, slot, item):
        tell(player, _("Los objetos especiales no entran en la mochila."), Font.FIGHT)
        return False
    put_into(bag, slot, item, amount)
    if born is not None:
        world.ledger.item(born, item, amount)
    MessageSender(player, world.content).inventory_slot(slot)
    return True


def find_slot(slots: Slots, usable: int, item: int, amount: int) -> int | None:
    """The slot, from 1, that takes all of a stack: of the same object before an empty one.  Source: 06 §3, 09 §4."""
    places = range(usable)
    place = next((k for k in places if _takes(slots[k], item, amount)), None)
    if place is None:
        place = next((k for k in places if slots[k] is None), None)
    return None if place is None else place + 1


def put_into(slots: Slots, slot: int, item: int, amount: int) -> None:
    """Add to a slot that `find_slot` has found."""
    stack = slots[slot - 1]
    if stack is None:
        slots[slot - 1] = ItemStack(item, amount)
    else:
        stack.amount += amount


def may_lie_in(world: World, slot: int, item: int) -> bool:
    """Whether `give` may use a slot: those of a backpack are not for special objects.  Source: 06 §3 step 3."""
    return slot <= BASE_SLOTS or falls(world, item)


def falls(world: World, item: int) -> bool:
    """Whether an object falls from the dead, and so may be in a backpack.  Source: 06 §8.4, §11."""
    definition = world.content.items.get(item)
    return definition is not None and not (
        definition.royal
        or definition.chaos
        or definition.newbie
        or definition.never_falls
        or definition.untransferable
        or definition.type in (ObjectType.BARCOS, ObjectType.LLAVES)
    )


def _takes(stack: ItemStack | None, item: int, amount: int) -> bool:
    return stack is not None and stack.item == item and stack.amount + amount <= MAX_STACK


def take(world: World, player: Player, slot: int, amount: int, *, gone: Reason | None = None) -> None:
    """Take some of a slot away; what is worn is taken off first when nothing is left.  Nothing is told of the slot.

    `gone` = it ends there, for that reason; `None` = it goes into another hand or place.
    """
    stack = player.record.inventory[slot - 1]
    if stack is None:
        return
    if gone is not None:
        world.ledger.item(gone, stack.item, -min(amount, stack.amount))
    if stack.equipped and stack.amount <= amount:
        equipment.take_off(world, player, slot)
    stack.amount -= amount
    if stack.amount <= 0:
        player.record.inventory[slot - 1] = None
