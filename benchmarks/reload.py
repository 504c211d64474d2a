"""Measure a reload of everything while bots walk through the classic world: a server of its own, bots over loopback.

    python benchmarks/reload.py 300

Every object, NPC, spell and map differs from what was read before.  Needs the classic data beside the checkout.
"""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.request import urlopen

import uvloop

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from kit.classic import classic_content
from kit.game import a_record
from kit.process import QUICK, a_server

from pyao.cli.load import Process, crowd_of, quantiles
from pyao.client.crowd import PASSWORD, Scenario, letters
from pyao.client.probes import Probe
from pyao.server.control.client import call
from pyao.server.control.world_commands import EVERYTHING
from pyao.server.settings import STORE_NAME
from pyao.storage.passwords import Passwords
from pyao.storage.sqlite_store import SqliteStore
from pyao.storage.store import SaveBatch
from pyao.storage.world_pack import PACK_NAME, write_pack
from pyao.world.map import Map

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.process import ServerProcess

    from pyao.content.content import Content
    from pyao.world.record import CharacterRecord

MAPS = range(1, 26)
PROBES = 4
BEFORE_S, PATIENCE_S = 5.0, 120.0
WORST = "pyao_loop_lag_worst_seconds"


def otherwise(content: Content) -> Content:
    """The same world, in which each definition differs a little."""
    return replace(
        content,
        items={k: replace(one, value=one.value + 1) for k, one in content.items.items()},
        npcs={k: replace(one, exp=one.exp + 1) for k, one in content.npcs.items()},
        spells={k: replace(one, mana=one.mana + 1) for k, one in content.spells.items()},
        maps={k: replace(one, name=f"{one.name}.") for k, one in content.maps.items()},
    )


def places(content: Content) -> Iterator[tuple[int, int, int]]:
    """Free tiles of the maps in turn, without end."""
    chance, maps = Random(1), [Map(content.maps[number]) for number in MAPS]
    while True:
        for here in maps:
            x, y = next(
                at for at in iter(lambda: (chance.randint(20, 80), chance.randint(20, 80)), None) if here.is_legal(*at)
            )
            yield here.id, x, y


def people(number: int, content: Content, password_hash: str) -> Iterator[CharacterRecord]:
    names = [*(f"bot {letters(k)}" for k in range(number)), *(f"sonda {letters(k)}" for k in range(PROBES))]
    for name, at in zip(names, places(content), strict=False):
        record = a_record(name, at, password_hash=password_hash)
        record.vitals.max_hp = record.vitals.hp = 30_000
        yield record


async def prepare(folder: Path, number: int, content: Content) -> None:
    write_pack(folder / PACK_NAME, content)
    cheap = Passwords(
        time_cost=int(QUICK["PYAO_STORAGE__PASSWORD_TIME_COST"]),
        memory_kib=int(QUICK["PYAO_STORAGE__PASSWORD_MEMORY_KIB"]),
        at_once=1,
    )
    store = SqliteStore(folder / STORE_NAME)
    await store.open()
    await store.save(SaveBatch.of(people(number, content, await cheap.hash_password(PASSWORD))))
    await store.close()


def worst_late_ms(pages: str) -> float:
    """How late the server's loop was at most, since its start."""
    with urlopen(f"{pages}metrics") as page:  # noqa: S310 - a server of our own
        (worst,) = re.findall(rf"^{WORST} (\S+)$", page.read().decode(), re.MULTILINE)
    return 1000 * float(worst)


async def measure(server: ServerProcess, number: int, changed: Content) -> None:
    pages = json.loads(server.reads_until('"dashboard"'))["url"]
    port, process = server.port(), Process(server.popen.pid)
    probes, crowd = [Probe(k) for k in range(PROBES)], crowd_of(number, Scenario.WALKERS)
    for probe in probes:
        await probe.enter("127.0.0.1", port)
    await crowd.enter("127.0.0.1", port, at_once=20)
    write_pack(server.folder / PACK_NAME, changed)
    walking = asyncio.create_task(crowd.play(PATIENCE_S))
    pinging = [asyncio.create_task(probe.measure()) for probe in probes]
    loop = asyncio.get_running_loop()

    async def tell(what: str, began: float, cpu_s: float) -> None:
        pings = quantiles([ping for probe in probes for ping in probe.pings])
        spent, used = loop.time() - began, process.cpu_s() - cpu_s
        late = await asyncio.to_thread(worst_late_ms, pages)
        print(
            f"{what}: {spent:.1f} s, CPU {100 * used / spent:.0f} %, ping {pings}, late since the start {late:.1f} ms"
        )

    await asyncio.sleep(BEFORE_S)
    for probe in probes:
        probe.pings.clear()
    began, cpu_s = loop.time(), process.cpu_s()
    await asyncio.sleep(BEFORE_S)
    await tell("before", began, cpu_s)
    for probe in probes:
        probe.pings.clear()
    began, cpu_s = loop.time(), process.cpu_s()
    reply = await asyncio.to_thread(call, server.folder, "reload", {"what": EVERYTHING}, patience_s=PATIENCE_S)
    await tell("reload", began, cpu_s)
    print(reply.text, server.reads_until('"reloaded"').strip(), sep="\n")
    print(f"lost: {crowd.counts.lost}, errors: {sum(len(probe.client.view.violations) for probe in probes)}")
    for task in (walking, *pinging):
        task.cancel()
    await asyncio.gather(walking, *pinging, return_exceptions=True)
    for probe in probes:
        await probe.client.close()
    crowd.leave()


def main() -> None:
    number, content = int(sys.argv[1]), classic_content()
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        uvloop.run(prepare(data, number, content))
        settings = {
            "MAX_USERS": number + 50,
            "CONNECTIONS_PER_IP": 0,
            "RECORD_ONLINE": number + 50,
            "SPEED_CHECK_MS": 0,
        }
        given = {f"PYAO_GAME__{name}": str(value) for name, value in settings.items()}
        with a_server(data, **given) as server:
            uvloop.run(measure(server, number, otherwise(content)))
            server.popen.terminate()
            try:
                server.popen.communicate(timeout=30)
            except subprocess.TimeoutExpired:
                server.kill()


if __name__ == "__main__":
    main()
