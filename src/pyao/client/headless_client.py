"""HeadlessClient: plays without a screen, parsing each chunk on its own as the real client does.

Source: 01-protocol §2, §3.
"""

from __future__ import annotations

import asyncio
import socket
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from pyao.client.screens import Screen, read_chunk
from pyao.client.world_view import WorldView
from pyao.network.settings import DEFAULT_PORT
from pyao.protocol import client_packets as c
from pyao.protocol.errors import ProtocolError
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.peer import decode_server, encode_client
from pyao.protocol.text import TextEncoding
from pyao.rules.body.races import HEADS
from pyao.world.clock import stopwatch_s

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.enums import Heading
    from pyao.protocol.client_packets import ClientPacket
    from pyao.protocol.message import Message

FRAME_S = 1 / 60
OPENING_S = 4 * FRAME_S
"""Seconds that the creation screen takes to open."""

CHUNK_BYTES = 1 << 20
PATIENCE_S = 10.0
VERSION = (0, 13, 0)

LINUX_TTL, WINDOWS_TTL = 64, 128


class Disconnected(Exception):
    """The server has ended the connection; the text is its last error dialog, if any."""


class Violation(AssertionError):
    """The server has sent something that would confuse the real client."""


class HeadlessClient:
    """One player.  `view` is what it knows of the world; `recent` keeps the last messages, oldest first.

    Once a frame it takes all bytes that have arrived as one chunk, which must parse by itself.  If it is
    strict, whatever waits raises `Violation` as soon as something was wrong; `view.violations` keeps it in any case.
    """

    def __init__(
        self,
        *,
        ttl: int | None = None,
        keep: int = 2_000,
        strict: bool = True,
        patience_s: float | None = None,
        frame_s: float = FRAME_S,
    ) -> None:
        """`ttl` = TTL of the packets it sends (64 as Linux, 128 as Windows), which decides how it reads text.

        `keep` = length of `recent`; `patience_s` = how many seconds it waits for something before `TimeoutError`,
        `None` = `PATIENCE_S`; `frame_s` = seconds it draws after each chunk, 0 = it only measures.
        """
        self.encoding = TextEncoding.CP1252 if ttl == WINDOWS_TTL else TextEncoding.UTF_8
        self.packets_received = 0
        self.recent: deque[Message] = deque(maxlen=keep)
        self._strict = strict
        self._patience_s = PATIENCE_S if patience_s is None else patience_s
        self._ttl = ttl
        self._frame_s = frame_s
        self.reset()

    def reset(self) -> None:
        """Forget everything, as when the program is started again."""
        self.view = WorldView()
        self.screen = Screen.LOGIN
        self._opens_s = float("inf")
        """When the creation screen is open, by the stopwatch."""

        self.recent.clear()
        self.closed = False
        self._socket: socket.socket | None = None
        self._reader: asyncio.Task[None] | None = None
        self._news = asyncio.Event()

    async def connect(self, host: str = "127.0.0.1", port: int = DEFAULT_PORT) -> None:
        """Open the connection and start reading."""
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, *_kind, address = min(found, key=lambda one: one[0] is not socket.AF_INET)
        self._socket = socket.socket(family, socket.SOCK_STREAM)
        self._socket.setblocking(False)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._ttl is not None:
            if family is socket.AF_INET6:
                self._socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_UNICAST_HOPS, self._ttl)
            else:
                self._socket.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, self._ttl)
        try:
            await loop.sock_connect(self._socket, address)
        except OSError:
            self._end()
            raise
        self._reader = loop.create_task(self._read())

    async def close(self) -> None:
        """Drop the connection."""
        if self._reader is not None:
            self._reader.cancel()
            with suppress(asyncio.CancelledError):
                await self._reader
        self._end()

    async def _read(self) -> None:
        """Read one chunk per frame."""
        loop = asyncio.get_running_loop()
        assert self._socket is not None  # nosec B101 # noqa: S101 - connect has made it
        while True:
            try:
                chunk = await loop.sock_recv(self._socket, CHUNK_BYTES)
            except OSError:
                chunk = b""
            if not chunk:
                self._end()
                return
            self._take(chunk)
            if self.closed:
                return
            await asyncio.sleep(self._frame_s)

    def _take(self, chunk: bytes) -> None:
        try:
            messages = decode_server(chunk, self.encoding)
        except ProtocolError as fault:
            self.view.violations.append(f"a chunk of {len(chunk)} bytes does not parse: {fault}: {chunk[:64].hex()}")
            self._news.set()
            return
        if stopwatch_s() >= self._opens_s:
            self._open_creation()  # by now, though the loop has been too busy to say so
        self.screen, hangs_up, wrong = read_chunk(self.screen, messages)
        self.view.violations += wrong
        for message in messages:
            self.view.take(message)
        self.recent.extend(messages)
        self.packets_received += len(messages)
        self._news.set()
        if hangs_up:
            self._end()

    def _last_words(self) -> str:
        return self.view.errors[-1] if self.view.errors else ""

    def _end(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self.closed = True
        self._news.set()

    async def wait_for(self, condition: Callable[[], bool]) -> None:
        """Wait until the condition holds.

        Raises:
            Disconnected: the connection ended first.
            TimeoutError: it took longer than `patience_s`.
            Violation: the client is strict, and the server has sent something wrong.

        """
        async with asyncio.timeout(self._patience_s):
            while True:
                if self._strict and self.view.violations:
                    raise Violation("\n".join(self.view.violations))
                if condition():
                    return
                if self.closed:
                    raise Disconnected(self._last_words())
                self._news.clear()
                await self._news.wait()

    async def wait_closed(self, at_least_s: float = 0.0) -> None:
        """Wait until the server has ended the connection, for `patience_s` or `at_least_s`, whichever is longer."""
        async with asyncio.timeout(max(at_least_s, self._patience_s)):
            while not self.closed:
                self._news.clear()
                await self._news.wait()

    def send(self, *packets: ClientPacket) -> None:
        """Send packets in one write."""
        self.send_bytes(b"".join(encode_client(packet) for packet in packets))

    def send_bytes(self, data: bytes) -> None:
        """Send bytes as they are.

        Raises:
            Disconnected: there is no connection.

        """
        if self._socket is None or self.closed:
            raise Disconnected(self._last_words())
        try:
            self._socket.sendall(data)
        except OSError as fault:
            raise Disconnected(str(fault)) from fault

    async def throw_dices(self) -> None:
        """Open the creation screen if need be, roll a new character's attributes and wait for the result.

        As in the real client the first dice are thrown while the login screen still listens, for some frames.
        Source: 01-protocol §2 "Creation screen".
        """
        if self.screen is Screen.LOGIN:
            self._opens_s = stopwatch_s() + OPENING_S
            asyncio.get_running_loop().call_later(OPENING_S, self._open_creation)
        self.view.dice = ()
        self.send(c.ThrowDices())
        await self.wait_for(lambda: bool(self.view.dice))

    def _open_creation(self) -> None:
        if self.screen is Screen.LOGIN:
            self.screen = Screen.CREATION
            self._news.set()

    async def create(self, name: str, password: str, *, race: int = 1, gender: int = 1, player_class: int = 3) -> None:
        """Create a character, with a head that fits race and gender, and enter the world with it."""
        await self.throw_dices()
        head, _last = HEADS[race, gender]
        self.send(c.LoginNewChar(name, password, *VERSION, race, gender, player_class, head, "a@b.c", 1))
        await self._enter()

    async def login(self, name: str, password: str) -> None:
        """Enter the world with an existing character."""
        self.send(c.LoginExistingChar(name, password, *VERSION))
        await self._enter()

    async def _enter(self) -> None:
        errors = len(self.view.errors)
        await self.wait_for(lambda: self.view.logged or len(self.view.errors) > errors)
        if not self.view.logged:
            raise Disconnected(self._last_words())

    def walk(self, heading: Heading) -> bool:
        """Press a key for one step; gives whether the client has taken it at once.

        As in the real client: while a panel or a pause locks the keys nothing is sent; a client that is paralysed or
        sees somebody in the way turns instead; one that believes itself resting or meditating sends the step but does
        not take it.
        """
        view = self.view
        if view.locks or S.PAUSE_TOGGLE in view.toggles:
            return False
        if S.PARALIZE_OK in view.toggles or not view.is_free(view.x + heading.dx, view.y + heading.dy):
            self.send(c.ChangeHeading(heading))
            return False
        steps = view.may_predict()
        if steps:
            view.predict(heading)
        self.send(c.Walk(heading))
        return steps

    def click(self, x: int, y: int) -> None:
        """Click on a tile, with the skill that the server has armed if there is one, which disarms it."""
        armed, self.view.armed = self.view.armed, 0
        self.send(c.WorkLeftClick(x, y, armed) if armed else c.LeftClick(x, y))

    def talk(self, text: str) -> None:
        """Say something."""
        self.send(c.Talk(text))

    async def quit(self) -> None:
        """Leave the game and wait for the end of the countdown."""
        self.send(c.Quit())
        await self.wait_closed(20.0)

    async def ping(self) -> float:
        """Send a Ping; gives the round trip in seconds."""
        pongs = self.view.pongs
        begin = stopwatch_s()
        self.send(c.Ping())
        await self.wait_for(lambda: self.view.pongs > pongs)
        return stopwatch_s() - begin
