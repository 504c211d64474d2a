"""Server.ini as settings: each key mapped, unknown ones listed.  Source: 02 §2, §12.3, §12.4."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.spec import CLASSIC, needs_classic
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.server.settings import load_settings, refusal
from pyao.storage.classic.findings import Findings, Severity
from pyao.storage.classic.server_ini import read_server_ini

if TYPE_CHECKING:
    from pathlib import Path


def read(text: str) -> tuple[dict[str, object], Findings]:
    findings = Findings()
    return read_server_ini("Server.ini", text.encode("cp1252"), findings), findings


@needs_classic
def test_the_shipped_file() -> None:
    findings = Findings()
    found = read_server_ini("Server.ini", (CLASSIC / "Server.ini").read_bytes(), findings)
    settings, origins = load_settings(None, {}, {}, found)
    game = settings.game
    assert (settings.network.port, game.version, game.idle_limit_min, game.max_users) == (7666, "0.13.0", 5, 550)
    assert (game.admins, game.gods, game.demigods, game.role_masters) == (("SHAK",), ("GS",), (), ())
    assert (game.ticks_thirst, game.ticks_hunger, game.npc_ai_ms, game.exit_countdown_s) == (6000, 6500, 380, 10)
    assert game.record_online == 548
    assert origins["game.ticks_poison"] == "command line"
    assert {one.severity for one in findings} == {Severity.INFO}  # staff beyond the announced number


def test_numbers_with_remarks_flags_and_names() -> None:
    found, findings = read(
        "[INIT]\r\nStartPort=7777 'puerto\r\nAllowMultiLogins=0\r\nDioses=2\r\n"
        "[Dioses]\r\nDios1=*GS\r\nDios2=+Otro\r\nDios3=Nadie\r\n"
        "[INTERVALOS]\r\nIntervaloWS=30\r\nMinutosMotd=5\r\nIntervaloGuardarUsuarios=180 'minutos\r\n"
        "[HappyHour]\r\nDay1=2\r\nDay2=0\r\n"
    )
    assert found == {
        "network.port": 7777,
        "game.allow_multi_logins": False,
        "game.gods": ("GS", "Otro"),
        "game.world_save_minutes": 180,
        "game.motd_minutes": 20,
        "game.save_minutes": 180,
        "game.happy_hour": (2.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
    }
    assert [str(one) for one in findings] == [
        "Server.ini, line 8: [Dioses] Dios3 and what follows are not taken: [INIT] Dioses announces 2"
    ]


def test_unknown_keys_and_sections_are_listed() -> None:
    _found, findings = read("[INIT]\r\nNuevo=1\r\nHide=1\r\n[OTRA]\r\nX=1\r\n[INTERVALOS]\r\nIntervaloX=1\r\n")
    assert [(one.place, one.reason) for one in findings] == [
        ("line 2", "[INIT] nuevo is unknown and ignored"),
        ("line 4", "the section [OTRA] is unknown and ignored"),
        ("line 7", "[INTERVALOS] intervalox is unknown and ignored"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[INIT]\nStartPort = 7000\nDioses = 1\n[Dioses]\nDios1 = Pepe\n",
        "  [INIT]\n\tStartPort\t=\t7000\n Dioses=1 ; uno\n[ Dioses ]\n Dios1=Pepe 'el dios\n",
        '[INIT]\rStartPort="7000"\rDioses=1\r[Dioses]\rDios1="Pepe"\r',
        "[INIT]\n;StartPort=1\n'StartPort=2\nStartPort=7000\nDioses=1\n[Dioses]\n;Dios1=Ana\nDios1=*Pepe\n",
        "[INIT]\nStartPort=7000\nDioses=99999999\n[INIT]\nStartPort=1\n[Dioses]\nDios1=Pepe\n[Dioses]\nDios2=Ana\n",
    ],
)
def test_it_is_read_as_windows_reads_it(text: str) -> None:
    found, _findings = read(text)
    assert found == {"network.port": 7000, "game.gods": ("Pepe",)}


def test_what_the_client_sends_is_never_taken() -> None:
    found, findings = read("[INIT]\nVersion=0.12.3\n")
    assert found == {}
    assert [str(one) for one in findings] == [
        "Server.ini, line 2: [INIT] Version=0.12.3 is not taken: the client sends 0.13.0"
    ]


def test_a_value_that_cannot_be_used_does_not_take_the_others_with_it() -> None:
    findings = Findings()
    text = b"[INIT]\nStartPort=700000\nMaxUsers=300\nVersion=9F86D081884C7D65\n[INTERVALOS]\nIntervaloNpcAI=-5\n"
    found = read_server_ini("Server.ini", text, findings, refusal)
    assert found == {"game.max_users": 300}
    assert [str(one) for one in findings if one.severity is Severity.ERROR] == [
        f"Server.ini, line {line} is not used: {why}"
        for line, why in (
            ("2: [INIT] StartPort", "network.port = 700000: Input should be less than or equal to 65535"),
            ("6: [INTERVALOS] IntervaloNpcAI", "game.npc_ai_ms = -5: Input should be greater than or equal to 40"),
        )
    ]


@needs_classic
def test_the_import_writes_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "datos"
    (folder / "Maps").mkdir(parents=True)
    for name in ("Mapa1.map", "Mapa1.inf", "Mapa1.dat"):
        (folder / "Maps" / name).write_bytes((CLASSIC / "Maps" / name).read_bytes())
    (folder / "server.INI").write_bytes((CLASSIC / "Server.ini").read_bytes())
    result = CliRunner().invoke(app, ["import", "datos"], catch_exceptions=False)
    assert "settings of Server.ini written to data/pyao.toml" in result.stdout
    settings, _origins = load_settings(tmp_path / "data" / "pyao.toml", {}, {}, {})
    assert (settings.game.admins, settings.game.ticks_hunger) == (("SHAK",), 6500)
    (tmp_path / "data" / "pyao.toml").write_text("[game]\nadmins = []\n", encoding="utf-8")
    again = CliRunner().invoke(app, ["import", "datos"], catch_exceptions=False)
    assert "pyao.toml is there already" in again.stdout
    assert (tmp_path / "data" / "pyao.toml").read_text(encoding="utf-8") == "[game]\nadmins = []\n"
