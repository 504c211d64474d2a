"""Putting a backup in the place of what is kept: while no server runs, and with the present state moved aside."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pyao.server.backups.archive import EXTRA, SETTINGS_FILE, STORE_FILE, Damaged, unpack
from pyao.server.backups.figures import Unsound, add_up
from pyao.server.backups.making import FOLDERS
from pyao.storage.audit_log import AUDIT_NAME, AuditLog, head_path
from pyao.storage.errors import StoreError
from pyao.storage.locks import LOCK_NAME, FileLock, Holder
from pyao.storage.private_files import make_private_folder
from pyao.storage.sqlite_store import SqliteStore
from pyao.world.audit import AuditEntry, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pyao.server.settings import Settings

PROGRAM = "pyao-server restore"


class NotRestored(Exception):
    """Nothing was changed; the text says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a backup goes."""

    data_dir: Path
    settings_file: Path
    """Where the settings belong."""

    settings_with: Callable[[Path | None], Settings]
    """Reads the settings with another file in the place of that one; `None` = as they are."""


def restore(path: Path, place: Place, who: str) -> list[str]:
    """Put a backup in the place of what is kept; gives in a few lines what was done.

    The settings of the backup say where the store belongs.  An audit log that is there stays: it goes on further.

    Raises:
        NotRestored: the file is damaged, or a server is running.

    """
    stamp = f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
    lock = FileLock(place.data_dir / LOCK_NAME, f"the data folder {place.data_dir}")
    fresh = place.data_dir / f"{stamp}.new"
    try:
        lock.take(Holder.this_process(PROGRAM))
        make_private_folder(fresh)
        manifest = unpack(path, fresh)
        add_up(fresh / STORE_FILE)
        done = [*_put_store(fresh, place, stamp), *_put_files(fresh, place, place.data_dir / stamp)]
        _note(place.data_dir, who, path)
    except (Damaged, Unsound, StoreError) as fault:
        raise NotRestored(str(fault)) from fault
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        lock.release()
    taken = f"{manifest.taken_at.astimezone():%Y-%m-%d %H:%M:%S}"
    if manifest.world:
        done.append(f"it was played with the world pack {manifest.world}; the pack itself is not in a backup")
    return [*done, f"restored from {path}, taken {taken}: {manifest.figures.characters} characters"]


def _put_store(fresh: Path, place: Place, stamp: str) -> Iterator[str]:
    brought = fresh / SETTINGS_FILE
    settings = place.settings_with(brought if brought.exists() else None)
    if settings.storage.backend == "memory":
        raise NotRestored("storage.backend is memory: nothing is kept there")
    if settings.storage.backend == "sqlite":
        yield from _into_file(settings.storage.path, fresh / STORE_FILE, place.data_dir / stamp)
    elif moved := asyncio.run(_into_redis(settings, fresh / STORE_FILE, stamp)):
        yield f"what was in Redis is under the prefix {moved} now"


def _put_files(fresh: Path, place: Place, aside: Path) -> Iterator[str]:
    if (fresh / SETTINGS_FILE).exists():
        yield from _replace(place.settings_file, fresh / SETTINGS_FILE, aside)
    for folder in FOLDERS:
        if (fresh / EXTRA / folder).exists():
            yield from _replace(place.data_dir / folder, fresh / EXTRA / folder, aside)
    log = place.data_dir / AUDIT_NAME
    if log.exists():
        yield f"{log} is as it was"
        return
    for one in (head_path(log), log):
        if (fresh / EXTRA / one.name).exists():
            shutil.move(fresh / EXTRA / one.name, one)


def _into_file(store: Path, fresh: Path, aside: Path) -> Iterator[str]:
    make_private_folder(store.parent)
    lock = SqliteStore(store)
    asyncio.run(lock.hold(Holder.this_process(PROGRAM)))
    try:
        for ending in ("-wal", "-shm"):  # what they hold belongs to the file that goes
            beside = store.with_name(store.name + ending)
            if beside.exists():
                make_private_folder(aside)
                shutil.move(beside, aside / beside.name)
        yield from _replace(store, fresh, aside)
    finally:
        asyncio.run(lock.close())


def _replace(present: Path, fresh: Path, aside: Path) -> Iterator[str]:
    """Put something in a place; what is there now goes aside."""
    if present.exists():
        make_private_folder(aside)
        shutil.move(present, aside / present.name)
        yield f"{present} is in {aside} now"
    make_private_folder(present.parent)
    shutil.move(fresh, present)


async def _into_redis(settings: Settings, fresh: Path, stamp: str) -> str:
    from pyao.storage.redis_copy import copy_from_file, move_aside  # noqa: PLC0415 - as in making
    from pyao.storage.redis_store import RedisStore  # noqa: PLC0415

    store = RedisStore(settings.redis)
    await store.open()
    try:
        await store.hold(Holder.this_process(PROGRAM))
        moved = await move_aside(settings.redis, stamp)
        await copy_from_file(settings.redis, fresh)
        return moved
    finally:
        await store.close()


def _note(data_dir: Path, who: str, path: Path) -> None:
    """Let the audit log say so."""
    log = AuditLog(data_dir)
    log.open()
    now = datetime.now(UTC).astimezone()
    arguments = {"file": str(path)}
    log.note(
        AuditEntry(
            when=now,
            who=who,
            rank="OPERATOR",
            place=(0, 0, 0),
            command="restore",
            arguments=arguments,
            target="",
            result=Result.DONE,
        )
    )
    log.close()
