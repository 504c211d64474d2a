"""NPC-32, and what each of the nine praetorians does.

Source: 08-npcs §12.2, §13.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import ITEMS, WOLF, at, creature, item, wearing
from kit.game import Client, GameFixture, a_game, a_record, only
from kit.praetorians import (
    BACKWARDS,
    CASTER,
    FIGHT,
    FORWARDS,
    HALL,
    HEALER,
    KEEP,
    KEY,
    KING,
    SHOOTER,
    SOUTH,
    SWORD,
    SWORD_2,
    SWORD_3,
    THIEF,
    VENENO,
    E,
    a_clan,
    enemy,
    member,
    recruits,
    shown,
    the_world,
    thinks,
)

from pyao.content.enums import ObjectType, PlayerClass
from pyao.protocol import msg
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body.appearance import npc_create
from pyao.rules.creatures import paralysis
from pyao.rules.creatures.dying import kill_npc
from pyao.rules.creatures.spawning import move_npc
from pyao.rules.pets import slots
from pyao.world.ledger import held_in
from pyao.world.record import ItemStack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.npc import Npc


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(the_world(), npc_ai_ms=3_600_000, npc_attack_ms=3_600_000, gods=("Dora",)) as one:
        yield one


# The king.


def test_the_king_frees_his_own_sometimes(game: GameFixture) -> None:
    clan, eva = a_clan(game), enemy(game, "Eva", 35, 27, dead=True)
    king, sword = member(clan, KING), member(clan, SWORD)
    member(clan, HEALER, hp=1, poisoned=True)
    paralysis.paralyse(game.world, sword)
    thinks(game, king, (1, 100, 21))
    assert (sword.paralysed, king.may_attack, eva.takes()) == (True, True, [])
    thinks(game, king, (1, 100, 20))
    assert (sword.paralysed, king.may_attack) == (False, False)
    eva.sees(*shown(10, king, sword))
    paralysis.paralyse(game.world, sword)
    thinks(game, king)
    assert sword.paralysed


def test_the_king_cures_then_heals(game: GameFixture) -> None:
    clan, eva = a_clan(game), enemy(game, "Eva", 35, 27, dead=True)
    king, sick = member(clan, KING, hp=11_999), member(clan, SWORD, poisoned=True)
    thinks(game, king)
    assert not sick.poisoned
    eva.sees(*shown(1, king, sick))
    king.may_attack = True
    member(clan, HEALER, hp=100)
    thinks(game, king, (1, 5, 5))
    assert king.hp == 12_000
    eva.sees(*shown(3, king, king))
    king.may_attack = True
    thinks(game, king, (1, 5, 4))
    assert member(clan, HEALER).hp == 104


def test_the_king_and_the_healers_help_themselves(game: GameFixture) -> None:
    clan = a_clan(game)
    king = member(clan, KING, poisoned=True)
    thinks(game, king)
    assert (king.poisoned, king.may_attack) == (False, False)
    healer = member(clan, HEALER, hp=100)
    thinks(game, healer, FORWARDS, (12, 35, 20))
    assert healer.hp == 120


def test_the_king_sees_no_farther_than_a_screen(game: GameFixture) -> None:
    clan = a_clan(game)
    king, far = member(clan, KING), member(clan, SWORD, poisoned=True)
    move_npc(game.world, far, (44, 25))
    thinks(game, king)
    assert (far.poisoned, king.may_attack) == (True, True)
    move_npc(game.world, far, (43, 31))
    thinks(game, king)
    assert not far.poisoned


def test_the_king_alone_strikes_everybody_beside_him(game: GameFixture) -> None:
    clan = a_clan(game, alone=KING)
    king = member(clan, KING)
    north, south = enemy(game, "Nora", 35, 24), enemy(game, "Sara", 35, 26)
    hidden, east = enemy(game, "Hugo", 34, 25), enemy(game, "Eva", 36, 25)
    hidden.player.invisible = east.player.in_consultation = True
    blow = (1, 100, 100)
    for _beat in range(2):
        thinks(game, king, FORWARDS, (1, 100, 95), blow, blow, blow)
        for client in (north, south, hidden):
            seen = client.takes()
            assert msg.npc_swing() in seen
            turns = [one.fields["heading"] for one in only(seen, "CHARACTER_CHANGE") if one.fields["char"] == king.char]
            assert turns == [1, 3, 4]
        assert msg.npc_swing() not in east.takes()
    assert (at(king), king.may_attack) == ((35, 25), True)


def test_the_king_alone_goes_to_the_nearest(game: GameFixture) -> None:
    """The first of two that are as near, from whichever end of the list; not to the blind."""
    clan = a_clan(game, alone=KING)
    king = member(clan, KING)
    blind, _first = enemy(game, "Blas", 35, 27), enemy(game, "Ana", 31, 25)
    blind.player.blind = True
    enemy(game, "Eva", 39, 25)
    enemy(game, "Lia", 35, 20)
    thinks(game, king, FORWARDS)
    assert at(king) == (34, 25)
    move_npc(game.world, king, HALL)
    thinks(game, king, BACKWARDS)
    assert at(king) == (36, 25)


def test_who_keeps_away_from_the_king_loses_its_senses(game: GameFixture) -> None:
    clan = a_clan(game, alone=KING)
    king, ana = member(clan, KING), enemy(game, "Ana", 49, 25)
    move_npc(game.world, king, (43, 25))
    thinks(game, king, FORWARDS)
    ana.sees(
        *shown(31, king, ana),
        msg.dumb(),
        *shown(30, king, ana),
        msg.blind(),
        FIGHT,
        FIGHT,
        VENENO,
    )
    assert (ana.player.dumb, ana.player.blind, at(king), king.may_attack) == (True, True, (43, 25), False)
    thinks(game, king, FORWARDS)
    assert at(king) == (42, 25)


def test_at_the_edge_of_his_reach_the_king_follows(game: GameFixture) -> None:
    clan = a_clan(game, alone=KING)
    king = member(clan, KING)
    enemy(game, "Ana", 48, 25)
    move_npc(game.world, king, (43, 25))
    thinks(game, king, FORWARDS)
    assert at(king) == (44, 25)


def test_the_king_alone_goes_home_and_heals_himself(game: GameFixture) -> None:
    clan = a_clan(game, alone=KING)
    king = member(clan, KING, hp=11_000)
    move_npc(game.world, king, (36, 25))
    thinks(game, king, FORWARDS, (1, 5, 3))
    assert (at(king), king.hp, king.may_attack) == (HALL, 11_003, False)
    thinks(game, king, FORWARDS)
    assert king.hp == 11_003


def test_the_king_alone_calls_somebody_in_the_end(game: GameFixture) -> None:
    clan = a_clan(game, alone=KING)
    king = member(clan, KING)
    clan.idle_beats = 1_999
    thinks(game, king, FORWARDS)
    assert (clan.idle_beats, clan.members[HEALER]) == (2_000, None)
    thinks(game, king, FORWARDS, *recruits()[:4])
    healer = member(clan, HEALER)
    assert (clan.idle_beats, at(healer), healer.definition.id) == (0, (36, 25), 902)
    clan.idle_beats = 1_000
    thinks(game, king)
    assert clan.idle_beats == 0


def test_little_healings_count_as_idleness(game: GameFixture) -> None:
    clan = a_clan(game)
    king = member(clan, KING, hp=11_000)
    clan.idle_beats = 7
    thinks(game, king, (1, 5, 1))
    assert clan.idle_beats == 8
    thinks(game, king)
    assert clan.idle_beats == 0


# The healers.


def test_healers_free_first(game: GameFixture) -> None:
    clan, eva = a_clan(game), enemy(game, "Eva", 36, 27)
    healer, sword = member(clan, HEALER), member(clan, SWORD_3)
    paralysis.paralyse(game.world, sword)
    move_npc(game.world, healer, (40, 25))
    thinks(game, healer)
    assert (sword.paralysed, at(healer)) == (False, (40, 25))
    eva.sees(*shown(10, healer, sword))


def test_healers_hold_the_last_they_see(game: GameFixture) -> None:
    clan = a_clan(game)
    healer = member(clan, HEALER)
    ana, eva = enemy(game, "Ana", 40, 27), enemy(game, "Eva", 42, 27)
    move_npc(game.world, healer, (41, 25))
    thinks(game, healer, FORWARDS)
    assert (ana.player.paralysed, eva.player.paralysed, at(healer)) == (False, True, (41, 25))
    wave, light, words = shown(9, healer, eva)
    seen = eva.takes()
    assert seen[:4] == [words, wave, light, words]
    assert ana.takes() == [words, wave, light, words]


def test_healers_burn_who_is_held(game: GameFixture) -> None:
    """Even the unseen; who is unseen and not held is left alone."""
    clan = a_clan(game)
    healer = member(clan, HEALER)
    ana, eva = enemy(game, "Ana", 40, 27), enemy(game, "Eva", 42, 27)
    ana.player.paralysed = ana.player.invisible = eva.player.invisible = True
    thinks(game, healer, FORWARDS, (0, 95, 50))
    assert ana.player.record.vitals.hp == 250
    assert ana.takes()[:3] == shown(36, healer, ana)
    assert eva.player.record.vitals.hp == 300


def test_healers_stop_pets_in_vain(game: GameFixture) -> None:
    """A pet ends the search, whoever was found before; the healer goes home."""
    clan = a_clan(game)
    healer = member(clan, HEALER)
    move_npc(game.world, healer, (41, 25))
    ana, eva = enemy(game, "Ana", 42, 24), enemy(game, "Eva", 80, 80)
    wolf = creature(game, WOLF, 60, 60)
    del game.world.maps[1].npcs[60, 60]
    wolf.map, wolf.x, wolf.y, wolf.area = KEEP, 44, 25, (4, 2)
    game.world.maps[KEEP].npcs[44, 25] = wolf
    slots.adopt(eva.player, wolf)
    thinks(game, healer, FORWARDS)
    assert (wolf.paralysed, ana.player.paralysed, healer.may_attack, at(healer)) == (False, False, False, (40, 25))
    assert shown(39, healer, wolf) == [one for one in ana.takes() if one.id is not S.CHARACTER_MOVE]
    paralysis.paralyse(game.world, wolf)
    healer.may_attack = True
    thinks(game, healer, FORWARDS)
    assert ana.player.paralysed


def test_healers_heal_and_stay_near(game: GameFixture) -> None:
    clan = a_clan(game)
    healer, king = member(clan, HEALER, hp=1), member(clan, KING, hp=11_000)
    move_npc(game.world, healer, (41, 25))
    ana = enemy(game, "Ana", 42, 25)
    ana.player.invisible = True
    thinks(game, healer, FORWARDS, (12, 35, 12))
    assert (king.hp, healer.hp, at(healer)) == (11_012, 1, (40, 25))
    move_npc(game.world, healer, (41, 25))
    ana.player.invisible = False
    thinks(game, healer)
    assert at(healer) == (40, 25)
    enemy(game, "Eva", 39, 26)
    thinks(game, healer)
    assert at(healer) == (38, 25)


def test_healers_go_to_who_is_held_far_away(game: GameFixture) -> None:
    clan = a_clan(game)
    healer, sword = member(clan, HEALER), member(clan, SWORD)
    move_npc(game.world, healer, (41, 20))
    move_npc(game.world, sword, (41, 32))
    paralysis.paralyse(game.world, sword)
    enemy(game, "Ana", 41, 19).player.invisible = True
    thinks(game, healer, FORWARDS)
    assert at(healer) == (41, 21)
    move_npc(game.world, sword, (41, 34))
    thinks(game, healer, FORWARDS, (0, 9, 0))
    assert at(healer) == (41, 22)


# The casters.


def test_casters_cast_at_who_they_see(game: GameFixture) -> None:
    clan = a_clan(game)
    caster = member(clan, CASTER)
    ana, eva = enemy(game, "Ana", 33, 19), enemy(game, "Eva", 31, 19)
    thinks(game, caster, FORWARDS, (85, 100, 90))
    assert (ana.player.record.vitals.hp, eva.player.record.vitals.hp) == (210, 300)
    assert ana.takes()[:3] == shown(25, caster, ana)
    assert at(caster) == (33, 22)
    caster.may_attack = True
    eva.player.paralysed = True
    thinks(game, caster, FORWARDS, (85, 100, 90))
    assert eva.player.record.vitals.hp == 210


def test_casters_prefer_the_unseen_who_cannot_move(game: GameFixture) -> None:
    clan = a_clan(game)
    caster = member(clan, CASTER)
    ana, eva = enemy(game, "Ana", 33, 19), enemy(game, "Eva", 31, 19)
    ana.player.paralysed = ana.player.invisible = eva.player.paralysed = True
    thinks(game, caster, BACKWARDS, (1, 100, 36), (85, 100, 90))
    assert (ana.player.record.vitals.hp, eva.player.record.vitals.hp) == (210, 300)


def test_casters_bring_to_light(game: GameFixture) -> None:
    """And cast at nobody then, but draw back as ever."""
    clan = a_clan(game)
    caster = member(clan, CASTER)
    eva, ana = enemy(game, "Eva", 33, 21), enemy(game, "Ana", 33, 19)
    ana.player.hidden = True
    thinks(game, caster, FORWARDS, (1, 100, 35), (0, 9, 0))
    assert not ana.player.hidden
    assert ana.takes()[:3] == shown(38, caster, ana)
    assert (at(caster), eva.player.record.vitals.hp) == ((33, 23), 300)


def test_casters_go_home(game: GameFixture) -> None:
    clan = a_clan(game)
    caster = member(clan, CASTER)
    move_npc(game.world, caster, (33, 20))
    thinks(game, caster, FORWARDS, (0, 9, 0))
    assert at(caster) == (33, 21)
    caster.may_attack = False
    thinks(game, caster, FORWARDS)
    assert at(caster) == (33, 21)
    enemy(game, "Ana", 32, 21)
    thinks(game, caster, FORWARDS, (0, 9, 1))
    assert at(caster) == (34, 21)


def test_npc_32_the_blast(game: GameFixture) -> None:
    clan = a_clan(game)
    caster = member(clan, CASTER, hp=750)
    move_npc(game.world, caster, (60, 60))
    body = {"max_hp": 999, "hp": 999, "max_stamina": 1, "stamina": 1}
    near, next_, far = (enemy(game, name, x, 60) for name, x in (("Ana", 61), ("Eva", 58), ("Lia", 68)))
    for client in (near, next_, far):
        client.player.record.vitals.max_hp = client.player.record.vitals.hp = body["hp"]
    ghost, dora = enemy(game, "Gus", 60, 61, dead=True), enemy(game, "Dora", 60, 59)
    next_.player.invisible = True
    wolf = creature(game, WOLF, 60, 60, hp=900)
    del game.world.maps[1].npcs[60, 60]
    wolf.map, wolf.x, wolf.y, wolf.area = KEEP, 60, 62, (6, 6)
    game.world.maps[KEEP].npcs[60, 62] = wolf
    slots.adopt(far.player, wolf)
    for client in game.clients:
        client.takes()
    words = []
    for left in (5, 4, 3, 2, 1):
        thinks(game, caster)
        seen = ghost.takes()
        assert seen[0] == msg.create_fx(caster.char, 6, -1)
        assert seen[2] == msg.play_wave(30, 60, 60)
        assert (seen[1].id, seen[1].values[1:]) == (S.CHAT_OVER_HEAD, (caster.char, 0, 255, 0))
        words.append(seen[1].values[0])
        assert caster.membership is not None
        assert caster.membership.words_left == left
        thinks(game, caster)
        ghost.sees(msg.create_fx(caster.char, 6, -1))
        caster.may_attack = True
    assert all(words)
    char = caster.char
    thinks(game, caster)
    assert [one.player.record.vitals.hp for one in (near, next_, far)] == [119, 346, 639]
    assert (dora.player.dead, wolf.hp) == (False, 247)
    seen = far.takes()
    at_ = next(place for place, one in enumerate(seen) if one == FIGHT)
    assert seen[:3] == [
        msg.create_fx(char, 6, -1),
        msg.chat_over_head("", char, 0, 255, 0),
        msg.play_wave(30, 60, 60),
    ]
    assert seen[at_ + 1 : at_ + 4] == [*shown(25, caster, far, words=False), msg.update_hp(639)]
    assert caster.char == 0
    lying = sorted((one.item, one.amount) for one in game.world.maps[KEEP].objects.values())
    assert lying == [(27, 400)]


def test_a_blast_kills(game: GameFixture) -> None:
    clan = a_clan(game)
    caster = member(clan, CASTER, hp=1)
    assert caster.membership is not None
    caster.membership.words_left = 1
    ana = enemy(game, "Ana", 33, 21)
    thinks(game, caster)
    assert (ana.player.dead, ana.player.record.vitals.hp) == (True, 0)


def test_who_is_healed_forgets_to_die(game: GameFixture) -> None:
    clan, eva = a_clan(game), enemy(game, "Eva", 33, 24, dead=True)
    caster = member(clan, CASTER, hp=750)
    thinks(game, caster)
    caster.hp = 751
    thinks(game, caster, FORWARDS)
    eva.sees(msg.create_fx(caster.char, 0, 0))
    assert caster.membership is not None
    assert caster.membership.words_left == 6
    thinks(game, caster, FORWARDS)
    eva.sees()


# The swords.


def test_swords_go_to_the_nearest_and_strike(game: GameFixture) -> None:
    clan = a_clan(game)
    sword = member(clan, SWORD)
    ana = enemy(game, "Ana", 32, 31)
    enemy(game, "Eva", 40, 28).player.invisible = True
    thinks(game, sword, FORWARDS)
    assert at(sword) == (32, 29)
    thinks(game, sword, FORWARDS, (1, 100, 100))
    assert at(sword) == (32, 30)
    seen = ana.takes()
    assert msg.npc_swing() in seen
    assert seen[-1] == msg.character_change(sword.char, 50, 7, SOUTH, 0, 0, 0, 0, 0)
    assert not sword.may_attack


def test_swords_strike_the_unseen_in_order(game: GameFixture) -> None:
    clan = a_clan(game)
    sword = member(clan, SWORD)
    move_npc(game.world, sword, HALL_SIDE)
    clan.centre = HALL_SIDE
    west, east = enemy(game, "Ana", 59, 60), enemy(game, "Eva", 61, 60)
    west.player.invisible = east.player.hidden = True
    thinks(game, sword, FORWARDS, (1, 100, 100))
    assert msg.npc_swing() in east.takes()
    assert msg.npc_swing() not in west.takes()
    assert sword.heading is E


HALL_SIDE = 60, 60


def test_swords_do_not_go_far(game: GameFixture) -> None:
    clan = a_clan(game)
    sword = member(clan, SWORD)
    move_npc(game.world, sword, (50, 25))
    enemy(game, "Ana", 47, 27)
    thinks(game, sword, FORWARDS)
    assert at(sword) == (49, 25)
    enemy(game, "Eva", 49, 28)
    thinks(game, sword, FORWARDS, (0, 9, 0))
    assert at(sword) == (49, 26)
    thinks(game, member(clan, SWORD_2), FORWARDS)
    assert at(member(clan, SWORD_2)) == (35, 27)


# The shooters.


def test_shooters_like_casters_best(game: GameFixture) -> None:
    clan = a_clan(game)
    shooter = member(clan, SHOOTER)
    near = enemy(game, "Ana", 37, 20)
    bard = enemy(game, "Bea", 44, 24, player_class=PlayerClass.BARD)
    enemy(game, "Cleo", 40, 20, player_class=PlayerClass.CLERIC)
    thinks(game, shooter, FORWARDS, (130, 160, 140), (0, 9, 1))
    assert bard.player.record.vitals.hp == 160
    assert bard.takes()[:2] == shown(37, shooter, bard, words=False)
    # Half way between (35, 25) and (44, 24): (39.5, 24.5) is (40, 24).
    assert at(shooter) == (38, 22)
    assert near.player.record.vitals.hp == 300


def test_shooters_shoot_the_nearest_of_others(game: GameFixture) -> None:
    clan = a_clan(game)
    shooter = member(clan, SHOOTER, may_attack=True)
    far, near = enemy(game, "Ana", 37, 17), enemy(game, "Eva", 37, 19)
    thinks(game, shooter, FORWARDS, (130, 160, 130))
    assert (far.player.record.vitals.hp, near.player.record.vitals.hp) == (300, 170)


def test_shooters_stay_within_four_tiles(game: GameFixture) -> None:
    clan = a_clan(game)
    shooter = member(clan, SHOOTER, may_attack=False)
    move_npc(game.world, shooter, (40, 22))
    enemy(game, "Ana", 44, 22)
    thinks(game, shooter, FORWARDS, (0, 9, 0))
    assert at(shooter) == (40, 23)


def test_shooters_look_out(game: GameFixture) -> None:
    """Around the centre, two screens far; else they go home once they can shoot."""
    clan = a_clan(game)
    shooter = member(clan, SHOOTER)
    enemy(game, "Ana", 37, 38)
    thinks(game, shooter, FORWARDS, (0, 9, 0))
    assert at(shooter) == (37, 23)
    shooter.may_attack = False
    thinks(game, shooter, FORWARDS)
    assert at(shooter) == (37, 23)
    enemy(game, "Eva", 37, 37)
    thinks(game, shooter, FORWARDS)
    assert at(shooter) == (37, 24)


# The thieves.

COMES, STAYS, GOES = (1, 100, 12), (1, 100, 25), (1, 100, 24)


def test_thieves_shoot_from_afar(game: GameFixture) -> None:
    clan = a_clan(game)
    thief = member(clan, THIEF)
    ana = enemy(game, "Ana", 32, 18, **wearing(weapon=10))
    ana.player.invisible = True
    thinks(game, thief, FORWARDS, (30, 60, 40), (1, 100, 10), (1, 100, 22), STAYS)
    assert (ana.player.record.vitals.hp, ana.player.record.equipment.weapon) == (260, 1)
    assert ana.takes()[:2] == shown(47, thief, ana, words=False)
    assert at(thief) == (32, 21)
    thief.may_attack = True
    thinks(game, thief, FORWARDS, (30, 60, 40), (1, 100, 9), STAYS)
    assert VENENO in ana.takes()
    thief.may_attack = True
    move_npc(game.world, thief, (32, 22))
    thinks(game, thief, FORWARDS, (30, 60, 40), (1, 100, 10), (1, 100, 21), STAYS)
    assert ana.player.record.equipment.weapon == 0
    assert ana.player.record.inventory[0] == ItemStack(10, 1)
    thinks(game, thief, FORWARDS, STAYS)
    assert ana.player.record.vitals.hp == 180


def test_thieves_hunt_hunters(game: GameFixture) -> None:
    clan = a_clan(game)
    thief = member(clan, THIEF)
    ana = enemy(game, "Ana", 32, 19)
    hunter = enemy(game, "Hugo", 32, 27, player_class=PlayerClass.HUNTER)
    thinks(game, thief, FORWARDS, (30, 60, 40), (1, 100, 10), (1, 100, 22), STAYS)
    assert (ana.player.record.vitals.hp, hunter.player.record.vitals.hp) == (300, 260)


def a_victim(game: GameFixture, *stacks: ItemStack | None, **worn: int) -> Client:
    fields = wearing(**worn)
    for place, stack in enumerate(stacks, len(worn)):
        fields["inventory"][place] = stack
    return enemy(game, "Ana", 32, 20, **fields)


def robs(game: GameFixture, thief: Npc, *rolls: tuple[int, int, int]) -> None:
    """One beat two steps from the victim; then it takes a step."""
    move_npc(game.world, thief, (32, 22))
    thinks(game, thief, FORWARDS, *rolls, STAYS)


def test_thieves_snatch_weapons(game: GameFixture) -> None:
    clan = a_clan(game)
    thief, here = member(clan, THIEF), game.world.maps[KEEP]
    ana = a_victim(game, weapon=10, ammunition=480)
    robs(game, thief, (1, 100, 15))
    worn = ana.player.record.equipment
    assert (worn.weapon, worn.ammunition, ana.player.record.inventory[0]) == (0, 2, None)
    assert here.objects[31, 20] == ItemStack(10, 1)
    assert msg.object_create(31, 20, 10) in ana.takes()
    robs(game, thief, (1, 100, 15))
    assert (worn.ammunition, ana.player.record.inventory[1]) == (0, None)
    assert here.objects[32, 19] == ItemStack(480, 100)
    robs(game, thief, (1, 100, 15))
    assert thief.may_attack
    assert not game.world.ledger.check(held(game))


def held(game: GameFixture) -> dict[int, int]:
    return dict(held_in(game.world))


def test_thieves_pick_pockets(game: GameFixture) -> None:
    clan = a_clan(game)
    thief = member(clan, THIEF)
    ana = a_victim(game, ItemStack(27, 30), ItemStack(KEY, 1), weapon=10)
    pick = ((1, 100, 16), (1, 100, 15))
    robs(game, thief, (1, 100, 16), (1, 100, 16))
    for slot in (1, 3, 9):
        robs(game, thief, *pick, (1, 20, slot))
    robs(game, thief, *pick, (1, 20, 2))
    assert VENENO in ana.takes()
    assert (ana.player.record.inventory[1], thief.membership.loot) == (None, [(27, 30)])  # type: ignore[union-attr]
    assert not game.world.ledger.check(held(game))
    kill_npc(game.world, thief)
    lying = sorted((one.item, one.amount) for one in game.world.maps[KEEP].objects.values())
    assert lying == [(12, 10_000), (27, 30), (414, 1)]
    assert not game.world.ledger.check(held(game))


def test_a_full_thief_snatches(game: GameFixture) -> None:
    clan = a_clan(game)
    thief = member(clan, THIEF)
    assert thief.membership is not None
    thief.membership.loot[:] = [(1, 1)] * 18
    ana = a_victim(game, ItemStack(27, 30))
    robs(game, thief, (1, 100, 16), (1, 100, 15), (1, 20, 1))
    assert (ana.player.record.inventory[0], len(thief.membership.loot)) == (None, 18)
    assert game.world.maps[KEEP].objects[31, 20] == ItemStack(27, 30)
    assert VENENO in ana.takes()


@pytest.mark.parametrize("fields", [{"newbie": True}, {"royal": 1}, {"untransferable": True}, {"unstealable": True}])
def test_what_thieves_leave(fields: dict[str, Any]) -> None:
    special = item(99, ObjectType.WEAPON, **fields)
    with a_game(the_world(items=ITEMS | {99: special}), npc_ai_ms=3_600_000) as game:
        clan = a_clan(game)
        ana = a_victim(game, ItemStack(99, 1))
        robs(game, member(clan, THIEF), (1, 100, 16), (1, 100, 15), (1, 20, 1))
        assert ana.player.record.inventory[0] == ItemStack(99, 1)


def test_thieves_do_not_touch_game_masters(game: GameFixture) -> None:
    clan = a_clan(game)
    dora = enemy(game, "Dora", 32, 20, **wearing(weapon=10))
    dora.player.admin_invisible, dora.player.chased_by_npcs = False, True
    robs(game, member(clan, THIEF))
    assert dora.player.record.inventory[0] is not None


def test_thieves_vanish_and_come_back(game: GameFixture) -> None:
    clan = a_clan(game)
    thief = member(clan, THIEF, may_attack=False)
    ana = enemy(game, "Ana", 32, 17)
    thinks(game, thief, FORWARDS, GOES)
    assert ana.takes() == [msg.set_invisible(thief.char, True), msg.character_move(thief.char, 32, 21)]
    late = game.player("Lola", at=(KEEP, 32, 30))
    assert thief.invisible
    thinks(game, thief, FORWARDS, (1, 100, 13))
    assert only(ana.takes(), "SET_INVISIBLE") == []
    thinks(game, thief, FORWARDS, COMES)
    assert msg.set_invisible(thief.char, False) in late.takes()
    thief.invisible = True
    ana.player.record.dead = True
    late.player.record.dead = True
    thinks(game, thief, FORWARDS, (0, 9, 0))
    assert ana.takes()[0] == msg.set_invisible(thief.char, False)


def test_an_unseen_thief_is_not_seen_by_newcomers(game: GameFixture) -> None:
    clan = a_clan(game)
    thief = member(clan, THIEF, invisible=True)
    game.save(a_record("Lola", (KEEP, 32, 30)))
    lola = game.connect()
    lola.logs_in("Lola")
    seen = lola.takes()
    assert seen[seen.index(npc_create(thief)) + 1] == msg.set_invisible(thief.char, True)
