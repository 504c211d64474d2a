"""Connections whose clients have gone at the same moment: they end one after the other, and others come in between."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self

import pytest
from kit.game import PASSWORD, a_record
from kit.patience import PATIENCE_S
from kit.server import running
from kit.worlds import content, plain_map

from pyao.client.headless_client import HeadlessClient
from pyao.network import partings as partings_module
from pyao.network.partings import PART_S, Partings
from pyao.tasks.session import Session

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from pyao.server.argentum_server import ArgentumServer

NAMES = [f"Ana {letter * 3}" for letter in "abcdefghijkl"]


class Turns:
    """Counts the turns of the loop while it is open."""

    def __init__(self) -> None:
        self.now = 0
        self._open = True

    def __enter__(self) -> Self:
        self._next()
        return self

    def __exit__(self, *_fault: object) -> None:
        self._open = False

    def _next(self) -> None:
        self.now += 1
        if self._open:
            asyncio.get_running_loop().call_soon(self._next)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - what is waited for knows no events
            await asyncio.sleep(0)


@pytest.mark.parametrize(("each_s", "in_one_turn"), [(PART_S, 1), (PART_S / 2, 2), (PART_S / 100, 9)])
async def test_as_many_end_in_one_turn_as_fit_into_its_time(
    monkeypatch: pytest.MonkeyPatch, each_s: float, in_one_turn: int
) -> None:
    now, ended = 0.0, list[tuple[int, int]]()
    monkeypatch.setattr(partings_module, "stopwatch_s", lambda: now)

    def an_end(number: int) -> Callable[[], None]:
        def end() -> None:
            nonlocal now
            now += each_s
            ended.append((number, turns.now))

        return end

    partings = Partings(asyncio.get_running_loop())
    with Turns() as turns:
        for number in range(9):
            partings.add(an_end(number))
        assert not ended
        await until(lambda: len(ended) == 9)
    assert [number for number, _turn in ended] == list(range(9))
    assert [turn - ended[0][1] for _number, turn in ended] == [number // in_one_turn for number in range(9)]


async def test_an_end_that_fails_keeps_nobody_from_ending() -> None:
    failed, ended = list[object](), list[int]()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _loop, context: failed.append(context["exception"]))
    partings = Partings(loop)
    partings.add(lambda: ended.append(1 // 0))
    partings.add(lambda: ended.append(2))
    await until(lambda: bool(ended))
    assert ended == [2]
    assert [type(fault) for fault in failed] == [ZeroDivisionError]


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ArgentumServer]:
    """A server on which one connection ends in each turn of the loop."""
    monkeypatch.setattr(partings_module, "PART_S", 0.0)
    async with running(monkeypatch, content(plain_map(1)), game__exit_countdown_s=100) as server:
        hashed = await server.game.passwords.hash_password(PASSWORD)
        for k, name in enumerate(NAMES):
            await server.saver.create(a_record(name, (1, 40 + k, 50), password_hash=hashed))
        yield server


async def everybody(server: ArgentumServer) -> list[HeadlessClient]:
    clients = [HeadlessClient() for _name in NAMES]
    for client, name in zip(clients, NAMES, strict=True):
        await client.connect(port=server.listener.port)
        await client.login(name, PASSWORD)
    return clients


async def test_of_many_who_go_at_once_each_is_all_there_until_it_is_all_gone(
    monkeypatch: pytest.MonkeyPatch, server: ArgentumServer
) -> None:
    lost: list[tuple[int, str]] = []
    real = Session.lost
    sessions, slots = server.game.sessions, list(server.game.sessions)

    def watched(session: Session) -> None:
        name = session.player.name if session.player else ""
        real(session)
        lost.append((turns.now, name))
        # The places of those who still wait for their end are theirs, and so are their characters.
        assert len(sessions) == len(NAMES) - len(lost)
        assert all(one.player is not None and one.player.connected for one in sessions.values())

    clients = await everybody(server)
    slots = list(sessions)
    monkeypatch.setattr(Session, "lost", watched)
    with Turns() as turns:
        for client in clients:
            client._end()
        await until(lambda: len(lost) == len(NAMES))
    assert sorted(name for _turn, name in lost) == NAMES
    assert len({turn for turn, _name in lost}) == len(NAMES), "one in each turn"
    assert not sessions
    assert sorted(server.world.players) == slots
    assert all(not player.connected and player.leaving_s for player in server.world.players.values())


async def test_a_server_that_stops_waits_for_all_who_have_just_gone(
    monkeypatch: pytest.MonkeyPatch, server: ArgentumServer
) -> None:
    lost: list[Session] = []
    real = Session.lost

    def watched(session: Session) -> None:
        real(session)
        lost.append(session)

    clients = await everybody(server)
    monkeypatch.setattr(Session, "lost", watched)
    for client in clients:
        client._end()
    await until(lambda: bool(lost))
    assert len(lost) < len(NAMES)
    async with asyncio.timeout(PATIENCE_S):
        await server.listener.stop()
    assert len(lost) == len(set(map(id, lost))) == len(NAMES)
    assert not server.game.sessions
