"""Taking off what is worn, and how somebody looks then.

Source: 06-items §6.4, 02-sessions-and-characters §3.2.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from pyao.content.enums import Gender, Race
from pyao.messaging.audience import area
from pyao.messaging.message_sender import MessageSender
from pyao.rules import appearance
from pyao.world.character import NO_ITEM

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.record import Equipment
    from pyao.world.world import World

_NAKED = {
    Race.HUMAN: (21, 39),
    Race.ELF: (210, 259),
    Race.DROW: (32, 40),
    Race.GNOME: (222, 260),
    Race.DWARF: (53, 60),
}
_DRAWN = ("weapon", "helmet", "shield")
"""What has an animation of its own."""


def naked_body(race: int, gender: int) -> int:
    """The body of somebody without clothes.  Source: 02 §3.2."""
    man, woman = _NAKED[Race(race)]
    return man if gender == Gender.MAN else woman


def worn_as(equipment: Equipment, slot: int) -> str | None:
    """As what an inventory slot (0 = none) is worn: `weapon`, `armour` …; `None` = it is not."""
    if not slot:
        return None
    return next((field.name for field in fields(equipment) if getattr(equipment, field.name) == slot), None)


def worn_item(world: World, player: Player, part: str) -> ItemDef | None:
    """What is worn as `weapon`, `armour` … ; `None` = nothing."""
    slot: int = getattr(player.record.equipment, part)
    stack = player.record.inventory[slot - 1] if slot else None
    return world.content.items.get(stack.item) if stack else None


def take_off(world: World, player: Player, slot: int, *, refresh: bool = True) -> None:
    """Unequip; with refresh the look, the bars and the slot are told, else the slot.  Source: 06 §6.4."""
    part = worn_as(player.record.equipment, slot)
    if part is None:
        return
    setattr(player.record.equipment, part, 0)
    stack = player.record.inventory[slot - 1]
    if stack is not None:
        stack.equipped = False
    if part in _DRAWN:
        setattr(player.look, part, NO_ITEM)
    elif part == "armour" and not player.sailing:
        player.look.body = naked_body(player.record.race, player.record.gender)
    sender = MessageSender(player, world.content)
    if refresh:
        if (part in _DRAWN and not player.sailing) or part == "armour":
            area(world, player).send(appearance.character_change(player))
        sender.stats()
    sender.inventory_slot(slot)
