"""What creatures remember, and when they think.  Source: 08-npcs §4 to §7."""

from __future__ import annotations

from dataclasses import replace

import pytest
from kit.classic import classic_content
from kit.fights import ARROWS, CASTER, COCK, CRIMINAL, WOLF, a_pet, battlefield, creature, person, thinks
from kit.game import GameFixture, a_game
from kit.spec import needs_classic

from pyao.content.npcs import Alignment, Movement
from pyao.protocol import client_packets as c
from pyao.rules.combat.owning import acquire
from pyao.rules.creatures import grudges, thinking
from pyao.rules.creatures.dying import kill_npc
from pyao.rules.creatures.melee import attack_player
from pyao.rules.pets.loyalty import turn_on, turn_on_npc

NO_MISS, MISS = (1, 100, 1), (1, 100, 100)


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
