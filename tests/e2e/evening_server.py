"""The server of an evening among players, as a process of its own, until it is killed; run by test_social_evening."""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kit.server import CHEAP
from kit.square import PLACE, STORE

from pyao.rules.map.upkeep import save_world
from pyao.server import realm
from pyao.server.argentum_server import ArgentumServer
from pyao.server.settings import load_settings
from pyao.world.clock import SystemClock

WORLD_SAVE_S = 1.0
"""Seconds from one world save to the next, with which elections are counted: hours would be long."""


class LaterClock(SystemClock):
    """The machine's clock, some days ahead."""

    def __init__(self, days: int) -> None:
        self._ahead = timedelta(days=days)

    def today(self) -> datetime:
        return super().today() + self._ahead


async def main(folder: str, days: int) -> None:
    """Serve, that many days later than it is."""
    changes = {
        "storage.backend": "sqlite",
        "storage.path": str(Path(folder) / STORE),
        "storage.save_interval_s": 0.05,
        "world.data_dir": folder,
        "game.attack_interval_ms": 40,
    }
    settings, _origins = load_settings(None, {}, {}, CHEAP | changes)
    setattr(realm, "load_content", lambda _settings: PLACE)  # noqa: B010 - it is imported there, not offered
    server = ArgentumServer(settings, clock=LaterClock(days))
    await server.start()
    print(f"port {server.listener.port}", flush=True)  # noqa: T201
    while True:
        await asyncio.sleep(WORLD_SAVE_S)
        save_world(server.world)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
