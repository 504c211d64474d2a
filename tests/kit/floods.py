"""Floods over real sockets: clients who send more than anybody may, and all the others around them."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from kit.game import PASSWORD, a_record
from kit.patience import PATIENCE_S

from pyao.client.headless_client import HeadlessClient
from pyao.protocol import client_packets as c
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.peer import encode_client

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyao.server.argentum_server import ArgentumServer
    from pyao.world.record import CharacterRecord

VICTIMS = 20
NAMES = [f"Oyente {chr(97 + k)}" for k in range(VICTIMS)]
"""They stand around the tile (50, 50) of map 1."""

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
    probe = HeadlessClient()
    await probe.connect(port=server.listener.port)
    await probe.login("Eva", PASSWORD)
    return probe


async def harms_nobody(
    server: ArgentumServer, attackers: Sequence[CharacterRecord], flood: bytes, first: bytes = b"", **changes: Any
) -> None:
    """Let them all send `first` and then the flood; ticks go on, Pings are answered, no connection is lost.

    `changes` = fields of the records of everybody around.
    """
    around, probe, loop = await victims(server, **changes), await a_probe(server), asyncio.get_running_loop()
    floods = []
    for record in attackers:
        await stored(server, record)
        link = await raw(server, record.name)
        floods.append(loop.create_task(flooded(link, first + flood)))
    answered, tick = 0, server.world.tick
    async with asyncio.timeout(PATIENCE_S):
        while not all(task.done() for task in floods):
            await probe.ping()
            answered += 1
    assert answered > 1 or server.world.tick - tick < 2
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
