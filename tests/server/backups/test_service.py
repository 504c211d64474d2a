"""Backups that a running server makes: on order and by itself; how it tells of those that fail."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from kit.patience import PATIENCE_S
from kit.server import running
from kit.web import a_site
from kit.worlds import content, plain_map

from pyao.server.backups import archive, service
from pyao.server.backups.making import Outcome
from pyao.server.backups.service import Backups, folder_of
from pyao.server.control.command import Refused
from pyao.storage.errors import StoreUnavailable

if TYPE_CHECKING:
    from pathlib import Path

WORLD = content(plain_map(1))


def kept_in(folder: Path) -> dict[str, Any]:
    return {"storage__backend": "sqlite", "storage__path": folder / "pyao.sqlite3", "backup__folder": folder / "copies"}


async def test_on_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async with running(monkeypatch, WORLD, **kept_in(tmp_path)) as server:
        reply = await server.office.desk.execute("backup", {}, who="operator:test")
        assert reply.data["ok"], reply.text
        assert [path.parent for path in archive.good_in(tmp_path / "copies")] == [tmp_path / "copies"]
        reply = await server.office.desk.execute("backup", {"to": str(tmp_path / "usb")}, who="operator:test")
        assert len(archive.good_in(tmp_path / "usb")) == 1
        with pytest.raises(Refused, match="whole path"):
            await server.office.desk.execute("backup", {"to": "usb"}, who="operator:test")
        age_s = server.office.backups.newest_age_s()
        assert age_s is not None
        assert server.office.backups.failures == 0


async def test_by_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(service, "FIRST_S", 0.0)
    monkeypatch.setattr(service, "LOOK_S", 0.01)
    async with running(monkeypatch, WORLD, **kept_in(tmp_path)) as server:
        async with asyncio.timeout(PATIENCE_S):
            while server.office.backups.last is None:  # noqa: ASYNC110 - a backup is no event
                await asyncio.sleep(0.01)
        assert server.office.backups.last.ok, server.office.backups.last.text
        await asyncio.sleep(0.1)
        assert len(archive.good_in(tmp_path / "copies")) == 1


@pytest.mark.parametrize(
    ("changes", "on"), [({}, True), ({"backup__enabled": False}, False), ({"storage__backend": "memory"}, False)]
)
async def test_whether_they_are_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, changes: dict[str, Any], on: bool
) -> None:
    async with running(monkeypatch, WORLD, **kept_in(tmp_path) | changes) as server:
        assert server.office.backups.on is on


async def test_where_nothing_is_kept_there_is_nothing_to_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:
        outcome = await server.office.backups.take()
        assert (outcome.ok, "memory" in outcome.text) == (False, True)


async def test_while_the_store_fails_none_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async with running(monkeypatch, WORLD, **kept_in(tmp_path)) as server:

        async def fails(*_: Any) -> None:
            raise StoreUnavailable("no disk")

        with monkeypatch.context() as broken:
            broken.setattr(server.realm.store, "save", fails)
            server.saver.put_document("x", "y")
            outcome = await server.office.backups.take()
        assert "can't be written" in outcome.text
        assert server.office.backups.failures == 1


async def test_a_process_that_dies_is_a_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async with running(monkeypatch, WORLD, **kept_in(tmp_path)) as server:
        taking = asyncio.create_task(server.office.backups.take())
        async with asyncio.timeout(PATIENCE_S):
            while server.office.backups._child is None:  # noqa: ASYNC110 - nor is the start of a process
                await asyncio.sleep(0.001)
        server.office.backups.stop()
        assert (await taking).text == "no backup was made: its process was ended"
        assert (await server.office.backups.take()).ok


async def test_a_failure_is_told_by_health_and_metrics(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        assert (await it.get("/health"))[1]["backup"] == {
            "enabled": False,
            "newest_age_s": None,
            "failures": 0,
            "last": None,
        }
        assert "pyao_backup_failing 0.0" in await it.text("/metrics")
        it.server.office.backups.last = Outcome(ok=False, text="the disk is full")
        it.server.office.backups.failures = 1
        status, said = await it.get("/health")
        assert (status, said["backup"]["last"]) == (200, {"ok": False, "text": "the disk is full"})
        metrics = await it.text("/metrics")
        assert "pyao_backup_failing 1.0" in metrics
        assert "pyao_backup_failures_total 1.0" in metrics


async def test_a_folder_that_can_not_be_read_is_no_reason_to_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with running(monkeypatch, WORLD, **kept_in(tmp_path)) as server:

        def away(_folder: Path) -> list[Path]:
            raise OSError("not mounted")

        backups = Backups(server.settings, None, server.saver.flush)
        monkeypatch.setattr(archive, "good_in", away)
        backups._look()
        assert backups.newest_age_s() is None
        assert folder_of(server.settings) == tmp_path / "copies"
