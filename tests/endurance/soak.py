"""A long evening: hundreds of bots do everything there is, and come and go, while what the server keeps is counted.

    python tests/endurance/soak.py --minutes 30 --bots 300

It prints a line a minute, then what has happened, and ends with a verdict: passed, or everything that is wrong.  Wrong
is memory, or a table, that has grown since the first third; a file or task that is left behind; a game clock that has
not kept time; an error in the log; a world or store that does not add up; and something that nobody has come to do.
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
from dataclasses import replace
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kit.guilds import wrong_in
from kit.kept import stored_in
from kit.magic import NPCS_ as SUMMONED
from kit.magic import SPELLS
from kit.pen import (
    BAG_DEEDS,
    BAGS,
    COUNTER_DEEDS,
    HOST,
    ITEMS,
    PEN,
    POSTS,
    TRADE_DEEDS,
    WORK_DEEDS,
    meant,
    newcomer,
    pens,
)
from kit.server import CHEAP, hashing_at_once
from kit.society import guild_life, party_life

from pyao.client.crowd import PASSWORD, LightBot, LoginFailed
from pyao.content.content import Content
from pyao.content.enums import Heading, Skill
from pyao.content.npcs import Movement, NpcDef, NpcType
from pyao.network.traffic import MANY
from pyao.protocol import client_packets as c
from pyao.protocol.peer import encode_client
from pyao.server import realm
from pyao.server.argentum_server import ArgentumServer
from pyao.server.log_tail import MOST_LINES, TAIL
from pyao.server.logs import set_up_logs
from pyao.server.observer import HEAT_MINUTES
from pyao.server.settings import LogSettings, load_settings
from pyao.storage.documents import GROUND, ground_document
from pyao.storage.passwords import PLAIN
from pyao.storage.sqlite_store import SqliteStore
from pyao.storage.store import SaveBatch
from pyao.storage.transfer_hours import MOST_ROWS
from pyao.world.clock import TICK_MS
from pyao.world.commerce import Mode
from pyao.world.invariants import violations
from pyao.world.record import SPELL_SLOTS, Vitals
from pyao.world.rng import Dice
from pyao.world.timers import FEW as FEW_DUE
from pyao.world.transfers import MOST_PILES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyao.protocol.client_packets import ClientPacket
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord

TO_A_PEN = 5
PRIEST, WOLF = 90, 91
PRIEST_TILE, WOLF_TILE = (56, 54), (56, 52)
BOOK = tuple(SPELLS)[:SPELL_SLOTS]
"""The spells that everybody knows."""

PROFILES = tuple(BAGS)
STAFF = 6
"""How many of the bots are gods."""

AMOUNTS = (1, 2, 3, 50, 9_999, 10_000)
GROWN, FEW = 1.2, 100
"""A table has grown if it has this many times its entries, and so many more."""

MOST_MEMORY = 1.15
"""A process has grown if it takes this many times its memory."""

SAMPLE_S, CATCHING_UP_S = 60, 1
MOST_MISSED = 0.01
"""The share of the ticks that may be missing, since the machine does other things too."""

EVERYTHING = {
    *("steps", "spells", "deaths", "revivals", "kills", "parties", "guilds"),
    *("drop", "pick-up", "death", "loot", "shop", "bank", "trade", "gamble", "use", "craft", "work", "gm"),
}
"""What has to happen: what the bots see of themselves, and reasons of the ledger."""

FOREVER = 1 << 30
LONG_BEAT_S, LONG_STAY = 4.0, 40
"""Seconds between two deeds, and how many somebody does at most before leaving, in the long form."""

BOUNDED = {
    "Timers._heap": 2 * FEW_DUE,
    "Traffic._uncounted": MANY,
    "Transfers._dropped": MOST_PILES,
    "Minds.waiting": 1_000,
    "Stock.slots": 2_000,
    "Hour._rows": MOST_ROWS,
    "Map.objects": 3_000,
    "CharacterRecord.ignored": 3_000,
    "Observer._minutes": 20 * HEAT_MINUTES,
}
"""What some tables may hold at any time.

They empty themselves at a size, in each round of thinking, or each hour; a merchant's stock is made when somebody looks
at it; what lies on the ground has a tile for itself; a player ignores fifty others at most; deaths by map are kept for
an hour.
"""

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


def world(number: int) -> Content:
    """So many pens, each with a priest and with a wolf that bites, and spells to cast there."""
    place = pens(number)
    common: dict[str, Any] = {"attackable": True, "hostile": True, "movement": Movement.HUNTS_USERS, "exp": 50}
    npcs = {
        PRIEST: NpcDef(PRIEST, "Sacerdote", type=NpcType.REVIVIDOR),
        WOLF: NpcDef(WOLF, "Lobo", min_hp=80, max_hp=80, min_hit=20, max_hit=60, attack_power=300, **common),
    }
    both = (*PRIEST_TILE, PRIEST), (*WOLF_TILE, WOLF)
    return replace(
        place,
        maps={one.id: replace(one, npcs=(*one.npcs, *both)) for one in place.maps.values()},
        npcs={**place.npcs, **SUMMONED, **npcs},
        spells=SPELLS,
    )


def player_of(profile: str, tile: tuple[int, int]) -> CharacterRecord:
    """Somebody with something to do, and all spells."""
    record = newcomer(profile, tile)
    record.vitals = Vitals(max_hp=300, hp=300, max_mana=3_000, mana=3_000, max_stamina=900, stamina=900)
    record.spells[: len(BOOK)] = BOOK
    return record


class Bot(LightBot):
    """One who plays: looks into the server to see what it has and who is near, and sends packets like anybody."""

    def __init__(self, server: ArgentumServer, name: str, everybody: list[str], seed: int) -> None:
        super().__init__(name, Dice(seed))
        self._server = server
        self._everybody = everybody
        self._dice = random.Random(seed)
        self.deeds = self.logins = 0
        self.seen: Counter[str] = Counter()
        """What it has noticed of itself."""

        self._before: tuple[bool, int, tuple[int, int, int]] | None = None

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
        self._look_at_oneself(player)
        if player.dead and self._dice.random() < 0.6:
            return [c.LeftClick(*PRIEST_TILE), c.Resucitate(), c.Heal()]
        if player.commerce.mode is Mode.SECURE and self._dice.random() < 0.8:
            return self._trade(player)
        if player.is_gm and self._dice.random() < 0.3:
            return [self._word(player, GOD_WORDS)]
        kinds = (self._business, self._trade, self._work, self._society, self._talk, self._fight, self._magic)
        return self._dice.choice(kinds)(player)

    def _look_at_oneself(self, player: Player) -> None:
        now = player.dead, player.record.vitals.mana, (player.map, player.x, player.y)
        if self._before is not None:
            dead, mana, place = self._before
            self.seen["deaths"] += now[0] and not dead
            self.seen["revivals"] += dead and not now[0]
            self.seen["spells"] += now[1] < mana and not now[0]
            self.seen["steps"] += now[2] != place
        self._before = now
        self.seen["parties"] += player.party is not None
        self.seen["guilds"] += self._server.world.guilds.of(player) is not None

    def _fight(self, player: Player) -> list[ClientPacket]:
        """Strike at whoever stands beside, if anybody does; turn and walk otherwise."""
        here = self._server.world.map_of(player)
        beside = [
            one for one in Heading if (player.x + one.dx, player.y + one.dy) in here.npcs.keys() | here.users.keys()
        ]
        heading = self._dice.choice(beside or list(Heading))
        return [c.ChangeHeading(heading), c.Attack()] if beside else [c.Walk(heading)]

    def _magic(self, player: Player) -> list[ClientPacket]:
        """Cast something, at somebody, a creature or the ground; draw strength for it now and then."""
        if player.record.vitals.mana < 500 and not player.meditating:
            return [c.Meditate()]
        other = self._somebody(player)
        x, y = self._dice.choice(((other.x, other.y), WOLF_TILE, self._dice.choice(PEN)))
        return [c.CastSpell(self._dice.randint(1, len(BOOK))), c.WorkLeftClick(x, y, Skill.MAGIA)]

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
        """Offer things, agree or break it off; before it, answer who has invited one, or invite somebody."""
        if player.commerce.mode is Mode.SECURE:
            if self._dice.random() < 0.1:
                return [c.UserCommerceEnd()]
            if player.commerce.confirmed:  # whoever offers more now ends the trade
                return [c.UserCommerceOk()]
            offers = [meant(player, (self._dice.choice(TRADE_DEEDS), *self._numbers())) for _ in range(2)]
            return [*offers[0], *offers[1], c.UserCommerceConfirm(), c.UserCommerceOk()]
        here = self._server.world.map_of(player).players
        other = next((one for one in here if one.commerce.partner is player), self._somebody(player))
        return [c.CommerceEnd(), c.BankEnd(), c.LeftClick(other.x, other.y), c.CommerceStart()]

    def _work(self, player: Player) -> list[ClientPacket]:
        kinds = self._dice.choice((WORK_DEEDS, BAG_DEEDS, BAG_DEEDS))
        return meant(player, (self._dice.choice(kinds), *self._numbers()))

    def _talk(self, player: Player) -> list[ClientPacket]:
        other = self._dice.choice(self._everybody)
        said: list[ClientPacket] = [c.Talk("Hola!"), c.Yell("¡Vendo pociones!"), c.Whisper(other, "¿Jugamos?")]
        return [self._word(player, WORDS) if self._dice.random() < 0.5 else self._dice.choice(said)]

    def _society(self, player: Player) -> list[ClientPacket]:
        if self._dice.random() < 0.5:
            return guild_life(self._server.world, player, self._everybody, self._dice)
        return party_life(player, self._somebody(player), self._dice)


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

    Tables of objects of one class count together.  A ring counts as one, a buffer by its KiB.  The world's content
    never changes and is left out.
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
                counted[name] += 1 if getattr(one, "maxlen", None) else len(one)
            left.extend((name, value) for value in one)
        elif isinstance(one, bytearray):
            counted[name] += len(one) >> 10
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
        if entries > max(before[name] * GROWN, before[name] + few, BOUNDED.get(name, 0))
    }


class Soak:
    """A server, its store in a folder, and its bots."""

    def __init__(self, folder: Path, bots: int, seed: int, **changes: Any) -> None:
        self.names = names(bots)
        where = {"world.data_dir": folder, "storage.backend": "sqlite", "storage.path": folder / "pyao.sqlite3"}
        ranks = {"game.gods": tuple(name.upper() for name in self.names[:STAFF])}
        given = {name.replace("__", ".", 1): value for name, value in changes.items()}
        self._settings, _origins = load_settings(None, {}, {}, CHEAP | where | ranks | {"game.max_users": 500} | given)
        self._content = world(max(1, bots // TO_A_PEN))
        self._seed = seed
        self.bots: list[Bot] = []
        self.server: ArgentumServer

    async def start(self) -> None:
        """Keep the characters, and open the server."""
        store = SqliteStore(self._settings.storage.path)
        await store.open()
        records = []
        for k, name in enumerate(self.names):
            record = player_of(PROFILES[k % len(PROFILES)], PEN[3 * k % len(PEN)])
            record.name, record.map, record.password_hash = name, 1 + k % len(self._content.maps), PLAIN + PASSWORD
            records.append(record)
        lying: Counter[int] = Counter()
        for place in self._content.maps.values():
            for item, amount in place.objects.values():
                lying[item] += amount
        await store.save(SaveBatch.of(records, {GROUND: ground_document(lying)}))
        self._first, _born = await stored_in(store)
        await store.close()
        with patch.object(realm, "load_content", lambda _settings: self._content):
            self.server = ArgentumServer(self._settings)
        await self.server.start()
        self.bots = [Bot(self.server, name, self.names, self._seed + k) for k, name in enumerate(self.names)]

    async def play(self, seconds: float, *, beat_s: float, stay: int, visits: int = FOREVER) -> None:
        """Let everybody play that long, or come so many times, and wait until all are out of the world."""
        end_s = time.monotonic() + seconds
        await asyncio.gather(*(bot.play(end_s, beat_s, stay, visits) for bot in self.bots))
        while self.server.world.players or self.server.listener.unsent_bytes():  # noqa: ASYNC110 - nothing tells us
            await asyncio.sleep(0.05)

    async def differences(self) -> list[str]:
        """What doesn't agree in the store, once the server has stopped."""
        store = SqliteStore(self._settings.storage.path)
        await store.open()
        try:
            held, born = await stored_in(store)
            held.subtract(self._first + born)
            odd = [f"{n:+} of object {item}" for item, n in held.items() if n and not ITEMS[item].fixed]
            return odd + await wrong_in(store)
        finally:
            await store.close()

    def happened(self) -> Counter[str]:
        """How often what has been done: what the bots have seen of themselves, and what the books say was entered."""
        done: Counter[str] = Counter()
        for bot in self.bots:
            done.update(bot.seen)
        done["kills"] = sum(here.kills for here in self.server.world.maps.values())
        for (reason, _item), turnover in self.server.realm.archives.books.since_start.items():
            done[reason.value] += turnover.born + turnover.gone + turnover.moved
        return done

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
        self.due = self.missed = self.worst_s = 0.0
        self._go_on()

    def _go_on(self) -> None:
        """Count from now on."""
        self._since_s, self._tick = time.monotonic(), self._world.tick
        self._delay.worst_s = 0.0

    def look(self) -> None:
        """Note how many ticks were due and how many too few there were, and how late the latest began."""
        due = (time.monotonic() - self._since_s) * 1000 / TICK_MS
        self.due += due
        self.missed += due - (self._world.tick - self._tick)
        self.worst_s = max(self.worst_s, self._delay.worst_s)

    async def go_on_when_calm(self) -> None:
        """Count again once the ticks that were held up have been made up for."""
        await asyncio.sleep(CATCHING_UP_S)
        self._go_on()


async def watch(soak: Soak, seconds: float, pace: Pace, samples: list[Sample], wrong: list[str]) -> None:
    """Count once a minute while everybody plays, look whether the world is sound, and say what there is."""
    begin = time.monotonic()
    while time.monotonic() - begin + SAMPLE_S < seconds:
        await asyncio.sleep(SAMPLE_S)
        pace.look()
        samples.append(one := Sample.of(soak.server))
        wrong += violations(soak.server.world)
        minutes, players = (time.monotonic() - begin) / 60, len(soak.server.world.players)
        print(
            f"{minutes:5.1f} min  {one.rss_mib:6.1f} MiB  {one.files} files  {one.tasks} tasks  {players} players",
            f"{soak.logins} logins  {soak.deeds} deeds  {one.tables.total()} entries",
            f"{pace.missed:.1f} of {pace.due:.0f} ticks missed  the worst {pace.worst_s * 1000:.0f} ms late",
            sep="  ",
            flush=True,
        )
        await pace.go_on_when_calm()


def leaks(first: Sample, samples: Sequence[Sample], end: Sample) -> list[str]:
    """What was kept of those who came and went; the end is when all have left, as at first."""
    if not samples:
        return ["nothing was counted: it takes more than a minute"]
    early, late = samples[len(samples) // 3], samples[-1]
    print(f"{early.rss_mib:.1f} MiB after the first third, {late.rss_mib:.1f} at last, {end.rss_mib:.1f} when all left")
    wrong = [
        f"{name}: {before} → {after} entries" for name, (before, after) in grown(early.tables, late.tables).items()
    ]
    if late.rss_mib > early.rss_mib * MOST_MEMORY:
        wrong.append(f"memory: {early.rss_mib:.1f} → {late.rss_mib:.1f} MiB")
    if end.files > first.files:
        wrong.append(f"{end.files - first.files} files are left open")
    if end.tasks > first.tasks:
        wrong.append(f"{end.tasks - first.tasks} tasks are left")
    return wrong


async def long_form(minutes: float, bots: int, seed: int) -> list[str]:
    """Play, say once a minute how it is, and in the end what has happened; gives all that is wrong."""
    samples: list[Sample] = []
    wrong: list[str] = []
    with TemporaryDirectory() as folder:
        soak = Soak(Path(folder), bots, seed)
        await soak.start()
        first, pace = Sample.of(soak.server), Pace(soak.server)
        watching = asyncio.create_task(watch(soak, minutes * 60, pace, samples, wrong))
        await soak.play(minutes * 60, beat_s=LONG_BEAT_S, stay=LONG_STAY)
        await watching
        await asyncio.sleep(CATCHING_UP_S)
        end = Sample.of(soak.server)
        await soak.server.stop()
        wrong += await soak.differences()
    happened = soak.happened()
    print("happened:", ", ".join(f"{what} {times:,}" for what, times in happened.most_common()))
    wrong += [f"nobody ever: {what}" for what in EVERYTHING if not happened[what]]
    wrong += [f"error in the log: {line['event']} {line['fields']}" for line in TAIL.after(0, MOST_LINES)]
    if abs(pace.missed) > MOST_MISSED * pace.due:
        wrong.append(f"the game's clock: {pace.missed:.0f} of {pace.due:.0f} ticks are missing")
    return wrong + leaks(first, samples, end)


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
    print("FAILED" if wrong else "PASSED", *wrong, sep="\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
