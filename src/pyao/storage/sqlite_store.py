"""The store in one SQLite file: the default, which needs nothing else to run.

One thread owns the connection and does everything in the order of the calls, so that nothing blocks the event loop.
The file is in WAL mode and each commit reaches the disk: a killed process or a power cut never costs a batch that was
saved, and never leaves one half saved.
"""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

import structlog

from pyao.storage.errors import CharacterExists, StoreError, StoreUnavailable
from pyao.storage.history import HistoryPlan, Kept, Rounds, pack, succession, surplus, unpack
from pyao.storage.locks import FileLock
from pyao.storage.private_files import keep_for_owner, make_private_folder
from pyao.storage.records import freeze, thaw
from pyao.storage.rescue import Misplaced, Place
from pyao.storage.sqlite_schema import migrate
from pyao.storage.store import StoreSize
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pyao.storage.locks import Holder
    from pyao.storage.store import SaveBatch
    from pyao.world.record import CharacterRecord

log = structlog.get_logger()

Result = TypeVar("Result")

CREATE_CHARACTER = "INSERT INTO characters (key, record, updated_at) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING"
WRITE_CHARACTER = """
    INSERT INTO characters (key, record, updated_at) VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET record = excluded.record, updated_at = excluded.updated_at
"""
DELETE_CHARACTER = "DELETE FROM characters WHERE key = ?"
KEEP_STATE = "INSERT OR REPLACE INTO history (key, saved_at, size, state) VALUES (?, ?, ?, ?)"
OLDEST_STATES = "SELECT rowid, size FROM history ORDER BY saved_at LIMIT 100"
WRITE_DOCUMENT = """
    INSERT INTO documents (key, value) VALUES (?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
"""

SIZE = """
    SELECT (SELECT count(*) FROM characters), page_count * page_size
    FROM pragma_page_count(), pragma_page_size()
"""
LAST_SAVE = """
    SELECT datetime(max(updated_at), 'unixepoch') || ' UTC'
    FROM (SELECT updated_at FROM characters UNION ALL SELECT updated_at FROM documents)
"""

LOCK = ".lock"
"""Behind the name of the file: what keeps other servers off.  It stays when the server ends."""

REMEDY = "put a backup in its place"


class SqliteStore:
    """A `Store` in a file; the file and its folder are created if they are missing."""

    def __init__(self, path: Path, plan: HistoryPlan | None = None) -> None:
        self._path = path
        self._plan = plan or HistoryPlan()
        self._rounds = Rounds()
        self._history_bytes: int | None = None  # None = to be counted
        self._lock = FileLock(_beside(path.resolve(), LOCK), f"the store {path}")
        self._thread: ThreadPoolExecutor | None = None
        self._connection: sqlite3.Connection | None = None
        self._place: Place | None = None
        self._left_over = False
        """Whether the WAL of a process that was killed was there when the file was opened."""

    async def open(self) -> None:
        """Open or create the file and bring its tables up to date; `StoreError` if it is damaged."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sqlite")
        try:
            await self._do(self._open)
        except BaseException:
            await self.close()
            raise

    async def hold(self, holder: Holder) -> None:
        """Lock a file of the same name with `.lock` behind it, so that no other server writes to this one."""
        self._lock.take(holder)
        if self._left_over:
            await self._do(self._tell_last_save)

    async def close(self) -> None:
        """Finish what has begun, merge the WAL into the file and close it."""
        if self._thread is not None:
            await self._do(self._close)
            self._thread.shutdown()
            self._thread = None
        self._lock.release()

    async def exists(self, name: str) -> bool:
        return await self._do(lambda: self._read(key_of(name)) is not None)

    async def load(self, name: str) -> CharacterRecord | None:
        key = key_of(name)
        frozen = await self._do(lambda: self._read(key))
        return None if frozen is None else thaw(key, frozen)

    async def create(self, record: CharacterRecord) -> None:
        key, frozen = key_of(record.name), freeze(record)
        now = self._plan.now_s()
        if not await self._do(lambda: self._execute(CREATE_CHARACTER, key, frozen.decode(), now).rowcount):
            raise CharacterExists(key)

    async def save(self, batch: SaveBatch) -> None:
        await self._do(lambda: self._save(batch))

    async def update(self, name: str, change: Callable[[CharacterRecord], None]) -> CharacterRecord | None:
        """Read, change and write one character in one transaction; `change` runs on the store's thread."""
        return await self._do(lambda: self._update(key_of(name), change))

    async def delete(self, name: str) -> bool:
        key = key_of(name)
        return await self._do(lambda: self._delete(key))

    async def states(self, name: str) -> list[int]:
        return await self._do(lambda: self._states(key_of(name)))

    async def state_at(self, name: str, moment: int) -> tuple[int, CharacterRecord] | None:
        key = key_of(name)
        found = await self._do(lambda: self._state_at(key, moment))
        if found is None:
            return None
        at, state = found
        return at, thaw(key, state) if isinstance(state, str) else unpack(key, state)

    async def names(self) -> list[str]:
        return await self._do(lambda: [key for (key,) in self._execute("SELECT key FROM characters ORDER BY key")])

    async def size(self) -> StoreSize:
        return StoreSize(*await self._do(lambda: self._execute(SIZE).fetchone()))

    async def load_document(self, key: str) -> bytes | None:
        row = await self._do(lambda: self._execute("SELECT value FROM documents WHERE key = ?", key).fetchone())
        return None if row is None else row[0]

    async def document_keys(self, prefix: str = "") -> list[str]:
        query = "SELECT key FROM documents WHERE substr(key, 1, ?) = ? ORDER BY key"
        return await self._do(lambda: [key for (key,) in self._execute(query, len(prefix), prefix)])

    async def _do(self, work: Callable[[], Result]) -> Result:
        """Run `work` on the store's thread, after everything given to it before."""
        if self._thread is None:
            raise StoreUnavailable(f"{self._path}: not open")
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except (sqlite3.Error, OSError) as fault:
            raise StoreUnavailable(f"{self._path}: {fault}") from fault

    # Everything below runs on the store's thread.

    def _open(self) -> None:
        make_private_folder(self._path.parent)
        self._left_over = self._has_bytes("-wal")
        self._refuse_emptied()
        keep_for_owner(self._path)  # the files that SQLite puts beside it get the same rights
        connection = sqlite3.connect(self._path, isolation_level=None)
        try:
            self._refuse_damaged(connection)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            migrate(connection)
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        self._place = Place(self._path)

    def _has_bytes(self, ending: str = "") -> bool:
        with suppress(FileNotFoundError):
            return _beside(self._path, ending).stat().st_size > 0
        return False

    def _refuse_emptied(self) -> None:
        """Refuse what SQLite would take for a new database, although a server has used it.

        It would also throw away what waits in the WAL of a file that is gone.
        """
        if self._has_bytes():
            return
        if self._left_over:
            raise StoreError(
                f"{self._path} is missing or empty, but what was written last is in {self._path.name}-wal: {REMEDY}"
            )
        if self._path.exists() and _beside(self._path, LOCK).exists():
            raise StoreError(f"{self._path} is empty, but a server has used it: {REMEDY}, or delete it to begin anew")

    def _refuse_damaged(self, connection: sqlite3.Connection) -> None:
        """Look at every page of the file, which takes some two seconds for a gigabyte."""
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise StoreError(
                f"{self._path} is damaged ({found}): {REMEDY}, or save what can be read with .recover of sqlite3"
            )

    def _tell_last_save(self) -> None:
        (at,) = self._execute(LAST_SAVE).fetchone()
        log.warning("the server was not stopped but killed: what happened after its last save is lost", last_save=at)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        if self._connection is None:
            raise StoreUnavailable(f"{self._path}: not open")
        return self._connection.execute(statement, values)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._execute("BEGIN IMMEDIATE")
        try:
            yield
            self._execute("COMMIT")
        except BaseException:
            if self._connection is not None and self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            self._history_bytes = None
            raise

    def _read(self, key: str) -> str | None:
        row = self._execute("SELECT record FROM characters WHERE key = ?", key).fetchone()
        return None if row is None else row[0]

    def _save(self, batch: SaveBatch) -> None:
        with self._transaction():
            for source, target in batch.moved.items():
                self._execute("UPDATE OR REPLACE history SET key = ? WHERE key = ?", target, source)
            for key, frozen in batch.characters.items():
                if frozen is None:
                    self._delete(key)
                else:
                    self._write(key, frozen.decode(), apart=key in batch.apart)
            for key, value in batch.documents.items():
                if value is None:
                    self._execute("DELETE FROM documents WHERE key = ?", key)
                else:
                    self._execute(WRITE_DOCUMENT, key, value)
        self._stay_in_place()

    def _stay_in_place(self) -> None:
        """Raise `Misplaced` if the file that was written has no longer its name, with all that is in it rescued."""
        if self._connection is None or self._place is None or self._place.holds():
            return
        rescued = self._place.rescue(self._connection)
        raise Misplaced(
            f"{self._path} was deleted, moved or replaced while it was in use; everything is in {rescued}:"
            " stop the server and give that file its name"
        )

    def _update(self, key: str, change: Callable[[CharacterRecord], None]) -> CharacterRecord | None:
        with self._transaction():
            frozen = self._read(key)
            if frozen is None:
                return None
            record = thaw(key, frozen)
            change(record)
            self._write(key, freeze(record).decode())
            return record

    def _delete(self, key: str) -> bool:
        if self._execute("DELETE FROM history WHERE key = ?", key).rowcount:
            self._history_bytes = None
        return self._execute(DELETE_CHARACTER, key).rowcount > 0

    def _write(self, key: str, frozen: str, *, apart: bool = False) -> None:
        """Write a character whose record has changed, and keep the state before if it counts."""
        at = self._plan.now_s()
        before = self._execute("SELECT record, updated_at FROM characters WHERE key = ?", key).fetchone()
        if before is not None:
            record, saved_at = before
            if record == frozen:
                return
            at, keep = succession(saved_at, at, apart=apart)
            if keep and self._plan.on:
                self._keep(key, saved_at, pack(record.encode()), now=at)
        self._execute(WRITE_CHARACTER, key, frozen, at)

    def _keep(self, key: str, saved_at: int, state: bytes, *, now: int) -> None:
        """Keep an earlier state, and forget what need not be kept any longer."""
        self._execute(KEEP_STATE, key, saved_at, len(state), state)
        taken = len(state)
        if self._history_bytes is None:
            self._history_bytes, taken = self._execute("SELECT SUM(size) FROM history").fetchone()[0], 0
        if self._rounds.due(key, now):
            kept = [Kept(*row) for row in self._execute("SELECT saved_at, size FROM history WHERE key = ?", key)]
            for gone in surplus(kept, now, self._plan.character_kib << 10):
                self._execute("DELETE FROM history WHERE key = ? AND saved_at = ?", key, gone.at)
                taken -= gone.size
        if self._history_bytes + taken > self._plan.total_mib << 20:
            for rowid, size in self._execute(OLDEST_STATES).fetchall():
                self._execute("DELETE FROM history WHERE rowid = ?", rowid)
                taken -= size
        self._history_bytes += taken

    def _states(self, key: str) -> list[int]:
        row = self._execute("SELECT updated_at FROM characters WHERE key = ?", key).fetchone()
        if row is None:
            return []
        kept = self._execute("SELECT saved_at FROM history WHERE key = ? ORDER BY saved_at", key)
        return [*(at for (at,) in kept), row[0]]

    def _state_at(self, key: str, moment: int) -> tuple[int, str | bytes] | None:
        found: tuple[int, str | bytes] | None
        present = "SELECT updated_at, record FROM characters WHERE key = ? AND updated_at <= ?"
        earlier = "SELECT saved_at, state FROM history WHERE key = ? AND saved_at <= ? ORDER BY saved_at DESC LIMIT 1"
        found = self._execute(present, key, moment).fetchone() or self._execute(earlier, key, moment).fetchone()
        return found


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
