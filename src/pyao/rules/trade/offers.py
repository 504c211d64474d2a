"""What the two sides of a trade offer each other: adding, taking back, and showing it to the partner.

Source: 09-economy §5.4, §5.10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _, joined
from pyao.messaging.message_sender import sale_price, usable_slots
from pyao.messaging.words import offer_line
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.items.dropping import GOLD_SLOT
from pyao.rules.items.inventory import GOLD
from pyao.rules.trade import trading
from pyao.world.arithmetic import half_even
from pyao.world.commerce import GOLD_OFFER, OFFER_SLOTS, Mode
from pyao.world.record import MAX_STACK, ItemStack

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


def offer(world: World, player: Player, slot: int, amount: int, offer_slot: int) -> None:
    """Offer more of something, or less if `amount` is negative; after a confirmation, the attempt ends the trade.

    `slot` is one of the bag, 31 = the purse, 0 = whatever `offer_slot` (1..20) holds.  Source: 09 §5.4.
    """
    partner = trading.go_on(world, player)
    if partner is None:
        return
    if player.commerce.confirmed:
        trading.end_both(world, player)
        return
    if amount == 0 or not 1 <= offer_slot <= GOLD_OFFER:
        return
    if slot == GOLD_SLOT:
        _offer_gold(world, player, partner, amount)
    elif slot <= usable_slots(player, world.content) and offer_slot <= OFFER_SLOTS:
        _offer_item(world, player, partner, slot, amount, offer_slot)


def _offer_gold(world: World, player: Player, partner: Player, amount: int) -> None:
    """Offer gold, always in offer slot 21, whichever the client named.  Source: 09 §5.4 step 4."""
    side = player.commerce
    if amount > player.record.gold - side.gold:
        _refuse(player, _("No tenés esa cantidad de oro para agregar a la oferta."))
        return
    side.gold += max(amount, -side.gold)
    _announce(world, player, partner, GOLD_OFFER)


def _offer_item(world: World, player: Player, partner: Player, slot: int, amount: int, offer_slot: int) -> None:
    """Offer objects of a bag slot, or (slot 0) change how many the offer slot holds.  Source: 09 §5.4 step 5."""
    offered = player.commerce.offer
    stack = player.record.inventory[slot - 1] if slot else None
    item = stack.item if stack is not None else 0
    held = offered[offer_slot - 1]
    if item and (held.item != item if held is not None else amount < 0):
        return
    refusal = _refusal(world, player, slot, item, amount, held)
    if refusal is not None:
        _refuse(player, refusal)
        return
    definition = world.content.items.get(item)
    if definition is not None and definition.newbie:
        player.messages.send(msg.cancel_offer_item(offer_slot))
        return
    total = max(0, (held.amount if held is not None else 0) + amount)
    kind = item or (held.item if held is not None else 0)
    offered[offer_slot - 1] = ItemStack(kind, total) if total else None
    _announce(world, player, partner, offer_slot)


def _refusal(world: World, player: Player, slot: int, item: int, amount: int, held: ItemStack | None) -> str | None:
    """Why this can't be offered; `None` = it can, or it is a newbie item.  Source: 09 §5.4 steps 5a, 5b, 5e."""
    definition = world.content.items.get(item)
    if definition is not None and (definition.untransferable or definition.unsellable):
        return _("No podés comerciar este objeto.")
    already = sum(one.amount for one in player.commerce.offer if one is not None and one.item == item)
    too_much = (held.amount if held is not None else 0) + amount > MAX_STACK
    if owned(world, player, item) < already + amount or too_much:
        return _("No tenés esa cantidad.")
    if definition is not None and definition.newbie:
        return None
    if slot and player.sailing and slot == player.record.equipment.boat:
        return _("No podés ofrecer el barco mientras navegás.")
    if slot and slot == player.record.equipment.backpack:
        return _("No podés ofrecer la mochila que llevás puesta.")
    return None


def owned(world: World, player: Player, item: int) -> int:
    """How many of an object lie in the usable slots of the bag; `item` 0 is no object, and gives 0."""
    bag = player.record.inventory[: usable_slots(player, world.content)]
    return sum(stack.amount for stack in bag if stack is not None and stack.item == item)


def _refuse(player: Player, text: str) -> None:
    player.messages.send(msg.commerce_chat(text, Font.TALK))


def _announce(world: World, player: Player, partner: Player, offer_slot: int) -> None:
    """Show an offer slot to the partner; where the client has no trade window, tell the player too.

    Source: 09 §5.4 step 6, §5.10.
    """
    if offer_slot == GOLD_OFFER:
        item, amount = GOLD, player.commerce.gold
    else:
        stack = player.commerce.offer[offer_slot - 1]
        item, amount = (stack.item, stack.amount) if stack is not None else (0, 0)
    partner.messages.send(_slot_message(world, offer_slot, item, amount))
    if world.client.trades_in_words:
        tell(player, offer_line(offer_slot, item_name(world, item), amount))


def item_name(world: World, item: int) -> str:
    """What an object on offer is called; empty if no such object exists."""
    definition = world.content.items.get(item)
    return definition.name if definition is not None else ""


def _slot_message(world: World, offer_slot: int, item: int, amount: int) -> msg.Message:
    definition = world.content.items.get(item)
    if definition is None:
        return msg.change_user_trade_slot(offer_slot, item, amount, 0, 0, 0, 0, 0, 0, 0, "")
    return msg.change_user_trade_slot(
        offer_slot,
        item,
        amount,
        definition.grh,
        definition.type,
        definition.max_hit,
        definition.min_hit,
        definition.max_def,
        definition.min_def,
        half_even(sale_price(definition)),
        definition.name,
    )


def first_free_slot(player: Player) -> int | None:
    """The first offer slot 1..20 that holds nothing; `None` = all do."""
    offered = player.commerce.offer
    return offered.index(None) + 1 if None in offered else None


def tell_trade(world: World, player: Player) -> None:
    """/trato: tell both offers, a line each, and then how far both sides are.  Source: 09 §5.10."""
    partner = player.commerce.partner
    if player.commerce.mode is not Mode.SECURE or partner is None:
        tell(player, _("No estás comerciando con nadie."))
        return
    tell(player, _("Ofrecés: {offer}.").format(offer=_listed(world, player)))
    tell(player, _("{name} ofrece: {offer}.").format(name=partner.name, offer=_listed(world, partner)))
    tell(player, joined(" ", (_progress(player, _("Vos")), _progress(partner, partner.name))))


def _listed(world: World, player: Player) -> str:
    """What a player offers, as a list in words."""
    side = player.commerce
    parts = [f"{stack.amount} " + item_name(world, stack.item) for stack in side.offer if stack is not None]
    if side.gold:
        parts.append(_("{gold} monedas de oro").format(gold=side.gold))
    return joined(", ", parts) or _("nada")


def _progress(player: Player, name: str) -> str:
    """Whether one side has accepted, has confirmed, or has done neither, in words."""
    if player.commerce.accepted:
        return _("{name}: aceptó.").format(name=name)
    if player.commerce.confirmed:
        return _("{name}: oferta confirmada.").format(name=name)
    return _("{name}: oferta sin confirmar.").format(name=name)
