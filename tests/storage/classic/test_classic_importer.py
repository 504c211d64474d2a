"""Finding and importing whole folders: what can be read is, what can't is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from kit.classic_files import DataFolder, InfFile, MapFile

from pyao.content.casino import CasinoTotals
from pyao.content.content import NEMAHUAK
from pyao.content.enums import City, PlayerClass, Race
from pyao.content.maps import BLOCKED
from pyao.content.praetorians import Praetorian, PraetorianRole
from pyao.storage.classic.findings import Finding, Severity
from pyao.storage.classic.importer import UnreadableFolder, find_files, import_world, read_geometry


def test_a_world_in_which_nothing_is_wrong(data: DataFolder) -> None:
    imported = data.imported()
    content = imported.content
    assert not imported.findings
    assert (sorted(content.items), sorted(content.npcs), sorted(content.spells)) == ([1, 2, 3, 4], [1, 2], [1])
    assert content.maps.keys() == imported.layers.keys() == {1}
    assert (content.start, content.cities[City.ARGHAL]) == ((1, 50, 50), (1, 50, 50))
    assert (content.smith_weapons, content.smith_armours, content.carpenter_objects) == ((2,), (3,), (4,))
    assert content.faction_armours[PlayerClass.PIRAT].chaos_short == (3, 3, 3)
    assert content.praetorians[PraetorianRole.KING] == (Praetorian(1, tall=True), Praetorian(1, tall=False))
    assert content.spawn_list == ((1, "Lobo"),)
    assert (content.motd, content.help) == (("Hola~0~255~0~1~0", "Chau"), ("Ayuda",))
    assert content.casino == CasinoTotals(income=10, payout=20, plays=30)
    assert content.banned_ips == {"10.0.0.5", "10.0.0.9"}
    assert content.balance.race_attributes[Race.ELF].charisma == 1
    assert content.balance.life[PlayerClass.MAGE] == content.balance.weapon_damage[PlayerClass.PIRAT] == 0.5
    assert content.balance.faction_rewards[0] == 1000


def test_progress_is_told_map_by_map(data: DataFolder) -> None:
    data.put_map(2)
    told: list[tuple[int, int]] = []
    import_world(find_files([data.folder]), lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_names_are_found_whatever_their_case_and_wherever_they_lie(data: DataFolder, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "deep" / "er"
    other.mkdir(parents=True)
    for path in sorted(data.folder.rglob("*.*")):
        name = path.name.upper() if path.name[0] in "oM" else path.name.lower()
        path.rename(other / name)
    content = import_world(find_files([tmp_path / "elsewhere"])).content
    assert (len(content.items), len(content.npcs), content.maps[1].name) == (4, 2, "Ciudad")


def test_the_folders_may_be_given_one_by_one(data: DataFolder) -> None:
    imported = import_world(find_files([data.folder / "Maps", data.folder / "Dat"]))
    assert not imported.findings
    assert imported.content.maps[1].safe


def test_of_two_files_that_are_the_same_the_first_is_read(data: DataFolder) -> None:
    old = data.folder / "Old"
    old.mkdir()
    (old / "OBJ.DAT").write_bytes(data.path("obj.dat").read_bytes())
    imported = data.imported()
    assert len(imported.content.items) == 4
    reason = f"it lies in {old} too; that in {data.folder / 'Dat'} is read"
    assert imported.findings == [Finding("OBJ.DAT", "", reason, Severity.INFO)]


def test_of_two_given_folders_the_first_counts(data: DataFolder, tmp_path: Path) -> None:
    other = DataFolder(tmp_path / "other")
    other.write("obj.dat", "[INIT]\nNumObjs=0")
    assert len(import_world(find_files([data.folder, other.folder])).content.items) == 4


class TestSeveralWorlds:
    """Two worlds below one folder are never mixed, and neither is chosen by chance."""

    @pytest.fixture(autouse=True)
    def both(self, tmp_path: Path) -> tuple[DataFolder, DataFolder]:
        first, second = DataFolder(tmp_path / "all" / "Alfa"), DataFolder(tmp_path / "all" / "Beta" / "server")
        second.replace("obj.dat", "Name=Manzana", "Name=Pera")
        second.put_map(2)
        return first, second

    def test_they_are_refused_by_name(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFolder) as refused:
            find_files([tmp_path / "all"])
        assert str(refused.value).splitlines() == [
            f"{tmp_path / 'all'}: there are 2 worlds below it; which is meant?",
            "  --world Alfa",
            "  --world Beta",
        ]
        with pytest.raises(UnreadableFolder, match="Gamma is none of them"):
            find_files([tmp_path / "all"], Path("Gamma"))

    @pytest.mark.parametrize(("world", "name", "maps"), [("Alfa", "Manzana", {1}), ("Beta", "Pera", {1, 2})])
    def test_the_one_that_is_meant_is_taken_whole(self, tmp_path: Path, world: str, name: str, maps: set[int]) -> None:
        for chosen in (Path(world), tmp_path / "all" / world):
            imported = import_world(find_files([tmp_path / "all"], chosen))
            assert (imported.content.items[1].name, imported.content.maps.keys()) == (name, maps)
            assert not imported.findings

    def test_what_lies_outside_both_belongs_to_each(self, both: tuple[DataFolder, DataFolder], tmp_path: Path) -> None:
        for one in both:
            one.remove("Help.dat")
        (tmp_path / "all" / "Help.dat").write_bytes(b"[INIT]\nNumLines=1\n[Help]\nLine1=Hola")
        for world in ("Alfa", "Beta"):
            assert import_world(find_files([tmp_path / "all"], Path(world))).content.help == ("Hola",)

    @pytest.mark.parametrize(("world", "name"), [("Dat", "Manzana"), ("Dat/old", "Pera")])
    def test_a_world_inside_another(self, data: DataFolder, world: str, name: str) -> None:
        (data.folder / "Dat" / "old").mkdir()
        other = data.path("obj.dat").read_bytes().replace(b"Manzana", b"Pera")
        (data.folder / "Dat" / "old" / "obj.dat").write_bytes(other)
        with pytest.raises(UnreadableFolder, match="2 worlds"):
            find_files([data.folder])
        assert import_world(find_files([data.folder], Path(world))).content.items[1].name == name

    def test_a_client_beside_the_server_is_no_second_world(self, data: DataFolder) -> None:
        (data.folder / "Client").mkdir()
        (data.folder / "Client" / "mapa1.map").write_bytes(MapFile(version=9).bytes())
        found = find_files([data.folder])
        assert found.maps[1].folders == [data.folder / "Maps"]

    def test_a_map_whose_files_come_from_two_folders_is_said(self, data: DataFolder) -> None:
        (data.folder / "More").mkdir()
        data.path("Mapa1.inf").rename(data.folder / "More" / "Mapa1.inf")
        (data.folder / "More" / "Mapa9.dat").write_bytes(b"")
        reason = f"its files come from different folders: {data.folder / 'Maps'}, {data.folder / 'More'}"
        assert ("WARNING", "Mapa1", "", reason) in data.says()


def test_the_second_file_of_npcs_is_read(data: DataFolder) -> None:
    data.write(
        "NPCs-HOSTILES.dat", "[NPC500]\nName=Orco\nHead=0\nBody=3\nAttackable=1\n[NPC1]\nName=Otro\nHead=0\nBody=1"
    )
    imported = data.imported()
    assert {number: npc.name for number, npc in imported.content.npcs.items()} == {1: "Lobo", 2: "Tendero", 500: "Orco"}
    assert [str(one) for one in imported.findings] == [
        "NPCs.dat, line 2: [NPC1] NPC 1 is in the other file of NPCs too; this one counts",
        "NPCs-HOSTILES.dat, line 1: [NPC500] the unknown heading 0",
        "NPCs-HOSTILES.dat, line 1: [NPC500] it can be attacked and has 0 MaxHP",
    ]


def test_what_is_known_and_not_taken_is_listed(data: DataFolder) -> None:
    for name in ("Charfile", "GUILDS", "foros", "WorldBackUp", "Quests"):
        (data.folder / name).mkdir()
    data.write_bytes("Quests.dat", b"")
    listed = [str(path.relative_to(data.folder)) for path, _why in find_files([data.folder]).not_taken]
    assert listed == ["Charfile", "Dat/Quests.dat", "GUILDS", "Quests", "WorldBackUp", "foros"]
    assert all(why for _path, why in find_files([data.folder]).not_taken)


def test_maps_of_a_form_known_by_name_only_are_refused_by_it(data: DataFolder) -> None:
    (data.folder / "Maps" / "mapa1.csm").write_bytes(b"")
    (data.folder / "Maps" / "mapa2.csm").write_bytes(b"")
    assert ("ERROR", "mapa1.csm", "", "2 maps are of the .csm form, which is not read") in data.says()


def test_after_the_first_maps_that_cannot_be_read_no_more_are_tried(data: DataFolder) -> None:
    for number in range(1, 9):
        data.put_map(number)
        data.write_bytes(f"Mapa{number}.map", b"\x07" * 60_000)
    said = [(file, reason) for severity, file, _place, reason in data.says() if severity == "ERROR"]
    assert [file for file, _reason in said] == ["Mapa1.map", "Mapa2.map", "Mapa3.map", "Mapa4.map", "Mapa5.map", ""]
    assert said[-1][1] == "the first 5 maps can't be read, so the other 3 aren't"


def test_saved_maps_and_hidden_folders_are_not_looked_at(data: DataFolder) -> None:
    for name in ("WorldBackUp", ".git", "Charfile"):
        (data.folder / name).mkdir()
        (data.folder / name / "Mapa7.map").write_bytes(b"")
    assert find_files([data.folder]).maps.keys() == {1}


def test_folders_that_contain_themselves(data: DataFolder) -> None:
    (data.folder / "Maps" / "again").symlink_to(data.folder, target_is_directory=True)
    assert not data.findings()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFolder, match=r"nowhere: No such file or directory$"):
        find_files([tmp_path / "nowhere"])


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UnreadableFolder, match=r"file: Not a directory$"):
        find_files([tmp_path / "file"])


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read all"
)
def test_a_folder_that_may_not_be_read(data: DataFolder) -> None:
    (data.folder / "Maps").chmod(0)
    try:
        with pytest.raises(UnreadableFolder, match=r"Maps: Permission denied$"):
            find_files([data.folder])
    finally:
        (data.folder / "Maps").chmod(0o755)


def test_a_file_that_cannot_be_read_is_said_and_the_rest_loads(data: DataFolder) -> None:
    data.remove("NPCs.dat")
    data.path("NPCs.dat").mkdir()
    data.put_map(2)
    data.remove("Mapa2.map")
    data.path("Mapa2.map").symlink_to(data.folder / "nothing")
    imported = data.imported()
    assert Finding("Mapa2.map", "", "it can't be read: No such file or directory", Severity.ERROR) in imported.findings
    assert Finding("NPCs.dat", "", "the file is missing", Severity.ERROR) in imported.findings
    assert (len(imported.content.items), sorted(imported.content.maps)) == (4, [1])


@pytest.mark.parametrize("name", ["obj.dat", "NPCs.dat", "Hechizos.dat", "Balance.dat", "Ciudades.Dat"])
def test_a_missing_file_that_is_needed(data: DataFolder, name: str) -> None:
    """It is said once, not again for everything that names what it would have defined."""
    data.put_map(1, inf=InfFile(npcs={(50, 50): 1}, objects={(50, 50): (1, 1)}))
    data.replace("obj.dat", "MinHam=10", "HechizoIndex=1")
    data.replace("NPCs.dat", "Drop1=1-3", "Drop1=1-3\nLanzaSpells=1\nSp1=1")
    data.remove(name)
    imported = data.imported()
    assert imported.findings == [Finding(name, "", "the file is missing", Severity.ERROR)]
    assert 1 in imported.content.maps


@pytest.mark.parametrize("name", ["Motd.ini", "Invokar.dat", "ArmasHerrero.dat", "Map.dat", "BanIps.dat"])
def test_a_missing_file_that_is_not_needed(data: DataFolder, name: str) -> None:
    data.remove(name)
    reason = "the file is missing; nothing of it is used"
    assert data.findings() == [Finding(name, "", reason, Severity.INFO)]


def test_without_balance_the_races_are_equal(data: DataFolder) -> None:
    data.remove("Balance.dat")
    balance = data.imported().content.balance
    assert {(one.strength, one.constitution) for one in balance.race_attributes.values()} == {(0, 0)}
    assert balance.whole_distribution == (10, 20, 40, 20, 10)


def test_without_cities_all_begin_where_the_game_always_began(data: DataFolder) -> None:
    data.remove("Ciudades.Dat")
    content = data.imported().content
    assert content.start == content.cities[City.NIX] == NEMAHUAK


def test_a_cut_map_is_left_out(data: DataFolder) -> None:
    data.put_map(2)
    data.write_bytes("Mapa2.map", MapFile().bytes()[:5000])
    imported = data.imported()
    assert sorted(imported.content.maps) == [1]
    reason = "it ends after 5000 bytes, in the middle of the tiles; the map is left out"
    assert imported.findings == [Finding("Mapa2.map", "", reason, Severity.ERROR)]


def test_garbage_is_no_map(data: DataFolder) -> None:
    data.put_map(2)
    data.write_bytes("Mapa2.map", b"\xff" * 40_000)
    data.write_bytes("Mapa2.inf", b"\xff" * 40_000)
    imported = data.imported()
    assert sorted(imported.content.maps) == [1]
    assert [(one.file, one.severity) for one in imported.findings] == [("Mapa2.map", Severity.ERROR)]


def test_an_empty_file_alone_is_only_a_warning(data: DataFolder) -> None:
    data.write_bytes("Mapa291.map", b"")
    reason = "the file is empty and has no others beside it; the map is left out"
    assert data.findings() == [Finding("Mapa291.map", "", reason, Severity.WARNING)]


def test_cut_contents_leave_the_map_empty(data: DataFolder) -> None:
    data.write_bytes("Mapa1.inf", InfFile(npcs={(50, 50): 1}).bytes()[:-1])
    imported = data.imported()
    assert imported.content.maps[1].npcs == ()
    reason = "it ends after 10011 bytes, in the middle of the tiles; the map is empty"
    assert imported.findings == [Finding("Mapa1.inf", "", reason, Severity.ERROR)]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Mapa1.inf", "the file is missing; the map is empty"),
        ("Mapa1.dat", "the file is missing; the map gets the defaults"),
    ],
)
def test_a_map_with_a_file_missing_is_loaded(data: DataFolder, name: str, reason: str) -> None:
    data.remove(name)
    imported = data.imported()
    assert 1 in imported.content.maps
    assert imported.findings == [Finding(name, "", reason, Severity.ERROR)]


def test_a_map_without_ground_is_left_out(data: DataFolder) -> None:
    data.put_map(2)
    data.remove("Mapa2.map")
    imported = data.imported()
    assert sorted(imported.content.maps) == [1]
    reason = "the file is missing; the map is left out"
    assert imported.findings == [Finding("Mapa2.map", "", reason, Severity.ERROR)]


@pytest.fixture
def client(tmp_path: Path) -> Path:
    """A Godot client with the ground of two maps."""
    folder = tmp_path / "client"
    (folder / "Assets" / "Maps").mkdir(parents=True)
    (folder / "Project.godot").touch()
    blocked = MapFile(version=7, blocked=frozenset({(50, 50)}))
    (folder / "Assets" / "Maps" / "Mapa1.map").write_bytes(blocked.bytes())
    (folder / "Assets" / "Maps" / "MAPA36.MAP").write_bytes(MapFile(version=8).bytes())
    return folder


def test_a_client_alone_has_ground_and_no_problem(client: Path) -> None:
    imported = import_world(find_files([client]))
    assert not imported.findings
    assert {number: one.version for number, one in imported.content.maps.items()} == {1: 7, 36: 8}
    assert imported.content.maps[1].tiles[4949] == BLOCKED


def test_the_geometry_of_a_client(client: Path) -> None:
    grounds, findings = read_geometry(client)
    assert not findings
    assert {number: (ground.version, sum(ground.tiles)) for number, ground in grounds.items()} == {
        1: (7, 1),
        36: (8, 0),
    }


def test_a_broken_map_of_a_client_is_left_out(client: Path) -> None:
    (client / "Assets" / "Maps" / "Mapa1.map").write_bytes(b"short")
    grounds, findings = read_geometry(client)
    assert grounds.keys() == {36}
    assert [(one.file, one.severity) for one in findings] == [("Mapa1.map", Severity.ERROR)]


def test_a_client_fills_in_the_ground_that_the_server_lacks(data: DataFolder, client: Path) -> None:
    data.remove("Mapa1.map")
    content = import_world(find_files([data.folder, client])).content
    assert (content.maps[1].name, content.maps[1].version) == ("Ciudad", 7)
    assert sorted(content.maps) == [1, 36]
