"""Scenarios over `/play`: real WebSockets between every client of a test and the game, in the test's own loop.

`PYAO_SCENARIOS_OVER=play pytest tests/scenarios` runs them all that way; otherwise the bytes go through memory.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress

import aiohttp
from aiohttp import web
from kit.patience import PATIENCE_S

from pyao.network.websocket_transport import WebSocketTransport, an_answer

OVER_PLAY = os.environ.get("PYAO_SCENARIOS_OVER", "memory") == "play"


class PlayServer:
    """Accepts WebSockets for one game; a client is made by `connect`."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._accepted: list[WebSocketTransport] = []
        self._http: aiohttp.ClientSession | None = None
        self._runner: web.AppRunner | None = None

    def connect(self) -> PlayWire:
        """Open a WebSocket; the wire also knows the server's end."""
        return self.loop.run_until_complete(self._connect())

    async def _connect(self) -> PlayWire:
        if self._http is None or self._runner is None:
            app = web.Application()
            app.router.add_get("/play", self._enter)
            self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
            await self._runner.setup()
            await web.TCPSite(self._runner, "127.0.0.1", 0).start()
            self._http = aiohttp.ClientSession()
        line = await self._http.ws_connect(f"http://127.0.0.1:{self._runner.addresses[0][1]}/play", autoping=False)
        while not self._accepted:  # noqa: ASYNC110 - a turn or two of the loop
            await asyncio.sleep(0)
        return PlayWire(self.loop, line, self._accepted.pop())

    async def _enter(self, request: web.Request) -> web.StreamResponse:
        line = an_answer()
        await line.prepare(request)
        assert request.transport is not None
        transport = WebSocketTransport(line, request.transport, self.loop)
        self._accepted.append(transport)
        await transport.carry()
        return line

    def close(self) -> None:
        self.loop.run_until_complete(self._close())

    async def _close(self) -> None:
        if self._http is not None and self._runner is not None:
            await self._http.close()
            await self._runner.cleanup()


class PlayWire:
    """The client's end of a WebSocket, in place of a `MemoryTransport`."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, line: aiohttp.ClientWebSocketResponse, server: WebSocketTransport
    ) -> None:
        self.writes: list[bytes] = []
        self.trip_ms = 0
        self.silent_ms = 0
        self.server = server
        self._loop = loop
        self._line = line
        self._asked = 0
        self._answered = asyncio.Event()
        self._reading = loop.create_task(self._read())

    @property
    def closed(self) -> bool:
        return not self.server._open

    async def _read(self) -> None:
        async for message in self._line:
            if message.type is aiohttp.WSMsgType.BINARY:
                self.writes.append(message.data)
            elif message.type is aiohttp.WSMsgType.PING:
                await self._line.pong(message.data)
            elif message.type is aiohttp.WSMsgType.PONG and message.data == b"%d" % self._asked:
                self._answered.set()
        self._answered.set()

    def send(self, data: bytes) -> None:
        """Send bytes, and wait until the server has them."""
        with suppress(ConnectionError):
            self._loop.run_until_complete(self._line.send_bytes(data))
        self.settle()

    def settle(self) -> None:
        """Wait until all that was sent in either direction has arrived."""
        if not self._reading.done():
            self._loop.run_until_complete(self._settle())

    async def _settle(self) -> None:
        server = self.server
        async with asyncio.timeout(PATIENCE_S):
            while server._open and (server._unsent_bytes or server._ending):  # noqa: ASYNC110 - it knows no events
                await asyncio.sleep(0.000_2)
            if not server._open:
                await self._reading
                return
            self._asked += 1
            self._answered.clear()
            with suppress(ConnectionError):
                await self._line.ping(b"%d" % self._asked)
                await self._answered.wait()

    def abort(self) -> None:
        """Lose the connection, as the server sees it."""
        self.server.abort()

    def take(self) -> bytes:
        data = b"".join(self.writes)
        self.writes.clear()
        return data
