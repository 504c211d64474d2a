"""Writing the living state of a player back into its record, and handing records over to be saved.

A save never changes the living character.  Source: 02-sessions-and-characters §6.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyao.rules.session.timed_states import ticks_left

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World


def keep(world: World, player: Player, *, last: bool = False) -> None:
    """Hand the record over to the saver; `last` = the session ends with it.  Source: 02 §6.1."""
    record = write_back(player)
    record.timed_states = ticks_left(world, player)
    if last:
        record.logged = False
        record.uptime_s += (world.now_ms - player.entered_ms) // 1000
        record.training_s += (world.now_ms - player.level_since_ms) // 1000
    world.save(record)


def write_back(player: Player) -> CharacterRecord:
    """Bring the record up to date with the living character.  Source: 02 §6.2."""
    record = player.record
    record.map, record.x, record.y = player.map, player.x, player.y
    record.heading = int(player.heading)
    record.sailing = player.sailing
    record.paralysed = player.paralysed
    look = player.own_look or player.look
    body = record.look.body if record.dead else look.body or record.look.body
    record.look = replace(look, head=record.look.head, body=body)
    return record
