"""`pyao-server bots --scenario newcomer`: bots that play the first hour of the built-in world and tell what they do."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from pyao.client.headless_client import Disconnected, Violation
from pyao.client.newcomer import Newcomer, Stuck
from pyao.storage.default_world import load_default_world

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pyao.content.maps import MapDef

PASSWORD = "novata"  # noqa: S105 - bots have nothing to protect
APART_S = 2.0
"""Seconds between two arrivals, so that nobody is thrown out of the tile where all appear."""


async def play_newcomers(number: int, host: str, port: int, log: Callable[[str], None]) -> int:
    """Let so many newcomers play; gives the exit code: 0 = all got through, 1 = not all.

    Raises:
        OSError: there is no server.

    """
    maps = load_default_world().maps
    through = await asyncio.gather(*(_play(k, host, port, maps, log) for k in range(number)))
    log(f"{sum(through)} of {number} newcomers got through their first hour")
    return 0 if all(through) else 1


async def _play(k: int, host: str, port: int, maps: Mapping[int, MapDef], log: Callable[[str], None]) -> bool:
    name = "novata " + "".join(chr(ord("a") + digit) for digit in (k // 26 % 26, k % 26))
    await asyncio.sleep(k * APART_S)
    one = Newcomer(maps, log=partial(_log_as, log, name))
    try:
        await one.connect(host, port)
        await one.play(name, PASSWORD)
    except (Stuck, Disconnected, Violation, TimeoutError) as fault:
        log(f"{name}: gives up: {str(fault) or 'nothing happens any more'}")
        return False
    finally:
        await one.close()
    return True


def _log_as(log: Callable[[str], None], name: str, line: str) -> None:
    log(f"{name}: {line}")
