"""Crowds of light bots: who they are, and that they read."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from kit.patience import PATIENCE_S

from pyao.cli.load import crowd_of
from pyao.client.crowd import Scenario
from pyao.protocol.packet_id import ServerPacketID
from pyao.rules.session.names import is_valid_name

if TYPE_CHECKING:
    import pytest

MUCH = 8_000_000
"""Bytes; more than two kernels' buffers hold."""


def test_a_large_crowd_has_names_that_a_server_takes() -> None:
    names = [bot.name for bot in crowd_of(5_000, Scenario.WALKERS).bots]
    assert len({name.upper() for name in names}) == 5_000
    assert all(map(is_valid_name, names))


async def test_who_is_in_already_reads_while_the_others_enter(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that waits for its first client before it answers the second one."""
    monkeypatch.setattr("pyao.client.crowd.PATIENCE_S", 20.0)
    first_has_read = asyncio.Event()
    gone = asyncio.Semaphore(0)
    clients = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal clients
        clients += 1
        await reader.read(1_000)
        if clients == 1:
            writer.write(bytes((ServerPacketID.LOGGED, 3)) + bytes(MUCH))
            await writer.drain()
            first_has_read.set()
        else:
            await first_has_read.wait()
            writer.write(bytes((ServerPacketID.LOGGED, 3)))
        with suppress(ConnectionError):
            await reader.read()
            writer.close()
            await writer.wait_closed()
        gone.release()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        crowd = crowd_of(2, Scenario.WALKERS)
        await asyncio.wait_for(crowd.enter("127.0.0.1", server.sockets[0].getsockname()[1], at_once=1), PATIENCE_S)
        assert (crowd.counts.logged, crowd.counts.lost) == (2, 0)
        crowd.leave()
        for _client in range(clients):
            await gone.acquire()
