"""The command line: what goes wrong ends with one clear line and exit code 2."""

from __future__ import annotations

import socket
import struct
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.storage.world_pack import read_pack

if TYPE_CHECKING:
    from pathlib import Path


def invoke(*arguments: str, cwd: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(cwd)
    return CliRunner().invoke(app, arguments, catch_exceptions=False)


def one_line(result: Any) -> str:
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, lines
    assert result.exit_code == 2
    return str(lines[0])


def test_help_names_every_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = invoke("--help", cwd=tmp_path, monkeypatch=monkeypatch)
    assert result.exit_code == 0
    assert all(word in result.stdout for word in ("run", "import", "config", "bots"))


def test_a_port_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = invoke(
            "run", "--host", "127.0.0.1", "--port", port, "--data", "d", cwd=tmp_path, monkeypatch=monkeypatch
        )
        assert port in result.stderr.splitlines()[-1]
        assert result.exit_code == 2


def test_a_bad_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyao.toml").write_text("[network]\nprot = 7\n", encoding="utf-8")
    line = one_line(invoke("run", cwd=tmp_path, monkeypatch=monkeypatch))
    assert "network.prot" in line
    assert "port" in line


def test_a_damaged_world_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "world.pyao").write_bytes(b"not a pack")
    assert "damaged" in one_line(invoke("run", "--data", "d", cwd=tmp_path, monkeypatch=monkeypatch))


def test_an_unreadable_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "nowhere" in one_line(invoke("import", "nowhere", cwd=tmp_path, monkeypatch=monkeypatch))
    (tmp_path / "empty").mkdir()
    assert "no map files" in one_line(invoke("import", "empty", cwd=tmp_path, monkeypatch=monkeypatch))


def test_bots_only_go_to_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = one_line(invoke("bots", "1", "--host", "192.0.2.1", cwd=tmp_path, monkeypatch=monkeypatch))
    assert "192.0.2.1" in line


def test_bots_without_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    assert port in one_line(invoke("bots", "1", "--port", port, cwd=tmp_path, monkeypatch=monkeypatch))


def tiny_server(folder: Path) -> Path:
    """A data folder with one small map: a wall at (2,1), an exit, an NPC and an object on it."""
    maps = folder / "MAPS"
    maps.mkdir(parents=True)
    tiles = b"".join(bytes([1 if k == 1 else 0]) + struct.pack("<h", 6000) for k in range(10_000))
    (maps / "mapa1.MAP").write_bytes(struct.pack("<h", 7) + bytes(271) + tiles)
    inf = bytearray(10)
    for k in range(10_000):
        if k == 4949:
            inf += bytes([7]) + struct.pack("<hhhhhh", 9, 50, 50, 3, 4, 5)
        else:
            inf.append(0)
    (maps / "mapa1.inf").write_bytes(inf)
    (maps / "mapa1.dat").write_bytes("[mapa1]\r\nName=Peñón\r\nPk=1\r\nMusicNum=12-3\r\n".encode("cp1252"))
    (folder / "OBJ.DAT").write_bytes("[OBJ4]\r\nName=Piña\r\nObjType=1\r\nMINHAM=5 'comida\r\n".encode("cp1252"))
    (folder / "npcs.DAT").write_bytes(b"[NPC3]\r\nName=Lobo\r\nBody=10\r\n")
    for name in ("hechizos.dat", "balance.dat", "ciudades.dat"):
        (folder / name).write_bytes(b"")
    return folder


def test_import_and_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tiny_server(tmp_path / "datos")
    result = invoke("import", str(folder), cwd=tmp_path, monkeypatch=monkeypatch)
    assert result.exit_code == 0, result.output
    content = read_pack(tmp_path / "data" / "world.pyao")
    here = content.maps[1]
    assert (here.name, here.safe, here.music, here.version) == ("Peñón", True, 12, 7)
    assert (here.exits, here.npcs, here.objects) == ({(50, 50): (9, 50, 50)}, ((50, 50, 3),), {(50, 50): (4, 5)})
    assert (content.items[4].name, content.items[4].food) == ("Piña", 5)
    checked = invoke("import", str(folder), "--check", cwd=tmp_path, monkeypatch=monkeypatch)
    assert "mapa1.inf" in checked.stdout.lower()
    assert "tile 50,50: the exit leads to map 9, which is not there" in checked.stdout
    assert checked.exit_code == 0


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("MAPS/mapa1.MAP", b"\x01", "in the middle of the tiles"),
        ("MAPS/mapa1.inf", bytes(10_011), "1 bytes follow the last tile"),
        ("MAPS/mapa1.dat", b"[MAPA2]\r\nName=x\r\n", "no section [MAPA1]"),
        ("OBJ.DAT", b"[OBJ4\r\nName=x\r\n", "without its closing bracket"),
        ("OBJ.DAT", b"[OBJ4]\r\nObjType=99\r\n[OBJ4]\r\n", "unknown type 99"),
        ("OBJ.DAT", b"[OBJ4]\r\nCP1=BRUJO\r\n", "unknown class BRUJO"),
        ("npcs.DAT", b"[NPC4]\r\nNROITEMS=1\r\nObj1=999-1\r\n", "object 999, which is not defined"),
    ],
)
def test_broken_data_is_reported_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, reason: str
) -> None:
    folder = tiny_server(tmp_path / "datos")
    (folder / name).write_bytes(data)
    result = invoke("import", str(folder), "--check", cwd=tmp_path, monkeypatch=monkeypatch)
    lines = [line for line in result.stdout.splitlines() if reason in line]
    assert lines, result.stdout
    assert name.rpartition("/")[2].lower() in lines[0].lower() or "NPC4" in lines[0]
