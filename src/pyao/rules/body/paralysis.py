"""Paralysis and immobilisation of players.

Source: 05-magic §11.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol import msg
from pyao.world.messages import Toggle
from pyao.world.record import key_of
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

FAR_TILES = 9
"""The paralysis of a victim without mana is cut short if whoever cast it is more columns away than this."""


def paralyse(world: World, victim: Player, ticks: int, *, by: Player | None = None, immobilised: bool = False) -> None:
    """Keep the victim from walking for `ticks` + 1 ticks; `by` = the player who did it, `None` = a creature.

    `immobilised` = the victim can turn freely.
    """
    victim.paralysed = True
    victim.immobilised = immobilised
    victim.paralysed_by = key_of(by.name) if by else ""
    victim.messages.toggle(Toggle.PARALYSED, on=True)
    victim.messages.send(msg.pos_update(victim.x, victim.y))
    if _may_end_early(victim):
        victim.counters.paralysis = ticks
        world.start_state(victim, TimedState.PARALYSIS, 1)
    else:
        world.start_state(victim, TimedState.PARALYSIS, ticks + 1)


def release(world: World, player: Player) -> None:
    """End paralysis or immobilisation, and forget who caused it."""
    world.timers.stop(player, TimedState.PARALYSIS)
    player.paralysed = player.immobilised = False
    player.paralysed_by = ""
    player.counters.paralysis = 0
    player.messages.toggle(Toggle.PARALYSED, on=False)
    player.messages.send(msg.pos_update(player.x, player.y))


def tick(world: World, player: Player) -> None:
    """The timer came due: the paralysis ends, or one tick passes for a victim who may be freed early."""
    left = player.counters.paralysis
    if left == 0 or _caster_is_gone(world, player):
        release(world, player)
        return
    short = world.settings.ticks_short_paralysis
    player.counters.paralysis = short if left > short and _caster_is_far(world, player) else left - 1
    world.start_state(player, TimedState.PARALYSIS, 1)


def _may_end_early(victim: Player) -> bool:
    return victim.record.vitals.max_mana == 0 and bool(victim.paralysed_by)


def _caster_is_gone(world: World, victim: Player) -> bool:
    caster = world.online.get(victim.paralysed_by)
    return caster is None or caster.dead


def _caster_is_far(world: World, victim: Player) -> bool:
    # Rows don't count, only columns: a quirk kept (05-magic §11.1).
    caster = world.online[victim.paralysed_by]
    return caster.map != victim.map or abs(caster.x - victim.x) > FAR_TILES
