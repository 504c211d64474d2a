"""Reading map files byte by byte.  Source: 03-world §2–4."""

from __future__ import annotations

import re
import struct

import pytest
from kit.classic_files import InfFile, MapFile

from pyao.content.enums import MapRestriction, Terrain
from pyao.content.maps import BLOCKED, LAVA, ROOF, TILES, WATER, AmbientSound, MapDef
from pyao.storage.classic.findings import Finding, Findings
from pyao.storage.classic.ini import read_ini
from pyao.storage.classic.map_files import (
    BrokenMap,
    Contents,
    Ground,
    read_contents,
    read_ground,
)
from pyao.storage.classic.maps import make_map

FILE = "Mapa1.map"


def ground_of(file: MapFile, findings: Findings | None = None) -> Ground:
    return read_ground(FILE, file.bytes(), Findings() if findings is None else findings)


def at(x: int, y: int) -> int:
    return (y - 1) * 100 + x - 1


def map_of(text: str) -> tuple[MapDef, Findings]:
    findings = Findings()
    ini = read_ini("Mapa1.dat", f"[MAPA1]\n{text}".encode("cp1252"), findings)
    return make_map(1, Ground(), Contents(), ini), findings


def test_free_ground() -> None:
    ground = ground_of(MapFile(version=2696, ground=7))
    assert ground.version == 2696
    assert ground.tiles == ground.triggers == bytes(TILES)
    assert list(ground.layers[0]) == [7] * TILES
    assert not any(any(layer) for layer in ground.layers[1:])


def test_everything_on_one_tile() -> None:
    file = MapFile(blocked=frozenset({(3, 2)}), layers={(3, 2): {1: 9, 2: 10, 3: 11, 4: 12}}, triggers={(3, 2): 4})
    ground = ground_of(file)
    assert [layer[at(3, 2)] for layer in ground.layers] == [9, 10, 11, 12]
    assert ground.tiles[at(3, 2)] == BLOCKED | ROOF
    assert ground.triggers[at(3, 2)] == 4
    assert sum(ground.tiles) == BLOCKED | ROOF


@pytest.mark.parametrize(
    ("picture", "flag"),
    [
        (1504, 0),
        (1505, WATER),
        (1520, WATER),
        (1521, 0),
        (5664, 0),
        (5665, WATER),
        (5680, WATER),
        (5681, 0),
        (5836, 0),
        (5837, LAVA),
        (5852, LAVA),
        (5853, 0),
        (13546, 0),
        (13547, WATER),
        (13562, WATER),
        (13563, 0),
    ],
)
def test_water_and_lava(picture: int, flag: int) -> None:
    file = MapFile(layers={(1, 1): {1: picture}, (100, 100): {1: picture, 3: 5}}, blocked=frozenset({(100, 100)}))
    ground = ground_of(file)
    assert ground.tiles[at(1, 1)] == flag
    assert ground.tiles[at(100, 100)] == BLOCKED | flag


def test_a_shore_is_no_water_but_lava_stays_lava() -> None:
    ground = ground_of(MapFile(layers={(1, 1): {1: 1505, 2: 5}, (2, 1): {1: 5837, 2: 5}, (3, 1): {1: 1505, 2: 0}}))
    assert list(ground.tiles[:3]) == [0, LAVA, WATER]


@pytest.mark.parametrize(("trigger", "flag"), [(1, ROOF), (2, ROOF), (3, 0), (4, ROOF), (5, 0), (6, 0)])
def test_triggers(trigger: int, flag: int) -> None:
    ground = ground_of(MapFile(triggers={(50, 50): trigger}))
    assert ground.triggers[at(50, 50)] == trigger
    assert ground.tiles[at(50, 50)] == flag


@pytest.mark.parametrize("trigger", [7, 300, -1])
def test_an_unknown_trigger_is_left_out_and_said(trigger: int) -> None:
    findings = Findings()
    ground = ground_of(MapFile(triggers={(50, 51): trigger}), findings)
    assert not any(ground.triggers)
    assert findings == [Finding(FILE, "tile 50,51", f"the unknown trigger {trigger}; it is left out")]


def test_unknown_flags_are_said() -> None:
    findings = Findings()
    ground_of(MapFile(more_flags={(5, 6): 32}), findings)
    read_contents("Mapa1.inf", InfFile(more_flags={(7, 8): 8}).bytes(), findings)
    assert findings == [
        Finding(FILE, "tile 5,6", "unknown flags: 32"),
        Finding("Mapa1.inf", "tile 7,8", "unknown flags: 8"),
    ]


@pytest.mark.parametrize("length", [0, 1, 272, 273, 274, 275, 30_272])
def test_a_cut_ground_is_broken(length: int) -> None:
    with pytest.raises(BrokenMap, match=f"it ends after {length} bytes"):
        read_ground(FILE, MapFile().bytes()[:length], Findings())


@pytest.mark.parametrize("length", [0, 9, 10, 10_009])
def test_cut_contents_are_broken(length: int) -> None:
    with pytest.raises(BrokenMap, match=f"it ends after {length} bytes"):
        read_contents("Mapa1.inf", InfFile().bytes()[:length], Findings())


def test_contents_cut_inside_a_tile_are_broken() -> None:
    with pytest.raises(BrokenMap):
        read_contents("Mapa1.inf", InfFile(objects={(100, 100): (1, 1)}).bytes()[:-1], Findings())


def test_the_oddities_of_a_broken_file_are_not_said() -> None:
    findings = Findings()
    with pytest.raises(BrokenMap):
        read_ground(FILE, MapFile(triggers={(1, 1): 99}).bytes()[:-1], findings)
    assert not findings


def test_what_follows_the_last_tile_is_said_and_the_map_is_read() -> None:
    findings = Findings()
    ground = read_ground(FILE, MapFile(version=3).bytes() + b"xyz", findings)
    contents = read_contents("Mapa1.inf", InfFile(npcs={(1, 1): 5}).bytes() + b"x", findings)
    assert (ground.version, contents.npcs) == (3, [(1, 1, 5)])
    assert findings == [
        Finding(FILE, "", "3 bytes follow the last tile; they are not used"),
        Finding("Mapa1.inf", "", "1 bytes follow the last tile; they are not used"),
    ]


def test_contents_come_in_file_order() -> None:
    file = InfFile(
        exits={(100, 100): (2, 9, 10), (1, 1): (3, 50, 51)},
        npcs={(2, 1): 501, (1, 2): 502, (100, 1): 503},
        objects={(1, 1): (12, 10_000), (100, 100): (63, 1)},
    )
    contents = read_contents("Mapa1.inf", file.bytes(), Findings())
    assert list(contents.exits.items()) == [((1, 1), (3, 50, 51)), ((100, 100), (2, 9, 10))]
    assert contents.npcs == [(2, 1, 501), (100, 1, 503), (1, 2, 502)]
    assert list(contents.objects.items()) == [((1, 1), (12, 10_000)), ((100, 100), (63, 1))]


def test_defaults_of_the_properties() -> None:
    here, findings = map_of("")
    assert here == MapDef(id=1)
    assert not here.safe
    assert not findings


def test_properties() -> None:
    here, findings = map_of(
        "name=Ciudad de Ñú\nMUSICNUM=4-1\npk=1\nTerreno=nieve\nZona=DUNGEON\nRestringir=Newbie\nBackUp= 1\n"
        "MagiaSinEfecto=1\nInviSinEfecto=1\nResuSinEfecto=1\nOcultarSinEfecto=1\nInvocarSinEfecto=1\n"
        "RoboNpcsPermitido=1\nStartPos=34-44-88\nOnDeathGoTo=0-1-1\n"
        "[SONIDOS]\nCantidad=2\n[SONIDO1]\nFlags=1\nProbabilidad=20\nSonido=21\n[SONIDO2]\nFlags=0\nSonido=105\n"
    )
    assert here == MapDef(
        id=1,
        name="Ciudad de Ñú",
        music=4,
        safe=True,
        terrain=Terrain.NIEVE,
        zone="DUNGEON",
        restriction=MapRestriction.NEWBIE,
        backup=True,
        no_magic=True,
        no_invisibility=True,
        no_resurrection=True,
        no_hiding=True,
        no_summoning=True,
        npc_theft=True,
        start_pos=(34, 44, 88),
        on_death_go_to=None,
        sounds=(AmbientSound(21, 20, dry=True), AmbientSound(105, 0, dry=False)),
    )
    assert not findings


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Terreno=LUNA", "[MAPA1] the unknown ground LUNA; it is taken for BOSQUE"),
        ("Zona=CIUDAD ", "[MAPA1] the unknown zone CIUDAD ; it counts as none"),
        ("Restringir=GM", "[MAPA1] the unknown restriction GM keeps nobody out"),
        ("StartPos=1-2", "[MAPA1] StartPos=1-2 is not of the form map-x-y"),
    ],
)
def test_words_that_nobody_knows_are_said(text: str, reason: str) -> None:
    here, findings = map_of(text)
    assert (here.terrain, here.restriction, here.start_pos) == (Terrain.BOSQUE, MapRestriction.NONE, None)
    assert [(one.place, one.reason) for one in findings] == [("line 2", reason)]


def test_a_sound_that_is_not_there_is_said() -> None:
    here, findings = map_of("[SONIDOS]\nCantidad=2\n[SONIDO2]\nSonido=7\n")
    assert here.sounds == (AmbientSound(7, 0, dry=False),)
    assert [one.reason for one in findings] == ["[SONIDOS] there is no section [SONIDO1]"]


MANY = MapFile(
    version=7,
    blocked=frozenset({(1, 1), (50, 50)}),
    layers={(2, 2): {1: 1505}, (3, 3): {1: 1505, 2: 20}, (4, 4): {2: 1, 3: 2, 4: 3}, (5, 5): {1: 5840}},
    triggers={(6, 6): 1, (7, 7): 6},
)


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (MANY.wide_bytes(), "servers with more graphics (4 bytes a picture)"),
        (MANY.old_bytes(), "older servers (13 bytes a tile)"),
    ],
)
def test_the_other_forms_of_a_ground_give_the_same(data: bytes, form: str) -> None:
    findings = Findings()
    assert read_ground(FILE, data, findings) == ground_of(MANY)
    assert [str(one) for one in findings] == [f"{FILE}: it is read in the form of {form}"]


def test_the_older_form_of_contents_gives_the_same() -> None:
    file = InfFile(exits={(1, 1): (2, 3, 4)}, npcs={(1, 1): 5, (100, 100): 6}, objects={(9, 9): (7, 8)})
    findings = Findings()
    assert read_contents("Mapa1.inf", file.old_bytes(), findings) == read_contents("a", file.bytes(), Findings())
    assert [str(one) for one in findings] == ["Mapa1.inf: it is read in the form of older servers (13 bytes a tile)"]


def test_a_picture_that_needs_four_bytes_is_left_out() -> None:
    findings = Findings()
    ground = read_ground(FILE, MapFile(layers={(2, 1): {3: 70_000}}).wide_bytes(), findings)
    assert not any(ground.layers[2])
    assert "tile 2,1: the picture 70000 is left out: no map of the client can have it" in str(findings[1])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xff" * 130_273, "it is of no form that is known: 10,000 tiles make no sense"),
        (b"\x07\x00" * 90_000, "it is of no form that is known: 129,727 bytes"),
        (struct.pack("<10i4h", *([5] * 10), 100, 1, 100, 1) + bytes(200_000), "it is a .csm map under another name"),
    ],
)
def test_what_makes_no_sense_is_refused(data: bytes, why: str) -> None:
    findings = Findings()
    with pytest.raises(BrokenMap, match=re.escape(why)):
        read_ground(FILE, data, findings)
    assert not findings


@pytest.mark.parametrize("data", [b"\x08" * 20_000, b"\xf7" * 160_010])
def test_contents_that_make_no_sense_are_refused(data: bytes) -> None:
    with pytest.raises(BrokenMap, match="no form that is known"):
        read_contents("Mapa1.inf", data, Findings())
