"""A database that is deleted, moved or replaced under the running server: noticed, said, and nothing is lost."""

from __future__ import annotations

import stat
import sys
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from pyao.storage.rescue import Misplaced
from pyao.storage.saver import Saver
from pyao.storage.sqlite_store import SqliteStore
from pyao.storage.store import SaveBatch
from pyao.world.record import CharacterRecord

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there an open file can't be moved")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "pyao.sqlite3"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    opened = SqliteStore(path)
    await opened.open()
    await opened.create(_character("Beto", 7))
    yield opened
    await opened.close()


def _character(name: str, gold: int) -> CharacterRecord:
    return CharacterRecord(name=name, gold=gold, player_class=3, level=5)


def _delete(path: Path) -> None:
    path.unlink()


def _delete_all(path: Path) -> None:
    for one in path.parent.iterdir():
        one.unlink()
    path.parent.rmdir()


def _rename(path: Path, to: Path) -> None:
    path.rename(to)


def _move(path: Path) -> None:
    path.rename(path.with_name("elsewhere.sqlite3"))


def _replace(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(b"")
    other.replace(path)


@pytest.mark.parametrize("harm", [_delete, _delete_all, _move, _replace])
async def test_everything_is_in_the_rescue_file(store: SqliteStore, path: Path, harm: Callable[[Path], None]) -> None:
    harm(path)
    with pytest.raises(Misplaced, match=r"pyao\.rescue-1\.sqlite3"):
        await store.save(SaveBatch.of([_character("Ana", 5)], {}))
    with pytest.raises(Misplaced, match="rescue-1"):
        await store.save(SaveBatch.of([_character("Ana", 6)], {}))
    rescued = path.with_name("pyao.rescue-1.sqlite3")
    assert stat.S_IMODE(rescued.stat().st_mode) == 0o600
    again = SqliteStore(rescued)
    await again.open()
    assert await again.names() == ["ANA", "BETO"]
    found = await again.load("Ana")
    assert found is not None
    assert found.gold == 6
    await again.close()


async def test_an_earlier_rescue_is_kept(store: SqliteStore, path: Path) -> None:
    earlier = path.with_name("pyao.rescue-1.sqlite3")
    earlier.write_bytes(b"precious")
    _delete(path)
    with pytest.raises(Misplaced, match="rescue-2"):
        await store.save(SaveBatch.of([_character("Ana", 5)], {}))
    assert earlier.read_bytes() == b"precious"


async def test_the_saver_says_so_once_and_goes_on_when_the_file_is_back(store: SqliteStore, path: Path) -> None:
    saver = Saver(store)
    away = path.with_name("away")
    _rename(path, away)
    with capture_logs() as lines:
        for gold in (1, 2):
            saver.mark(_character("Ana", gold))
            assert not await saver.flush()
        _rename(away, path)
        assert await saver.flush()
    assert [line["log_level"] for line in lines] == ["error", "info"]
    assert "rescue-1" in lines[0]["reason"]
    found = await store.load("Ana")
    assert found is not None
    assert found.gold == 2
