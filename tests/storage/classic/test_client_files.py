"""Data compared with a client's folder: what its players won't see or hear is told, with file and line."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from kit.classic_files import DataFolder
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.storage.classic.client_files import HEADER, Shown, read_client
from pyao.storage.classic.folders import UnreadableFolder
from pyao.storage.classic.importer import find_files, import_world

if TYPE_CHECKING:
    from pathlib import Path

STILL, MOVING, NONE = 5, 6, 0


def index(entries: list[tuple[int, ...]], pictures: int, *, wide: bool = True) -> bytes:
    """An index file: some pictures an entry, and small numbers after them."""
    kind = "i" if wide else "h"
    parts = [bytes(HEADER), struct.pack("<h", len(entries))]
    for entry in entries:
        parts.append(struct.pack(f"<{pictures}{kind}", *entry[:pictures]))
        parts.append(struct.pack(f"<{len(entry) - pictures}h", *entry[pictures:]))
    return b"".join(parts)


def graphics() -> bytes:
    """A still picture and an animation of two frames."""
    still = struct.pack("<ihihhhh", STILL, 1, 77, 0, 0, 32, 32)
    moving = struct.pack("<ihiif", MOVING, 2, STILL, STILL, 100.0)
    return struct.pack("<ii", 1, 2) + still + moving


@pytest.fixture
def client(tmp_path: Path) -> Path:
    """A client with two bodies, of which the second has no picture, a head, a helmet, an effect, a sword, a sound."""
    folder = tmp_path / "client"
    init, sounds, music = folder / "INIT", folder / "WAV", folder / "Midi"
    for one in (init, sounds, music):
        one.mkdir(parents=True)
    (init / "Graficos.ind").write_bytes(graphics())
    (init / "PERSONAJES.ind").write_bytes(index([(5, 5, 5, 5, 0, -38), (0, 0, 0, 0, 0, 0)], 4))
    (init / "Cabezas.ind").write_bytes(index([(5, 5, 5, 5)], 4, wide=False))
    (init / "Cascos.ind").write_bytes(index([(5, 5, 5, 5)], 4))
    (init / "Fxs.ind").write_bytes(index([(6, 0, 0)], 1))
    (init / "Armas.dat").write_bytes(b"[INIT]\r\nNumArmas=2\r\n[ARMA1]\r\nDir1=5\r\nDir2=5\r\n[ARMA2]\r\nDir1=0\r\n")
    (init / "Escudos.dat").write_bytes(b"[ESC1]\r\nDir1=5\r\n")
    (sounds / "12.wav").write_bytes(b"")
    (music / "1.mid").write_bytes(b"")
    return folder


def test_the_numbers_of_each_kind_are_read(client: Path) -> None:
    found = read_client(client)
    assert found.findings == []
    assert found.numbers == {
        Shown.GRAPHIC: {STILL, MOVING},
        Shown.BODY: {1},
        Shown.HEAD: {1},
        Shown.HELMET: {1},
        Shown.FX: {1},
        Shown.WEAPON: {1},
        Shown.SHIELD: {1},
        Shown.SOUND: {12},
        Shown.SONG: {1},
    }
    assert found.lacks(Shown.BODY, 2)
    assert not found.lacks(Shown.BODY, NONE)


def test_what_has_no_list_is_said_and_not_compared(tmp_path: Path) -> None:
    found = read_client(tmp_path)
    assert len(found.findings) == len(Shown)
    assert not any(found.lacks(kind, 9_999) for kind in Shown)


@pytest.mark.parametrize("name", ["Graficos.ind", "PERSONAJES.ind", "Fxs.ind"])
def test_a_file_that_ends_too_early_is_told_and_its_kind_not_compared(client: Path, name: str) -> None:
    path = client / "INIT" / name
    path.write_bytes(path.read_bytes()[:-3])
    found = read_client(client)
    assert any(str(one).startswith(f"{name}: it can't be read") for one in found.findings)
    assert len(found.numbers) == len(Shown) - 1


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFolder):
        read_client(tmp_path / "nowhere")


def warnings(tmp_path: Path, client: Path) -> list[str]:
    data = DataFolder(tmp_path / "data")
    imported = import_world(find_files([data.folder]), client=read_client(client))
    assert sum(imported.missing.values()) == sum("players won't have" in str(one) for one in imported.findings)
    return [str(one) for one in imported.findings if "players won't have" in str(one)]


def test_each_number_that_the_client_lacks_is_told_with_its_line(tmp_path: Path, client: Path) -> None:
    found = warnings(tmp_path, client)
    for start, end in (
        ("obj.dat, line ", "GrhIndex: players won't have picture 506"),
        ("NPCs.dat, line ", "Body: players won't have body 10"),
        ("Hechizos.dat, line ", "WAV: players won't have sound 10"),
        ("Hechizos.dat, line ", "FXgrh: players won't have effect 15"),
    ):
        assert any(line.startswith(start) and line.endswith(end) for line in found)
    assert not any(line.endswith("body 1") for line in found)


def test_gaps_that_are_known_count_without_any_list(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    data.replace("NPCs.dat", "Body=10", "Body=549")
    (tmp_path / "client").mkdir()
    imported = import_world(find_files([data.folder]), client=read_client(tmp_path / "client"))
    assert imported.missing == {Shown.BODY: 1}


def test_the_import_says_how_many_of_each_kind_are_missing(tmp_path: Path, client: Path) -> None:
    data = DataFolder(tmp_path / "data")
    result = CliRunner().invoke(app, ["import", str(data.folder), "--check", "--client", str(client)])
    assert "what its players" not in result.output
    assert "lacks of what the data asks for" in " ".join(result.output.split())
    refused = CliRunner().invoke(app, ["import", str(data.folder), "--check", "--client", str(tmp_path / "nowhere")])
    assert refused.exit_code == 2
