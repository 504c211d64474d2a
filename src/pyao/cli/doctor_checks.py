"""What the doctor looks at: each check yields its lines and changes nothing.

What it asks of the machine stands in `Machine`, so that every failing case can be made.
"""

from __future__ import annotations

import asyncio
import ipaddress
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pyao.cli import doctor_machine as machine
from pyao.cli.doctor_line import Line, State
from pyao.cli.doctor_load import load_lines
from pyao.server.backups.archive import all_in, good_in, taken_at
from pyao.server.backups.service import folder_of
from pyao.server.control import client
from pyao.server.control.command import Refused
from pyao.server.worlds import WorldError, load_content, pack_in_use
from pyao.storage.classic.findings import Severity
from pyao.storage.classic.importer import UnreadableFolder, read_geometry
from pyao.storage.errors import StoreError
from pyao.storage.records import thaw
from pyao.storage.redis_config import as_text
from pyao.storage.sqlite_schema import MIGRATIONS
from pyao.storage.world_check.check import check_world

if TYPE_CHECKING:
    from pathlib import Path

    from pyao.server.settings import Settings

MIB = 1 << 20
LITTLE_ROOM, TOO_LITTLE_ROOM = 1 << 30, 100 * MIB
"""Free bytes on the disk below which the doctor warns, and below which it is bad."""

SPARE_FILES = 100
"""Open files that a server needs beside one for each connection."""

MOST_JUMP_S = 0.5
"""By how much the clock of the day may drift from the steady one while the doctor looks."""

FUTURE = timedelta(minutes=1)
"""How far behind the last save the clock may be."""

_OPEN_TO_OTHERS = 0o077
_PRIVILEGED = 1_024
_ANY = frozenset(("0.0.0.0", "::", ""))  # nosec B104 # noqa: S104 - only compared
_NAMED = 3
_LATE_BACKUP = (2, 4)
"""How many intervals old the newest backup may be before the doctor warns, and before it is bad."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What is asked of the machine."""

    port_user: Callable[[str, int], machine.PortUser | None] = machine.port_user
    most_files: Callable[[], int | None] = machine.most_files
    own_addresses: Callable[[], list[str]] = machine.own_addresses
    free_bytes: Callable[[Path], int] = lambda path: shutil.disk_usage(path).free
    free_memory: Callable[[], int | None] = machine.free_memory
    wall_s: Callable[[], float] = time.time
    steady_s: Callable[[], float] = time.monotonic


Check = Callable[["Settings", Machine], Iterator[Line]]


def all_checks(settings: Settings, host: Machine, load: int) -> Iterator[Line]:
    """All lines, as they are found."""
    offset = host.wall_s() - host.steady_s()
    for check in (data, world, client_folder, store, redis, backups, permissions, ports, limits, outside):
        yield from check(settings, host)
    yield from load_lines(load, settings.world, host.free_memory())
    yield from clock(settings, host, offset)


def data(settings: Settings, host: Machine) -> Iterator[Line]:
    """The data folder: whether it can be written, and how much room there is."""
    folder = settings.world.data_dir
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        yield Line("data folder", State.BAD, f"{there} can't be written", "give it to the user who runs the server")
        return
    free = host.free_bytes(there)
    state = State.BAD if free < TOO_LITTLE_ROOM else State.WARN if free < LITTLE_ROOM else State.OK
    made = "" if folder.exists() else ", will be made by the first start"
    advice = "make room: without it nothing can be saved" if state is not State.OK else ""
    yield Line("data folder", state, f"{folder.absolute()}{made}; {_mib(free)} free", advice)


def world(settings: Settings, host: Machine) -> Iterator[Line]:
    """The world that is played: whether it loads, how old it is, and what does not hold together in it."""
    pack = pack_in_use(settings.world)
    try:
        content = load_content(settings.world)
    except WorldError as fault:
        yield Line("world", State.BAD, str(fault), "pyao-server import FOLDER makes it anew")
        return
    age = _age(host.wall_s() - pack.stat().st_mtime) if pack is not None else ""
    what = f"{pack}, made {age} ago" if pack is not None else "the built-in one"
    yield Line("world", State.OK, f"{what}: {len(content.maps)} maps, {len(content.items)} objects")
    found = check_world(content)
    counts = found.total(Severity.ERROR), found.total(Severity.WARNING)
    if any(counts):
        first = next(one for one in found if one.severity > Severity.INFO)
        state = State.WARN
        yield Line(
            "world", state, f"{counts[0]} errors, {counts[1]} warnings: {first} …", "pyao-server world check lists them"
        )


def client_folder(settings: Settings, _host: Machine) -> Iterator[Line]:
    """The folder of the Godot client, if the settings name one."""
    folder = settings.world.client
    if folder is None:
        return
    try:
        grounds, _findings = read_geometry(folder)
    except UnreadableFolder as fault:
        yield Line("client", State.BAD, str(fault), "world.client must be the folder of the Godot client, or empty")
        return
    if grounds:
        yield Line("client", State.OK, f"{folder}: {len(grounds)} maps")
    else:
        yield Line("client", State.BAD, f"{folder} has no maps", "name the folder with project.godot in world.client")


def store(settings: Settings, host: Machine) -> Iterator[Line]:
    """Where characters are kept: whether it opens, is whole, and can be read by this version; how large it is."""
    if settings.storage.backend == "memory":
        yield Line("store", State.WARN, "memory: nothing is kept", "storage.backend = sqlite keeps characters")
    if settings.storage.backend != "sqlite":
        return
    path = settings.storage.path
    if not path.exists():
        yield Line("store", State.OK, f"{path} will be made by the first start")
        return
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            yield from _sqlite(path, connection)
    except sqlite3.Error as fault:
        yield Line("store", State.BAD, f"{path}: {fault}", "put a backup in its place: pyao-server restore FILE")
        return
    saved = path.stat().st_mtime
    if saved > host.wall_s() + FUTURE.total_seconds():
        late = _age(saved - host.wall_s())
        yield Line("store", State.BAD, f"its last save lies {late} in the future", "set the clock before you start")


def _sqlite(path: Path, connection: sqlite3.Connection) -> Iterator[Line]:
    (whole,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if whole != "ok":
        yield Line("store", State.BAD, f"{path}: {whole}", "put a backup in its place: pyao-server restore FILE")
        return
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(MIGRATIONS):
        found = f"{path} was written by a newer version (schema {version}, this one knows {len(MIGRATIONS)})"
        yield Line("store", State.BAD, found, "run that version, or restore a backup of this one")
        return
    if version == 0:
        yield Line("store", State.OK, f"{path} is empty")
        return
    unread = []
    number = total = 0
    for key, record in connection.execute("SELECT key, record FROM characters"):
        number, total = number + 1, total + len(record)
        try:
            thaw(key, record)
        except StoreError as fault:
            unread.append(str(fault))
    size = _mib(path.stat().st_size)
    found = f"{path}: {size}, schema {version} of {len(MIGRATIONS)}; {number} characters take {_mib(total)}"
    yield Line("store", State.OK, found)
    if unread:
        more = f" and {len(unread) - _NAMED} more" if len(unread) > _NAMED else ""
        found = f"can't be read: {'; '.join(unread[:_NAMED])}{more}"
        yield Line("store", State.BAD, found, "characters restore NAME --at …, or delete and restore a backup")


def redis(settings: Settings, _host: Machine) -> Iterator[Line]:
    """Redis, if it is used: whether it answers, and whether what is kept there outlives it."""
    keeps = settings.storage.backend == "redis"
    if not (keeps or settings.redis.enabled):
        return
    from redis.exceptions import RedisError  # noqa: PLC0415 - loaded only where Redis is used

    where = settings.redis.address

    async def ask() -> dict[str, object]:
        async with settings.redis.connect() as connection:
            asked: dict[str, object] = await connection.info("persistence")
            return asked

    try:
        told = asyncio.run(ask())
    except (RedisError, OSError, TimeoutError, ValueError) as fault:
        state = State.BAD if keeps else State.WARN
        yield Line("Redis", state, f"{where}: {as_text(str(fault))}", "start it, or mend section redis of the settings")
        return
    if keeps and not told.get("aof_enabled"):
        yield Line("Redis", State.BAD, f"{where}: characters are kept without AOF", "set appendonly yes in redis.conf")
    elif keeps and told.get("aof_last_write_status", "ok") != "ok":
        yield Line("Redis", State.BAD, f"{where}: its AOF can't be written", "look at its disk and its log")
    else:
        yield Line("Redis", State.OK, f"{where} answers{', AOF is on' if told.get('aof_enabled') else ''}")


def backups(settings: Settings, host: Machine) -> Iterator[Line]:
    """The backups: how old the newest verified one is, whether the last attempt failed, and where they are."""
    if settings.storage.backend == "memory":
        return
    folder = folder_of(settings)
    if not settings.backup.enabled:
        yield Line("backups", State.WARN, "none are made by themselves", "backup.enabled = true, or pyao-server backup")
    every, good = all_in(folder), good_in(folder)
    moment = taken_at(good[-1]) if good else None
    if moment is None:
        if _has_characters(settings):
            yield Line("backups", State.WARN, f"there is none in {folder}", "pyao-server backup makes one")
        return
    age = datetime.fromtimestamp(host.wall_s(), UTC) - moment
    late = age / timedelta(hours=settings.backup.every_h)
    few, many = _LATE_BACKUP
    state = State.BAD if late > many else State.WARN if late > few else State.OK
    advice = "pyao-server backup makes one; see the log for why none was made" if state is not State.OK else ""
    found = f"{len(good)} verified ones in {folder}; the newest was taken {_age(age.total_seconds())} ago"
    yield Line("backups", state, found, advice)
    failed = [path for path in every if taken_at(path) is None and path.stat().st_mtime > good[-1].stat().st_mtime]
    if failed:
        yield Line("backups", State.BAD, f"{failed[-1].name} is not good", f"pyao-server backup verify {failed[-1]}")
    if settings.storage.path.exists() and folder.stat().st_dev == settings.storage.path.stat().st_dev:
        advice = "backup.folder on another disk, or copy them elsewhere"
        yield Line("backups", State.WARN, "they are on the disk of the store", advice)


def _has_characters(settings: Settings) -> bool:
    return settings.storage.backend == "redis" or settings.storage.path.exists()


def permissions(settings: Settings, _host: Machine) -> Iterator[Line]:
    """Who else can read what is private."""
    folder = settings.world.data_dir
    if sys.platform == "win32" or not folder.exists():
        return
    owner = folder.stat().st_uid
    if os.getuid() not in (owner, 0):
        advice = f"run as the user {owner}, or give the folder to this one"
        yield Line("permissions", State.BAD, f"{folder} belongs to another user ({owner})", advice)
    files = (*folder.iterdir(), *(folder_of(settings).iterdir() if folder_of(settings).is_dir() else ()))
    wide = [path for path in (folder, *files) if path.lstat().st_mode & _OPEN_TO_OTHERS and not path.is_symlink()]
    wide = [path for path in wide if path != folder or not _is_closed_above(folder)]
    if not wide:
        yield Line("permissions", State.OK, "only their owner can read the data")
        return
    names = ", ".join(path.name or str(path) for path in wide[:_NAMED]) + (" …" if len(wide) > _NAMED else "")
    yield Line("permissions", State.WARN, f"others may read {names}", f"chmod -R go-rwx {folder}")


def _is_closed_above(folder: Path) -> bool:
    return any(not parent.stat().st_mode & _OPEN_TO_OTHERS for parent in folder.absolute().parents)


def ports(settings: Settings, host: Machine) -> Iterator[Line]:
    """The ports: free, or in use by this server, or by whom else."""
    wanted = [("game port", settings.network.host, settings.network.port)]
    if settings.http.enabled:
        wanted.append(("http port", settings.http.host, settings.http.port))
    for name, address, port in wanted:
        if not port:
            yield Line(name, State.OK, "any free one")
            continue
        user = host.port_user(address, port)
        if user is None:
            yield Line(name, State.OK, f"{address}:{port} is free")
        elif user.refused:
            advice = "choose one from 1024 on" if port < _PRIVILEGED else "choose another host"
            yield Line(name, State.BAD, f"{address}:{port}: {user.refused}", advice)
        elif _runs(settings):
            yield Line(name, State.OK, f"{address}:{port} is in use by {user}, while this server runs")
        else:
            state = State.BAD if name == "game port" else State.WARN
            section = "network" if name == "game port" else "http"
            advice = f"end that program, or choose another {section}.port"
            yield Line(name, state, f"{address}:{port} is in use by {user}", advice)


def _runs(settings: Settings) -> bool:
    """Whether a server runs on the data folder."""
    try:
        client.call(settings.world.data_dir, "status", {}, patience_s=5)
    except client.NoServer:
        return False
    except (Refused, OSError):
        return True
    return True


def limits(settings: Settings, host: Machine) -> Iterator[Line]:
    """How many files the process may have open: each connection is one."""
    most = host.most_files()
    if most is None:
        return
    needed = settings.game.max_users + SPARE_FILES
    if most < needed:
        found = f"{most} open files, but game.max_users = {settings.game.max_users} needs {needed}"
        yield Line(
            "limits", State.BAD, found, f"ulimit -n {2 * needed}, or LimitNOFILE={2 * needed} in the systemd unit"
        )
    else:
        yield Line("limits", State.OK, f"{most} open files for {settings.game.max_users} players")


def outside(settings: Settings, host: Machine) -> Iterator[Line]:
    """What can be reached from outside, as far as this machine knows."""
    addresses = host.own_addresses()
    game, port = settings.network.host, settings.network.port
    if _is_loopback(game):
        yield Line("outside", State.WARN, f"only this machine reaches {game}:{port}", "network.host = 0.0.0.0 for all")
    else:
        shown = [one for one in addresses if game in _ANY] or [game]
        public = [one for one in shown if _is_global(one)]
        if public:
            found = f"players connect to {', '.join(public)}, port {port}, if no firewall stops them"
            yield Line("outside", State.OK, found)
        else:
            found = f"this machine only has private addresses ({', '.join(shown) or 'none'})"
            advice = f"let the router pass TCP {port} on to it; players connect to the router's address"
            yield Line("outside", State.WARN, found, advice)
    if settings.http.enabled and not _is_loopback(settings.http.host):
        found = f"the operator's pages are open at {settings.http.host}:{settings.http.port}, not encrypted"
        yield Line("outside", State.WARN, found, "http.host = 127.0.0.1, and come through SSH or a proxy with TLS")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_global(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return True  # a name that others have to look up as well


def clock(_settings: Settings, host: Machine, offset: float) -> Iterator[Line]:
    """The clocks: whether the one of the day jumps, and where it says it is."""
    jump = host.wall_s() - host.steady_s() - offset
    if abs(jump) > MOST_JUMP_S:
        found = f"the clock has jumped by {jump:+.1f} s while the doctor looked"
        yield Line("clock", State.WARN, found, "let one program alone set it (chrony, systemd-timesyncd)")
        return
    here = datetime.fromtimestamp(host.wall_s()).astimezone()
    yield Line("clock", State.OK, f"{here:%Y-%m-%d %H:%M:%S}, zone {here:%Z} ({here:%z}), steady")


def _mib(size: int) -> str:
    return f"{size / MIB:,.1f} MiB"


def _age(seconds: float) -> str:
    """A length of time, in the largest unit of which there are at least two."""
    for unit, length in (("days", 86_400), ("hours", 3_600)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds / 60:.0f} minutes"
