"""Clients that send anything: whole evenings of packets that mean something, of damaged ones, and of hostile lines.

    python tests/endurance/fuzz.py --packets 1000000 --seed 1 --shards 2

The server is a real one, driven without sockets; time passes when the fuzzer says so.  Whatever happens, no packet and
no tick may fail, the world stays sound, the ledger adds up, each write to each client can be read and confuses nobody,
and the recording of it all is played again to the byte.  A seed plays the same evening again.  What goes wrong is
printed with its seed, and left as a recording, for `pyao-server replay`, and as a smaller one that still fails.

What is damaged are packets of that evening, and stretches of what connections have sent: those of the evening's own
recording so far, and of recordings of real play (`--recordings FILE …`), which then belong to the seed.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kit.chaos import NAMES, Scribbler, place_of, record_of
from kit.game import a_record
from kit.guilds import a_guild
from kit.recorded import SECRET, SQUARE, settings_in
from kit.server import hashing_at_once
from kit.transport import MemoryTransport

from pyao.client.world_view import WorldView
from pyao.network.limits import Refused, TooSoon
from pyao.network.traffic import Traffic
from pyao.protocol import client_packets as c
from pyao.protocol.client_packets import CLIENT_PACKETS
from pyao.protocol.errors import ProtocolError
from pyao.protocol.gm_commands import GM_COMMANDS
from pyao.protocol.peer import decode_server, encode_client
from pyao.protocol.text import TextEncoding
from pyao.replay.failures import failures_noted
from pyao.replay.recorder import BEFORE_THE_GAME, Recorder
from pyao.replay.recording import Event, Kind, Recording, read_recording, write_recording
from pyao.rules import beats
from pyao.server.argentum_server import ArgentumServer
from pyao.server.jobs import Job
from pyao.server.reading import pieces_of
from pyao.server.recording import head_of
from pyao.server.reenactment import AT_ONCE
from pyao.server.replaying import Replay
from pyao.server.shrinking import NothingToShow, shrink
from pyao.storage.guild_documents import guild_document, guild_key
from pyao.storage.passwords import PLAIN
from pyao.storage.store import SaveBatch
from pyao.storage.world_pack import PACK_NAME, write_pack
from pyao.tasks.text_commands import PLAYER_WORDS, STAFF_WORDS
from pyao.world.clock import TICK_MS, HeldClock, ManualClock
from pyao.world.invariants import violations
from pyao.world.ledger import held_in
from pyao.world.rng import Dice

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Sequence

    from pyao.network.client_connection import ClientConnection
    from pyao.protocol.client_packets import ClientPacket
    from pyao.server.reading import Piece
    from pyao.server.settings import Settings
    from pyao.world.world import World

START = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
EVENING = 10_000
"""Packets of one evening; each begins with a new world."""

RANKS = {"gods": "Luz", "admins": "Adan", "demigods": "Sara", "counsellors": "Coco", "role_masters": "Rol"}
PLAYERS = (*NAMES[:-1], *RANKS.values())
STRANGERS, MOST_REFUSALS = 2, 12
STRETCH = 12
"""Packets of a recorded connection that are sent in one go, at most."""

POOL, LEDGER_EVERY, SAVE_EVERY, REVIEW_EVERY = 400, 20, 500, 25
FRAME_MS, MOST_TURNS = 1_000, 50
"""Nobody waits for a frame here, and for what takes longer than these turns of the loop."""

SHRINKING_TRIES = 300
CHECK_EVERY = 10
"""Ticks between two looks at the whole world; a replay looks at each."""

NO_PICTURES = "the maps could not be saved"
"""What /GRABAR comes to here: the maps of tests have no pictures."""

WORDS = (*PLAYER_WORDS, *STAFF_WORDS)
HOSTILE = (
    *("", " ", "\0", "@", "@@@@", "-", "-1", "0", "1", "255", "256", "32767", "32768", "65536", "2147483647"),
    *("2147483648", "-2147483649", "9" * 400, "1e308", "nan", "inf", "0x10", "1_0", "²", "½", "\xa05", "+5", "1.5"),
    *("{0}", "%s%n", "'; DROP", "../../etc/passwd", "\r\n\r\n", "[b]", "~255~0~0~1~1", "ñ" * 200, "x" * 3_000),
    *("\x81\x8d\x8f", "Ana", "ana", "LUZ", "Beto+Ana", "Lobos", "YO", "nadie", "1.2.3.4", "300.1.1.1", "ORO", "LEVEL"),
    *("BODY", "CLASE", "SKILLS", "RAZA", "PARTICULAR", "SOS", "DENUNCIAS", "utf8", "no", "MAPINFO", "PK", "BACKUP"),
)
_PACKETS = (Kind.PACKET, Kind.HURRIED)
_BEFORE_THE_GAME = {kind.id for kind in BEFORE_THE_GAME}
"""Whoever plays and sends these is cut off; no stretch has them."""

EDGES = (0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF)
LENGTHS = (0, 1, 2, 255, 0x7FFF, 0x8000, 0xFFFF)

SCENES: tuple[tuple[ClientPacket, ...], ...] = (
    (c.Meditate(),),
    (c.Rest(),),
    (c.LeftClick(52, 50), c.CommerceStart()),
    (c.LeftClick(48, 50), c.BankStart()),
    (c.DoubleClick(50, 50),),
    (c.LeftClick(50, 49), c.CommerceStart()),
    (c.LeftClick(51, 49), c.CommerceStart(), c.UserCommerceOffer(1, 1, 1), c.UserCommerceConfirm()),
    (c.PartyCreate(), c.LeftClick(50, 49), c.PartyJoin(), c.PartyAcceptMember("Ana"), c.PartyAcceptMember("Beto")),
    (c.GuildFundation(4), c.CreateNewGuild("d", "Gatos", "w", ("x",) * 8)),
    (c.GuildRequestMembership("Lobos", "hola"), c.GuildAcceptNewMember("Eva")),
    (c.Talk("/EJECUTAR Beto"),),
    (c.Talk("/REVIVIR YO"), c.Talk("/REVIVIR Beto")),
    (c.Talk("/TELEP YO 1 50 49"), c.Talk("/SUM Carla")),
    (c.Talk("/CENTINELAACTIVADO"), c.Work(6), c.WorkLeftClick(51, 51, 6)),
    (c.CastSpell(1), c.Work(1), c.WorkLeftClick(50, 49, 1)),
)
"""What somebody does to be in a certain state; sent before packets that are damaged."""


class Events(list[Event]):
    """Stands for the file of a recording; its events are kept in memory."""

    full = False

    def add(self, kind: Kind, ms: int, number: int = 0, data: bytes = b"") -> None:
        """See `RecordingFile`."""
        self.append(Event(kind, ms, number, data))

    def flush(self) -> None:
        """See `RecordingFile`."""

    def close(self, *, wait: bool = True) -> None:
        """See `RecordingFile`."""


class Mutator:
    """Damages packets."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self.pool: list[bytes] = []
        """Packets that were sent, whole."""

    def keep(self, data: bytes) -> None:
        """Remember what was sent."""
        if len(self.pool) < POOL:
            self.pool.append(data)
        else:
            self.pool[self._dice.randrange(POOL)] = data

    def damaged(self, data: bytes) -> bytes:
        """What a bad line, or a bad person, makes of some packets."""
        how = self._dice.choice(
            (self._flip, self._cut, self._splice, self._repeat, self._swap, self._lengthen, self._edge)
        )
        return how(bytearray(data))

    def _at(self, data: bytearray) -> int:
        return self._dice.randrange(len(data)) if data else 0

    def _flip(self, data: bytearray) -> bytes:
        for _bit in range(self._dice.choice((1, 1, 2, 8))):
            if data:
                data[self._at(data)] ^= 1 << self._dice.randrange(8)
        return bytes(data)

    def _cut(self, data: bytearray) -> bytes:
        return bytes(data[: self._at(data)])

    def _splice(self, data: bytearray) -> bytes:
        other = self._dice.choice(self.pool)
        return bytes(data[: self._at(data)]) + other[self._dice.randrange(len(other)) :]

    def _repeat(self, data: bytearray) -> bytes:
        return bytes(data) * self._dice.choice((2, 3, 20))

    def _swap(self, data: bytearray) -> bytes:
        return self._dice.choice(self.pool) + bytes(data) + self._dice.choice(self.pool)

    def _lengthen(self, data: bytearray) -> bytes:
        at = self._at(data)
        data[at : at + 2] = self._dice.choice(LENGTHS).to_bytes(2, "little")
        return bytes(data)

    def _edge(self, data: bytearray) -> bytes:
        if data:
            data[self._at(data)] = self._dice.choice(EDGES)
        return bytes(data)


class Sessions:
    """What recorded connections have sent, each in its order."""

    def __init__(self) -> None:
        self._sent: dict[str, dict[int, list[bytes]]] = {}

    def learn(self, events: Iterable[Event], source: str = "") -> None:
        """Add the packets of some events; connections of different sources are different."""
        for event in events:
            if event.kind in _PACKETS and event.data and event.data[0] not in _BEFORE_THE_GAME:
                self._sent.setdefault(source, {}).setdefault(event.number, []).append(event.data)

    def some(self, dice: random.Random) -> list[bytes]:
        """A stretch of what one of them has sent, of each source as often; none if nobody has sent anything."""
        if not self._sent:
            return []
        sent = dice.choice(list(dice.choice(list(self._sent.values())).values()))
        begin = dice.randrange(len(sent))
        return sent[begin : begin + dice.randint(1, STRETCH)]


@cache
def events_of(path: Path) -> list[Event]:
    """The events of a recording, read once in a process."""
    return read_recording(path).events


class Views:
    """What each client believes; every write must parse by itself and fit what was said before."""

    def __init__(self) -> None:
        self._views: dict[int, WorldView] = {}
        self.wrong: list[str] = []

    def read(self, number: int, name: str, data: bytes, encoding: TextEncoding) -> None:
        """A client reads whole packets."""
        view = self._views.setdefault(number, WorldView())
        try:
            for message in decode_server(data, encoding):
                view.take(message)
        except ProtocolError as fault:
            view.violations.append(f"{len(data)} bytes do not parse: {fault}")
        self.wrong += [f"{name}: {one}" for one in view.violations]
        view.violations.clear()

    def forget(self, number: int) -> None:
        """The client has gone."""
        self._views.pop(number, None)


@dataclass
class Client:
    """One who sends."""

    name: str
    transport: MemoryTransport
    connection: Any
    refusals: int = 0


class Evening:
    """One evening: a server that is recorded, and those who send."""

    def __init__(self, seed: int, folder: Path, recordings: Sequence[Path] = ()) -> None:
        """`recordings` = files whose packets are damaged besides the evening's own."""
        self.seed = seed
        self.settings = fuzz_settings(folder)
        self._scribbler = Scribbler(seed)
        self._dice = self._scribbler.dice
        self._mutator = Mutator(self._dice)
        self._sessions = Sessions()
        for path in recordings:
            self._sessions.learn(events_of(path), str(path))
        self._learnt = 0
        """How many events of its own recording it has learnt from."""
        self._machine = ManualClock(START)
        self._clock = HeldClock(self._machine)
        self._views = Views()
        self.wrong: list[str] = []
        self.recording: Recording
        self._traffic = Traffic()
        self._clients: list[Client] = []
        self._newcomers = 0

    @property
    def executed(self) -> int:
        """Packets that the server has executed."""
        return sum(self._traffic.packets_in.values())

    async def play(self, packets: int) -> None:
        """Send until so many packets were executed, or until something is wrong."""
        with failures_noted(self._note_failure):
            await self._open()
            try:
                while self.executed < packets and not self.wrong:
                    await self._go(self._dice.choice(self._clients))
                self._check_ledger()
            finally:
                self._recorder.end()
                with suppress(Exception):
                    await self._server.realm.close()

    def _note_failure(self, _kind: str, text: str) -> None:
        """Note what the server logs as its own error."""
        if not text.startswith(NO_PICTURES):
            self.wrong.append(text)

    async def _open(self) -> None:
        self._recorder = Recorder(self._clock)
        write_pack(self.settings.world.data_dir / PACK_NAME, SQUARE)
        self._server = ArgentumServer(self.settings, clock=self._clock, rng=Dice(self.seed), course=self._recorder)
        head, events = head_of(self.settings, self._server.world, self._clock, self.seed), Events()
        self.recording = Recording(head, events, whole=True)
        self._recorder.begin_file(events)  # type: ignore[arg-type]
        setattr(self._server.game.program, "_read_content", read_again)  # noqa: B010 - a server of this process
        store = self._server.realm.store
        await store.open()
        guilds = a_guild("Lobos", "Ana", "Beto"), a_guild("Osos", "Carla", "Dario", number=2)
        await store.save(SaveBatch.of(records(), {guild_key(one.number): guild_document(one) for one in guilds}))
        await self._server.realm.open("fuzz")
        for kind in CLIENT_PACKETS.values():
            self._mutator.keep(encode_client(self._scribbler.packet_of(kind)))
        for command in GM_COMMANDS:
            if command.godot is not None:
                self._mutator.keep(encode_client(self._scribbler.packet_of(command)))
        for name in (*PLAYERS, *("" for _ in range(STRANGERS))):
            self._clients.append(client := Client(name, MemoryTransport(), None))
            await self._enter(client)

    async def _go(self, client: Client) -> None:
        """Let one of them do something, and look at what came of it."""
        if client.connection is None or client.transport.closed:
            await self._enter(client)
        elif client.name and client.connection.session.player is None:
            await self._login(client)
        else:
            for data in self._burst():
                await self._send(client, data)
        if self._dice.random() < 0.1:
            await self._pass(self._dice.choice((1, 1, 10, 50)))

    def _burst(self) -> Iterator[bytes]:
        """What somebody sends: something that means something, a line, or something damaged."""
        kind = self._dice.random()
        if kind < 0.5:
            yield self._kept(self._scribbler.packet())
        elif kind < 0.68:
            yield self._kept(c.Talk(self._line()))
        elif kind < 0.75:
            yield from self._stretch()
        else:
            if kind < 0.82:
                yield from map(self._kept, self._dice.choice(SCENES))
            for _times in range(self._dice.choice((1, 1, 3))):
                yield self._mutator.damaged(self._dice.choice(self._mutator.pool))

    def _stretch(self) -> Iterator[bytes]:
        """What somebody has sent before, a part of it damaged."""
        events = self.recording.events
        self._sessions.learn(events[self._learnt :])
        self._learnt = len(events)
        for data in self._sessions.some(self._dice):
            yield self._mutator.damaged(data) if self._dice.random() < 0.3 else data

    def _kept(self, packet: ClientPacket) -> bytes:
        data = encode_client(packet)
        self._mutator.keep(data)
        return data

    def _line(self) -> str:
        between = self._dice.choice((" ", " ", "@"))
        rest = between.join(self._dice.choice(HOSTILE) for _ in range(self._dice.randrange(5)))
        word, sign = self._dice.choice(WORDS), self._dice.choice("/////-")
        return f"{sign}{word if self._dice.random() < 0.9 else word.lower()} {rest}"[:4_000]

    async def _send(self, client: Client, data: bytes) -> None:
        if not client.transport.closed:
            cut = self._dice.randrange(len(data)) if data and self._dice.random() < 0.1 else 0
            for part in (data[:cut], data[cut:]):
                if part and not client.transport.closed:
                    client.transport.send(part)
            await self._settle()
            if self._dice.random() < 0.002:
                client.transport.abort()
                await self._settle()

    async def _settle(self) -> None:
        """Let everything that waits happen, and read."""
        for _turn in range(MOST_TURNS):
            await asyncio.sleep(0)
            if not any(one.connection is not None and one.connection.busy for one in self._clients):
                break
        self._read()

    def _read(self) -> None:
        for client in self._clients:
            connection = client.connection
            if connection is None:
                continue
            connection.flush_now()
            writes = client.transport.writes
            if writes:
                for data in writes:
                    self._views.read(connection.number, client.name, data, connection.encoding)
                writes.clear()
        self.wrong += self._views.wrong
        self._views.wrong.clear()

    async def _pass(self, ticks: int) -> None:
        for _tick in range(ticks):
            self._machine.advance(TICK_MS)
            self._recorder.tick(self._tick)
            tick = self._server.world.tick
            if tick % REVIEW_EVERY == 0:
                await self._server.jobs.do(Job.REVIEW)
            if tick % SAVE_EVERY == 0:
                await self._server.jobs.do(Job.SAVE)
            if tick % LEDGER_EVERY == 0:
                self._check_ledger()
        await self._settle()

    def _tick(self) -> None:
        try:
            self._server.game.tick()
        except Exception as fault:  # noqa: BLE001 - whatever it is
            self.wrong.append(f"a tick failed: {fault!r}")

    def _check_ledger(self) -> None:
        off = self._server.world.ledger.check(held_in(self._server.world))
        if off:
            self.wrong.append(f"{off}: the ledger is off")

    async def _enter(self, client: Client) -> None:
        """Connect, and log in."""
        if client.connection is not None:
            self._views.forget(client.connection.number)
        client.transport = MemoryTransport()
        client.connection = self._connect(client.transport)
        await self._login(client)

    def _connect(self, transport: MemoryTransport) -> ClientConnection | None:
        ip = "10." + ".".join(str(self._dice.randrange(256)) for _ in range(3))
        encoding = self._dice.choice((TextEncoding.UTF_8, TextEncoding.CP1252))
        network = self._network
        with suppress(TooSoon, Refused), self._recorder.knocking(ip, encoding, network.max_flush):
            slot = self._server.realm.doorkeeper.admit(ip, self._clock.now_ms())
            return self._recorder.connection(
                self._server.game,
                transport,
                asyncio.get_running_loop(),
                ip=ip,
                slot=slot,
                encoding=encoding,
                settings=network,
                traffic=self._traffic,
            )
        return None

    @property
    def _network(self) -> Any:
        return self.settings.network.model_copy(update=AT_ONCE | {"frame_ms": FRAME_MS})

    async def _login(self, client: Client) -> None:
        connection = client.connection
        if not client.name or connection is None or client.transport.closed:
            return
        if client.refusals < MOST_REFUSALS:
            await self._send(client, encode_client(c.LoginExistingChar(client.name, SECRET, 0, 13, 0)))
        else:  # the character is banned, or has another password: somebody else comes
            self._newcomers += 1
            client.name = "Nuevo " + chr(65 + self._newcomers // 26 % 26) + chr(65 + self._newcomers % 26)
            client.refusals = 0
            birth = c.LoginNewChar(client.name, SECRET, 0, 13, 0, 1, 1, self._dice.randint(1, 12), 1, "a@b.c", 1)
            await self._send(client, encode_client(c.ThrowDices()))
            await self._send(client, encode_client(birth))
        if connection.session.player is None:
            client.refusals += 1
            await self._pass(3)
        else:
            client.refusals = 0


async def read_again(_place: object, wanted: Collection[str]) -> AsyncIterator[Piece]:
    """Stands for the process that reads the data again, which a /RELOAD would start."""
    for name, value in pieces_of(SQUARE):
        if name in wanted:
            yield name, value


def fuzz_settings(folder: Path) -> Settings:
    """Everything in memory, everything checked."""
    ranks = {f"game__{rank}": (name.upper(),) for rank, name in RANKS.items()}
    return settings_in(folder, storage__backend="memory", game__check_invariants=True, **ranks)


def records() -> list[Any]:
    """Those who play; everybody has something of everything."""
    made = []
    for k, name in enumerate(PLAYERS):
        fields = record_of(k % len(NAMES)) if k < len(NAMES) - 1 else record_of(len(NAMES) - 1)
        made.append(a_record(name, place_of(k), **fields, dead=name == "Eva", password_hash=PLAIN + SECRET))
    return made


async def played_again(recording: Recording, settings: Settings) -> list[str]:
    """What the replay of an evening shows that the evening itself didn't; nothing, as a rule."""
    with failures_noted(lambda _kind, _text: None):
        outcome = Replay(recording, settings).play()
    return [failure for failure in (*outcome.failures, outcome.difference) if failure]


async def smaller(recording: Recording, settings: Settings, tries: int) -> Recording:
    """The same failure in fewer events.

    Raises:
        NothingToShow: the server itself has logged none, or it does not come again.

    """
    return shrink(recording, settings, force=True, most_tries=tries).recording


class Report(NamedTuple):
    """What came of one evening."""

    seed: int
    sent: int
    wrong: list[str]


@contextmanager
def hurry() -> Iterator[None]:
    """Spare for a while what costs most and shows nothing: other threads, and a look at the world at every tick."""

    def now_and_then(world: World) -> list[str]:
        return violations(world) if world.tick % CHECK_EVERY == 0 else []

    with hashing_at_once(), patch.object(beats, "violations", now_and_then):
        yield


def keep(recording: Recording, path: Path) -> None:
    """Leave a recording there, in place of what there was."""
    path.unlink(missing_ok=True)
    write_recording(path, recording.head, recording.events)


def evening(
    seed: int, packets: int, out: Path, tries: int = SHRINKING_TRIES, recordings: Sequence[Path] = ()
) -> Report:
    """Play one evening; if something goes wrong, leave its recording in `out`, and a smaller one."""
    with TemporaryDirectory() as folder:
        one = Evening(seed, Path(folder), recordings)
        with hurry():
            asyncio.run(one.play(packets))
            one.wrong += [] if one.wrong else asyncio.run(played_again(one.recording, one.settings))
        if one.wrong:
            keep(one.recording, out / f"fuzz-{seed}.rec")
            with suppress(NothingToShow):
                small = asyncio.run(smaller(one.recording, one.settings, tries))
                keep(small, out / f"fuzz-{seed}-small.rec")
    return Report(seed, one.executed, one.wrong)


def main() -> None:
    """The long form."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packets", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--shards", type=int, default=1)
    parser.add_argument("--evening", type=int, default=EVENING, help="packets of one world")
    parser.add_argument(
        "--recordings", type=Path, nargs="+", default=[], help="what is damaged besides its own packets"
    )
    parser.add_argument("--out", type=Path, default=Path(), help="where recordings of failures are left")
    options = parser.parse_args()
    evenings = -(-options.packets // options.evening)
    seeds = range(options.seed * 1_000_000, options.seed * 1_000_000 + evenings)
    sent, failed, begin = 0, 0, time.monotonic()
    with ProcessPoolExecutor(options.shards) as pool:
        one = partial(evening, recordings=options.recordings)
        for report in pool.map(one, seeds, [options.evening] * evenings, [options.out] * evenings):
            sent += report.sent
            print(f"{sent:,} packets", end="\r", file=sys.stderr, flush=True)
            if report.wrong:
                failed += 1
                print(f"seed {report.seed}, after {report.sent} packets:", *report.wrong[:3], sep="\n  ", flush=True)
    print(f"{sent:,} packets in {evenings} evenings, {time.monotonic() - begin:.0f} s; {failed} evenings went wrong")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
