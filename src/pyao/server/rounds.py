"""What a running server does again and again by itself, each in a task of its own, until it is told to end."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog

from pyao.server.garbage import Sweeper
from pyao.server.jobs import Job
from pyao.server.trails import LOOK_S
from pyao.server.world_host import guarded
from pyao.storage.errors import StoreError
from pyao.storage.store import StoreSize
from pyao.world.clock import TICK_MS

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from pyao.network.course import Course
    from pyao.network.listener import Listener
    from pyao.server.jobs import Jobs
    from pyao.server.measures import Measures
    from pyao.server.observer import Observer
    from pyao.storage.store import Store
    from pyao.tasks.game import Game

log = structlog.get_logger()

MAX_LAG_S = 1.0
"""Seconds; ticks that are later than this are not made up for, since the machine was asleep or overloaded."""

SWEEP_INTERVAL_S = 10.0
REVIEW_INTERVAL_S = 1.0
"""Seconds between two looks for offline members of guilds whose alignment has changed."""

SIZE_INTERVAL_S = 60.0
"""Seconds between two looks at how much the store holds."""


class Rounds:
    """The tasks of one server."""

    def __init__(self) -> None:
        self._running: list[asyncio.Task[None]] = []

    def begin(self, *rounds: Coroutine[None, None, None]) -> None:
        """Let these go on from now on."""
        self._running.extend(asyncio.create_task(one) for one in rounds)

    async def end(self) -> None:
        """End all of them, wherever they are."""
        for one in self._running:
            one.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)


async def tick(game: Game, course: Course, measures: Measures) -> None:
    """Run the game tick every 40 ms; late ones are made up for, unless the delay exceeds `MAX_LAG_S`."""
    loop = asyncio.get_running_loop()
    due = loop.time()
    while True:
        due += TICK_MS / 1000
        now = loop.time()
        if now - due > MAX_LAG_S:
            log.warning("the game was held up", seconds=round(now - due, 1))
            due = now
        await asyncio.sleep(max(0.0, due - now))
        game.lateness.tick.note(max(0.0, loop.time() - due))
        measures.note_tick(due)
        with measures.tick.time(), guarded("a game tick"):
            course.tick(game.tick)


async def save(jobs: Jobs, interval_s: float, measures: Measures) -> None:
    """Save whatever has changed."""
    while True:
        await asyncio.sleep(interval_s)
        with measures.save.time():
            await jobs.do(Job.SAVE)


async def review_guilds(jobs: Jobs) -> None:
    """Finish changes of alignment for members who were offline."""
    while True:
        await asyncio.sleep(REVIEW_INTERVAL_S)
        with guarded("reviewing members of guilds"):
            await jobs.do(Job.REVIEW)


async def sweep(listener: Listener) -> None:
    """Collect what ended connections have left."""
    sweeper = Sweeper()
    while True:
        await asyncio.sleep(SWEEP_INTERVAL_S)
        sweeper.look(listener.ended)


async def look(observer: Observer) -> None:
    """Let the observer look at the game."""
    while True:
        await asyncio.sleep(LOOK_S)
        with guarded("looking at the game"):
            observer.look()


class StoreGauge:
    """Looks at how much a store holds."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.size = StoreSize(0, 0)
        """How much that was at the last look."""

    async def run(self) -> None:
        """Look now and then."""
        while True:
            with suppress(StoreError):  # saving says that the store is away
                self.size = await self._store.size()
            await asyncio.sleep(SIZE_INTERVAL_S)
