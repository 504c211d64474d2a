"""What is worn, taking it off, and how a whole stack falls out of the bag.

Source: 06-items §6.4, §6.5, §11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import BASE_SLOTS, MessageSender, usable_slots
from pyao.protocol.enums import Font
from pyao.rules.body import appearance
from pyao.rules.body.races import naked_body
from pyao.rules.map import ground
from pyao.rules.map.arenas import in_arena
from pyao.world.character import NO_ITEM
from pyao.world.ledger import Reason
from pyao.world.record import Worn

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.record import Look
    from pyao.world.world import World

_DRAWN = (Worn.WEAPON, Worn.HELMET, Worn.SHIELD)
"""The worn objects that are drawn with an animation of their own."""


def worn_item(world: World, player: Player, worn: Worn) -> ItemDef | None:
    """What is worn as weapon, armour … ; `None` = nothing."""
    slot = player.record.equipment.slot_of(worn)
    stack = player.record.inventory[slot - 1] if slot else None
    return world.content.items.get(stack.item) if stack else None


def wears_ring(world: World, player: Player, *items: int) -> bool:
    """Whether the player wears one of these objects in the ring slot, where flutes, lutes and gloves go too."""
    ring = worn_item(world, player, Worn.RING)
    return ring is not None and ring.id in items


def take_off(world: World, player: Player, slot: int, *, refresh: bool = True, leaving: bool = False) -> None:
    """Unequip what is in a slot, if it is worn.  Source: 06 §6.4.

    The player is sent the slot and, with `refresh`, the stats, and the area the new look.
    `leaving` = the object is on its way out of the bag.
    """
    worn = player.record.equipment.worn_as(slot)
    if worn is None:
        return
    stack = player.record.inventory[slot - 1]
    if stack is not None:
        stack.equipped = False
    if worn is Worn.BACKPACK:
        _spill(world, player, but=slot if leaving else 0)
    player.record.equipment.wear(worn, 0)
    shown = _undress(player, worn)
    sender = MessageSender(player, world.content)
    if refresh:
        if shown:
            area(world, player).send(appearance.character_change(player))
        sender.stats()
    sender.inventory_slot(slot)


def _undress(player: Player, worn: Worn) -> bool:
    """Change the player's look for a part that was taken off; `True` = the area has to be told.

    Somebody disguised by mimicry keeps the animation of what was taken off: a quirk kept (06 §6.4).
    """
    if worn is Worn.ARMOUR:
        if not player.sailing or player.own_look is not None:
            true_look(player).body = naked_body(player.record.race, player.record.gender)
        return True
    if worn not in _DRAWN or player.own_look is not None:
        return False
    player.look.draw(worn, NO_ITEM)
    return worn is not Worn.WEAPON or not player.sailing


def true_look(player: Player) -> Look:
    """How the player really looks, also behind a disguise: the look that equipment changes.  Source: 06 §6.3."""
    return player.own_look or player.look


def _spill(world: World, player: Player, *, but: int) -> None:
    """Let fall what is in the slots of the backpack, except objects that never fall; in an arena nothing does.

    `but` = a slot that is being emptied: a backpack in one of its own slots must not fall a second time.
    Source: 06 §3, §6.5.
    """
    slots = range(BASE_SLOTS + 1, usable_slots(player, world.content) + 1)
    if but in slots:
        player.record.inventory[but - 1] = None
    if not in_arena(world, player):
        for slot in slots:
            let_fall(world, player, slot)


def let_fall(world: World, player: Player, slot: int, *, water: bool = True, reason: Reason = Reason.DROP) -> None:
    """Let a whole stack fall to the nearest free tile, unequipped first; an object that can't fall stays.

    `water` = a tile of water will do too.  Source: 06 §6.5, §11.
    """
    stack = player.record.inventory[slot - 1]
    definition = world.content.items.get(stack.item) if stack else None
    if stack is None or definition is None or not definition.falls:
        return
    here = world.map_of(player)
    tile = ground.free_tile(here, (player.x, player.y), stack.item, stack.amount, water=water)
    if tile is None:
        return
    why_not = drop_refusal(player, definition)
    if why_not is not None:
        tell(player, *why_not)
        return
    ground.put(world, here, tile, stack.item, stack.amount)
    if stack.equipped:
        take_off(world, player, slot, leaving=True)
    player.record.inventory[slot - 1] = None
    world.ledger.moved(reason, stack.item, stack.amount)
    world.transfers.dropped(player, tile, reason, stack.item)
    MessageSender(player, world.content).inventory_slot(slot)


def drop_refusal(player: Player, item: ItemDef) -> tuple[str, Font] | None:
    """Why the player can't drop an object, and in which font to tell; `None` = it can be dropped.

    Source: 06 §4.3 rules 1 and 2.
    """
    if not player.mortal:
        return None
    if item.newbie:
        return _("No podés tirar objetos de newbie."), Font.INFO
    if item.untransferable or item.undroppable:
        return _("Este tipo de objeto no se puede tirar."), Font.FIGHT
    return None
