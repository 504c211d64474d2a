"""Whom the ticks pass over: players to whose bodies nothing happens for a while but that counters grow.

Nothing is done for them in a tick, so that a crowd in which nobody is hurt, hungry or cold costs next to nothing.
Everybody else is awake and looked at in every tick.
"""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pyao.world.player import Player


class Nap(NamedTuple):
    """What a player sleeps through: every tick after `since`, in each of which the counters grow by one."""

    naps: Naps
    since: int
    counting: tuple[str, ...]


class Naps:
    """Who is awake and who sleeps.  Ticks are counted from the first call of `next_tick`."""

    def __init__(self, players: Mapping[int, Player]) -> None:
        """`players` = everybody in the world, by slot."""
        self._players = players
        self._awake: set[int] = set()
        self._ends: dict[int, list[tuple[Player, Nap]]] = {}
        """By tick: whose nap is over when that tick comes, unless they have been woken before."""

        self._tick = 0
        self._row: list[int] = []
        """A heap of the slots to which the present tick still comes."""

        self._reached: float = math.inf
        """The highest slot for which the present tick is over; infinite between ticks."""

    def enter(self, slot: int) -> None:
        """Look at the player in that slot from now on."""
        self._awake.add(slot)

    def leave(self, slot: int) -> None:
        """Forget the player in that slot, who must be awake."""
        self._awake.discard(slot)

    def fall_asleep(self, player: Player, ticks: int, counting: tuple[str, ...]) -> None:
        """Pass the player over for up to so many ticks after this one, of which each makes these counters grow."""
        player.nap = nap = Nap(self, self._tick, counting)
        self._awake.discard(player.slot)
        self._ends.setdefault(self._tick + ticks + 1, []).append((player, nap))

    def wake(self, player: Player) -> int:
        """Look at a player again, in this tick too if it has not come to its slot; gives the ticks slept through."""
        nap, player.nap = player.nap, None
        if nap is None:
            return 0
        slot = player.slot
        self._awake.add(slot)
        if slot <= self._reached:
            return self._tick - nap.since
        heapq.heappush(self._row, slot)
        return self._tick - 1 - nap.since

    def next_tick(self, due: Collection[int], *, everybody: bool) -> Iterator[Player]:
        """One tick: the players to be looked at, in slot order, those in the slots of `due` among them, or all.

        Who is woken meanwhile in a slot that is still to come is looked at too; who leaves the world is not.
        """
        self._tick += 1
        for player, nap in self._ends.pop(self._tick, ()):
            if player.nap is nap:
                self._awake.add(player.slot)
        self._row = [*(self._players if everybody else self._awake.union(due))]
        heapq.heapify(self._row)
        last = 0
        while self._row:
            slot = heapq.heappop(self._row)
            if slot > last:
                last, self._reached = slot, slot - 1
                player_there = self._players.get(slot)
                if player_there is not None:
                    yield player_there
        self._reached = math.inf

    def forgotten(self) -> Iterator[Player]:
        """Players that no tick would ever look at again; there should be none."""
        to_come = (ends for tick, ends in self._ends.items() if tick > self._tick)
        sleeping = {player for ends in to_come for player, nap in ends if player.nap is nap}
        for slot, player in self._players.items():
            if slot not in self._awake and player not in sleeping:
                yield player
