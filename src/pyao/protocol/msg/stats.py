"""Bars, labels and slots.

Who hears a message and when is said first, then what the client does with it.  Source: 01-protocol §5.
"""

from __future__ import annotations

from pyao.protocol.message import Message
from pyao.protocol.packet_id import ServerPacketID as S


def update_sta(sta: int) -> Message:
    """Self, stamina changed: bar.  Source: 01-protocol §5."""
    return Message(S.UPDATE_STA, (sta,))


def update_mana(mana: int) -> Message:
    """Self, mana changed: bar; used by the local "mana full" test.  Source: 01-protocol §5."""
    return Message(S.UPDATE_MANA, (mana,))


def update_hp(hp: int) -> Message:
    """Self, hp changed: bar; hp > 0 is the client's only alive test.  Source: 01-protocol §5."""
    return Message(S.UPDATE_HP, (hp,))


def update_gold(gold: int) -> Message:
    """Self, gold changed: label only.  Source: 01-protocol §5."""
    return Message(S.UPDATE_GOLD, (gold,))


def update_bank_gold(gold: int) -> Message:
    """Self, bank gold changed: label, only while the bank panel is open.  Source: 01-protocol §5."""
    return Message(S.UPDATE_BANK_GOLD, (gold,))


def update_exp(exp: int) -> Message:
    """Self: bar value.  Source: 01-protocol §5."""
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
    """Self: all bars and labels; sets the local alive, level and gold tests.  Source: 01-protocol §5."""
    return Message(S.UPDATE_USER_STATS, (max_hp, hp, max_mana, mana, max_sta, sta, gold, level, exp_next, exp))


def work_request_target_packet(skill: int) -> Message:
    """Never sent by the original.  Source: 01-protocol §5."""
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
    """Self: slot content; price = sale price. Empty slot: obj 0, "" and zeros.

    Equipped weapon/armour/shield/helmet also update the labels.  Source: 01-protocol §5.
    """
    return Message(
        S.CHANGE_INVENTORY_SLOT,
        (slot, obj, name, amount, equipped, grh, type, max_hit, min_hit, max_def, min_def, price),
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
    """Self: bank slot; no equipped flag; price is i32 (Valor).  Source: 01-protocol §5."""
    return Message(S.CHANGE_BANK_SLOT, (slot, obj, name, amount, grh, type, max_hit, min_hit, max_def, min_def, price))


def change_spell_slot(slot: int, spell: int, name: str) -> Message:
    """Self: spell list text; empty slot must be spell 0, name `(None)` (the client tests that text).

    Source: 01-protocol §5.
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
    """Self: merchant slot 1..20 (client holds 50). Other order than ChangeInventorySlot.  Source: 01-protocol §5."""
    return Message(
        S.CHANGE_NPC_INVENTORY_SLOT, (slot, name, amount, price, grh, obj, type, max_hit, min_hit, max_def, min_def)
    )


def update_hunger_and_thirst(max_water: int, water: int, max_food: int, food: int) -> Message:
    """Self: bars.  Source: 01-protocol §5."""
    return Message(S.UPDATE_HUNGER_AND_THIRST, (max_water, water, max_food, food))


def update_strenght_and_dexterity(strength: int, agility: int) -> Message:
    """Self, login, end of potion effects: labels.  Source: 01-protocol §5."""
    return Message(S.UPDATE_STRENGHT_AND_DEXTERITY, (strength, agility))


def update_strenght(strength: int) -> Message:
    """Self: label.  Source: 01-protocol §5."""
    return Message(S.UPDATE_STRENGHT, (strength,))


def update_dexterity(agility: int) -> Message:
    """Self: label.  Source: 01-protocol §5."""
    return Message(S.UPDATE_DEXTERITY, (agility,))


def add_slots(backpack: int) -> Message:
    """Backpack equipped: 1 = +5, 2 = +10.  Source: 01-protocol §5."""
    return Message(S.ADD_SLOTS, (backpack,))
