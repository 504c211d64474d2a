"""Sequences of messages to one player in a fixed order: inventory, bank, spells, stats, skills, message of the day.

Source: 02-sessions-and-characters §4.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.fields import single
from pyao.world.record import USABLE_SLOTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyao.content.content import Content
    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.record import ItemStack, SkillRecord

BASE_SLOTS, BACKPACK_SLOTS = 20, 5
"""Inventory slots without a backpack, and how many more for each backpack type.  Source: 02 §4.2."""

EMPTY_SPELL = "(None)"
"""The name of an empty spell slot; the client tests for this very text."""


class MessageSender:
    """Sends one player messages that belong together.  Made for the moment, never kept."""

    __slots__ = ("_content", "_player")

    def __init__(self, player: Player, content: Content) -> None:
        """Send to `player`; objects and spells are looked up in `content`."""
        self._player = player
        self._content = content

    def inventory(self) -> None:
        """Send every usable inventory slot, the empty ones too."""
        for slot in range(1, usable_slots(self._player, self._content) + 1):
            self.inventory_slot(slot)

    def inventory_slot(self, slot: int) -> None:
        """Send one inventory slot, 1..25."""
        self._send(slot_shown(self._content, slot, self._player.record.inventory[slot - 1]))

    def bank(self) -> None:
        """Send all 40 slots of the bank, the empty ones too.  Source: 09-economy §4.2."""
        for slot, stack in enumerate(self._player.record.bank, start=1):
            self._send(bank_slot_shown(self._content, slot, stack))

    def spells(self) -> None:
        """Send all 35 slots of the spell book."""
        for slot in range(1, len(self._player.record.spells) + 1):
            self.spell_slot(slot)

    def spell_slot(self, slot: int) -> None:
        """Send one slot of the spell book, 1..35."""
        self._send(spell_slot_shown(self._content, slot, self._player.record.spells[slot - 1]))

    def stats(self) -> None:
        """Send every bar and label at once."""
        record, vitals = self._player.record, self._player.record.vitals
        self._send(
            msg.update_user_stats(
                vitals.max_hp,
                vitals.hp,
                vitals.max_mana,
                vitals.mana,
                vitals.max_stamina,
                vitals.stamina,
                record.gold,
                record.level,
                record.exp_next,
                record.exp,
            )
        )

    def hunger_and_thirst(self) -> None:
        """Send the bars of hunger and thirst."""
        vitals = self._player.record.vitals
        self._send(msg.update_hunger_and_thirst(vitals.max_water, vitals.water, vitals.max_food, vitals.food))

    def strength_and_agility(self) -> None:
        """Send the labels of strength and agility, with the effect of potions."""
        attributes = self._player.attributes
        self._send(msg.update_strenght_and_dexterity(attributes.strength, attributes.agility))

    def skills(self) -> None:
        """Send all 20 skills with their progress."""
        self._send(msg.send_skills(_skill_pairs(self._player.record.skills)))

    def message_of_the_day(self) -> None:
        """Send a heading and each line as guild chat; for the Godot client the dialect repeats them on the console."""
        self._send(msg.guild_chat(_("Mensajes de entrada:")))
        for line in self._content.motd:
            self._send(msg.guild_chat(line))

    def _send(self, message: msg.Message) -> None:
        self._player.messages.send(message)


def slot_shown(content: Content, slot: int, stack: ItemStack | None) -> msg.Message:
    """What shows an inventory slot with that in it."""
    definition = content.items.get(stack.item) if stack else None
    if stack is None or definition is None:
        return msg.change_inventory_slot(slot, 0, "", 0, False, 0, 0, 0, 0, 0, 0, 0.0)
    return _slot_message(slot, stack, definition)


def bank_slot_shown(content: Content, slot: int, stack: ItemStack | None) -> msg.Message:
    """What shows a slot of the bank with that in it."""
    definition = content.items.get(stack.item) if stack else None
    if stack is None or definition is None:
        return msg.change_bank_slot(slot, 0, "", 0, 0, 0, 0, 0, 0, 0, 0)
    return _bank_slot_message(slot, stack, definition)


def spell_slot_shown(content: Content, slot: int, number: int) -> msg.Message:
    """What shows a slot of the spell book with that spell in it."""
    spell = content.spells.get(number)
    return msg.change_spell_slot(slot, number if spell else 0, spell.name if spell else EMPTY_SPELL)


def usable_slots(player: Player, content: Content) -> int:
    """How many inventory slots can be used: 20, or 25 with a backpack of either type.  Source: 02 §4.2."""
    slot = player.record.equipment.backpack
    stack = player.record.inventory[slot - 1] if slot else None
    backpack = content.items.get(stack.item) if stack else None
    return min(USABLE_SLOTS, BASE_SLOTS + BACKPACK_SLOTS * backpack.backpack_type) if backpack else BASE_SLOTS


def sale_price(definition: ItemDef) -> float:
    """What a merchant pays for one: a third of its value, nothing for a newbie object.  Source: 09-economy §2."""
    return 0.0 if definition.newbie else single(definition.value / 3)


def skill_percent(skill: SkillRecord) -> int:
    """Progress towards the skill's next point in percent, 0..100; 0 at level 100.  Source: 02 §7.3."""
    return max(0, min(100, skill.exp * 100 // skill.elu)) if skill.level < 100 and skill.elu > 0 else 0


def _skill_pairs(skills: Iterable[SkillRecord]) -> tuple[tuple[int, int], ...]:
    return tuple((skill.level, skill_percent(skill)) for skill in skills)


def _slot_message(slot: int, stack: ItemStack, definition: ItemDef) -> msg.Message:
    return msg.change_inventory_slot(
        slot,
        stack.item,
        definition.name,
        stack.amount,
        stack.equipped,
        definition.grh,
        definition.type,
        definition.max_hit,
        definition.min_hit,
        definition.max_def,
        definition.min_def,
        sale_price(definition),
    )


def _bank_slot_message(slot: int, stack: ItemStack, definition: ItemDef) -> msg.Message:
    return msg.change_bank_slot(
        slot,
        stack.item,
        definition.name,
        stack.amount,
        definition.grh,
        definition.type,
        definition.max_hit,
        definition.min_hit,
        definition.max_def,
        definition.min_def,
        definition.value,
    )
