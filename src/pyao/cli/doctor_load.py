"""The doctor's trial: bots play on a server of their own, to see whether this machine carries the planned load."""

from __future__ import annotations

import asyncio
from itertools import cycle, product
from typing import TYPE_CHECKING

from pyao.cli.bots_door import Unwelcome, own_server
from pyao.cli.doctor_line import Line, State
from pyao.cli.load import Report, Watched, crowd_of, run_load
from pyao.client.crowd import PASSWORD, Scenario
from pyao.client.headless_client import VERSION, Disconnected
from pyao.client.probes import Probe
from pyao.content.enums import Gender, PlayerClass, Race
from pyao.content.maps import BLOCKED, SIDE, WATER
from pyao.protocol.client_packets import LoginNewChar
from pyao.rules.body.races import HEADS
from pyao.rules.session.creation import new_record, throw_dices
from pyao.server.settings import STORE_NAME
from pyao.server.worlds import WorldError, load_content, pack_in_use
from pyao.storage.passwords import Passwords
from pyao.storage.sqlite_store import SqliteStore
from pyao.storage.store import SaveBatch
from pyao.world.rng import Dice
from pyao.world.space import MAX_X, MAX_Y, MIN_X, MIN_Y

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyao.content.content import Content, Place
    from pyao.server.settings import WorldSettings

TRIAL_S = 20.0
PROBES = 2
HOST = "127.0.0.1"

APART = 4
"""Tiles between two bots when they come."""

BUSY_PCT, FULL_PCT = 60, 90
"""Of a core: one core is all that the game has."""

SLOW_MS, TOO_SLOW_MS = 100, 400
"""Ping of the 99th of 100 on this very machine."""

SHARE_OF_MEMORY = 0.5
"""Of the free memory, what a server may take before the doctor warns."""


def load_lines(bots: int, world: WorldSettings, free: int | None) -> Iterator[Line]:
    """How a server of its own carries so many bots in that world; `free` = bytes of memory that programs can have."""
    if not bots:
        yield Line("load", State.OK, "not tried", "--load 200 lets 200 bots play for 20 seconds")
        return
    try:
        content = load_content(world)
        with own_server(bots, HOST, pack_in_use(world), lambda folder: settle(folder, bots, content)) as door:
            watched = Watched(door.pid)
            walkers = Scenario.WALKERS
            report = asyncio.run(run_load(bots, HOST, door.port, TRIAL_S, walkers, probes=PROBES, server=watched))
    except (Unwelcome, Disconnected, WorldError, OSError) as fault:
        yield Line("load", State.BAD, str(fault), "see pyao-server bots")
        return
    yield from judged(report, free)


def settle(folder: Path, bots: int, content: Content) -> None:
    """Make the characters of the bots: spread over the world, as on a server that has been played on.

    Where all new characters appear, so many at once would throw one another out.  Source: 02 §4.3.
    """
    names = [*(Probe(k).name for k in range(PROBES)), *(bot.name for bot in crowd_of(bots, Scenario.WALKERS).bots)]
    dice = Dice(0)
    records = []
    race, gender = Race.HUMAN, Gender.MAN
    places = cycle(_places(content))
    for name in names:
        birth = LoginNewChar(name, "", *VERSION, race, gender, PlayerClass.WARRIOR, HEADS[race, gender][0], "", 1)
        record = new_record(content, dice, birth, throw_dices(dice))
        record.map, record.x, record.y = next(places)
        records.append(record)

    async def keep() -> None:
        hashed = await Passwords(time_cost=1, memory_kib=8, at_once=1).hash_password(PASSWORD)
        for record in records:
            record.password_hash = hashed
        store = SqliteStore(folder / STORE_NAME)
        await store.open()
        await store.save(SaveBatch.of(records))
        await store.close()

    asyncio.run(keep())


def _places(content: Content) -> list[Place]:
    """Free tiles some steps apart, map by map from the one on which the game begins."""
    first = content.start[0]
    places: list[Place] = []
    for number in sorted(content.maps, key=lambda one: (one != first, one)):
        here = content.maps[number]
        taken = {*here.exits, *here.objects, *((x, y) for x, y, _npc in here.npcs)}
        for y, x in product(range(MIN_Y + 1, MAX_Y, APART), range(MIN_X + 1, MAX_X, APART)):
            if not here.tiles[(y - 1) * SIDE + x - 1] & (BLOCKED | WATER) and (x, y) not in taken:
                places.append((number, x, y))
    return places or [content.start]


def judged(report: Report, free: int | None) -> Iterator[Line]:
    """What a load report means for an operator."""
    if report.lost or report.logged < report.bots:
        found = f"{report.lost} of {report.bots} bots were cut off or did not get in"
        yield Line("load", State.BAD, found, "plan for fewer players (game.max_users)")
    busy = report.server_cpu_pct
    if busy is not None:
        state = State.BAD if busy > FULL_PCT else State.WARN if busy > BUSY_PCT else State.OK
        advice = "plan for fewer players, or a faster core" if state is not State.OK else ""
        yield Line("load", state, f"{report.bots} walking bots take {busy:.0f} % of a core", advice)
    slowest = report.ping_ms.get("p99")
    if slowest is not None:
        state = State.BAD if slowest > TOO_SLOW_MS else State.WARN if slowest > SLOW_MS else State.OK
        advice = "something else takes the processor, or it is too slow" if state is not State.OK else ""
        yield Line("load", state, f"99 of 100 pings were answered within {slowest:.0f} ms", advice)
    if report.server_rss_mb is not None and free is not None:
        tight = report.server_rss_mb * 1e6 > SHARE_OF_MEMORY * (free + report.server_rss_mb * 1e6)
        advice = "end what else takes memory, or plan for fewer players" if tight else ""
        found = f"the server took {report.server_rss_mb:.0f} MB; {free / 1e6:,.0f} MB are free"
        yield Line("memory", State.WARN if tight else State.OK, found, advice)
