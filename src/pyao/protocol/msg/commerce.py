"""Shops, banks, trades and crafts.

Each docstring says who gets the message and when, then what the client does with it.  Source: 01-protocol §5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pyao.protocol.message import Message
from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from collections.abc import Sequence

SmithEntry: TypeAlias = tuple[str, int, int, int, int, int, int]
"""(name, grh, iron, silver, gold, obj, upgrade): ingots of each metal; `upgrade` = its better form, 0 = none."""

CarpenterEntry: TypeAlias = tuple[str, int, int, int, int, int]
"""(name, grh, wood, elven wood, obj, upgrade): pieces of wood; `upgrade` as in `SmithEntry`."""


def commerce_end() -> Message:
    """To the player: closes the merchant's panel and unlocks the keys.

    Every CommerceEnd of the client must be answered with it.  Source: 01-protocol §5.
    """
    return Message(S.COMMERCE_END, ())


def bank_end() -> Message:
    """To the player: closes the bank's panel and unlocks the keys.

    Every BankEnd of the client must be answered with it.  Source: 01-protocol §5.
    """
    return Message(S.BANK_END, ())


def commerce_init() -> Message:
    """To the player, after the merchant's slots: opens the panel and locks keys and clicks.

    Never send it while a panel is open: that one could never be closed (§11).  Source: 01-protocol §5.
    """
    return Message(S.COMMERCE_INIT, ())


def bank_init(gold: int) -> Message:
    """To the player, after the bank's slots: opens the panel, showing the gold kept there; locks keys and clicks.

    Source: 01-protocol §5.
    """
    return Message(S.BANK_INIT, (gold,))


def user_commerce_init(partner: str) -> Message:
    """To both sides when a trade begins, with the partner's name.  The Godot client shows nothing.

    Source: 01-protocol §5.
    """
    return Message(S.USER_COMMERCE_INIT, (partner,))


def user_commerce_end() -> Message:
    """To both sides when a trade is over: unlocks the keys.

    It does not close a merchant's or bank's panel.  Source: 01-protocol §5.
    """
    return Message(S.USER_COMMERCE_END, ())


def user_offer_confirm() -> Message:
    """To the player when the partner confirms an offer.  The Godot client shows nothing.  Source: 01-protocol §5."""
    return Message(S.USER_OFFER_CONFIRM, ())


def commerce_chat(text: str, font: int) -> Message:
    """To both sides of a trade: what one says; also why something is refused.  The Godot client shows nothing.

    Source: 01-protocol §5.
    """
    return Message(S.COMMERCE_CHAT, (text, font))


def show_blacksmith_form() -> Message:
    """To the player at an anvil, after both lists.  The Godot client has no such window.  Source: 01-protocol §5."""
    return Message(S.SHOW_BLACKSMITH_FORM, ())


def show_carpenter_form() -> Message:
    """To the player who uses a saw, after the list.  The Godot client has no such window.  Source: 01-protocol §5."""
    return Message(S.SHOW_CARPENTER_FORM, ())


def blacksmith_weapons(entries: Sequence[SmithEntry]) -> Message:
    """To the player, before ShowBlacksmithForm: the weapons that can be forged.  Source: 01-protocol §5."""
    return Message(S.BLACKSMITH_WEAPONS, (tuple(entries),))


def blacksmith_armors(entries: Sequence[SmithEntry]) -> Message:
    """To the player, before ShowBlacksmithForm: the armours that can be forged.  Source: 01-protocol §5."""
    return Message(S.BLACKSMITH_ARMORS, (tuple(entries),))


def carpenter_objects(entries: Sequence[CarpenterEntry]) -> Message:
    """To the player, before ShowCarpenterForm: the objects that can be made of wood.  Source: 01-protocol §5."""
    return Message(S.CARPENTER_OBJECTS, (tuple(entries),))


def trainer_creature_list(creatures: Sequence[str]) -> Message:
    """The answer to TrainList: opens a list; the player's choice comes back as Train, counted from 1.

    Source: 01-protocol §5.
    """
    return Message(S.TRAINER_CREATURE_LIST, (tuple(creatures),))


def trade_ok() -> Message:
    """To the player after each purchase or sale at a shop.  The client does nothing.  Source: 01-protocol §5."""
    return Message(S.TRADE_OK, ())


def bank_ok() -> Message:
    """To the player after each move between bank and inventory.  The client does nothing.  Source: 01-protocol §5."""
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
    """To the player: what is in slot 1..20 of the partner's offer (21 = gold).  The Godot client can't read it.

    An empty slot is obj 0 and zeros.  Source: 01-protocol §5.
    """
    return Message(
        S.CHANGE_USER_TRADE_SLOT, (offer_slot, obj, amount, grh, type, max_hit, min_hit, max_def, min_def, price, name)
    )


def stop_working() -> Message:
    """To the player when a run of crafting is over: the client prints a line of its own.

    Source: 01-protocol §5.
    """
    return Message(S.STOP_WORKING, ())


def cancel_offer_item(slot: int) -> Message:
    """To the player: the object in that slot of the player's own offer is refused.  The Godot client shows nothing.

    Source: 01-protocol §5.
    """
    return Message(S.CANCEL_OFFER_ITEM, (slot,))
