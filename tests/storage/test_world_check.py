"""A world holds together, or the check says what does not; masks give ground without the client's files."""

from __future__ import annotations

import runpy
import zlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from kit.spec import CLASSIC, needs_classic
from kit.worlds import content, plain_map
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.content.enums import ObjectType, Trigger
from pyao.content.errands import ErrandDef, ErrandKind
from pyao.content.items import ItemDef
from pyao.content.maps import BLOCKED, LAVA, ROOF, SIDE, TILES, WATER
from pyao.content.npcs import NpcDef, NpcType
from pyao.content.spells import SpellDef, SpellEffect
from pyao.content.starting_kit import StartingKit
from pyao.storage import ground_masks
from pyao.storage.classic.map_files import MAP_HEADER
from pyao.storage.default_world import load_default_world
from pyao.storage.world_check.check import check_world

if TYPE_CHECKING:
    from pyao.content.content import Content

ROOT = Path(__file__).resolve().parents[2]
APPLE, SWORD, WOOD = 1, 2, 58
NO_KIT = StartingKit(
    (), (), clothes={}, weapon=APPLE, weapons={}, tools=(1, 1), ammunition={}, provisions=(), spells={}
)
SELLER = NpcDef(id=8, name="Frutera", trades=True, movement=1, stock=((APPLE, 5),))
RAT = NpcDef(id=9, name="Rata", movement=3, attackable=True, max_hp=5)
WALL = [(x, 60) for x in range(1, SIDE + 1)]


def a_sound_world(**fields: Any) -> Content:
    """Two maps with a way there and back, a shop and a rat."""
    there = plain_map(2, exits={(50, 50): (1, 40, 40)}, npcs=((30, 30, 9),))
    here = plain_map(1, exits={(60, 50): (2, 40, 40)}, npcs=((52, 52, 8),))
    parts: dict[str, Any] = {
        "items": {12: ItemDef(id=12, grh=511), APPLE: ItemDef(id=APPLE, name="Manzana", grh=506)},
        "npcs": {8: SELLER, 9: RAT},
        "starting_kit": NO_KIT,
    }
    maps = fields.pop("maps", (here, there))
    return content(*maps, **(parts | fields))


def complaints(world: Content) -> list[str]:
    return [str(one) for one in check_world(world)]


def test_a_sound_world_has_no_findings() -> None:
    assert complaints(a_sound_world()) == []


def test_the_built_in_world_is_sound() -> None:
    assert complaints(load_default_world()) == []


@needs_classic
def test_the_built_in_world_is_sound_on_the_ground_that_its_maps_have_in_the_game() -> None:
    assert complaints(load_default_world(CLASSIC)) == []


def test_an_exit_must_lead_where_one_can_stand() -> None:
    everywhere = [(x, y) for x in range(1, 101) for y in range(1, 101)]
    world = a_sound_world()
    solid = plain_map(2, blocked=everywhere)
    found = complaints(replace(world, maps={1: world.maps[1], 2: solid}))
    assert any("tile 60,50: the exit leads to (2, 40, 40)" in line for line in found)
    assert any(line.startswith("maps, map 2: no exits lead") for line in found)


def test_a_shop_behind_a_wall_is_out_of_reach_and_so_is_a_thing() -> None:
    here = plain_map(1, blocked=WALL, npcs=((52, 80, 8),), objects={(30, 90): (APPLE, 1)})
    found = complaints(a_sound_world(maps=(here,), npcs={8: SELLER}))
    assert found == [
        "maps, map 1, tile 52,80: nobody can reach Frutera",
        "maps, map 1, tile 30,90: nobody can reach Manzana",
    ]


def test_with_a_boat_that_can_be_had_one_gets_over_water() -> None:
    river = [(x, y) for x, y in WALL]
    here = plain_map(1, water=river, npcs=((52, 50, 8), (52, 80, 7)))
    boat = ItemDef(id=5, name="Barca", grh=1, type=ObjectType.BARCOS)
    items = {APPLE: ItemDef(id=APPLE, grh=506), 5: boat}
    dealer, far = replace(SELLER, stock=((APPLE, 5), (5, 1))), replace(SELLER, id=7, name="Isleña", stock=())
    fish = {number: ItemDef(id=number, grh=1) for number in (12,)}
    assert complaints(a_sound_world(maps=(here,), items=items | fish, npcs={8: dealer, 7: far})) == []
    found = complaints(a_sound_world(maps=(here,), items={APPLE: items[APPLE]}, npcs={8: SELLER, 7: far}))
    assert found == ["maps, map 1, tile 52,80: nobody can reach Isleña"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"blocked": [(30, 30)]}, "Rata stands on ground on which it can't live"),
        ({"water": [(30, 30)]}, "Rata stands on ground on which it can't live"),
        ({"npcs": ((3, 3, 9),)}, "NPC 9 stands outside the bounds of play"),
        ({"npcs": ((30, 30, 99), (31, 31, 9))}, "NPC 99 is not defined"),
        ({"objects": {(30, 30): (77, 1)}}, "object 77 is not defined"),
    ],
)
def test_what_is_wrong_on_a_map_is_said(change: dict[str, Any], complaint: str) -> None:
    fields: dict[str, Any] = {"exits": {(50, 50): (1, 40, 40)}, "npcs": ((30, 30, 9),)}
    world = a_sound_world()
    there = plain_map(2, **(fields | change))
    assert any(complaint in line for line in complaints(replace(world, maps={1: world.maps[1], 2: there})))


@pytest.mark.parametrize(
    ("table", "thing", "complaint"),
    [
        ("items", ItemDef(id=3, name="Nada", grh=1), "nobody can get Nada"),
        ("items", ItemDef(id=APPLE, grh=30_000), "the client has no picture 30000"),
        ("items", ItemDef(id=APPLE, grh=1, spell=4), "it teaches spell 4, which is not defined"),
        ("items", ItemDef(id=APPLE, grh=1, upgrade=4), "object 4 is not defined"),
        ("items", ItemDef(id=APPLE, grh=1, type=ObjectType.CASCO, animation=17), "the client has no helmet 17"),
        ("npcs", NpcDef(id=7, name="Nadie"), "Nadie lives nowhere"),
        ("npcs", replace(SELLER, stock=((9, 1),)), "object 9 is not defined"),
        ("npcs", replace(SELLER, creatures=((77, "Ogro"),)), "NPC 77 is not defined"),
        ("npcs", replace(SELLER, spells=(5,)), "spell 5 is not defined"),
        ("npcs", replace(SELLER, body=549), "the client lacks its body"),
        ("npcs", replace(SELLER, type=NpcType.GOBERNADOR, city=9), "it governs the unknown city 9"),
        ("npcs", replace(RAT, max_hp=0), "it can be attacked and has 0 HP"),
        ("spells", SpellDef(id=1, name="Nube"), "nobody can learn Nube"),
        ("spells", SpellDef(id=1, fx=36), "the client lacks its effect"),
        ("spells", SpellDef(id=1, effects=(SpellEffect("summon", npc=77),)), "it calls NPC 77"),
    ],
)
def test_what_is_wrong_with_a_definition_is_said(table: str, thing: Any, complaint: str) -> None:
    world = a_sound_world()
    fields: dict[str, Any] = {table: {**getattr(world, table), thing.id: thing}}
    assert any(complaint in line for line in complaints(replace(world, **fields)))


@pytest.mark.parametrize(
    ("hostile", "sold", "complaint"),
    [
        (False, False, ["errands, errand 1: only who takes the safe off can come by object 3"]),
        (True, False, []),
        (False, True, []),
    ],
)
def test_what_is_to_be_brought_can_be_had_with_the_safe_on(hostile: bool, sold: bool, complaint: list[str]) -> None:
    world = a_sound_world()
    meat = ItemDef(id=3, name="Carne", grh=506)
    seller = replace(SELLER, stock=(*SELLER.stock, (meat.id, 5))) if sold else SELLER
    errand = ErrandDef(1, "Carne", SELLER.id, ErrandKind.BRING, meat.id)
    fed = replace(
        world,
        items={**world.items, meat.id: meat},
        npcs={8: seller, 9: replace(RAT, hostile=hostile, drops=((meat.id, 1),))},
        errands={1: errand},
    )
    assert complaints(fed) == complaint


def test_a_recipe_must_be_makeable() -> None:
    bow = ItemDef(id=SWORD, name="Arco", grh=1, wood=3, carpentry=1)
    tree = ItemDef(id=5, name="Árbol", grh=1, type=ObjectType.ARBOLES, fixed=True)
    wood = ItemDef(id=WOOD, name="Leña", grh=1)
    world = a_sound_world(carpenter_objects=(SWORD,))
    items = {**world.items, SWORD: bow, WOOD: wood}
    assert "crafts, item 2: Arco can't be made: it takes {58: 3}" in complaints(replace(world, items=items))
    grown = replace(world.maps[1], objects={(40, 40): (5, 1)})
    assert complaints(replace(world, items={**items, 5: tree}, maps={**world.maps, 1: grown})) == []


def test_the_command_says_how_it_went_and_draws_the_maps(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["world", "check", "--data", str(tmp_path), "--pictures", str(tmp_path / "maps")])
    assert result.exit_code == 0, result.output
    assert "0 errors, 0 warnings" in result.output
    drawn = (tmp_path / "maps" / "286.png").read_bytes()
    assert drawn.startswith(b"\x89PNG")
    assert {file.name for file in (tmp_path / "maps").iterdir()} == {f"{n}.png" for n in load_default_world().maps}


def test_a_client_that_is_not_there_is_refused(tmp_path: Path) -> None:
    given = ["world", "check", "--data", str(tmp_path), "--client", str(tmp_path / "nowhere")]
    result = CliRunner().invoke(app, given)
    assert result.exit_code == 2
    assert "nowhere" in result.output


def test_masks_keep_walls_water_and_roofs_and_nothing_else() -> None:
    tiles = bytearray(TILES)
    tiles[5], tiles[6], tiles[7] = BLOCKED | LAVA, WATER | ROOF, LAVA
    mask = ground_masks.pack_mask(bytes(tiles))
    assert len(mask) < 100
    kept = ground_masks.unpack_mask(mask)
    assert {index: flags for index, flags in enumerate(kept) if flags} == {5: BLOCKED, 6: WATER | ROOF}
    assert ground_masks.triggers_under(kept)[6] == Trigger.BAJO_TECHO


@pytest.mark.parametrize("broken", [b"", b"no mask", zlib.compress(bytes(9)), zlib.compress(bytes([LAVA]) * TILES)])
def test_what_is_no_mask_is_refused(broken: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        ground_masks.unpack_mask(broken)


def test_areas_change_tiles_and_triggers() -> None:
    areas = {"water": [[1, 1, 2, 1]], "roof": [[4, 1, 4, 1]], "arena": [[5, 1, 5, 1]], "safe": [[6, 1, 6, 1]]}
    assert ground_masks.tiles_with(bytes(TILES), areas)[:6] == bytes([WATER, WATER, 0, ROOF, 0, 0])
    given = ground_masks.triggers_with(bytes(TILES), areas)
    assert given[:6] == bytes([0, 0, 0, Trigger.BAJO_TECHO, Trigger.ZONAPELEA, Trigger.ZONA_SEGURA])
    ours = ground_masks.triggers_with(bytes(TILES), areas, only_ours=True)
    assert ours[:6] == bytes([0, 0, 0, 0, Trigger.ZONAPELEA, Trigger.ZONA_SEGURA])


def test_the_script_writes_masks_of_the_maps_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = tmp_path / "client" / "Assets" / "Maps"
    client.mkdir(parents=True)
    (tmp_path / "client" / "project.godot").write_bytes(b"")
    walled = b"\1\0" + bytes(MAP_HEADER - 2) + b"\1\1\0" + b"\0\1\0" * (TILES - 1)
    for number in (286, 200):
        (client / f"mapa{number}.map").write_bytes(walled)
    script = runpy.run_path(str(ROOT / "scripts" / "ground_masks.py"))
    lines = script["write_masks"](tmp_path / "client", tmp_path / "masks")
    assert {file.name for file in (tmp_path / "masks").iterdir()} == {"286.mask"}
    assert any(line.startswith("286.mask: ") for line in lines)
    assert "map 1 is not there" in lines
    monkeypatch.setattr(
        "pyao.storage.default_world.ground_masks.kept_mask",
        lambda number: (
            ground_masks.unpack_mask((tmp_path / "masks" / "286.mask").read_bytes()) if number == 286 else None
        ),
    )
    assert load_default_world().maps[286].tiles[:2] == bytes([BLOCKED, 0])
