"""Bars, labels and slots.

Who hears a message and when is said first, then what the client does with it.  Source: 01-protocol §5.
"""

from __future__ import annotations

from pyao.protocol.fields import single
from pyao.protocol.message import Message
from pyao.protocol.packet_id import ServerPacketID as S


def update_sta(sta: int) -> Message:
    """To oneself: stamina, 0..999.  Source: 01-protocol §5."""
    return Message(S.UPDATE_STA, (sta,))


def update_mana(mana: int) -> Message:
    """To oneself: mana, 0..9999.  The client does not ask to meditate when it is full.  Source: 01-protocol §5."""
    return Message(S.UPDATE_MANA, (mana,))


def update_hp(hp: int) -> Message:
    """To oneself: hit points.  More than 0 is the client's only sign of life.  Source: 01-protocol §5."""
    return Message(S.UPDATE_HP, (hp,))


def update_gold(gold: int) -> Message:
    """To oneself: the gold carried, as a label.  Source: 01-protocol §5."""
    return Message(S.UPDATE_GOLD, (gold,))


def update_bank_gold(gold: int) -> Message:
    """To oneself: the gold in the bank; shown while its panel is open.  Source: 01-protocol §5."""
    return Message(S.UPDATE_BANK_GOLD, (gold,))


def update_exp(exp: int) -> Message:
    """To oneself: the experience, 0..99999999.  Source: 01-protocol §5."""
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
    """To oneself at login and whenever much has changed: all bars and labels.

    The client takes from here whether it lives, and what it asks of level and gold before it sends /fundarclan.
    Source: 01-protocol §5.
    """
    return Message(S.UPDATE_USER_STATS, (max_hp, hp, max_mana, mana, max_sta, sta, gold, level, exp_next, exp))


def work_request_target_packet(skill: int) -> Message:
    """Packet 46, which the original never sent; MultiMessage `work_request_target` is what works.

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
    """To oneself: what an inventory slot (1..25) holds; `price` is what merchants pay.

    An empty one is obj 0, name "" and zeros.  The price is rounded to what an f32 holds; the client drops its fraction.
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
    """To oneself: what a bank slot (1..40) holds; `price` is the object's value, a whole number here.

    An empty one is obj 0, name "" and zeros.  Source: 01-protocol §5.
    """
    return Message(S.CHANGE_BANK_SLOT, (slot, obj, name, amount, grh, type, max_hit, min_hit, max_def, min_def, price))


def change_spell_slot(slot: int, spell: int, name: str) -> Message:
    """To oneself: the spell of a slot (1..35).

    An empty one must be spell 0 with the name `(None)`: the client looks for that text.  Source: 01-protocol §5.
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
    """To oneself: what a merchant's slot (1..20, the client has 50) holds, and what it costs.

    The fields stand in another order than in ChangeInventorySlot.  The price is rounded to what an f32 holds.
    Source: 01-protocol §5.
    """
    return Message(
        S.CHANGE_NPC_INVENTORY_SLOT,
        (slot, name, amount, single(price), grh, obj, type, max_hit, min_hit, max_def, min_def),
    )


def update_hunger_and_thirst(max_water: int, water: int, max_food: int, food: int) -> Message:
    """To oneself: 0..100 each, the maximum first.  Source: 01-protocol §5."""
    return Message(S.UPDATE_HUNGER_AND_THIRST, (max_water, water, max_food, food))


def update_strenght_and_dexterity(strength: int, agility: int) -> Message:
    """To oneself at login and when potions wear off: strength and agility with their potions.

    Source: 01-protocol §5.
    """
    return Message(S.UPDATE_STRENGHT_AND_DEXTERITY, (strength, agility))


def update_strenght(strength: int) -> Message:
    """To oneself: strength with its potion.  Source: 01-protocol §5."""
    return Message(S.UPDATE_STRENGHT, (strength,))


def update_dexterity(agility: int) -> Message:
    """To oneself: agility with its potion.  Source: 01-protocol §5."""
    return Message(S.UPDATE_DEXTERITY, (agility,))


def add_slots(backpack: int) -> Message:
    """To oneself when a backpack is put on: 1 = 5 more slots, 2 = 10 more.  The Godot client has no reader.

    Source: 01-protocol §5.
    """
    return Message(S.ADD_SLOTS, (backpack,))
