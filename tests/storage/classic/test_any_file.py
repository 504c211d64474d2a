"""Whatever a file holds, reading it gives findings, or the one refusal of its kind; nothing else is ever raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit.classic_files import CHARFILE, MAP_DAT, TEXTS, DataFolder, InfFile, MapFile

from pyao.server.settings import load_settings, refusal
from pyao.storage.classic.charfiles import BadCharfile, read_charfile
from pyao.storage.classic.findings import Findings, Severity
from pyao.storage.classic.folders import HOSTILE_NPCS
from pyao.storage.classic.importer import find_files, import_world
from pyao.storage.classic.ini import read_ini
from pyao.storage.classic.map_files import BrokenMap, Contents, Ground, read_contents, read_ground
from pyao.storage.classic.maps import make_map
from pyao.storage.classic.server_ini import read_server_ini
from pyao.storage.records import freeze, thaw
from pyao.storage.world_pack import read_pack, write_pack

if TYPE_CHECKING:
    from pathlib import Path

SERVER_INI = """[INIT]
StartPort=7666
MaxUsers=550
Version=0.13.0
Dioses=1
[Dioses]
Dios1=*GS
[INTERVALOS]
IntervaloWS=180
IntervaloNpcAI=380
[HappyHour]
Day1=2
"""
ENCODINGS = ("cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp850")
WORDS = ("=", "[", "]", "\r", "\n", "\0", "-", "'", ";", '"', "0", "-1", "256", "40000", "9" * 30, "1e9", "ñ", "?", " ")


@st.composite
def spoilt(draw: st.DrawFn, text: str) -> bytes:
    """A file of that text in any encoding, with some of it replaced: by what means something, or by anything."""
    data = bytearray(text.encode(draw(st.sampled_from(ENCODINGS)), "replace"))
    words = st.one_of(st.sampled_from(WORDS).map(str.encode), st.binary(max_size=6))
    for _change in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(data)))
        data[start : start + draw(st.integers(0, 12))] = draw(words)
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data)


@st.composite
def spoilt_bytes(draw: st.DrawFn, data: bytes) -> bytes:
    """A file of these bytes, cut, lengthened or overwritten here and there."""
    changed = bytearray(data)
    for _change in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(changed)))
        changed[start : start + draw(st.integers(0, 40))] = draw(st.binary(max_size=40))
    if draw(st.booleans()):
        changed = changed[: draw(st.integers(0, len(changed)))]
    return bytes(changed) + draw(st.sampled_from((b"", b"x", bytes(5_000))))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    made = DataFolder(tmp_path_factory.mktemp("any") / "server")
    for ending in ("map", "inf", "dat"):
        made.remove(f"Mapa1.{ending}")
    return made


@given(st.sampled_from([*TEXTS, HOSTILE_NPCS]).flatmap(lambda name: st.tuples(st.just(name), _texts(name))))
@settings(max_examples=150, deadline=None)
def test_any_data_file(folder: DataFolder, file: tuple[str, bytes]) -> None:
    name, data = file
    folder.write_bytes(name, data)
    try:
        imported = import_world(find_files([folder.folder]))
        pack = folder.folder.parent / "w.pyao"
        write_pack(pack, imported.content)
        assert read_pack(pack) == imported.content
    finally:
        if name in TEXTS:
            folder.write(name, TEXTS[name])
        else:
            folder.remove(name)


def _texts(name: str) -> st.SearchStrategy[bytes]:
    return st.one_of(spoilt(TEXTS.get(name, TEXTS["NPCs.dat"])), st.binary(max_size=400))


GROUND, CONTENTS = MapFile(triggers={(5, 5): 1}, layers={(2, 2): {3: 5}}), InfFile(npcs={(9, 9): 1})
GROUNDS = (GROUND.bytes(), GROUND.wide_bytes(), GROUND.old_bytes())


@given(st.one_of(st.sampled_from(GROUNDS).flatmap(spoilt_bytes), st.binary(max_size=400)))
@settings(max_examples=60, deadline=None)
def test_any_ground(data: bytes) -> None:
    try:
        ground = read_ground("a.map", data, Findings())
    except BrokenMap:
        return
    assert [len(layer) for layer in ground.layers] == [10_000] * 4
    assert len(ground.tiles) == len(ground.triggers) == 10_000


@given(
    st.one_of(st.sampled_from((CONTENTS.bytes(), CONTENTS.old_bytes())).flatmap(spoilt_bytes), st.binary(max_size=400))
)
@settings(max_examples=60, deadline=None)
def test_any_contents(data: bytes) -> None:
    try:
        contents = read_contents("a.inf", data, Findings())
    except BrokenMap:
        return
    assert all(1 <= x <= 100 and 1 <= y <= 100 for x, y, _number in contents.npcs)


@given(st.one_of(spoilt(MAP_DAT + "\nStartPos=1-50-50\n[SONIDOS]\nCantidad=1\n[SONIDO1]\nSonido=5"), st.binary()))
@settings(max_examples=150, deadline=None)
def test_any_properties(data: bytes) -> None:
    make_map(1, Ground(), Contents(), read_ini("Mapa1.dat", data, Findings()))


@given(st.one_of(spoilt(SERVER_INI), st.binary()))
@settings(max_examples=150, deadline=None)
def test_any_server_ini(data: bytes) -> None:
    load_settings(None, {}, {}, read_server_ini("Server.ini", data, Findings(), refusal))


@given(st.one_of(spoilt(CHARFILE), st.binary()), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_character(data: bytes, lenient: bool) -> None:
    try:
        record = read_charfile("Ana", data, Findings(), lenient=lenient).record
    except BadCharfile:
        return
    assert thaw("ANA", freeze(record)) == record


def test_noise_in_every_file(tmp_path: Path) -> None:
    noisy = DataFolder(tmp_path / "server")
    for path in (*(noisy.folder / "Dat").iterdir(), *(noisy.folder / "Maps").iterdir()):
        path.write_bytes(bytes(range(256)) * 300)
    imported = import_world(find_files([noisy.folder]))
    assert not imported.content.maps
    assert imported.findings.having(Severity.ERROR)
