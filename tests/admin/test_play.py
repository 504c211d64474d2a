"""The game over WebSocket: the same bytes, the same checks and limits as over TCP, and what only browsers bring."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from kit.game import PASSWORD, a_record
from kit.patience import PATIENCE_S
from kit.web import Browser, a_site
from structlog.testing import capture_logs

from network.test_partings import Turns
from pyao.network import client_connection, partings, websocket_transport
from pyao.network.transport import READ_BYTES
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.peer import decode_server, encode_client
from pyao.protocol.text import TextEncoding
from pyao.tasks.session import Session
from server.control.test_channel import playing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from pyao.protocol.message import Message

LOGIN = c.LoginExistingChar("Ana", PASSWORD, 0, 13, 0)
PROXY, FAR = "127.0.0.1", "203.0.113.9"


def a_door(monkeypatch: pytest.MonkeyPatch, **settings: Any) -> AbstractAsyncContextManager[Browser]:
    return a_site(monkeypatch, http__play=True, **settings)


async def with_ana(it: Browser) -> None:
    hashed = await it.server.game.passwords.hash_password(PASSWORD)
    await it.server.saver.create(a_record("Ana", (1, 50, 50), password_hash=hashed))


async def frames(line: aiohttp.ClientWebSocketResponse) -> AsyncIterator[bytes]:
    async for one in line:
        assert one.type is aiohttp.WSMsgType.BINARY
        yield one.data


async def reads_until(line: aiohttp.ClientWebSocketResponse, wanted: S) -> list[Message]:
    """Every frame parses by itself: boundaries mean nothing, but none cuts a packet."""
    heard: list[Message] = []
    async with asyncio.timeout(PATIENCE_S):
        async for data in frames(line):
            heard += decode_server(data, TextEncoding.UTF_8)
            if any(one.id is wanted for one in heard):
                return heard
    raise AssertionError(f"{wanted} never came: {heard}")


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - what is waited for knows no events
            await asyncio.sleep(0.005)


async def test_a_browser_plays_with_who_came_over_tcp(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_door(monkeypatch) as it, playing(it.server, "Beto") as beto:
        await with_ana(it)
        async with it.http.ws_connect(f"{it.base}/play") as line:
            await line.send_bytes(encode_client(LOGIN))
            heard = await reads_until(line, S.LOGGED)
            assert heard[-1].id is not S.ERROR_MSG
            await line.send_bytes(encode_client(c.Talk("añejo")))
            await beto.wait_for(lambda: ("Ana", "añejo") in beto.view.heard)
            assert sorted(it.server.world.online) == ["ANA", "BETO"]


async def test_packets_may_come_in_pieces_or_together(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_door(monkeypatch) as it:
        await with_ana(it)
        async with it.http.ws_connect(f"{it.base}/play") as line:
            for byte in encode_client(LOGIN):
                await line.send_bytes(bytes([byte]))
            await reads_until(line, S.LOGGED)
            await line.send_bytes(encode_client(c.Ping()) * 3)
            heard = await reads_until(line, S.PONG)
            while sum(one.id is S.PONG for one in heard) < 3:
                heard += await reads_until(line, S.PONG)


async def test_it_is_closed_unless_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        assert (await it.get("/play"))[0] == 404


async def test_a_plain_request_is_told_what_this_is(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_door(monkeypatch) as it:
        assert await it.get("/play") == (426, {"text": "this is a WebSocket"})


async def refused(it: Browser, **given: Any) -> list[Message]:
    """What is said before the server closes."""
    said = b""
    async with it.http.ws_connect(f"{it.base}/play", **given) as line:
        async for data in frames(line):
            said += data
    return decode_server(said, TextEncoding.UTF_8)


async def test_a_refusal_is_told_as_over_tcp(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_door(monkeypatch, game__max_users=1) as it, playing(it.server, "Ana"):
        (dialog,) = await refused(it)
        assert dialog == msg.error_msg("El servidor está lleno, por favor volvé a intentarlo más tarde.")


async def test_who_comes_again_too_soon_is_closed_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_door(monkeypatch, game__connection_interval_ms=60_000) as it, it.http.ws_connect(f"{it.base}/play"):
        assert await refused(it) == []


async def test_connections_of_one_address_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_door(monkeypatch, game__connections_per_ip=1) as it, playing(it.server, "Ana"):
        (dialog,) = await refused(it)
        assert "dirección de IP" in str(dialog.values[0])


async def test_behind_a_trusted_proxy_visitors_have_their_own_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_door(monkeypatch, game__connections_per_ip=1, http__trusted_proxies=PROXY) as it:
        it.server.world.banned_ips = {FAR}
        (dialog,) = await refused(it, headers={"X-Forwarded-For": FAR})
        assert "bloqueada" in str(dialog.values[0])
        async with (
            it.http.ws_connect(f"{it.base}/play", headers={"X-Forwarded-For": "203.0.113.1"}),
            it.http.ws_connect(f"{it.base}/play", headers={"X-Forwarded-For": "203.0.113.2"}),
        ):
            await until(lambda: len(it.server.game.sessions) == 2)
            assert {one.block for one in it.server.game.sessions.values()} == {"203.0.113.1", "203.0.113.2"}


async def test_strangers_are_not_believed_what_address_they_have(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_door(monkeypatch) as it:
        it.server.world.banned_ips = {FAR}
        async with it.http.ws_connect(f"{it.base}/play", headers={"X-Forwarded-For": FAR}):
            await until(lambda: len(it.server.game.sessions) == 1)
            assert [one.block for one in it.server.game.sessions.values()] == [PROXY]


@pytest.mark.parametrize(
    ("origins", "origin", "enters"),
    [
        ("", None, True),
        ("", "http://evil.example", False),
        ("", "null", False),
        ("https://play.example, https://other.example", "https://other.example", True),
        ("https://play.example", "https://play.example.evil.example", False),
        ("*", "http://evil.example", True),
    ],
)
async def test_whose_pages_may_play(
    monkeypatch: pytest.MonkeyPatch, origins: str, origin: str | None, enters: bool
) -> None:
    async with a_door(monkeypatch, http__play_origins=origins) as it:
        if enters:
            async with it.http.ws_connect(f"{it.base}/play", origin=origin):
                await until(lambda: len(it.server.game.sessions) == 1)
        else:
            with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                await it.http.ws_connect(f"{it.base}/play", origin=origin)


async def test_a_page_of_this_very_host_may_play(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_door(monkeypatch) as it, it.http.ws_connect(f"{it.base}/play", origin=it.base):
        await until(lambda: len(it.server.game.sessions) == 1)


async def test_a_lost_connection_is_a_lost_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_door(monkeypatch) as it:
        await with_ana(it)
        async with it.http.ws_connect(f"{it.base}/play") as line:
            await line.send_bytes(encode_client(LOGIN))
            await reads_until(line, S.LOGGED)
        await until(lambda: not it.server.game.sessions)


async def test_of_many_that_are_lost_at_once_each_ends_when_its_turn_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """As over TCP; see `network.test_partings`."""
    monkeypatch.setattr(partings, "PART_S", 0.0)
    ended_in: list[int] = []
    real = Session.lost

    def watched(session: Session) -> None:
        real(session)
        ended_in.append(turns.now)

    async with a_door(monkeypatch) as it, AsyncExitStack() as everybody:
        for _browser in range(12):
            await everybody.enter_async_context(it.http.ws_connect(f"{it.base}/play"))
        await until(lambda: len(it.server.game.sessions) == 12)
        monkeypatch.setattr(Session, "lost", watched)
        with Turns() as turns:
            await it.http.close()
            await until(lambda: not it.server.game.sessions)
    assert len(ended_in) == len(set(ended_in)) == 12, "one in each turn"


async def test_text_and_nonsense_end_only_that_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_door(monkeypatch) as it, playing(it.server, "Beto") as beto:
        async with it.http.ws_connect(f"{it.base}/play") as line:
            await line.send_str("hola")
            assert (await line.receive(timeout=PATIENCE_S)).type is aiohttp.WSMsgType.CLOSE
            assert line.close_code == aiohttp.WSCloseCode.UNSUPPORTED_DATA
        async with it.http.ws_connect(f"{it.base}/play") as line:
            with capture_logs() as lines:
                await line.send_bytes(b"\xff" * 40)
                while (await line.receive(timeout=PATIENCE_S)).type is aiohttp.WSMsgType.BINARY:
                    pass
            assert [one["reason"] for one in lines if one["event"] == "connection ended"]
        async with it.http.ws_connect(f"{it.base}/play") as line:
            await line.send_bytes(bytes(READ_BYTES + 1))
            while (await line.receive(timeout=PATIENCE_S)).type is aiohttp.WSMsgType.BINARY:
                pass
            assert line.close_code == aiohttp.WSCloseCode.MESSAGE_TOO_BIG
        await until(lambda: len(it.server.game.sessions) == 1)
        await beto.ping()


async def test_a_kick_is_read_before_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_door(monkeypatch) as it:
        await with_ana(it)
        async with it.http.ws_connect(f"{it.base}/play") as line:
            await line.send_bytes(encode_client(c.LoginExistingChar("Ana", "wrong", 0, 13, 0)))
            heard = [one async for data in frames(line) for one in decode_server(data, TextEncoding.UTF_8)]
            assert heard[-1].id is S.ERROR_MSG
            assert line.close_code == aiohttp.WSCloseCode.OK


async def test_the_end_of_the_server_lets_browsers_go_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_door(monkeypatch) as it:
        await with_ana(it)
        it.server.doors.append(it.site)
        async with it.http.ws_connect(f"{it.base}/play") as line:
            await line.send_bytes(encode_client(LOGIN))
            await reads_until(line, S.LOGGED)
            stopping = asyncio.create_task(it.server.stop())
            heard = [one async for data in frames(line) for one in decode_server(data, TextEncoding.UTF_8)]
            assert line.close_code == aiohttp.WSCloseCode.OK, heard
            assert await stopping


async def test_a_browser_that_does_not_read_is_cut_and_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pyao.network.pace.BEHIND_S", 0.1)
    async with a_door(monkeypatch, network__max_queue_bytes=16_384) as it, playing(it.server, "Beto") as beto:
        await with_ana(it)
        reader, writer = await asyncio.open_connection("127.0.0.1", it.site.port, limit=1_024)
        writer.write(
            b"GET /play HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        assert b"101" in await reader.readline()
        await until(lambda: len(it.server.game.sessions) == 2)
        lines = b"x" * 1_000
        stalled = it.server.game.sessions[2]
        waiting: Any = stalled._connection
        with capture_logs() as logged:
            while 2 in it.server.game.sessions and it.server.game.sessions[2] is stalled:
                stalled.send(msg.pong())
                while waiting.unsent_bytes < 24_576:
                    stalled.send(msg.console_msg(lines.decode(), 0))
                await asyncio.sleep(0.02)
        assert [one["reason"] for one in logged if one["event"] == "connection ended"] == ["the client does not read"]
        await beto.ping()
        writer.close()


async def test_a_silent_browser_is_given_up_and_a_far_one_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket_transport, "ASK_S", 0.02)
    async with a_door(monkeypatch) as it:
        async with it.http.ws_connect(f"{it.base}/play", autoping=False) as line:
            asked = await line.receive(timeout=PATIENCE_S)
            assert asked.type is aiohttp.WSMsgType.PING
            await asyncio.sleep(0.05)
            await line.pong(asked.data)
            (session,) = it.server.game.sessions.values()
            await until(lambda: session.round_trip_ms() >= 50)
            await line.pong(b"made up")
            monkeypatch.setattr(websocket_transport, "GONE_S", 0.1)
            while (await line.receive(timeout=PATIENCE_S)).type is aiohttp.WSMsgType.PING:
                pass
        await until(lambda: not it.server.game.sessions)


async def test_more_input_than_can_be_executed_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading pauses while a password is checked, and nothing of what was sent is lost."""
    monkeypatch.setattr(client_connection, "MAX_WAITING", 64)
    async with a_door(monkeypatch) as it:
        await with_ana(it)
        async with it.http.ws_connect(f"{it.base}/play") as line:
            await line.send_bytes(encode_client(LOGIN) + encode_client(c.Ping()) * 100)
            pongs = 0
            async for data in frames(line):
                pongs += sum(one.id is S.PONG for one in decode_server(data, TextEncoding.UTF_8))
                if pongs == 100:
                    break
