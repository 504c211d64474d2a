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
    """What the skill is worth when something is made: in hands that don't live by it, a third."""
    divisor = 1 if player.record.player_class == PlayerClass.WORKER else AMATEURS_DIVISOR
    return skill_of(player, Skill.CARPINTERIA).level // divisor


def open_workshop(world: World, player: Player) -> None:
    """Show what the player is able to make."""
    skill, items = carpentry_of(player), world.content.items
    able = [items[number] for number in world.content.carpenter_objects if number in items]
    player.messages.send(msg.carpenter_objects([_entry(item) for item in able if item.carpentry <= skill]))
    player.messages.send(msg.show_carpenter_form())


def _entry(item: ItemDef) -> tuple[str, int, int, int, int, int]:
    return item.name, item.grh, item.wood, item.elven_wood, item.id, item.upgrade
