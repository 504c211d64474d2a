"""The materials of crafts: how much of each an object takes, whether a bag has it, and using it up.

Source: 07-work §6.3 steps 4, 6, §6.4 steps 5, 7, §6.5 step 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender, usable_slots
from pyao.rules.crafts.bonfires import FIREWOOD
from pyao.rules.items.inventory import take
from pyao.world.ledger import Reason

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.world import World

IRON, SILVER, GOLD = 386, 387, 388
"""The ingots, which are not the coins."""

ELVEN_WOOD = 1006

Needs: TypeAlias = "dict[int, int]"
"""How many pieces of each material are needed, in the order in which they are looked for and used up."""


def ingots_of(item: ItemDef) -> Needs:
    """The ingots that one piece takes."""
    return _some({IRON: item.iron, SILVER: item.silver, GOLD: item.gold})


def wood_of(item: ItemDef) -> Needs:
    """The wood that one piece takes."""
    return _some({FIREWOOD: item.wood, ELVEN_WOOD: item.elven_wood})


def _some(needs: Needs) -> Needs:
    return {material: amount for material, amount in needs.items() if amount > 0}


def held(world: World, player: Player, item: int) -> int:
    """How many pieces of an object the bag holds in its usable slots."""
    slots = player.record.inventory[: usable_slots(player, world.content)]
    return sum(stack.amount for stack in slots if stack is not None and stack.item == item)


def missing(world: World, player: Player, needs: Needs, pieces: int = 1) -> int | None:
    """The first material that the bag has too little of for so many pieces; `None` = there is enough of all."""
    return next((one for one, amount in needs.items() if held(world, player, one) < amount * pieces), None)


def enough_for(world: World, player: Player, needs: Needs) -> int:
    """For how many pieces the materials in the bag suffice; 0 where nothing is needed, since nothing is made of it."""
    return min((held(world, player, one) // amount for one, amount in needs.items()), default=0)


def use_up(world: World, player: Player, needs: Needs, pieces: int = 1) -> None:
    """Take the materials of so many pieces out of the bag, from the first slots that have them."""
    for material, amount in needs.items():
        remove(world, player, material, amount * pieces)


def remove(world: World, player: Player, item: int, amount: int, *, gone: Reason = Reason.CRAFT) -> None:
    """Take pieces of an object out of the bag for good, slot by slot; the player is told of each slot."""
    for slot in range(1, usable_slots(player, world.content) + 1):
        stack = player.record.inventory[slot - 1]
        if amount > 0 and stack is not None and stack.item == item:
            part = min(amount, stack.amount)
            take(world, player, slot, part, gone=gone)
            MessageSender(player, world.content).inventory_slot(slot)
            amount -= part


def shortage(material: int) -> str:
    """The sentence that a material is missing."""
    return {
        IRON: _("No tenés suficientes lingotes de hierro."),
        SILVER: _("No tenés suficientes lingotes de plata."),
        GOLD: _("No tenés suficientes lingotes de oro."),
        FIREWOOD: _("No tenés suficiente madera."),
        ELVEN_WOOD: _("No tenés suficiente madera élfica."),
    }[material]
