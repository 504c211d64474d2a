"""Print the processor time, in microseconds, of one random step in a crowd, without the kernel's part.

    python benchmarks/step_cost.py BOTS MAPS SIDE

Bytes go in and out of every connection, with the frames and ticks that belong to the time played.  It needs nothing
of this folder and little of `tests/kit`, so that `compare.py` can run it with the source of an older commit.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from typing import TYPE_CHECKING

from kit.game import PASSWORD, Client, GameFixture, a_record
from kit.worlds import content, plain_map

from pyao.content.enums import ObjectType
from pyao.content.items import ItemDef
from pyao.network.limits import Doorkeeper
from pyao.protocol.client_packets import LoginExistingChar, Walk
from pyao.protocol.peer import encode_client
from pyao.world.clock import TICK_MS
from pyao.world.record import Equipment, ItemStack, Vitals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.record import CharacterRecord

STEP_MS, FRAME_MS = 350, 15
STEPS = 3_000
CLOTHES = ItemDef(id=1, name="Túnica", type=ObjectType.ARMADURA, grh=1)
"""What walkers wear, as every new character does: the naked are cold, and are told so one and a half times a second."""


def places(number: int, maps: int, side: int) -> Iterator[tuple[int, int, int]]:
    """Where each of so many characters stands: evenly over squares of that side in the middle of the maps."""
    low, each = 50 - side // 2, -(-number // maps)
    step = max(1.0, (side * side / each) ** 0.5)
    row = int(side / step) or 1
    for k in range(number):
        yield k % maps + 1, low + int(k // maps % row * step), low + int(k // maps // row * step) % side


def name_of(number: int) -> str:
    return "bot " + "".join(chr(97 + number // 26**place % 26) for place in (2, 1, 0))


def dress(record: CharacterRecord) -> CharacterRecord:
    """Put clothes on a character that has nothing yet."""
    record.inventory[0] = ItemStack(CLOTHES.id, 1, equipped=True)
    record.equipment = Equipment(armour=1)
    return record


def crowd(game: GameFixture, number: int, maps: int, side: int) -> list[Client]:
    """So many players in the world."""
    clients = []
    for k, at in enumerate(places(number, maps, side)):
        vitals = Vitals(max_hp=30_000, hp=30_000, max_stamina=400, stamina=400)
        game.save(dress(a_record(name_of(k), at, vitals=vitals)))
        client = game.connect()
        client.connection.data_received(encode_client(LoginExistingChar(name_of(k), PASSWORD, 0, 13, 0)))
        while client.connection.busy:
            game.loop.run_until_complete(game.idle())
        clients.append(client)
    return clients


def play(game: GameFixture, clients: list[Client], number: int) -> None:
    """So many random steps of clients in turn."""
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


def cost_us(number: int, maps: int, side: int) -> float:
    """Processor time of one step: the least of three rounds."""
    world = content(*(plain_map(k + 1, safe=True) for k in range(maps)), items={CLOTHES.id: CLOTHES})
    game = GameFixture(world, speed_check_ms=0, max_users=number + 1)
    settings = game.settings.model_copy(update={"connection_interval_ms": 0, "connections_per_ip": 0})
    game.doorkeeper = Doorkeeper(settings, is_banned=lambda _ip: False)
    clients = crowd(game, number, maps, side)
    play(game, clients, number)
    gc.collect()
    gc.freeze()
    spent = []
    for _round in range(3):
        begin = time.process_time()
        play(game, clients, STEPS)
        spent.append(time.process_time() - begin)
    return min(spent) / STEPS * 1e6


if __name__ == "__main__":
    print(f"{cost_us(*map(int, sys.argv[1:4])):.1f}")
