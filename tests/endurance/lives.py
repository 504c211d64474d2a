"""Lives of one world: its server is started again and again over the same store, each time to meet a calamity.

Run it by hand for as long as you like; it ends with what happened, or with what it found wrong:

    python tests/endurance/lives.py --minutes 30 --store sqlite
    python tests/endurance/lives.py --minutes 30 --store redis

A limit on the size of files stands for a full disk (`test_disks.py` tries a real one).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import resource
import signal
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import IO, TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kit.game import PASSWORD
from kit.guilds import wrong_in
from kit.kept import stored_in
from kit.pen import ITEMS, NAMES, PEN, newcomer, pen
from kit.redis_process import RedisProcess

from pyao.storage.documents import GROUND, ground_document
from pyao.storage.guild_documents import PREFIX as GUILD
from pyao.storage.passwords import Passwords
from pyao.storage.redis_store import RedisStore
from pyao.storage.sqlite_store import SqliteStore
from pyao.storage.store import SaveBatch

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.storage.store import Store

SERVER = Path(__file__).with_name("lively_server.py")
FOREVER = resource.RLIM_INFINITY
FULL_BYTES = 33_000
"""No file may grow beyond this while the disk is full: SQLite's shared memory takes 32,768 bytes, its log more."""

FAILING, WORKING = "saving failed", "saving works again"
SLOW_S = 0.05
"""What a slow disk takes before and after each write."""

PATIENCE_S = 30.0


class Life:
    """One run of the server, from its start until it is killed."""

    def __init__(self, arguments: list[str], folder: Path, seed: int, delay_s: float = 0.0) -> None:
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, SERVER, *arguments, str(seed), folder, str(delay_s)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self._reader = Thread(target=self._read, args=(self.process.stderr,), daemon=True)
        self._reader.start()
        if "ready" not in self.process.stdout.readline():
            self.kill()
            raise AssertionError(f"it has not started: {self.lines}")

    def _read(self, output: IO[str]) -> None:
        self.lines.extend(output)

    def said(self, event: str) -> int:
        """How many lines of the log begin so."""
        return sum(f'"event": "{event}' in line for line in self.lines)

    def waits_for(self, event: str) -> None:
        """Wait until the log says that, as it has not done before."""
        end = time.monotonic() + PATIENCE_S
        while not self.said(event):
            assert self.process.poll() is None, f"it has ended: {self.lines}"
            assert time.monotonic() < end, f"{event!r} was not said: {self.lines}"
            time.sleep(0.02)

    def pause(self, seconds: float) -> None:
        """Let the process stand still, as when a machine sleeps."""
        self.process.send_signal(signal.SIGSTOP)
        time.sleep(seconds)
        self.process.send_signal(signal.SIGCONT)

    def limit_files(self, number_of_bytes: int) -> None:
        """From now on no file of the process may grow beyond that; `FOREVER` = as large as it likes."""
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (number_of_bytes, FOREVER))

    def kill(self) -> list[str]:
        """End it as a power cut would; gives the faults that its log tells of."""
        self.process.kill()
        self.process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()
        return [line for line in self.lines if _is_fault(line)]


def _is_fault(line: str) -> bool:
    try:
        entry = json.loads(line)
    except ValueError:
        return True  # a traceback
    return entry["level"] == "error" and not entry["event"].startswith(FAILING)


class Calamity(NamedTuple):
    """What a server may meet before it is killed."""

    name: str
    happens: Callable[[Life, float], None] = lambda _life, _seconds: None
    """Let it happen to a life, and go on for about so many seconds."""

    delay_s: float = 0.0
    """What the store takes all that life long before and after each write."""


NOTHING_ELSE = Calamity("nothing else")
SLOW_STORE = Calamity("a slow store", delay_s=SLOW_S)


def pause(life: Life, seconds: float) -> None:
    """The machine sleeps for a while."""
    life.pause(max(1.5, 10 * seconds - 5))
    time.sleep(seconds)


class Lives(ABC):
    """A world in a store, and all that its servers have met."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.met: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.moved = 0
        """Objects and coins that the ledger has seen come or go so far."""

        self.guilds = 0
        asyncio.run(self._found())
        self._first, _born = asyncio.run(self._audit())

    @abstractmethod
    def store(self) -> Store:
        """The store, not yet opened."""

    @abstractmethod
    def arguments(self) -> list[str]:
        """How the server is told of the store."""

    def calamities(self) -> tuple[Calamity, ...]:
        """What may happen here; what stands twice happens twice as often."""
        return NOTHING_ELSE, NOTHING_ELSE, Calamity("pauses", pause), SLOW_STORE

    def live(self, calamity: Calamity, seed: int, seconds: float) -> None:
        """Start the server, let players do what they do for some seconds, let it happen, kill it, and count."""
        life = Life(self.arguments(), self._folder, seed, calamity.delay_s)
        try:
            time.sleep(seconds)
            calamity.happens(life, seconds)
        finally:
            self.wrong += life.kill()
        self.met[calamity.name] += 1
        self.wrong += asyncio.run(self._differences())

    async def _differences(self) -> list[str]:
        """Everything in the store that does not agree."""
        held, born = await self._audit()
        self.moved = sum(map(abs, born.values()))
        held.subtract(self._first)
        held.subtract(born)
        odd = [f"{n:+} of object {item}" for item, n in held.items() if n and not ITEMS[item].fixed]
        store = self.store()
        await store.open()
        try:
            self.guilds = len(await store.document_keys(GUILD))
            return odd + await wrong_in(store)
        finally:
            await store.close()

    async def _audit(self) -> tuple[Counter[int], Counter[int]]:
        store = self.store()
        await store.open()
        try:
            return await stored_in(store)
        finally:
            await store.close()

    async def _found(self) -> None:
        """The players, and a note of what lies in the pen before anybody has come."""
        password = await Passwords(time_cost=1, memory_kib=8, at_once=1).hash_password(PASSWORD)
        store = self.store()
        await store.open()
        for number, name in enumerate(NAMES):
            record = newcomer(name, PEN[8 + 5 * number])
            record.password_hash = password
            await store.create(record)
        lying: Counter[int] = Counter()
        for item, amount in pen().maps[1].objects.values():
            lying[item] += amount
        await store.save(SaveBatch.of(documents={GROUND: ground_document(lying)}))
        await store.close()


class LivesInFile(Lives):
    """In SQLite, on a disk that can become full."""

    def store(self) -> Store:
        """The store, not yet opened."""
        return SqliteStore(self._folder / "pyao.sqlite3")

    def arguments(self) -> list[str]:
        """How the server is told of the store."""
        return ["sqlite", str(self._folder / "pyao.sqlite3")]

    def calamities(self) -> tuple[Calamity, ...]:
        """The disk may be full too."""
        full = Calamity("a full disk", fill_disk), Calamity("a disk full for a while", fill_disk_for_a_while)
        return *super().calamities(), *full


def fill_disk(life: Life, seconds: float) -> None:
    """There is no more room on the disk."""
    life.limit_files(FULL_BYTES)
    life.waits_for(FAILING)
    time.sleep(seconds)


def fill_disk_for_a_while(life: Life, seconds: float) -> None:
    """There is no more room, until somebody makes some."""
    fill_disk(life, seconds)
    life.limit_files(FOREVER)
    life.waits_for(WORKING)
    time.sleep(seconds)


class LivesInRedis(Lives):
    """In Redis with its append-only log, synchronised with every write."""

    def __init__(self, folder: Path) -> None:
        self.redis = RedisProcess(folder, "--appendonly", "yes", "--appendfsync", "always")
        super().__init__(folder)

    def store(self) -> Store:
        """The store, not yet opened."""
        return RedisStore(self.redis.config())

    def arguments(self) -> list[str]:
        """How the server is told of the store."""
        return ["redis", str(self.redis.port)]

    def calamities(self) -> tuple[Calamity, ...]:
        """Redis may end or stand still too."""
        broken = Calamity("Redis killed", self._kill_redis), Calamity("Redis paused", self._pause_redis)
        return *super().calamities(), *broken

    def _kill_redis(self, life: Life, seconds: float) -> None:
        """Redis is killed and started again."""
        self.redis.kill()
        life.waits_for(FAILING)
        self.redis.start()
        life.waits_for(WORKING)
        time.sleep(seconds)

    def _pause_redis(self, life: Life, seconds: float) -> None:
        """Redis stands still; a save fails, unless it only had to wait behind a login."""
        self.redis.pause(max(1.5, 5 * seconds - 2))
        if life.said(FAILING):
            life.waits_for(WORKING)
        time.sleep(seconds)


def main() -> None:
    """The long form."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--store", choices=("sqlite", "redis"), default="sqlite")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    dice, end = random.Random(options.seed), time.monotonic() + options.minutes * 60
    with TemporaryDirectory() as folder:
        lives = LivesInFile(Path(folder)) if options.store == "sqlite" else LivesInRedis(Path(folder))
        try:
            while time.monotonic() < end and not lives.wrong:
                lives.live(dice.choice(lives.calamities()), dice.randrange(2**32), dice.uniform(0.1, 3))
        finally:
            if isinstance(lives, LivesInRedis):
                lives.redis.stop()
    times = ", ".join(f"{calamity} {n}" for calamity, n in sorted(lives.met.items()))
    print(f"{lives.met.total()} kills ({times}); {lives.moved:,} objects and coins came or went; {lives.guilds} guilds")
    print(f"{len(lives.wrong)} differences", *lives.wrong, sep="\n")
    sys.exit(bool(lives.wrong))


if __name__ == "__main__":
    main()
