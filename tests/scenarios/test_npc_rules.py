"""The rules of 08-npcs that no scenario of §13 names: where creatures may be, whom they leave alone, what they forget.

Source: 08-npcs §2 to §7.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from kit.classic import classic_content
from kit.fights import COCK, CRIMINAL, STILL, WOLF, at, battlefield, creature, person, thinks
from kit.game import Client, GameFixture, a_game, only
from kit.spec import needs_classic
from kit.worlds import plain_map

from pyao.content.enums import Heading, Privilege, Trigger
from pyao.content.maps import TILES
from pyao.content.npcs import Alignment, Movement, NpcDef, NpcType
from pyao.content.spells import SpellDef, SpellEffect
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.rules.combat.owning import acquire
from pyao.rules.creatures import grudges, paralysis, thinking, trainers
from pyao.rules.creatures.dying import kill_npc
from pyao.rules.creatures.melee import attack_player
from pyao.rules.creatures.path_finding import find_path
from pyao.rules.creatures.respawning import respawn
from pyao.rules.creatures.spawning import spawn_npc
from pyao.rules.creatures.steps import step_npc
from pyao.rules.map.upkeep import relieve_guards
from pyao.rules.pets import slots
from pyao.rules.pets.loyalty import follow_master, turn_on, turn_on_npc
from pyao.storage.classic.map_writer import contents_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.npc import Npc

N, E, SOUTH, W = Heading
HURTS = SpellDef(id=1, name="Dardo", effects=(SpellEffect("damage", 5, 5),))
CASTER = replace(WOLF, id=549, spells=(1,))
ARROWS: dict[str, Any] = {"spells": {1: HURTS}}
NO_MISS, MISS = (1, 100, 1), (1, 100, 100)
SHIELD_FAILS = (0, 1, 0)


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(battlefield(**ARROWS), **STILL) as one:
        yield one


def a_pet(game: GameFixture, master: Client, definition: NpcDef, x: int, y: int, **state: Any) -> Npc:
    pet = creature(game, definition, x, y)
    slots.adopt(master.player, pet)
    follow_master(pet)
    for name, value in state.items():
        setattr(pet, name, value)
    return pet


def triggered(trigger: Trigger, *tiles: tuple[int, int]) -> bytes:
    """The triggers of a map that has one on these tiles, or everywhere."""
    everywhere = bytearray(TILES if tiles else [trigger] * TILES)
    for x, y in tiles:
        everywhere[(y - 1) * 100 + x - 1] = trigger
    return bytes(everywhere)


# Where creatures come into being.


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


# Steps.


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


# Whom they leave alone.


@pytest.mark.parametrize(
    "state",
    [{"in_consultation": True}, {"ignored_by_npcs": True}, {"chased_by_npcs": False}, {"npc_protection_ms": 10**9}],
)
def test_who_is_left_alone_altogether(game: GameFixture, state: dict[str, Any]) -> None:
    ana = person(game, "Ana", 50, 49)
    for name, value in state.items():
        setattr(ana.player, name, value)
    thinks(game, creature(game, WOLF, 50, 50, may_attack=True), (0, 10, 1))
    assert ana.takes() == []


@pytest.mark.parametrize("cover", ["invisible", "hidden"])
def test_the_unseen_are_struck_but_not_followed(game: GameFixture, cover: str) -> None:
    ana = person(game, "Ana", 50, 49)
    setattr(ana.player, cover, True)
    wolf = creature(game, WOLF, 50, 50, may_attack=True)
    thinks(game, wolf, MISS, (0, 10, 1))
    assert not wolf.may_attack
    far = creature(game, WOLF, 50, 53, may_attack=True)
    thinks(game, far, (0, 10, 1))
    assert at(far) == (50, 53)


def test_gms_who_are_not_to_be_chased_are_not_struck(game: GameFixture) -> None:
    eva = person(game, "Eva", 50, 49)
    eva.player.privileges, eva.player.chased_by_npcs = Privilege.DIOS, False
    wolf = creature(game, WOLF, 50, 50, may_attack=True)
    assert not attack_player(game.world, wolf, eva.player)
    eva.player.chased_by_npcs, eva.player.admin_invisible = True, True
    assert not attack_player(game.world, wolf, eva.player)


# The attack phase.


def test_animals_strike_only_who_struck_them(game: GameFixture) -> None:
    ana, eva = person(game, "Ana", 50, 49), person(game, "Eva", 51, 50)
    bear = creature(
        game, replace(WOLF, alignment=Alignment.GOOD, movement=2, hostile=False), 50, 50,
        movement=Movement.DEFENDS, hostile=True, attacked_by="Eva", may_attack=True,
    )  # fmt: skip
    thinks(game, bear, MISS)
    assert bear.heading is E
    assert msg.npc_swing() in eva.takes()
    assert msg.npc_swing() not in ana.takes()
    bear.attacked_by = ""
    thinks(game, bear, (1, 12, 1))
    assert (bear.movement, bear.hostile) == (Movement.RANDOM, False)


def test_wild_ones_that_were_struck_forget_it_with_nobody_beside_them(game: GameFixture) -> None:
    person(game, "Ana", 55, 50)
    wolf = creature(game, WOLF, 50, 50, movement=Movement.DEFENDS, attacked_by="Ana")
    thinks(game, wolf)
    assert (wolf.movement, wolf.attacked_by, at(wolf)) == (Movement.HUNTS_USERS, "", (51, 50))


def test_guards_strike_who_attacked_them_unless_a_gm_leads_them(game: GameFixture) -> None:
    ana = person(game, "Ana", 50, 49)
    guard = creature(
        game, replace(WOLF, type=NpcType.GUARDIA_REAL, movement=0, alignment=0, hostile=False), 50, 50,
        attacked_by="Ana", may_attack=True,
    )  # fmt: skip
    thinks(game, guard, MISS)
    assert msg.npc_swing() in ana.takes()
    guard.may_attack, guard.follows = True, True
    thinks(game, guard)
    assert ana.takes() == []
    assert guard.attacked_by == ""


def test_who_cannot_move_strikes_only_ahead(game: GameFixture) -> None:
    ana = person(game, "Ana", 50, 49)
    wolf = creature(game, WOLF, 50, 50, may_attack=True, heading=E)
    paralysis.immobilise(game.world, wolf)
    thinks(game, wolf)
    assert ana.takes() == []
    wolf.heading = N
    thinks(game, wolf, MISS)
    assert msg.npc_swing() in ana.takes()


def test_held_pets_are_not_fallen_on(game: GameFixture) -> None:
    master = person(game, "Mara", 30, 30)
    wolf, pet = creature(game, WOLF, 50, 50, may_attack=True), a_pet(game, master, WOLF, 50, 51)
    paralysis.paralyse(game.world, pet)
    thinks(game, wolf, (0, 10, 1))
    assert wolf.may_attack
    paralysis.immobilise(game.world, pet)
    thinks(game, wolf, MISS, (0, 10, 1))
    assert wolf.heading is SOUTH
    assert not wolf.may_attack
    assert pet.target_npc is None


def test_creatures_of_trainers_are_no_pets(game: GameFixture) -> None:
    """They fall on nobody's pets' side: they are wild."""
    person(game, "Ana", 30, 30)
    teacher = creature(game, NpcDef(id=60, type=NpcType.ENTRENADOR, movement=1, creatures=((501, "Lobo"),)), 50, 52)
    ana = game.clients[0]
    ana.player.targets.npc = teacher.char
    trainers.train(game.world, ana.player, 1)
    (pupil,) = teacher.pupils
    assert pupil.master is None
    assert pupil.saved
    thinks(game, pupil, (0, 10, 1))


# The movement phase.


def test_a_chaos_guard_follows_citizens_and_spares_criminals(game: GameFixture) -> None:
    person(game, "Ana", 53, 50, **CRIMINAL)
    guard = creature(game, replace(WOLF, type=NpcType.GUARDIA_CAOS, movement=2), 50, 50)
    thinks(game, guard, (1, 12, 1))
    assert at(guard) == (50, 50)
    person(game, "Eva", 50, 53)
    thinks(game, guard, (1, 12, 1))
    assert at(guard) == (50, 51)


def test_a_held_guard_casts_only_straight_ahead(game: GameFixture) -> None:
    ana = person(game, "Ana", 54, 50, **CRIMINAL)
    guard = creature(
        game, replace(CASTER, movement=5, type=NpcType.GUARDIA_REAL, hostile=False), 50, 50, may_attack=True, heading=N
    )
    paralysis.immobilise(game.world, guard)
    thinks(game, guard)
    guard.heading = E
    thinks(game, guard, (1, 1, 1), (5, 5, 5))
    assert (guard.may_attack, at(guard)) == (False, (50, 50))
    assert ana.player.record.vitals.hp == ana.player.record.vitals.max_hp - 5


def test_hunters_cast_and_come_nearer(game: GameFixture) -> None:
    ana = person(game, "Ana", 54, 50)
    mage = creature(game, CASTER, 50, 50, may_attack=True)
    thinks(game, mage, (1, 1, 1), (5, 5, 5))
    assert at(mage) == (51, 50)
    assert ana.player.record.vitals.hp == ana.player.record.vitals.max_hp - 5
    assert not any("CHARACTER_CHANGE" in one.id.name for one in ana.takes())


def test_hunters_see_a_screen(game: GameFixture) -> None:
    person(game, "Ana", 58, 56)
    near, far = creature(game, WOLF, 50, 50), creature(game, WOLF, 49, 56)
    thinks(game, far, (0, 10, 0), (1, 4, 4))
    assert at(far) == (48, 56)
    thinks(game, near, (0, 1, 0))
    assert at(near) == (51, 50)


@pytest.mark.parametrize(
    ("tile", "first", "second"),
    [((53, 47), (50, 49), (51, 50)), ((47, 47), (49, 50), (50, 49)), ((47, 53), (49, 50), (50, 51)),
     ((53, 53), (50, 51), (51, 50))],
)  # fmt: skip
def test_ways_to_a_corner(
    game: GameFixture, tile: tuple[int, int], first: tuple[int, int], second: tuple[int, int]
) -> None:
    """1 chooses the first of North/East, West/North, West/South, South/East."""
    person(game, "Ana", *tile)
    for rolled, goal in ((1, first), (0, second)):
        wolf = creature(game, WOLF, 50, 50)
        thinks(game, wolf, (0, 1, rolled))
        assert at(wolf) == goal
        game.dice.free = True
        kill_npc(game.world, wolf)
        game.dice.free = False


def test_who_is_in_the_way_is_not_walked_around(game: GameFixture) -> None:
    person(game, "Ana", 54, 50)
    creature(game, COCK, 51, 50)
    wolf = creature(game, WOLF, 50, 50)
    thinks(game, wolf)
    assert at(wolf) == (50, 50)


def test_a_seeker_that_cannot_move_does_not(game: GameFixture) -> None:
    person(game, "Ana", 53, 50)
    ghoul = creature(game, replace(WOLF, movement=10), 50, 50)
    paralysis.immobilise(game.world, ghoul)
    thinks(game, ghoul)
    assert ghoul.path == []


def test_a_seeker_whose_step_fails_seeks_again(game: GameFixture) -> None:
    person(game, "Ana", 54, 50)
    ghoul = creature(game, replace(WOLF, movement=10), 50, 50)
    thinks(game, ghoul)
    creature(game, COCK, 51, 50)
    thinks(game, ghoul)
    assert ghoul.path == []
    thinks(game, ghoul)
    assert len(ghoul.path) == 6


def test_a_seeker_sees_nobody_at_the_border(game: GameFixture) -> None:
    person(game, "Ana", 9, 50)
    ghoul = creature(game, replace(WOLF, movement=10), 12, 50)
    thinks(game, ghoul)
    assert ghoul.path == []


# Pets.


def test_the_elemental_of_water_strikes_no_player(game: GameFixture) -> None:
    master, ben = person(game, "Mara", 45, 50, **CRIMINAL), person(game, "Ben", 51, 50)
    water = a_pet(game, master, replace(WOLF, id=92), 50, 50, may_attack=True)
    turn_on(master.player, ben.player)
    thinks(game, water)
    assert water.may_attack
    wolf = a_pet(game, master, WOLF, 51, 51, may_attack=True)
    turn_on(master.player, ben.player)
    thinks(game, wolf, MISS)
    assert not wolf.may_attack


def test_a_pet_that_casts_does_not_strike(game: GameFixture) -> None:
    master, ben = person(game, "Mara", 45, 50, **CRIMINAL), person(game, "Ben", 51, 50)
    fire = a_pet(game, master, CASTER, 50, 50, may_attack=True)
    turn_on(master.player, ben.player)
    thinks(game, fire, (1, 1, 1), (5, 5, 5))
    assert ben.player.record.vitals.hp == ben.player.record.vitals.max_hp - 5


def test_a_pet_that_lost_its_enemy_waits(game: GameFixture) -> None:
    """Until it is told to follow: a quirk kept."""
    master, ben = person(game, "Mara", 45, 50, **CRIMINAL), person(game, "Ben", 60, 50)
    pet = a_pet(game, master, WOLF, 50, 50)
    turn_on(master.player, ben.player)
    thinks(game, pet)
    assert (pet.movement, at(pet), pet.attacked_by) == (Movement.DEFENDS, (50, 50), "Ben")


def test_pets_see_six_tiles_when_they_fight_creatures(game: GameFixture) -> None:
    master = person(game, "Mara", 45, 50)
    pet, wolf = a_pet(game, master, WOLF, 50, 50), creature(game, WOLF, 56, 50)
    turn_on_npc(master.player, wolf)
    thinks(game, pet)
    assert at(pet) == (51, 50)
    pet.x -= 1
    game.world.maps[1].npcs[50, 50] = game.world.maps[1].npcs.pop((51, 50))
    wolf.x += 1
    game.world.maps[1].npcs[57, 50] = game.world.maps[1].npcs.pop((56, 50))
    thinks(game, pet)
    assert (pet.movement, pet.target_npc) == (Movement.FOLLOWS_MASTER, None)


def test_elementals_of_fire_and_earth_do_not_defend_against_creatures(game: GameFixture) -> None:
    master = person(game, "Mara", 45, 50)
    wolf = creature(game, WOLF, 56, 50)
    pets = [a_pet(game, master, replace(WOLF, id=number), 50, 50 + number - 92) for number in (92, 93, 94)]
    turn_on_npc(master.player, wolf)
    assert [pet.movement for pet in pets] == [Movement.FIGHTS_NPC, Movement.FOLLOWS_MASTER, Movement.FOLLOWS_MASTER]


def test_a_wild_one_that_fights_goes_back_to_its_ways(game: GameFixture) -> None:
    person(game, "Ana", 30, 30)
    wolf, other = creature(game, WOLF, 50, 50, hostile=False), creature(game, WOLF, 70, 50)
    wolf.movement, wolf.target_npc = Movement.FIGHTS_NPC, other
    thinks(game, wolf)
    assert (wolf.movement, wolf.target_npc) == (Movement.HUNTS_USERS, None)


def test_a_wild_one_that_wins_stops(game: GameFixture) -> None:
    person(game, "Ana", 30, 30)
    wolf, other = creature(game, WOLF, 50, 50, may_attack=True), creature(game, COCK, 51, 50, hp=1)
    wolf.movement, wolf.target_npc, wolf.hostile = Movement.FIGHTS_NPC, other, False
    game.dice.will_roll(NO_MISS, (1, 18, 5), MISS)
    thinking.think(game.world, wolf)
    assert not other.char
    assert (at(wolf), wolf.movement) == ((50, 50), Movement.HUNTS_USERS)
    assert wolf.char


def test_a_pet_stays_near_and_wanders(game: GameFixture) -> None:
    master = person(game, "Mara", 50, 54)
    pet = a_pet(game, master, WOLF, 50, 50)
    thinks(game, pet, (1, 12, 3), (1, 4, 2))
    assert at(pet) == (51, 51)
    thinks(game, pet, (0, 1, 0), (1, 12, 1))
    assert at(pet) == (51, 52)
    thinks(game, pet, (1, 12, 1))
    assert at(pet) == (51, 52)
    master.player.hidden = True
    pet.y, pet.x = 50, 50
    game.world.maps[1].npcs[50, 50] = game.world.maps[1].npcs.pop((51, 52))
    thinks(game, pet, (1, 12, 1))
    assert at(pet) == (50, 50)


# What is remembered.


def test_a_death_is_forgiven_by_animals_and_pets_come_back(game: GameFixture) -> None:
    ana = person(game, "Ana", 50, 49)
    bear = creature(
        game, replace(WOLF, alignment=Alignment.GOOD, movement=2, hostile=False, min_hit=500, max_hit=500), 50, 50,
        movement=Movement.DEFENDS, hostile=True, attacked_by="Ana", may_attack=True,
    )  # fmt: skip
    grudges.remember(ana.player, bear)
    game.dice.free = True
    game.dice.will_roll(NO_MISS, (500, 500, 500))
    attack_player(game.world, bear, ana.player)
    assert ana.player.dead
    assert (bear.movement, bear.hostile, bear.attacked_by, bear.first_attacked_by) == (Movement.RANDOM, False, "", "")


def test_only_blows_make_a_creature_the_attacker(game: GameFixture) -> None:
    ana = person(game, "Ana", 52, 50)
    mage = creature(game, CASTER, 50, 50, may_attack=True)
    thinks(game, mage, (1, 1, 1), (5, 5, 5))
    assert ana.player.attacked_by_npc is None
    mage.may_attack = True
    thinks(game, mage, (1, 1, 1), (5, 5, 5), (1, 1, 1))
    assert ana.player.attacked_by_npc is None


def test_a_pet_that_fought_somebody_who_leaves_comes_back(game: GameFixture) -> None:
    master, ben = person(game, "Mara", 45, 50, **CRIMINAL), person(game, "Ben", 51, 50)
    pet = a_pet(game, master, WOLF, 50, 50, may_attack=True)
    turn_on(master.player, ben.player)
    thinks(game, pet, MISS)
    assert ben.player.attacked_by_npc is pet
    grudges.forget_fights(ben.player)
    assert (pet.movement, pet.hostile) == (Movement.FOLLOWS_MASTER, False)


def test_gone_creatures_are_forgotten_by_everybody(game: GameFixture) -> None:
    ana = person(game, "Ana", 50, 49)
    wolf = creature(game, WOLF, 50, 50, may_attack=True)
    thinks(game, wolf, MISS)
    ana.sends(c.LeftClick(50, 50))
    acquire(game.world, ana.player, wolf)
    grudges.remember(ana.player, wolf)
    pet = a_pet(game, ana, WOLF, 52, 52)
    turn_on_npc(ana.player, wolf)
    game.dice.will_roll(MISS)
    kill_npc(game.world, wolf)
    player = ana.player
    assert (player.owned_npc, player.attacked_npc, player.attacked_by_npc, player.targets.npc) == (None, None, None, 0)
    assert (pet.movement, pet.target_npc) == (Movement.FOLLOWS_MASTER, None)


def test_blindly_paid_for(game: GameFixture) -> None:
    """A spell cast on what is gone finds nobody."""
    ana = person(game, "Ana", 50, 49)
    wolf = creature(game, WOLF, 50, 50)
    ana.sends(c.LeftClick(50, 50))
    game.dice.will_roll(MISS)
    kill_npc(game.world, wolf)
    fresh = creature(game, COCK, 55, 55)
    assert fresh.char == wolf.char or game.world.npc_with(ana.player.targets.npc) is None
    assert ana.player.targets.npc == 0


# When they think.


def test_rounds_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits twice for its turn, however long the rounds are."""
    monkeypatch.setattr(thinking, "EFFORT_OF_SEEKING", 10_000)
    with a_game(battlefield(**ARROWS)) as game:
        person(game, "Ana", 9, 7)
        for k in range(40):
            creature(game, replace(WOLF, movement=10), 40 + k % 20, 60 + k // 20)
        game.passes(8_000)
        waiting = game.world.minds.waiting
        assert len(waiting) == len(set(waiting)) <= 40


def test_a_pause_stops_a_round_half_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thinking, "EFFORT", 1)
    with a_game(battlefield(**ARROWS)) as game:
        person(game, "Ana", 9, 7)
        wolves = [creature(game, WOLF, 40 + k, 60) for k in range(25)]
        game.dice.free = True
        game.passes(400)
        assert game.world.minds.waiting
        left, game.world.paused = len(game.world.minds.waiting), True
        game.passes(1_000)
        assert len(game.world.minds.waiting) == left
        game.world.paused = False
        game.passes(1_000)
        assert len(game.world.minds.waiting) < len(wolves)


@needs_classic
def test_with_nobody_in_the_world_nobody_thinks(monkeypatch: pytest.MonkeyPatch) -> None:
    with a_game(classic_content(), check_invariants=False) as game:
        monkeypatch.setattr(thinking, "think", lambda _world, npc: pytest.fail(npc.name))
        game.passes(2_000)


# On the wire.


def test_a_step_over_a_border_is_shown_to_the_new_strip_and_taken_from_the_old(game: GameFixture) -> None:
    wolf = creature(game, WOLF, 44, 50)
    west, east = person(game, "Ana", 30, 50), person(game, "Eva", 58, 50)
    assert step_npc(game.world, wolf, E)
    gone, come = west.takes(), east.takes()
    assert gone == [msg.character_move(wolf.char, 45, 50), msg.character_remove(wolf.char)]
    assert [one.id.name for one in come] == ["CHARACTER_CREATE"]
    assert only(come, "CHARACTER_CREATE")[0].values[-3:] == ("", 0, 0)


def test_a_seeker_that_somebody_has_logged_in_upon_wanders(game: GameFixture) -> None:
    """There is no way to where one is already."""
    person(game, "Ana", 50, 50)
    ghoul = creature(game, replace(WOLF, movement=10), 50, 50)
    thinks(game, ghoul, (1, 4, 1))
    assert (ghoul.path, at(ghoul)) == ([], (50, 49))


@pytest.mark.parametrize(("start", "goal"), [((1, 1), (3, 1)), ((100, 100), (98, 100)), ((1, 100), (1, 97))])
def test_ways_along_the_borders(start: tuple[int, int], goal: tuple[int, int]) -> None:
    with a_game(battlefield(), **STILL) as game:
        way = find_path(game.world.maps[1], start, goal)
        assert way is not None
        assert way[-1] == goal
        assert len(way) == abs(start[0] - goal[0]) + abs(start[1] - goal[1])


def test_nobody_seeks_a_way_beyond_thirty_tiles() -> None:
    with a_game(battlefield(), **STILL) as game:
        here = game.world.maps[1]
        assert find_path(here, (40, 50), (70, 50)) is not None
        assert find_path(here, (40, 50), (71, 50)) is None
