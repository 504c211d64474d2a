"""Pets that fight, follow and stay near.  Source: 08-npcs §5, §9."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.fights import (
    CASTER,
    COCK,
    CRIMINAL,
    WOLF,
    a_pet,
    at,
    creature,
    person,
    thinks,
)

from pyao.content.npcs import Movement
from pyao.rules.creatures import thinking
from pyao.rules.pets.loyalty import turn_on, turn_on_npc

if TYPE_CHECKING:
    from kit.game import GameFixture

NO_MISS, MISS = (1, 100, 1), (1, 100, 100)


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
