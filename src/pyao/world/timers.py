"""What is due later for a player: one heap for everybody, so that only who has something running is visited.

An entry is kept by slot and state, never by object: whoever is gone or has restarted the state is passed over.
Within a tick the entries come by slot and then by state, which is the spec's order.
Source: 02-sessions-and-characters §12.1, DESIGN "World".
"""

from __future__ import annotations

import heapq
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyao.world.player import Player


class TimedState(IntEnum):
    """What may run on a player; the numbers are the order within a tick.  Source: 02 §12.1."""

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


Entry = tuple[TimedState, int, int]
"""(state, due tick, serial) of one player."""


class Timers:
    """The heap of (due tick, slot, state, serial)."""

    def __init__(self) -> None:
        """Nothing is due yet."""
        self._heap: list[tuple[int, int, TimedState, int]] = []
        self._serial = 0

    def start(self, player: Player, state: TimedState, due_tick: int) -> None:
        """Let the state come due for the player at that tick; an earlier start of the same state is replaced."""
        self._serial += 1
        player.due[state] = due_tick, self._serial
        heapq.heappush(self._heap, (due_tick, player.slot, state, self._serial))

    @staticmethod
    def stop(player: Player, state: TimedState) -> None:
        """The state no longer comes due."""
        player.due.pop(state, None)

    @staticmethod
    def left(player: Player, state: TimedState, tick: int) -> int | None:
        """Ticks until the state comes due; `None` = it is not running."""
        entry = player.due.get(state)
        return entry[0] - tick if entry else None

    def due(self, tick: int) -> dict[int, list[Entry]]:
        """Take what is due at the tick: for each slot its entries in the order of the states."""
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
        """Whether a taken entry still stands; it no longer runs then (its handler may start it again)."""
        state, *when = entry
        if player.due.get(state) != tuple(when):
            return False
        del player.due[state]
        return True
