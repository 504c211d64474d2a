"""A WebSocket as transport: the same bytes as over TCP, in binary frames whose boundaries mean nothing.

The server asks the client by itself whether it is there and how far away it is, as the kernel does on a plain socket:
behind a proxy the kernel would only speak of the proxy.  Source: 01-protocol §3.
"""

from __future__ import annotations

import asyncio
import struct
from contextlib import suppress
from typing import TYPE_CHECKING

from aiohttp import WSCloseCode, WSMsgType, web

from pyao.network.kernel_room import unacknowledged
from pyao.network.transport import LINGER_BYTES, LINGER_S, READ_BYTES, SHORTEST_TRIP_MS
from pyao.network.turns import SLICE_S
from pyao.world.clock import stopwatch_s

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.network.transport import Receiver

MOST_UNSENT = 16_384
"""Bytes that are taken from the connection before the client has room for them; the rest waits in its queue."""

ASK_S = 5.0
"""How often the client is asked whether it is there."""

GONE_S = 60.0
"""A client from which nothing has come for so long is gone."""

_STAMP = struct.Struct("!d")


def an_answer() -> web.WebSocketResponse:
    """The answer that turns a request into a WebSocket for a `WebSocketTransport`."""
    return web.WebSocketResponse(
        timeout=LINGER_S, autoping=False, compress=False, max_msg_size=READ_BYTES, writer_limit=MOST_UNSENT
    )


class WebSocketTransport:
    """See `pyao.network.transport.Transport`; somebody has to await `carry`."""

    keeps_records = True
    """Each frame has whole writes, so nothing needs a pause between them."""

    def __init__(
        self,
        line: web.WebSocketResponse,
        link: asyncio.Transport,
        loop: asyncio.AbstractEventLoop,
        *,
        part: Callable[[Callable[[], None]], object] | None = None,
    ) -> None:
        """Take over a prepared WebSocket; `link` is what lies below it.

        `part` calls what ends the connection of a client that has gone, soon and not at once; `None` = in the loop's
        next turn.
        """
        link.set_write_buffer_limits(MOST_UNSENT)
        self._line = line
        self._link = link
        self._loop = loop
        self._receiver: Receiver | None = None
        self._unsent: list[bytes] = []
        self._unsent_bytes = 0
        self._refused = False
        self._ending = False
        self._lingering = LINGER_BYTES
        self._open = True
        self._part = part or loop.call_soon
        self._gone = False
        """Whether the client has gone, and the end is on its way."""

        self._over = asyncio.Event()
        self._ask = False
        self._heard_s = loop.time()
        self._trip_ms = 0
        self._to_do = asyncio.Event()
        self._may_read = asyncio.Event()
        self._may_read.set()
        self._timer = loop.call_later(ASK_S, self._look)

    def attach(self, receiver: Receiver) -> None:
        """Tell `receiver` of everything from now on."""
        self._receiver = receiver

    def try_write(self, data: bytes) -> bool:
        """Send one whole write; `False` = the client has not taken the ones before.  A closed one swallows it."""
        if not self._open or self._gone:
            return True
        if self._unsent_bytes >= MOST_UNSENT:
            self._refused = True
            return False
        self._unsent.append(data)
        self._unsent_bytes += len(data)
        self._to_do.set()
        return True

    def unreached(self) -> int:
        """What waits here and below, and what the client's, or a proxy's, system has not acknowledged."""
        link = self._link.get_extra_info("socket")
        below = unacknowledged(link) if self._open and link is not None else 0
        return sum(map(len, self._unsent)) + self._link.get_write_buffer_size() + below

    def pause_reading(self, *, paused: bool) -> None:
        """Leave what the client sends with the kernel, or go on."""
        if paused:
            self._may_read.clear()
        else:
            self._may_read.set()

    def finish(self) -> None:
        """Close once everything has been sent; what the client still sends is read and dropped."""
        self._ending = True
        self._may_read.set()
        self._to_do.set()

    def abort(self) -> None:
        """End the connection at once and tell the receiver, once."""
        if not self._open:
            return
        self._open = False
        self._timer.cancel()
        self._may_read.set()
        self._to_do.set()
        self._over.set()
        self._link.abort()
        receiver, self._receiver = self._receiver, None  # nobody refers to the other any more: both are freed at once
        if receiver is not None:
            receiver.connection_lost()

    def _leave(self) -> None:
        """The client has gone: end the connection when its turn to end comes."""
        if not self._gone:
            self._gone = True
            self._part(self.abort)

    def round_trip_ms(self) -> int:
        """The last measured time to the client and back; 0 = unknown, or below `SHORTEST_TRIP_MS`."""
        return self._trip_ms if self._trip_ms >= SHORTEST_TRIP_MS else 0

    def silent_ms(self) -> int:
        """For how long nothing has come from the client, which answers questions whatever its player does."""
        return round((self._loop.time() - self._heard_s) * 1000)

    async def carry(self) -> None:
        """Carry bytes in both directions until the connection is gone."""
        writing = asyncio.create_task(self._write())
        try:
            with suppress(ConnectionError):
                await self._read()
            self._leave()
            await self._over.wait()
        finally:
            writing.cancel()
            self.abort()

    async def _read(self) -> None:
        begin = stopwatch_s()
        while self._open:
            await self._may_read.wait()
            message = await self._line.receive()
            self._heard_s = self._loop.time()
            if message.type is WSMsgType.BINARY:
                if not self._take(message.data):
                    return
            elif message.type is WSMsgType.PING:
                await self._line.pong(message.data)
            elif message.type is WSMsgType.PONG:
                self._note_trip(message.data)
            elif self._ending:
                await self._over.wait()  # the writing side says goodbye, and ends everything
            else:
                if message.type is WSMsgType.TEXT:
                    await self._line.close(code=WSCloseCode.UNSUPPORTED_DATA)
                return
            if stopwatch_s() - begin > SLICE_S:
                await asyncio.sleep(0)
                begin = stopwatch_s()
        return

    def _take(self, data: bytes) -> bool:
        """Hand on what the client has sent; `False` = it has been given up, or sends too much after the end."""
        if self._gone:
            return False
        if self._ending:
            self._lingering -= len(data)
            return self._lingering > 0
        if self._receiver is not None:
            self._receiver.data_received(data)
        return True

    def _note_trip(self, stamp: bytes) -> None:
        if len(stamp) == _STAMP.size:
            (asked_s,) = _STAMP.unpack(stamp)
            trip_s = self._loop.time() - asked_s
            if 0 <= trip_s < GONE_S:  # a client may answer what nobody has asked
                self._trip_ms = round(trip_s * 1000)

    def _look(self) -> None:
        """Ask the client whether it is there, or give it up."""
        if self._loop.time() - self._heard_s > GONE_S:
            self._leave()
            return
        self._ask = True
        self._to_do.set()
        self._timer = self._loop.call_later(ASK_S, self._look)

    async def _write(self) -> None:
        with suppress(ConnectionError):
            while self._open:
                await self._to_do.wait()
                self._to_do.clear()
                if self._ask:
                    self._ask = False
                    await self._line.ping(_STAMP.pack(self._loop.time()))
                while self._unsent:
                    await self._write_one()
                if self._ending:
                    await self._line.close()
                    break
        self._leave()

    async def _write_one(self) -> None:
        data = b"".join(self._unsent)
        self._unsent.clear()
        await self._line.send_bytes(data)
        self._unsent_bytes -= len(data)
        if self._refused and self._open and self._receiver is not None:
            self._refused = False
            self._receiver.room_again()
