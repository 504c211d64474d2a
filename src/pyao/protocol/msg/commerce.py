"""Shops, banks, trades and crafts.

Who hears a message and when is said first, then what the client does with it.  Source: 01-protocol §5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pyao.protocol.message import Message
from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from collections.abc import Sequence

SmithEntry: TypeAlias = tuple[str, int, int, int, int, int, int]
"""(name, grh, iron, silver, gold, obj, upgrade); ingots of each metal, `upgrade` = the better object or 0."""

CarpenterEntry: TypeAlias = tuple[str, int, int, int, int, int]
"""(name, grh, wood, elven wood, obj, upgrade)."""


def commerce_end() -> Message:
    """Self, answer to CommerceEnd, NPC trade over: closes the open panel, trading=off.  Source: 01-protocol §5."""
    return Message(S.COMMERCE_END, ())


def bank_end() -> Message:
    """Self, answer to BankEnd: closes the open panel, trading=off.  Source: 01-protocol §5."""
    return Message(S.BANK_END, ())


def commerce_init() -> Message:
    """Self, after the NPC slots: opens the merchant panel, trading=on.  Source: 01-protocol §5."""
    return Message(S.COMMERCE_INIT, ())


def bank_init(gold: int) -> Message:
    """Self, after the bank slots: opens the bank panel with that gold, trading=on.  Source: 01-protocol §5."""
    return Message(S.BANK_INIT, (gold,))


def user_commerce_init(partner: str) -> Message:
    """Both sides of a secure trade; partner's name. Nothing happens.  Source: 01-protocol §5."""
    return Message(S.USER_COMMERCE_INIT, (partner,))


def user_commerce_end() -> Message:
    """Self, secure trade over: trading=off.  Source: 01-protocol §5."""
    return Message(S.USER_COMMERCE_END, ())


def user_offer_confirm() -> Message:
    """Self, the partner confirmed. Nothing happens.  Source: 01-protocol §5."""
    return Message(S.USER_OFFER_CONFIRM, ())


def commerce_chat(text: str, font: int) -> Message:
    """Secure-trade chat and refusals. Nothing shown.  Source: 01-protocol §5."""
    return Message(S.COMMERCE_CHAT, (text, font))


def show_blacksmith_form() -> Message:
    """Self, WorkLeftClick 15 on an anvil, after both lists. Nothing happens.  Source: 01-protocol §5."""
    return Message(S.SHOW_BLACKSMITH_FORM, ())


def show_carpenter_form() -> Message:
    """Self, use of a carpenter's saw, after the list. Nothing happens.  Source: 01-protocol §5."""
    return Message(S.SHOW_CARPENTER_FORM, ())


def blacksmith_weapons(entries: Sequence[SmithEntry]) -> Message:
    """Before ShowBlacksmithForm. Read, unused.  Source: 01-protocol §5."""
    return Message(S.BLACKSMITH_WEAPONS, (tuple(entries),))


def blacksmith_armors(entries: Sequence[SmithEntry]) -> Message:
    """Before ShowBlacksmithForm. Read, unused.  Source: 01-protocol §5."""
    return Message(S.BLACKSMITH_ARMORS, (tuple(entries),))


def carpenter_objects(entries: Sequence[CarpenterEntry]) -> Message:
    """Before ShowCarpenterForm. Read, unused.  Source: 01-protocol §5."""
    return Message(S.CARPENTER_OBJECTS, (tuple(entries),))


def trainer_creature_list(creatures: Sequence[str]) -> Message:
    """Answer to TrainList: picker; choice returns as Train(1-based).  Source: 01-protocol §5."""
    return Message(S.TRAINER_CREATURE_LIST, (tuple(creatures),))


def trade_ok() -> Message:
    """After each NPC buy/sell. Nothing happens.  Source: 01-protocol §5."""
    return Message(S.TRADE_OK, ())


def bank_ok() -> Message:
    """After each bank move. Nothing happens.  Source: 01-protocol §5."""
    return Message(S.BANK_OK, ())


def change_user_trade_slot(
    offer_slot: int,
    obj: int,
    amount: int,
    grh: int,
    type: int,
    max_hit: int,
    min_hit: int,
    max_def: int,
    min_def: int,
    price: int,
    name: str,
) -> Message:
    """Partner's offer slot 1..20, 21 = gold; obj 0: rest zero.  Source: 01-protocol §5."""
    return Message(
        S.CHANGE_USER_TRADE_SLOT, (offer_slot, obj, amount, grh, type, max_hit, min_hit, max_def, min_def, price, name)
    )


def stop_working() -> Message:
    """Self, crafting run over: prints a local line.  Source: 01-protocol §5."""
    return Message(S.STOP_WORKING, ())


def cancel_offer_item(slot: int) -> Message:
    """Own offer slot refused (newbie item). Nothing happens.  Source: 01-protocol §5."""
    return Message(S.CANCEL_OFFER_ITEM, (slot,))
