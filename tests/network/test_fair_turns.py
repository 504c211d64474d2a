"""What one client sends neither holds up nor harms another: input is executed in turn; who does not read is cut."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from kit.game import PASSWORD, GameFixture, a_record
from kit.server import running
from kit.worlds import content, plain_map

from pyao.client.headless_client import HeadlessClient
from pyao.content.enums import Heading
from pyao.network.turns import LATE_S, Turns
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.peer import encode_client
from pyao.tasks.lateness import Lateness
from pyao.tasks.rates import MOVES, OTHERS, SPEECH

if TYPE_CHECKING:
    from kit.game import Client

    from pyao.server.argentum_server import ArgentumServer

WORLD = content(plain_map(1, safe=True))
VICTIMS = 20
PING, PONG = encode_client(c.Ping()), bytes((S.PONG,))


async def stored(server: ArgentumServer, name: str, x: int, y: int) -> None:
    record = a_record(name, (1, x, y))
    record.password_hash = await server.game.passwords.hash_password(PASSWORD)
    await server.saver.create(record)


async def raw(server: ArgentumServer, name: str) -> socket.socket:
    """A client that is in the world and reads only what the test makes it read."""
    loop = asyncio.get_running_loop()
    link = socket.create_connection(("127.0.0.1", server.listener.port))
    link.setblocking(False)
    await loop.sock_sendall(link, encode_client(c.LoginExistingChar(name, PASSWORD, 0, 13, 0)))
    async with asyncio.timeout(10):
        while name.upper() not in server.world.online:
            await loop.sock_recv(link, 65_536)
    return link


async def victims(server: ArgentumServer) -> list[asyncio.Task[int]]:
    """Clients all around that read what they get; each task gives the number of bytes once its connection ends."""

    async def reading(link: socket.socket) -> int:
        loop, received = asyncio.get_running_loop(), 0
        with link:
            while data := await loop.sock_recv(link, 1 << 20):
                received += len(data)
        return received

    links = []
    for k in range(VICTIMS):
        name = "Oyente " + chr(ord("a") + k)
        await stored(server, name, 45 + k % 5, 46 + k // 5)
        links.append(await raw(server, name))
    return [asyncio.create_task(reading(link)) for link in links]


async def a_probe(server: ArgentumServer) -> HeadlessClient:
    await stored(server, "Eva", 52, 52)
    probe = HeadlessClient()
    await probe.connect(port=server.listener.port)
    await probe.login("Eva", PASSWORD)
    return probe


SAME_HEADING = b"\x25\x02" * 18_000
TURNING = b"\x25\x02\x25\x03" * 9_000
LETTERS = encode_client(c.Talk("a")) * 29_000
SPEECHES = encode_client(c.Talk("x" * 3_000)) * 200


@pytest.mark.parametrize(
    ("attackers", "flood"),
    [(1, SAME_HEADING), (1, TURNING), (1, SPEECHES), (5, LETTERS)],
    ids=["same heading", "turning", "speeches", "letters"],
)
async def test_a_flood_harms_nobody_who_reads(monkeypatch: pytest.MonkeyPatch, attackers: int, flood: bytes) -> None:
    """While it lasts ticks go on and another's Ping is answered, and nobody on the screen loses the connection."""
    async with running(monkeypatch, WORLD) as server:
        around, probe, loop = await victims(server), await a_probe(server), asyncio.get_running_loop()
        floods = []
        for k in range(attackers):
            name = "Bruto " + chr(ord("a") + k)
            await stored(server, name, 50 + k, 50)
            link = await raw(server, name)
            floods.append(loop.create_task(flooded(link, flood)))
        answered, tick = 0, server.world.tick
        async with asyncio.timeout(60):
            while not all(task.done() for task in floods):
                await probe.ping()
                answered += 1
        assert answered > 1 or server.world.tick - tick < 2
        assert not any(task.done() for task in around)
        assert len(server.world.players) == VICTIMS + attackers + 1
        assert probe.view.violations == []
        for task in around:
            task.cancel()
        await asyncio.gather(*around, return_exceptions=True)
        for done in floods:
            done.result().close()
        await probe.close()


async def flooded(link: socket.socket, flood: bytes) -> socket.socket:
    """Send all of it in one go while the answers are read, then wait until it has been executed."""
    loop = asyncio.get_running_loop()
    sending = asyncio.create_task(loop.sock_sendall(link, flood))
    while not sending.done():
        with suppress(TimeoutError):
            await asyncio.wait_for(loop.sock_recv(link, 1 << 20), 0.05)
    await sending
    return await until_pong(link)


async def until_pong(link: socket.socket) -> socket.socket:
    """Ask and read until an answer ends a chunk: then the flood, behind which the question waits, has been executed."""
    loop = asyncio.get_running_loop()
    while True:
        try:
            data = await asyncio.wait_for(loop.sock_recv(link, 1 << 20), 0.2)
        except TimeoutError:
            await loop.sock_sendall(link, PING)
            continue
        if not data:
            raise AssertionError("the attacker was thrown out")
        if data.endswith(PONG):
            return link


class Greedy:
    """A connection that always has more input, and takes all the time it is given."""

    def __init__(self, name: str, log: list[str], slices: int) -> None:
        self.name, self.log, self.left = name, log, slices

    def execute_until(self, _end_s: float, *, hurried: bool = False) -> bool:
        self.log.append(self.name + ", hurried" * hurried)
        self.left -= 1
        return self.left > 0


async def until_slices(log: list[str], number: int) -> None:
    async with asyncio.timeout(10):
        while len(log) < number:  # noqa: ASYNC110 - turns tell nobody
            await asyncio.sleep(0)


async def test_a_newcomer_goes_before_those_who_have_had_a_turn() -> None:
    log: list[str] = []
    turns = Turns(asyncio.get_running_loop(), Lateness())
    for k in range(3):
        turns.add(Greedy(f"greedy {k}", log, 3))
    turns.add(Greedy("quiet", log, 1))
    await until_slices(log, 10)
    assert log.index("quiet") <= 4
    assert [log.count(f"greedy {k}") for k in range(3)] == [3, 3, 3]


async def test_newcomers_do_not_keep_the_others_off_nor_these_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pyao.network.turns.TURN_S", 0.0)  # a turn is over as soon as it has begun
    log: list[str] = []
    lateness = Lateness()
    turns = Turns(asyncio.get_running_loop(), lateness)
    turns.add(Greedy("greedy", log, 4))
    for k in range(3):
        turns.add(Greedy(f"new {k}", log, 1))
    await until_slices(log, 7)
    assert log == ["greedy", "greedy", "new 0", "greedy", "new 1", "greedy", "new 2"]
    assert lateness.turn.times == 7


async def test_who_has_waited_long_is_hurried_and_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("pyao.network.turns.stopwatch_s", lambda: now)
    log: list[str] = []
    turns = Turns(asyncio.get_running_loop(), Lateness())
    turns.add(Greedy("early", log, 1))
    now += LATE_S / 2
    turns.add(Greedy("late", log, 2))
    now += LATE_S * 0.75
    await until_slices(log, 3)
    assert log == ["early, hurried", "late", "late"]


def hurriedly(client: Client, *packets: c.ClientPacket) -> None:
    """Let a client send when the server can't keep up."""
    client.connection._decoder.feed(b"".join(map(encode_client, packets)), client.game.clock.now_ms())
    client.connection.execute_until(float("inf"), hurried=True)


def test_a_step_that_there_is_no_time_for_is_refused_and_everything_else_done(game: GameFixture) -> None:
    ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 52, 50))
    hurriedly(ana, c.Walk(Heading.SOUTH), c.Walk(Heading.EAST), c.Walk(Heading.EAST), c.Ping())
    turned = msg.character_change(ana.char, 1, 5, Heading.EAST, 2, 2, 2, 0, 999)
    here = msg.pos_update(50, 50)
    ana.sees(here, turned, here, here, msg.pong())
    eva.sees(turned)
    assert game.game.lateness.refused == 3
    ana.walks(Heading.EAST)
    assert (ana.player.x, ana.player.y) == (51, 50)
    assert game.game.lateness.refused == 3


def test_a_refused_step_ends_no_meditation_and_turns_nobody_who_is_paralysed(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.player.meditating = True
    hurriedly(ana, c.Walk(Heading.EAST))
    assert (ana.player.meditating, ana.player.heading) == (True, Heading.SOUTH)
    ana.player.meditating, ana.player.paralysed = False, True
    hurriedly(ana, c.Walk(Heading.EAST))
    assert ana.player.heading is Heading.SOUTH
    ana.sees(msg.pos_update(50, 50), msg.pos_update(50, 50))


def test_a_step_on_the_way_to_another_place_is_dropped_unheard_in_a_hurry_too(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.player.arrives_ms = game.world.now_ms + 100
    hurriedly(ana, c.Walk(Heading.EAST))
    ana.sees()


def test_the_heading_one_has_is_told_to_nobody(game: GameFixture) -> None:
    ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 52, 50))
    ana.sends(c.ChangeHeading(Heading.EAST), c.ChangeHeading(Heading.EAST))
    turned = msg.character_change(ana.char, 1, 5, Heading.EAST, 2, 2, 2, 0, 999)
    ana.sees(turned)
    eva.sees(turned)


def test_net_36_there_is_credit_for_what_may_come_in_one_go() -> None:
    assert MOVES.credit * 2 >= 20_000
    assert SPEECH.credit * 3 >= 20_000
    assert OTHERS.credit >= 20_000
