"""The scenario fixture: a whole game in memory, driven by client bytes.

    ana = game.player("Ana", at=(1, 50, 50)) logs somebody in; ana.walks(EAST); ana.sees(msg.pos_update(51, 50)).

`sees` expects exactly these messages, in order, since the last look; `sees()` expects none.
"""

from __future__ import annotations

import asyncio
import traceback
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from kit.dice import ScriptedDice
from kit.host import RememberingHost
from kit.play import OVER_PLAY, PlayServer
from kit.transport import MemoryTransport

from pyao.content.settings import GameSettings
from pyao.network.client_connection import ClientConnection
from pyao.network.limits import Doorkeeper
from pyao.network.settings import NetworkSettings
from pyao.protocol import client_packets as c
from pyao.protocol.dialect import traits_of
from pyao.protocol.packet_id import MultiMessageID, ServerPacketID
from pyao.protocol.peer import decode_server, encode_client
from pyao.protocol.text import TextEncoding
from pyao.rules.creatures.population import populate
from pyao.server.characters import SavedCharacters
from pyao.storage.memory_store import MemoryStore
from pyao.storage.saver import Saver
from pyao.tasks.game import Game
from pyao.tasks.ports import Unwanted
from pyao.world.addresses import is_among
from pyao.world.clock import TICK_MS, ManualClock
from pyao.world.record import Attributes, CharacterRecord, Look, Vitals
from pyao.world.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kit.fights import Says

    from pyao.content.content import Content
    from pyao.content.enums import Heading
    from pyao.protocol.client_packets import ClientPacket
    from pyao.protocol.message import Message
    from pyao.storage.saver import Gathering
    from pyao.world.player import Player

PASSWORD = "clave"
MILD_CLIMATE: dict[str, Any] = {"ticks_cold": 10_000_000}
"""Most players in tests go naked; a test of cold or lava sets this itself."""

OPEN_DOOR = GameSettings(max_users=999, connection_interval_ms=0, connections_per_ip=0)
"""Lets everybody connect, since most tests are about something else."""

START = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


class PlainPasswords:
    """Keeps upper-cased passwords instead of hashes, so that there is nothing to wait for."""

    class Check:
        def __init__(self, ok: bool) -> None:
            self.ok = ok
            self.needs_rehash = False

    async def hash_password(self, password: str) -> str:
        return password.upper()

    async def verify_password(self, stored: str, typed: str, wanted: Callable[[], bool]) -> Check:
        if not wanted():
            raise Unwanted
        return self.Check(stored == typed.upper())


class StrictConnection(ClientConnection):
    """Keeps the traceback of a packet that failed, so that the test fails too."""

    fault = ""

    def _fail(self, packet: ClientPacket) -> None:
        self.fault = traceback.format_exc()
        super()._fail(packet)


class GameFixture:
    """One game; make players with `player` or bare connections with `connect`."""

    def __init__(
        self,
        content: Content,
        *,
        network: NetworkSettings | None = None,
        encoding: TextEncoding = TextEncoding.CP1252,
        store: MemoryStore | None = None,
        over_play: bool = OVER_PLAY,
        **settings: Any,
    ) -> None:
        """`over_play` = clients come by WebSocket instead of through memory."""
        self.loop = asyncio.new_event_loop()
        self.clock = ManualClock(START)
        self.dice = ScriptedDice()
        self.settings = GameSettings(**(MILD_CLIMATE | settings))
        self.network = network or NetworkSettings()
        self.encoding = encoding
        self.store = store or MemoryStore()
        self.saver = Saver(self.store, self.gather)
        self.saver.slice_s = float("inf")  # how busy the machine is decides nothing
        self.doorkeeper = Doorkeeper(
            OPEN_DOOR,
            lambda ip: is_among(ip, self.world.banned_ips),
            lambda ip: self.game.make_room(ip),  # noqa: PLW0108 - the game is made later
        )
        self.host = RememberingHost(self.saver, self.doorkeeper)
        self.world = World(
            content,
            self.settings,
            self.clock,
            self.dice,
            client=traits_of(self.network.dialect, self.network.max_flush),
            host=self.host,
        )
        populate(self.world)
        self.game = Game(self.world, SavedCharacters(self.saver), PlainPasswords(), self.doorkeeper)
        self.clients: list[Client] = []
        self.play = PlayServer(self.loop) if over_play else None

    def gather(self) -> Gathering | None:
        """Called at the moment of each batch; gives nothing here, so that only what the rules mark is saved."""
        return None

    def close(self) -> None:
        for client in self.clients:
            client.transport.abort()
        self.run()
        if self.play is not None:
            self.play.close()
        self.loop.close()

    def run(self) -> None:
        """Let everything that waits for the event loop happen, and flush every connection."""
        for _turn in range(50):
            self.loop.call_soon(self.loop.stop)
            self.loop.run_forever()
            if not any(client.connection.busy for client in self.clients):
                break
        for client in self.clients:
            client.connection.flush_now()
        self.loop.call_soon(self.loop.stop)
        self.loop.run_forever()
        for client in self.clients:
            client.transport.settle()

    async def idle(self) -> None:
        """Wait a moment for what happens on other threads."""
        await asyncio.sleep(0.005)

    def connect(self, *, ip: str = "127.0.0.1", encoding: TextEncoding | None = None) -> Client:
        """A new connection, before login."""
        client = Client(self, ip, encoding or self.encoding)
        self.clients.append(client)
        return client

    def save(self, record: CharacterRecord) -> None:
        """Put a character into the store."""
        self.loop.run_until_complete(self.store.create(record))

    def load(self, name: str) -> CharacterRecord | None:
        """A character as it is stored."""
        self.loop.run_until_complete(self.saver.flush())
        return self.loop.run_until_complete(self.store.load(name))

    def player(self, name: str, *, at: tuple[int, int, int], ip: str = "127.0.0.1", **changes: Any) -> Client:
        """A player in the world who has read everything so far; `changes` are fields of the record."""
        self.save(a_record(name, at, **changes))
        client = self.connect(ip=ip)
        client.logs_in(name)
        assert client.connection.session.player is not None, client.takes()
        for one in self.clients:
            one.takes()
        return client

    def ticks(self, number: int) -> None:
        """Let game ticks pass, 40 ms each."""
        for _tick in range(number):
            self.clock.advance(TICK_MS)
            self.game.tick()
            if self.world.guilds.under_review():
                self.loop.run_until_complete(self.game.review_guilds())
        self.run()

    def passes(self, ms: int) -> None:
        """Let time pass and play the ticks that belong to it."""
        whole, rest = divmod(ms, TICK_MS)
        self.ticks(whole)
        self.clock.advance(rest)
        for client in self.clients:
            client.connection.retry()
        self.run()


F = TypeVar("F", bound=GameFixture)


class Client:
    """One client: sends packets or bytes, and gives what it has received as messages."""

    def __init__(self, game: GameFixture, ip: str, encoding: TextEncoding) -> None:
        self.game = game
        self.transport = MemoryTransport() if game.play is None else game.play.connect()
        self.connection = StrictConnection(
            game.game,
            self.transport if isinstance(self.transport, MemoryTransport) else self.transport.server,
            game.loop,
            ip=ip,
            slot=game.doorkeeper.admit(ip, game.clock.now_ms()),
            encoding=encoding,
            settings=game.network,
            round_trip_ms=lambda: self.transport.trip_ms,
            silent_ms=lambda: self.transport.silent_ms,
        )

    @property
    def player(self) -> Player:
        """The character behind this client."""
        player = self.connection.session.player
        assert player is not None
        return player

    @property
    def char(self) -> int:
        return self.player.char

    @property
    def place(self) -> tuple[int, int, int]:
        return self.player.map, self.player.x, self.player.y

    @property
    def closed(self) -> bool:
        return self.transport.closed

    def sends(self, *packets: ClientPacket | bytes) -> None:
        """Send packets, or raw bytes, as one segment each, and let the game answer; what fails, fails the test."""
        for packet in packets:
            data = (
                packet if isinstance(packet, bytes) else encode_client(packet, numbering=self.game.network.gm_numbering)
            )
            self.transport.send(data)
            self.game.run()
            assert not self.connection.fault, f"{packet!r} failed\n{self.connection.fault}"

    def logs_in(self, name: str, password: str = PASSWORD) -> None:
        self.sends(c.LoginExistingChar(name, password, 0, 13, 0))

    def walks(self, *headings: Heading) -> None:
        for heading in headings:
            self.sends(c.Walk(heading))

    def talks(self, text: str) -> None:
        self.sends(c.Talk(text))

    def cuts(self) -> None:
        """Lose the connection, as when the network drops it."""
        self.transport.abort()
        self.game.run()

    def takes_bytes(self) -> bytes:
        return self.transport.take()

    def takes(self) -> list[Message]:
        """The messages received since the last look."""
        self.game.run()
        return decode_server(self.transport.take(), self.connection.encoding)

    def sees(self, *expected: Message | Says) -> None:
        """Exactly these messages were received since the last look."""
        assert self.takes() == list(expected)

    def sees_among(self, *expected: Message | Says) -> list[Message]:
        """These messages were received in this order, perhaps with others in between; gives all that were received."""
        received = self.takes()
        rest: Iterator[object] = iter(received)
        for message in expected:
            assert message in rest, f"{message} is missing or comes too early in {received}"
        return received


def a_record(name: str, at: tuple[int, int, int], **changes: Any) -> CharacterRecord:
    """A level 30 human warrior, alive, on foot, with nothing in the bag."""
    record = CharacterRecord(
        name=name,
        password_hash=PASSWORD.upper(),
        player_class=3,
        level=30,
        exp_next=1_331_029,
        look=Look(body=1, head=5),
        attributes=Attributes(18, 18, 18, 18, 20),
        vitals=Vitals(max_hp=300, hp=300, max_stamina=400, stamina=400, max_hit=80, min_hit=79),
        assigned_skill_points=10,
    )
    record.reputation.noble = 1000
    record.reputation.plebeian = 30
    record.map, record.x, record.y = at
    for name_, value in changes.items():
        if not hasattr(record, name_):
            raise AttributeError(name_)
        setattr(record, name_, value)
    return record


@contextmanager
def a_game(content: Content, **options: Any) -> Iterator[GameFixture]:
    """A game of its own for one test."""
    with playing(GameFixture(content, **options)) as game:
        yield game


@contextmanager
def playing(game: F) -> Iterator[F]:
    """Play a game for one test; no packet may fail and no scripted roll be left over."""
    try:
        yield game
        assert not [one.connection.fault for one in game.clients if one.connection.fault]
        assert not game.dice.left, "the test said more rolls than were asked for"
    finally:
        game.close()


def only(messages: Iterable[Message], *names: str) -> list[Message]:
    """The messages with these names: of packets, or of kinds of MultiMessage."""
    assert set(names) <= {*ServerPacketID.__members__, *MultiMessageID.__members__}, names
    return [one for one in messages if one.name in names]


def ids(messages: Iterable[Message]) -> list[ServerPacketID]:
    """The ids of some messages, in order."""
    return [one.id for one in messages]
