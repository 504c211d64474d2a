"""The world pack: what goes in comes out, and what is damaged is refused."""

from __future__ import annotations

import zipfile
from dataclasses import is_dataclass, replace
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import pytest
from kit.classic_files import InfFile, MapFile

from pyao.content.content import Content
from pyao.content.maps import TILES
from pyao.storage import world_pack
from pyao.storage.world_pack import VERSION, PackError, read_layers, read_pack, write_pack
from pyao.world.record import ItemStack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kit.classic_files import DataFolder

    from pyao.storage.classic.importer import Imported


@pytest.fixture
def imported(data: DataFolder) -> Imported:
    ground = MapFile(
        version=-3,
        blocked=frozenset({(1, 1), (100, 100)}),
        layers={(1, 1): {1: 1505, 2: 7, 4: 22_514}, (100, 100): {3: 9}},
        triggers={(50, 50): 4},
    )
    contents = InfFile(
        exits={(9, 7): (1, 92, 94), (92, 94): (1, 9, 7)},
        npcs={(50, 50): 1, (2, 1): 2},
        objects={(50, 50): (1, 10_000)},
    )
    data.put_map(1, ground, contents)
    data.put_map(290)
    return data.imported()


def test_what_goes_in_comes_out(imported: Imported, tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "world.pyao"
    write_pack(path, imported.content, imported.layers)
    assert read_pack(path) == imported.content
    assert list(path.parent.iterdir()) == [path]


def test_order_on_the_maps_is_kept(imported: Imported, tmp_path: Path) -> None:
    write_pack(tmp_path / "w", imported.content)
    here = read_pack(tmp_path / "w").maps[1]
    assert here.npcs == ((2, 1, 2), (50, 50, 1))
    assert list(here.exits) == [(9, 7), (92, 94)]


def test_an_empty_world(tmp_path: Path) -> None:
    write_pack(tmp_path / "w", Content())
    assert read_pack(tmp_path / "w") == Content()


def test_pictures_are_there_for_who_asks(imported: Imported, tmp_path: Path) -> None:
    write_pack(tmp_path / "w", imported.content, imported.layers)
    layers = read_layers(tmp_path / "w", 1)
    assert [len(layer) for layer in layers] == [TILES] * 4
    assert layers == imported.layers[1].layers
    assert [layer[0] for layer in layers] == [1505, 7, 0, 22_514]


def test_pictures_of_a_map_that_is_not_there(imported: Imported, tmp_path: Path) -> None:
    write_pack(tmp_path / "w", imported.content, imported.layers)
    with pytest.raises(PackError, match="no pictures of map 2"):
        read_layers(tmp_path / "w", 2)


def test_a_pack_is_replaced_only_when_the_new_one_is_whole(
    imported: Imported, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "w"
    write_pack(path, imported.content)

    def no_space(_here: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(world_pack, "_pack_map", no_space)
    with pytest.raises(OSError, match="No space"):
        write_pack(path, replace(imported.content, motd=("new",)))
    assert read_pack(path) == imported.content


def test_a_pack_of_another_version_is_refused(
    imported: Imported, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world_pack, "VERSION", VERSION + b"0")
    write_pack(tmp_path / "w", imported.content)
    monkeypatch.undo()
    with pytest.raises(PackError, match="made by another version; import the data again"):
        read_pack(tmp_path / "w")


def test_the_version_changes_with_any_definition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world_pack, "_DEFINITIONS", (*world_pack._DEFINITIONS, ItemStack))
    assert world_pack._version() != VERSION


def test_the_version_knows_every_definition() -> None:
    known: set[Any] = set()
    new: set[Any] = {Content}
    while new:
        known |= new
        named = {part for kind in new for hint in get_type_hints(kind).values() for part in parts_of(hint)}
        new = {one for one in named if is_dataclass(one)} - known
    assert known == set(world_pack._DEFINITIONS)


def parts_of(hint: Any) -> Iterator[Any]:
    """The types that a type is made of."""
    yield hint
    for part in get_args(hint):
        yield from parts_of(part)


@pytest.mark.parametrize("place", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9])
def test_no_damage_goes_unnoticed(imported: Imported, tmp_path: Path, place: float) -> None:
    path = tmp_path / "w"
    write_pack(path, imported.content, imported.layers)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as pack:
        ends = pack.getinfo("layers/1").header_offset
    at = int(place * ends)
    data[at : at + 16] = bytes(byte ^ 0x55 for byte in data[at : at + 16])
    path.write_bytes(data)
    try:
        read = read_pack(path)
    except PackError as fault:
        assert "it is damaged; import the data again" in str(fault)  # noqa: PT017 - it may also have hit nothing
    else:
        assert read == replace(imported.content, maps=read.maps)
        assert read.maps == imported.content.maps


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_a_pack_that_is_cut_is_refused(imported: Imported, tmp_path: Path, share: float) -> None:
    path = tmp_path / "w"
    write_pack(path, imported.content, imported.layers)
    data = path.read_bytes()
    path.write_bytes(data[: int(share * len(data))])
    with pytest.raises(PackError, match="damaged"):
        read_pack(path)


@pytest.mark.parametrize(
    ("member", "text"),
    [("maps.bin", b"short"), ("maps.json", b"[]"), ("definitions.json", b"{"), ("definitions.json", b'{"items": 3}')],
)
def test_members_that_do_not_belong_together_are_refused(
    imported: Imported, tmp_path: Path, member: str, text: bytes
) -> None:
    write_pack(tmp_path / "good", imported.content)
    with zipfile.ZipFile(tmp_path / "good") as good, zipfile.ZipFile(tmp_path / "bad", "w") as bad:
        for name in good.namelist():
            bad.writestr(name, text if name == member else good.read(name))
    with pytest.raises(PackError, match="damaged"):
        read_pack(tmp_path / "bad")


def test_no_pack_at_all(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_pack(tmp_path / "w")
