"""The end of a trade: everything changes hands, or nothing does.

Source: 09-economy §5.7.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender, usable_slots
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.items.inventory import GOLD, find_slot, give, may_lie_in, put_into, take
from pyao.rules.map.ground import free_tile, put
from pyao.rules.trade import trading
from pyao.world.arithmetic import LONG_MAX
from pyao.world.commerce import OFFER_SLOTS
from pyao.world.ledger import Reason
from pyao.world.record import ItemStack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.rules.items.inventory import Slots
    from pyao.world.player import Player
    from pyao.world.space import Tile
    from pyao.world.world import World

    Line = tuple[Player, Player, ItemStack]


def conclude(world: World, last: Player, partner: Player) -> None:
    """Both have accepted, `last` after `partner`: verify, exchange, end the trade.  Source: 09 §5.7 steps 4 to 7."""
    for side, other in ((last, partner), (partner, last)):
        if not _has_what_it_offers(world, side, other):
            line = _("El comercio se canceló: {name} no tiene lo que ofreció.").format(name=side.name)
            own = _("El comercio se canceló: no tenés lo que ofreciste.")
            for one in (last, partner):
                tell(one, own if one is side else line, Font.FIGHT)
            trading.end_both(world, last)
            return
    if not _Rehearsal(world, last, partner).has_room():
        for one in (last, partner):
            tell(one, _("El comercio se canceló: no hay lugar para lo ofrecido."), Font.FIGHT)
        trading.end_both(world, last)
        return
    for giver, receiver, stack in _lines(last, partner):
        _hand_over(world, giver, receiver, stack)
    _pay(world, last, partner)
    trading.end_both(world, last)
    if world.client.trades_in_words:
        for one in (last, partner):
            tell(one, _("El comercio se realizó."), Font.TALK)


def _lines(last: Player, partner: Player) -> Iterator[Line]:
    """Who gives what to whom, slot by slot; in each slot the player who accepted last gives first."""
    for place in range(OFFER_SLOTS):
        for giver, receiver in ((last, partner), (partner, last)):
            stack = giver.commerce.offer[place]
            if stack is not None:
                yield giver, receiver, stack


def _has_what_it_offers(world: World, side: Player, other: Player) -> bool:
    """Whether a side still owns all that it offers, and its purse has room for the other side's gold."""
    offered: dict[int, int] = {}
    for stack in side.commerce.offer:
        if stack is not None:
            offered[stack.item] = offered.get(stack.item, 0) + stack.amount
    slots = _giving_slots(world, side)
    for item, total in offered.items():
        taken = _taken(side.record.inventory, slots, ItemStack(item, total))
        if sum(count for _slot, count in taken) < total:
            return False
    gold = side.record.gold
    return gold >= side.commerce.gold and gold - side.commerce.gold + other.commerce.gold <= LONG_MAX


def _giving_slots(world: World, player: Player) -> list[int]:
    """The bag slots that may be given from: all usable ones but the worn backpack's and, at sea, the boat's."""
    worn = player.record.equipment
    kept = {worn.backpack, worn.boat if player.sailing else 0}
    return [slot for slot in range(1, usable_slots(player, world.content) + 1) if slot not in kept]


def _hand_over(world: World, giver: Player, receiver: Player, stack: ItemStack) -> None:
    """Hand over one line of an offer; if the receiver has no room, it falls nearby.  Source: 09 §5.7 step 5."""
    item, amount = stack.item, stack.amount
    if not give(world, receiver, item, amount):
        here = world.map_of(receiver)
        tile = free_tile(here, (receiver.x, receiver.y), item, amount, water=True)
        if tile is None:
            raise AssertionError("the rehearsal has found a place for it")
        put(world, here, tile, item, amount)
    world.ledger.moved(Reason.TRADE, item, amount)
    world.transfers.passed(giver, receiver, Reason.TRADE, item, amount)
    sender = MessageSender(giver, world.content)
    for slot, count in _taken(giver.record.inventory, _giving_slots(world, giver), stack):
        take(world, giver, slot, count)
        sender.inventory_slot(slot)


def _taken(bag: Slots, slots: list[int], wanted: ItemStack) -> list[tuple[int, int]]:
    """From which slots how many are taken, the first slots first: pairs of (slot, count)."""
    taken: list[tuple[int, int]] = []
    left = wanted.amount
    for slot in slots:
        stack = bag[slot - 1]
        if left and stack is not None and stack.item == wanted.item:
            count = min(left, stack.amount)
            left -= count
            taken.append((slot, count))
    return taken


def _pay(world: World, one: Player, other: Player) -> None:
    """Move both sides' gold in the original's four steps, showing the purse after each.  Source: 09 §5.7 step 6.

    Between two steps a purse may hold more than a 32-bit number can; the client is shown the largest one then.
    """
    for giver, receiver in ((one, other), (other, one)):
        gold = giver.commerce.gold
        world.ledger.moved(Reason.TRADE, GOLD, gold)
        world.transfers.passed(giver, receiver, Reason.TRADE, GOLD, gold)
        for player, change in ((giver, -gold), (receiver, gold)):
            player.record.gold += change
            player.messages.send(msg.update_gold(min(LONG_MAX, player.record.gold)))


class _Rehearsal:
    """The exchange tried out on copies, to find out before anything moves whether everything has a place."""

    def __init__(self, world: World, last: Player, partner: Player) -> None:
        """Copy both bags; the ground is copied as soon as something would fall on it."""
        self._world = world
        self._lines = list(_lines(last, partner))
        self._bags = {one.slot: _copy(one.record.inventory) for one in (last, partner)}
        self._ground: dict[int, dict[Tile, ItemStack]] = {}

    def has_room(self) -> bool:
        """Whether every line finds a place, in the receiver's bag or on the ground.  To be asked once."""
        for giver, receiver, stack in self._lines:
            if not self._receives(receiver, stack):
                return False
            self._loses(giver, stack)
        return True

    def _receives(self, receiver: Player, stack: ItemStack) -> bool:
        bag, item, amount = self._bags[receiver.slot], stack.item, stack.amount
        slot = find_slot(bag, usable_slots(receiver, self._world.content), item, amount)
        if slot is not None and may_lie_in(self._world, slot, item):
            put_into(bag, slot, item, amount)
            return True
        here = self._world.map_of(receiver)
        lying = self._ground.setdefault(here.id, dict(here.objects))
        tile = free_tile(here, (receiver.x, receiver.y), item, amount, water=True, lying=lying)
        if tile is None:
            return False
        there = lying.get(tile)
        lying[tile] = ItemStack(item, amount + (there.amount if there is not None else 0))
        return True

    def _loses(self, giver: Player, stack: ItemStack) -> None:
        bag = self._bags[giver.slot]
        for slot, count in _taken(bag, _giving_slots(self._world, giver), stack):
            held = bag[slot - 1]
            bag[slot - 1] = ItemStack(stack.item, held.amount - count) if held and held.amount > count else None


def _copy(slots: Slots) -> Slots:
    return [replace(stack) if stack is not None else None for stack in slots]
