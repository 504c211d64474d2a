from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pyao.storage import sqlite_schema
from pyao.storage.errors import StoreError, StoreUnavailable
from pyao.storage.private_files import keep_for_owner
from pyao.storage.records import freeze
from pyao.storage.sqlite_schema import MIGRATIONS, migrate
from pyao.storage.sqlite_store import SqliteStore
from pyao.storage.store import SaveBatch
from pyao.world.record import CharacterRecord

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pyao.sqlite3"


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        yield opened


def file_of_version_1(connection: sqlite3.Connection) -> None:
    """A character and a document."""
    migrate(connection, MIGRATIONS[:1])
    fill(connection)


def file_of_version_2(connection: sqlite3.Connection) -> None:
    """An earlier state of the character besides."""
    migrate(connection, MIGRATIONS[:2])
    fill(connection)
    connection.execute("INSERT INTO history (key, saved_at, size, state) VALUES ('ANA', 1000, 1, X'00')")


def fill(connection: sqlite3.Connection) -> None:
    """What files of every version have."""
    connection.execute(
        "INSERT INTO characters (key, record) VALUES ('ANA', ?)",
        (freeze(CharacterRecord(name="Ana", gold=5)).decode(),),
    )
    connection.execute("INSERT INTO documents (key, value) VALUES ('ip-bans', X'41')")


OLD_FILES = {1: file_of_version_1, 2: file_of_version_2}


def test_there_is_an_old_file_of_every_version() -> None:
    assert set(OLD_FILES) == set(range(1, len(MIGRATIONS) + 1))


@pytest.mark.parametrize("version", OLD_FILES)
async def test_a_file_of_every_older_version_opens_with_all_that_is_in_it(
    version: int, path: Path, connection: sqlite3.Connection
) -> None:
    OLD_FILES[version](connection)
    store = SqliteStore(path)

    await store.open()

    assert await store.load("Ana") == CharacterRecord(name="Ana", gold=5)
    assert await store.load_document("ip-bans") == b"A"
    assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    await store.close()


def test_migrations_run_once_each_and_in_order(connection: sqlite3.Connection) -> None:
    first = ("CREATE TABLE steps (name TEXT)", "INSERT INTO steps VALUES ('first')")
    second = ("INSERT INTO steps VALUES ('second')",)

    migrate(connection, (first,))
    migrate(connection, (first, second))
    migrate(connection, (first, second))

    assert connection.execute("SELECT name FROM steps").fetchall() == [("first",), ("second",)]


def test_a_migration_that_fails_leaves_the_file_in_the_version_before(connection: sqlite3.Connection) -> None:
    first = ("CREATE TABLE steps (name TEXT)",)
    broken = ("INSERT INTO steps VALUES ('half')", "NONSENSE")

    with pytest.raises(sqlite3.OperationalError, match="NONSENSE"):
        migrate(connection, (first, broken))

    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT name FROM steps").fetchall() == []


async def test_a_file_of_a_newer_server_is_refused_and_not_touched(path: Path, connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA user_version = 99")

    with pytest.raises(StoreError, match=r"version 99.*too old"):
        await SqliteStore(path).open()

    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


async def test_tools_can_search_by_what_is_in_the_records(path: Path, connection: sqlite3.Connection) -> None:
    store = SqliteStore(path)
    await store.open()
    record = CharacterRecord(name="Ana", level=30, email="a@b.c", banned=True)
    record.guild.guild = 7
    await store.save(SaveBatch.of([record, CharacterRecord(name="Beto")]))
    await store.update("Beto", lambda beto: setattr(beto, "level", 5))

    columns = "key, name, level, email, guild, banned"
    rows = connection.execute(f"SELECT {columns} FROM characters ORDER BY level").fetchall()  # noqa: S608

    assert rows == [("BETO", "Beto", 5, "", 0, 0), ("ANA", "Ana", 30, "a@b.c", 7, 1)]
    (age,) = connection.execute(f"SELECT {sqlite_schema.NOW} - min(updated_at) FROM characters").fetchone()  # noqa: S608
    assert 0 <= age < 60
    await store.close()


async def test_a_locked_file_is_unavailable_for_now_and_works_afterwards(
    path: Path, connection: sqlite3.Connection
) -> None:
    store = SqliteStore(path)
    await store.open()
    await store._do(lambda: store._execute("PRAGMA busy_timeout = 0"))
    connection.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreUnavailable, match="locked"):
        await store.save(SaveBatch.of([CharacterRecord(name="Ana")]))
    connection.execute("ROLLBACK")
    await store.save(SaveBatch.of([CharacterRecord(name="Ana")]))

    assert await store.names() == ["ANA"]
    await store.close()


async def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "no-store"
    path.write_text("[INIT]\nPassword=x" * 100)
    with pytest.raises(StoreUnavailable, match="not a database"):
        await SqliteStore(path).open()


async def test_a_store_that_is_not_open_says_so(path: Path) -> None:
    store = SqliteStore(path)

    with pytest.raises(StoreUnavailable, match="not open"):
        await store.names()
    await store.close()


async def test_a_batch_that_fails_half_way_leaves_nothing(path: Path) -> None:
    store = SqliteStore(path)
    await store.open()
    await store.save(SaveBatch.of([CharacterRecord(name="Ana", gold=1)]))
    half_bad = SaveBatch(characters={"ANA": freeze(CharacterRecord(name="Ana", gold=2)), "BETO": b"no JSON"})

    with pytest.raises(StoreUnavailable, match="JSON"):
        await store.save(half_bad)

    assert await store.names() == ["ANA"]
    assert await store.load("Ana") == CharacterRecord(name="Ana", gold=1)
    await store.close()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
async def test_its_files_are_for_their_owner_alone(path: Path) -> None:
    store = SqliteStore(path)
    await store.open()
    await store.create(CharacterRecord(name="Ana"))
    assert {one.name: one.stat().st_mode & 0o777 for one in path.parent.iterdir()} == {
        "pyao.sqlite3": 0o600,
        "pyao.sqlite3-wal": 0o600,
        "pyao.sqlite3-shm": 0o600,
    }
    await store.close()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
def test_a_file_of_an_earlier_version_is_taken_from_others(path: Path) -> None:
    path.touch()
    path.chmod(0o666)
    keep_for_owner(path)
    assert path.stat().st_mode & 0o777 == 0o600
