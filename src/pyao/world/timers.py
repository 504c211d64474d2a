"""When players' timed states are due: one heap for all players, so that only those with something due are visited.

Entries name slot and state, never an object; one whose player is gone or has restarted the state is passed over.  When
a large heap has doubled, those are taken out: a ghost that sets out for home and turns back over and over would leave a
hundred of them a second behind, each due in an hour.
Within a tick entries come by slot and then by state, which is the spec's order.
Source: 02-sessions-and-characters §12.1.
"""

from __future__ import annotations

import heapq
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyao.world.player import Player


class TimedState(IntEnum):
    """What may run on a player; the numbers give the order within a tick.  Source: 04-combat §13."""

    PARALYSIS = 1
    BLINDNESS = 2
    LAVA = 3
    COLD = 4
    MEDITATION = 5
    POISON = 6
    INVISIBILITY = 7
    HIDING = 8
    MIMICRY = 9
    RETALIATION = 10
    POTION = 11
    THIRST = 12
    HUNGER = 13
    HEALTH = 14
    STAMINA = 15
    PETS = 16
    HOME = 17
    SHIFT = 18
    ADVICE = 19
    ABSENCE = 20
    """A character without a connection stays in the world; the only state that runs meanwhile."""


Entry = tuple[TimedState, int, int]
"""(state, due tick, serial) of one player."""


FEW = 1_024
"""Entries that are kept in any case, over or not."""


class Timers:
    """The heap of (due tick, slot, state, serial)."""

    def __init__(self, players: Mapping[int, Player]) -> None:
        """`players` = those in the world, by slot; nothing comes due for others."""
        self._players = players
        self._most = FEW
        self._heap: list[tuple[int, int, TimedState, int]] = []
        self._serial = 0

    def start(self, player: Player, state: TimedState, due_tick: int) -> None:
        """Make a state come due for the player at that tick; if it is already running, only the new tick counts."""
        self._serial += 1
        player.due[state] = due_tick, self._serial
        heapq.heappush(self._heap, (due_tick, player.slot, state, self._serial))
        if len(self._heap) > self._most:
            self._take_out_what_is_over()

    def __len__(self) -> int:
        """How many entries there are, those that are over too."""
        return len(self._heap)

    def _take_out_what_is_over(self) -> None:
        """Keep the entries that still count, and look again when there are twice as many."""
        players = self._players
        self._heap = [
            entry
            for entry in self._heap
            if (player := players.get(entry[1])) is not None and player.due.get(entry[2]) == (entry[0], entry[3])
        ]
        heapq.heapify(self._heap)
        self._most = max(FEW, 2 * len(self._heap))

    @staticmethod
    def stop(player: Player, state: TimedState) -> None:
        """Keep a state from coming due."""
        player.due.pop(state, None)

    @staticmethod
    def left(player: Player, state: TimedState, tick: int) -> int | None:
        """How many ticks after `tick` the state comes due; `None` = it is not running."""
        entry = player.due.get(state)
        return entry[0] - tick if entry else None

    def due(self, tick: int) -> dict[int, list[Entry]]:
        """Take all entries that are due at a tick: for each slot its own, in the order of the states."""
        heap = self._heap
        due: dict[int, list[Entry]] = {}
        while heap and heap[0][0] <= tick:
            due_tick, slot, state, serial = heapq.heappop(heap)
            due.setdefault(slot, []).append((state, due_tick, serial))
        for entries in due.values():
            entries.sort()
        return due

    @staticmethod
    def ends(player: Player, entry: Entry) -> bool:
        """Whether an entry that was taken still counts; if so, the state is over (its handler may start it again)."""
        state, *when = entry
        if player.due.get(state) != tuple(when):
            return False
        del player.due[state]
        return True
