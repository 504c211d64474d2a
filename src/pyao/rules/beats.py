"""The world's heartbeat: the game tick, and slower beats that are counted in ticks.

Source: 02-sessions-and-characters §12.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyao.rules.body import every_tick
from pyao.rules.creatures import thinking
from pyao.rules.guilds import alignment
from pyao.rules.map import environment, walking
from pyao.rules.sentinel import rounds
from pyao.rules.session import leaving, minutes
from pyao.rules.society import penalties
from pyao.rules.timed_states import HANDLERS
from pyao.world.clock import TICK_MS
from pyao.world.invariants import violations
from pyao.world.messages import NOBODY
from pyao.world.player import glance
from pyao.world.reserved import stir
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyao.world.player import Player
    from pyao.world.timers import Entry
    from pyao.world.world import World


class Beat(NamedTuple):
    """Something that happens every `period_ms`, for the first time one period after the start."""

    period_ms: int
    action: Callable[[World], None]


def check_passages(world: World) -> None:
    """For every player in slot order: whether it blocks a passage, and whether it still fits its guild."""

    def check(player: Player) -> None:
        penalties.check_passage(world, player)
        alignment.check_permanence(world, player)

    _for_each(world, "the checks", world.by_slot(), check)


BEATS = (
    Beat(TICK_MS, walking.show_turns),
    Beat(TICK_MS, environment.drench),
    Beat(TICK_MS, leaving.end_overdue),
    Beat(1_000, leaving.count_down),
    Beat(5_000, rounds.remind_everybody),
    Beat(4_000, environment.sound_maps),
    Beat(6_000, check_passages),
    Beat(60_000, environment.rain_by_itself),
    Beat(60_000, minutes.run_minute),
)
"""The slower beats, in the order in which they run when several are due in one tick."""


def run_tick(world: World) -> None:
    """One game tick of 40 ms: states and body of every player in slot order, the slower beats, some NPCs' thinking."""
    world.tick += 1
    _live(world)
    settings = world.settings
    now, before = world.tick * TICK_MS, (world.tick - 1) * TICK_MS
    for period_ms, action in (
        *BEATS,
        Beat(settings.npc_attack_ms, thinking.arm),
        Beat(settings.npc_ai_ms, thinking.begin_round),
    ):
        if now // period_ms > before // period_ms:
            with world.host.guard(f"the beat of {period_ms} ms"):
                action(world)
    thinking.think_on(world)
    if world.settings.check_invariants:
        wrong = violations(world)
        if wrong:
            raise AssertionError("; ".join(wrong))


def _for_each(world: World, what: str, players: Iterator[Player], action: Callable[[Player], None]) -> None:
    """Do something for each player; if it fails for one, the others have their turn all the same.

    One guard is for all, since one for each would take longer than most of what is done.
    """
    done = False
    while not done:
        with world.host.guard(what):
            for player in players:
                try:
                    action(player)
                except Exception as fault:
                    fault.add_note(f"for {player.name}")
                    raise
            done = True


def _live(world: World) -> None:
    """One tick for every player who does not sleep; a player for whom it fails loses only the rest of this tick."""
    due = world.timers.due(world.tick)
    awake = world.naps.next_tick(due, everybody=world.weather.raining)
    _for_each(world, "a tick of life", awake, lambda player: _live_one(world, player, due.get(player.slot)))


def _live_one(world: World, player: Player, due: list[Entry] | None) -> None:
    """One tick of one player, in the order of 04-combat §13: states that are due alternate with the body's own work.

    A player who dies on the way has no state left that is due, and the rest is skipped.
    """
    stir(player)
    record = glance(player)
    if due is not None:
        _run_until(world, player, due, TimedState.BLINDNESS)
    if not record.dead and player.messages is not NOBODY:
        every_tick.endure(world, player)
    if due is not None:
        _run_until(world, player, due, TimedState.POTION)
    if not record.dead and player.messages is not NOBODY:
        every_tick.sustain(world, player)
    if due is not None:
        _run_until(world, player, due, TimedState.ABSENCE)
    if player.messages is not NOBODY:
        every_tick.rest_until_due(world, player)


def _run_until(world: World, player: Player, due: list[Entry], last: TimedState) -> None:
    """Handle the states that are due, up to and including `last`, and take them off the list."""
    while due and due[0][0] <= last:
        entry = due.pop(0)
        if world.timers.ends(player, entry):
            with world.host.guard(f"{entry[0].name} of {player.name}"):
                HANDLERS[entry[0]](world, player)
