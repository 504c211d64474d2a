"""Many real sockets: everyone gets its own packets and only those, whoever comes or goes."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

from kit.game import PASSWORD, a_record
from kit.server import running
from kit.worlds import content, plain_map

from pyao.client.headless_client import Disconnected, HeadlessClient
from pyao.content.enums import Heading
from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    import pytest

    from pyao.world.world import World

CLIENTS = 200
PATIENCE_S = 120.0
"""A machine that is busy with other things needs long to check so many passwords."""


def name_of(k: int) -> str:
    return "jugador " + chr(ord("a") + k // 26) + chr(ord("a") + k % 26)


async def until_gone(world: World, names: set[str]) -> None:
    for _wait in range(2_000):
        if names.isdisjoint(one.name for one in world.players.values()):
            return
        await asyncio.sleep(0.05)
    raise AssertionError("somebody stays in the world after dropping the connection")


async def test_200_clients_at_once_each_with_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(7)
    world = content(plain_map(1, safe=True), plain_map(2, safe=True))
    async with running(monkeypatch, world) as server:
        password = await server.game.passwords.hash_password(PASSWORD)
        for k in range(CLIENTS):
            place = (k % 2 + 1, 12 + 4 * (k // 2 % 20), 12 + 8 * (k // 40))
            await server.saver.create(a_record(name_of(k), place, password_hash=password))
        clients = [HeadlessClient(patience_s=PATIENCE_S) for _k in range(CLIENTS)]
        await asyncio.gather(*(client.connect(port=server.listener.port) for client in clients))
        order = list(range(CLIENTS))
        dice.shuffle(order)
        await asyncio.gather(*(clients[k].login(name_of(k), PASSWORD) for k in order))
        assert len(server.world.players) == CLIENTS
        await asyncio.gather(*(client.ping() for client in clients))
        for k, client in enumerate(clients):
            own = server.world.online[name_of(k).upper()]
            assert client.view.char == own.char
            assert client.view.chars[own.char].name == name_of(k)
            created = [one for one in client.recent if one.id is S.USER_CHAR_INDEX_IN_SERVER]
            assert [one.values[0] for one in created] == [own.char]
        # The first leaves, some drop, the others walk and talk.
        await clients[order[0]].quit()
        for k in order[1:20]:
            await clients[k].close()
        left = order[20:]
        for _round in range(6):
            for k in left:
                clients[k].walk(dice.choice(list(Heading)))
                if dice.random() < 0.3:
                    clients[k].talk(name_of(k))
            await asyncio.gather(*(clients[k].ping() for k in left))
        # A dropped character leaves at a beat of its own; what it told is on the way until the next answer.
        await until_gone(server.world, {name_of(k) for k in order[:20]})
        await asyncio.gather(*(clients[k].ping() for k in left))
        for k in left:
            client = clients[k]
            assert client.view.violations == []
            own = server.world.online[name_of(k).upper()]
            assert (client.view.map, client.view.x, client.view.y) == (own.map, own.x, own.y)
            seen = {one.char for one in server.world.map_of(own).seeing(own.area)}
            assert client.view.chars.keys() == seen
            assert {said for who, said in client.view.heard if who == name_of(k)} <= {name_of(k)}
            assert all(who == said for who, said in client.view.heard)
        for k in left:
            await clients[k].close()


async def test_two_logins_with_one_name_at_the_same_instant(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, content(plain_map(1))) as server:
        password = await server.game.passwords.hash_password(PASSWORD)
        await server.saver.create(a_record("Ana", (1, 50, 50), password_hash=password))
        clients = [HeadlessClient(patience_s=PATIENCE_S) for _k in range(8)]
        await asyncio.gather(*(client.connect(port=server.listener.port) for client in clients))
        results = await asyncio.gather(
            *(client.login(name, PASSWORD) for client, name in zip(clients, ["Ana", "ANA"] * 4, strict=True)),
            return_exceptions=True,
        )
        assert sum(result is None for result in results) == 1
        assert sum(isinstance(result, Disconnected) for result in results) == 7
        assert len(server.world.players) == 1
        await asyncio.gather(*(client.close() for client in clients))


async def test_two_creations_of_one_name_at_the_same_instant(monkeypatch: pytest.MonkeyPatch) -> None:
    from pyao.storage.default_world import load_default_world

    async with running(monkeypatch, load_default_world()) as server:
        clients = [HeadlessClient(patience_s=PATIENCE_S) for _k in range(6)]
        await asyncio.gather(*(client.connect(port=server.listener.port) for client in clients))
        results = await asyncio.gather(*(client.create("Ana", PASSWORD) for client in clients), return_exceptions=True)
        assert sum(result is None for result in results) == 1
        assert len(server.world.players) == 1
        await asyncio.gather(*(client.close() for client in clients))
