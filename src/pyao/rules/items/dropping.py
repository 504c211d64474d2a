"""Dropping objects and gold, and picking them up.

Source: 03-world §15, 06-items §4.2–4.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType, PlayerClass, Privilege
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.items.equipment import drop_refusal
from pyao.rules.items.inventory import GOLD, fits_purse, give, stack_in, take, tell_purse_full
from pyao.rules.map.ground import erase, free_tile, put
from pyao.world.ledger import Reason
from pyao.world.record import MAX_STACK
from pyao.world.staff_notes import note

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.record import ItemStack
    from pyao.world.world import World

GOLD_SLOT = 31
"""The slot number by which the client means the purse."""

MAX_GOLD_DROP = 500_000
"""Coins that one drop puts on the ground at most; the rest vanishes: a quirk kept (06 §4.4)."""

GALLEON = 476


def drop(world: World, player: Player, slot: int, amount: int) -> None:
    """Drop gold (slot 31) around the player, or some of a slot of the bag on the player's own tile.

    Source: 03 §15, 06 §4.3.
    """
    if player.sailing or player.dead or player.trading or _is_plain_counsellor(player):
        return
    if slot == GOLD_SLOT:
        if amount <= MAX_STACK:
            note(world, player, f"drops {amount} gold")
            drop_gold(world, player, amount)
            player.messages.send(msg.update_gold(player.record.gold))
        return
    stack = stack_in(world, player, slot)
    definition = world.content.items.get(stack.item) if stack else None
    if stack is None or definition is None or amount < 1:
        return
    why_not = drop_refusal(player, definition)
    if why_not is not None:
        tell(player, *why_not)
    else:
        _drop_stack(world, player, slot, stack, amount)


def _is_plain_counsellor(player: Player) -> bool:
    return bool(player.privileges & Privilege.CONSEJERO) and not player.privileges & Privilege.ROLE_MASTER


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
    note(world, player, f"drops {count} of object {item}")
    world.ledger.moved(Reason.DROP, item, count)
    world.transfers.dropped(player, tile, Reason.DROP, item)
    MessageSender(player, world.content).inventory_slot(slot)
    if world.content.items[item].type is ObjectType.BARCOS:
        tell(player, _("¡Cuidado! Acabás de tirar tu barco."), Font.TALK)


def drop_gold(world: World, player: Player, amount: int, *, reason: Reason = Reason.DROP) -> None:
    """Drop gold in piles of at most 10 000 around the player, West first.

    A pile without a free tile stays in the purse.  The new amount is not sent.  Source: 06 §4.4.
    """
    record = player.record
    if not 0 < amount <= record.gold:
        return
    extra, left, fallen = max(0, amount - MAX_GOLD_DROP), min(amount, MAX_GOLD_DROP), False
    here = world.map_of(player)
    while left > 0:
        pile = min(left, MAX_STACK)
        left -= pile
        tile = free_tile(here, (player.x, player.y), GOLD, pile, water=not sails_galleon(player))
        if tile is not None:
            put(world, here, tile, GOLD, pile)
            record.gold -= pile
            world.ledger.moved(reason, GOLD, pile)
            world.transfers.dropped(player, tile, reason, GOLD)
            fallen = True
    if fallen:
        record.gold -= extra
        world.ledger.gold(reason, -extra)


def sails_galleon(player: Player) -> bool:
    """Whether the player is a pirate on a galleon, who drops no gold into the water.  Source: 06 §4.4."""
    slot = player.record.equipment.boat
    boat = player.record.inventory[slot - 1] if slot else None
    return player.record.player_class == PlayerClass.PIRAT and boat is not None and boat.item == GALLEON


def pick_up(world: World, player: Player) -> None:
    """Pick up what lies on the player's own tile, all of it or nothing.  Source: 03 §15, 06 §4.2."""
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
        if not fits_purse(player, thing.amount):
            tell_purse_full(player)
        else:
            player.record.gold += thing.amount
            world.ledger.moved(Reason.PICK_UP, thing.item, thing.amount)
            world.transfers.picked_up(player, thing.item, thing.amount)
            note(world, player, f"picks up {thing.amount} gold")
            erase(world, here, tile, thing.amount)
            player.messages.send(msg.update_gold(player.record.gold))
    elif give(world, player, thing.item, thing.amount):
        world.ledger.moved(Reason.PICK_UP, thing.item, thing.amount)
        world.transfers.picked_up(player, thing.item, thing.amount)
        note(world, player, f"picks up {thing.amount} of object {thing.item}")
        erase(world, here, tile, thing.amount)
