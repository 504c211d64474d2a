"""The world's heartbeat: one game tick, and the slower beats that are counted by it.

Source: 02-sessions-and-characters §12.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyao.rules import environment, jail, leaving, minutes
from pyao.rules.effects import HANDLERS
from pyao.world.clock import TICK_MS
from pyao.world.invariants import violations

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.world.world import World


class Beat(NamedTuple):
    """Something that happens every `period_ms`, first one period after the start."""

    period_ms: int
    action: Callable[[World], None]


BEATS = (
    Beat(1_000, leaving.count_down),
    Beat(4_000, environment.sound_maps),
    Beat(6_000, jail.check_passages),
    Beat(60_000, minutes.run_minute),
)
"""In the order in which they run when several are due in one tick."""


def run_tick(world: World) -> None:
    """One game tick of 40 ms: first what is due for players, by slot and effect, then the slower beats."""
    world.tick += 1
    for player, effect in world.timers.due(world.tick, world.players):
        with world.guard(f"{effect.name} of {player.name}"):
            HANDLERS[effect](world, player)
    now, before = world.tick * TICK_MS, (world.tick - 1) * TICK_MS
    for period_ms, action in BEATS:
        if now // period_ms > before // period_ms:
            with world.guard(f"the beat of {period_ms} ms"):
                action(world)
    if world.settings.check_invariants:
        wrong = violations(world)
        if wrong:
            raise AssertionError("; ".join(wrong))
