"""Floods over real sockets: clients who send more than anybody may, and all the others around them."""

from __future__ import annotations

import asyncio
import gc
import socket
from contextlib import ExitStack, contextmanager, suppress
from itertools import pairwise
from time import thread_time
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from kit.game import PASSWORD, a_record
from kit.patience import PATIENCE_S

from pyao.client.headless_client import HeadlessClient
from pyao.network.frame import Frame
from pyao.network.transport import SocketTransport
from pyao.network.turns import Turns
from pyao.protocol import client_packets as c
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.peer import encode_client
from pyao.rules.beats import run_tick
from pyao.tasks import game
from pyao.world.clock import TICK_MS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pyao.server.argentum_server import ArgentumServer
    from pyao.world.record import CharacterRecord

VICTIMS = 20
NAMES = [f"Oyente {chr(97 + k)}" for k in range(VICTIMS)]
"""They stand around the tile (50, 50) of map 1."""

MOST_S = 0.3
"""How much work of the server's may come before an answer or a tick that is due, in seconds of processor time.

A tenth is what is promised, and kept where nothing else runs; what measures coverage, and cores that others use, make
the same work several times as dear.  Without turns it would be seconds.
"""

PING_EVERY_S = 0.1
"""Longer than a client frame, so that the answer before holds none back."""

PING, PONG = encode_client(c.Ping()), bytes((S.PONG,))


async def stored(server: ArgentumServer, record: CharacterRecord) -> None:
    record.password_hash = await server.game.passwords.hash_password(PASSWORD)
    await server.saver.create(record)


async def raw(server: ArgentumServer, name: str, link: socket.socket | None = None) -> socket.socket:
    """A client that is in the world and reads only what the test makes it read; `link` = its connection."""
    loop = asyncio.get_running_loop()
    link = link or socket.create_connection(("127.0.0.1", server.listener.port))
    link.setblocking(False)
    await loop.sock_sendall(link, encode_client(c.LoginExistingChar(name, PASSWORD, 0, 13, 0)))
    async with asyncio.timeout(PATIENCE_S):
        while name.upper() not in server.world.online:
            await loop.sock_recv(link, 65_536)
    return link


async def victims(server: ArgentumServer, **changes: Any) -> list[asyncio.Task[int]]:
    """Clients all around that read what they get; each task gives the number of bytes once its connection ends."""

    async def reading(link: socket.socket) -> int:
        loop, received = asyncio.get_running_loop(), 0
        with link:
            while data := await loop.sock_recv(link, 1 << 20):
                received += len(data)
        return received

    links = []
    for k in range(VICTIMS):
        name = NAMES[k]
        await stored(server, a_record(name, (1, 45 + k % 5, 46 + k // 5), **changes))
        links.append(await raw(server, name))
    return [asyncio.create_task(reading(link)) for link in links]


async def a_probe(server: ArgentumServer) -> HeadlessClient:
    await stored(server, a_record("Eva", (1, 52, 52)))
    probe = HeadlessClient(frame_s=0.0)
    await probe.connect(port=server.listener.port)
    await probe.login("Eva", PASSWORD)
    return probe


class Works:
    """A stopwatch of the processor time that the server takes for input, ticks and writes.

    It shares the thread with its clients, whose work is left out, and so is what the machine does meanwhile.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        self.ticks: list[float] = []
        """When each tick began, by this stopwatch."""

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Count meanwhile.  The garbage of earlier tests is left alone."""
        with ExitStack() as stack:
            for owner, name in (
                (SocketTransport, "_readable"),
                (SocketTransport, "_writable"),
                (Turns, "_run"),
                (Frame, "_beat"),
                (game, "run_tick"),
            ):
                stack.enter_context(patch.object(owner, name, self._counted(getattr(owner, name))))
            gc.disable()
            stack.callback(gc.enable)
            yield

    def _counted(self, work: Callable[..., None]) -> Callable[..., None]:
        def counted(*arguments: Any) -> None:
            if work is run_tick:
                self.ticks.append(self.seconds)
            begin = thread_time()
            work(*arguments)
            self.seconds += thread_time() - begin

        return counted


async def harms_nobody(
    server: ArgentumServer, attackers: Sequence[CharacterRecord], flood: bytes, first: bytes = b"", **changes: Any
) -> None:
    """Let them all send `first` and then the flood; ticks go on, Pings are answered soon, no connection is lost.

    `changes` = fields of the records of everybody around.
    """
    around, probe, loop = await victims(server, **changes), await a_probe(server), asyncio.get_running_loop()
    works, waits = Works(), []
    with works.counting():
        links = []
        for record in attackers:
            await stored(server, record)
            links.append(await raw(server, record.name))
        floods = [loop.create_task(flooded(link, first + flood)) for link in links]
        works.ticks[:] = [works.seconds]
        async with asyncio.timeout(PATIENCE_S):
            while not all(task.done() for task in floods):
                begin = works.seconds
                await probe.ping()
                waits.append(works.seconds - begin)
                await asyncio.sleep(PING_EVERY_S)
        works.ticks.append(works.seconds)
    assert max(waits) < MOST_S
    assert max(later - earlier for earlier, later in pairwise(works.ticks)) < TICK_MS / 1000 + MOST_S
    assert not any(task.done() for task in around)
    assert len(server.world.players) == VICTIMS + len(attackers) + 1
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
