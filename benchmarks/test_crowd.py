"""What one random step of a crowd costs in processor time, without the kernel: bytes in, bytes out of every connection.

Run: pytest benchmarks --benchmark-only -k crowd
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from kit.game import PASSWORD, Client, GameFixture, a_game, a_record
from kit.places import places
from kit.worlds import content, plain_map

from pyao.cli.load import letters
from pyao.network.limits import Doorkeeper
from pyao.protocol.client_packets import LoginExistingChar, Walk
from pyao.protocol.peer import encode_client
from pyao.world.clock import TICK_MS
from pyao.world.record import Vitals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_benchmark.fixture import BenchmarkFixture

STEP_MS, FRAME_MS = 350, 15
STEPS = 3_000


def crowd(game: GameFixture, number: int, maps: int, side: int) -> list[Client]:
    """So many players, spread over the middle of the maps."""
    vitals = Vitals(max_hp=30_000, hp=30_000, max_stamina=400, stamina=400)
    clients: list[Client] = []
    for k, at in enumerate(places(number, maps, side)):
        name = f"bot {letters(k)}"
        game.save(a_record(name, at, vitals=vitals))
        client = game.connect()
        client.connection.data_received(encode_client(LoginExistingChar(name, PASSWORD, 0, 13, 0)))
        while client.connection.busy:
            game.loop.run_until_complete(game.idle())
        clients.append(client)
    return clients


def steps(game: GameFixture, clients: list[Client], number: int) -> Iterator[None]:
    """So many steps of clients in turn, with the frames and ticks that belong to that time."""
    chance = random.Random(1)
    moves = [bytes((Walk.id, heading)) for heading in (1, 2, 3, 4)]
    frames, ticks = FRAME_MS * len(clients) / STEP_MS, TICK_MS * len(clients) / STEP_MS
    next_frame, next_tick = frames, ticks
    for k in range(number):
        clients[k % len(clients)].connection.data_received(moves[chance.randrange(4)])
        if k > next_frame:
            next_frame += frames
            for client in clients:
                client.connection.flush_now()
        if k > next_tick:
            next_tick += ticks
            game.clock.advance(TICK_MS)
            game.game.tick()
            for client in clients:
                client.transport.take()
        yield


@pytest.mark.parametrize(("number", "maps", "side"), [(300, 1, 78), (1_000, 1, 78), (300, 1, 25), (2_000, 25, 78)])
def test_a_step_of_a_crowd(benchmark: BenchmarkFixture, number: int, maps: int, side: int) -> None:
    """Print the processor time of one step."""
    world = content(*(plain_map(k + 1, safe=True) for k in range(maps)))
    with a_game(world, speed_check_ms=0, max_users=number) as game:
        settings = game.settings.model_copy(update={"connection_interval_ms": 0, "connections_per_ip": 0})
        game.doorkeeper = Doorkeeper(settings, is_banned=lambda _ip: False)
        clients = crowd(game, number, maps, side)
        for _step in steps(game, clients, number):
            pass
        spent: list[float] = []

        def play() -> None:
            begin = time.process_time()
            for _step in steps(game, clients, STEPS):
                pass
            spent.append(time.process_time() - begin)

        benchmark.pedantic(play, rounds=3)
        each_us = min(spent) / STEPS * 1e6
        print(f"\n{number} walkers on {maps} maps, side {side}: {each_us:.1f} us of processor time a step")
