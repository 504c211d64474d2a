"""Who fights for whom, and when a fight is forgotten: pets and their masters, creatures among themselves, exits.

Source: 04-combat §3.3, §8, §11.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kit.fights import (
    COCK,
    CRIMINAL,
    WOLF,
    Says,
    a_pet,
    battlefield,
    creature,
    fighter,
    stats_of,
    strikes,
)
from kit.game import Client, GameFixture, a_game
from kit.worlds import plain_map

from pyao.content.enums import Heading
from pyao.content.npcs import Movement
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.combat.owning import acquire
from pyao.rules.creatures import melee
from pyao.rules.map.warp import warp
from pyao.rules.pets.loyalty import follow_master
from pyao.rules.session.leaving import end_session
from pyao.world.record import Reputation, Vitals

DYING = Vitals(max_hp=300, hp=1, max_stamina=400, stamina=400, min_hit=80, max_hit=80)
LANDS = ((1, 100, 1), (4, 9, 9), (79, 80, 80), (1, 6, 6), (0, 0, 0))
"""A bare-handed blow that hits who wears nothing: 39."""


def test_a_players_pets_come_to_help(game: GameFixture) -> None:
    ana = fighter(game)
    pet, elemental = creature(game, WOLF, 52, 50), creature(game, replace(WOLF, id=93), 53, 50)
    for one in (pet, elemental):
        one.master = ana.player
        ana.player.pets.append(one)
        follow_master(one)
        ana.player.record.pets[ana.player.pets.index(one)] = one.definition.id
    wolf = creature(game, WOLF, 50, 51, may_attack=True)
    game.dice.will_roll((1, 100, 100))
    melee.attack_player(game.world, wolf, ana.player)
    assert (pet.target_npc, pet.movement) == (wolf, Movement.FIGHTS_NPC)
    assert elemental.target_npc is None
    assert (wolf.target, ana.player.attacked_by_npc, wolf.owner) == (ana.player, wolf, None)


def test_creatures_among_themselves(game: GameFixture) -> None:
    ana = fighter(game, at=(45, 50))
    pet = creature(game, replace(WOLF, id=93), 50, 50, may_attack=True)
    pet.master = ana.player
    ana.player.pets.append(pet)
    prey = creature(game, WOLF, 50, 51)
    acquire(game.world, ana.player, prey)
    game.passes(17_000)
    ana.takes()
    game.dice.will_roll((1, 100, 73))
    melee.attack_npc(game.world, pet, prey)
    ana.sees(msg.play_wave(35, 50, 50), msg.play_wave(2, 50, 50))
    assert (prey.target_npc, prey.movement) == (pet, Movement.FIGHTS_NPC)
    assert prey.owned_ms == game.world.now_ms
    pet.may_attack, prey.hp = True, 10
    char = prey.char
    game.dice.will_roll((1, 100, 72), (1, 18, 10), (1, 100, 91))
    melee.attack_npc(game.world, pet, prey)
    ana.sees(
        msg.play_wave(35, 50, 50),
        msg.play_wave(9, 50, 51),
        msg.play_wave(10, 50, 50),
        msg.character_remove(char),
        Says(Font.FIGHT, "100"),
        Says(Font.FIGHT, "matado"),
        stats_of(ana),
    )
    assert pet.movement == Movement.FOLLOWS_MASTER


def entangled(game: GameFixture, client: Client) -> Any:
    """A wolf and a player who remember each other."""
    wolf = creature(game, WOLF, 60, 60, movement=Movement.DEFENDS, attacked_by=client.player.name)
    wolf.first_attacked_by = client.player.name
    client.player.attacked_npc = client.player.attacked_by_npc = wolf
    acquire(game.world, client.player, wolf)
    return wolf


def is_free(wolf: Any) -> bool:
    return (wolf.movement, wolf.attacked_by, wolf.first_attacked_by, wolf.owner) == (3, "", "", None)


def test_an_exit_ends_every_grudge() -> None:
    with a_game(battlefield(plain_map(1, exits={(50, 51): (2, 50, 50)}), plain_map(2))) as game:
        ana = fighter(game)
        wolf = entangled(game, ana)
        ana.walks(Heading.SOUTH)
        assert ana.player.map == 2
        assert is_free(wolf)


def test_the_end_of_a_session_ends_every_grudge(game: GameFixture) -> None:
    ana = fighter(game)
    wolf = entangled(game, ana)
    end_session(game.world, ana.player)
    assert is_free(wolf)


def test_a_warp_gives_the_creature_up_and_keeps_the_grudge(game: GameFixture) -> None:
    ana = fighter(game)
    wolf = entangled(game, ana)
    warp(game.world, ana.player, 1, 40, 40, fx=False)
    assert (wolf.owner, wolf.attacked_by) == (None, "Ana")


def deeds(client: Client) -> Reputation:
    return client.player.record.reputation


def test_pets_come_back_from_whom_their_master_killed(game: GameFixture) -> None:
    ana, eva = fighter(game), fighter(game, "Eva", (50, 51), vitals=DYING, **CRIMINAL)
    pet, other = a_pet(game, ana, WOLF, 55, 50), a_pet(game, ana, WOLF, 56, 50)
    strikes(ana, (1, 100, 100))
    assert (pet.movement, pet.attacked_by, pet.hostile) == (Movement.DEFENDS, "Eva", True)
    other.attacked_by = "Otra"
    other.target = ana.player
    strikes(ana, *LANDS)
    assert eva.player.dead
    assert (pet.movement, pet.hostile) == (Movement.FOLLOWS_MASTER, False)


def test_a_pets_blow_kills_for_nobody(game: GameFixture) -> None:
    ana, eva = fighter(game), fighter(game, "Eva", (50, 51), vitals=DYING)
    pet = a_pet(game, ana, WOLF, 50, 52, may_attack=True, movement=Movement.DEFENDS, hostile=True)
    game.dice.will_roll((1, 100, 1), (1, 18, 18), (1, 6, 6), (0, 0, 0))
    melee.attack_player(game.world, pet, eva.player)
    assert eva.player.dead
    assert (pet.movement, pet.hostile, pet.target) == (Movement.FOLLOWS_MASTER, False, None)
    assert (ana.player.record.exp, ana.player.record.users_killed, deeds(ana).assassin) == (0, 0, 0)


def test_who_was_attacked_is_calm_after_its_own_kill(game: GameFixture) -> None:
    victor = creature(game, COCK, 50, 50, may_attack=True, hostile=True, movement=Movement.FIGHTS_NPC)
    victor.attacked_by = "Ana"
    prey = creature(game, replace(COCK, min_hp=1, max_hp=1), 50, 51)
    game.dice.will_roll((1, 100, 1), (0, 0, 0))
    melee.attack_npc(game.world, victor, prey)
    assert prey.char
    victor.may_attack = True
    prey.hp = 0
    game.dice.will_roll((1, 100, 1), (0, 0, 0), (1, 100, 91))
    melee.attack_npc(game.world, victor, prey, turns=False)
    assert not prey.char
    assert (victor.movement, victor.hostile) == (COCK.movement, COCK.hostile)
