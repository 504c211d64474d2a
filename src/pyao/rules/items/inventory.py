"""The bag: putting things in, taking them out, moving them about.

Source: 06-items §2, §3, §4.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import BASE_SLOTS, MessageSender, usable_slots
from pyao.protocol.enums import Font
from pyao.rules.items import equipment
from pyao.rules.map import ground
from pyao.world import ledger, record
from pyao.world.arithmetic import LONG_MAX
from pyao.world.record import ItemStack

if TYPE_CHECKING:
    from pyao.world.ledger import Reason
    from pyao.world.player import Player
    from pyao.world.world import World

Slots: TypeAlias = "list[ItemStack | None]"
"""Of a bag or a bank."""

MAX_STACK = record.MAX_STACK
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
        backpack = equipment.worn_item(world, player, "backpack")
        sentence = _("Los objetos especiales no entran en tu {backpack}.")
        tell(player, sentence.format(backpack=backpack.name if backpack else ""), Font.FIGHT)
        return False
    put_into(bag, slot, item, amount)
    if born is not None:
        world.ledger.item(born, item, amount)
    MessageSender(player, world.content).inventory_slot(slot)
    return True


def give_or_lay_down(world: World, player: Player, item: int, amount: int, *, born: Reason | None = None) -> bool:
    """Give something, or let it fall near the player; `False` = there is no room anywhere and it is nowhere."""
    if give(world, player, item, amount, born=born):
        return True
    here = world.map_of(player)
    tile = ground.free_tile(here, (player.x, player.y), item, amount, water=True)
    if tile is not None:
        ground.put(world, here, tile, item, amount, born=born)
    return tile is not None


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
    definition = world.content.items.get(item)
    return slot <= BASE_SLOTS or (definition is not None and definition.falls)


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
        equipment.take_off(world, player, slot, leaving=True)
    stack.amount -= amount
    if stack.amount <= 0:
        player.record.inventory[slot - 1] = None


def fits_purse(player: Player, coins: int) -> bool:
    """Whether the purse can take so many more: as many as a client can be told of; who can't is told.

    The 90 millions of 06 §2 are a matter of those rules that name them.
    """
    if player.record.gold + coins <= LONG_MAX:
        return True
    tell(player, _("No podés llevar más oro."))
    return False


def stack_in(world: World, player: Player, slot: int) -> ItemStack | None:
    """What is in a slot that a client has named; `None` = nothing, or the slot can't be used."""
    return player.record.inventory[slot - 1] if 1 <= slot <= usable_slots(player, world.content) else None


def move(world: World, player: Player, source: int, target: int) -> None:
    """Swap two slots, with what is worn of them; not while the client's panel of a shop or a bank is open.

    Source: 06 §4.5.
    """
    if player.commerce.at_counter:
        return
    slots = range(1, usable_slots(player, world.content) + 1)
    if source not in slots or target not in slots:
        return
    bag, worn = player.record.inventory, player.record.equipment
    bag[source - 1], bag[target - 1] = bag[target - 1], bag[source - 1]
    first, second = equipment.worn_as(worn, source), equipment.worn_as(worn, target)
    if first is not None:
        setattr(worn, first, target)
    if second is not None:
        setattr(worn, second, source)
    sender = MessageSender(player, world.content)
    sender.inventory_slot(source)
    sender.inventory_slot(target)
