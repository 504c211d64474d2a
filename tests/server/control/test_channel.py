"""The control channel: a socket that only its owner may open, one JSON object a line, and nothing that breaks it."""

from __future__ import annotations

import asyncio
import json
import socket
import stat
import sys
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import pytest
from kit.game import PASSWORD, a_record
from kit.patience import PATIENCE_S
from kit.server import running
from kit.worlds import content, plain_map

from pyao.client.headless_client import HeadlessClient
from pyao.server.control import channel, client
from pyao.server.control.command import Refused
from pyao.server.control.desk import COMMANDS, TOPICS
from pyao.storage.audit_log import AUDIT_NAME, entries_of
from pyao.storage.default_world import load_default_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from pyao.server.argentum_server import ArgentumServer
    from pyao.server.control.command import Reply

WORLD = content(plain_map(1))


def folder_of(server: ArgentumServer) -> Path:
    return server.settings.world.data_dir


async def call(server: ArgentumServer, command: str, **arguments: Any) -> Reply:
    return await asyncio.to_thread(client.call, folder_of(server), command, arguments)


@asynccontextmanager
async def playing(server: ArgentumServer, name: str) -> AsyncIterator[HeadlessClient]:
    hashed = await server.game.passwords.hash_password(PASSWORD)
    await server.saver.create(a_record(name, (1, 50, 50), password_hash=hashed))
    one = HeadlessClient()
    await one.connect(port=server.listener.port)
    await one.login(name, PASSWORD)
    yield one
    await one.close()


async def test_who_is_online_and_a_word_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server, playing(server, "Ana") as ana:
        (shown,) = (await call(server, "online")).data
        assert (shown["name"], shown["map"], shown["x"], shown["y"]) == ("Ana", 1, 50, 50)
        assert (await call(server, "say", text="hola a todos")).text == "said to 1"
        await ana.ping()
        assert any("Servidor> hola a todos" in line for line in ana.view.console)


async def test_a_kick_is_told_to_everybody_and_saves(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server, playing(server, "Ana"), playing(server, "Beto") as beto:
        await call(server, "kick", name="ANA")
        assert list(server.world.online) == ["BETO"]
        await beto.ping()
        assert any("Ana fue echado" in line for line in beto.view.console)
        with pytest.raises(Refused, match="not online"):
            await call(server, "kick", name="Ana")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
async def test_only_the_owner_may_open_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:
        path = folder_of(server) / channel.SOCKET_NAME
        assert stat.S_ISSOCK(path.stat().st_mode)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not path.exists()


async def test_where_the_socket_has_no_room_a_port_with_a_token_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "LONGEST_PATH", 1)
    monkeypatch.setattr(client, "LONGEST_PATH", 1)
    async with running(monkeypatch, WORLD) as server:
        assert (await call(server, "online")).data == []
        path = folder_of(server) / channel.PORT_NAME
        if sys.platform != "win32":
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
        reader, writer = await asyncio.open_connection("127.0.0.1", json.loads(path.read_text())["port"])
        writer.write(b"wrong\n" + b'{"command": "online"}\n')
        assert await reader.read() == b""
        writer.close()
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="sockets of Unix")
@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"rubbish", "not understood"),
        (b"\xff\xfe", "not understood"),
        (b"[]", "not understood"),
        (b'"online"', "not understood"),
        (b"{}", "not understood"),
        (b'{"command": 3}', "is a text"),
        (b'{"command": "online", "arguments": []}', "are an object"),
        (b'{"command": "onlin"}', "did you mean online?"),
        (b'{"command": "online", "arguments": {"a": 1}}', "a: Extra inputs"),
        (b'{"command": "kick"}', "name: Field required"),
        (b'{"command": "kick", "arguments": {"name": ""}}', "name: String should have at least 1"),
        (b'{"command": "stop", "arguments": {"in_s": -1}}', "in_s"),
    ],
)
async def test_what_is_not_understood_is_answered_and_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, line: bytes, said: str
) -> None:
    async with running(monkeypatch, WORLD) as server:
        reader, writer = await asyncio.open_unix_connection(folder_of(server) / channel.SOCKET_NAME)
        writer.write(line + b"\n" + b'{"command": "online"}\n')
        first, second = json.loads(await reader.readline()), json.loads(await reader.readline())
        assert not first["ok"]
        assert said in first["text"]
        assert second["ok"]
        writer.close()


@pytest.mark.skipif(sys.platform == "win32", reason="sockets of Unix")
async def test_a_line_without_end_and_too_many_callers_only_end_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "MOST_CALLERS", 3)
    async with running(monkeypatch, WORLD) as server:
        path = folder_of(server) / channel.SOCKET_NAME
        endless, loud = await asyncio.open_unix_connection(path)
        loud.write(b"x" * (channel.LONGEST_LINE + 100_000))
        with suppress(ConnectionResetError):
            assert await endless.read() == b""
        loud.close()
        idle = [await asyncio.open_unix_connection(path) for _ in range(3)]
        surplus, writer = await asyncio.open_unix_connection(path)
        assert await surplus.read() == b""
        for one in (writer, *(writer for _reader, writer in idle)):
            one.close()


async def test_every_command_is_in_the_audit_log_with_its_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, load_default_world()) as server:
        path = folder_of(server) / AUDIT_NAME
        await call(server, "characters.create", name="Ana", password="secreta")
        with pytest.raises(Refused):
            await call(server, "characters.password", name="Nadie", password="secreta")
        server.realm.audit_log.close()
        entries = list(entries_of(path))
        assert [(one["command"], one["target"], one["result"]) for one in entries] == [
            ("characters.create", "Ana", "done"),
            ("characters.password", "Nadie", "refused"),
        ]
        assert all(one["who"].startswith("operator:") for one in entries)
        assert "secreta" not in path.read_text()


async def test_a_fault_of_ours_is_answered_and_the_server_plays_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(_world: object, _text: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("pyao.rules.staff.operator.say", fails)
    async with running(monkeypatch, WORLD) as server:
        with pytest.raises(Refused, match="a fault of the server"):
            await call(server, "say", text="hola")
        assert (await call(server, "online")).data == []


async def test_a_stop_is_told_when_everything_is_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:
        waiting = asyncio.create_task(asyncio.to_thread(client.call_and_wait_for_end, folder_of(server), "stop", {}))
        await server.ending.wait()
        await asyncio.sleep(0.05)
        await server.stop()
        assert (await waiting).saved is True
        with pytest.raises(client.NoServer):
            await call(server, "online")


async def test_an_announced_stop_counts_down_and_can_be_called_off(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server, playing(server, "Ana") as ana:
        await call(server, "stop", in_s=300, reason="mantenimiento")
        await call(server, "stop", cancel=True)
        with pytest.raises(Refused, match="not about to stop"):
            await call(server, "stop", cancel=True)
        await call(server, "stop", in_s=2)
        async with asyncio.timeout(PATIENCE_S):
            await server.ending.wait()
        await ana.ping()
        lines = [line for line in ana.view.console if "Servidor>" in line]
        assert ["en 5 minutos. mantenimiento" in lines[0], "sigue abierto" in lines[1]] == [True, True], lines
        assert ["en 2 segundos" in lines[2], "en 1 segundo." in lines[3]] == [True, True], lines


async def test_a_save_that_fails_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:

        async def fails() -> bool:
            return False

        with monkeypatch.context() as broken:
            broken.setattr(server.saver, "flush", fails)
            with pytest.raises(Refused, match="can't be written"):
                await call(server, "save")
        assert (await call(server, "save")).text.startswith("saved")


def test_nobody_listens_in_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(client.NoServer):
        client.call(tmp_path, "online", {})
    if sys.platform != "win32":
        left = socket.socket(socket.AF_UNIX)
        left.bind(str(tmp_path / channel.SOCKET_NAME))  # as a killed server leaves it
        left.close()
        with pytest.raises(client.NoServer):
            client.call(tmp_path, "online", {})


def test_commands_are_declared_once() -> None:
    declared = [one.name for topic in TOPICS for one in topic.COMMANDS]
    assert sorted(declared) == sorted(set(declared)) == sorted(COMMANDS)
