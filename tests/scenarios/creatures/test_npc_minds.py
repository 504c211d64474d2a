"""NPC-01 to NPC-19 and NPC-33 to NPC-37 as far as thinking goes: who creatures see, chase, strike; when they think.

Source: 08-npcs §13.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from kit.classic import classic_content
from kit.fights import STILL, WOLF, Says, at, battlefield, creature, person, thinks
from kit.game import Client, GameFixture, a_game, only
from kit.spec import needs_classic
from kit.worlds import plain_map

from pyao.content.enums import Heading
from pyao.content.npcs import Movement, NpcDef
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.combat.owning import acquire
from pyao.rules.creatures import paralysis, thinking
from pyao.rules.creatures.dying import kill_npc
from pyao.rules.creatures.perception import users_in_sight
from pyao.rules.creatures.steps import step_npc
from pyao.rules.map.warp import warp
from pyao.rules.pets.loyalty import follow_master
from pyao.world.record import Reputation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.npc import Npc
    from pyao.world.world import World

N, E, SOUTH, W = Heading
BEAT = 400
"""The first thinking beat of 380 ms falls on the tenth tick."""


@pytest.fixture
def game() -> Iterator[GameFixture]:
    """Without spells: who has some here casts nothing."""
    with a_game(battlefield(), **STILL) as one:
        yield one


def facing(npc: Npc, heading: Heading) -> msg.Message:
    return msg.character_change(npc.char, npc.look.body, npc.look.head, heading, 0, 0, 0, 0, 0)


@needs_classic
def test_npc_01_the_census() -> None:
    with a_game(classic_content()) as game:
        npcs = [npc for here in game.world.maps.values() for npc in here.npcs.values()]
        assert len(npcs) == 2852
        assert len({npc.map for npc in npcs}) == 169
        wolves = [npc for npc in npcs if npc.definition.id == 501]
        assert len(wolves) == 311
        assert {(one.hp, one.max_hp, one.movement, one.may_attack, one.respawns) for one in wolves} == {
            (75, 75, 3, False, True)
        }
        assert not any(one.definition.returns_to_post for one in wolves)
        kinds = dict.fromkeys(range(12), 0)
        moves: dict[int, int] = {}
        for npc in npcs:
            kinds[npc.definition.type] += 1
            moves[npc.movement] = moves.get(npc.movement, 0) + 1
        assert kinds == {0: 2793, 1: 7, 2: 11, 3: 2, 4: 10, 5: 2, 6: 1, 7: 1, 8: 21, 9: 2, 10: 0, 11: 2}
        assert moves == {3: 2435, 2: 248, 1: 159, 10: 8, 0: 2}
        assert sum(npc.hostile for npc in npcs) == 2461
        assert sum(npc.definition.attackable for npc in npcs) == 2668


@needs_classic
def test_npc_02_a_guard_comes_again_at_its_post() -> None:
    with a_game(classic_content(), npc_ai_ms=3_600_000) as game:
        game.dice.free = True
        here = game.world.maps[58]
        guard = here.npcs[50, 18]
        assert guard.definition.id == 49
        del here.npcs[50, 18]
        guard.x, guard.y = 55, 20
        here.npcs[55, 20] = guard
        kill_npc(game.world, guard)
        again = here.npcs[50, 18]
        assert (again.definition.id, again.hp) == (49, 1000)


def test_npc_05_who_lives_once_does_not_come_again(game: GameFixture) -> None:
    wolf = creature(game, WOLF, 50, 50)
    game.dice.will_roll((1, 100, 91))
    kill_npc(game.world, wolf)
    assert not game.world.maps[1].npcs


@pytest.mark.parametrize(("user", "drawn"), [((58, 56), [(50, 50), (20, 80)]), ((59, 56), [(50, 50)])])
def test_npc_07_out_of_everybodys_sight(game: GameFixture, user: tuple[int, int], drawn: list[tuple[int, int]]) -> None:
    person(game, "Ana", *user)
    wolf = creature(game, replace(WOLF, stays_dead=False), 40, 40)
    game.dice.will_roll((1, 100, 91), *(roll for x, y in drawn for roll in ((9, 92, x), (7, 94, y))))
    kill_npc(game.world, wolf)
    assert list(game.world.maps[1].npcs) == [drawn[-1]]


def test_npc_08_on_a_map_without_anybody_nobody_moves() -> None:
    with a_game(battlefield()) as game:
        wolf = creature(game, WOLF, 50, 50)
        held = creature(game, WOLF, 60, 60)
        paralysis.paralyse(game.world, held)
        game.passes(38_000)
        assert at(wolf) == (50, 50)
        assert held.paralysis_beats == 400


def test_npc_09_501_beats_of_paralysis(game: GameFixture) -> None:
    wolf = creature(game, WOLF, 50, 50)
    paralysis.paralyse(game.world, wolf)
    for _beat in range(500):
        thinking.think(game.world, wolf)
    assert wolf.paralysed
    thinking.think(game.world, wolf)
    assert not wolf.paralysed


def test_npc_10_only_the_first_neighbour_is_attacked(game: GameFixture) -> None:
    ana, eva = person(game, "Ana", 50, 49), person(game, "Eva", 51, 50)
    wolf = creature(game, WOLF, 50, 50, may_attack=True)
    thinks(game, wolf, (1, 100, 1), (1, 18, 5), (1, 6, 6), (0, 0, 0))
    assert ana.player.record.vitals.hp == 295
    assert facing(wolf, N) in eva.takes()
    ana.takes()
    thinks(game, wolf)
    eva.sees()
    assert ana.player.record.vitals.hp == 295


@pytest.mark.parametrize(("rolled", "tile"), [(1, (50, 49)), (0, (51, 50))])
def test_npc_11_a_step_towards_who_is_seen(game: GameFixture, rolled: int, tile: tuple[int, int]) -> None:
    ana = person(game, "Ana", 55, 47)
    wolf = creature(game, WOLF, 50, 50)
    thinks(game, wolf, (0, 1, rolled))
    assert at(wolf) == tile
    ana.sees(msg.character_move(wolf.char, *tile))


def test_npc_12_the_first_on_the_map_is_chased(game: GameFixture) -> None:
    person(game, "Ana", 57, 50)
    person(game, "Eva", 48, 50)
    wolf = creature(game, WOLF, 50, 50)
    thinks(game, wolf)
    assert at(wolf) == (51, 50)


def test_whoever_is_seen_is_seen_in_the_order_of_arrival_and_not_of_places(game: GameFixture) -> None:
    """08 §0: across the areas of the map too, and a warp puts its user last."""
    wolf = creature(game, WOLF, 50, 50)
    eva, _ana, _beto = person(game, "Eva", 54, 50), person(game, "Ana", 44, 50), person(game, "Beto", 46, 47)
    person(game, "Lejos", 59, 50)

    def seen() -> list[str]:
        return [user.name for user in users_in_sight(game.world, wolf)]

    assert seen() == ["Eva", "Ana", "Beto"]
    warp(game.world, eva.player, 1, 45, 55, fx=False)
    assert seen() == ["Ana", "Beto", "Eva"]


def test_npc_13_the_owner_is_chased_before_anybody(game: GameFixture) -> None:
    person(game, "Ana", 57, 50)
    eva = person(game, "Eva", 48, 50)
    wolf = creature(game, WOLF, 50, 50)
    acquire(game.world, eva.player, wolf)
    thinks(game, wolf)
    assert at(wolf) == (49, 50)


def test_an_owner_on_another_map_has_it_no_longer() -> None:
    with a_game(battlefield(plain_map(1), plain_map(2)), npc_ai_ms=3_600_000) as game:
        ana, eva = person(game, "Ana", 57, 50), game.player("Eva", at=(2, 50, 50))
        wolf = creature(game, WOLF, 50, 50)
        acquire(game.world, eva.player, wolf)
        thinks(game, wolf)
        assert wolf.owner is None
        assert at(wolf) == (51, 50)
        ana.takes()


def test_npc_14_who_has_just_come_is_left_alone(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 49))
    wolf = creature(game, WOLF, 50, 50, may_attack=True)
    game.passes(3_000)
    thinks(game, wolf, (0, 10, 1))
    assert wolf.may_attack
    ana.sends(c.ChangeHeading(1))
    thinks(game, wolf, (1, 100, 100))
    assert not wolf.may_attack


CASTER = replace(WOLF, id=551, spells=(1, 2, 3))


def test_npc_15_who_cannot_move_reaches_only_what_is_ahead(game: GameFixture) -> None:
    person(game, "Ana", 51, 55)
    person(game, "Eva", 51, 50)
    golem = creature(game, CASTER, 50, 50, may_attack=True, immobilised=True, paralysis_beats=100, heading=SOUTH)
    thinks(game, golem)
    assert golem.may_attack
    person(game, "Iris", 50, 55)
    thinks(game, golem, (1, 3, 1))
    assert at(golem) == (50, 50)


def test_npc_16_who_is_shot_from_afar_forgets_it(game: GameFixture) -> None:
    person(game, "Ana", 55, 50)
    cow = creature(
        game, replace(WOLF, id=4, movement=2, hostile=False, alignment=0), 50, 50,
        movement=Movement.DEFENDS, hostile=True, attacked_by="Ana",
    )  # fmt: skip
    thinks(game, cow, (1, 12, 1))
    assert (cow.movement, cow.hostile, cow.attacked_by) == (Movement.RANDOM, False, "")
    assert at(cow) == (50, 50)


@pytest.mark.parametrize(("kind", "wanted", "heading"), [(2, "Eva", E), (8, "Ana", N)])
def test_npc_17_guards_choose_their_side(game: GameFixture, kind: int, wanted: str, heading: Heading) -> None:
    ana = person(game, "Ana", 50, 49)
    eva = person(game, "Eva", 51, 50, reputation=Reputation(bandit=5_000))
    guard = creature(game, replace(WOLF, type=kind, movement=1), 50, 50, may_attack=True)
    guard.movement = Movement.RANDOM
    thinks(game, guard, (1, 100, 1), (1, 18, 5), (1, 6, 6), (0, 0, 0), (1, 12, 1))
    hurt = [one.player.name for one in (ana, eva) if one.player.record.vitals.hp < 300]
    assert hurt == [wanted]
    assert guard.heading is heading


def test_npc_18_an_owner_who_does_not_fight_loses_it() -> None:
    with a_game(battlefield()) as game:
        ana = person(game, "Ana", 20, 20)
        wolf = creature(game, replace(WOLF, movement=1), 60, 60)
        acquire(game.world, ana.player, wolf)
        game.passes(17_900)
        assert wolf.owner is ana.player
        game.passes(500)
        assert wolf.owner is None


def test_npc_19_a_ghost_gives_way(game: GameFixture) -> None:
    ana, eva = person(game, "Ana", 50, 49, dead=True), person(game, "Eva", 45, 45)
    wolf = creature(game, WOLF, 50, 50)
    assert step_npc(game.world, wolf, N)
    assert (ana.player.x, ana.player.y, ana.player.heading) == (50, 50, SOUTH)
    assert at(wolf) == (50, 49)
    assert msg.force_char_move(SOUTH) in ana.takes()
    eva.sees(msg.character_move(ana.char, 50, 50), msg.character_move(wolf.char, 50, 49))


SEEKER = replace(WOLF, id=582, movement=10)


def test_npc_33_a_way_is_sought_and_walked(game: GameFixture) -> None:
    person(game, "Ana", 54, 50)
    ghoul = creature(game, SEEKER, 50, 50)
    tiles = []
    for _beat in range(6):
        thinks(game, ghoul)
        tiles.append(at(ghoul))
    assert tiles == [(50, 50), (51, 50), (52, 50), (53, 50), (53, 50), (53, 50)]
    assert [len(ghoul.path)] == [1]


def test_a_way_round_a_wall() -> None:
    wall = tuple((52, y) for y in range(45, 55))
    with a_game(battlefield(plain_map(1, blocked=wall)), npc_ai_ms=3_600_000) as game:
        person(game, "Ana", 54, 50)
        ghoul = creature(game, SEEKER, 50, 50)
        thinks(game, ghoul)
        assert len(ghoul.path) == 14
        assert (52, 55) in ghoul.path


def test_where_there_is_no_way_it_wanders() -> None:
    walls = tuple((x, y) for x in (53, 54, 55) for y in (49, 50, 51) if (x, y) != (54, 50))
    with a_game(battlefield(plain_map(1, blocked=walls)), npc_ai_ms=3_600_000) as game:
        person(game, "Ana", 54, 50)
        ghoul = creature(game, SEEKER, 50, 50)
        thinks(game, ghoul, (1, 4, 4))
        assert at(ghoul) == (49, 50)
        assert ghoul.lost


ONE_SPELL = replace(WOLF, id=549, spells=(1,))


def test_npc_36_a_caster_faces_its_prey_every_beat(game: GameFixture) -> None:
    ana = person(game, "Ana", 50, 49)
    mage = creature(game, ONE_SPELL, 50, 50, may_attack=False)
    for _beat in range(3):
        thinks(game, mage, (1, 1, 1), (1, 1, 1))
        ana.sees(facing(mage, N))
    ana.player.invisible = True
    thinks(game, mage, (0, 10, 5))
    ana.sees(facing(mage, N))


def test_a_double_attacker_sometimes_uses_its_fists_alone(game: GameFixture) -> None:
    person(game, "Ana", 50, 49)
    mage = creature(game, replace(ONE_SPELL, double_attack=True), 50, 50, may_attack=False)
    thinks(game, mage, (0, 1, 1), (1, 1, 1))
    thinks(game, mage, (0, 1, 0), (1, 1, 1), (1, 1, 1))


def pet_of(game: GameFixture, master: Client, enemy: Client) -> Npc:
    pet = creature(game, WOLF, 50, 50, may_attack=True)
    pet.master = master.player
    master.player.pets.append(pet)
    follow_master(pet)
    pet.movement, pet.attacked_by, pet.hostile = Movement.DEFENDS, enemy.player.name, True
    return pet


def test_npc_27_a_citizens_pet_does_not_fight_citizens(game: GameFixture) -> None:
    master, ben = person(game, "Mara", 45, 50), person(game, "Ben", 52, 50)
    pet = pet_of(game, master, ben)
    thinks(game, pet)
    master.sees(Says(Font.INFO))
    assert pet.movement == Movement.FOLLOWS_MASTER


@pytest.mark.parametrize("state", ["dead", "invisible"])
def test_npc_37_even_if_the_enemy_cannot_be_fought(game: GameFixture, state: str) -> None:
    master, ben = person(game, "Mara", 45, 50), person(game, "Ben", 52, 50)
    if state == "dead":
        ben.player.record.dead = True
    else:
        ben.player.invisible = True
    pet = pet_of(game, master, ben)
    master.player.safe_mode = False
    thinks(game, pet)
    master.sees()
    assert (pet.movement, at(pet)) == (Movement.DEFENDS, (50, 50))
    master.player.safe_mode = True
    thinks(game, pet)
    master.sees(Says(Font.INFO))
    assert pet.movement == Movement.FOLLOWS_MASTER


def test_a_pet_defends_its_master_without_the_safe(game: GameFixture) -> None:
    master, ben = person(game, "Mara", 45, 50), person(game, "Ben", 51, 50)
    master.player.safe_mode = False
    pet = pet_of(game, master, ben)
    thinks(game, pet, (1, 100, 1), (1, 18, 3), (1, 6, 6), (0, 0, 0))
    assert ben.player.record.vitals.hp == 297
    assert not only(ben.takes(), "CHARACTER_CHANGE")


def test_a_pet_follows_who_walks_away(game: GameFixture) -> None:
    master = person(game, "Mara", 54, 50)
    pet = creature(game, WOLF, 50, 50)
    pet.master = master.player
    master.player.pets.append(pet)
    follow_master(pet)
    thinks(game, pet, (1, 12, 1))
    assert at(pet) == (51, 50)
    thinks(game, pet, (1, 12, 3), (1, 4, 2))
    assert at(pet) == (52, 50)
    thinks(game, pet, (1, 12, 1))
    assert at(pet) == (52, 50)


def test_a_pet_fights_its_masters_attacker(game: GameFixture) -> None:
    master = person(game, "Mara", 45, 45)
    pet, wolf = creature(game, WOLF, 50, 50, may_attack=True), creature(game, WOLF, 53, 50)
    pet.master = master.player
    master.player.pets.append(pet)
    pet.target_npc, pet.movement = wolf, Movement.FIGHTS_NPC
    thinks(game, pet)
    thinks(game, pet)
    assert at(pet) == (52, 50)
    thinks(game, pet, (1, 100, 100))
    assert wolf.target_npc is pet
    wolf.x = 70
    thinks(game, pet)
    assert pet.movement == Movement.FOLLOWS_MASTER


def test_a_fire_elemental_casts_at_creatures_and_dragons_answer(game: GameFixture) -> None:
    master = person(game, "Mara", 45, 45)
    fire = creature(game, replace(WOLF, id=93, spells=(1, 2)), 50, 50, may_attack=True)
    fire.master = master.player
    master.player.pets.append(fire)
    dragon = creature(game, replace(WOLF, type=6, spells=(3,), attackable=True), 55, 50)
    fire.target_npc, fire.movement = dragon, Movement.FIGHTS_NPC
    thinks(game, fire, (1, 2, 1), (1, 1, 1))
    assert at(fire) == (51, 50)


def test_wild_creatures_fall_on_pets_beside_them(game: GameFixture) -> None:
    master = person(game, "Mara", 45, 45)
    wolf, pet = creature(game, WOLF, 50, 50, may_attack=True), creature(game, WOLF, 50, 51)
    pet.master = master.player
    master.player.pets.append(pet)
    follow_master(pet)
    thinks(game, wolf, (1, 100, 100), (0, 1, 0))
    assert wolf.heading in (SOUTH, N)
    assert pet.movement == Movement.FOLLOWS_MASTER
    assert not wolf.may_attack


@pytest.mark.parametrize(
    ("definition", "rolls"),
    [
        (NpcDef(id=700, movement=0, min_hp=1, max_hp=1), ()),
        (NpcDef(id=701, movement=1, min_hp=1, max_hp=1), ()),
        (NpcDef(id=702, movement=2, min_hp=1, max_hp=1), ((1, 12, 3), (1, 4, 1))),
        (NpcDef(id=703, movement=11, min_hp=1, max_hp=1), ()),
    ],
)
def test_how_the_peaceful_move(game: GameFixture, definition: NpcDef, rolls: tuple[tuple[int, int, int], ...]) -> None:
    person(game, "Ana", 52, 50)
    thinks(game, creature(game, definition, 50, 50), *rolls)


def test_things_that_cast_look_at_one_after_the_other(game: GameFixture) -> None:
    person(game, "Ana", 52, 50)
    person(game, "Eva", 53, 50)
    thinks(game, creature(game, replace(WOLF, movement=6, spells=(1,)), 50, 50), (1, 3, 3), (1, 3, 2), (1, 1, 1))


def test_royal_guards_chase_criminals_even_in_consultation(game: GameFixture) -> None:
    ana = person(game, "Ana", 52, 50, reputation=Reputation(bandit=5_000))
    ana.player.in_consultation = True
    guard = creature(game, replace(WOLF, type=2, movement=5), 50, 50)
    thinks(game, guard)
    assert at(guard) == (51, 50)
    chaos = creature(game, replace(WOLF, type=8, movement=2), 50, 52)
    thinks(game, chaos, (1, 12, 1))
    assert at(chaos) == (50, 52)


def test_rounds_are_played_in_time_and_by_turns() -> None:
    with a_game(battlefield()) as game:
        person(game, "Ana", 57, 50)
        wolf = creature(game, WOLF, 50, 50)
        game.passes(BEAT)
        assert at(wolf) == (51, 50)
        game.passes(380)
        assert at(wolf) == (52, 50)
        assert not wolf.may_attack
        game.passes(840)
        assert wolf.may_attack


def test_a_long_round_is_spread_over_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thinking, "EFFORT", 10)
    with a_game(battlefield()) as game:
        person(game, "Ana", 9, 7)
        thoughts: list[int] = []
        monkeypatch.setattr(thinking, "think", lambda _world, npc: thoughts.append(npc.char))
        for k in range(25):
            creature(game, WOLF, 40 + k, 60)
        game.passes(BEAT)
        assert len(thoughts) == 10
        game.passes(80)
        assert len(thoughts) == 25
        assert thoughts == sorted(thoughts)


def test_while_the_world_stands_still_nobody_thinks() -> None:
    with a_game(battlefield()) as game:
        person(game, "Ana", 57, 50)
        wolf = creature(game, WOLF, 50, 50)
        game.world.paused = True
        game.passes(4_000)
        assert at(wolf) == (50, 50)


def _fails(_world: World, _npc: Npc) -> None:
    raise ZeroDivisionError


def test_a_creature_that_fails_to_think_stops_nobody_else() -> None:
    with a_game(battlefield()) as game:
        game.host.forgive(ZeroDivisionError)
        person(game, "Ana", 57, 50)
        bad, good = creature(game, WOLF, 50, 52), creature(game, WOLF, 50, 50)
        bad.definition = replace(WOLF, type=99)
        thinking.SPECIAL_MINDS[99] = _fails
        try:
            game.passes(BEAT)
        finally:
            del thinking.SPECIAL_MINDS[99]
        assert at(good) == (51, 50)
