"""Making backups, verifying them, rotation, restoring; what goes wrong on the way harms none that is there."""

from __future__ import annotations

import asyncio
import gzip
import json
import shutil
import sqlite3
import stat
import subprocess
import sys
import tarfile
import time
from collections import Counter, namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kit.game import a_record

from pyao.server.backups import archive, making
from pyao.server.backups.making import FAILED_KEPT, Order, make, verify
from pyao.server.backups.restoring import NotRestored, Place, restore
from pyao.server.backups.rotation import outdated, too_large
from pyao.server.settings import BackupSettings, load_settings
from pyao.storage.audit_log import AuditLog, entries_of, findings
from pyao.storage.documents import GROUND, ground_document
from pyao.storage.ledger_days import PREFIX, day_document
from pyao.storage.locks import LOCK_NAME, FileLock, Holder
from pyao.storage.redis_config import RedisConfig
from pyao.storage.sqlite_store import SqliteStore
from pyao.storage.store import SaveBatch
from pyao.world.audit import AuditEntry, Result
from pyao.world.ledger import COINS, Reason, Turnover

if TYPE_CHECKING:
    from pyao.server.settings import Settings

NOW = datetime(2026, 11, 28, 21, 40, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of a community."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "pyao.toml").write_text("[game]\nexp_rate = 3.0\n")
    (folder / "WorldBackUp").mkdir()
    (folder / "WorldBackUp" / "Mapa1.map").write_bytes(b"map")
    log = AuditLog(folder)
    log.open()
    for command in ("ban", "kick"):
        log.note(an_order(command))
    log.close()
    asyncio.run(fill(folder, Ana=700, Beto=5))
    return folder


def an_order(command: str) -> AuditEntry:
    return AuditEntry(
        when=NOW, who="Sara", rank="DIOS", place=(1, 2, 3), command=command, arguments={}, target="", result=Result.DONE
    )


async def fill(folder: Path, day: dict[tuple[Reason, int], Turnover] | None = None, **gold: int) -> None:
    store = SqliteStore(folder / "pyao.sqlite3")
    await store.open()
    documents = {GROUND: ground_document({COINS: 30}), "guild:1": "{}", f"{PREFIX}2026-11-28": day_document(day or {})}
    await store.save(SaveBatch.of([a_record(name, (1, 50, 50), gold=coins) for name, coins in gold.items()], documents))
    await store.close()


def order(data: Path, **changes: Any) -> Order:
    fields: dict[str, Any] = {
        "backend": "sqlite",
        "store": data / "pyao.sqlite3",
        "redis": RedisConfig(),
        "data_dir": data,
        "settings_file": data / "pyao.toml",
        "world_pack": None,
        "target": data / "backups",
        "rotation": BackupSettings(),
    }
    return Order(**fields | changes)


def names(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "backups").iterdir() if path.name != making.LOCK_NAME)


def content_of(path: Path) -> dict[str, bytes]:
    with gzip.open(path) as packed, tarfile.open(fileobj=packed) as tar:
        return {one.name: tar.extractfile(one).read() for one in tar}  # type: ignore[union-attr]


def settings_of(data: Path) -> Any:
    def read(path: Path | None) -> Settings:
        given = {"world.data_dir": str(data), "storage.path": str(data / "pyao.sqlite3")}
        return load_settings(path or data / "pyao.toml", {}, {}, given)[0]

    return read


def put_back(path: Path, data: Path) -> list[str]:
    return restore(path, Place(data, data / "pyao.toml", settings_of(data)), "operator:test")


def set_aside(data: Path) -> list[Path]:
    return [one for one in data.iterdir() if one.name.startswith("before-restore-")]


async def gold_in(data: Path, name: str) -> int:
    store = SqliteStore(data / "pyao.sqlite3")
    await store.open()
    record = await store.load(name)
    await store.close()
    assert record is not None
    return record.gold


def test_everything_is_in_one_file_that_only_its_owner_reads(data: Path) -> None:
    outcome = make(order(data), NOW)
    assert outcome.ok, outcome.text
    assert names(data) == ["pyao-20261128T214000Z.tar.gz"]
    path = Path(outcome.file)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    content = content_of(path)
    assert next(iter(content)) == archive.MANIFEST
    assert {
        "store.sqlite3",
        "settings.toml",
        "files/audit.jsonl",
        "files/audit.head",
        "files/WorldBackUp/Mapa1.map",
    } < set(content)
    manifest = json.loads(content[archive.MANIFEST])
    assert manifest["figures"]["characters"] == 2
    assert manifest["figures"]["before"] == {str(COINS): 735}
    assert "2 characters" in outcome.text
    assert "the ledger adds up (it is the first" in outcome.text


def test_a_backup_is_verified_against_the_one_before(data: Path) -> None:
    make(order(data), NOW)
    asyncio.run(fill(data, {(Reason.LOOT, COINS): Turnover(born=50)}, Ana=750))
    outcome = make(order(data), NOW + timedelta(hours=1))
    assert outcome.ok
    assert "adds up (as in pyao-20261128T214000Z.tar.gz)" in outcome.text


def test_a_ledger_that_does_not_add_up_is_told_once_and_removes_nothing(data: Path) -> None:
    make(order(data), NOW)
    asyncio.run(fill(data, Ana=10_700))
    odd = make(order(data, rotation=BackupSettings(keep_hours=1, keep_days=0, keep_months=0)), NOW + timedelta(days=3))
    assert not odd.ok
    assert "THE LEDGER DOES NOT ADD UP: +10,000 gold since pyao-20261128T214000Z.tar.gz" in odd.text
    assert names(data) == ["pyao-20261128T214000Z.tar.gz", "pyao-20261201T214000Z.failed.tar.gz"]
    assert make(order(data), NOW + timedelta(days=4)).ok
    assert len(names(data)) == 3


def test_only_so_many_failed_ones_are_kept(data: Path) -> None:
    make(order(data), NOW)
    for hour in range(1, 7):
        asyncio.run(fill(data, Ana=700 + hour))
        assert not make(order(data), NOW + timedelta(hours=hour)).ok
    assert len(names(data)) == 1 + FAILED_KEPT


def test_what_can_not_be_read_is_no_good_backup(data: Path) -> None:
    make(order(data), NOW)
    with sqlite3.connect(data / "pyao.sqlite3") as connection:
        connection.execute("UPDATE characters SET record = json_set(record, '$.gold', 'much') WHERE key = 'ANA'")
    connection.close()
    outcome = make(order(data), NOW + timedelta(hours=1))
    assert not outcome.ok
    assert "character ANA: field gold" in outcome.text
    assert names(data) == ["pyao-20261128T214000Z.tar.gz"]


@pytest.mark.parametrize("at", [0.0, 0.3, 0.6, 0.9, 0.999])
def test_a_changed_byte_is_found(data: Path, tmp_path: Path, at: float) -> None:
    path = Path(make(order(data), NOW).file)
    assert verify(path, tmp_path / "work").ok
    content = bytearray(path.read_bytes())
    content[int(at * len(content))] ^= 0x55
    path.write_bytes(content)
    outcome = verify(path, tmp_path / "work")
    assert not outcome.ok
    assert "DAMAGED" in outcome.text
    assert not (tmp_path / "work").exists()


@pytest.mark.parametrize("left", [0, 10, 200, -1])
def test_a_file_cut_short_is_found(data: Path, tmp_path: Path, left: int) -> None:
    path = Path(make(order(data), NOW).file)
    path.write_bytes(path.read_bytes()[:left])
    assert not verify(path, tmp_path / "work").ok
    with pytest.raises(NotRestored):
        put_back(path, data)


def test_a_file_out_of_its_place_is_refused(data: Path, tmp_path: Path) -> None:
    manifest = archive.read_manifest(Path(make(order(data), NOW).file))
    evil = tmp_path / "evil.tar.gz"
    (tmp_path / "x").write_bytes(b"x")
    digest = archive.hash_of(tmp_path / "x")
    for name in ("../x", "/x/y", "other"):
        files = {} if name == "other" else {name: digest}
        archive.write(evil, manifest.model_copy(update={"files": files}), {name: tmp_path / "x"})
        outcome = verify(evil, tmp_path / "work")
        assert "does not belong there" in outcome.text
    assert (tmp_path / "x").read_bytes() == b"x"


def test_a_disk_without_room_harms_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(order(data), NOW)
    usage = namedtuple("usage", "total used free")  # noqa: PYI024 - as shutil's
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(1, 1, 1 << 20))
    outcome = make(order(data), NOW + timedelta(hours=1))
    assert not outcome.ok
    assert "1 MiB are free" in outcome.text
    assert names(data) == ["pyao-20261128T214000Z.tar.gz"]


def test_a_disk_that_fills_up_meanwhile_harms_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(order(data), NOW)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "_add", full)
    outcome = make(order(data), NOW + timedelta(hours=1))
    assert "No space left on device" in outcome.text
    assert names(data) == ["pyao-20261128T214000Z.tar.gz"]


def test_a_killed_backup_leaves_what_the_next_takes_away(data: Path) -> None:
    blob = bytes(range(256)) * 10_000
    with sqlite3.connect(data / "pyao.sqlite3") as connection:
        connection.execute("INSERT INTO documents (key, value) VALUES ('ballast', ?)", (blob * 4,))
    connection.close()
    done = make(order(data), NOW)
    assert done.ok, done.text
    for wait_s in (0.0, 0.05, 0.2):
        with subprocess.Popen(
            [sys.executable, "-m", "pyao.server.backups.making"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
        ) as child:
            assert child.stdin is not None
            child.stdin.write(order(data).as_json().encode())
            child.stdin.close()
            deadline = time.monotonic() + 20
            while not (data / "backups" / making.WORK_FOLDER).exists() and time.monotonic() < deadline:
                time.sleep(0.005)
            time.sleep(wait_s)
            child.kill()
    assert verify(Path(done.file), data / "work").ok
    last = make(order(data), NOW + timedelta(hours=1))
    assert last.ok
    assert making.WORK_FOLDER not in names(data)
    for name in names(data):
        assert verify(data / "backups" / name, data / "work").ok, name


def test_two_at_the_same_time_are_refused(data: Path) -> None:
    (data / "backups").mkdir()
    lock = FileLock(data / "backups" / making.LOCK_NAME, "x")
    lock.take(Holder.this_process("another"))
    assert "in use by another" in make(order(data), NOW).text
    lock.release()


def test_without_a_store_there_is_nothing_to_copy(data: Path) -> None:
    (data / "pyao.sqlite3").unlink()
    assert "there is no store yet" in make(order(data), NOW).text


async def test_restoring(data: Path) -> None:
    path = Path((await asyncio.to_thread(make, order(data), NOW)).file)
    await fill(data, Ana=1, Caro=9)
    (data / "pyao.toml").write_text("[game]\nexp_rate = 1.0\n")
    (data / "WorldBackUp" / "Mapa1.map").write_bytes(b"newer")
    lines = await asyncio.to_thread(put_back, path, data)
    assert await gold_in(data, "Ana") == 700
    assert "3.0" in (data / "pyao.toml").read_text()
    assert (data / "WorldBackUp" / "Mapa1.map").read_bytes() == b"map"
    (aside,) = set_aside(data)
    assert await gold_in(aside, "Caro") == 9
    assert "1.0" in (aside / "pyao.toml").read_text()
    assert any(str(aside) in line for line in lines)
    assert lines[-1].endswith("2 characters")
    log = data / "audit.jsonl"
    assert [entry["command"] for entry in entries_of(log)] == ["ban", "kick", "restore"]
    assert list(findings(log)) == []


async def test_restoring_into_an_empty_folder(data: Path, tmp_path: Path) -> None:
    path = Path((await asyncio.to_thread(make, order(data), NOW)).file)
    new = tmp_path / "new"
    await asyncio.to_thread(put_back, path, new)
    assert await gold_in(new, "Beto") == 5
    assert [entry["command"] for entry in entries_of(new / "audit.jsonl")] == ["ban", "kick", "restore"]
    assert set_aside(new) == []


def test_nothing_is_restored_while_a_server_runs(data: Path) -> None:
    path = Path(make(order(data), NOW).file)
    before = (data / "pyao.sqlite3").read_bytes()
    lock = FileLock(data / LOCK_NAME, "the data folder")
    lock.take(Holder.this_process("pyao-server run"))
    with pytest.raises(NotRestored, match="in use by pyao-server run"):
        put_back(path, data)
    lock.release()
    assert (data / "pyao.sqlite3").read_bytes() == before


moments = st.lists(
    st.integers(0, 400 * 24).map(lambda hours: NOW - timedelta(hours=hours, minutes=hours % 50)),
    unique=True,
    max_size=80,
)


@given(moments, st.integers(0, 48), st.integers(0, 40), st.integers(0, 14))
def test_the_last_of_each_hour_day_and_month_stays(taken: list[datetime], hours: int, days: int, months: int) -> None:
    gone = outdated(taken, NOW, hours=hours, days=days, months=months)
    left = set(taken) - set(gone)
    if taken:
        assert max(taken) in left
    for reach, span in (
        (timedelta(hours=hours), "%Y%m%d%H"),
        (timedelta(days=days), "%Y%m%d"),
        (timedelta(days=31 * months), "%Y%m"),
    ):
        for moment in taken:
            if NOW - moment <= reach:
                assert any(f"{other:{span}}" == f"{moment:{span}}" and other >= moment for other in left)
    assert len(left) <= 3 + (hours + 1) + (days + 1) + (months + 2)


@given(
    st.dictionaries(moments.map(lambda some: some[0] if some else NOW), st.integers(1, 100), max_size=20),
    st.integers(0, 500),
)
def test_the_oldest_go_when_there_is_too_much(sizes: dict[datetime, int], most: int) -> None:
    gone = too_large(sizes, most)
    left = {moment: size for moment, size in sizes.items() if moment not in gone}
    assert not gone or max(gone) < min(left)
    assert len(left) <= 1 or sum(left.values()) <= most
    if gone:
        assert sum(left.values()) + sizes[max(gone)] > most


def test_nobody_who_makes_two_in_a_row_finds_one_gone(data: Path) -> None:
    for minute in (0, 1, 30):
        assert make(order(data), NOW + timedelta(minutes=minute)).removed == []
    assert len(names(data)) == 3


def test_rotation_removes_the_old_ones(data: Path) -> None:
    plan = BackupSettings(keep_hours=2, keep_days=0, keep_months=0)
    for hour in range(5):
        outcome = make(order(data, rotation=plan), NOW + timedelta(hours=hour))
    assert outcome.removed == ["pyao-20261128T224000Z.tar.gz"]
    assert names(data) == [f"pyao-202611{moment}4000Z.tar.gz" for moment in ("28T23", "29T00", "29T01")]


def test_nothing_is_removed_where_somebody_else_keeps_order(data: Path) -> None:
    for hour in range(4):
        make(order(data, rotation=None), NOW + timedelta(days=100 * hour))
    assert len(names(data)) == 4
    assert Counter(name.count("failed") for name in names(data)) == {0: 4}
