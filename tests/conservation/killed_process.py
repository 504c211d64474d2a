"""A server over a SQLite file with players who never rest, until it is killed; run by test_killed_process."""

from __future__ import annotations

import asyncio
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kit.game import PASSWORD
from kit.pen import BAG_DEEDS, BANKER, COUNTER_DEEDS, HOST, MERCHANT, NAMES, POSTS, TRADE_DEEDS, WORK_DEEDS, meant, pen
from kit.server import CHEAP

from pyao.client.headless_client import Disconnected, HeadlessClient
from pyao.protocol import client_packets as c
from pyao.server import argentum_server
from pyao.server.argentum_server import ArgentumServer
from pyao.server.settings import load_settings

AMOUNTS = (1, 2, 3, 50, 9_999, 10_000)
GOES_AWAY = 0.02
"""How often somebody drops the connection instead of doing anything."""


async def play(server: ArgentumServer, name: str, dice: random.Random) -> None:
    """Come, do things, go, for ever."""
    while True:
        client = HeadlessClient(strict=False)
        try:
            await client.connect(port=server.listener.port)
            await client.login(name, PASSWORD)
            await busy(server, client, name, dice)
        except (Disconnected, OSError):
            await asyncio.sleep(0.05)
        finally:
            await client.close()


async def busy(server: ArgentumServer, client: HeadlessClient, name: str, dice: random.Random) -> None:
    """Business with whoever is near, until the connection is dropped."""
    while dice.random() > GOES_AWAY:
        player = server.world.online.get(name.upper())
        if player is None:
            return
        if player.dead:
            player.record.dead, player.record.vitals.hp, player.record.vitals.stamina = False, 60, 400
        other = server.world.online.get(dice.choice(NAMES).upper())
        post = dice.choice((MERCHANT, BANKER, HOST))
        tile = POSTS[post] if other is None or dice.random() < 0.5 else (other.x, other.y)
        client.send(c.UserCommerceEnd(), c.CommerceEnd(), c.BankEnd(), c.LeftClick(*tile))
        client.send(c.BankStart() if post == BANKER else c.CommerceStart())
        for kinds in (COUNTER_DEEDS, TRADE_DEEDS, BAG_DEEDS, WORK_DEEDS):
            for _deed in range(3):
                client.send(*meant(player, (dice.choice(kinds), dice.randrange(30), dice.choice(AMOUNTS))))
        client.send(c.UserCommerceConfirm(), c.UserCommerceOk())
        await asyncio.sleep(0.01)


async def main(path: str, seed: int) -> None:
    """Serve and play."""
    changes = {
        "storage.backend": "sqlite",
        "storage.path": path,
        "world.data_dir": str(Path(path).parent),
        "storage.save_interval_s": 0.05,
        "game.exit_countdown_s": 0,
        "game.work_interval_ms": 0,
    }
    settings, _origins = load_settings(None, {}, {}, CHEAP | changes)
    setattr(argentum_server, "load_content", lambda _settings: pen())  # noqa: B010 - it is imported there, not offered
    server = ArgentumServer(settings)
    await server.start()
    print("ready", flush=True)  # noqa: T201
    dice = random.Random(seed)
    await asyncio.gather(*(play(server, name, random.Random(dice.random())) for name in NAMES))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
