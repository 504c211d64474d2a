"""A server whose players never rest, until it is killed; started by `lives`.

    python tests/endurance/lively_server.py sqlite PATH SEED FOLDER [SECONDS]
    python tests/endurance/lively_server.py redis PORT SEED FOLDER [SECONDS]

SECONDS = how long the store takes before and after each write, as on a disk whose fsync is slow.  It prints `ready`,
then what the log has to say, as JSON, to standard error.
"""

from __future__ import annotations

import asyncio
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kit.game import PASSWORD
from kit.pen import (
    BAG_DEEDS,
    BANKER,
    COCK,
    COUNTER_DEEDS,
    HOST,
    MERCHANT,
    NAMES,
    POSTS,
    TRADE_DEEDS,
    WORK_DEEDS,
    meant,
    pen,
)
from kit.server import CHEAP
from kit.society import guild_life, party_life

from pyao.client.headless_client import Disconnected, HeadlessClient
from pyao.protocol import client_packets as c
from pyao.server import realm
from pyao.server.argentum_server import ArgentumServer
from pyao.server.logs import set_up_logs
from pyao.server.settings import LogSettings, load_settings

if TYPE_CHECKING:
    from pyao.storage.store import SaveBatch, Store

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
        post = dice.choice((MERCHANT, BANKER, HOST, COCK))
        tile = POSTS[post] if other is None or dice.random() < 0.5 else (other.x, other.y)
        client.send(c.UserCommerceEnd(), c.CommerceEnd(), c.BankEnd(), c.LeftClick(*tile))
        client.send(c.BankStart() if post == BANKER else c.CommerceStart())
        for kinds in (COUNTER_DEEDS, TRADE_DEEDS, BAG_DEEDS, WORK_DEEDS):
            for _deed in range(3):
                client.send(*meant(player, (dice.choice(kinds), dice.randrange(30), dice.choice(AMOUNTS))))
        client.send(c.UserCommerceConfirm(), c.UserCommerceOk())
        client.send(*guild_life(server.world, player, NAMES, dice), *party_life(player, other, dice))
        await asyncio.sleep(0.01)


def slow(store: Store, seconds: float) -> None:
    """Let each write of the store wait before and after it."""
    save = store.save

    async def slowly(batch: SaveBatch) -> None:
        await asyncio.sleep(seconds)
        await save(batch)
        await asyncio.sleep(seconds)

    setattr(store, "save", slowly)  # noqa: B010 - a store of this process, made slow


async def main(backend: str, where: str, seed: int, folder: str, delay_s: float) -> None:
    """Serve and play."""
    place: dict[str, Any] = (
        {"storage.path": where} if backend == "sqlite" else {"redis.host": "127.0.0.1", "redis.port": where}
    )
    changes = {
        "storage.backend": backend,
        "world.data_dir": folder,
        "storage.save_interval_s": 0.05,
        "game.exit_countdown_s": 0,
        "game.work_interval_ms": 0,
        "game.check_invariants": True,
        "game.guild_antifaction_max": 2,
        "redis.timeout_s": 0.5,
    }
    settings, _origins = load_settings(None, {}, {}, CHEAP | place | changes)
    set_up_logs(LogSettings(level="info", format="json"))
    setattr(realm, "load_content", lambda _settings: pen())  # noqa: B010 - it is imported there, not offered
    server = ArgentumServer(settings)
    slow(server.realm.store, delay_s)
    await server.start()
    print("ready", flush=True)  # noqa: T201
    dice = random.Random(seed)
    await asyncio.gather(*(play(server, name, random.Random(dice.random())) for name in NAMES))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], float((*sys.argv, "0")[5])))
