"""A server with open maps and characters that stand where a load test wants them; started by `run.py`.

It prints its port, and runs until it is told to stop.  For each line that it reads it prints how late its loop, its
ticks and its clients' input were since the last, with `--turns` also how long a turn of its loop took: mean and worst,
in ms, as JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import json
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import thread_time
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import uvloop

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from kit.game import a_record
from kit.magic import beast
from kit.server import CHEAP
from kit.worlds import content, plain_map
from step_cost import CLOTHES, dress, places

from pyao.client.crowd import PASSWORD, letters
from pyao.network.frame import Frame
from pyao.network.turns import Turns
from pyao.server import realm, stores
from pyao.server.archives import Archives
from pyao.server.argentum_server import ArgentumServer
from pyao.server.logs import set_up_logs
from pyao.server.observer import Observer
from pyao.server.recording import recorded_server
from pyao.server.settings import STORE_NAME, load_settings
from pyao.storage.store import SaveBatch
from pyao.tasks.game import Game
from pyao.tasks.lateness import Delay

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.content import Content

BEAST = 500
LOW, HIGH = 11, 89
"""Where creatures live, on both axes."""


def the_world(maps: int, creatures: int) -> Content:
    spots = [(LOW + 7 * k % (HIGH - LOW), LOW + 11 * k % (HIGH - LOW), BEAST) for k in range(creatures)]
    fighter = beast(BEAST, name="Lobo", movement=3, max_hit=2, min_hit=1, attack_power=20, min_hp=30_000, max_hp=30_000)
    open_maps = (plain_map(k + 1, npcs=tuple(spots)) for k in range(maps))
    return content(*open_maps, npcs={BEAST: fighter}, items={CLOTHES.id: CLOTHES})


def watch_turns(turn: Delay) -> None:
    """Note the processor time of each turn that keeps the loop: a tick, a share of writes, input, the moment of a save.

    The slices of a save are not among them: they end by the clock.
    """

    def timed(work: Callable[..., Any]) -> Callable[..., Any]:
        def and_noted(*given: object) -> object:
            began = thread_time()
            try:
                return work(*given)
            finally:
                turn.note(thread_time() - began)

        return and_noted

    for owner, name in (
        *((Game, "tick"), (Frame, "_beat"), (Turns, "_run")),
        *((Observer, "look"), (Archives, "keep")),
    ):
        setattr(owner, name, timed(getattr(owner, name)))


async def serve(options: argparse.Namespace, data: str) -> None:
    given = CHEAP | {"game.max_users": options.bots + 100, "game.speed_check_ms": 0, "world.data_dir": data}
    if options.loud:
        given["game.chat_lines_per_min"] = 0
    if options.save_s:
        given |= {"storage.save_interval_s": options.save_s, "storage.backend": "sqlite"}
        given["storage.path"] = f"{data}/{STORE_NAME}"
    given["game.record_online"] = options.bots + 100  # else everybody is told of each login that it is the most ever
    if options.real_hashes:
        given = {name: value for name, value in given.items() if not name.startswith("storage.password")}
    turn = Delay()
    if options.turns:
        watch_turns(turn)
    settings, _origins = load_settings(None, {}, {}, given)
    set_up_logs(settings.log)  # to standard error: nobody reads on from the pipe that carries the port
    store, world = stores.store_of(settings), the_world(options.maps, options.creatures)
    with patch.multiple(realm, load_content=lambda _settings: world, store_of=lambda _settings: store):
        server = ArgentumServer(settings) if options.record is None else recorded_server(settings, options.record)
    password_hash = await server.game.passwords.hash_password(PASSWORD)
    spots = [*places(options.bots, options.maps, options.side), *((1, 50 + k % 7, 50 + k // 7) for k in range(50))]
    names = [f"bot {letters(k)}" for k in range(options.bots)] + [f"sonda {letters(k)}" for k in range(50)]
    walkers = [dress(a_record(name, at, password_hash=password_hash)) for name, at in zip(names, spots, strict=True)]
    for record in walkers:
        record.vitals.max_hp = record.vitals.hp = 30_000
    await store.open()
    await store.save(SaveBatch.of(walkers))
    await store.close()  # what it holds stays

    def started() -> None:
        with suppress(OSError):  # /dev/null asks nothing
            asyncio.get_running_loop().add_reader(sys.stdin, tell)
        print(server.listener.port, flush=True)

    def tell() -> None:
        """For each line that is asked: how late everything was since the last one, in ms."""
        if sys.stdin.readline():
            late = server.game.lateness
            delays = {"loop": late.loop, "tick": late.tick, "input": late.turn}
            if options.turns:
                delays["turn"] = turn
            print(
                json.dumps({name: [1000 * one.mean_s, 1000 * one.worst_s] for name, one in delays.items()}), flush=True
            )
            late.loop, late.tick, late.turn = Delay(), Delay(), Delay()
            turn.times, turn.total_s, turn.worst_s = 0, 0.0, 0.0
        else:
            asyncio.get_running_loop().remove_reader(sys.stdin)

    await server.run(started)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bots", type=int, default=100)
    parser.add_argument("--maps", type=int, default=1)
    parser.add_argument("--side", type=int, default=78)
    parser.add_argument("--creatures", type=int, default=0)
    parser.add_argument("--real-hashes", action="store_true")
    parser.add_argument("--save-s", type=int, default=0, help="seconds between two saves, to SQLite; 0 = to memory")
    parser.add_argument("--turns", action="store_true", help="measure the turns of the loop, which costs some itself")
    parser.add_argument("--loud", action="store_true", help="everybody may talk without end")
    parser.add_argument("--record", type=Path, help="record what enters the game in this new file")
    parser.add_argument("--profile", default="", help="write a profile of the main thread to this file")
    options = parser.parse_args()
    profile = cProfile.Profile()
    with TemporaryDirectory() as data:
        if options.profile:
            profile.enable()
        uvloop.run(serve(options, data))
    if options.profile:
        profile.disable()
        profile.dump_stats(options.profile)


if __name__ == "__main__":
    main()
