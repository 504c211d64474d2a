"""A crowd for load tests: thousands of light clients from one process.

A light client counts the bytes it receives and parses none, so that the load costs the machine little.  Whether what it
got could be read is for the full clients beside it to say.
"""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pyao.client.headless_client import VERSION
from pyao.content.enums import Heading, Skill
from pyao.protocol import client_packets as c
from pyao.protocol.packet_id import ServerPacketID
from pyao.protocol.peer import encode_client
from pyao.rules.body.races import HEADS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.world.rng import Rng

PASSWORD = "automata"  # noqa: S105 - bots have nothing to protect
READ_BYTES = 1 << 20
BEAT_S = 0.35
"""Seconds between two deeds of one bot: as fast as the real client walks."""

WHEEL_S = 0.005
GLANCE_S = 0.05
"""Seconds between two looks at what has arrived for those who do nothing."""

PATIENCE_S = 30.0
TALK_ONCE_IN = 15
WORDS = ("Hola!", "Alguien vende pociones?", "Vamos a la montaña.", "Qué lindo día!")

LETTERS = 26


class Scenario(StrEnum):
    """What a crowd does."""

    WALKERS = "walkers"
    """Every bot takes a random step each beat."""

    CROWD = "crowd"
    """They stay on the screen where they stand: every other step of a bot leads back."""

    MARKET = "market"
    """They stand together, turn, and talk every few seconds."""

    HUNT = "hunt"
    """They walk, strike, and cast the first spell of their book at a tile nearby."""

    LOGINS = "logins"
    """They log in one after the other, as fast as the server lets them, while the probes measure."""

    LOGOUTS = "logouts"
    """They stand still, and after half of the time all drop their connections at once."""


class LoginFailed(Exception):
    """The server answered a login with an error dialog, or not at all."""


@dataclass(slots=True)
class Counts:
    """What a crowd has done; times in seconds."""

    logged: int = 0
    login_s: float = 0.0
    deeds: int = 0
    received_bytes: int = 0
    lost: int = 0


def letters(number: int) -> str:
    """A name for a number: aaa, aab and so on."""
    return "".join(chr(ord("a") + number // LETTERS**place % LETTERS) for place in (2, 1, 0))


class LightBot:
    """One client that sends, and drops what it receives."""

    def __init__(self, name: str, rng: Rng) -> None:
        """It comes from a loopback address of its own: many logins at once from one address look like guessing."""
        self.name = name
        self.rng = rng
        self.way_back = 0
        """The heading that leads back to where it stood; 0 = it stands there."""

        self._address = f"127.{rng.roll(1, 250)}.{rng.roll(0, 250)}.{rng.roll(1, 250)}"
        self._socket: socket.socket | None = None

    @property
    def connected(self) -> bool:
        """Whether the server has not ended the connection, as far as this client has looked."""
        return self._socket is not None

    async def enter(self, host: str, port: int) -> None:
        """Log in; create the character if there is none.

        Raises:
            LoginFailed: neither works.

        """
        if not await self._try(host, port, c.LoginExistingChar(self.name, PASSWORD, *VERSION)):
            race, gender, player_class = 1, 1, 3
            head, _last = HEADS[race, gender]
            birth = c.LoginNewChar(self.name, PASSWORD, *VERSION, race, gender, player_class, head, "a@b.c", 1)
            if not await self._try(host, port, c.ThrowDices(), birth):
                raise LoginFailed(self.name)

    async def _try(self, host: str, port: int, *packets: c.ClientPacket) -> bool:
        loop = asyncio.get_running_loop()
        self._socket = link = socket.socket()
        link.setblocking(False)
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with suppress(OSError):  # not every system has more than one loopback address
            link.bind((self._address, 0))
        await loop.sock_connect(link, (host, port))
        for packet in packets:
            await loop.sock_sendall(link, encode_client(packet))
            async with asyncio.timeout(PATIENCE_S):
                answer = await loop.sock_recv(link, READ_BYTES)
            if not answer or answer[0] == ServerPacketID.ERROR_MSG:
                self.leave()
                return False
        return True

    def leave(self) -> None:
        """Drop the connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def send(self, data: bytes) -> None:
        """Send bytes; what the kernel does not take at once is lost together with the connection."""
        if self._socket is not None:
            try:
                self._socket.sendall(data)
            except OSError:
                self.leave()

    def drain(self) -> int:
        """Read what has arrived and forget it; gives the number of bytes."""
        if self._socket is None:
            return 0
        try:
            data = self._socket.recv(READ_BYTES)
        except BlockingIOError:
            return 0
        except OSError:
            data = b""
        if not data:
            self.leave()
        return len(data)


class Crowd:
    """Light bots that enter together and do the same thing, each at moments of its own."""

    def __init__(self, bots: list[LightBot], scenario: Scenario) -> None:
        self.bots = bots
        self.scenario = scenario
        self.counts = Counts()
        self._inside: list[LightBot] = []
        self._deed = DEEDS[scenario]

    async def enter(self, host: str, port: int, *, at_once: int) -> None:
        """Let every bot in, `at_once` at a time; those who are in already read what they are sent meanwhile.

        Raises:
            OSError: there is no server.

        """
        gate = asyncio.Semaphore(at_once)
        clock = asyncio.get_running_loop().time
        begin = clock()

        async def one(bot: LightBot) -> None:
            async with gate:
                try:
                    await bot.enter(host, port)
                except (LoginFailed, TimeoutError):
                    self.counts.lost += 1
                else:
                    self.counts.logged += 1
                    self._inside.append(bot)

        reading = asyncio.create_task(self._read_on())
        try:
            await asyncio.gather(*map(one, self.bots))
        finally:
            reading.cancel()
        self.counts.login_s = clock() - begin

    async def rest(self, seconds: float) -> None:
        """Do nothing but read."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._read_on()

    async def _read_on(self) -> None:
        while True:
            await asyncio.sleep(GLANCE_S)
            for bot in self._inside:
                self.counts.received_bytes += bot.drain()

    async def play(self, seconds: float, beat_s: float = BEAT_S) -> None:
        """Give every bot its turn once a beat, spread evenly over it."""
        clock = asyncio.get_running_loop().time
        begin, turn = clock(), 0
        playing, counts = self._inside, self.counts
        counts.received_bytes = 0
        while (elapsed := clock() - begin) < seconds:
            due = int(elapsed / beat_s * len(playing))
            while turn < due:
                bot = playing[turn % len(playing)]
                counts.received_bytes += bot.drain()
                bot.send(self._deed(bot))
                counts.deeds += 1
                turn += 1
            await asyncio.sleep(WHEEL_S)
        counts.lost += sum(not bot.connected for bot in playing)

    def leave(self) -> None:
        """Drop all connections at once."""
        for bot in self.bots:
            bot.leave()


def _walk(bot: LightBot) -> bytes:
    return bytes((c.Walk.id, bot.rng.roll(1, 4)))


def _stay_near(bot: LightBot) -> bytes:
    heading = bot.way_back or bot.rng.roll(1, 4)
    bot.way_back = 0 if bot.way_back else Heading(heading).opposite
    return bytes((c.Walk.id, heading))


def _trade(bot: LightBot) -> bytes:
    if bot.rng.roll(1, TALK_ONCE_IN) == 1:
        return encode_client(c.Talk(WORDS[bot.rng.roll(0, len(WORDS) - 1)]))
    return bytes((c.ChangeHeading.id, bot.rng.roll(1, 4)))


def _hunt(bot: LightBot) -> bytes:
    deed = bot.rng.roll(1, 4)
    if deed == 1:
        return encode_client(c.Attack())
    if deed == 2:
        x, y = bot.rng.roll(40, 60), bot.rng.roll(40, 60)
        return b"".join(map(encode_client, (c.CastSpell(1), c.Work(Skill.MAGIA), c.WorkLeftClick(x, y, Skill.MAGIA))))
    return _walk(bot)


def _stand(_bot: LightBot) -> bytes:
    return encode_client(c.Ping())


DEEDS: dict[Scenario, Callable[[LightBot], bytes]] = {
    Scenario.WALKERS: _walk,
    Scenario.CROWD: _stay_near,
    Scenario.MARKET: _trade,
    Scenario.HUNT: _hunt,
    Scenario.LOGINS: _stand,
    Scenario.LOGOUTS: _stand,
}
