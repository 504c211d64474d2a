"""Creatures that odd data describes, and references to who is gone: neither stops a thought nor harms anybody.

Source: 08-npcs §1.5 "Quirk", §5, docs/architecture.md "Time".
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import COCK, CRIMINAL, STILL, WOLF, battlefield, creature, person, thinks
from kit.game import GameFixture, a_game

from pyao.content.enums import Heading
from pyao.content.npcs import Movement, NpcType
from pyao.content.spells import SpellDef, SpellEffect
from pyao.protocol import client_packets as c
from pyao.rules.combat.owning import acquire
from pyao.rules.creatures import paralysis, thinking
from pyao.rules.creatures.dying import kill_npc
from pyao.rules.creatures.respawning import respawn
from pyao.rules.pets import slots
from pyao.world.invariants import violations
from pyao.world.rng import Dice

if TYPE_CHECKING:
    from collections.abc import Iterator


MISS = (1, 100, 100)
SPELLS = {
    1: SpellDef(id=1, name="Fulgor", effects=(SpellEffect("damage", 900, 900),)),
    2: SpellDef(id=2, name="Nada"),
    3: SpellDef(id=3, name="Lo que no hacen", effects=(SpellEffect("summon", npc=501, count=1), SpellEffect("curse"))),
    4: SpellDef(id=4, name="Al revés", effects=(SpellEffect("heal", 50, 10), SpellEffect("immobilise"))),
}


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(battlefield(spells=SPELLS), **STILL) as one:
        yield one


@pytest.mark.parametrize("state", [{"dead": True}, {"invisible": True}, {"hidden": True}])
def test_who_cannot_be_fought_is_forgotten_by_the_wild(game: GameFixture, state: dict[str, bool]) -> None:
    """A creature that a GM leads stops following a GM whom it can't see; it does not wait for ever."""
    ana = person(game, "Ana", 53, 50)
    ana.player.record.dead = state.get("dead", False)
    ana.player.invisible, ana.player.hidden = state.get("invisible", False), state.get("hidden", False)
    wolf = creature(game, WOLF, 50, 50, attacked_by="Ana", hostile=False, movement=Movement.DEFENDS)
    thinks(game, wolf)
    assert (wolf.movement, wolf.hostile, wolf.attacked_by) == (Movement.HUNTS_USERS, True, "")
    assert (wolf.x, wolf.y) == (50, 50)


def test_who_is_freed_has_nothing_left_to_count(game: GameFixture) -> None:
    wolf = creature(game, WOLF, 50, 50)
    paralysis.paralyse(game.world, wolf)
    paralysis.loosen(game.world, wolf)
    assert not wolf.paralysed
    assert not game.world.minds.held
    paralysis.immobilise(game.world, wolf)
    paralysis.loosen(game.world, wolf)
    assert wolf.immobilised
    assert wolf in game.world.minds.held
    thinks(game, wolf)
    assert not wolf.immobilised
    assert not game.world.minds.held


def test_a_pet_that_kills_its_master_dies_with_it_and_takes_no_step(game: GameFixture) -> None:
    ana = person(game, "Ana", 53, 50)
    pet = creature(game, replace(WOLF, spells=(1,)), 50, 50, may_attack=True)
    slots.adopt(ana.player, pet)
    pet.movement = Movement.HUNTS_USERS
    thinks(game, pet, (1, 1, 1), (900, 900, 900))
    assert ana.player.dead
    assert not pet.char
    assert not game.world.maps[1].npcs
    assert violations(game.world) == []


def test_nobody_dies_twice(game: GameFixture) -> None:
    ana = person(game, "Ana", 53, 50)
    wolf = creature(game, replace(WOLF, stays_dead=False), 50, 50)
    game.dice.will_roll(MISS, (9, 92, 70), (7, 94, 70))
    kill_npc(game.world, wolf)
    cock = creature(game, COCK, 50, 50)
    kill_npc(game.world, wolf, ana.player)
    assert game.world.maps[1].npcs[50, 50] is cock
    assert len(game.world.maps[1].npcs) == 2
    assert ana.player.record.npcs_killed == 0
    assert violations(game.world) == []


def test_the_departed_are_hunted_by_nobody(game: GameFixture) -> None:
    ana, _ben = person(game, "Ana", 50, 49), person(game, "Ben", 60, 56)
    wolf = creature(game, WOLF, 50, 50, may_attack=True, target=ana.player, attacked_by="Ana")
    ana.player.attacked_by_npc = wolf
    acquire(game.world, ana.player, wolf)
    ana.sends(c.Quit())
    game.passes(15_000)
    assert "Ana" not in {one.name for one in game.world.players.values()}
    assert (wolf.owner, wolf.target, wolf.attacked_by) == (None, None, "")
    thinks(game, wolf, (0, 10, 1))
    assert violations(game.world) == []


KINDS = [
    *({"movement": number, "type": kind} for number, kind in product((-1, 0, 6, 7, 11, 99), (0, 2, 8, 99))),
    *({"movement": number, "spells": (2, 3, 0, 77, 4)} for number in range(11)),
    {"type": NpcType.PRETORIANO, "spells": (1,)},
    {"heading": 9, "min_hp": 0, "max_hp": 0, "double_attack": True},
    {"min_hit": 75, "max_hit": 74, "alignment": 3},
    {"min_hit": 110, "max_hit": 75, "alignment": -1, "poisons": True},
]


@pytest.mark.parametrize("fields", KINDS)
@pytest.mark.parametrize("place", [(1, 1), (49, 51), (100, 100)])
def test_odd_data_stops_no_thought(game: GameFixture, fields: dict[str, Any], place: tuple[int, int]) -> None:
    game.world.rng = Dice(8)
    clients = [person(game, "Ana", 50, 51, **CRIMINAL), person(game, "Ben", 50, 50), person(game, "Leo", 90, 92)]
    odd = creature(game, replace(WOLF, **fields), *place, may_attack=True, attacked_by="Ben")
    prey = creature(game, COCK, 49, 50, target_npc=odd)
    odd.target_npc = prey
    for beat in range(24):
        odd.may_attack = prey.may_attack = True
        prey.movement = Movement.FIGHTS_NPC
        if beat == 8 and odd.char:
            paralysis.immobilise(game.world, odd)
            odd.heading = Heading.EAST
        for npc in (odd, prey):
            if npc.char:
                thinking.think(game.world, npc)
        game.run()
        for client in clients:
            client.takes()
    assert violations(game.world) == []


def test_a_kind_without_any_health_comes_again(game: GameFixture) -> None:
    nothing = creature(game, replace(WOLF, min_hp=0, max_hp=0, exp=-5, drops=((9_999, 1),), stays_dead=False), 50, 50)
    ana = person(game, "Ana", 53, 50)
    game.world.rng = Dice(8)
    kill_npc(game.world, nothing, ana.player)
    assert [npc.definition.id for npc in game.world.maps[1].npcs.values()] == [WOLF.id]
    assert respawn(game.world, nothing) is not None
