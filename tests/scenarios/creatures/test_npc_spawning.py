"""Where creatures come into being, come again, and step.  Source: 08-npcs §2, §3."""

from __future__ import annotations

from dataclasses import replace

import pytest
from kit.fights import COCK, STILL, WOLF, a_pet, at, battlefield, creature, person, thinks
from kit.game import GameFixture, a_game, only
from kit.worlds import plain_map

from pyao.content.enums import Heading, Trigger
from pyao.content.maps import TILES
from pyao.protocol import msg
from pyao.rules.creatures.dying import kill_npc
from pyao.rules.creatures.respawning import respawn
from pyao.rules.creatures.spawning import spawn_npc
from pyao.rules.creatures.steps import step_npc
from pyao.rules.map.upkeep import relieve_guards
from pyao.storage.classic.map_writer import contents_file

N, E, SOUTH, W = Heading
NO_MISS, MISS = (1, 100, 1), (1, 100, 100)


def triggered(trigger: Trigger, *tiles: tuple[int, int]) -> bytes:
    """The triggers of a map that has one on these tiles, or everywhere."""
    everywhere = bytearray(TILES if tiles else [trigger] * TILES)
    for x, y in tiles:
        everywhere[(y - 1) * 100 + x - 1] = trigger
    return bytes(everywhere)


@pytest.mark.parametrize("roof", [Trigger.BAJO_TECHO, Trigger.TECHO, Trigger.POS_INVALIDA])
def test_nothing_comes_again_under_a_roof(roof: Trigger) -> None:
    here = plain_map(1, triggers=triggered(roof, (50, 50)))
    with a_game(battlefield(here), **STILL) as game:
        cock = creature(game, COCK, 20, 20)
        game.dice.will_roll((9, 92, 50), (7, 94, 50), (9, 92, 30), (7, 94, 31))
        again = respawn(game.world, cock)
        assert again is not None
        assert at(again) == (30, 31)


def test_in_safe_zones_creatures_come_again() -> None:
    with a_game(battlefield(plain_map(1, safe=True, triggers=triggered(Trigger.ZONA_SEGURA))), **STILL) as game:
        cock = creature(game, COCK, 20, 20)
        game.dice.will_roll((9, 92, 50), (7, 94, 50))
        assert respawn(game.world, cock) is not None


def test_without_any_place_the_creature_is_lost() -> None:
    walls = [(x, y) for x in range(9, 93) for y in range(7, 95) if (x, y) != (9, 7)]
    with a_game(battlefield(plain_map(1, blocked=walls)), **STILL) as game:
        cock = creature(game, replace(COCK, stays_dead=False), 9, 7)
        creature(game, WOLF, 9, 7)
        del cock
        game.dice.will_roll(*((9, 92, 92), (7, 94, 94)) * 61)
        assert respawn(game.world, game.world.maps[1].npcs[9, 7]) is None


def test_the_middle_of_the_map_is_the_last_resort() -> None:
    walls = [(x, y) for x in range(70, 93) for y in range(70, 95)]
    with a_game(battlefield(plain_map(1, blocked=walls)), **STILL) as game:
        cock = creature(game, COCK, 20, 20)
        game.dice.will_roll(*((9, 92, 92), (7, 94, 94)) * 61)
        again = respawn(game.world, cock)
        assert again is not None
        assert at(again) == (50, 50)


def test_fish_come_again_in_the_water() -> None:
    pond = [(x, y) for x in range(40, 45) for y in range(40, 45)]
    fish = replace(COCK, id=602, swims=True, shuns_land=True)
    with a_game(battlefield(plain_map(1, water=pond)), **STILL) as game:
        game.dice.will_roll((9, 92, 38), (7, 94, 42))
        again = respawn(game.world, creature(game, fish, 42, 42))
        assert again is not None
        assert at(again) == (40, 42)


def test_only_creatures_of_the_map_files_have_a_post() -> None:
    """Who has been called, and whoever comes after it, comes again anywhere."""
    guard = replace(COCK, id=49, returns_to_post=True, stays_dead=False)
    with a_game(battlefield(npcs={49: guard}), **STILL) as game:
        first = spawn_npc(game.world, 49, 1, (50, 50), fx=False, respawns=True)
        assert first is not None
        game.dice.will_roll(MISS, (9, 92, 20), (7, 94, 20))
        kill_npc(game.world, first)
        (second,) = game.world.maps[1].npcs.values()
        assert at(second) == (20, 20)
        game.dice.will_roll(MISS, (9, 92, 30), (7, 94, 30))
        kill_npc(game.world, second)
        (third,) = game.world.maps[1].npcs.values()
        assert at(third) == (30, 30)


def test_an_occupied_post_is_not_taken_twice() -> None:
    guard = replace(COCK, id=49, returns_to_post=True, stays_dead=False)
    with a_game(battlefield(plain_map(1, npcs=((40, 40, 49),)), npcs={49: guard}), **STILL) as game:
        npc = game.world.maps[1].npcs.pop((40, 40))
        npc.x = 60
        game.world.maps[1].npcs[60, 40] = npc
        person(game, "Ana", 40, 40)
        game.dice.will_roll(MISS)
        kill_npc(game.world, npc)
        (again,) = game.world.maps[1].npcs.values()
        assert at(again) == (39, 40)
        assert again.post == (40, 40)


def test_guards_number_6_are_relieved_at_their_posts() -> None:
    guard = replace(COCK, id=6, returns_to_post=True, stays_dead=False, min_hp=3_000, max_hp=3_000)
    here = plain_map(1, npcs=((40, 40, 6), (45, 40, 49)))
    with a_game(battlefield(here, npcs={6: guard, 49: replace(guard, id=49)}), **STILL) as game:
        npcs = game.world.maps[1].npcs
        for npc in list(npcs.values()):
            npc.hp = 1
        stray = npcs.pop((40, 40))
        stray.x, stray.y = 60, 60
        stray.area = (6, 6)
        npcs[60, 60] = stray
        relieve_guards(game.world)
        assert {tile: (npc.definition.id, npc.hp) for tile, npc in npcs.items()} == {
            (40, 40): (6, 3_000),
            (45, 40): (49, 1),
        }


def test_when_all_indexes_are_taken_nothing_comes(game: GameFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    cock = creature(game, replace(COCK, stays_dead=False), 50, 50)
    monkeypatch.setattr("pyao.world.character.MAX_CHARS", 1)
    assert spawn_npc(game.world, 2, 1, (60, 60), fx=False) is None
    game.dice.will_roll((9, 92, 20), (7, 94, 20))
    assert respawn(game.world, cock) is None


def test_a_world_save_keeps_all_but_pets(game: GameFixture) -> None:
    master = person(game, "Mara", 20, 20)
    a_pet(game, master, WOLF, 21, 20)
    wild = spawn_npc(game.world, 501, 1, (30, 30), fx=False)
    assert wild is not None
    saved = [npc for npc in game.world.maps[1].npcs.values() if npc.saved]
    assert saved == [wild]
    assert len(contents_file(game.world.maps[1], game.world.content)) == 10_000 + 10 + 2


def test_creatures_of_the_land_do_not_swim_nor_fish_walk() -> None:
    with a_game(battlefield(plain_map(1, water=[(51, 50), (51, 51)])), **STILL) as game:
        wolf, fish = creature(game, WOLF, 50, 50), creature(game, replace(WOLF, swims=True, shuns_land=True), 51, 51)
        duck = creature(game, replace(WOLF, swims=True), 50, 49)
        assert not step_npc(game.world, wolf, E)
        assert not step_npc(game.world, fish, W)
        assert step_npc(game.world, fish, N)
        assert step_npc(game.world, duck, E)


def test_what_is_kept_from_creatures_is_not_from_pets() -> None:
    with a_game(battlefield(plain_map(1, triggers=triggered(Trigger.POS_INVALIDA, (51, 50)))), **STILL) as game:
        wolf = creature(game, WOLF, 50, 50)
        assert not step_npc(game.world, wolf, E)
        assert step_npc(game.world, wolf, E, pet=True)


def test_a_ghost_is_not_pushed_over_the_shore() -> None:
    with a_game(battlefield(plain_map(1, water=[(51, 50)])), **STILL) as game:
        person(game, "Ana", 51, 50, dead=True)
        duck = creature(game, replace(WOLF, swims=True), 50, 50)
        assert not step_npc(game.world, duck, E)


def test_creatures_fight_where_players_may_not() -> None:
    with a_game(battlefield(plain_map(1, safe=True, triggers=triggered(Trigger.ZONA_SEGURA))), **STILL) as game:
        ana = person(game, "Ana", 50, 49)
        thinks(game, creature(game, WOLF, 50, 50, may_attack=True), MISS)
        assert msg.npc_swing() in ana.takes()


def test_exits_mean_nothing_to_creatures() -> None:
    with a_game(battlefield(plain_map(1, exits={(51, 50): (1, 20, 20)})), **STILL) as game:
        wolf = creature(game, WOLF, 50, 50)
        assert step_npc(game.world, wolf, E)
        assert at(wolf) == (51, 50)


def test_a_step_over_a_border_is_shown_to_the_new_strip_and_taken_from_the_old(game: GameFixture) -> None:
    wolf = creature(game, WOLF, 44, 50)
    west, east = person(game, "Ana", 30, 50), person(game, "Eva", 58, 50)
    assert step_npc(game.world, wolf, E)
    gone, come = west.takes(), east.takes()
    assert gone == [msg.character_move(wolf.char, 45, 50), msg.character_remove(wolf.char)]
    assert [one.id.name for one in come] == ["CHARACTER_CREATE"]
    assert only(come, "CHARACTER_CREATE")[0].values[-3:] == ("", 0, 0)
