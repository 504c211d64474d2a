"""What reaches the game from elsewhere than its clients is in a recording too: backups, failing stores, takeovers."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, cast

import pytest
from kit.patience import PATIENCE_S
from kit.recorded import SECRET, fill, recorded, replayed, settings_in

from pyao.client.headless_client import HeadlessClient
from pyao.content.enums import Heading
from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.replay.outside import fault_of, said_fault
from pyao.replay.recording import Kind, read_recording
from pyao.server.backups import archive, service
from pyao.server.backups.service import folder_of
from pyao.storage.errors import (
    CharacterExists,
    CharacterUnreadable,
    DocumentUnreadable,
    StoreError,
    StoreUnavailable,
)
from pyao.storage.locks import InUse
from pyao.tasks import waiting_room
from pyao.tasks.ports import ReloadRefused, SettingRefused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyao.replay.outside import AskedStore
    from pyao.replay.recording import Event
    from pyao.server.argentum_server import ArgentumServer
    from pyao.server.settings import Settings


def at_once_in(folder: Path, **more: Any) -> Settings:
    """Settings with which one leaves at once."""
    return settings_in(folder, game__exit_countdown_s=0, **more)


async def enters(server: ArgentumServer, name: str) -> HeadlessClient:
    client = HeadlessClient(patience_s=PATIENCE_S)
    await client.connect(port=server.listener.port)
    await client.login(name, SECRET)
    return client


async def comes_and_goes(server: ArgentumServer, name: str) -> None:
    """Somebody changes what is kept of him, leaves, and is read again from the store if that has been written."""
    client = await enters(server, name)
    client.send(c.Drop(1, 1))
    client.walk(Heading.NORTH)
    await client.quit()


def of(kind: Kind, events: Iterable[Event]) -> list[bytes]:
    return [event.data for event in events if event.kind is kind]


async def test_backups_that_are_made_by_themselves_and_on_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "FIRST_S", 0.0)
    monkeypatch.setattr(service, "LOOK_S", 0.01)
    settings = at_once_in(tmp_path, storage__save_interval_s=3_600)
    await fill(settings)
    async with recorded(settings, tmp_path / "a.rec") as server:
        await comes_and_goes(server, "Ana")
        async with asyncio.timeout(PATIENCE_S):
            while server.office.backups.last is None:  # noqa: ASYNC110 - a backup is no event
                await asyncio.sleep(0.01)
        await comes_and_goes(server, "Ana")
        backup = asyncio.create_task(server.office.desk.execute("backup", {}, who="operator:test"))
        await comes_and_goes(server, "Beto")
        assert (await backup).data["ok"]
        await comes_and_goes(server, "Beto")
    assert len(archive.good_in(folder_of(settings))) == 2
    recording = read_recording(tmp_path / "a.rec")
    assert b"backup" in of(Kind.JOB, recording.events)
    outcome = await replayed(recording, settings)
    assert (outcome.difference, outcome.failures) == ("", [])
    assert len(archive.good_in(folder_of(settings))) == 2


async def test_saves_that_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = at_once_in(tmp_path)
    await fill(settings)
    async with recorded(settings, tmp_path / "a.rec") as server:

        async def fails(*_: Any) -> None:
            raise StoreUnavailable("no disk")

        with monkeypatch.context() as broken:
            broken.setattr(cast("AskedStore", server.realm.store).store, "save", fails)
            await comes_and_goes(server, "Ana")
            async with asyncio.timeout(PATIENCE_S):
                while not server.saver.failing:  # noqa: ASYNC110 - a failure is no event
                    await asyncio.sleep(0.01)
            await comes_and_goes(server, "Ana")
            with pytest.raises(Exception, match="can't be written"):
                await server.office.desk.execute("save", {}, who="operator:test")
        await server.office.desk.execute("save", {}, who="operator:test")
        await comes_and_goes(server, "Ana")
    outcome = await replayed(read_recording(tmp_path / "a.rec"), settings)
    assert outcome.difference == ""
    assert outcome.failures
    assert all("saving failed" in failure for failure in outcome.failures)


async def test_a_character_that_its_owner_takes_over(tmp_path: Path) -> None:
    settings = at_once_in(tmp_path, game__takeover_idle_ms=1)
    await fill(settings)
    async with recorded(settings, tmp_path / "a.rec") as server:
        before = await enters(server, "Ana")
        tick = server.world.tick
        async with asyncio.timeout(PATIENCE_S):
            while server.world.tick <= tick:  # noqa: ASYNC110 - a tick is no event
                await asyncio.sleep(0.01)
        now = await enters(server, "Ana")
        await before.wait_closed()
        assert "otra conexión" in before.view.errors[-1]
        now.talk("¿Jugamos?")
        await now.ping()
        await now.close()
    assert (await replayed(read_recording(tmp_path / "a.rec"), settings)).difference == ""


async def test_connections_that_make_room_on_a_full_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting_room, "PATIENCE_TICKS", -1)
    settings = at_once_in(tmp_path, game__max_users=2)
    await fill(settings)
    async with recorded(settings, tmp_path / "a.rec") as server:
        ana = await enters(server, "Ana")
        waiting = HeadlessClient(patience_s=PATIENCE_S)
        await waiting.connect(port=server.listener.port)
        await waiting.throw_dices()
        beto = await enters(server, "Beto")
        await waiting.wait_closed()
        await ana.close()
        await beto.close()
    assert (await replayed(read_recording(tmp_path / "a.rec"), settings)).difference == ""


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("restart", {}),
        ("world.kick-users", {}),
        ("world.save-maps", {}),
        ("config.set", {"key": "exp_rate", "value": "2"}),
        ("characters.restore", {"name": "Beto", "at": "2020-01-01 12:00"}),
        ("characters.own-data", {"name": "Ana"}),
        ("kick", {"name": "Ana"}),
    ],
)
async def test_what_operators_order(tmp_path: Path, command: str, arguments: dict[str, Any]) -> None:
    settings = at_once_in(tmp_path)
    await fill(settings)
    async with recorded(settings, tmp_path / "a.rec") as server:
        client = await enters(server, "Ana")
        try:
            await server.office.desk.execute(command, arguments, who="operator:test")
        except Exception as refusal:  # noqa: BLE001 - a refusal is replayed too
            assert type(refusal).__name__ == "Refused"  # noqa: PT017 - most are obeyed
        await comes_and_goes(server, "Beto")
        await client.close()
    recording = read_recording(tmp_path / "a.rec")
    assert len(of(Kind.ORDER, recording.events)) == 1
    assert (await replayed(recording, settings)).difference == ""


@pytest.mark.parametrize(
    ("fault", "known"),
    [
        (SettingRefused("No existe esa clave."), SettingRefused),
        (ReloadRefused("npcs.toml: number 3"), ReloadRefused),
        (CharacterExists("ANA"), CharacterExists),
        (CharacterUnreadable("ANA", "vitals.hp", "is negative"), CharacterUnreadable),
        (DocumentUnreadable("guild:1", "no name"), DocumentUnreadable),
        (InUse("the store is in use"), StoreError),
        (ZeroDivisionError("division by zero"), Exception),
    ],
)
def test_a_failure_is_answered_as_the_kind_that_the_game_knows(fault: Exception, known: type[Exception]) -> None:
    again = fault_of(*json.loads(json.dumps(said_fault(fault))))
    assert type(again) is known
    assert (str(again), vars(again)) == (str(fault), vars(fault))


async def test_a_setting_that_is_refused(tmp_path: Path) -> None:
    settings = at_once_in(tmp_path)
    await fill(settings)
    async with recorded(settings, tmp_path / "a.rec") as server:
        luz = await enters(server, "Luz")
        luz.send(g.SetIniVar("INIT", "nada", "1"))
        await luz.ping()
        await luz.close()
    outcome = await replayed(read_recording(tmp_path / "a.rec"), settings)
    assert (outcome.difference, outcome.failures) == ("", [])
