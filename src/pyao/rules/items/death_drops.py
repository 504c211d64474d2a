"""What the dying lose.

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
"""At exactly this level a pirate on a galleon lets nothing fall into the water: a quirk kept."""


def drop_all(world: World, player: Player) -> None:
    """All that falls falls around the dying, then what gold is too much for the level; nothing in an arena.

    Newbies keep their gold and what newbies are given.
    """
    if in_arena(world, player):
        return
    newbie = is_newbie(world, player)
    water = not (dropping.sails_galleon(player) and player.record.level == DRY_LEVEL)
    for slot in range(1, usable_slots(player, world.content) + 1):
        # What a fallen backpack held has fallen with it; what it still holds can't be reached any more.
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
