"""Looks at the running game now and then, and remembers what a dashboard shows of the past.

It only looks: nothing in the game knows of it.
"""

from __future__ import annotations

from collections import Counter, deque
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from pyao.server.history import FINE_PER_COARSE, SAMPLE_S, History, Sample
from pyao.server.measures import round_trips_ms
from pyao.server.trails import LOOK_S, Trails
from pyao.world.ledger import COINS

if TYPE_CHECKING:
    from pyao.network.traffic import Traffic
    from pyao.server.bookkeeping import Bookkeeper
    from pyao.server.measures import Measures
    from pyao.tasks.game import Game

LOOKS_PER_SAMPLE = SAMPLE_S // LOOK_S
HEAT_MINUTES = 60
"""How long a death heats its map."""


class _Totals(NamedTuple):
    """What only ever grows."""

    packets_in: int = 0
    packets_out: int = 0
    gold_born: int = 0
    gold_gone: int = 0


class Observer:
    """Remembers samples, trails, and where creatures and players have died; `look` is called every `LOOK_S` seconds."""

    def __init__(self, game: Game, traffic: Traffic, measures: Measures, books: Bookkeeper) -> None:
        self.history = History()
        self.trails = Trails()
        self._game = game
        self._traffic = traffic
        self._measures = measures
        self._books = books
        self._looks = 0
        self._totals = _Totals()
        self._dead: Counter[tuple[int, str]] = Counter()
        self._minutes: deque[Counter[tuple[int, str]]] = deque(maxlen=HEAT_MINUTES)

    def look(self) -> None:
        """Note where everybody is, and from time to time how the server is."""
        world = self._game.world
        self.trails.note(round(world.clock.today().timestamp()), world.players.values())
        self._looks += 1
        if self._looks % LOOKS_PER_SAMPLE == 0:
            self._sample()
        if self._looks % (LOOKS_PER_SAMPLE * FINE_PER_COARSE) == 0:
            dead = self._count_dead()
            self._minutes.append(dead - self._dead)
            self._dead = dead

    def recent_dead(self) -> dict[int, dict[str, int]]:
        """How many `kills` (of creatures) and `deaths` (of players) there were on each map in the last hour."""
        recent = self._count_dead() - self._dead
        for minute in self._minutes:
            recent.update(minute)
        found: dict[int, dict[str, int]] = {}
        for (number, what), count in recent.items():
            found.setdefault(number, {"kills": 0, "deaths": 0})[what] = count
        return found

    def _count_dead(self) -> Counter[tuple[int, str]]:
        counted: Counter[tuple[int, str]] = Counter()
        for number, here in self._game.world.maps.items():
            counted[number, "kills"], counted[number, "deaths"] = here.kills, here.deaths
        return counted

    def _sample(self) -> None:
        before, self._totals = self._totals, self._read_totals()
        grown = [now - then for now, then in zip(self._totals, before, strict=True)]
        sample = Sample(
            at_s=self._game.world.clock.today().timestamp(),
            players=len(self._game.world.players),
            packets_in=grown[0] / SAMPLE_S,
            packets_out=grown[1] / SAMPLE_S,
            late_ms=self._measures.take_worst_late_s() * 1000,
            ping_ms=median(round_trips_ms(self._game)),
            gold_born=grown[2] * 60 / SAMPLE_S,
            gold_gone=grown[3] * 60 / SAMPLE_S,
        )
        self.history.add(sample)

    def _read_totals(self) -> _Totals:
        coins = [one for (_reason, item), one in self._books.since_start.items() if item == COINS]
        return _Totals(
            packets_in=self._traffic.packets_in.total(),
            packets_out=self._traffic.packets_out.total(),
            gold_born=sum(one.born for one in coins),
            gold_gone=sum(one.gone for one in coins),
        )
