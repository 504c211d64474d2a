"""The bank: the objects and gold that it keeps for a character, the same at every banker.

Source: 09-economy §4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.npcs import NpcType
from pyao.messaging.console import npc_says, tell, tell_dead, tell_no_target
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender, usable_slots
from pyao.protocol import msg
from pyao.rules.items.inventory import GOLD, find_slot, put_into, take
from pyao.rules.map.addressing import address, try_call
from pyao.rules.trade import gambling
from pyao.rules.trade.trading import REACH, tell_too_far
from pyao.world.arithmetic import LONG_MAX
from pyao.world.character import distance
from pyao.world.commerce import Mode
from pyao.world.ledger import Reason
from pyao.world.record import BANK_SLOTS

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World


def serve(world: World, player: Player, npc: Npc) -> bool:
    """A double click on a banker opens the bank; `False` = this is no banker.  Source: 09 §4.2, 03-world §17."""
    if npc.definition.type != NpcType.BANQUERO:
        return False
    if player.dead:
        tell_dead(player)
    elif player.trading:
        pass
    elif distance(player, npc) > REACH:
        tell_too_far(player)
    else:
        _open(world, player, npc)
    return True


def start(world: World, player: Player) -> None:
    """BankStart: open the bank at the selected banker.  Source: 09 §4.2."""
    npc = world.npc_with(player.targets.npc)
    if player.dead:
        tell_dead(player)
    elif player.trading:
        tell(player, _("Ya estás comerciando."))
    elif npc is None:
        tell_no_target(player)
    elif distance(player, npc) > REACH:
        tell_too_far(player)
    elif npc.definition.type == NpcType.BANQUERO:
        _open(world, player, npc)


def _open(world: World, player: Player, npc: Npc) -> None:
    sender = MessageSender(player, world.content)
    sender.bank()
    sender.stats()
    player.messages.send(msg.bank_init(player.record.bank_gold))
    player.commerce.open_counter(Mode.BANK, npc)


def close(player: Player) -> None:
    """BankEnd: close the bank.  It is always answered, because the client stays locked without.  Source: 09 §4.7."""
    if player.commerce.mode is Mode.BANK:
        player.commerce.close_counter()
    player.messages.send(msg.bank_end())


def extract(world: World, player: Player, slot: int, amount: int) -> None:
    """Move objects from a bank slot to one slot of the bag: as many as asked for and present, or none.

    Objects that may not lie in a backpack can get into one this way: a quirk kept.  Source: 09 §4.3.
    """
    if player.dead:
        tell_dead(player)
        return
    if player.commerce.mode is not Mode.BANK or not 1 <= slot <= BANK_SLOTS or amount < 1:
        return
    sender = MessageSender(player, world.content)
    sender.stats()
    bank, bag = player.record.bank, player.record.inventory
    stack = bank[slot - 1]
    if stack is not None:
        count = min(amount, stack.amount)
        place = find_slot(bag, usable_slots(player, world.content), stack.item, count)
        if place is None:
            tell(player, _("No podés tener más objetos."))
        else:
            put_into(bag, place, stack.item, count)
            stack.amount -= count
            if stack.amount <= 0:
                bank[slot - 1] = None
            world.ledger.moved(Reason.BANK, stack.item, count)
        sender.inventory()
        sender.bank()
    player.messages.send(msg.bank_ok())


def deposit(world: World, player: Player, slot: int, amount: int) -> None:
    """Move objects from a bag slot to one bank slot: as many as named and present, or none.

    Bag and bank are shown again whether anything was moved or not.  Source: 09 §4.4.
    """
    if player.dead:
        tell_dead(player)
        return
    if player.commerce.mode is not Mode.BANK or not 1 <= slot <= usable_slots(player, world.content):
        return
    stack = player.record.inventory[slot - 1]
    if stack is not None and amount >= 1:
        if player.sailing and slot == player.record.equipment.boat:
            tell(player, _("No podés depositar el barco mientras navegás."))
        else:
            _bring(world, player, slot, min(amount, stack.amount))
        sender = MessageSender(player, world.content)
        sender.inventory()
        sender.bank()
    player.messages.send(msg.bank_ok())


def _bring(world: World, player: Player, slot: int, count: int) -> None:
    bank, stack = player.record.bank, player.record.inventory[slot - 1]
    place = find_slot(bank, BANK_SLOTS, stack.item, count) if stack else None
    if stack is None or place is None:
        tell(player, _("No tenés más espacio en el banco."))
    else:
        take(world, player, slot, count)
        put_into(bank, place, stack.item, count)
        world.ledger.moved(Reason.BANK, stack.item, count)


def move(world: World, player: Player, slot: int, *, upwards: bool) -> None:
    """Swap a bank slot with the one before it (`upwards`) or after it.

    The bank need not be open and the player need not be alive: a quirk kept.  Source: 09 §4.6.
    """
    other = slot - 1 if upwards else slot + 1
    if not (1 <= slot <= BANK_SLOTS and 1 <= other <= BANK_SLOTS):
        return
    bank = player.record.bank
    bank[slot - 1], bank[other - 1] = bank[other - 1], bank[slot - 1]
    MessageSender(player, world.content).bank()
    player.messages.send(msg.bank_ok())


def extract_gold(world: World, player: Player, amount: int) -> None:
    """Withdraw gold; purse and account are shown again even after a refusal.  Source: 09 §4.5."""
    npc = address(world, player)
    if npc is None or npc.definition.type != NpcType.BANQUERO:
        return
    if not try_call(player, npc):
        return
    record = player.record
    if 0 < amount <= record.bank_gold and record.gold + amount <= LONG_MAX:
        record.gold += amount
        record.bank_gold -= amount
        world.ledger.moved(Reason.BANK, GOLD, amount)
        npc_says(player, npc, _balance(player))
    else:
        npc_says(player, npc, _("No tenés esa cantidad en tu cuenta."))
    _tell_gold(player)


def deposit_gold(world: World, player: Player, amount: int) -> None:
    """Deposit gold; after a refusal nothing is shown again.  Source: 09 §4.5."""
    npc = address(world, player)
    if npc is None or not try_call(player, npc):
        return
    if npc.definition.type != NpcType.BANQUERO:
        return
    record = player.record
    if 0 < amount <= record.gold and record.bank_gold + amount <= LONG_MAX:
        record.gold -= amount
        record.bank_gold += amount
        world.ledger.moved(Reason.BANK, GOLD, amount)
        npc_says(player, npc, _balance(player))
        _tell_gold(player)
    else:
        npc_says(player, npc, _("No tenés esa cantidad."))


def _balance(player: Player) -> str:
    return _("Tenés {gold} monedas de oro en tu cuenta.").format(gold=player.record.bank_gold)


def _tell_gold(player: Player) -> None:
    player.messages.send(msg.update_gold(player.record.gold))
    player.messages.send(msg.update_bank_gold(player.record.bank_gold))


def tell_account(world: World, player: Player) -> None:
    """RequestAccountState: a banker tells the balance; the casino's host tells staff what the house has won and lost.

    Source: 09 §4.5, §6.2.
    """
    npc = address(world, player)
    if npc is None or not try_call(player, npc, REACH):
        return
    if npc.definition.type == NpcType.BANQUERO:
        npc_says(player, npc, _balance(player))
    elif npc.definition.type == NpcType.TIMBERO:
        gambling.tell_totals(world, player)
