"""A long evening: hundreds of bots do everything there is, and come and go, while what the server keeps is counted.

    python tests/endurance/soak.py --minutes 30 --bots 300

It prints a line a minute, and at the end every table that has grown since its first third: there should be none.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import random
import sys
import time
from collections import Counter, OrderedDict, deque
from contextlib import suppress
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kit.pen import BAG_DEEDS, BAGS, COUNTER_DEEDS, HOST, PEN, POSTS, TRADE_DEEDS, WORK_DEEDS, meant, newcomer, pens
from kit.server import CHEAP, hashing_at_once

from pyao.client.crowd import PASSWORD, LightBot, LoginFailed
from pyao.content.content import Content
from pyao.protocol import client_packets as c
from pyao.protocol.peer import encode_client
from pyao.server import argentum_server
from pyao.server.argentum_server import ArgentumServer
from pyao.server.logs import set_up_logs
from pyao.server.settings import LogSettings, load_settings
from pyao.storage.passwords import PLAIN
from pyao.storage.sqlite_store import SqliteStore
from pyao.storage.store import SaveBatch
from pyao.world.clock import TICK_MS
from pyao.world.rng import Dice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.protocol.client_packets import ClientPacket
    from pyao.world.player import Player

TO_A_PEN = 5
PROFILES = tuple(BAGS)
STAFF = 6
"""How many of the bots are gods."""

AMOUNTS = (1, 2, 3, 50, 9_999, 10_000)
GUILDS = ("Lobos", "Osos", "Gatos", "Zorros", "Linces", "Pumas")
GROWN, FEW = 1.2, 100
"""A table has grown if it has this many times its entries, and so many more."""

FOREVER = 1 << 30
LONG_BEAT_S, LONG_STAY = 4.0, 40
"""Seconds between two deeds, and how many somebody does at most before leaving, in the long form."""

PASSING = {"Timers._heap", "Traffic._uncounted"}
"""Tables that empty themselves: what was to come due for those who are gone, and what is counted many at a time."""

PLAIN_THINGS = (str, bytes, int, float, bool, type(None), type, FunctionType, MethodType, ModuleType, Enum)
GOD_WORDS = (
    *("TELEP {me} {map} 53 53", "IRA {other}", "SUM {other}", "REVIVIR {other}", "INFO {other}", "INV {other}"),
    *("BOV {other}", "STAT {other}", "CI 1 5", "DEST", "PISO", "INVISIBLE", "INVISIBLE", "HORA", "ONLINEMAP"),
    *("ONLINEGM", "RMSG hola", "GMSG hola", "SHOW SOS", "SOSDONE {other}", "DONDE {other}", "LLUVIA", "NOCHE"),
    *("ACC 2", "MATA", "CARCEL {other}@ruido@1", "SILENCIAR {other}", "ADVERTENCIA {other}@ruido", "PERDON {other}"),
    *("ECHAR {other}", "EJECUTAR {other}", "NICK2IP {other}", "LIMPIAR", "TRABAJANDO", "SKILLS {other}", "CC"),
    *("MOD {other} ORO 5000", "SEGADD {other}@mira", "SEGOBS 1 nada", "SEGDEL 1", "GRABAR", "CT 1 53 53", "DT"),
)
WORDS = (
    *("ONLINE", "EST", "AYUDA", "UPTIME", "MOTD", "PENAS {me}", "MEDITAR", "DESCANSAR", "RESUCITAR", "CURAR", "HOGAR"),
    *("GM ayuda", "DENUNCIAR {other} molesta", "_BUG algo", "DESC hola", "SEGURO", "CLANES", "RECADO", "RECADOS"),
    *("APOSTAR 10", "DEPOSITAR 5", "RETIRAR 5", "BALANCE", "PETICION hola", "TRATO {other}", "IGNORAR {other}"),
    *("ENCUESTA", "VOTO {other}", "COMPARTIRNPC", "TEXTO utf8", "CONTRASENA", "PARTY", "VERPARTY", "CENTINELA 1"),
)


def names(number: int) -> list[str]:
    """So many names; a name has letters only."""
    return ["Bot" + chr(65 + k // 676) + chr(65 + k // 26 % 26) + chr(65 + k % 26) for k in range(number)]


class Bot(LightBot):
    """One who plays: looks into the server to see what it has and who is near, and sends packets like anybody."""

    def __init__(self, server: ArgentumServer, name: str, everybody: list[str], seed: int) -> None:
        super().__init__(name, Dice(seed))
        self._server = server
        self._everybody = everybody
        self._dice = random.Random(seed)
        self.deeds = self.logins = 0

    async def play(self, end_s: float, beat_s: float, stay: int, visits: int) -> None:
        """Come, do up to `stay` things, go, until that moment or so many times more."""
        visits += self.logins
        while time.monotonic() < end_s and self.logins < visits:
            try:
                await self.enter("127.0.0.1", self._server.listener.port)
            except (LoginFailed, TimeoutError, OSError):
                await asyncio.sleep(beat_s)
                continue
            self.logins += 1
            left = self._dice.randint(1, stay)
            while left and self.connected and time.monotonic() < end_s:
                left -= 1
                self.deeds += 1
                await asyncio.sleep(self._dice.uniform(0.5, 1.5) * beat_s)
                self.drain()
                self.send(b"".join(map(encode_client, self._deed())))
            if self._dice.random() < 0.5:
                self.send(encode_client(c.Quit()))
                await asyncio.sleep(beat_s)
            self.leave()

    def _deed(self) -> list[ClientPacket]:
        player = self._server.world.online.get(self.name.upper())
        if player is None:
            return [c.Ping()]
        if player.dead and self._dice.random() < 0.2:
            player.record.dead, player.record.vitals.hp, player.record.vitals.stamina = False, 60, 400
        if player.is_gm and self._dice.random() < 0.3:
            return [self._word(player, GOD_WORDS)]
        return self._dice.choice((self._business, self._trade, self._work, self._society, self._talk))(player)

    def _somebody(self, player: Player) -> Player:
        here = list(self._server.world.map_of(player).players)
        return self._dice.choice(here)

    def _numbers(self) -> tuple[int, int]:
        return self._dice.randrange(30), self._dice.choice(AMOUNTS)

    def _word(self, player: Player, words: tuple[str, ...]) -> ClientPacket:
        other, maps = self._dice.choice(self._everybody), len(self._server.world.maps)
        text = self._dice.choice(words).format(me=player.name, other=other, map=self._dice.randint(1, maps))
        return c.Talk(f"/{text}")

    def _business(self, player: Player) -> list[ClientPacket]:
        post = self._dice.choice(list(POSTS))
        start: ClientPacket = c.CommerceStart() if post == HOST else c.BankStart()
        opening = [c.CommerceEnd(), c.BankEnd(), c.LeftClick(*POSTS[post]), c.DoubleClick(*POSTS[post]), start]
        return [*opening, *meant(player, (self._dice.choice(COUNTER_DEEDS), *self._numbers()))]

    def _trade(self, player: Player) -> list[ClientPacket]:
        other = self._somebody(player)
        offers = [meant(player, (self._dice.choice(TRADE_DEEDS), *self._numbers())) for _ in range(2)]
        return [c.LeftClick(other.x, other.y), c.CommerceStart(), *offers[0], *offers[1], *self._end_of_trade()]

    def _end_of_trade(self) -> list[ClientPacket]:
        ends: list[list[ClientPacket]] = [[], [c.UserCommerceConfirm(), c.UserCommerceOk()], [c.UserCommerceEnd()]]
        return self._dice.choice(ends)

    def _work(self, player: Player) -> list[ClientPacket]:
        kinds = self._dice.choice((WORK_DEEDS, BAG_DEEDS, BAG_DEEDS))
        return meant(player, (self._dice.choice(kinds), *self._numbers()))

    def _talk(self, player: Player) -> list[ClientPacket]:
        other = self._dice.choice(self._everybody)
        said: list[ClientPacket] = [c.Talk("Hola!"), c.Yell("¡Vendo pociones!"), c.Whisper(other, "¿Jugamos?")]
        return [self._word(player, WORDS) if self._dice.random() < 0.5 else self._dice.choice(said)]

    def _society(self, player: Player) -> list[ClientPacket]:
        guilds, other = self._server.world.guilds, self._somebody(player)
        guild = guilds.of(player)
        if guild is None:
            found: list[ClientPacket] = [c.GuildFundation(4), c.CreateNewGuild("d", self._guild(), "w", ("x",) * 8)]
            asked: list[ClientPacket] = [c.GuildRequestMembership(self._guild(), "hola")]
            return self._dice.choice((found, asked))
        if guild.applications and guild.is_led_by(player.name):
            return [c.GuildAcceptNewMember(guild.applications[0].name)]
        party: list[ClientPacket] = (
            [c.PartyCreate(), c.LeftClick(other.x, other.y), c.PartyJoin()]
            if player.party is None
            else [c.PartyAcceptMember(other.name), c.PartyMessage("hola"), c.PartySetLeader(other.name)]
        )
        seldom: list[ClientPacket] = [c.GuildLeave(), c.GuildKickMember(other.name), c.PartyLeave()]
        often: list[ClientPacket] = [*party, c.GuildMessage("hola"), c.GuildVote(other.name), c.GuildUpdateNews("x")]
        return [self._dice.choice(seldom if self._dice.random() < 0.1 else often)]

    def _guild(self) -> str:
        return self._dice.choice(GUILDS)


class Sample(NamedTuple):
    """What the server holds at one moment."""

    rss_mib: float
    files: int
    tasks: int
    tables: Counter[str]

    @classmethod
    def of(cls, server: ArgentumServer) -> Sample:
        """Count everything."""
        gc.collect()
        with Path("/proc/self/statm").open(encoding="ascii") as statm:
            rss_mib = int(statm.read().split()[1]) * 4_096 / 2**20
        files = len(list(Path("/proc/self/fd").iterdir()))
        return cls(rss_mib, files, len(asyncio.all_tasks()), tables(server))


def tables(root: object) -> Counter[str]:
    """The number of entries of every table that can be reached from something of ours, and of every table of a module.

    Tables of objects of one class count together.  The world's content never changes and is left out.
    """
    counted: Counter[str] = Counter()
    seen: set[int] = set()
    left: list[tuple[str, object]] = [("", root), *_globals()]
    while left:
        name, one = left.pop()
        if id(one) in seen or isinstance(one, (*PLAIN_THINGS, Content)):
            continue
        seen.add(id(one))
        if isinstance(one, (dict, OrderedDict)):
            counted[name] += len(one)
            left.extend((name, value) for value in (*one.keys(), *one.values()))
        elif isinstance(one, (list, set, deque, tuple, frozenset)):
            if not isinstance(one, tuple):
                counted[name] += len(one)
            left.extend((name, value) for value in one)
        elif isinstance(one, bytearray):
            counted[name] += len(one)
        elif type(one).__module__.startswith("pyao."):
            left.extend((f"{type(one).__name__}.{key}", value) for key, value in _attributes(one))
    return counted


def _globals() -> Iterator[tuple[str, object]]:
    for name, module in list(sys.modules.items()):
        if name.startswith("pyao."):
            for key, value in vars(module).items():
                if isinstance(value, (dict, list, set, deque)):
                    yield f"{name}.{key}", value
                elif hasattr(value, "cache_info"):
                    yield f"{name}.{key}", dict.fromkeys(range(value.cache_info().currsize))


def _attributes(one: object) -> Iterator[tuple[str, object]]:
    yield from getattr(one, "__dict__", {}).items()
    for kind in type(one).__mro__:
        slots = kind.__dict__.get("__slots__", ())
        for slot in (slots,) if isinstance(slots, str) else slots:
            with suppress(AttributeError):
                yield slot, getattr(one, slot)


def grown(before: Counter[str], after: Counter[str], few: int = FEW) -> dict[str, tuple[int, int]]:
    """The tables that have become much longer."""
    return {
        name: (before[name], entries)
        for name, entries in sorted(after.items())
        if name not in PASSING and entries > before[name] * GROWN and entries > before[name] + few
    }


class Soak:
    """A server, its store in a folder, and its bots."""

    def __init__(self, folder: Path, bots: int, seed: int, **changes: Any) -> None:
        self.names = names(bots)
        where = {"world.data_dir": folder, "storage.backend": "sqlite", "storage.path": folder / "pyao.sqlite3"}
        ranks = {"game.gods": tuple(name.upper() for name in self.names[:STAFF])}
        given = {name.replace("__", ".", 1): value for name, value in changes.items()}
        self._settings, _origins = load_settings(None, {}, {}, CHEAP | where | ranks | {"game.max_users": 500} | given)
        self._content = pens(max(1, bots // TO_A_PEN))
        self._seed = seed
        self.bots: list[Bot] = []
        self.server: ArgentumServer

    async def start(self) -> None:
        """Keep the characters, and open the server."""
        store = SqliteStore(self._settings.storage.path)
        await store.open()
        records = []
        for k, name in enumerate(self.names):
            record = newcomer(PROFILES[k % len(PROFILES)], PEN[3 * k % len(PEN)])
            record.name, record.map, record.password_hash = name, 1 + k % len(self._content.maps), PLAIN + PASSWORD
            records.append(record)
        await store.save(SaveBatch.of(records))
        await store.close()
        with patch.object(argentum_server, "load_content", lambda _settings: self._content):
            self.server = ArgentumServer(self._settings)
        await self.server.start()
        self.bots = [Bot(self.server, name, self.names, self._seed + k) for k, name in enumerate(self.names)]

    async def play(self, seconds: float, *, beat_s: float, stay: int, visits: int = FOREVER) -> None:
        """Let everybody play that long, or come so many times, and wait until all are out of the world."""
        end_s = time.monotonic() + seconds
        await asyncio.gather(*(bot.play(end_s, beat_s, stay, visits) for bot in self.bots))
        while self.server.world.players or self.server.listener.unsent_bytes():  # noqa: ASYNC110 - nothing tells us
            await asyncio.sleep(0.05)

    @property
    def deeds(self) -> int:
        return sum(bot.deeds for bot in self.bots)

    @property
    def logins(self) -> int:
        return sum(bot.logins for bot in self.bots)


class Pace:
    """How well the ticks keep up with the time; counting what is kept holds them up, and is left out."""

    def __init__(self, server: ArgentumServer) -> None:
        self._world, self._delay = server.world, server.game.lateness.tick
        self.missed = self.worst_s = 0.0
        self.go_on()

    def go_on(self) -> None:
        """Count from now on."""
        self._since_s, self._tick = time.monotonic(), self._world.tick
        self._delay.worst_s = 0.0

    def look(self) -> None:
        """Note how many ticks too few there were, and how late the latest began."""
        due = (time.monotonic() - self._since_s) * 1000 / TICK_MS
        self.missed += due - (self._world.tick - self._tick)
        self.worst_s = max(self.worst_s, self._delay.worst_s)


async def watch(soak: Soak, pace: Pace, samples: list[Sample]) -> None:
    """Count once a minute, and say what there is."""
    begin = time.monotonic()
    while True:
        await asyncio.sleep(60)
        pace.look()
        samples.append(one := Sample.of(soak.server))
        minutes, players = (time.monotonic() - begin) / 60, len(soak.server.world.players)
        print(
            f"{minutes:5.1f} min  {one.rss_mib:6.1f} MiB  {one.files} files  {one.tasks} tasks  {players} players",
            f"{soak.logins} logins  {soak.deeds} deeds  {one.tables.total()} entries  {pace.missed:.1f} ticks missed",
            f"the worst {pace.worst_s * 1000:.0f} ms late",
            sep="  ",
            flush=True,
        )
        pace.go_on()


async def long_form(minutes: float, bots: int, seed: int) -> list[str]:
    """Play, say once a minute how it is, and give what has grown since the first third."""
    samples: list[Sample] = []
    with TemporaryDirectory() as folder:
        soak = Soak(Path(folder), bots, seed)
        await soak.start()
        watching = asyncio.create_task(watch(soak, Pace(soak.server), samples))
        await soak.play(minutes * 60, beat_s=LONG_BEAT_S, stay=LONG_STAY)
        watching.cancel()
        await asyncio.sleep(0)
        end = Sample.of(soak.server)
        print(f"all have left: {end.rss_mib:.1f} MiB, {end.files} files, {end.tasks} tasks")
        await soak.server.stop()
    if not samples:
        return ["nothing was counted: it takes more than a minute"]
    early = samples[len(samples) // 3]
    print(f"since the first third {early.rss_mib:.1f} → {samples[-1].rss_mib:.1f} MiB")
    longer = grown(early.tables, samples[-1].tables)
    return [f"{name}: {before} → {after}" for name, (before, after) in longer.items()]


def main() -> None:
    """The long form."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--bots", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    set_up_logs(LogSettings(level="error"))
    with hashing_at_once():
        wrong = asyncio.run(long_form(options.minutes, options.bots, options.seed))
    print(f"{len(wrong)} tables have grown", *wrong, sep="\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
