"""Shops, banks, trades between players, and crafts.

Amounts may be 0 or negative.  Source: 01-protocol §7.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.client_packets.base import I16, I32, U8, Bool, C, ClientPacket, Str


@dataclass(frozen=True, slots=True)
class CommerceStart(ClientPacket):
    """/comerciar: trade with the selected merchant or player."""

    id = C.COMMERCE_START


@dataclass(frozen=True, slots=True)
class CommerceBuy(ClientPacket):
    """Buy from a slot of the merchant."""

    id = C.COMMERCE_BUY

    slot: U8
    amount: I16


@dataclass(frozen=True, slots=True)
class CommerceSell(ClientPacket):
    """Sell to the merchant from an inventory slot."""

    id = C.COMMERCE_SELL

    slot: U8
    amount: I16


@dataclass(frozen=True, slots=True)
class CommerceEnd(ClientPacket):
    """Close the merchant's panel; only the answer CommerceEnd closes it, so it must always be answered."""

    id = C.COMMERCE_END


@dataclass(frozen=True, slots=True)
class BankStart(ClientPacket):
    """/boveda: open the selected banker's bank."""

    id = C.BANK_START


@dataclass(frozen=True, slots=True)
class BankDeposit(ClientPacket):
    """Put objects from an inventory slot into the bank."""

    id = C.BANK_DEPOSIT

    slot: U8
    amount: I16


@dataclass(frozen=True, slots=True)
class BankExtractItem(ClientPacket):
    """Take objects out of a bank slot."""

    id = C.BANK_EXTRACT_ITEM

    slot: U8
    amount: I16


@dataclass(frozen=True, slots=True)
class BankDepositGold(ClientPacket):
    """Put gold into the bank: /depositar N or the panel.  A typed number arrives modulo 2³², signed."""

    id = C.BANK_DEPOSIT_GOLD

    amount: I32


@dataclass(frozen=True, slots=True)
class BankExtractGold(ClientPacket):
    """Take gold out of the bank: /retirar N or the panel.  A typed number arrives modulo 2³², signed."""

    id = C.BANK_EXTRACT_GOLD

    amount: I32


@dataclass(frozen=True, slots=True)
class MoveBank(ClientPacket):
    """Swap a bank slot with the one before it (`upwards`) or after it.  No screen of the client sends it."""

    id = C.MOVE_BANK

    upwards: Bool
    slot: U8


@dataclass(frozen=True, slots=True)
class BankEnd(ClientPacket):
    """Close the bank's panel; only the answer BankEnd closes it, so it must always be answered."""

    id = C.BANK_END


@dataclass(frozen=True, slots=True)
class UserCommerceOffer(ClientPacket):
    """Offer something in a trade.  The client can't send it; the text command /ofrecer does.

    `slot` of the inventory, 31 = gold, 0 = change the amount already in `offer_slot` (1..20, 21 = gold).  A negative
    amount takes back.
    """

    id = C.USER_COMMERCE_OFFER

    slot: U8
    amount: I32
    offer_slot: U8


@dataclass(frozen=True, slots=True)
class UserCommerceConfirm(ClientPacket):
    """Confirm one's offer, which is then final; the partner gets UserOfferConfirm.  By text command: /confirmar."""

    id = C.USER_COMMERCE_CONFIRM


@dataclass(frozen=True, slots=True)
class UserCommerceOk(ClientPacket):
    """Accept what the partner has confirmed.  By text command: /aceptar."""

    id = C.USER_COMMERCE_OK


@dataclass(frozen=True, slots=True)
class UserCommerceReject(ClientPacket):
    """Reject the partner's offer, which ends the trade.  By text command: /rechazar."""

    id = C.USER_COMMERCE_REJECT


@dataclass(frozen=True, slots=True)
class UserCommerceEnd(ClientPacket):
    """Leave a trade with a player.  By text command: /fintrato."""

    id = C.USER_COMMERCE_END


@dataclass(frozen=True, slots=True)
class CommerceChat(ClientPacket):
    """Speak to the partner in a trade; both get CommerceChat.  By text command: /tmsg."""

    id = C.COMMERCE_CHAT

    text: Str


@dataclass(frozen=True, slots=True)
class InitCrafting(ClientPacket):
    """How many pieces to make in all, and how many per cycle; sent before the orders to craft.

    No screen of the client sends it; the text commands of the crafts do.
    """

    id = C.INIT_CRAFTING

    total: I32
    per_cycle: I16


@dataclass(frozen=True, slots=True)
class InitCraftingShort(ClientPacket):
    """The short layout of InitCrafting, which the client could also send; it has no effect.  Source: 01 §7.1."""

    id = C.INIT_CRAFTING

    skill_type: U8


@dataclass(frozen=True, slots=True)
class CraftBlacksmith(ClientPacket):
    """Forge one cycle of an object.  By text command: /herreria."""

    id = C.CRAFT_BLACKSMITH

    obj: I16


@dataclass(frozen=True, slots=True)
class CraftCarpenter(ClientPacket):
    """Make one cycle of an object of wood.  By text command: /carpinteria."""

    id = C.CRAFT_CARPENTER

    obj: I16


@dataclass(frozen=True, slots=True)
class ItemUpgrade(ClientPacket):
    """Upgrade an object of the inventory to its better form.  By text command: /mejorar."""

    id = C.ITEM_UPGRADE

    obj: I16
