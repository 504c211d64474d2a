"""Making a backup and verifying it, in a process of its own, so that neither loop nor disk of the game waits for it.

    python -m pyao.server.backups.making    gets an `Order` as JSON and answers with an `Outcome`.

The copy of a SQLite store is made by SQLite's own backup, of one moment between two batches, while the server goes on
writing.  Of a store in Redis the keys are read in one transaction and written into the same kind of file.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from pyao.server.backups import archive
from pyao.server.backups.archive import EXTRA, FAILED_ENDING, SETTINGS_FILE, STORE_FILE, Damaged, Manifest
from pyao.server.backups.figures import Figures, Unsound, add_up, difference
from pyao.server.backups.rotation import outdated, too_large
from pyao.server.map_backup import FOLDER as MAPS_FOLDER
from pyao.server.settings import BackupSettings
from pyao.storage.audit_log import AUDIT_NAME, head_path
from pyao.storage.errors import StoreError
from pyao.storage.locks import FileLock, Holder
from pyao.storage.private_files import keep_for_owner, make_private_folder
from pyao.storage.redis_config import RedisConfig
from pyao.world.ledger import COINS

LANGUAGE_FOLDER = "locale"
"""The folder inside the data folder that holds the operator's own translations."""

FOLDERS = (MAPS_FOLDER, LANGUAGE_FOLDER)
"""The folders of the data folder that a backup holds."""

ROOM_LEFT = 64 << 20
"""Bytes that a backup leaves free on the disk, where the server has to go on saving."""

FAILED_KEPT = 3
"""How many backups that failed are kept, to look into."""

LOCK_NAME = "backup.lock"
WORK_FOLDER = "unfinished"
"""Where a backup is put together; what a killed one has left there goes when the next begins."""

SECRETS = ("url", "password")


class Order(BaseModel):
    """What is to be copied, and where to."""

    backend: Literal["sqlite", "redis"]
    store: Path
    redis: RedisConfig
    data_dir: Path
    settings_file: Path | None
    world_pack: Path | None
    target: Path
    rotation: BackupSettings | None
    """`None` = nothing is removed."""

    def as_json(self) -> str:
        """As `parse` reads it; with the secrets of Redis, so it is written down nowhere."""
        fields = self.model_dump(mode="json")
        fields["redis"] |= {name: getattr(self.redis, name).get_secret_value() for name in SECRETS}
        return json.dumps(fields)


class Outcome(BaseModel):
    """What has come of it; `text` is one line for people."""

    ok: bool
    text: str
    file: str = ""
    bytes: int = 0
    figures: Figures | None = None
    removed: list[str] = []


def make(order: Order, now: datetime | None = None) -> Outcome:
    """Make one backup, verify it, and remove those that need not stay; whatever goes wrong is the outcome.

    One that is not good gets another name, and removes none of the others.
    """
    lock = FileLock(order.target / LOCK_NAME, f"the folder {order.target}")
    try:
        lock.take(Holder.this_process("pyao-server backup"))
    except StoreError as fault:
        return Outcome(ok=False, text=str(fault))
    work = order.target / WORK_FOLDER
    try:
        shutil.rmtree(work, ignore_errors=True)
        make_private_folder(work)
        return _make(order, work, now or datetime.now(UTC))
    except (OSError, sqlite3.Error, StoreError, Damaged, Unsound) as fault:
        return Outcome(ok=False, text=f"no backup was made: {fault}")
    finally:
        shutil.rmtree(work, ignore_errors=True)
        lock.release()


def _make(order: Order, work: Path, now: datetime) -> Outcome:
    _check_room(order)
    files = {STORE_FILE: work / STORE_FILE} | _other_files(order, work)
    _copy_store(order, files[STORE_FILE])
    before = _newest(order.target)
    manifest = Manifest(
        format=archive.BACKUP_FORMAT,
        taken_at=now,
        version=version("pyao-server"),
        backend=order.backend,
        world=f"{order.world_pack.name} {archive.hash_of(order.world_pack)}" if order.world_pack else "",
        files={name: archive.hash_of(path) for name, path in files.items()},
        figures=add_up(files[STORE_FILE]),
        compared_with=before[0] if before else "",
        baseline=before[1].figures.before if before else {},
    )
    fresh = work / "backup"
    archive.write(fresh, manifest, files)
    verdict = verify(fresh, work / "verify")
    ending = archive.ENDING if verdict.ok else FAILED_ENDING
    path = _free_name(order.target, archive.name_of(now), ending)
    fresh.replace(path)
    _sync(order.target)
    removed = _rotate(order, now) if verdict.ok else []
    if not verdict.ok:
        _forget_failed(order.target)
    return verdict.model_copy(update={"file": str(path), "removed": removed, "text": f"{path.name}: {verdict.text}"})


def verify(path: Path, work: Path) -> Outcome:
    """Read a backup back from its file, every byte and every record of it, and add up its ledger.

    `work` = a folder that is made for it and taken away again.
    """
    make_private_folder(work)
    try:
        manifest = archive.unpack(path, work)
        figures = add_up(work / STORE_FILE)
    except (Damaged, Unsound) as fault:
        return Outcome(ok=False, file=str(path), text=f"DAMAGED: {fault}")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    size = path.stat().st_size
    said = (
        f"{figures.characters} characters, {figures.states} earlier states, {figures.documents} documents, "
        f"{size / (1 << 20):.1f} MiB"
    )
    common = {"file": str(path), "bytes": size, "figures": figures}
    odd = difference(figures, manifest.baseline) if manifest.compared_with else {}
    if figures != manifest.figures:
        return Outcome(ok=False, text=f"DAMAGED: its figures are not those that it was made with; {said}", **common)
    if odd:
        text = f"THE LEDGER DOES NOT ADD UP: {_shown(odd)} since {manifest.compared_with}; {said}"
        return Outcome(ok=False, text=text, **common)
    since = f"as in {manifest.compared_with}" if manifest.compared_with else "it is the first, there is no other"
    return Outcome(ok=True, text=f"{said}; the ledger adds up ({since})", **common)


def _shown(odd: dict[int, int]) -> str:
    return ", ".join(f"{amount:+,} {'gold' if item == COINS else f'of object {item}'}" for item, amount in odd.items())


def _newest(folder: Path) -> tuple[str, Manifest] | None:
    """The newest backup that says what was held, and its name; a difference is told once, by the first that has it."""
    for path in reversed(archive.all_in(folder)):
        with suppress(Damaged):
            return path.name, archive.read_manifest(path)
    return None


def _check_room(order: Order) -> None:
    """Raise `OSError` if the copies could fill the disk on which the server saves."""
    store = sum(_size(order.store.with_name(order.store.name + end)) for end in ("", "-wal"))
    needed = 3 * store + 2 * _size(order.data_dir / AUDIT_NAME) + ROOM_LEFT  # a copy, the backup, a copy to verify it
    free = shutil.disk_usage(order.target).free
    if free < needed:
        raise OSError(f"{order.target}: {free >> 20} MiB are free, {needed >> 20} are needed")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _copy_store(order: Order, target: Path) -> None:
    keep_for_owner(target)
    if order.backend == "redis":
        from pyao.storage.redis_copy import copy_to_file  # noqa: PLC0415 - loaded only where Redis is used

        asyncio.run(copy_to_file(order.redis, target))
        return
    if not order.store.exists():
        raise OSError(f"{order.store}: there is no store yet")
    with (
        closing(sqlite3.connect(f"{order.store.resolve().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # so that the file is all there is


def _other_files(order: Order, work: Path) -> dict[str, Path]:
    files = {SETTINGS_FILE: order.settings_file} if order.settings_file and order.settings_file.exists() else {}
    log = order.data_dir / AUDIT_NAME
    if log.exists():
        # The head first: lines that come after the end that was noted are as good as others.
        for path in (head_path(log), log):
            if path.exists():
                files[EXTRA + path.name] = work / path.name
                shutil.copyfile(path, work / path.name)
        _cut_unfinished(work / log.name)
    for folder in FOLDERS:
        for path in sorted((order.data_dir / folder).rglob("*")):
            if path.is_file() and path.suffix != ".new":
                files[EXTRA + path.relative_to(order.data_dir).as_posix()] = path
    return files


def _cut_unfinished(log: Path) -> None:
    """Take off a line that was being written while the log was copied."""
    with log.open("r+b") as file:
        whole = file.seek(0, os.SEEK_END)
        while whole and (file.seek(whole - 1), file.read(1))[1] != b"\n":
            whole -= 1
        file.truncate(whole)


def _free_name(folder: Path, stem: str, ending: str) -> Path:
    number, path = 1, folder / f"{stem}{ending}"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{ending}"
    return path


def _sync(folder: Path) -> None:
    """Let the new name reach the disk, too."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _rotate(order: Order, now: datetime) -> list[str]:
    """Remove the good backups that need not stay; gives their names."""
    plan = order.rotation
    if plan is None:
        return []
    by_moment = {archive.taken_at(path) or now: path for path in archive.good_in(order.target)}
    gone = outdated(list(by_moment), now, hours=plan.keep_hours, days=plan.keep_days, months=plan.keep_months)
    sizes = {moment: path.stat().st_size for moment, path in by_moment.items() if moment not in gone}
    gone += too_large(sizes, plan.most_mib << 20)
    for moment in gone:
        by_moment[moment].unlink()
    return [by_moment[moment].name for moment in gone]


def _forget_failed(folder: Path) -> None:
    failed = [path for path in archive.all_in(folder) if path.name.endswith(FAILED_ENDING)]
    for path in failed[:-FAILED_KEPT]:
        path.unlink()


def main() -> None:
    """What the other process does."""
    if sys.platform != "win32":
        os.nice(10)  # the game comes first where there is only one core
    sys.stdout.write(make(Order.model_validate_json(sys.stdin.read())).model_dump_json())


if __name__ == "__main__":
    main()
