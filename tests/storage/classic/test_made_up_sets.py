"""One small set for each fault that communities' data have, and what an import says of it; the guide shows the same."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from kit.classic_files import CHARFILE, DataFolder, InfFile, MapFile
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.storage.world_pack import read_pack

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.content import Content

DOCS = Path(__file__).resolve().parents[3] / "docs"
GUIDES = (DOCS / "importing.md", DOCS / "importing.en.md")


@dataclass(frozen=True)
class MadeUp:
    """A set: what is done to a whole world, what the command says and ends with, and what must hold of the pack."""

    name: str
    spoil: Callable[[DataFolder], object]
    says: str
    ends_with: int = 0
    holds: Callable[[Content], bool] = lambda _content: True


def recode(name: str, encoding: str) -> Callable[[DataFolder], object]:
    return lambda data: data.write_bytes(name, data.path(name).read_bytes().decode("cp1252").encode(encoding))


def rename(old: str, new: str) -> Callable[[DataFolder], object]:
    def spoil(data: DataFolder) -> None:
        text = data.path("Balance.dat").read_bytes().decode("cp1252")
        data.write_bytes("Balance.dat", text.replace(old, new).encode("cp1252"))

    return spoil


def server_ini(text: str) -> Callable[[DataFolder], object]:
    return lambda data: (data.folder / "Server.ini").write_text(text)


def eight_maps(ground: bytes) -> Callable[[DataFolder], object]:
    def spoil(data: DataFolder) -> None:
        for number in range(1, 9):
            data.put_map(number)
            data.write_bytes(f"Mapa{number}.map", ground)

    return spoil


def old_form(data: DataFolder) -> None:
    data.write_bytes("Mapa1.map", MapFile(blocked=frozenset({(9, 9)})).old_bytes())
    data.write_bytes("Mapa1.inf", InfFile(npcs={(50, 50): 1}).old_bytes())


def another_world(data: DataFolder) -> None:
    other = DataFolder(data.folder / "Old")
    other.replace("obj.dat", "Manzana", "Pera")


def has_damage(content: Content) -> bool:
    return set(content.balance.weapon_damage.values()) == {0.5}


SETS = (
    MadeUp(
        "no-enie", rename("DAÑO", "DANO"), "0 errors, 0 warnings, 0 notes (see them all with --check)", holds=has_damage
    ),
    MadeUp(
        "no-table",
        rename("[MODDAÑOARMAS]", "[OTRA]"),
        "error: Balance.dat: [MODDAÑOARMAS] the section is missing, so blows with weapons do no damage",
        1,
    ),
    MadeUp("utf-8", recode("Balance.dat", "utf-8"), "note: Balance.dat: it is read as UTF-8", holds=has_damage),
    MadeUp(
        "utf-16",
        recode("obj.dat", "utf-16"),
        "note: obj.dat: it is read as UTF-16 (little-endian)",
        holds=lambda content: len(content.items) == 4,
    ),
    MadeUp("cp850", recode("Balance.dat", "cp850"), "note: Balance.dat: it is read as cp850", holds=has_damage),
    MadeUp(
        "version",
        server_ini("[INIT]\nVersion=0.12.3\n"),
        "note: Server.ini, line 2: [INIT] Version=0.12.3 is not taken: the client sends 0.13.0",
    ),
    MadeUp(
        "blanks",
        server_ini("[INIT]\nStartPort = 7000\nDioses = 99999999\n[Dioses]\nDios1 = Pepe ; el jefe\n"),
        "settings of Server.ini written to data/pyao.toml, where `pyao-server run` reads them",
    ),
    MadeUp(
        "one-value",
        server_ini("[INIT]\nStartPort=700000\nMaxUsers=300\n"),
        "error: Server.ini, line 2: [INIT] StartPort is not used: network.port = 700000: "
        "Input should be less than or equal to 65535",
        1,
    ),
    MadeUp(
        "wide-maps",
        lambda data: data.write_bytes("Mapa1.map", MapFile().wide_bytes()),
        "note: Mapa1.map: it is read in the form of servers with more graphics (4 bytes a picture)",
    ),
    MadeUp(
        "old-maps",
        old_form,
        "note: Mapa1.map: it is read in the form of older servers (13 bytes a tile)",
        holds=lambda content: content.maps[1].npcs == ((50, 50, 1),),
    ),
    MadeUp(
        "noise",
        eight_maps(b"\x07" * 60_000),
        "error: the first 5 maps can't be read, so the other 3 aren't",
        2,
    ),
    MadeUp(
        "csm",
        lambda data: (data.folder / "Maps" / "mapa1.csm").touch(),
        "error: mapa1.csm: 1 maps are of the .csm form, which is not read",
        1,
    ),
    MadeUp("two-worlds", another_world, "  --world Old", 2),
    MadeUp(
        "hostile",
        lambda data: data.write("NPCs-HOSTILES.dat", "[NPC500]\nName=Orco\nHead=0\nBody=3\nHeading=3"),
        "1 maps, 4 objects, 3 NPCs",
        holds=lambda content: content.npcs[500].name == "Orco",
    ),
    MadeUp(
        "charfiles",
        lambda data: (data.folder / "Charfile").mkdir(),
        "not taken: set/Charfile: characters; `pyao-server characters import` takes them",
    ),
    MadeUp("count", lambda data: data.replace("obj.dat", "NumObjs=4", "NumObjs=99999999"), "1 maps, 4 objects, 2 NPCs"),
    MadeUp("motd", lambda data: data.replace("Motd.ini", "Hola", "Que se vayan todos"), "  Que se vayan todos"),
)


def shown_in(guide: Path, line: str) -> bool:
    """Whether the guide quotes that line, in whatever column."""
    return line.strip() in re.sub(r"\s+", " ", guide.read_text(encoding="utf-8"))


@pytest.mark.parametrize("made_up", SETS, ids=lambda one: one.name)
def test_an_import_says_what_it_makes_of_it(made_up: MadeUp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made_up.spoil(DataFolder(Path("set")))
    imported = CliRunner().invoke(app, ["import", "set"], catch_exceptions=False)
    checked = CliRunner().invoke(app, ["import", "set", "--check"], catch_exceptions=False)
    assert imported.exit_code == checked.exit_code == made_up.ends_with
    assert made_up.says in (imported.output + checked.output).splitlines()
    if made_up.ends_with < 2:
        assert made_up.holds(read_pack(Path("data/world.pyao")))
    assert all(shown_in(guide, made_up.says) for guide in GUIDES)


NO_RING = CHARFILE.replace("AnilloSlot=0\n", "")


@dataclass(frozen=True)
class MadeUpCharacter:
    """A file of a character, what the command says of it and ends with."""

    name: str
    text: str
    says: str
    ends_with: int = 0
    options: tuple[str, ...] = ()


CHARACTERS = (
    MadeUpCharacter(
        "ANA.chr",
        CHARFILE.replace("Password=Perejil\n", ""),
        "locked: ANA: it has no password; `pyao-server characters password` sets one",
    ),
    MadeUpCharacter(
        "ANA.chr", NO_RING, "error: ANA.chr: the character does not load: [Inventory] AnilloSlot is missing", 1
    ),
    MadeUpCharacter("ANA.chr", NO_RING, "1 of 1 characters imported", options=("--lenient",)),
    MadeUpCharacter(
        "Ñandú.chr",
        CHARFILE,
        "error: Ñandú.chr: the character does not load: the name 'Ñandú' is none: "
        "1 to 15 letters a–z, and spaces between them",
        1,
    ),
)


@pytest.mark.parametrize("made_up", CHARACTERS)
def test_an_import_of_characters_says_what_it_makes_of_it(
    made_up: MadeUpCharacter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("Charfile").mkdir()
    Path("Charfile", os.fsdecode(made_up.name.encode("cp1252"))).write_bytes(made_up.text.encode("cp1252"))
    command = ["characters", "import", "Charfile", *made_up.options]
    result = CliRunner().invoke(app, command, catch_exceptions=False)
    assert result.exit_code == made_up.ends_with
    assert made_up.says in result.stdout.splitlines()
    assert all(shown_in(guide, made_up.says) for guide in GUIDES)
