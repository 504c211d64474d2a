"""The golden figures of the classic maps.  Source: 03-world §2–6."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from kit.classic import classic_content, imported
from kit.spec import CLASSIC, SPEC, needs_classic

from pyao.content.enums import MapRestriction, ObjectType, Terrain
from pyao.content.maps import BLOCKED, LAVA, ROOF, WATER, MapDef
from pyao.storage.classic.findings import Severity
from pyao.world.space import is_playable

if TYPE_CHECKING:
    from collections.abc import Callable

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


def test_wld_02_triggers(content: Content) -> None:
    on_maps = {number: Counter(one.triggers) for number, one in content.maps.items()}
    tiles = {trigger: sum(counts[trigger] for counts in on_maps.values()) for trigger in range(1, 7)}
    assert tiles == {1: 20916, 2: 1474, 3: 2258, 4: 744, 5: 163, 6: 1791}
    maps = {trigger: [number for number, counts in on_maps.items() if counts[trigger]] for trigger in range(1, 7)}
    assert (len(maps[1]), len(maps[3])) == (41, 41)
    assert maps[2] == [38, 47, 60, 65, 111, 112, 156]
    assert {number: on_maps[number][4] for number in maps[4]} == {66: 625, 171: 119}
    assert {number: on_maps[number][5] for number in maps[5]} == {1: 67, 34: 43, 58: 51, 168: 2}
    assert {number: on_maps[number][6] for number in maps[6]} == {171: 252, 200: 285, 272: 259, 273: 710, 275: 285}
    assert Counter(content.maps[34].triggers)[1] == 1060
    assert count(content.maps[34], WATER) == 1731
    assert Counter(content.maps[59].triggers) == {0: 10_000 - 1864, 1: 1832, 3: 32}
    assert Counter(content.maps[116].triggers) == {0: 9988, 3: 12}


def test_wld_02_where_exits_lead(content: Content) -> None:
    exits = [(number, tile, to) for number, one in content.maps.items() for tile, to in one.exits.items()]
    assert all(to[0] in content.maps for _number, _tile, to in exits)

    def at(place: tuple[int, int, int]) -> int:
        return (place[2] - 1) * 100 + place[1] - 1

    assert sum(1 for *_from, to in exits if content.maps[to[0]].tiles[at(to)] & BLOCKED) == 150
    assert sum(1 for *_from, to in exits if to[1:] in content.maps[to[0]].exits) == 138
    assert sum(1 for *_from, to in exits if content.maps[to[0]].triggers[at(to)] == 3) == 110
    assert sum(1 for number, tile, _to in exits if content.maps[number].tiles[at((0, *tile))] & BLOCKED) == 94
    outside = [(number, tile) for number, tile, _to in exits if not is_playable(*tile)]
    assert len(outside) == 45
    assert {number: {x for other, (x, _y) in outside if other == number} for number, _tile in outside} == {
        64: {8},
        37: {5},
    }
    without = (49, 169, 198, 199, 208, 272, 273, *range(276, 280))
    assert not any(content.maps[number].exits for number in without)
    reached = {to[0] for *_from, to in exits}
    assert not reached & {169, 170, 198, 199, 208, *range(272, 275), *range(276, 281)}
    assert [(number, tile) for number, tile, to in exits if to[0] == 49] == [(170, (88, 13))]


def test_wld_02_exits_of_the_home_maps(content: Content) -> None:
    def side(*, xs: range, ys: range, to: Callable[[int, int], tuple[int, int, int]]) -> dict[Any, Any]:
        return {(x, y): to(x, y) for y in ys for x in xs}

    rows, columns, north, south = range(8, 94), range(9, 93), range(7, 8), range(94, 95)
    west, east = range(9, 10), range(92, 93)
    assert content.maps[1].exits == (
        side(xs=columns, ys=north, to=lambda x, _y: (5, x, 93))
        | side(xs=columns, ys=south, to=lambda x, _y: (2, x, 8))
        | side(xs=west, ys=rows, to=lambda _x, y: (8, 91, y))
        | side(xs=east, ys=rows, to=lambda _x, y: (11, 10, y))
        | {(x, 53): (40, 46, 8) for x in (32, 33, 34)}
        | {(82, 27): (286, 50, 65)}
    )
    inner = range(10, 93)
    assert content.maps[2].exits == (
        side(xs=inner, ys=north, to=lambda x, _y: (1, x, 93))
        | {(x, 94): (3, x, 8) for x in inner if x not in (47, 70)}
        | side(xs=east, ys=rows, to=lambda _x, y: (14, 10, y))
        | side(xs=west, ys=range(7, 95), to=lambda _x, y: (39, 91, y))
    )
    assert Counter(to[0] for to in content.maps[34].exits.values()) == {32: 86, 35: 82, 45: 3, 78: 26, 87: 82, 286: 1}
    assert content.maps[34].exits[55, 79] == (286, 50, 65)
    assert {tile: to for tile, to in content.maps[59].exits.items() if to[0] != 60} == {
        (x, 94): (58, x, 8) for x in range(41, 46)
    } | {(50, 41): (286, 50, 65)}
    assert Counter(to[0] for to in content.maps[59].exits.values())[60] == 45
    assert len(content.maps[116].exits) == 9
    portals = {
        (39, 41): (1, 25, 25),
        (41, 62): (34, 44, 88),
        (61, 50): (59, 50, 50),
        (59, 62): (62, 72, 40),
        (39, 50): (151, 40, 50),
        (61, 41): (196, 52, 75),
        (42, 77): (168, 50, 57),
    }
    neighbours = {287, 288, 289, 290}
    assert {tile: to for tile, to in content.maps[286].exits.items() if to[0] not in neighbours} == portals


def test_wld_02_npcs_of_the_home_maps(content: Content) -> None:
    assert {number: len(content.maps[number].npcs) for number in (1, 2, 34, 59, 116, 286)} == {
        1: 36,
        2: 25,
        34: 33,
        59: 17,
        116: 11,
        286: 37,
    }
    at_home = {(x, y): number for x, y, number in content.maps[1].npcs}
    snakes = ((17, 17), (29, 18), (65, 19), (85, 19), (25, 71), (83, 78), (76, 92), (80, 92), (35, 93), (33, 94))
    rats = ((73, 16), (13, 48), (89, 72), (14, 87), (41, 91))
    assert at_home == {
        **dict.fromkeys(snakes, 504),
        **dict.fromkeys(rats, 536),
        (71, 33): 12,
        (72, 33): 19,
        (73, 33): 20,
        (27, 34): 8,
        (78, 34): 14,
        (59, 38): 13,
        (55, 44): 137,
        (65, 46): 24,
        (77, 49): 24,
        (51, 50): 80,
        (65, 50): 128,
        (41, 52): 143,
        (47, 62): 8,
        (33, 63): 7,
        (35, 63): 54,
        (62, 63): 46,
        (77, 63): 5,
        (51, 75): 104,
        (58, 75): 33,
        (44, 76): 34,
        (65, 76): 44,
    }
    assert Counter(number for *_tile, number in content.maps[2].npcs) == {504: 15, 536: 3, 500: 5, 501: 2}
    assert {(22, 44, 24), (39, 53, 24), (27, 58, 5)} <= set(content.maps[34].npcs)
    assert {(x, y): number for x, y, number in content.maps[59].npcs} == {
        (21, 16): 5,
        (14, 21): 50,
        (75, 43): 140,
        (50, 45): 80,
        (88, 45): 52,
        (68, 53): 142,
        (55, 60): 38,
        (79, 60): 141,
        (88, 61): 51,
        (74, 62): 50,
        (48, 79): 25,
        (49, 79): 26,
        (50, 79): 27,
        (58, 79): 44,
        (28, 80): 14,
        (73, 80): 74,
        (36, 81): 48,
    }
    assert {(x, y): number for x, y, number in content.maps[116].npcs} == {
        (75, 15): 549,
        (21, 48): 554,
        (57, 48): 543,
        (21, 53): 555,
        (59, 80): 536,
        (62, 80): 536,
        **dict.fromkeys(((81, 54), (85, 54), (89, 54), (84, 58), (87, 58)), 507),
    }
    maps = content.maps.values()
    assert sum(1 for one in maps if one.npcs) == 169
    blocked = [
        npc for one in content.maps.values() for npc in one.npcs if one.tiles[(npc[1] - 1) * 100 + npc[0] - 1] & 1
    ]
    assert len(blocked) == 19


def test_wld_02_sizes_of_all_files(content: Content) -> None:
    """|.map| = 30273 + 2 an entry; |.inf| = 10010 + 6 an exit + 2 an NPC + 4 an object."""
    sizes = {path.name.lower(): path.stat().st_size for path in (CLASSIC / "Maps").iterdir()}
    for number, here in content.maps.items():
        layers = imported().layers[number].layers
        entries = sum(sum(1 for picture in layer if picture) for layer in layers[1:])
        triggers = sum(1 for trigger in here.triggers if trigger)
        assert sizes[f"mapa{number}.map"] == 30273 + 2 * (entries + triggers)
        contents = 6 * len(here.exits) + 2 * len(here.npcs) + 4 * len(here.objects)
        assert sizes[f"mapa{number}.inf"] == 10010 + contents


def test_wld_03_zones_and_sounds(content: Content) -> None:
    zones = Counter(one.zone for one in content.maps.values())
    assert (zones["DUNGEON"], zones["CAMPO"]) == (64, 207)
    towns = [1, 34, *range(59, 65), 66, 150, 151, 156, 163, 165, 170, 171, *range(195, 198)]
    assert [number for number, one in content.maps.items() if one.zone == "CIUDAD"] == towns
    sounds = [sound for one in content.maps.values() for sound in one.sounds]
    assert {(sound.dry, sound.chance_pct) for sound in sounds} == {(True, 20), (False, 80)}
    assert {sound.wave for sound in sounds if not sound.dry} == {105}
    assert sum(1 for one in content.maps.values() if not all(sound.dry for sound in one.sounds)) == 59
    assert not any(one.start_pos or one.on_death_go_to for one in content.maps.values())
    assert [number for number, one in content.maps.items() if not one.name] == [59, 101]


def test_the_classic_data_has_no_error_and_few_warnings() -> None:
    findings = imported().findings
    assert not findings.having(Severity.ERROR)
    assert [f"{one.file} {one.place}".strip() for one in findings.having(Severity.WARNING)] == [
        "NPCs.dat line 4825",
        "Hechizos.dat line 2738",
        "Hechizos.dat line 2800",
        "Hechizos.dat line 2336",
        "Hechizos.dat line 2349",
        "Mapa59.dat line 1",
        "Mapa291.map",
    ]


def test_the_pack_of_the_classic_world_is_the_same_world(content: Content) -> None:
    assert classic_content() == content
