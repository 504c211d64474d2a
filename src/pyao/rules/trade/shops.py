"""Shops: opening one, buying and selling, closing it.

Source: 09-economy §3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Privilege, Skill
from pyao.messaging.audience import area, everyone
from pyao.messaging.console import npc_says, tell, tell_dead
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font
from pyao.rules.body.skills import train
from pyao.rules.items.inventory import GOLD, give, stack_in, take
from pyao.rules.session import leaving
from pyao.rules.society import penalties
from pyao.rules.trade import prices
from pyao.rules.trade import stock as shop_stock
from pyao.rules.trade.trading import REACH, tell_too_far
from pyao.world.character import distance
from pyao.world.commerce import Mode
from pyao.world.ledger import Reason
from pyao.world.record import MAX_STACK
from pyao.world.stock import SHOWN_SLOTS, STOCK_SLOTS

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.record import ItemStack
    from pyao.world.world import World

ANY_TYPE = 1000
"""TipoItems of a merchant who buys everything."""

ROYAL_TAILOR, CHAOS_TAILOR = "SR", "SC"
"""The names of the only two merchants who buy the factions' clothes."""

ANTI_CHEAT = "Sistema Anti-Cheat"


def serve(world: World, player: Player, npc: Npc) -> bool:
    """A double click on a merchant opens the shop; `False` = this is no merchant.  Source: 09 §3.1, 03-world §17."""
    if not npc.definition.trades:
        return False
    if player.dead:
        tell_dead(player)
    elif not player.trading:
        approach(world, player, npc)
    return True


def approach(world: World, player: Player, npc: Npc) -> None:
    """Open a merchant's shop, or tell the player that it is too far away."""
    if distance(player, npc) > REACH:
        tell_too_far(player)
        return
    player.commerce.open_counter(Mode.SHOP, npc)
    show_goods(world, player, npc)
    player.messages.send(msg.commerce_init())


def ask_to_trade(world: World, player: Player, npc: Npc) -> None:
    """CommerceStart with an NPC selected: open its shop, or let it refuse.  Source: 09 §3.1 step 3."""
    if npc.definition.trades:
        approach(world, player, npc)
    elif npc.definition.description:
        npc_says(player, npc, _no_interest())


def close(player: Player) -> None:
    """CommerceEnd: close the shop.  It is always answered, because the client stays locked without.

    Source: 09 §3.4.
    """
    if player.commerce.mode is Mode.SHOP:
        player.commerce.close_counter()
    player.messages.send(msg.commerce_end())


def buy(world: World, player: Player, slot: int, amount: int) -> None:
    """Buy from a slot of the shop that is open.  Source: 09 §3.2."""
    npc = _find_merchant(world, player)
    if npc is None or amount < 1 or not 1 <= slot <= STOCK_SLOTS:
        return
    if amount > MAX_STACK:
        _ban(world, player, amount)
        return
    stack = shop_stock.stock_of(world, npc).slots[slot - 1]
    definition = world.content.items.get(stack.item) if stack else None
    if stack is None or definition is None or stack.amount < 1:
        return
    count = min(amount, stack.amount)
    price = prices.purchase_price(player, definition, count)
    if player.record.gold < price:
        tell(player, _("No tenés suficiente dinero."))
    elif not give(world, player, stack.item, count, born=Reason.SHOP):
        _refresh(world, player, npc)
    else:
        player.record.gold -= price
        world.ledger.gold(Reason.SHOP, -price)
        shop_stock.remove(world, npc, slot, count)
        _conclude(world, player, npc)


def sell(world: World, player: Player, slot: int, amount: int) -> None:
    """Sell from a slot of the bag to the merchant whose shop is open.  Source: 09 §3.3."""
    npc = _find_merchant(world, player)
    if npc is None or amount < 1:
        return
    stack = stack_in(world, player, slot)
    definition = world.content.items.get(stack.item) if stack else None
    if stack is None or definition is None:
        return
    if definition.untransferable or definition.unsellable:
        tell(player, _("No podés vender este tipo de objeto."))
        return
    refusal = _refusal(player, npc, slot, definition)
    if refusal is not None:
        tell(player, *refusal)
        _refresh(world, player, npc)
        return
    count = min(amount, stack.amount)
    take(world, player, slot, count, gone=Reason.SHOP)
    _pay(world, player, prices.sale_value(definition, count))
    shop_stock.add(world, npc, definition.id, count)
    _conclude(world, player, npc)


def _find_merchant(world: World, player: Player) -> Npc | None:
    """Find the merchant whose shop the player has open.  Source: 09 §3.2 step 1.

    `None` = none is open; then the player is told so, or a selected NPC that doesn't trade says so to everyone near.
    """
    if player.dead:
        tell_dead(player)
        return None
    if player.commerce.mode is Mode.SHOP:
        return player.commerce.npc
    npc = world.npc_with(player.targets.npc)
    if npc is not None and not npc.definition.trades:
        area(world, npc).send(msg.chat_over_head(_no_interest(), npc.char, *colours.DEFAULT))
    elif npc is not None:
        tell(player, _("No estás comerciando."))
    return None


def _no_interest() -> str:
    return _("No tengo ningún interés en comerciar.")


def _refusal(player: Player, npc: Npc, slot: int, definition: ItemDef) -> tuple[str, Font] | None:
    """Why this merchant does not buy this from this player; `None` = it does.  Source: 09 §3.3 steps 5 to 8."""
    wanted = npc.definition.buys_type
    if (wanted not in (ANY_TYPE, definition.type)) or definition.id == GOLD:
        return _("No estoy interesado en comprar este tipo de objetos."), Font.INFO
    if definition.royal == 1:
        return None if npc.name == ROYAL_TAILOR else (_("Las ropas del ejército sólo las compra su sastre."), Font.INFO)
    if definition.chaos == 1:
        return None if npc.name == CHAOS_TAILOR else (_("Las ropas de la legión sólo las compra su sastre."), Font.INFO)
    if player.privileges & Privilege.CONSEJERO:
        return _("No podés vender objetos."), Font.WARNING
    if player.sailing and slot == player.record.equipment.boat:
        return _("No podés vender el barco mientras navegás."), Font.INFO
    return None


def _pay(world: World, player: Player, gold: int) -> None:
    """Pay the player, up to the gold limit; a purse already above it is cut down to it: a quirk kept.

    Source: 09 §3.3 step 9.
    """
    before = player.record.gold
    player.record.gold = min(before + gold, world.settings.gold_cap)
    world.ledger.gold(Reason.SHOP, player.record.gold - before)


def _conclude(world: World, player: Player, npc: Npc) -> None:
    """The end of every deal: show bag, bars and goods again, then train Comerciar.  Source: 09 §3.2 step 8.

    Other players at the same counter keep seeing the old goods: a quirk kept.
    """
    sender = MessageSender(player, world.content)
    sender.inventory()
    sender.stats()
    _refresh(world, player, npc)
    train(world, player, Skill.COMERCIAR, success=True)


def _refresh(world: World, player: Player, npc: Npc) -> None:
    show_goods(world, player, npc)
    player.messages.send(msg.trade_ok())


def show_goods(world: World, player: Player, npc: Npc) -> None:
    """Show the first 20 slots of the goods, all that the panel has, at this buyer's prices."""
    stock = shop_stock.stock_of(world, npc)
    for slot, stack in enumerate(stock.slots[:SHOWN_SLOTS], start=1):
        player.messages.send(_slot_message(world, player, slot, stack))


def _slot_message(world: World, player: Player, slot: int, stack: ItemStack | None) -> msg.Message:
    definition = world.content.items.get(stack.item) if stack else None
    if stack is None or definition is None:
        return msg.change_npc_inventory_slot(slot, "", 0, 0.0, 0, 0, 0, 0, 0, 0, 0)
    return msg.change_npc_inventory_slot(
        slot,
        definition.name,
        stack.amount,
        prices.unit_price(player, definition),
        definition.grh,
        stack.item,
        definition.type,
        definition.max_hit,
        definition.min_hit,
        definition.max_def,
        definition.min_def,
    )


def _ban(world: World, player: Player, amount: int) -> None:
    """Ban a player who asks for more than any client can: the original's automatic ban.  Source: 09 §3.2 step 3."""
    line = _("{name} fue baneado por el sistema anti-cheat.").format(name=player.name)
    everyone(world).send(msg.console_msg(line, Font.FIGHT))
    what = _("querer comprar {amount} objetos de una vez").format(amount=amount)
    penalties.ban(player.record, ANTI_CHEAT, what, world.clock.today())
    player.messages.send(msg.error_msg(_("Fuiste baneado por el sistema anti-cheat.")))
    leaving.end_session(world, player)
