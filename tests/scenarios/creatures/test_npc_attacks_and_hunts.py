"""Whom creatures leave alone, whom they strike, and how they come nearer.  Source: 08-npcs §4, §5."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import CASTER, CRIMINAL, WOLF, a_pet, at, creature, person, thinks

from pyao.content.enums import Heading, Privilege
from pyao.content.npcs import Alignment, Movement, NpcDef, NpcType
from pyao.protocol import msg
from pyao.rules.creatures import paralysis, trainers
from pyao.rules.creatures.melee import attack_player

if TYPE_CHECKING:
    from kit.game import GameFixture

N, E, SOUTH, W = Heading
NO_MISS, MISS = (1, 100, 1), (1, 100, 100)


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
