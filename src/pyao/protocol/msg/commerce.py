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
    """To oneself: closes the merchant's panel and unlocks the keys.

    Every CommerceEnd of the client must be answered with it.  Source: 01-protocol §5.
    """
    return Message(S.COMMERCE_END, ())


def bank_end() -> Message:
    """To oneself: closes the bank's panel and unlocks the keys.

    Every BankEnd of the client must be answered with it.  Source: 01-protocol §5.
    """
    return Message(S.BANK_END, ())


def commerce_init() -> Message:
    """To oneself, behind the merchant's slots: opens the panel and locks keys and clicks.

    Never while a panel is open: it could not be closed any more.  Source: 01-protocol §5.
    """
    return Message(S.COMMERCE_INIT, ())


def bank_init(gold: int) -> Message:
    """To oneself, behind the bank's slots: opens the panel, with the gold kept there, and locks keys and clicks.

    Source: 01-protocol §5.
    """
    return Message(S.BANK_INIT, (gold,))


def user_commerce_init(partner: str) -> Message:
    """To both sides of a trade that begins, with the partner's name.  The Godot client shows nothing.

    Source: 01-protocol §5.
    """
    return Message(S.USER_COMMERCE_INIT, (partner,))


def user_commerce_end() -> Message:
    """To both sides of a trade that is over: unlocks the keys.

    It would leave a merchant's or bank's panel open.  Source: 01-protocol §5.
    """
    return Message(S.USER_COMMERCE_END, ())


def user_offer_confirm() -> Message:
    """To oneself: the partner's offer is final.  The Godot client shows nothing.  Source: 01-protocol §5."""
    return Message(S.USER_OFFER_CONFIRM, ())


def commerce_chat(text: str, font: int) -> Message:
    """To both sides of a trade: words, or why something is refused.  The Godot client shows nothing.

    Source: 01-protocol §5.
    """
    return Message(S.COMMERCE_CHAT, (text, font))


def show_blacksmith_form() -> Message:
    """To oneself, at an anvil, behind both lists.  The Godot client has no such window.  Source: 01-protocol §5."""
    return Message(S.SHOW_BLACKSMITH_FORM, ())


def show_carpenter_form() -> Message:
    """To oneself, on using a saw, behind the list.  The Godot client has no such window.  Source: 01-protocol §5."""
    return Message(S.SHOW_CARPENTER_FORM, ())


def blacksmith_weapons(entries: Sequence[SmithEntry]) -> Message:
    """To oneself, before ShowBlacksmithForm: which weapons can be forged.  Source: 01-protocol §5."""
    return Message(S.BLACKSMITH_WEAPONS, (tuple(entries),))


def blacksmith_armors(entries: Sequence[SmithEntry]) -> Message:
    """To oneself, before ShowBlacksmithForm: which armours can be forged.  Source: 01-protocol §5."""
    return Message(S.BLACKSMITH_ARMORS, (tuple(entries),))


def carpenter_objects(entries: Sequence[CarpenterEntry]) -> Message:
    """To oneself, before ShowCarpenterForm: which objects can be carved.  Source: 01-protocol §5."""
    return Message(S.CARPENTER_OBJECTS, (tuple(entries),))


def trainer_creature_list(creatures: Sequence[str]) -> Message:
    """The answer to TrainList: opens a list; the choice comes back as Train, counted from 1.

    Source: 01-protocol §5.
    """
    return Message(S.TRAINER_CREATURE_LIST, (tuple(creatures),))


def trade_ok() -> Message:
    """To oneself after each purchase and sale.  The client does nothing.  Source: 01-protocol §5."""
    return Message(S.TRADE_OK, ())


def bank_ok() -> Message:
    """To oneself after each move between bank and inventory.  The client does nothing.  Source: 01-protocol §5."""
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
    """To oneself: what slot 1..20 of the partner's offer holds, 21 = gold.  The Godot client has no reader.

    An empty one is obj 0 and zeros.  Source: 01-protocol §5.
    """
    return Message(
        S.CHANGE_USER_TRADE_SLOT, (offer_slot, obj, amount, grh, type, max_hit, min_hit, max_def, min_def, price, name)
    )


def stop_working() -> Message:
    """To oneself when the last piece of a craft is made: the client prints a line of its own.

    Source: 01-protocol §5.
    """
    return Message(S.STOP_WORKING, ())


def cancel_offer_item(slot: int) -> Message:
    """To oneself: what was put into that slot of one's own offer is refused.  The Godot client shows nothing.

    Source: 01-protocol §5.
    """
    return Message(S.CANCEL_OFFER_ITEM, (slot,))
