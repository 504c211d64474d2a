"""Rules of the fight that the scenarios only touch: shots, boats, poison, thieves, bandits, creatures among themselves.

Source: 04-combat §2.3, §5, §6, §7.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from kit import fights
from kit.fights import (
    CRIMINAL,
    ITEMS,
    STILL,
    WOLF,
    P,
    Says,
    battlefield,
    creature,
    fighter,
    item,
    ready,
    skills,
    stats_of,
    wearing,
)
from kit.game import Client, GameFixture, a_game, only
from kit.worlds import plain_map

from pyao.content.enums import Heading, ObjectType, Skill
from pyao.content.npcs import Movement
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body.levels import check_level
from pyao.rules.combat.owning import acquire
from pyao.rules.creatures import melee
from pyao.rules.map.warp import warp
from pyao.rules.pets.loyalty import follow_master
from pyao.rules.session.leaving import end_session
from pyao.world.record import Attributes, ItemStack, Vitals

if TYPE_CHECKING:
    from collections.abc import Iterator

POISONED = item(600, ObjectType.WEAPON, min_hit=1, max_hit=1, poisons=True)
POISONED_ARROW = item(601, ObjectType.FLECHAS, min_hit=1, max_hit=1, poisons=True)
BOAT = item(475, ObjectType.BARCOS, min_hit=1, max_hit=5, min_def=1, max_def=5, clothing=84)
OBJECTS = ITEMS | {one.id: one for one in (POISONED, POISONED_ARROW, BOAT)}


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(battlefield(items=OBJECTS), **STILL) as one:
        one.passes(10_000)
        yield one


def strikes(client: Client) -> None:
    ready(client.game)
    client.sends(c.Attack())


def shoots(client: Client, x: int, y: int) -> None:
    ready(client.game)
    client.sends(c.WorkLeftClick(x, y, Skill.PROYECTILES))


SLOT = S.CHANGE_INVENTORY_SLOT


@pytest.mark.parametrize(
    ("worn", "told", "ids"),
    [
        ({}, "arco", [S.CONSOLE_MSG]),
        ({"weapon": fights.BOW}, "munici", [S.CONSOLE_MSG, SLOT]),
        (
            {"weapon": fights.BOW, "ammunition": fights.SWORD},
            "munici",
            [S.CONSOLE_MSG, SLOT, S.UPDATE_USER_STATS, SLOT],
        ),
        ({"ammunition": fights.ARROW}, "arco", [S.CONSOLE_MSG, S.UPDATE_USER_STATS, SLOT]),
        ({"weapon": fights.SWORD, "ammunition": fights.ARROW}, "", [S.UPDATE_USER_STATS, SLOT]),
        ({"weapon": fights.SWORD}, "", []),
    ],
)
def test_without_bow_and_arrows_nothing_flies(game: GameFixture, worn: dict[str, int], told: str, ids: list[S]) -> None:
    ana = fighter(game, **wearing(**worn))
    shoots(ana, 53, 50)
    seen = ana.takes()
    assert [one.id for one in seen] == ids
    if told:
        assert seen[0] == Says(Font.INFO, told)
    assert not ana.player.record.equipment.ammunition


def test_a_shot_in_the_air_costs_an_arrow_and_stamina(game: GameFixture) -> None:
    ana = fighter(game, **wearing(weapon=fights.BOW, ammunition=fights.ARROW))
    ana.player.hidden = True
    game.dice.will_roll((1, 10, 7))
    shoots(ana, 55, 50)
    seen = ana.takes()
    assert [one.id for one in seen] == [S.UPDATE_STA, S.MULTI_MESSAGE, SLOT]
    assert seen[0] == msg.update_sta(393)
    assert ana.player.hidden


def test_out_of_sight_only_the_position_comes_back(game: GameFixture) -> None:
    ana = fighter(game, **wearing(weapon=fights.BOW, ammunition=fights.ARROW))
    shoots(ana, 59, 50)
    ana.sees(msg.pos_update(50, 50))


def test_nobody_shoots_itself(game: GameFixture) -> None:
    ana = fighter(game, **wearing(weapon=fights.BOW, ammunition=fights.ARROW))
    game.dice.will_roll((1, 10, 1))
    shoots(ana, 50, 50)
    assert Says(Font.INFO) in ana.takes()
    assert ana.player.record.inventory[1] == ItemStack(fights.ARROW, 100, True)


def test_a_refused_shot_keeps_the_arrow(game: GameFixture) -> None:
    ana, eva = fighter(game, **wearing(weapon=fights.BOW, ammunition=fights.ARROW)), fighter(game, "Eva", (53, 50))
    ana.player.safe_mode = True
    game.dice.will_roll((1, 10, 1))
    shoots(ana, 53, 50)
    assert Says(Font.WARNING) in ana.takes()
    assert ana.player.record.inventory[1] == ItemStack(fights.ARROW, 100, True)
    eva.takes()


def test_a_thrown_blade_is_gone(game: GameFixture) -> None:
    ana = fighter(game, **wearing(weapon=fights.KNIFE))
    game.dice.will_roll((1, 10, 1))
    shoots(ana, 55, 50)
    assert ana.player.record.inventory[0] is None
    assert not ana.player.record.equipment.weapon


def test_a_bow_is_no_club(game: GameFixture) -> None:
    ana = fighter(game, **wearing(weapon=fights.BOW, ammunition=fights.ARROW))
    strikes(ana)
    ana.sees(Says(Font.INFO))


def test_a_pirate_slashes_with_what_it_throws(game: GameFixture) -> None:
    ana = fighter(game, player_class=P.PIRAT, attributes=Attributes(15, 18, 18, 18, 18), **wearing(weapon=fights.KNIFE))
    eva = fighter(game, "Eva", (53, 50), **CRIMINAL)
    # D = round((3·10 + 80) · 0.8) = 88
    game.dice.will_roll((1, 10, 1), (1, 100, 1), (1, 10, 10), (79, 80, 80), (1, 6, 6), (0, 0, 0), (1, 100, 20))
    shoots(ana, 53, 50)
    assert Says(Font.FIGHT, "acuchillado", "17") in ana.takes()
    assert eva.player.record.vitals.hp == 300 - 88 - 17


@pytest.mark.parametrize(("rolled", "poisoned"), [(59, True), (60, False)])
def test_poisoned_blades(game: GameFixture, rolled: int, *, poisoned: bool) -> None:
    ana, eva = fighter(game, **wearing(weapon=600)), fighter(game, "Eva", (50, 51), **CRIMINAL)
    game.dice.will_roll((1, 100, 1), (1, 1, 1), (79, 80, 80), (1, 100, rolled), (1, 6, 6), (0, 0, 0))
    strikes(ana)
    assert eva.player.record.poisoned is poisoned
    assert (Says(Font.FIGHT, "Ana", "envenenado") in eva.takes()) is poisoned
    assert (Says(Font.FIGHT, "Eva") in ana.takes()) is poisoned


def test_a_poisoned_arrow_counts_on_a_bow(game: GameFixture) -> None:
    ana = fighter(game, **wearing(weapon=fights.BOW, ammunition=601))
    eva = fighter(game, "Eva", (53, 50), **CRIMINAL)
    game.dice.will_roll((1, 10, 1), (1, 100, 1), (4, 10, 4), (1, 1, 1), (79, 80, 80), (1, 100, 1), (1, 6, 6), (0, 0, 0))
    shoots(ana, 53, 50)
    assert eva.player.record.poisoned


def test_hungry_fighters_learn_nothing_and_know_no_tricks(game: GameFixture) -> None:
    ana = fighter(
        game, player_class=P.ASSASSIN, hungry=True, skills=skills(apunalar=100), **wearing(weapon=fights.DAGGER)
    )
    fighter(game, "Eva", (50, 51), **CRIMINAL)
    game.dice.will_roll((1, 100, 1), (1, 10, 1), (79, 80, 80), (1, 6, 6), (0, 0, 0))
    strikes(ana)
    assert ana.player.record.skills[Skill.ARMAS - 1].exp == 0


def test_boats_hit_and_protect(game: GameFixture) -> None:
    ana = fighter(game, **wearing(boat=475), attributes=Attributes(15, 18, 18, 18, 18))
    eva = fighter(game, "Eva", (50, 51), **CRIMINAL, **wearing(boat=475))
    ana.player.sailing = eva.player.sailing = True
    # D = round((3·4 + 80) · 0.4) = 37, and the boat's 5; the other boat takes 2.
    game.dice.will_roll((1, 100, 1), (4, 9, 4), (79, 80, 80), (1, 5, 5), (1, 5, 2), (1, 6, 6), (0, 0, 0))
    strikes(ana)
    seen = ana.takes()
    assert msg.user_hitted_user(eva.char, 6, 40) in seen
    assert not only(seen, "CREATE_FX")


def test_a_helmet_protects_the_head_alone(game: GameFixture) -> None:
    ana, eva = fighter(game), fighter(game, "Eva", (50, 51), **CRIMINAL, **wearing(helmet=fights.HELMET))
    game.dice.will_roll((1, 100, 1), (4, 9, 4), (79, 80, 80), (1, 6, 1), (1, 5, 5))
    strikes(ana)
    game.dice.will_roll((1, 100, 1), (4, 9, 4), (79, 80, 80), (1, 6, 2), (0, 0, 0))
    strikes(ana)
    eva.player.record.equipment.helmet = 0
    game.dice.will_roll((1, 100, 1), (4, 9, 4), (79, 80, 80), (1, 6, 1))
    strikes(ana)
    # D = round((12 + 9/5·3 + 80) · 0.4) = 39
    assert eva.player.record.vitals.hp == 300 - 34 - 39 - 39


def bandit(game: GameFixture) -> Client:
    # Q = round(0.2·100 + 0.66·30) = 40
    return fighter(game, player_class=P.BANDIT, skills=skills(wrestling=100), **wearing(ring=fights.BANDIT_GLOVES))


BARE = ((5, 11, 5), (79, 80, 80), (1, 6, 2))


def test_a_bandit_strikes_the_shield_off(game: GameFixture) -> None:
    ana = bandit(game)
    eva = fighter(game, "Eva", (50, 51), level=19, **CRIMINAL, **wearing(shield=fights.SHIELD, weapon=fights.SWORD))
    game.dice.will_roll((1, 100, 1), (1, 100, 41), (1, 100, 40), *BARE, (1, 5, 1))
    strikes(ana)
    assert Says(Font.FIGHT, "desarmar") in ana.takes()
    assert Says(Font.FIGHT, "desarmado") in eva.takes()
    assert (eva.player.record.equipment.weapon, eva.player.record.equipment.shield) == (0, 1)
    game.dice.will_roll((1, 100, 1), (1, 100, 41), *BARE, (1, 5, 1))
    strikes(ana)
    assert Says(Font.FIGHT, "No has logrado desequipar") in ana.takes()


def test_where_nothing_is_worn_a_bandit_says_so(game: GameFixture) -> None:
    ana = bandit(game)
    fighter(game, "Eva", (50, 51), **CRIMINAL)
    game.dice.will_roll((1, 100, 1), *BARE, (0, 0, 0))
    strikes(ana)
    assert Says(Font.FIGHT, "no tiene") in ana.takes()


@pytest.mark.parametrize(("rolled", "held"), [(24, True), (25, False)])
def test_a_thiefs_hand_paralyses(game: GameFixture, rolled: int, *, held: bool) -> None:
    ana = fighter(game, player_class=P.THIEF, skills=skills(wrestling=100), **wearing(ring=fights.BANDIT_GLOVES))
    eva = fighter(game, "Eva", (50, 51), **CRIMINAL)
    game.dice.will_roll((1, 100, 1), (0, 100, rolled), (5, 11, 5), (79, 80, 80), (1, 6, 2), (0, 0, 0), (1, 100, 100))
    strikes(ana)
    assert eva.player.paralysed is held
    assert (msg.paralize_ok() in eva.takes()) is held
    assert (eva.player.paralysed_by == "ANA") is held


def test_a_poisonous_creature(game: GameFixture) -> None:
    ana = fighter(game)
    snake = creature(game, replace(WOLF, poisons=True), 50, 51, may_attack=True)
    game.dice.will_roll((1, 100, 1), (1, 18, 5), (1, 6, 6), (0, 0, 0), (1, 100, 29))
    melee.attack_player(game.world, snake, ana.player)
    assert ana.player.record.poisoned
    assert not snake.may_attack
    assert not melee.attack_player(game.world, snake, ana.player)


def test_a_heavy_blow_ends_a_meditation(game: GameFixture) -> None:
    ana = fighter(game, skills=skills(meditar=100))
    ana.player.meditating = True
    wolf = creature(game, WOLF, 50, 51, may_attack=True)
    # 282/100 · 18 · 1 · 12 / 12 = 50.76 → 50
    game.dice.will_roll((1, 100, 1), (1, 18, 18), (1, 6, 6), (0, 0, 0), (0, 5, 5))
    melee.attack_player(game.world, wolf, ana.player)
    assert ana.player.meditating
    ana.player.record.vitals.hp = 50
    wolf.may_attack = True
    game.dice.will_roll((1, 100, 1), (1, 18, 18), (1, 6, 6), (0, 0, 0), (0, 5, 5))
    melee.attack_player(game.world, wolf, ana.player)
    assert not ana.player.meditating


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


def test_the_level_is_looked_at_after_a_kill(game: GameFixture) -> None:
    ana = fighter(game, exp=1_331_000)
    fighter(game, "Eva", (50, 51), vitals=Vitals(max_hp=300, hp=1, max_stamina=400, stamina=400), **CRIMINAL)
    game.dice.will_roll((1, 100, 1), (4, 9, 9), (79, 80, 80), (1, 6, 6), (0, 0, 0), (0, 100, 50))
    strikes(ana)
    assert ana.player.record.level == 31


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


def test_blows_that_meet_nothing_to_fight(game: GameFixture) -> None:
    ana = fighter(game)
    creature(game, replace(WOLF, attackable=False), 50, 51)
    strikes(ana)
    ana.sees(Says(Font.FIGHT), fights.stats_of(ana))
    ana.player.heading = Heading.EAST
    strikes(ana)
    ana.sees(msg.play_wave(2, 50, 50), fights.stats_of(ana))


def test_a_blow_at_the_edge_of_the_world_is_only_heard(game: GameFixture) -> None:
    ana = fighter(game, at=(50, 50))
    warp(game.world, ana.player, 1, 50, 7, fx=False)
    ana.player.y, ana.player.heading = 2, Heading.NORTH
    ready(game)
    ana.sends(c.Attack())
    ana.sees(msg.play_wave(2, 50, 2))


def test_no_pet_is_struck_in_a_safe_map() -> None:
    with a_game(battlefield(plain_map(1, safe=True)), **STILL) as game:
        game.passes(10_000)
        ana, eva = fighter(game), fighter(game, "Eva", (60, 60))
        wolf = creature(game, WOLF, 50, 51)
        wolf.master = eva.player
        eva.player.pets.append(wolf)
        strikes(ana)
        ana.sees(Says(Font.FIGHT, "zona segura"))


def test_a_shot_at_a_creature_costs_stamina_twice(game: GameFixture) -> None:
    ana = fighter(game, **wearing(weapon=fights.BOW, ammunition=fights.ARROW))
    creature(game, WOLF, 53, 50)
    game.dice.will_roll((1, 10, 3), (1, 100, 100), (1, 10, 4))
    shoots(ana, 53, 50)
    seen = ana.takes()
    assert [one.values[0] for one in seen if one.id is S.UPDATE_STA] == [397, 393]
    assert seen[-1].id is SLOT


def test_who_may_not_be_attacked_costs_the_arrow_all_the_same(game: GameFixture) -> None:
    ana = fighter(game, **wearing(weapon=fights.BOW, ammunition=fights.ARROW))
    creature(game, replace(WOLF, attackable=False), 53, 50)
    game.dice.will_roll((1, 10, 3))
    shoots(ana, 53, 50)
    assert ana.player.record.inventory[1] == ItemStack(fights.ARROW, 99, True)


def test_the_level_of_255_is_the_last(game: GameFixture) -> None:
    ana = fighter(game, level=255, exp=10, exp_next=10)
    check_level(game.world, ana.player)
    ana.sees()
    assert (ana.player.record.exp, ana.player.record.exp_next) == (0, 0)
