"""Some seconds of what `soak.py` does for half an hour: when all have left, nothing of them is left."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import pytest
from kit.server import hashing_at_once

from endurance.soak import FOREVER, Sample, Soak, grown

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what a process has open is counted as Linux tells it")
BOTS, VISITS, STAY = 20, 4, 8


async def sample_when_calm(soak: Soak, tasks: int) -> Sample:
    """What is there once the loop has cleaned up behind the last connection; `tasks` = how many there are then."""
    for _look in range(100):
        await asyncio.sleep(0.1)
        if len(asyncio.all_tasks()) <= tasks:
            break
    return Sample.of(soak.server)


async def test_those_who_come_and_go_leave_nothing_behind(tmp_path: Path) -> None:
    soak = Soak(tmp_path, BOTS, 1, game__exit_countdown_s=0)
    with hashing_at_once():
        await soak.start()
        first = Sample.of(soak.server)
        await soak.play(FOREVER, beat_s=0.02, stay=STAY, visits=VISITS)
        early = await sample_when_calm(soak, first.tasks)
        await soak.play(FOREVER, beat_s=0.02, stay=STAY, visits=VISITS)
        late = await sample_when_calm(soak, first.tasks)
        assert soak.logins == 2 * BOTS * VISITS
        world = soak.server.world
        assert (world.players, world.online, world.parties, world.guilds.ears) == ({}, {}, [], {})
        assert (late.files, late.tasks) == (first.files, first.tasks)
        assert grown(early.tables, late.tables, few=BOTS * VISITS - 10) == {}
        await soak.server.stop()
