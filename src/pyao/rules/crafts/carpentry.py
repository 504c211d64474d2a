"""The carpenter's workshop.

Source: 07-work §6.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import PlayerClass, Skill
from pyao.protocol import msg
from pyao.rules.body.skills import skill_of

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.world import World

AMATEURS_DIVISOR = 3


def carpentry_of(player: Player) -> int:
    """The carpentry skill as it counts for making things: all of it for workers, a third for other classes."""
    divisor = 1 if player.record.player_class == PlayerClass.WORKER else AMATEURS_DIVISOR
    return skill_of(player, Skill.CARPINTERIA).level // divisor


def open_workshop(world: World, player: Player) -> None:
    """Show the player the list of things that the skill suffices for."""
    skill, items = carpentry_of(player), world.content.items
    able = [items[number] for number in world.content.carpenter_objects if number in items]
    player.messages.send(msg.carpenter_objects([_entry(item) for item in able if item.carpentry <= skill]))
    player.messages.send(msg.show_carpenter_form())


def _entry(item: ItemDef) -> tuple[str, int, int, int, int, int]:
    return item.name, item.grh, item.wood, item.elven_wood, item.id, item.upgrade
