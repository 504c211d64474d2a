"""Lines of the log of a real server: whose they are, and settings of the log that change while it runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from kit.certificates import a_certificate, needs_openssl, put
from kit.game import PASSWORD
from kit.patience import PATIENCE_S
from kit.server import CHEAP
from kit.worlds import content, plain_map

from network.test_sockets import stored, until
from pyao.client.headless_client import Disconnected, HeadlessClient
from pyao.content.parts import Part
from pyao.server import realm
from pyao.server.argentum_server import ArgentumServer
from pyao.server.logs import set_up_logs
from pyao.server.settings import SettingsSource
from pyao.tasks.ports import ReloadRefused

if TYPE_CHECKING:
    from pathlib import Path


async def a_server(monkeypatch: pytest.MonkeyPatch, path: Path) -> ArgentumServer:
    """A server whose settings can be read again from that file."""
    monkeypatch.setattr(realm, "load_content", lambda _settings: content(plain_map(1)))
    source = SettingsSource(path, {}, CHEAP | {"world.data_dir": path.parent})
    settings, _origins = await source.read()
    set_up_logs(settings.log)
    server = ArgentumServer(settings, source=source)
    await server.start()
    return server


def lines_of(capfd: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capfd.readouterr().err.splitlines()]


async def test_a_connection_is_followed_by_its_number(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pyao.toml"
    path.write_text('[log]\nformat = "json"\nlevels = { "pyao.network" = "debug" }\n')
    server = await a_server(monkeypatch, path)
    try:
        await stored(server, "Ana")
        for password in ("otra", None):
            one = HeadlessClient(patience_s=PATIENCE_S)
            await one.connect(port=server.listener.port)
            if password:
                with pytest.raises(Disconnected):
                    await one.login("Ana", password)
            else:
                await one.login("Ana", PASSWORD)
                server.world.host.note("a tick", "of nobody")
            await one.close()
        await until(lambda: server.listener.ended == 2)
    finally:
        await server.stop()
    lines = lines_of(capfd)
    numbers = [line["connection"] for line in lines if line["event"] == "connected"]
    assert len(set(numbers)) == 2
    (wrong,) = [line for line in lines if line["event"] == "wrong password"]
    assert wrong["connection"] == numbers[0]
    assert [line["connection"] for line in lines if line["event"] == "gone"] == numbers
    assert all("connection" not in line for line in lines if line["event"] in ("a tick", "listening", "stopped"))


async def test_the_log_changes_with_a_reload(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path, other = tmp_path / "pyao.toml", tmp_path / "other.log"
    path.write_text('[log]\nformat = "json"\n')
    server = await a_server(monkeypatch, path)
    try:
        path.write_text(f'[log]\nformat = "json"\nfile = "{other}"\nlevels = {{ "pyao.network" = "debug" }}\n')
        assert await server.game.program.reload([Part.SETTINGS]) == "log.levels, log.file"
        one = HeadlessClient(patience_s=PATIENCE_S)
        await one.connect(port=server.listener.port)
        await until(lambda: '"connected"' in other.read_text())
        await one.close()
        for wrong in ('file = "/nowhere/at/all.log"', 'levels = { "pyao.nothing" = "debug" }'):
            path.write_text(f"[log]\n{wrong}\n")
            with pytest.raises(ReloadRefused):
                await server.game.program.reload([Part.SETTINGS])
    finally:
        await server.stop()
    assert '"stopped"' in other.read_text()
    assert not any(line["event"] == "stopped" for line in lines_of(capfd))


@needs_openssl
async def test_a_reload_reads_the_certificate_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path, files = tmp_path / "pyao.toml", a_certificate(tmp_path)
    path.write_text(f'[tls]\ncertificate = "{files.certificate}"\nkey = "{files.key}"\ngame = true\ngame_port = 0\n')
    server = await a_server(monkeypatch, path)
    try:
        assert server.certificate is not None
        before = server.certificate.context
        put(a_certificate(tmp_path, "new"), files)
        await server.game.program.reload([Part.SETTINGS])
        after = server.certificate.context
        assert after is not before
        files.key.write_text("broken")
        with pytest.raises(ReloadRefused, match="holds no certificate or key"):
            await server.game.program.reload([Part.SETTINGS])
        assert server.certificate.context is after
    finally:
        await server.stop()
