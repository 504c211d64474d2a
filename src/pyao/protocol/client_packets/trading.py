"""Shops, banks, trades between players, and crafts.

Amounts may be 0 or negative.  Source: 01-protocol §7.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.client_packets.base import I16, I32, U8, Bool, C, ClientPacket, Str


@dataclass(frozen=True, slots=True)
class CommerceStart(ClientPacket):
    """/comerciar: trade with the merchant or the player who was clicked on."""

    id = C.COMMERCE_START


@dataclass(frozen=True, slots=True)
class CommerceBuy(ClientPacket):
    """Buy from a merchant's slot."""

    id = C.COMMERCE_BUY

    slot: U8
    amount: I16


@dataclass(frozen=True, slots=True)
class CommerceSell(ClientPacket):
    """Sell to a merchant from an inventory slot."""

    id = C.COMMERCE_SELL

    slot: U8
    amount: I16


@dataclass(frozen=True, slots=True)
class CommerceEnd(ClientPacket):
    """The merchant's panel is to be closed; only the answer CommerceEnd closes it, so there must always be one."""

    id = C.COMMERCE_END


@dataclass(frozen=True, slots=True)
class BankStart(ClientPacket):
    """/boveda: open the bank of the banker who was clicked on."""

    id = C.BANK_START


@dataclass(frozen=True, slots=True)
class BankDeposit(ClientPacket):
    """Put objects of an inventory slot into the bank."""

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
    """The bank's panel is to be closed; only the answer BankEnd closes it, so there must always be one."""

    id = C.BANK_END


@dataclass(frozen=True, slots=True)
class UserCommerceOffer(ClientPacket):
    """Offer something in a trade.  The client can't send it; the text command /ofrecer can.

    `slot` of the inventory, 31 = gold, 0 = change what `offer_slot` (1..20, 21 = gold) holds.  A negative amount takes
    back.
    """

    id = C.USER_COMMERCE_OFFER

    slot: U8
    amount: I32
    offer_slot: U8


@dataclass(frozen=True, slots=True)
class UserCommerceConfirm(ClientPacket):
    """One's own offer is final; the partner hears UserOfferConfirm.  By text command: /confirmar."""

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
    """Say something to the partner of a trade; both hear CommerceChat.  By text command: /tmsg."""

    id = C.COMMERCE_CHAT

    text: Str


@dataclass(frozen=True, slots=True)
class InitCrafting(ClientPacket):
    """How many pieces to make in all, and how many at a time; comes before the orders to craft.

    No screen of the client sends it; the text commands of the crafts do.
    """

    id = C.INIT_CRAFTING

    total: I32
    per_cycle: I16


@dataclass(frozen=True, slots=True)
class InitCraftingShort(ClientPacket):
    """The form of InitCrafting that the client has a second writer for; it has no effect.  Source: 01-protocol §7.1."""

    id = C.INIT_CRAFTING

    skill_type: U8


@dataclass(frozen=True, slots=True)
class CraftBlacksmith(ClientPacket):
    """Forge a cycle of an object.  By text command: /herreria."""

    id = C.CRAFT_BLACKSMITH

    obj: I16


@dataclass(frozen=True, slots=True)
class CraftCarpenter(ClientPacket):
    """Carve a cycle of an object.  By text command: /carpinteria."""

    id = C.CRAFT_CARPENTER

    obj: I16


@dataclass(frozen=True, slots=True)
class ItemUpgrade(ClientPacket):
    """Turn an object of the inventory into its better form.  By text command: /mejorar."""

    id = C.ITEM_UPGRADE

    obj: I16
