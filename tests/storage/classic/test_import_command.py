"""`pyao-server import` as an operator sees it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.classic_files import MapFile
from typer.testing import CliRunner, Result

from pyao.cli.app import app
from pyao.storage.default_world import load_default_world
from pyao.storage.world_pack import read_pack

if TYPE_CHECKING:
    from pathlib import Path

    from kit.classic_files import DataFolder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["import", *map(str, arguments)])


def test_a_folder_becomes_a_pack(data: DataFolder, tmp_path: Path) -> None:
    result = run(data.folder, "--out", tmp_path / "w.pyao")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1:] == [
        "0 errors, 0 warnings, 0 notes (see them all with --check)",
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
    assert result.exit_code == 0
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


def test_a_long_report_is_cut_unless_all_of_it_is_wanted(data: DataFolder, tmp_path: Path) -> None:
    data.put_map(1, MapFile(triggers={(x, 1): 9 for x in range(1, 61)}))
    assert run(data.folder, "--out", tmp_path / "w.pyao").stdout.count("unknown trigger") == 40
    assert run(data.folder, "--check").stdout.count("unknown trigger") == 60


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
