"""`pyao-server import` as an operator sees it."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from kit.classic_files import DataFolder, MapFile
from typer.testing import CliRunner, Result

from pyao.cli.app import app
from pyao.storage.default_world import load_default_world
from pyao.storage.world_pack import read_pack

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["import", *map(str, arguments)])


def test_a_folder_becomes_a_pack(data: DataFolder, tmp_path: Path) -> None:
    result = run(data.folder, "--out", tmp_path / "w.pyao")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1:] == [
        "0 errors, 0 warnings, 0 notes (see them all with --check)",
        "message of the day (to change it, edit Motd.ini and import again):",
        "  Hola",
        "  Chau",
        "1 maps, 4 objects, 2 NPCs",
        f"written to {tmp_path / 'w.pyao'}",
    ]
    assert read_pack(tmp_path / "w.pyao") == data.imported().content


def test_problems_are_reported_and_the_rest_is_imported(data: DataFolder, tmp_path: Path) -> None:
    data.put_map(2)
    data.write_bytes("Mapa2.map", b"")
    data.replace("NPCs.dat", "Drop1=1-3", "Drop1=9-3")
    data.replace("obj.dat", "GrhIndex=506", "GrhIndex=30000")
    result = run(data.folder, "--out", tmp_path / "w.pyao")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1:4] == [
        "error: Mapa2.map: it ends after 0 bytes, in the middle of the tiles; the map is left out",
        "warning: NPCs.dat, line 10: [NPC1] it drops object 9, which is not defined",
        "1 errors, 1 warnings, 1 notes (see them all with --check)",
    ]
    assert read_pack(tmp_path / "w.pyao").maps.keys() == {1}


def test_check_reports_everything_and_writes_nothing(data: DataFolder, tmp_path: Path) -> None:
    data.replace("obj.dat", "GrhIndex=506", "GrhIndex=30000")
    result = run(data.folder, "--check", "--out", tmp_path / "w.pyao")
    assert result.exit_code == 0
    assert "note: obj.dat, line 5: [OBJ1] the client has no picture 30000; it is not drawn" in result.stdout
    assert not (tmp_path / "w.pyao").exists()


def test_check_fails_where_something_cannot_be_loaded(data: DataFolder) -> None:
    data.remove("Hechizos.dat")
    result = run(data.folder, "--check")
    assert result.exit_code == 1
    assert "error: Hechizos.dat: the file is missing" in result.stdout


def test_problems_that_are_alike_are_one_line(data: DataFolder, tmp_path: Path) -> None:
    data.put_map(1, MapFile(triggers={(x, 1): 9 for x in range(1, 61)}))
    short = run(data.folder, "--out", tmp_path / "w.pyao").stdout
    tiles = [f"Mapa1.map, tile {x},1" for x in range(1, 11)]
    said = "warning: the unknown trigger 9; it is left out — 60 like this:"
    assert f"{said} {'; '.join(tiles[:3])} …" in short
    assert "0 errors, 60 warnings, 0 notes (see them all with --check)" in short
    assert f"{said} {'; '.join(tiles)} …" in run(data.folder, "--check").stdout
    assert run(data.folder, "--check", "--every").stdout.count("unknown trigger 9") == 60


def test_a_long_report_is_cut_but_for_errors(data: DataFolder, tmp_path: Path) -> None:
    data.write("Balance.dat", "[A]")
    names = [f"word{chr(97 + k // 26)}{chr(97 + k % 26)}" for k in range(100)]
    data.write("BanIps.dat", "\n".join(names))
    lines = run(data.folder, "--out", tmp_path / "w.pyao").stdout.splitlines()[1:]
    kinds = [line.partition(":")[0] for line in lines]
    assert kinds[:54] == ["error"] * 14 + ["warning"] * 40
    assert kinds[54].startswith("14 errors")


def test_what_a_file_says_cannot_move_the_terminal(data: DataFolder, tmp_path: Path) -> None:
    data.replace("Motd.ini", "Line1=Hola", "Line1=\x1b[2J[red]Hola")
    assert "  \N{REPLACEMENT CHARACTER}[2J[red]Hola\n" in run(data.folder, "--out", tmp_path / "w.pyao").stdout


def test_what_is_known_and_left_is_listed(data: DataFolder, tmp_path: Path) -> None:
    (data.folder / "CharFile").mkdir()
    said = f"not taken: {data.folder / 'CharFile'}: characters; `pyao-server characters import` takes them\n"
    assert said in run(data.folder, "--out", tmp_path / "w.pyao").stdout


def test_the_settings_lie_beside_the_pack(data: DataFolder, tmp_path: Path) -> None:
    (data.folder / "Server.ini").write_text("[INIT]\nStartPort=70000\nMaxUsers=7\n")
    result = run(data.folder, "--data", tmp_path / "d")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1].startswith("error: Server.ini, line 2: [INIT] StartPort is not used")
    assert (tmp_path / "d" / "world.pyao").exists()
    text = (tmp_path / "d" / "pyao.toml").read_text()
    assert text == "# Imported from Server.ini.\n\n[game]\nmax_users = 7\n"
    assert f"written to {tmp_path / 'd' / 'pyao.toml'}, where `pyao-server run` reads them" in result.stdout


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
def test_the_pack_is_for_its_owner_alone(data: DataFolder, tmp_path: Path) -> None:
    run(data.folder, "--out", tmp_path / "w.pyao")
    assert (tmp_path / "w.pyao").stat().st_mode & 0o777 == 0o600


def test_two_worlds(tmp_path: Path) -> None:
    DataFolder(tmp_path / "server")
    DataFolder(tmp_path / "other").replace("obj.dat", "Manzana", "Pera")
    result = run(tmp_path, "--check")
    assert (result.exit_code, result.stderr.splitlines()[1:]) == (2, ["  --world other", "  --world server"])
    assert run(tmp_path, "--check", "--world", "other").exit_code == 0


def test_maps_of_an_unknown_form_alone(tmp_path: Path) -> None:
    (tmp_path / "mapa1.csm").touch()
    result = run(tmp_path)
    why = f"there are no map files under {tmp_path}; those of the .csm form are not read"
    assert (result.exit_code, result.stderr) == (2, f"pyao-server: {why}\n")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    result = run(tmp_path / "nowhere")
    assert result.exit_code == 2
    assert result.stderr == f"pyao-server: {tmp_path / 'nowhere'}: No such file or directory\n"


def test_a_folder_without_maps(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 2
    assert result.stderr == f"pyao-server: there are no map files under {tmp_path}\n"


def test_maps_that_are_all_broken(data: DataFolder, tmp_path: Path) -> None:
    data.write_bytes("Mapa1.map", b"broken")
    result = run(data.folder, "--out", tmp_path / "w.pyao")
    assert result.exit_code == 2
    assert result.stderr == "pyao-server: not one map could be read, so nothing is written\n"
    assert not (tmp_path / "w.pyao").exists()


def test_a_place_where_nothing_can_be_written(data: DataFolder, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = run(data.folder, "--out", tmp_path / "file" / "w.pyao")
    assert result.exit_code == 2
    assert result.stderr == f"pyao-server: {tmp_path / 'file'}: File exists\n"


def test_a_client_alone_gets_the_world_that_comes_along(tmp_path: Path) -> None:
    client = tmp_path / "client"
    (client / "assets" / "maps").mkdir(parents=True)
    (client / "project.godot").touch()
    blocked = frozenset({(50, 50)})
    for number in (1, 36):
        (client / "assets" / "maps" / f"mapa{number}.map").write_bytes(MapFile(version=7, blocked=blocked).bytes())
    result = run(client, "--out", tmp_path / "w.pyao")
    assert result.exit_code == 0
    content, built_in = read_pack(tmp_path / "w.pyao"), load_default_world()
    assert content.items == built_in.items
    assert content.maps[1] == replace(built_in.maps[1], version=7, tiles=content.maps[36].tiles)
    assert (content.maps[36].version, sum(content.maps[36].tiles)) == (7, 1)
