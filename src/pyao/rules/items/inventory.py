"""The bag: putting objects in, taking them out, moving them about.

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
from pyao.world import ledger
from pyao.world.arithmetic import LONG_MAX
from pyao.world.record import MAX_STACK, ItemStack, Worn

if TYPE_CHECKING:
    from pyao.world.ledger import Reason
    from pyao.world.player import Player
    from pyao.world.world import World

Slots: TypeAlias = "list[ItemStack | None]"
"""The slots of a bag or a bank vault; `None` = an empty slot."""

GOLD = ledger.COINS
"""The number of the object that gold coins are while they lie on the ground."""


def give(world: World, player: Player, item: int, amount: int, *, born: Reason | None = None) -> bool:
    """Put a whole stack into one slot of the bag; `False` = there is no room, and the player is told.

    A slot of the same object with room for all of it is taken first, else the first empty one.
    `born` = the objects are new in the world, for that reason; `None` = they come from elsewhere in it.
    Source: 06 §3.
    """
    bag = player.record.inventory
    slot = find_slot(bag, usable_slots(player, world.content), item, amount)
    if slot is None:
        tell(player, _("No podés cargar más objetos."), Font.FIGHT)
        return False
    if not may_lie_in(world, slot, item):
        backpack = equipment.worn_item(world, player, Worn.BACKPACK)
        sentence = _("Los objetos especiales no entran en tu {backpack}.")
        tell(player, sentence.format(backpack=backpack.name if backpack else ""), Font.FIGHT)
        return False
    put_into(bag, slot, item, amount)
    if born is not None:
        world.ledger.item(born, item, amount)
    MessageSender(player, world.content).inventory_slot(slot)
    return True


def give_or_lay_down(world: World, player: Player, item: int, amount: int, *, born: Reason | None = None) -> bool:
    """Give a stack to a player, or let it fall nearby if the bag has no room.

    `born` as for `give`; `False` = there is no room on the ground either, and nobody has it now.
    """
    if give(world, player, item, amount, born=born):
        return True
    here = world.map_of(player)
    tile = ground.free_tile(here, (player.x, player.y), item, amount, water=True)
    if tile is not None:
        ground.put(world, here, tile, item, amount, born=born)
    return tile is not None


def find_slot(slots: Slots, usable: int, item: int, amount: int) -> int | None:
    """The slot, counted from 1, that can take a whole stack; `None` = there is none.

    A slot of the same object comes before an empty one.  Source: 06 §3, 09 §4.
    """
    places = range(usable)
    place = next((k for k in places if _takes(slots[k], item, amount)), None)
    if place is None:
        place = next((k for k in places if slots[k] is None), None)
    return None if place is None else place + 1


def put_into(slots: Slots, slot: int, item: int, amount: int) -> None:
    """Add a stack to a slot that `find_slot` has found."""
    stack = slots[slot - 1]
    if stack is None:
        slots[slot - 1] = ItemStack(item, amount)
    else:
        stack.amount += amount


def may_lie_in(world: World, slot: int, item: int) -> bool:
    """Whether an object may be given into a slot: those of a backpack take none that death doesn't let fall.

    Source: 06 §3 step 3.
    """
    definition = world.content.items.get(item)
    return slot <= BASE_SLOTS or (definition is not None and definition.falls)


def _takes(stack: ItemStack | None, item: int, amount: int) -> bool:
    return stack is not None and stack.item == item and stack.amount + amount <= MAX_STACK


def take(world: World, player: Player, slot: int, amount: int, *, gone: Reason | None = None) -> None:
    """Take some of a slot away; an equipped object is unequipped first if nothing is left.

    The caller has to send the slot.  `gone` = the objects leave the world, for that reason; `None` = they go elsewhere
    in it.  Source: 06 §3.
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
    """Whether the purse can take so many coins more.

    The limit is what a packet can carry; the 90 million of 06 §2 hold only where a rule says so.
    """
    return player.record.gold + coins <= LONG_MAX


def tell_purse_full(player: Player) -> None:
    """Tell the player that the purse can take no more."""
    tell(player, _("No podés llevar más oro."))


def stack_in(world: World, player: Player, slot: int) -> ItemStack | None:
    """The stack in a slot, of whatever number a client sent; `None` = it is empty, or no slot the player can use."""
    return player.record.inventory[slot - 1] if 1 <= slot <= usable_slots(player, world.content) else None


def move(world: World, player: Player, source: int, target: int) -> None:
    """Swap two slots of the bag; what is worn stays worn.  Ignored while a shop or a bank is open.

    Source: 06 §4.5.
    """
    if player.commerce.at_counter:
        return
    slots = range(1, usable_slots(player, world.content) + 1)
    if source not in slots or target not in slots:
        return
    bag, equipped = player.record.inventory, player.record.equipment
    bag[source - 1], bag[target - 1] = bag[target - 1], bag[source - 1]
    first, second = equipped.worn_as(source), equipped.worn_as(target)
    if first is not None:
        equipped.wear(first, target)
    if second is not None:
        equipped.wear(second, source)
    sender = MessageSender(player, world.content)
    sender.inventory_slot(source)
    sender.inventory_slot(target)
