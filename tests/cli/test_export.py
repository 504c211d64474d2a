"""`pyao-server export`: what comes in goes out again as it was, and what the files can't carry is said."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from kit.classic import imported
from kit.classic_files import CHARFILE, MAP_DAT, DataFolder, InfFile, MapFile
from kit.game import a_record
from kit.spec import needs_classic
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.cli.characters import with_store
from pyao.cli.guilds import stored_guilds
from pyao.content.maps import BLOCKED
from pyao.storage.classic.findings import Findings
from pyao.storage.classic.importer import find_files, import_world
from pyao.storage.classic.world_writer import write_world
from pyao.storage.passwords import LOCKED
from pyao.storage.records import freeze, thaw
from pyao.storage.store import SaveBatch
from pyao.world.record import key_of
from storage.classic.test_guild_files import FILES, written

if TYPE_CHECKING:
    from pathlib import Path

    from pyao.storage.store import Store

RUNNER = CliRunner()

RECORDS = """[INIT]
NumRecords=1
[RECORD1]
Usuario=ANA SOL
Creador=Sara
Fecha=1/1/2010
Motivo=spam, otra vez
NumObs=1
Obs1=Dina-2/1/2010 10:00:00-dice que no - ñandú
"""
SERVER_INI = """[INIT]
StartPort=7777
Version=0.13.0
Dioses=1
MaxUsers=300
[Dioses]
Dios1=GS
[INTERVALOS]
IntervaloVeneno=77
[HappyHour]
Day1=2.5
"""


@pytest.fixture
def community(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a classic community has it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "old"
    world = DataFolder(folder)
    world.put_map(
        1,
        MapFile(blocked=frozenset({(5, 5)}), triggers={(7, 7): 1}, layers={(9, 9): {2: 77, 4: 5000}}),
        InfFile({(10, 10): (1, 20, 20)}, {(30, 30): 1}, {(40, 40): (1, 5)}),
        MAP_DAT + "\n[SONIDOS]\nCantidad=1\n[SONIDO1]\nSonido=3\nProbabilidad=20\nFlags=1",
    )
    world.replace("obj.dat", "ObjType=2\n", "ObjType=2\nCP1=MAGO\nCP2=BARDO\nCaos=1\nSkCarpinteria=3\nMadera=9\n")
    (folder / "Server.ini").write_bytes(SERVER_INI.encode("cp1252"))
    for name in ("Charfile", "Guilds", "Foros"):
        (folder / name).mkdir()
    chars = {"Ana Sol.chr": ("GUILDINDEX=3", "GUILDINDEX=1"), "Beto.chr": ("GUILDINDEX=3", "GUILDINDEX=2")}
    chars |= {"Caro.chr": ("GUILDINDEX=3\nAspiranteA=0", "GUILDINDEX=0\nAspiranteA=1")}
    written(folder / "Charfile", {name: CHARFILE.replace(*change) for name, change in chars.items()})
    written(folder / "Guilds", dict(FILES))
    posts = {"ULLA.for": "[INFO]\nCantMSG=1\nCantAnuncios=1", "ULLA1.for": "Vendo\nAna\nuna daga\n\nbarata"}
    written(folder / "Foros", posts | {"ULLA1a.for": "Reglas\nDina\nno gritar, ñandú"})
    written(folder / "Dat", {"RECORDS.DAT": RECORDS})
    return folder


def run(*arguments: object) -> str:
    result = RUNNER.invoke(app, [*map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.output


def bring(folder: Path, data: str) -> None:
    run("import", folder, "--data", data)
    with open(f"{data}/pyao.toml", "a") as settings:  # noqa: PTH123
        settings.write("\n[storage]\npassword_time_cost = 1\npassword_memory_kib = 8\n")
    run("characters", "import", folder, "--data", data)
    run("guilds", "import", folder, "--data", data)
    run("forums", "import", folder, "--data", data)
    run("records", "import", folder, "--data", data)


def kept(data: Path) -> dict[str, object]:
    """Everything in a store but what a classic file never has: passwords."""

    async def everything(store: Store) -> dict[str, object]:
        found: dict[str, object] = {key: await store.load_document(key) for key in await store.document_keys()}
        for name in await store.names():
            record = await store.load(name)
            assert record is not None
            found[name] = freeze(replace(record, password_hash=LOCKED))
        return found

    return with_store(None, everything, data)


def test_import_export_import_is_equal(community: Path, tmp_path: Path) -> None:
    bring(community, "first")
    output = run("export", "out", "--data", "first")
    assert "characters: 3 characters" in output
    assert "world: 1 maps, 4 objects, 2 NPCs" in output
    bring(tmp_path / "out", "second")
    assert kept(tmp_path / "first") == kept(tmp_path / "second")
    first, second = (import_world(find_files([folder])) for folder in (community, tmp_path / "out"))
    assert first.content == second.content
    assert first.layers == second.layers
    said = (tmp_path / "out" / "NOT-CARRIED.txt").read_text("utf-8").splitlines()
    assert {line.partition(": ")[2].partition(":")[0] for line in said if ".chr" in line} == {"the password"}
    assert sum(".chr" in line for line in said) == 3


def test_settings_come_back(community: Path, tmp_path: Path) -> None:
    run("import", community, "--data", "first")
    run("export", "out", "--only", "settings", "--data", "first")
    said = (tmp_path / "out" / "NOT-CARRIED.txt").read_text("utf-8")
    assert said.splitlines() == [
        f"Server.ini: {name} has no key there" for name in ("storage.path", "world.data_dir")
    ]  # where this server has them
    run("import", community / "Dat", community / "Maps", tmp_path / "out", "--data", "second")
    first, second = (json.loads(run("config", "show", "--json", "--data", data)) for data in ("first", "second"))
    values = [
        {name: one["value"] for name, one in each.items() if name.startswith("game.")} for each in (first, second)
    ]
    assert values[0] == values[1]
    assert (values[1]["game.ticks_poison"], values[1]["game.gods"]) == (77, ["GS"])
    assert second["network.port"]["value"] == 7777


def test_what_no_classic_file_carries_is_said(community: Path, tmp_path: Path) -> None:
    del community
    run("config", "init", "--data", "data")
    (tmp_path / "data" / "pyao.toml").write_text("[game]\nexp_rate = 3.0\nmax_users = 77\n")

    async def fill(store: Store) -> None:
        record = a_record("Ana", (1, 50, 50), description="una línea\notra", ignored=["BETO"], banned_by="Sara")
        await store.create(replace(record, gold=2**40, email="日本@x"))
        documents = {"staff": '{"gods": ["JEFE"]}', "ledger:2026-01-01": "[]", "forum:../EVIL": "{}"}
        documents["forum:../EVIL"] = json.dumps({"posts": [["a", "b", "c"]], "announcements": []})
        await store.save(SaveBatch.of(documents=documents))

    with_store(None, fill, tmp_path / "data")
    result = RUNNER.invoke(app, ["export", "out", "--data", "data"])
    assert result.exit_code == 1, result.output
    said = (tmp_path / "out" / "NOT-CARRIED.txt").read_text("utf-8")
    for line in (
        "Ana.chr: the password: only its hash is kept",
        r"Ana.chr: description: 'una línea\notra' becomes 'una línea otra'",
        "Ana.chr: ignored: ['BETO'] becomes []",
        "Ana.chr: banned_by: 'Sara' becomes ''",
        "Ana.chr: gold: 1099511627776 becomes 2147483647",
        "Ana.chr: email: '日本@x' becomes '??@x'",
        "Server.ini: game.exp_rate has no key there",
        "ledger:2026-01-01: no classic file has it; --json has",
        "../EVIL.for: no file can have that name; it is not written",
        "Mapa1.map: its graphics are not known here; it has none",
        "errands",
        "starting_kit",
    ):
        assert line in said, line
    assert "max_users" not in said
    assert not (tmp_path / "EVIL.for").exists()
    assert not (tmp_path / "EVIL1.for").exists()
    settings = (tmp_path / "out" / "Server.ini").read_text("cp1252")
    assert "Dioses=1\n" in settings
    assert "Dios1=JEFE\n" in settings
    assert "MaxUsers=77\n" in settings


def test_json_has_everything(community: Path, tmp_path: Path) -> None:
    bring(community, "first")
    run("export", "out", "--json", "--data", "first")
    out = tmp_path / "out"
    ana = (out / "characters" / "Ana Sol.json").read_bytes()
    assert freeze(thaw("ANA SOL", ana)) == with_store(None, lambda store: frozen(store, "Ana Sol"), tmp_path / "first")
    run("characters", "create", "Copia", "--from", out / "characters" / "Beto.json", "--data", "first")
    guilds = json.loads((out / "guilds.json").read_bytes())
    assert guilds["guild:1"]["name"] == "Los Lobos"
    assert len(guilds) == len(with_store(None, stored_guilds, tmp_path / "first")) == 3
    assert json.loads((out / "forums.json").read_bytes())["forum:ULLA"]["posts"] == [
        ["Vendo", "Ana", "una daga\n\nbarata"]
    ]
    assert json.loads((out / "records.json").read_bytes())["user-records"][0][0] == "ANA SOL"
    assert json.loads((out / "settings.json").read_bytes())["network.port"] == 7777
    assert json.loads((out / "world.json").read_bytes())["items"]["1"]["name"] == "Manzana"
    here = json.loads((out / "maps" / "1.json").read_bytes())
    assert (here["tiles"][4][4], here["exits"], here["npcs"]) == (str(BLOCKED), [[10, 10, 1, 20, 20]], [[30, 30, 1]])
    assert all(stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 for path in out.rglob("*"))


async def frozen(store: Store, name: str) -> bytes:
    record = await store.load(name)
    assert record is not None
    assert key_of(record.name) == key_of(name)
    return freeze(record)


def test_only_an_empty_folder_is_written_into(community: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    refused = RUNNER.invoke(app, ["export", str(community)])
    assert (refused.exit_code, "it is no empty folder" in refused.output) == (2, True)
    assert sorted(tmp_path.rglob("*")) == before


@needs_classic
def test_the_classic_world_comes_back_as_it_was(tmp_path: Path) -> None:
    world, findings = imported(), Findings()
    some = {number: here for number, here in world.content.maps.items() if number % 20 == 1}
    content = replace(world.content, maps=some)
    write_world(content, lambda number: world.layers[number].layers, tmp_path, findings)
    assert list(findings) == []
    again = import_world(find_files([tmp_path]))
    assert again.content == content
    assert all(again.layers[number] == world.layers[number] for number in some)
