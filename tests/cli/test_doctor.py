"""`pyao-server doctor`: each check, as it is when all is well and in its failing cases."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from kit.classic_files import DataFolder
from kit.game import a_record
from kit.redis_process import PROGRAM, RedisProcess
from typer.testing import CliRunner

from pyao.cli import doctor_checks, doctor_load, load
from pyao.cli.app import app
from pyao.cli.characters import with_store
from pyao.cli.doctor_checks import Machine
from pyao.cli.doctor_line import Line, State
from pyao.cli.doctor_machine import PortUser, port_user
from pyao.cli.load import Report
from pyao.server.backups.archive import ENDING, name_of
from pyao.server.settings import WorldSettings, load_settings
from pyao.storage.locks import LOCK_NAME
from pyao.storage.sqlite_schema import MIGRATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pyao.cli.doctor_checks import Check
    from pyao.server.settings import Settings

HEALTHY = Machine(
    port_user=lambda _host, _port: None,
    most_files=lambda: 65_536,
    own_addresses=lambda: ["1.1.1.1"],
    free_bytes=lambda _path: 1 << 40,
    free_memory=lambda: 4 << 30,
    wall_s=lambda: 1_800_000_000.0,
    steady_s=lambda: 0.0,
)


@pytest.fixture
def settings_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Settings]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir(mode=0o700)

    def made(**given: object) -> Settings:
        named = {name.replace("__", "."): value for name, value in given.items()}
        return load_settings(None, {}, {}, named)[0]

    return made


def seen(check: Check, settings: Settings, **host: Any) -> list[Line]:
    return list(check(settings, replace(HEALTHY, **host)))


def only(lines: list[Line]) -> Line:
    (line,) = lines
    assert bool(line.advice) == (line.state is not State.OK), line
    return line


def create(name: str, **changes: Any) -> None:
    with_store(None, lambda store: store.create(a_record(name, (1, 50, 50), **changes)))


def test_the_data_folder(settings_of: Callable[..., Settings], tmp_path: Path) -> None:
    assert only(seen(doctor_checks.data, settings_of())).state is State.OK
    assert "will be made" in only(seen(doctor_checks.data, settings_of(world__data_dir=tmp_path / "new"))).found
    assert only(seen(doctor_checks.data, settings_of(), free_bytes=lambda _path: 500 << 20)).state is State.WARN
    assert only(seen(doctor_checks.data, settings_of(), free_bytes=lambda _path: 1 << 20)).state is State.BAD


def test_a_data_folder_that_cant_be_written(
    settings_of: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    line = only(seen(doctor_checks.data, settings_of()))
    assert (line.state, "can't be written" in line.found) == (State.BAD, True)


def test_the_world(settings_of: Callable[..., Settings], tmp_path: Path) -> None:
    built_in = seen(doctor_checks.world, settings_of())
    assert (built_in[0].state, "the built-in one" in built_in[0].found) == (State.OK, True)
    DataFolder(tmp_path / "set").put_map(1)
    assert CliRunner().invoke(app, ["import", str(tmp_path / "set")]).exit_code == 0
    made = (tmp_path / "data" / "world.pyao").stat().st_mtime
    good, *faults = seen(doctor_checks.world, settings_of(), wall_s=lambda: made + 3 * 86_400)
    assert (good.state, "made 3 days ago: 1 maps, 4 objects" in good.found) == (State.OK, True)
    assert [line.state for line in faults] == [State.WARN]  # such a small world has faults
    assert "world check" in faults[0].advice
    (tmp_path / "data" / "world.pyao").write_bytes(b"nothing")
    line = only(seen(doctor_checks.world, settings_of()))
    assert (line.state, "damaged" in line.found) == (State.BAD, True)


def test_the_client(settings_of: Callable[..., Settings], tmp_path: Path) -> None:
    assert seen(doctor_checks.client_folder, settings_of()) == []
    missing = settings_of(world__client=tmp_path / "nowhere")
    assert only(seen(doctor_checks.client_folder, missing)).state is State.BAD
    (tmp_path / "client").mkdir()
    named = settings_of(world__client=tmp_path / "client")
    assert "has no maps" in only(seen(doctor_checks.client_folder, named)).found
    DataFolder(tmp_path / "client" / "set")
    assert only(seen(doctor_checks.client_folder, named)).found.endswith(": 1 maps")


def test_a_store(settings_of: Callable[..., Settings], tmp_path: Path) -> None:
    settings, path = settings_of(), tmp_path / "data" / "pyao.sqlite3"
    assert "will be made" in only(seen(doctor_checks.store, settings)).found
    assert not path.exists()
    create("Ana")
    create("Beto")
    line = only(seen(doctor_checks.store, settings))
    assert f"schema {len(MIGRATIONS)} of {len(MIGRATIONS)}; 2 characters take" in line.found
    assert line.state is State.OK
    (late,) = [line for line in seen(doctor_checks.store, settings, wall_s=lambda: 1e9) if line.state is State.BAD]
    assert "in the future" in late.found
    assert only(seen(doctor_checks.store, settings_of(storage__backend="memory"))).state is State.WARN


def test_a_store_that_this_version_cant_read(settings_of: Callable[..., Settings], tmp_path: Path) -> None:
    settings, path = settings_of(), tmp_path / "data" / "pyao.sqlite3"
    create("Ana")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("""UPDATE characters SET record = '{"name": "Ana", "wings": 2}'""")
    size, unread = seen(doctor_checks.store, settings)
    assert size.state is State.OK
    assert (unread.state, "character ANA: field wings: unknown" in unread.found) == (State.BAD, True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    assert "newer version" in only(seen(doctor_checks.store, settings)).found


def test_a_damaged_store(settings_of: Callable[..., Settings], tmp_path: Path) -> None:
    path = tmp_path / "data" / "pyao.sqlite3"
    create("Ana")
    whole = path.read_bytes()
    path.write_bytes(b"no database at all" * 300)
    line = only(seen(doctor_checks.store, settings_of()))
    assert (line.state, "restore" in line.advice) == (State.BAD, True)
    path.write_bytes(whole[:4_096] + os.urandom(len(whole) - 4_096))
    assert only(seen(doctor_checks.store, settings_of())).state is State.BAD


@pytest.mark.skipif(PROGRAM is None, reason="no redis-server")
def test_redis(settings_of: Callable[..., Settings], tmp_path: Path) -> None:
    assert seen(doctor_checks.redis, settings_of()) == []
    for name in ("plain", "kept"):
        (tmp_path / name).mkdir()
    plain, kept = RedisProcess(tmp_path / "plain"), RedisProcess(tmp_path / "kept", "--appendonly", "yes")
    try:
        away = settings_of(redis__enabled=True, redis__host="127.0.0.1", redis__port=plain.port)
        keeps = settings_of(storage__backend="redis", redis__host="127.0.0.1", redis__port=plain.port)
        safe = settings_of(storage__backend="redis", redis__host="127.0.0.1", redis__port=kept.port)
        assert only(seen(doctor_checks.redis, away)).state is State.OK
        line = only(seen(doctor_checks.redis, keeps))
        assert (line.state, "without AOF" in line.found) == (State.BAD, True)
        assert "AOF is on" in only(seen(doctor_checks.redis, safe)).found
    finally:
        plain.stop()
        kept.stop()
    assert only(seen(doctor_checks.redis, away)).state is State.WARN
    assert only(seen(doctor_checks.redis, keeps)).state is State.BAD


def test_backups(settings_of: Callable[..., Settings], tmp_path: Path) -> None:
    assert seen(doctor_checks.backups, settings_of()) == []
    create("Ana")
    assert "there is none" in only(seen(doctor_checks.backups, settings_of())).found
    folder = tmp_path / "data" / "backups"
    folder.mkdir()
    now = datetime.fromtimestamp(HEALTHY.wall_s(), UTC)
    states = {}
    for hours in (30, 20, 1):
        (folder / f"{name_of(now - timedelta(hours=hours))}{ENDING}").touch()
        line, *others = seen(doctor_checks.backups, settings_of())
        states[hours] = line.state
        assert [one.found for one in others] == ["they are on the disk of the store"]
    assert states == {30: State.BAD, 20: State.WARN, 1: State.OK}
    bad = folder / f"{name_of(now)}-failed{ENDING}"
    bad.touch()
    os.utime(bad, (HEALTHY.wall_s(), HEALTHY.wall_s()))
    assert [line.state for line in seen(doctor_checks.backups, settings_of())] == [State.OK, State.BAD, State.WARN]
    assert "none are made" in seen(doctor_checks.backups, settings_of(backup__enabled=False))[0].found
    assert seen(doctor_checks.backups, settings_of(storage__backend="memory")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such rights")
def test_permissions(settings_of: Callable[..., Settings], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create("Ana")
    assert only(seen(doctor_checks.permissions, settings_of())).state is State.OK
    (tmp_path / "data" / "pyao.sqlite3").chmod(0o644)
    line = only(seen(doctor_checks.permissions, settings_of()))
    assert (line.state, line.found) == (State.WARN, "others may read pyao.sqlite3")
    assert line.advice == "chmod -R go-rwx data"
    monkeypatch.setattr(os, "getuid", lambda: (tmp_path / "data").stat().st_uid + 1)
    assert seen(doctor_checks.permissions, settings_of())[0].state is State.BAD


def test_ports(settings_of: Callable[..., Settings]) -> None:
    settings = settings_of()
    assert [line.state for line in seen(doctor_checks.ports, settings)] == [State.OK, State.OK]
    other = seen(doctor_checks.ports, settings, port_user=lambda _host, _port: PortUser(77, "apache2"))
    assert [line.state for line in other] == [State.BAD, State.WARN]
    assert other[0].found == "0.0.0.0:7666 is in use by apache2, process 77"
    refused = seen(doctor_checks.ports, settings, port_user=lambda _host, _port: PortUser(refused="Permission denied"))
    assert refused[0].state is State.BAD
    assert len(seen(doctor_checks.ports, settings_of(http__enabled=False))) == 1


def test_ports_of_the_server_that_runs(settings_of: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pyao.server.control.client.call", lambda *_, **__: None)
    lines = seen(doctor_checks.ports, settings_of(), port_user=lambda _host, _port: PortUser(77, "python"))
    assert [line.state for line in lines] == [State.OK, State.OK]


def test_who_has_a_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        user = port_user("127.0.0.1", port)
        assert user is not None
        if sys.platform == "linux":
            assert user.pid == os.getpid()
    assert port_user("127.0.0.1", port) is None
    elsewhere = port_user("192.0.2.1", port)
    assert elsewhere is not None
    assert elsewhere.refused


def test_limits(settings_of: Callable[..., Settings]) -> None:
    assert only(seen(doctor_checks.limits, settings_of())).state is State.OK
    line = only(seen(doctor_checks.limits, settings_of(game__max_users=1_000), most_files=lambda: 1_024))
    assert (line.state, "LimitNOFILE=2200" in line.advice) == (State.BAD, True)
    assert seen(doctor_checks.limits, settings_of(), most_files=lambda: None) == []


def test_what_can_be_reached(settings_of: Callable[..., Settings]) -> None:
    assert only(seen(doctor_checks.outside, settings_of())).state is State.OK
    home = only(seen(doctor_checks.outside, settings_of(), own_addresses=lambda: ["192.168.0.5"]))
    assert (home.state, "TCP 7666" in home.advice) == (State.WARN, True)
    assert "only this machine" in only(seen(doctor_checks.outside, settings_of(network__host="127.0.0.1"))).found
    pages = seen(doctor_checks.outside, settings_of(http__host="0.0.0.0"))[-1]  # noqa: S104 – the failing case
    assert (pages.state, "not encrypted" in pages.found) == (State.WARN, True)


def test_the_clock(settings_of: Callable[..., Settings]) -> None:
    settings, offset = settings_of(), HEALTHY.wall_s()
    assert only(list(doctor_checks.clock(settings, HEALTHY, offset))).state is State.OK
    jumped = only(list(doctor_checks.clock(settings, HEALTHY, offset - 7)))
    assert (jumped.state, "+7.0 s" in jumped.found) == (State.WARN, True)


REPORT = Report("walkers", 50, 20.0, 50, 10.0, 1.0, 1.0, 1.0, {"p99": 20.0}, 30.0, 100.0, {}, 0, 0)


def judged(free: int = 4 << 30, **changes: Any) -> list[State]:
    return [line.state for line in doctor_load.judged(replace(REPORT, **changes), free)]


def test_what_a_load_means() -> None:
    assert judged() == [State.OK] * 3
    assert judged(lost=1) == [State.BAD, State.OK, State.OK, State.OK]
    assert judged(logged=49)[0] is State.BAD
    assert judged(server_cpu_pct=70.0)[0] is State.WARN
    assert judged(server_cpu_pct=95.0)[0] is State.BAD
    assert judged(ping_ms={"p99": 200.0})[1] is State.WARN
    assert judged(ping_ms={"p99": 900.0})[1] is State.BAD
    assert judged(free=10 << 20)[2] is State.WARN
    assert judged(server_cpu_pct=None, server_rss_mb=None) == [State.OK]


def test_a_trial_with_bots(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(doctor_load, "TRIAL_S", 1.0)
    monkeypatch.setattr(load, "SETTLE_S", 0.2)
    lines = list(doctor_load.load_lines(12, WorldSettings(), 4 << 30))
    assert {line.check for line in lines} >= {"load"}
    assert not any("cut off" in line.found for line in lines), lines
    assert "12 walking bots" in " ".join(line.found for line in lines)


def answered(lines: list[Line]) -> Callable[..., Iterator[Line]]:
    return lambda *_: iter(lines)


def test_the_command(settings_of: Callable[..., Settings], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del settings_of
    before = sorted(tmp_path.rglob("*"))
    shown = CliRunner().invoke(app, ["doctor", "--json"])
    assert shown.exit_code in (0, 1), shown.output
    lines = [Line(**one) for one in json.loads(shown.stdout)]
    assert {line.check for line in lines} >= {
        "data folder",
        "world",
        "store",
        "permissions",
        "game port",
        "clock",
        "load",
    }
    assert all(line.advice for line in lines if line.state != State.OK)
    assert sorted(tmp_path.rglob("*")) == before
    assert not (tmp_path / "data" / LOCK_NAME).exists()
    fine, bad = Line("clock", State.OK, "ticks"), Line("store", State.BAD, "is gone", "look for it")
    monkeypatch.setattr("pyao.cli.doctor.all_checks", answered([fine, bad]))
    result = CliRunner().invoke(app, ["doctor"])
    assert (result.exit_code, result.stdout.splitlines()) == (
        1,
        ["ok   clock: ticks", "bad  store: is gone", "       → look for it"],
    )
    monkeypatch.setattr("pyao.cli.doctor.all_checks", answered([fine]))
    assert CliRunner().invoke(app, ["doctor"]).exit_code == 0
    (tmp_path / "data" / "pyao.toml").write_text("[game]\nmax_users = -1\n")
    assert CliRunner().invoke(app, ["doctor"]).exit_code == 2
