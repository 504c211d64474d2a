"""The built-in world is whole: what it names exists, what it says can be sent, and one can walk through it."""

from __future__ import annotations

import struct
import tomllib
from dataclasses import fields
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
import structlog
from kit.game import a_game

from pyao.content.balance import Balance
from pyao.content.content import Content
from pyao.content.enums import City, Heading, ObjectType, PlayerClass, Race
from pyao.content.items import ItemDef
from pyao.content.maps import BLOCKED, ROOF, SIDE, WATER, MapDef
from pyao.content.npcs import NpcDef
from pyao.content.spells import SpellDef
from pyao.protocol import client_packets as c
from pyao.rules.crafts.bonfires import FIREWOOD
from pyao.rules.crafts.carpentry import SAWS
from pyao.rules.crafts.fishing import RODS
from pyao.rules.crafts.lumber import AXES
from pyao.rules.crafts.materials import ingots_of, wood_of
from pyao.rules.crafts.mining import PICKAXES
from pyao.rules.crafts.smithing import HAMMERS
from pyao.rules.session import creation
from pyao.storage.classic.importer import UnreadableFolder
from pyao.storage.default_world import load_default_world
from pyao.world.record import Attributes
from pyao.world.rng import Dice
from pyao.world.space import is_playable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

START = (286, 50, 65)

FILES = {
    file.name: tomllib.loads(file.read_text(encoding="utf-8"))
    for file in (files("pyao.data") / "world").iterdir()
    if file.name.endswith(".toml")
}
RAW = {name: table for document in FILES.values() for name, table in document.items()}

BASIC_DICE = Attributes(15, 15, 16, 15, 18)


def a_map_file(version: int, *, blocked: tuple[int, int], roofed: tuple[int, int]) -> bytes:
    """A classic map file of bare ground with one wall and one roof.  Source: 03-world §2."""
    parts = [struct.pack("<h", version), bytes(271)]
    for y in range(1, SIDE + 1):
        for x in range(1, SIDE + 1):
            parts.append(struct.pack("<Bh", (1 if (x, y) == blocked else 0) | (16 if (x, y) == roofed else 0), 1))
            parts += [struct.pack("<h", 1)] if (x, y) == roofed else []
    return b"".join(parts)


@pytest.fixture(scope="module")
def world() -> Content:
    return load_default_world()


def texts(value: Any) -> Iterator[str]:
    """Every text in a document, wherever it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def test_no_file_hides_what_another_says() -> None:
    names = [name for document in FILES.values() for name in document]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("table", "kind"), [("items", ItemDef), ("npcs", NpcDef), ("spells", SpellDef), ("maps", MapDef)]
)
def test_every_word_of_a_definition_is_one_of_its_fields(table: str, kind: type) -> None:
    known = {one.name for one in fields(kind)}
    unknown = {name for definition in RAW[table].values() for name in definition} - known
    assert not unknown


def test_every_other_word_is_known_too() -> None:
    assert set(RAW) - {one.name for one in fields(Content)} == {"borders", "portals", "ground"}
    assert set(RAW["balance"]) <= {one.name for one in fields(Balance)}


def test_every_class_and_race_has_its_numbers(world: Content) -> None:
    assert set(world.balance.race_attributes) == set(Race)
    for name in fields(Balance):
        table = getattr(world.balance, name.name)
        if isinstance(table, dict) and table is not world.balance.race_attributes:
            assert set(table) == set(PlayerClass), name.name
    assert len(world.balance.faction_rewards) == 15


@pytest.mark.parametrize(
    ("table", "player_class", "factor"),
    [
        ("evasion", PlayerClass.BARD, 1.075),
        ("weapon_attack", PlayerClass.DRUID, 0.65),
        ("ranged_attack", PlayerClass.HUNTER, 1.0),
        ("wrestling_attack", PlayerClass.BANDIT, 0.95),
        ("weapon_damage", PlayerClass.PALADIN, 0.925),
        ("ranged_damage", PlayerClass.PIRAT, 0.8),
        ("wrestling_damage", PlayerClass.THIEF, 1.05),
        ("shield", PlayerClass.BANDIT, 2.0),
        ("life", PlayerClass.MAGE, 7.5),
    ],
)
def test_factors_are_those_of_the_game(world: Content, table: str, player_class: PlayerClass, factor: float) -> None:
    """One of each row.  Source: 04-combat §4; 02 §8.2."""
    assert getattr(world.balance, table)[player_class] == factor


@pytest.mark.parametrize("race", Race)
@pytest.mark.parametrize("player_class", PlayerClass)
def test_what_newcomers_get_exists(world: Content, race: Race, player_class: PlayerClass) -> None:
    """Source: 02-sessions-and-characters §3.3."""
    packet = c.LoginNewChar("Ana", "clave", 0, 13, 0, race, 1, player_class, 5, "a@b.c", City.ULLATHORPE)
    record = creation.new_record(world, Dice(), packet, BASIC_DICE)
    carried = [stack.item for stack in record.inventory if stack is not None]
    assert len(carried) >= 6
    assert all(world.items[item].newbie for item in carried)
    assert record.look.weapon
    assert all(spell in world.spells for spell in record.spells if spell)


def test_every_tool_of_a_worker_exists(world: Content) -> None:
    """Source: 02-sessions-and-characters §3.3 "weapon"."""
    assert all(world.items[item].animation for item in range(561, 566))


def test_homes_are_named_as_the_clients_sentence_goes_on(world: Content) -> None:
    """It reads "de la" before the name."""
    homes = {place[0] for place in world.cities.values()} & world.maps.keys()
    assert homes
    assert all(world.maps[number].name.startswith("Ciudad de ") for number in homes)


def test_the_hint_for_who_reads_no_accents_has_none(world: Content) -> None:
    (hint,) = (line for line in world.help if "/texto" in line)
    assert hint.isascii()


def test_the_game_begins_and_cities_lie_where_they_always_did(world: Content) -> None:
    """Source: 02 §3.4."""
    assert world.start == START
    assert world.cities == {
        City.ULLATHORPE: (1, 58, 45),
        City.NIX: (34, 44, 88),
        City.BANDERBILL: (59, 50, 50),
        City.LINDOS: (62, 72, 41),
        City.ARGHAL: (196, 52, 75),
        City.ARKHEIN: (151, 40, 48),
    }


def test_every_exit_leads_from_a_tile_to_a_tile_that_is_no_exit(world: Content) -> None:
    for here in world.maps.values():
        for (x, y), (there, to_x, to_y) in here.exits.items():
            assert is_playable(x, y)
            assert is_playable(to_x, to_y)
            assert (to_x, to_y) not in world.maps[there].exits, f"{here.id} ({x}, {y})"


def test_every_map_can_be_reached_from_the_start_and_left_again(world: Content) -> None:
    ways = {number: {there for there, _x, _y in one.exits.values()} for number, one in world.maps.items()}

    def reached(start: int) -> set[int]:
        seen, new = {start}, [start]
        while new:
            new = [there for here in new for there in ways[here] - seen]
            seen.update(new)
        return seen

    assert all(reached(number) == set(world.maps) for number in world.maps)


def test_borders_lead_where_those_of_the_client_do(world: Content) -> None:
    """Source: 03-world §6."""
    nemahuak, ullathorpe = world.maps[286].exits, world.maps[1].exits
    assert (nemahuak[50, 7], nemahuak[50, 94]) == ((287, 50, 93), (290, 50, 8))
    assert (nemahuak[9, 50], nemahuak[92, 50]) == ((288, 91, 50), (289, 10, 50))
    assert (ullathorpe[50, 7], ullathorpe[50, 94]) == ((5, 50, 93), (2, 50, 8))
    assert (ullathorpe[9, 50], ullathorpe[92, 50]) == ((8, 91, 50), (11, 10, 50))
    assert (nemahuak[39, 41], ullathorpe[82, 27]) == ((1, 25, 25), START)


def test_npcs_stand_on_tiles_of_their_own_in_file_order(world: Content) -> None:
    for here in world.maps.values():
        tiles = [(x, y) for x, y, _number in here.npcs]
        assert all(is_playable(x, y) and (x, y) not in here.exits for x, y in tiles)
        assert all((y, x) < (to_y, to_x) for (x, y), (to_x, to_y) in pairwise(tiles))
        assert all(number in world.npcs for _x, _y, number in here.npcs)
        assert (here.id, *START[1:]) != START or START[1:] not in tiles


def test_shops_sell_what_exists(world: Content) -> None:
    sold = [pair for npc in world.npcs.values() for pair in npc.stock if pair is not None]
    assert sold
    assert all(item in world.items and 0 < amount <= 10_000 for item, amount in sold)


def test_what_creatures_leave_trainers_call_and_scrolls_teach_exists(world: Content) -> None:
    for npc in world.npcs.values():
        assert {entry[0] for entry in npc.drops if entry} <= set(world.items), npc.name
        assert {number for number, _label in npc.creatures} <= set(world.npcs), npc.name
    scrolls = [item for item in world.items.values() if item.type is ObjectType.PERGAMINOS]
    assert scrolls
    assert {item.spell for item in scrolls} <= set(world.spells)


def test_a_newcomer_finds_something_to_fight(world: Content) -> None:
    wild = {number for number, npc in world.npcs.items() if npc.attackable and npc.hostile}
    for here in world.maps.values():
        lives = {number for _x, _y, number in here.npcs} & wild
        assert bool(lives) is not here.safe, here.name
    for number in wild:
        npc = world.npcs[number]
        assert npc.max_hp > 0 < npc.exp
        assert npc.min_hit <= npc.max_hit


def test_all_texts_can_be_shown_by_the_client() -> None:
    """On Windows it reads cp1252; a line that is too long is cut by its window."""
    shown = list(texts(RAW))
    assert all(text.encode("cp1252") for text in shown)
    assert max(map(len, shown)) <= 150


def test_pictures_are_such_as_the_client_can_draw(world: Content) -> None:
    """Source: 01-protocol §9 "graphics"."""
    assert all(1 <= item.grh <= 23_650 for item in world.items.values())
    assert all(spell.fx <= 35 for spell in world.spells.values())


def test_things_lie_where_one_can_get_at_them(world: Content) -> None:
    for here in world.maps.values():
        for (x, y), (item, amount) in here.objects.items():
            assert is_playable(x, y)
            assert item in world.items
            assert amount == 1
        on_exits = {item for tile, (item, _amount) in here.objects.items() if tile in here.exits}
        assert all(world.items[item].type is ObjectType.TELEPORT for item in on_exits)


def test_the_world_can_be_worked_in(world: Content) -> None:
    """Trees, veins, a forge and an anvil; the tools are sold; whatever a recipe takes can be won."""
    standing = {item for here in world.maps.values() for item, _amount in here.objects.values()}
    kinds = {world.items[item].type for item in standing}
    assert {ObjectType.ARBOLES, ObjectType.YACIMIENTO, ObjectType.FRAGUA, ObjectType.YUNQUE} <= kinds
    sold = {entry[0] for npc in world.npcs.values() for entry in npc.stock if entry is not None}
    assert {PICKAXES & sold, AXES & sold, RODS & sold, HAMMERS & sold, SAWS & sold}.isdisjoint({frozenset()})
    ores = {world.items[item].ore for item in standing} - {0}
    won = {FIREWOOD, *(world.items[ore].ingot for ore in ores)}
    recipes = (*world.smith_weapons, *world.smith_armours, *world.carpenter_objects)
    for number in recipes:
        item = world.items[number]
        needs = ingots_of(item) if item.smithing else wood_of(item)
        assert needs, item.name
        assert set(needs) <= won, item.name
    upgrades = {item.upgrade for item in world.items.values() if item.upgrade}
    assert upgrades <= set(recipes)


def test_what_a_beginner_needs_is_within_a_beginners_reach(world: Content) -> None:
    """Ten points, and the first gold, suffice for the way from ore to a sword, whatever the class."""
    ores = [one for one in world.items.values() if one.type is ObjectType.MINERALES]
    sword, ore = world.items[2], min(ores, key=lambda one: one.min_skill)
    assert ore.min_skill * 3 + sword.smithing * 3 <= 10
    tools = [world.items[number].value for number in (187, 389)]
    assert sum(tools) + 2 <= world.starting_kit.gold


def test_a_newcomer_walks_from_nemahuak_to_ullathorpe(world: Content) -> None:
    with a_game(world) as game:
        ana = game.player("Ana", at=(286, 39, 43))
        ana.walks(Heading.NORTH, Heading.NORTH)
        assert ana.place == (1, 25, 25)


def test_without_a_client_there_is_only_water_and_the_log_says_how_to_give_one(world: Content) -> None:
    with structlog.testing.capture_logs() as lines:
        load_default_world()
    assert [line["log_level"] for line in lines] == ["info"]
    assert "world.client" in lines[0]["hint"]
    assert {number for number, one in world.maps.items() if any(one.triggers)} == {34}
    assert {number for number, one in world.maps.items() if any(one.tiles)} == {34, 78, 286}
    assert set(world.maps[286].tiles) == {0, WATER}


def test_a_client_gives_its_maps_their_walls(world: Content, tmp_path: Path) -> None:
    (tmp_path / "project.godot").write_bytes(b"")
    maps = tmp_path / "Assets" / "Maps"
    maps.mkdir(parents=True)
    (maps / "mapa286.map").write_bytes(a_map_file(99, blocked=(50, 60), roofed=(3, 4)))
    with structlog.testing.capture_logs() as lines:
        given = load_default_world(tmp_path)
    here = given.maps[286]
    assert not lines
    assert here.version == 99
    assert {number: flags for number, flags in enumerate(here.tiles) if flags} == {59 * SIDE + 49: BLOCKED, 302: ROOF}
    assert here.triggers[302] == 1
    assert (here.name, here.exits, here.npcs) == ("Nemahuak", world.maps[286].exits, world.maps[286].npcs)
    assert given.maps[1] == world.maps[1]


def test_a_client_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFolder, match="nowhere"):
        load_default_world(tmp_path / "nowhere")
