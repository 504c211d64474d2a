"""What creatures drop when they die.

Source: 04-combat §8.3, 08-npcs §8.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.npcs import NpcType
from pyao.rules.items.inventory import GOLD
from pyao.rules.map.ground import free_tile, put
from pyao.world.arithmetic import half_even
from pyao.world.ledger import Reason
from pyao.world.record import MAX_STACK

if TYPE_CHECKING:
    from pyao.world.map import Map
    from pyao.world.npc import Npc
    from pyao.world.space import Tile
    from pyao.world.world import World

ANYTHING, RARER = 90, 10
"""R(1, 100) up to the first of these drops something; up to the second it moves on to the next, rarer entry."""

ENTRIES = 5


def drop(world: World, npc: Npc, here: Map, tile: Tile) -> None:
    """Drop what a dead creature leaves where it stood: one of its five entries, or all that a praetorian has."""
    if npc.definition.type == NpcType.PRETORIANO:
        for entry in npc.definition.stock:
            _fall(world, here, tile, entry)
        for entry in npc.membership.loot if npc.membership is not None else ():
            _fall_in_one(world, here, tile, *entry, born=Reason.THEFT)
        _fall(world, here, tile, (GOLD, npc.definition.gold))
        return
    number = roll_entry(world)
    if 0 < number <= len(npc.definition.drops):
        _fall(world, here, tile, npc.definition.drops[number - 1])


def roll_entry(world: World) -> int:
    """Roll which entry is dropped, 1 to 5; 0 = nothing.  The setting `drop_rate` multiplies each chance."""
    rate = world.settings.drop_rate
    rolled = world.rng.roll(1, 100)
    if rolled > ANYTHING * rate:
        return 0
    number = 1
    while number < ENTRIES and rolled <= RARER * rate:
        number += 1
        rolled = world.rng.roll(1, 100) if number < ENTRIES else 0
    return number


def _fall(world: World, here: Map, tile: Tile, entry: tuple[int, int] | None) -> None:
    if entry is None or entry[0] not in world.content.items:
        return
    item, amount = entry
    if item != GOLD:
        _fall_in_one(world, here, tile, item, min(amount, MAX_STACK))
        return
    left = half_even(amount * world.settings.gold_rate)
    while left > 0:
        _fall_in_one(world, here, tile, GOLD, min(left, MAX_STACK))
        left -= MAX_STACK


def _fall_in_one(world: World, here: Map, tile: Tile, item: int, amount: int, *, born: Reason = Reason.LOOT) -> None:
    free = free_tile(here, tile, item, amount, water=True) if amount > 0 else None
    if free is not None:
        put(world, here, free, item, amount, born=born)
