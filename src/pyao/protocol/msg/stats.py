"""Bars, labels and slots.

Each docstring says who gets the message and when, then what the client does with it.  Source: 01-protocol §5.
"""

from __future__ import annotations

from pyao.protocol.fields import single
from pyao.protocol.message import Message
from pyao.protocol.packet_id import ServerPacketID as S


def update_sta(sta: int) -> Message:
    """To the player: stamina, 0..999.  Source: 01-protocol §5."""
    return Message(S.UPDATE_STA, (sta,))


def update_mana(mana: int) -> Message:
    """To the player: mana, 0..9999.  The client refuses to meditate once it is full.  Source: 01-protocol §5."""
    return Message(S.UPDATE_MANA, (mana,))


def update_hp(hp: int) -> Message:
    """To the player: hit points; the client takes anything above 0 for alive.  Source: 01-protocol §5."""
    return Message(S.UPDATE_HP, (hp,))


def update_gold(gold: int) -> Message:
    """To the player: the gold carried, shown as a label.  Source: 01-protocol §5."""
    return Message(S.UPDATE_GOLD, (gold,))


def update_bank_gold(gold: int) -> Message:
    """To the player: the gold in the bank; shown while its panel is open.  Source: 01-protocol §5."""
    return Message(S.UPDATE_BANK_GOLD, (gold,))


def update_exp(exp: int) -> Message:
    """To the player: the experience, 0..99999999.  Source: 01-protocol §5."""
    return Message(S.UPDATE_EXP, (exp,))


def update_user_stats(
    max_hp: int,
    hp: int,
    max_mana: int,
    mana: int,
    max_sta: int,
    sta: int,
    gold: int,
    level: int,
    exp_next: int,
    exp: int,
) -> Message:
    """To the player at login and whenever much has changed at once: all bars and labels.

    From it the client knows whether the player is alive, and the level and gold it checks before it sends /fundarclan.
    Source: 01-protocol §5.
    """
    return Message(S.UPDATE_USER_STATS, (max_hp, hp, max_mana, mana, max_sta, sta, gold, level, exp_next, exp))


def work_request_target_packet(skill: int) -> Message:
    """Packet 46: the original never sent it, and the Godot client can't read it.  Use `work_request_target` instead.

    Source: 01-protocol §5.
    """
    return Message(S.WORK_REQUEST_TARGET, (skill,))


def change_inventory_slot(
    slot: int,
    obj: int,
    name: str,
    amount: int,
    equipped: bool,
    grh: int,
    type: int,
    max_hit: int,
    min_hit: int,
    max_def: int,
    min_def: int,
    price: float,
) -> Message:
    """To the player: what is in an inventory slot (1..25); `price` is what merchants pay for it.

    An empty slot is obj 0, name "" and zeros.  The price is rounded to a 32-bit float; the client drops its fraction.
    Source: 01-protocol §5.
    """
    return Message(
        S.CHANGE_INVENTORY_SLOT,
        (slot, obj, name, amount, equipped, grh, type, max_hit, min_hit, max_def, min_def, single(price)),
    )


def change_bank_slot(
    slot: int,
    obj: int,
    name: str,
    amount: int,
    grh: int,
    type: int,
    max_hit: int,
    min_hit: int,
    max_def: int,
    min_def: int,
    price: int,
) -> Message:
    """To the player: what is in a bank slot (1..40); `price` is the object's value, here a whole number.

    An empty slot is obj 0, name "" and zeros.  Source: 01-protocol §5.
    """
    return Message(S.CHANGE_BANK_SLOT, (slot, obj, name, amount, grh, type, max_hit, min_hit, max_def, min_def, price))


def change_spell_slot(slot: int, spell: int, name: str) -> Message:
    """To the player: the spell in a slot (1..35).

    An empty slot must be spell 0 with the name `(None)`: the client tests for that text.  Source: 01-protocol §5.
    """
    return Message(S.CHANGE_SPELL_SLOT, (slot, spell, name))


def change_npc_inventory_slot(
    slot: int,
    name: str,
    amount: int,
    price: float,
    grh: int,
    obj: int,
    type: int,
    max_hit: int,
    min_hit: int,
    max_def: int,
    min_def: int,
) -> Message:
    """To the player: what is in a merchant's slot (1..20; the client has room for 50), and what it costs.

    The order of the fields differs from ChangeInventorySlot.  The price is rounded to a 32-bit float.
    Source: 01-protocol §5.
    """
    return Message(
        S.CHANGE_NPC_INVENTORY_SLOT,
        (slot, name, amount, single(price), grh, obj, type, max_hit, min_hit, max_def, min_def),
    )


def update_hunger_and_thirst(max_water: int, water: int, max_food: int, food: int) -> Message:
    """To the player: water and food, 0..100, each after its maximum.  Source: 01-protocol §5."""
    return Message(S.UPDATE_HUNGER_AND_THIRST, (max_water, water, max_food, food))


def update_strenght_and_dexterity(strength: int, agility: int) -> Message:
    """To the player at login and when potions wear off: strength and agility with the effect of potions.

    Source: 01-protocol §5.
    """
    return Message(S.UPDATE_STRENGHT_AND_DEXTERITY, (strength, agility))


def update_strenght(strength: int) -> Message:
    """To the player: strength with the effect of potions.  Source: 01-protocol §5."""
    return Message(S.UPDATE_STRENGHT, (strength,))


def update_dexterity(agility: int) -> Message:
    """To the player: agility with the effect of potions.  Source: 01-protocol §5."""
    return Message(S.UPDATE_DEXTERITY, (agility,))


def add_slots(backpack: int) -> Message:
    """To the player who puts a backpack on: 1 = 5 more slots, 2 = 10 more.  The Godot client can't read it.

    Source: 01-protocol §5.
    """
    return Message(S.ADD_SLOTS, (backpack,))
