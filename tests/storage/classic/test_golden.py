"""The golden figures of the classic maps.  Source: 03-world §2–6."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from kit.classic import imported
from kit.spec import CLASSIC, SPEC, needs_classic

from pyao.content.enums import MapRestriction, ObjectType, Terrain
from pyao.content.maps import BLOCKED, LAVA, ROOF, WATER, MapDef
from pyao.storage.classic.findings import Severity

if TYPE_CHECKING:
    from pyao.content.content import Content

pytestmark = needs_classic

CRCS = {
    1: 0xAE4E18A4,
    2: 0x0622DBC7,
    34: 0x5F40787F,
    37: 0x8953D958,
    49: 0xB731A221,
    59: 0x9DA03FBA,
    62: 0xCEBD1F61,
    116: 0xF79F9FBE,
    151: 0x3604E0F3,
    196: 0x71A91777,
    286: 0x10A2C337,
}


@pytest.fixture(scope="module")
def content() -> Content:
    return imported().content


def states(here: MapDef) -> bytes:
    return bytes(flags & (BLOCKED | ROOF | WATER) for flags in here.tiles)


def count(here: MapDef, flag: int) -> int:
    return sum(1 for flags in here.tiles if flags & flag)


def test_wld_01_map_1(content: Content) -> None:
    here = content.maps[1]
    assert here.version == 25
    assert (count(here, BLOCKED), count(here, WATER)) == (3882, 0)
    assert {trigger: n for trigger, n in Counter(here.triggers).items() if trigger} == {1: 873, 5: 67}
    assert (len(here.exits), len(here.npcs), len(here.objects)) == (344, 36, 159)
    assert (CLASSIC / "Maps" / "Mapa1.map").stat().st_size == 33183
    assert (CLASSIC / "Maps" / "Mapa1.inf").stat().st_size == 12782


def test_wld_02_totals(content: Content) -> None:
    maps = content.maps.values()
    assert sorted(content.maps) == list(range(1, 291))
    assert sum(count(one, BLOCKED) for one in maps) == 1091903
    assert sum(count(one, WATER) for one in maps) == 1352474
    assert sum(1 for one in maps for flags in one.tiles if flags & BLOCKED and flags & WATER) == 408341
    assert sum(count(one, LAVA) for one in maps) == 2180
    assert sum(len(one.exits) for one in maps) == 60254
    exits = [place for one in maps for place in one.exits.values()]
    assert tuple(sum(place[k] for place in exits) for k in range(3)) == (7827238, 3042732, 3055002)
    assert sum(len(one.npcs) for one in maps) == 2852
    assert sum(number for one in maps for _x, _y, number in one.npcs) == 1331296
    objects = [pair for one in maps for pair in one.objects.values()]
    assert len(objects) == 13298
    assert sum(item for item, _amount in objects) == 3859425
    assert sum(amount for _item, amount in objects) == 594311
    posted = sum(1 for one in maps for _x, _y, number in one.npcs if content.npcs[number].returns_to_post)
    assert posted == 30


def test_wld_02_kinds_of_objects_on_the_ground(content: Content) -> None:
    kinds = Counter(content.items[item].type for one in content.maps.values() for item, _amount in one.objects.values())
    assert kinds[ObjectType.PUERTAS] == 234
    assert kinds[ObjectType.ARBOLES] + kinds[ObjectType.ARBOL_ELFICO] in (9364, 9364 + kinds[ObjectType.ARBOL_ELFICO])
    assert kinds[ObjectType.CARTELES] == 309
    assert kinds[ObjectType.YACIMIENTO] == 129
    assert kinds[ObjectType.TELEPORT] == 408
    assert kinds[ObjectType.FOROS] == 10
    assert kinds[ObjectType.GUITA] == 56


def test_wld_02_layers() -> None:
    layers = imported().layers.values()
    entries = [sum(1 for ground in layers for picture in ground.layers[k] if picture) for k in (1, 2, 3)]
    assert entries == [47584, 20838, 34485]
    sums = [sum(sum(ground.layers[k]) for ground in layers) for k in range(4)]
    assert sums == [10438314972, 450314488, 159082772, 283696820]


def test_wld_02_crcs(content: Content) -> None:
    assert {number: zlib.crc32(states(content.maps[number])) for number in CRCS} == CRCS
    assert zlib.crc32(b"".join(states(content.maps[number]) for number in range(1, 291))) == 0x41FEE5F9


def test_wld_02_blocked_tiles_of_every_map(content: Content) -> None:
    table = (SPEC / "03-world.md").read_text(encoding="utf-8")
    rows = re.findall(r"^(\d+): ((?:\d+ ?)+)$", table, re.MULTILINE)
    expected = [int(number) for _first, numbers in rows for number in numbers.split()]
    assert len(expected) == 290
    assert [count(content.maps[number], BLOCKED) for number in range(1, 291)] == expected


def test_wld_02_lower_case_files(content: Content) -> None:
    assert content.maps[7].name == "Bosque norte de Ullathorpe"
    assert not content.maps[7].safe
    assert {36, 118} <= content.maps.keys()


def test_wld_03_safety_and_restrictions(content: Content) -> None:
    maps = content.maps
    assert maps[1].safe
    assert not maps[2].safe
    assert maps[49].restriction is MapRestriction.NONE
    safe = [1, 34, 37, *range(58, 65), 151, *range(167, 171), *range(195, 198), 200, *range(272, 276)]
    assert sorted(n for n, one in maps.items() if one.safe) == [*safe, *range(277, 281), *range(286, 290)]
    restricted = {n: one.restriction.value for n, one in maps.items() if one.restriction is not MapRestriction.NONE}
    newbie = dict.fromkeys((37, 167, 168, *range(286, 291)), "NEWBIE")
    assert restricted == newbie | {200: "CAOS", 275: "ARMADA"}


def test_properties(content: Content) -> None:
    maps = content.maps
    assert [n for n, one in maps.items() if one.no_magic] == [*range(264, 272), 284]
    assert [n for n, one in maps.items() if one.no_invisibility] == [184]
    assert [n for n, one in maps.items() if one.npc_theft] == list(range(40, 46))
    snow = [*range(140, 147), 162, 166, *range(172, 179), 184, *range(264, 272)]
    assert [n for n, one in maps.items() if one.terrain is Terrain.NIEVE] == snow
    assert sum(1 for one in maps.values() if one.backup) == 118
    assert sum(1 for one in maps.values() if one.sounds) == 60
    assert (maps[2].version, maps[34].version, maps[59].version, maps[116].version, maps[286].version) == (
        2696,
        41,
        47,
        2698,
        99,
    )
    assert count(maps[286], ROOF) == 2523


def test_every_map_has_npcs_defined(content: Content) -> None:
    assert {number for one in content.maps.values() for _x, _y, number in one.npcs} <= content.npcs.keys()


def test_the_only_error_is_the_empty_map() -> None:
    errors = [one for one in imported().findings if one.severity is Severity.ERROR]
    assert [(one.file, one.place) for one in errors] == [("Mapa291.map", "")]
