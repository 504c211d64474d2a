"""Each kind of problem, made in a world in which nothing else is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.classic_files import MAP_DAT, InfFile, MapFile

from pyao.storage.classic.findings import Severity

if TYPE_CHECKING:
    from kit.classic_files import DataFolder, Tile

BLOCKED = MapFile(blocked=frozenset({(20, 20)}))


@pytest.mark.parametrize(
    ("exits", "said"),
    [
        ({(30, 30): (1, 20, 21)}, []),
        ({(30, 30): (9, 50, 50)}, [("WARNING", "tile 30,30", "the exit leads to map 9, which is not there")]),
        (
            {(30, 30): (1, 8, 50)},
            [("WARNING", "tile 30,30", "the exit leads to (8,50) of map 1, where nobody can stand")],
        ),
        (
            {(30, 30): (1, 50, 101)},
            [("WARNING", "tile 30,30", "the exit leads to (50,101) of map 1, where nobody can stand")],
        ),
        (
            {(30, 30): (1, 20, 20)},
            [
                (
                    "INFO",
                    "tile 30,30",
                    "the exit leads to the blocked tile (20,20) of map 1; who goes there is put beside it",
                )
            ],
        ),
        ({(20, 20): (1, 50, 50)}, [("INFO", "tile 20,20", "nobody can ever step on this exit")]),
        ({(8, 50): (1, 50, 50)}, [("INFO", "tile 8,50", "nobody can ever step on this exit")]),
    ],
)
def test_exits(data: DataFolder, exits: dict[Tile, tuple[int, int, int]], said: list[tuple[str, str, str]]) -> None:
    data.put_map(1, BLOCKED, InfFile(exits=exits))
    assert data.says() == [(severity, "Mapa1.inf", place, reason) for severity, place, reason in said]


@pytest.mark.parametrize(
    ("npcs", "said"),
    [
        ({(50, 51): 7}, ("WARNING", "tile 50,51", "NPC 7 is not defined")),
        ({(20, 20): 1}, ("INFO", "tile 20,20", "NPC 1 stands on a blocked tile")),
        ({(8, 20): 1}, ("WARNING", "tile 8,20", "NPC 1 stands outside the bounds of play")),
    ],
)
def test_npcs_of_a_map(data: DataFolder, npcs: dict[Tile, int], said: tuple[str, str, str]) -> None:
    data.put_map(1, BLOCKED, InfFile(npcs=npcs))
    assert data.says() == [(said[0], "Mapa1.inf", said[1], said[2])]


@pytest.mark.parametrize(
    ("objects", "reason"),
    [
        ({(1, 2): (9, 1)}, "object 9 is not defined"),
        ({(1, 2): (1, 0)}, "object 1 lies there 0 times; 1 to 10000 are possible"),
        ({(1, 2): (1, 10_001)}, "object 1 lies there 10001 times; 1 to 10000 are possible"),
    ],
)
def test_objects_of_a_map(data: DataFolder, objects: dict[Tile, tuple[int, int]], reason: str) -> None:
    data.put_map(1, inf=InfFile(objects=objects))
    assert data.says() == [("WARNING", "Mapa1.inf", "tile 1,2", reason)]


@pytest.mark.parametrize("picture", [-1, 23_651])
def test_pictures_that_the_client_lacks(data: DataFolder, picture: int) -> None:
    data.put_map(1, MapFile(layers={(4, 5): {3: picture}, (6, 7): {1: picture}}))
    assert data.says() == [
        ("WARNING", "Mapa1.map", "tile 6,7", f"layer 1 has the picture {picture}; the client has 1 to 23650"),
        ("WARNING", "Mapa1.map", "tile 4,5", f"layer 3 has the picture {picture}; the client has 1 to 23650"),
    ]


def test_a_map_that_the_client_lacks(data: DataFolder) -> None:
    data.put_map(300)
    assert data.says() == [("WARNING", "Mapa300.map", "", "the client knows maps up to 290 only")]


def test_places_of_a_map(data: DataFolder) -> None:
    data.put_map(1, dat=f"{MAP_DAT}\nStartPos=7-50-50\nOnDeathGoTo=1-1-1")
    assert data.says() == [
        ("WARNING", "Mapa1.dat", "", "StartPos leads to map 7, which is not there"),
        ("WARNING", "Mapa1.dat", "", "OnDeathGoTo leads to (1,1) of map 1, where nobody can stand"),
    ]


def test_a_map_without_its_section(data: DataFolder) -> None:
    data.put_map(1, dat="[MAPA2]\nName=x")
    assert data.says() == [
        ("WARNING", "Mapa1.dat", "", "[MAPA1] the section is missing"),
        ("INFO", "Mapa1.dat", "line 1", "the section [MAPA2] is not used"),
    ]


def test_maps_that_are_announced_and_not_there(data: DataFolder) -> None:
    data.replace("Map.dat", "NumMaps=1", "NumMaps=14")
    numbers = "2, 3, 4, 5, 6, 7, 8, 9, 10, 11 …"
    assert data.says() == [("INFO", "Map.dat", "line 2", f"[INIT] 13 of 14 maps are not there: {numbers}")]


@pytest.mark.parametrize(
    ("old", "new", "severity", "line", "reason"),
    [
        ("GrhIndex=506", "GrhIndex=23651", "INFO", 5, "the client has no picture 23651; it is not drawn"),
        ("MinHam=10", "Upgrade=9", "WARNING", 7, "Upgrade: object 9 is not defined"),
        ("MinHam=10", "LingoteIndex=9", "WARNING", 7, "LingoteIndex: object 9 is not defined"),
        ("MinHam=10", "MineralIndex=9", "WARNING", 7, "MineralIndex: object 9 is not defined"),
        ("MinHam=10", "HechizoIndex=9", "WARNING", 7, "it teaches spell 9, which is not defined"),
        ("MinHam=10", "MINDEF=9", "INFO", 7, "MINDEF: 9 to 0 runs downwards"),
        ("MinHam=10", "DefensaMagicaMin=9", "INFO", 7, "DefensaMagicaMin: 9 to 0 runs downwards"),
        ("MinHam=10", "MinHam=mucho", "WARNING", 7, "MinHam=mucho is no plain number; 0 is used"),
        ("ObjType=1\nMinHam=10", "ObjType=6\nIndexAbierta=9", "WARNING", 7, "IndexAbierta: object 9 is not defined"),
        ("ObjType=1\nMinHam=10", "ObjType=6\nIndexCerrada=9", "WARNING", 7, "IndexCerrada: object 9 is not defined"),
        (
            "ObjType=1\nMinHam=10",
            "ObjType=6\nIndexCerradaLlave=9",
            "WARNING",
            7,
            "IndexCerradaLlave: object 9 is not defined",
        ),
        ("ObjType=1\nMinHam=10", "ObjType=11\nMinModificador=9", "INFO", 7, "MinModificador: 9 to 0 runs downwards"),
        ("ObjType=1\nMinHam=10", "ObjType=3", "INFO", 3, "it has no NumRopaje: who wears it has no body"),
    ],
)
def test_objects(data: DataFolder, old: str, new: str, severity: str, line: int, reason: str) -> None:
    data.replace("obj.dat", old, new)
    assert data.says() == [(severity, "obj.dat", f"line {line}", f"[OBJ1] {reason}")]


def test_blows_that_run_downwards(data: DataFolder) -> None:
    data.replace("obj.dat", "MinHIT=1", "MinHIT=4")
    data.replace("NPCs.dat", "MaxHP=75", "MaxHP=75\nMinHIT=110\nMaxHIT=75")
    assert data.says() == [
        ("INFO", "obj.dat", "line 13", "[OBJ2] MinHIT: 4 to 3 runs downwards"),
        ("INFO", "NPCs.dat", "line 10", "[NPC1] MinHIT: 110 to 75 runs downwards"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "severity", "line", "reason"),
    [
        ("Drop1=1-3", "Drop1=9-3", "WARNING", 10, "[NPC1] it drops object 9, which is not defined"),
        ("Drop1=1-3", "Drop1=nada", "WARNING", 10, "[NPC1] Drop1=nada is no pair of numbers"),
        ("Drop1=1-3", "LanzaSpells=1\nSp1=9", "WARNING", 11, "[NPC1] it casts spell 9, which is not defined"),
        ("Drop1=1-3", "NroCriaturas=1\nCI1=9", "WARNING", 11, "[NPC1] it trains with NPC 9, which is not defined"),
        ("Heading=3", "Heading=7", "INFO", 6, "[NPC1] the unknown heading 7"),
        ("MinHP=75", "MinHP=76", "INFO", 8, "[NPC1] it begins with 76 of 75 HP"),
        ("MinHP=75\nMaxHP=75", "", "WARNING", 2, "[NPC1] it can be attacked and has 0 MaxHP"),
        ("Body=10", "", "WARNING", 2, "[NPC1] it has no Body"),
        ("Obj1=1-1000", "Obj1=9-1000", "WARNING", 18, "[NPC2] it sells object 9, which is not defined"),
        (
            "Obj1=1-1000",
            "Obj1=1-10001",
            "WARNING",
            18,
            "[NPC2] it has object 1 10001 times; 0 to 10000 are possible",
        ),
        ("Obj1=1-1000", "", "INFO", 17, "[NPC2] slot 1 of its 1 is empty"),
    ],
)
def test_npcs(data: DataFolder, old: str, new: str, severity: str, line: int, reason: str) -> None:
    data.replace("NPCs.dat", old, new)
    assert data.says() == [(severity, "NPCs.dat", f"line {line}", reason)]


@pytest.mark.parametrize(
    ("old", "new", "severity", "line", "reason"),
    [
        ("Tipo=1", "Tipo=4\nNumNpc=9", "WARNING", 6, "it summons NPC 9, which is not defined"),
        ("Tipo=1", "Tipo=4\nNumNpc=1", "", 0, ""),
        ("Tipo=1", "Tipo=4\nWarp=1", "", 0, ""),
        ("FXgrh=15", "FXgrh=36", "INFO", 11, "the client has no effect 36; it has 1 to 35"),
        ("MinHP=2", "MinHP=6", "INFO", 8, "MinHP: 6 to 5 runs downwards"),
        ("Nombre=Chispa", "", "WARNING", 3, "it has no Nombre"),
    ],
)
def test_spells(data: DataFolder, old: str, new: str, severity: str, line: int, reason: str) -> None:
    data.replace("Hechizos.dat", old, new)
    expected = [(severity, "Hechizos.dat", f"line {line}", f"[HECHIZO1] {reason}")] if reason else []
    assert data.says() == expected


def test_a_city_where_nobody_can_be(data: DataFolder) -> None:
    data.replace("Ciudades.Dat", "MAPA=1\nX=50\nY=50", "MAPA=9\nX=50\nY=50")
    data.replace("Ciudades.Dat", "MAPA=1\nX=50\nY=50", "MAPA=1\nX=5\nY=50")
    data.replace("Ciudades.Dat", "MAPA=1\nX=50\nY=50", "MAPA=1\nX=50")
    assert data.says() == [
        ("WARNING", "Ciudades.Dat", "line 9", "[Banderbill] it has no Y"),
        ("WARNING", "Ciudades.Dat", "line 2", "[Ullathorpe] it lies on map 9, which is not there"),
        ("WARNING", "Ciudades.Dat", "line 6", "[Nix] it lies on (5,50) of map 1, where nobody can stand"),
        ("WARNING", "Ciudades.Dat", "line 10", "[Banderbill] it lies on (50,0) of map 1, where nobody can stand"),
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("ArmasHerrero.dat", "Index=2", "Index=9", "[Arma1] object 9 is not defined"),
        ("ArmasHerrero.dat", "Index=2", "Index=1", "[Arma1] object 1 needs no skill, so nobody can make it"),
        ("ObjCarpintero.dat", "Index=4", "Index=2", "[Obj1] object 2 needs no skill, so nobody can make it"),
        ("ArmadurasHerrero.dat", "Index=3", "Index=x", "[Armadura1] Index=x is no plain number; 0 is used"),
    ],
)
def test_recipes(data: DataFolder, name: str, old: str, new: str, reason: str) -> None:
    data.replace(name, old, new)
    assert data.says() == [("WARNING", name, "line 4", reason)]


def test_a_recipe_that_is_not_there(data: DataFolder) -> None:
    data.replace("ArmasHerrero.dat", "NumArmas=1", "NumArmas=2")
    assert data.says() == [("WARNING", "ArmasHerrero.dat", "", "[Arma2] the section is missing")]
    assert data.imported().content.smith_weapons == (2,)


@pytest.mark.parametrize(
    ("name", "old", "new", "place", "reason"),
    [
        ("Invokar.dat", "NI1=1", "NI1=9", "line 4", "[LIST] NPC 9 (Lobo) is not defined"),
        ("Invokar.dat", "NumNPCs=1", "NumNPCs=2", "line 3", "[LIST] it has no NI2"),
        ("Pretorianos.dat", "Alto1=1", "Alto1=9", "line 5", "[KING] NPC 9 is not defined"),
        ("Pretorianos.dat", "Alto1=1", "", "line 3", "[KING] it has no Alto1"),
        (
            "ArmadurasFaccionarias.dat",
            "DefMinArmyAlto=3",
            "DefMinArmyAlto=9",
            "line 2",
            "[CLASE1] object 9 is not defined",
        ),
        ("Motd.ini", "NumLines=2", "NumLines=3", "line 3", "[MOTD] it has no Line3"),
        ("Help.dat", "[Help]", "[Ayuda]", "", "[Help] the section is missing"),
        (
            "apuestas.dat",
            "Jugadas=30",
            "Jugadas=muchas",
            "line 4",
            "[Main] Jugadas=muchas is no plain number; 0 is used",
        ),
        ("BanIps.dat", "10.0.0.9", "10.0.0.900", "line 2", "no address: 10.0.0.900"),
    ],
)
def test_lists(data: DataFolder, name: str, old: str, new: str, place: str, reason: str) -> None:
    data.replace(name, old, new)
    assert data.says()[0] == ("WARNING", name, place, reason)


@pytest.mark.parametrize(
    ("old", "new", "place", "reason"),
    [
        ("Mago=0.5", "Mago=0,5", "line 28", "[MODEVASION] Mago=0,5 is no plain number; 0 is used"),
        (
            "E3=40",
            "E3=41",
            "line 145",
            "[DISTRIBUCION] the shares E1 to E5 are not 100 together; (10, 20, 40, 20, 10) is used",
        ),
        ("PorcentajeRecuperoMana=6", "", "line 154", "[EXTRA] it has no PorcentajeRecuperoMana"),
        ("Rango3=3000", "", "line 158", "[RECOMPENSAFACCION] it has no Rango3"),
    ],
)
def test_balance(data: DataFolder, old: str, new: str, place: str, reason: str) -> None:
    data.replace("Balance.dat", old, new)
    assert data.says()[0] == ("WARNING", "Balance.dat", place, reason)


@pytest.mark.parametrize(
    ("old", "new", "place", "reason"),
    [
        ("HumanoFuerza=+1", "", "line 1", "[MODRAZA] it has no HumanoFuerza, so there the race Humano changes nothing"),
        ("Mago=0.5", "", "line 27", "[MODEVASION] it has no Mago, so there no blow is ever evaded"),
        ("[MODVIDA]", "[VIDA]", "", "[MODVIDA] the section is missing, so a new level gives hardly any HP"),
        (
            "[MODDAÑOARMAS]",
            "[ARMAS]",
            "",
            "[MODDAÑOARMAS] the section is missing, so blows with weapons do no damage",
        ),
    ],
)
def test_a_table_without_which_the_game_is_spoilt_is_an_error(
    data: DataFolder, old: str, new: str, place: str, reason: str
) -> None:
    data.replace("Balance.dat", old, new)
    assert data.says()[0] == ("ERROR", "Balance.dat", place, reason)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp850", "cp1252"])
@pytest.mark.parametrize("spelling", ["DAÑO", "DANO", "DA?O"])
def test_balance_in_every_spelling_and_encoding_is_the_same(data: DataFolder, encoding: str, spelling: str) -> None:
    usual = data.imported().content.balance
    text = data.path("Balance.dat").read_bytes().decode("cp1252").replace("DAÑO", spelling)
    data.write_bytes("Balance.dat", text.encode(encoding))
    imported = data.imported()
    assert imported.content.balance == usual
    assert not imported.findings.having(Severity.ERROR)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("obj.dat", "there is not one section [OBJ1], [OBJ2] …: no objects"),
        ("NPCs.dat", "there is not one section [NPC1], [NPC2] …: no NPCs"),
        ("Hechizos.dat", "there is not one section [HECHIZO1], [HECHIZO2] …: no spells"),
    ],
)
def test_a_file_that_defines_nothing_is_an_error(data: DataFolder, name: str, reason: str) -> None:
    data.write_bytes(name, b"\x89PNG\0\0noise")
    assert ("ERROR", name, "", reason) in data.says()


def test_a_count_far_above_what_follows_costs_nothing(data: DataFolder) -> None:
    data.replace("obj.dat", "NumObjs=4", "NumObjs=2147483647")
    assert data.says()[0][3] == ("[INIT] 2147483643 of 2147483647 are not defined: 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 …")
