"""What players lose when they die.

Source: 06-items §11, 04-combat §10.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.message_sender import usable_slots
from pyao.rules.items import dropping
from pyao.rules.items.equipment import let_fall
from pyao.rules.map.arenas import in_arena
from pyao.rules.map.tile_events import is_newbie
from pyao.world.ledger import Reason

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

GOLD_KEPT_PER_LEVEL = 10_000
DRY_LEVEL = 20
"""A pirate on a galleon who dies at exactly this level drops nothing into the water: a quirk kept."""


def drop_all(world: World, player: Player) -> None:
    """Drop around a dying player all objects that fall, then the gold above 10 000 per level.

    In an arena nothing falls; newbies keep their gold and their newbie objects.
    """
    if in_arena(world, player):
        return
    newbie = is_newbie(world, player)
    water = not (dropping.sails_galleon(player) and player.record.level == DRY_LEVEL)
    for slot in range(1, usable_slots(player, world.content) + 1):
        # A backpack takes its contents along when it falls; what could not fall with it is out of reach now.
        if slot <= usable_slots(player, world.content) and not (newbie and _is_for_newbies(world, player, slot)):
            let_fall(world, player, slot, water=water, reason=Reason.DEATH)
    if not newbie:
        dropping.drop_gold(
            world, player, player.record.gold - GOLD_KEPT_PER_LEVEL * player.record.level, reason=Reason.DEATH
        )


def _is_for_newbies(world: World, player: Player, slot: int) -> bool:
    stack = player.record.inventory[slot - 1]
    definition = world.content.items.get(stack.item) if stack else None
    return definition is not None and definition.newbie
