"""Writing the living state of a player back into its record, and handing records over to be saved.

A save never changes the living character.  Source: 02-sessions-and-characters §6, 05-magic §11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.world.reserved import record_for_saving
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World

_STATES = {
    TimedState.PARALYSIS: "paralysis",
    TimedState.BLINDNESS: "wits",
    TimedState.INVISIBILITY: "invisibility",
    TimedState.HIDING: "hiding",
    TimedState.MIMICRY: "mimicry",
    TimedState.RETALIATION: "retaliation",
    TimedState.POTION: "attributes",
    TimedState.PETS: "summons",
    TimedState.HOME: "journey home",
    TimedState.ABSENCE: "absence",
}
"""The name under which live state shows how long each timed state still lasts."""


def keep(world: World, player: Player, *, last: bool = False) -> None:
    """Bring the record up to date and hand it to the saver; `last` = the session ends.  Source: 02 §6.1."""
    record = bring_up_to_date(world, player)
    if last:
        record.logged = False
        record.uptime_s += (world.now_ms - player.entered_ms) // 1000
        record.training_s += (world.now_ms - player.level_since_ms) // 1000
    world.host.save(record)


def bring_up_to_date(world: World, player: Player) -> CharacterRecord:
    """Write everything into the record that a save wants to have there."""
    record = write_back(player)
    record.timed_states = _ticks_left(world, player) if player.due else {}
    return record


def write_back(player: Player) -> CharacterRecord:
    """Bring the record up to date with the living character.  Source: 02 §6.2."""
    record = record_for_saving(player)
    record.map, record.x, record.y = player.map, player.x, player.y
    record.heading = int(player.heading)
    record.sailing = player.sailing
    record.paralysed = player.paralysed
    look = player.own_look or player.look
    body = record.look.body if record.dead else look.body or record.look.body
    kept = record.look
    kept.body, kept.weapon, kept.shield, kept.helmet = body, look.weapon, look.shield, look.helmet
    return record


def _ticks_left(world: World, player: Player) -> dict[str, int]:
    """How many ticks of 40 ms each state still lasts, by its name."""
    left = {
        name: world.timers.left(player, effect, world.tick) or 0
        for effect, name in _STATES.items()
        if effect in player.due
    }
    if "paralysis" in left and player.counters.paralysis:
        # Its timer is due every tick, because it may end early; how long it lasts stands in the counter.
        left["paralysis"] = player.counters.paralysis + 1
    return left
