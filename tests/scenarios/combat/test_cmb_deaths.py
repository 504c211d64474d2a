"""Deaths in full: every step in its order, for players and for creatures.

Source: 04-combat §8.2, §10; 08-npcs §2.3.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from kit.fights import BALANCE, COCK, ITEMS, STILL, WOLF, Says, battlefield, creature, stats_of, wearing
from kit.game import GameFixture, a_game, only
from kit.worlds import content, plain_map

from pyao.content.npcs import Movement
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body import boosts, paralysis, wits
from pyao.rules.body.dying import die
from pyao.rules.combat.owning import acquire
from pyao.rules.creatures.dying import kill_npc
from pyao.world.messages import Toggle
from pyao.world.record import ItemStack

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(battlefield(), **STILL) as one:
        yield one


def test_everything_ends_with_death_in_order(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    player = ana.player
    wolf = creature(game, WOLF, 50, 51, target=player, movement=Movement.DEFENDS, attacked_by="Ana")
    pet = creature(game, COCK, 52, 52)
    pet.master, pet.name = player, "Mascota"
    player.pets.append(pet)
    player.record.pets[0] = 2
    acquire(game.world, player, wolf)
    player.attacked_by_npc = player.attacked_npc = wolf
    wolf.first_attacked_by = "Ana"
    player.retaliator = "EVA"
    paralysis.paralyse(game.world, player, 500)
    wits.make_dumb(game.world, player, 500)
    boosts.strengthen(game.world, player, boosts.Boosted.STRENGTH, 5, 500)
    player.resting = player.meditating = player.hidden = True
    player.messages.toggle(Toggle.RESTING, on=True)
    player.messages.toggle(Toggle.MEDITATING, on=True)
    player.record.poisoned = True
    pet_char = pet.char
    ana.takes()
    die(game.world, player)
    ana.sees(
        msg.play_wave(11, 50, 50),
        msg.remove_char_dialog(ana.char),
        msg.resuscitation_safe_on(),
        msg.update_tag_and_status(ana.char, 2, "Ana"),
        msg.paralize_ok(),
        msg.pos_update(50, 50),
        msg.dumb_no_more(),
        msg.rest_ok(),
        msg.meditate_toggle(),
        msg.character_remove(pet_char),
        msg.character_change(ana.char, 8, 500, 3, 2, 2, 2, 0, 999),
        stats_of(ana, hp=0, stamina=0),
        msg.update_strenght_and_dexterity(18, 18),
    )
    assert (player.record.dead, player.record.poisoned, player.pets, player.record.pets[0]) == (True, False, [], 0)
    assert (wolf.movement, wolf.attacked_by, wolf.first_attacked_by, wolf.owner) == (Movement.HUNTS_USERS, "", "", None)
    assert player.resurrection_safe


def test_a_woman_at_sea_dies_with_another_cry(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), gender=2)
    die(game.world, ana.player)
    assert ana.takes()[0] == msg.play_wave(74, 50, 50)


def test_some_maps_send_their_dead_away() -> None:
    with a_game(battlefield(plain_map(1, on_death_go_to=(2, 30, 30)), plain_map(2))) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        eva = game.player("Eva", at=(2, 30, 30))
        die(game.world, ana.player)
        assert Says(Font.INFO_BOLD) in ana.takes()
        assert ana.player.map == 2
        assert (ana.player.x, ana.player.y) != (eva.player.x, eva.player.y)


def test_a_creature_comes_again_out_of_sight(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    cock = creature(game, replace(COCK, stays_dead=False), 50, 51)
    game.dice.will_roll((1, 100, 91), (9, 92, 57), (7, 94, 55), (9, 92, 59), (7, 94, 50))
    kill_npc(game.world, cock, ana.player)
    assert [(npc.x, npc.y, npc.hp) for npc in game.world.maps[1].npcs.values()] == [(59, 50, 15)]
    seen = only(ana.takes(), "CHARACTER_REMOVE", "CHARACTER_CREATE")
    assert [one.id for one in seen] == [S.CHARACTER_REMOVE, S.CHARACTER_CREATE]


def test_where_no_place_is_out_of_sight_the_last_one_found_will_do(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    cock = creature(game, replace(COCK, stays_dead=False), 50, 51)
    game.dice.will_roll((1, 100, 91), *((9, 92, 52), (7, 94, 52)) * 61)
    kill_npc(game.world, cock, ana.player)
    assert list(game.world.maps[1].npcs) == [(52, 52)]


def test_who_has_a_post_comes_again_there() -> None:
    guard = replace(COCK, returns_to_post=True, stays_dead=False)
    here = plain_map(1, npcs=((40, 40, 2),))
    with a_game(content(here, items=ITEMS, npcs={2: guard}, balance=BALANCE)) as game:
        npc = game.world.maps[1].npcs[40, 40]
        game.player("Ana", at=(1, 41, 40))
        game.dice.will_roll((1, 100, 91))
        kill_npc(game.world, npc)
        again = game.world.maps[1].npcs[40, 40]
        assert again is not npc
        assert again.post == (40, 40)


def test_pets_neither_leave_anything_nor_come_again(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    pet = creature(game, replace(WOLF, stays_dead=False), 50, 51)
    pet.master = ana.player
    ana.player.pets.append(pet)
    kill_npc(game.world, pet)
    assert not game.world.maps[1].npcs
    assert not game.world.maps[1].objects


def test_gold_falls_in_piles(game: GameFixture) -> None:
    npc = creature(game, replace(WOLF, drops=((12, 25_000),)), 50, 51)
    game.dice.will_roll((1, 100, 90))
    kill_npc(game.world, npc)
    assert [(tile, one.amount) for tile, one in game.world.maps[1].objects.items()] == [
        ((50, 51), 10_000),
        ((49, 51), 10_000),
        ((50, 50), 5_000),
    ]


@pytest.mark.parametrize(("gender", "wave"), [(1, 212), (2, 211)])
def test_death_at_sea(gender: int, wave: int) -> None:
    with a_game(battlefield(plain_map(1, water=[(50, 50)]))) as game:
        ana = game.player("Ana", at=(1, 50, 50), gender=gender, **wearing(boat=474))
        ana.takes()
        die(game.world, ana.player)
        seen = ana.takes()
        assert seen[0] == msg.play_wave(wave, 50, 50)
        assert msg.character_change(ana.char, 87, 0, 3, 2, 2, 2, 0, 999) in seen
        assert (ana.player.sailing, ana.player.record.inventory[0]) == (True, ItemStack(474, 1, True))
