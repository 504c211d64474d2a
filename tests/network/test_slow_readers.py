"""Clients that read slowly stay, however much waits for them; those that don't read are cut, and nobody's memory grows.

Source: 01-protocol §3.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from kit.floods import flooded, raw, stored
from kit.game import a_record
from kit.patience import PATIENCE_S
from kit.server import running
from kit.worlds import content, plain_map
from structlog.testing import capture_logs

from pyao.network import pace
from pyao.network.flusher import MOST_AT_ONCE
from pyao.network.pace import BEHIND_S, LOOK_S, SLOW_LINE, Pace
from pyao.protocol import msg

if TYPE_CHECKING:
    from pyao.server.argentum_server import ArgentumServer
    from pyao.world.player import Player

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems can't tell what has reached a client")

WORLD = content(plain_map(1, safe=True))
TURNING = b"\x25\x02\x25\x03" * 10_200
LINE = msg.console_msg("x" * 200, 0)
BOUND = 16_384
PERIOD_S = 0.5
READ_EACH_S = 0.05
SMALL_BUFFER, SEGMENT = 4_096, 1_000


async def enters(server: ArgentumServer, *, buffer: int = SMALL_BUFFER) -> socket.socket:
    await stored(server, a_record("Lenta", (1, 52, 52)))
    link = socket.socket()
    link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SEGMENT)
    link.connect(("127.0.0.1", server.listener.port))
    return await raw(server, "Lenta", link)


def waiting(server: ArgentumServer) -> int:
    return max(server.listener.unsent_bytes(), default=0)


def stays(player: Player) -> bool:
    """Whether its connection has not been ended."""
    return player.connected


async def kept_behind(server: ArgentumServer, link: socket.socket, bytes_a_second: float, enough: int) -> int:
    """Let more wait for a client than the bound all the time while it reads; how much it has read in the end.

    It ends once the client has read enough, or has been cut.
    """
    player, loop, read = server.world.online["LENTA"], asyncio.get_running_loop(), 0
    async with asyncio.timeout(PATIENCE_S):
        while read < enough and stays(player):
            player.messages.send(msg.pong())
            while stays(player) and waiting(server) < 3 * BOUND // 2:
                player.messages.send(LINE)
            with suppress(TimeoutError):
                piece = max(1, int(bytes_a_second * READ_EACH_S))
                read += len(await asyncio.wait_for(loop.sock_recv(link, piece), READ_EACH_S))
            await asyncio.sleep(READ_EACH_S)
    link.close()
    return read


@pytest.mark.parametrize("msg_eor", [True, False])
async def test_who_reads_as_fast_as_a_slow_line_carries_stays(monkeypatch: pytest.MonkeyPatch, msg_eor: bool) -> None:
    """For several times the seconds after which a client that doesn't read is cut."""
    monkeypatch.setattr(pace, "BEHIND_S", PERIOD_S)
    async with running(monkeypatch, WORLD, network__max_queue_bytes=BOUND, network__msg_eor=msg_eor) as server:
        assert await kept_behind(server, await enters(server), 16_000, 40_000) >= 40_000


async def test_the_pause_between_writes_is_not_held_against_who_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system keeps no records the server itself writes no more than 60 kB a second."""
    monkeypatch.setattr(pace, "BEHIND_S", PERIOD_S)
    monkeypatch.setattr(pace, "SLOW_LINE", 1_000_000)
    async with running(monkeypatch, WORLD, network__max_queue_bytes=BOUND, network__msg_eor=False) as server:
        link = await enters(server, buffer=1 << 20)
        assert await kept_behind(server, link, 1e6, 100_000) >= 100_000


@pytest.mark.parametrize("bytes_a_second", [1, 400])
@pytest.mark.parametrize("msg_eor", [True, False])
async def test_a_trickler_is_cut(monkeypatch: pytest.MonkeyPatch, msg_eor: bool, bytes_a_second: float) -> None:
    monkeypatch.setattr(pace, "BEHIND_S", PERIOD_S)
    changed = {"network__max_queue_bytes": BOUND, "network__msg_eor": msg_eor, "network__flush_gap_ms": 0}
    async with running(monkeypatch, WORLD, **changed) as server:
        with capture_logs() as logged:
            assert await kept_behind(server, await enters(server), bytes_a_second, 1_000_000) < 1_000_000
        assert [one["reason"] for one in logged if one["event"] == "connection ended"] == ["the client does not read"]


async def test_whoever_reads_there_is_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD, network__max_queue_bytes=BOUND) as server:
        link, player, most = await enters(server), server.world.online["LENTA"], 0
        with capture_logs() as logged:
            async with asyncio.timeout(PATIENCE_S):
                while stays(player):
                    for _line in range(20):
                        player.messages.send(LINE)
                    await asyncio.sleep(0.005)
                    most = max(most, waiting(server))
        (reason,) = [one["reason"] for one in logged if one["event"] == "connection ended"]
        assert reason == "the client reads more slowly than it is written to"
        assert most < 2 * MOST_AT_ONCE * BOUND
        link.close()


@pytest.mark.parametrize("msg_eor", [True, False])
async def test_who_reads_slowly_survives_others_who_turn(monkeypatch: pytest.MonkeyPatch, msg_eor: bool) -> None:
    """Four clients turn as fast as they can; none of them is cut either."""
    monkeypatch.setattr(pace, "BEHIND_S", PERIOD_S)
    async with running(monkeypatch, WORLD, network__msg_eor=msg_eor) as server:
        link, player = await enters(server), server.world.online["LENTA"]
        floods = []
        for k in range(4):
            record = a_record(f"Gira {chr(97 + k)}", (1, 50 + k, 50))
            await stored(server, record)
            floods.append(asyncio.create_task(flooded(await raw(server, record.name), TURNING)))
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(PATIENCE_S):
            while not all(task.done() for task in floods) and stays(player):
                with suppress(TimeoutError):
                    await asyncio.wait_for(loop.sock_recv(link, 800), READ_EACH_S)
                await asyncio.sleep(READ_EACH_S)
        assert stays(player)
        for task in floods:
            task.result().close()
        link.close()


def judged(pace_: Pace, seconds: float, *, ours: bool, step_s: float = 0.05) -> bool:
    """Look on for so long; whether it was time to measure."""
    now = pace_._looked_s
    for _look in range(round(seconds / step_s)):
        now += step_s
        pace_.look(now, ours=ours)
    return pace_.due


def test_only_the_clients_own_time_counts() -> None:
    slow = Pace(10.0, 0)
    assert not judged(slow, 100 * BEHIND_S, ours=True)
    assert not judged(slow, BEHIND_S * 0.9, ours=False)
    assert judged(slow, BEHIND_S * 0.2, ours=False)


def test_a_server_that_stood_still_blames_nobody() -> None:
    slow = Pace(10.0, 0)
    assert not judged(slow, 60.0, ours=False, step_s=60.0)
    assert slow._waited_s == LOOK_S


@pytest.mark.parametrize(("reached", "slow"), [(0, True), (SLOW_LINE * 3, True), (SLOW_LINE * 3 + 1, False)])
def test_what_counts_is_what_has_reached_the_client(reached: int, slow: bool) -> None:
    """And not what the system has taken."""
    one = Pace(10.0, 5_000)
    one.written = 100_000
    one.measure(105_000 - reached)
    assert one.slow is slow
    one.written = 20_000
    one.measure(105_000 - reached)
    assert not one.slow, "it is measured anew each time"
