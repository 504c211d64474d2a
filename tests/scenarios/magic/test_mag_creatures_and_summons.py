"""MAG-33 to MAG-36, MAG-42: creatures as targets, summoned, and casting.

Source: 05-magic §9, §10, §11.7, §12, §15.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import CRIMINAL, Says, creature, stats_of
from kit.game import Client, GameFixture, a_game
from kit.magic import (
    ELVEN_FLUTE,
    FIGHT,
    GODS,
    INFO,
    NPCS_,
    SPELLS,
    VENENO,
    WIZARD_HAT,
    caster,
    casts,
    magic_world,
    seen_by_click,
    shown,
    shown_by_npc,
    spent,
    triggers,
    words,
)
from kit.worlds import plain_map

from pyao.content.enums import Heading, PlayerClass, Privilege, Trigger
from pyao.content.npcs import Movement
from pyao.protocol import client_packets as c
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body.appearance import boat_look
from pyao.rules.body.dying import die
from pyao.rules.body.reviving import revive
from pyao.rules.body.sailing import look_on_foot
from pyao.rules.creatures import casting, paralysis
from pyao.rules.map.warp import warp
from pyao.rules.pets import slots
from pyao.rules.pets.loyalty import follow_master
from pyao.rules.pets.summoning import summon
from pyao.rules.session.saving import write_back
from pyao.world.record import Faction, Look, Reputation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.npc import Npc


@pytest.fixture
def game() -> Iterator[GameFixture]:
    safe_spot = plain_map(3, triggers=triggers(Trigger.ZONA_SEGURA, t50_50=1))
    walls = tuple((x, y) for x in range(1, 101) for y in range(1, 101) if (x, y) not in ((50, 50), (52, 50)))
    maps = (
        plain_map(1),
        plain_map(2, safe=True),
        safe_spot,
        plain_map(4, no_summoning=True),
        plain_map(5, no_magic=True),
        plain_map(6, blocked=walls),
    )
    with a_game(magic_world(*maps), npc_ai_ms=3_600_000) as one:
        yield one


def druid(game: GameFixture, **changes: Any) -> Client:
    return caster(game, player_class=PlayerClass.DRUID, **changes)


def beast(game: GameFixture, number: int = 502, at: tuple[int, int] = (52, 50), **state: Any) -> Npc:
    return creature(game, NPCS_[number], *at, **state)


# Creatures as targets.


def test_paralysing_a_creature(game: GameFixture) -> None:
    ana, npc = caster(game), beast(game, 500)
    casts(ana, 9, npc)
    assert seen_by_click(ana) == [words(ana, 9), *shown(9, npc), FIGHT, stats_of(ana)]
    assert (npc.paralysed, npc.immobilised, npc.paralysis_beats) == (True, False, 500)
    paralysis.count_beat(game.world, npc)
    assert npc.paralysis_beats == 499
    casts(ana, 24, npc)
    assert (npc.paralysed, npc.immobilised, npc.paralysis_beats) == (False, True, 500)
    casts(ana, 9, npc)
    for _beat in range(500):
        paralysis.count_beat(game.world, npc)
    assert npc.paralysed
    paralysis.count_beat(game.world, npc)
    assert not npc.paralysed


def test_praetorians_stay_immobile(game: GameFixture) -> None:
    king = beast(game, 900)
    paralysis.immobilise(game.world, king)
    for _beat in range(600):
        paralysis.count_beat(game.world, king)
    assert (king.immobilised, king.paralysis_beats) == (True, 500)
    paralysis.paralyse(game.world, king)
    for _beat in range(501):
        paralysis.count_beat(game.world, king)
    assert (king.immobilised, king.paralysed) == (False, False)


def test_some_creatures_are_immune(game: GameFixture) -> None:
    ana, npc = caster(game), beast(game)
    for number in (9, 24):
        casts(ana, number, npc)
        assert seen_by_click(ana) == [INFO]
    assert (npc.paralysed, spent(ana)) == (False, (0, 0))


def test_freeing_creatures(game: GameFixture) -> None:
    ana, guard, wild = caster(game), beast(game, 6, (52, 52)), beast(game, 500)
    casts(ana, 10, wild)
    assert seen_by_click(ana) == [INFO]
    paralysis.paralyse(game.world, wild)
    paralysis.paralyse(game.world, guard)
    casts(ana, 10, wild)
    assert seen_by_click(ana) == []
    casts(ana, 10, guard)
    assert seen_by_click(ana) == [INFO]
    assert spent(ana) == (0, 0)
    ana.player.record.faction = Faction(royal_army=True)
    casts(ana, 10, guard)
    assert not guard.paralysed
    pet = summon(game.world, ana.player, 512, (48, 50))
    assert pet is not None
    paralysis.immobilise(game.world, pet)
    casts(ana, 10, pet)
    assert (pet.immobilised, pet.paralysis_beats) == (True, 0)
    paralysis.count_beat(game.world, pet)
    assert not pet.immobilised


def test_guards_of_the_legion_are_freed_by_it(game: GameFixture) -> None:
    ana, guard = caster(game, faction=Faction(chaos_legion=True), **CRIMINAL), beast(game, 14)
    paralysis.paralyse(game.world, guard)
    casts(ana, 10, guard)
    assert not guard.paralysed


def test_healing_a_creature(game: GameFixture) -> None:
    ana, npc = caster(game), beast(game, hp=990)
    game.dice.will_roll((12, 35, 20))
    casts(ana, 5, npc)
    assert npc.hp == 1000
    assert seen_by_click(ana)[-2:] == [Says(Font.FIGHT, "26"), stats_of(ana)]


def test_healing_what_another_fights(game: GameFixture) -> None:
    eva, ana, npc = caster(game, "Eva", (50, 48)), caster(game), beast(game)
    game.dice.will_roll((2, 5, 2))
    casts(eva, 2, npc)
    assert npc.owner is eva.player
    ana.player.safe_mode = True
    casts(ana, 5, npc)
    assert seen_by_click(ana) == [INFO]
    ana.player.safe_mode = False
    game.dice.will_roll((12, 35, 12))
    casts(ana, 5, npc)
    assert ana.player.retaliator == "EVA"


def test_a_creature_cries_out_and_remembers(game: GameFixture) -> None:
    ana, npc = caster(game), beast(game)
    game.dice.will_roll((2, 5, 2))
    casts(ana, 2, npc)
    assert seen_by_click(ana)[3:] == [FIGHT, msg.play_wave(9, 52, 50), Says(Font.FIGHT, "3"), stats_of(ana)]
    assert (npc.attacked_by, npc.movement, npc.hostile) == ("Ana", Movement.DEFENDS, True)
    assert npc.owner is ana.player


def test_poisoning_and_curing_creatures(game: GameFixture) -> None:
    ana, npc = caster(game), beast(game)
    casts(ana, 4, npc)
    assert npc.poisoned
    casts(ana, 71, npc)
    assert not npc.poisoned
    assert spent(ana) == (25, 4)


def test_what_creatures_know_nothing_of(game: GameFixture) -> None:
    ana, npc = caster(game), beast(game)
    eva = caster(game, "Eva", (50, 52))
    casts(eva, 67, npc)
    assert npc.poisoned
    casts(ana, 64, npc)
    casts(ana, 65, npc)
    assert spent(ana) == (2, 2)


def test_paralysing_what_another_owns(game: GameFixture) -> None:
    eva, ana, npc = caster(game, "Eva", (50, 48)), caster(game, safe=True), beast(game, 500)
    game.dice.will_roll((2, 5, 2))
    casts(eva, 2, npc)
    casts(ana, 9, npc)
    assert npc.paralysed
    casts(ana, 9, npc)
    assert seen_by_click(ana) == [INFO]
    assert spent(ana) == (450, 65)


# Mimicry of creatures.


def test_mag_35_druids_look_like_creatures(game: GameFixture) -> None:
    npc, ana = beast(game), caster(game)
    casts(ana, 42, npc)
    assert seen_by_click(ana) == [INFO]
    assert spent(ana) == (0, 0)
    eva = caster(
        game, "Eva", (50, 48), player_class=PlayerClass.DRUID, worn={"ring": ELVEN_FLUTE}, vitals={"mana": 800}
    )
    casts(eva, 42, npc)
    change = msg.character_change(eva.char, 9, 0, eva.player.heading, 2, 2, 2, 0, 999)
    assert seen_by_click(eva)[:2] == [change, words(eva, 42)]
    assert (eva.player.record.vitals.mana, eva.player.ignored_by_npcs) == (400, True)
    casts(eva, 42, npc)
    assert seen_by_click(eva) == [INFO]
    assert eva.player.ignored_by_npcs
    game.dice.will_roll((2, 5, 2))
    casts(eva, 2, npc)
    assert not eva.player.ignored_by_npcs


def test_creatures_see_through_it_in_the_end(game: GameFixture) -> None:
    npc = beast(game)
    ana = druid(game, worn={"ring": ELVEN_FLUTE})
    casts(ana, 42, npc)
    game.ticks(500)
    assert ana.player.ignored_by_npcs
    game.ticks(1)
    assert (ana.player.ignored_by_npcs, ana.player.own_look) == (False, None)


def test_without_the_flute_creatures_are_not_fooled(game: GameFixture) -> None:
    npc, ana = beast(game), druid(game)
    casts(ana, 42, npc)
    assert not ana.player.ignored_by_npcs
    assert spent(ana) == (800, 44)


# Summoning.


def wolves(client: Client) -> list[Npc]:
    return [pet for pet in client.player.pets if pet.definition.id == 512]


def test_mag_33_the_third_pet(game: GameFixture) -> None:
    ana = caster(game)
    for _again in range(2):
        summon(game.world, ana.player, 93, (45, 45))
    casts(ana, 16, (52, 50))
    (wolf,) = wolves(ana)
    seen = ana.takes()
    assert seen[0] == msg.dont_see_anything()
    assert seen[-4:] == [
        msg.play_wave(3, 52, 50),
        msg.create_fx(wolf.char, 1, 0),
        words(ana, 16),
        stats_of(ana),
    ]
    assert (spent(ana), wolf.master, wolf.movement) == ((120, 16), ana.player, Movement.FOLLOWS_MASTER)
    game.ticks(1_000)
    assert wolves(ana)
    ana.takes()
    game.ticks(1)
    assert not ana.player.pets
    assert [one.id for one in ana.takes()].count(S.CHARACTER_REMOVE) == 3


def test_summons_are_lost_on_the_way(game: GameFixture) -> None:
    ana, eva = caster(game), caster(game, "Eva", (50, 52))
    casts(ana, 16, (52, 50))
    gone = [msg.character_remove(pet.char) for pet in ana.player.pets]
    eva.takes()
    warp(game.world, ana.player, 1, 60, 50, fx=False)
    assert [one for one in eva.takes() if one in gone] == gone
    assert (ana.player.pets, ana.takes()[-1]) == ([], INFO)
    casts(ana, 16, (62, 50))
    ana.sends(c.Quit())
    game.passes(11_000)
    assert not game.world.maps[1].npcs


def test_a_druid_with_the_flute_summons_for_less(game: GameFixture) -> None:
    ana = druid(game, worn={"ring": ELVEN_FLUTE})
    casts(ana, 16, (52, 50))
    assert ([(one.x, one.y) for one in wolves(ana)], spent(ana)[0]) == ([(52, 50), (51, 50)], 84)


@pytest.mark.parametrize("map_", [2, 3, 4])
@pytest.mark.parametrize("number", [16, 46])
def test_mag_34_where_nothing_comes(game: GameFixture, map_: int, number: int) -> None:
    ana = caster(game, map_=map_)
    casts(ana, number, (52, 52))
    ana.sees(msg.dont_see_anything(), INFO)
    assert spent(ana) == (0, 0)


def test_mag_34_nobody_has_four_pets(game: GameFixture) -> None:
    ana = caster(game)
    ana.player.record.pets[0] = 500
    for _again in range(2):
        summon(game.world, ana.player, 93, (45, 45))
    assert slots.pet_count(ana.player) == 3
    casts(ana, 16, (52, 50))
    ana.sees(msg.dont_see_anything())
    assert spent(ana) == (0, 0)


def test_who_finds_no_place_makes_it_free(game: GameFixture) -> None:
    ana = caster(game, map_=6)
    casts(ana, 16, (52, 50))
    assert len(wolves(ana)) == 1
    assert words(ana, 16) not in ana.takes()
    assert spent(ana) == (0, 0)


def test_a_ground_spell_shows_on_who_stands_there(game: GameFixture) -> None:
    ana, eva = caster(game), caster(game, "Eva", (52, 50))
    casts(ana, 16, eva)
    assert eva.takes()[-4:] == [words(ana, 16), *shown(16, eva), FIGHT]
    assert ana.takes()[-2:] == [Says(Font.FIGHT, "Lanzaste a Eva"), stats_of(ana)]
    assert ana.player.targets.slot == eva.player.slot


def tamed(client: Client, number: int, at: tuple[int, int]) -> Npc:
    npc = beast(client.game, number, at)
    slots.adopt(client.player, npc)
    follow_master(npc)
    return npc


def test_calling_the_farthest_pet(game: GameFixture) -> None:
    ana = druid(game)
    near, far = tamed(ana, 500, (53, 50)), tamed(ana, 501, (58, 50))
    far.hp = 40
    summon(game.world, ana.player, 93, (60, 60))
    old = far.char
    casts(ana, 46, (50, 48))
    called = ana.player.pets[1]
    seen = ana.takes()
    assert msg.character_remove(old) in seen
    assert (called.definition.id, called.hp, called.x, called.y) == (501, 40, 50, 48)
    assert called.movement == Movement.FOLLOWS_MASTER
    assert ana.player.pets[0] is near
    assert msg.play_wave(3, 50, 48) not in seen
    assert spent(ana) == (3000, 131)
    assert slots.pet_count(ana.player) == 3


def test_druids_call_with_all_their_mana_and_a_pet(game: GameFixture) -> None:
    ana = druid(game)
    casts(ana, 46, (50, 48))
    ana.sees(msg.dont_see_anything(), Says(Font.INFO, "mascota"))
    ana.player.record.vitals.mana = 2999
    casts(ana, 46, (50, 48))
    ana.sees(msg.dont_see_anything(), Says(Font.INFO, "maná"))


def test_others_call_nobody_and_pay(game: GameFixture) -> None:
    ana = caster(game, vitals={"mana": 5})
    casts(ana, 46, (50, 48))
    ana.sees(msg.dont_see_anything(), words(ana, 46), stats_of(ana))
    assert ana.player.record.vitals.mana == 0


def test_a_pet_without_a_place_waits(game: GameFixture) -> None:
    ana = druid(game, map_=6)
    npc = tamed(ana, 500, (58, 50))
    assert npc.map == 1
    game.world.maps[1].npcs.pop((58, 50))
    npc.map, npc.x, npc.y = 6, 52, 50
    game.world.maps[6].npcs[52, 50] = npc
    game.world.maps[6].set_blocked(52, 50, blocked=True)
    casts(ana, 46, (50, 50))
    assert (ana.player.pets, ana.player.record.pets[0]) == ([], 500)
    assert INFO in ana.takes()
    assert ana.player.record.vitals.mana == 0


def test_the_eye_of_the_demiurge(game: GameFixture) -> None:
    ana = caster(game)
    eva, luz, sol = (caster(game, name, (55, y)) for name, y in (("Eva", 58), ("Luz", 59), ("Sol", 50)))
    eva.player.invisible = luz.player.invisible = True
    sol.player.hidden = True
    casts(ana, 43, (51, 50))
    seen = ana.takes()
    assert [one for one in seen if one.id is S.CREATE_FX] == [msg.create_fx(eva.char, 3, 6)]
    assert (eva.player.invisible, spent(ana)) == (True, (1, 1))


# Spells of creatures.


def npc_casts(game: GameFixture, npc: Npc, target: Client | Npc, number: int, **how: bool) -> None:
    npc.may_attack = True
    for client in game.clients:
        client.takes()
    aimed_at = target.player if isinstance(target, Client) else target
    casting.cast(game.world, npc, aimed_at, SPELLS[number], **how)


def test_mag_36_an_orc_casts(game: GameFixture) -> None:
    ana, orc = caster(game, worn={"helmet": WIZARD_HAT}), beast(game, 549)
    orc.may_attack = True
    game.dice.will_roll((1, 1, 1), (30, 35, 32), (7, 10, 8))
    casting.cast_at_random(game.world, orc, ana.player)
    ana.sees(*shown_by_npc(8, ana), Says(Font.FIGHT, "Orco Brujo", "24"), stats_of(ana))
    assert (ana.player.record.vitals.hp, orc.may_attack) == (276, False)
    casting.cast(game.world, orc, ana.player, SPELLS[8])
    ana.sees()


def test_who_is_unseen_or_where_magic_does_nothing(game: GameFixture) -> None:
    ana, orc = caster(game), beast(game, 549, may_attack=True)
    for state in ("invisible", "hidden"):
        setattr(ana.player, state, True)
        casting.cast_at_random(game.world, orc, ana.player)
        casting.cast(game.world, orc, ana.player, SPELLS[8])
        setattr(ana.player, state, False)
    warp(game.world, ana.player, 5, 50, 50, fx=False)
    ana.takes()
    casting.cast(game.world, orc, ana.player, SPELLS[8])
    ana.sees()
    assert orc.may_attack


def test_a_creature_that_sees_all_and_speaks(game: GameFixture) -> None:
    ana, king = caster(game), beast(game, 900)
    ana.player.invisible = True
    game.dice.will_roll((30, 35, 30))
    npc_casts(game, king, ana, 8, speaks=True, sees_all=True)
    said = msg.chat_over_head(SPELLS[8].words, king.char, *colours.SPELL_WORDS)
    ana.sees(*shown_by_npc(8, ana), said, Says(Font.FIGHT, "30"), stats_of(ana))


def test_the_staff_is_not_hurt(game: GameFixture) -> None:
    ana, orc = caster(game), beast(game, 549)
    ana.player.privileges = Privilege.DIOS
    npc_casts(game, orc, ana, 8)
    ana.sees()
    assert not orc.may_attack
    npc_casts(game, orc, ana, 9)
    assert ana.player.paralysed


def test_creatures_heal_players(game: GameFixture) -> None:
    ana, king = caster(game, vitals={"hp": 10}), beast(game, 900)
    game.dice.will_roll((9999, 9999, 9999))
    npc_casts(game, king, ana, 40)
    ana.sees(*shown_by_npc(40, ana), Says(Font.FIGHT, "curado", "9999"), stats_of(ana))
    assert ana.player.record.vitals.hp == 300


def test_creatures_hold_players(game: GameFixture) -> None:
    ana, king = caster(game), beast(game, 900)
    npc_casts(game, king, ana, 24)
    ana.sees(*shown_by_npc(24, ana), msg.paralize_ok(), msg.pos_update(50, 50))
    assert (ana.player.immobilised, ana.player.paralysed_by) == (True, "")
    npc_casts(game, king, ana, 9)
    ana.sees()
    assert not king.may_attack


def test_creatures_dim_the_wits(game: GameFixture) -> None:
    ana, king = caster(game), beast(game, 900)
    npc_casts(game, king, ana, 31)
    ana.sees(*shown_by_npc(31, ana), msg.dumb())
    npc_casts(game, king, ana, 31)
    ana.sees()
    game.ticks(100)
    npc_casts(game, king, ana, 30)
    ana.sees(*shown_by_npc(30, ana), msg.blind())
    npc_casts(game, king, ana, 30)
    ana.sees()
    game.ticks(500)
    assert (ana.player.blind, ana.player.dumb) == (True, True)
    game.ticks(1)
    assert ana.takes()[-2:] == [msg.blind_no_more(), msg.dumb_no_more()]


@pytest.mark.parametrize("number", [9, 24, 30, 31])
def test_rings_stop_the_spells_of_creatures(game: GameFixture, number: int) -> None:
    ana, king = caster(game, worn={"ring": GODS}), beast(game, 900)
    npc_casts(game, king, ana, number)
    ana.sees(*shown_by_npc(number, ana), FIGHT)


def test_a_lesser_ring_leaves_one_paralysed(game: GameFixture) -> None:
    ana, king = caster(game, worn={"ring": 701}), beast(game, 900)
    npc_casts(game, king, ana, 24)
    ana.sees(*shown_by_npc(24, ana), FIGHT, msg.paralize_ok(), msg.pos_update(50, 50))
    assert not ana.player.immobilised


def test_creatures_reveal_who_hides(game: GameFixture) -> None:
    ana, eva, king = caster(game), caster(game, "Eva", (50, 48)), beast(game, 900)
    ana.player.hidden = True
    npc_casts(game, king, ana, 38, sees_all=True)
    ana.sees(*shown_by_npc(38, ana), VENENO)
    assert msg.set_invisible(ana.char, False) in eva.takes()
    assert not ana.player.hidden
    ana.player.hidden = ana.player.sailing = True
    ana.player.record.player_class, ana.player.look.body = PlayerClass.PIRAT, 87
    npc_casts(game, king, ana, 38, sees_all=True)
    ana.sees(*shown_by_npc(38, ana), VENENO)
    assert msg.set_invisible(ana.char, False) in eva.takes()
    assert (ana.player.hidden, ana.player.look.body) == (False, 87)  # the ghost boat stays: a quirk kept
    ana.player.sailing = False
    casts(eva, 14, ana)
    npc_casts(game, king, ana, 38, sees_all=True)
    ana.sees(*shown_by_npc(38, ana), VENENO)
    game.ticks(1)
    assert ana.player.invisible
    game.dice.will_roll((-100, 100, 0))
    game.ticks(1)
    assert not ana.player.invisible


def test_what_creatures_do_to_each_other(game: GameFixture) -> None:
    ana, king, npc = caster(game), beast(game, 900), beast(game, at=(54, 50))
    game.dice.will_roll((30, 35, 30), (1, 5, 5))
    npc_casts(game, king, npc, 8)
    ana.sees(*shown_by_npc(8, npc))
    assert npc.hp == 970
    npc_casts(game, king, npc, 3)
    assert npc.hp == 975
    npc_casts(game, king, npc, 4)
    assert npc.poisoned
    npc_casts(game, king, npc, 9)
    assert npc.paralysed
    npc_casts(game, king, npc, 24)
    assert (npc.paralysed, npc.immobilised) == (False, True)
    npc_casts(game, king, npc, 10, speaks=True)
    assert (npc.immobilised, npc.paralysis_beats) == (False, 0)
    assert [one.id for one in ana.takes()].count(S.CHAT_OVER_HEAD) == 1


def test_a_pet_kills_by_spell(game: GameFixture) -> None:
    ana, victim = caster(game, **CRIMINAL), caster(game, "Eva", (50, 52), vitals={"hp": 5}, level=20, **CRIMINAL)
    pet = summon(game.world, ana.player, 93, (52, 50))
    assert pet is not None
    game.dice.will_roll((45, 55, 45))
    npc_casts(game, pet, victim, 15)
    assert victim.player.dead
    assert (ana.player.record.exp, ana.player.record.users_killed) == (40, 1)
    assert msg.have_killed_user(victim.char, 40) in ana.takes()


def test_a_creature_killed_by_a_pet_pays_its_master(game: GameFixture) -> None:
    ana, npc = caster(game), beast(game, 501, (54, 50), hp=10, exp_left=120)
    pet = summon(game.world, ana.player, 93, (52, 50))
    assert pet is not None
    game.dice.will_roll((45, 55, 45), (1, 100, 100))
    npc_casts(game, pet, npc, 15)
    assert (npc.char, ana.player.record.exp) == (0, 120)


def test_a_royal_guard_s_spell_forgives(game: GameFixture) -> None:
    ana, guard = caster(game, vitals={"hp": 5}, reputation=Reputation(noble=1000, bandit=300)), beast(game, 6)
    game.dice.will_roll((30, 35, 30))
    npc_casts(game, guard, ana, 8)
    assert (ana.player.dead, ana.player.record.reputation.bandit) == (True, 200)


def test_mag_42_a_creature_s_paralysis_runs_its_time(game: GameFixture) -> None:
    ana = caster(game, **CRIMINAL)
    eva = caster(game, "Eva", (50, 52), player_class=PlayerClass.WARRIOR, vitals={"max_mana": 0, "mana": 0}, **CRIMINAL)
    casts(ana, 24, eva)
    die(game.world, eva.player)
    revive(game.world, eva.player)
    assert (eva.player.paralysed, eva.player.immobilised, eva.player.paralysed_by) == (False, False, "")
    warp(game.world, ana.player, 2, 50, 50, fx=False)
    earth = beast(game, 94, may_attack=True)
    eva.player.record.hungry = True
    game.dice.will_roll((1, 1, 1))
    casting.cast_at_random(game.world, earth, eva.player)
    heading = eva.player.heading
    free = next(one for one in Heading if one is not heading)
    eva.sends(c.ChangeHeading(free))
    assert eva.player.heading is heading
    game.dice.free = True
    game.ticks(500)
    assert eva.player.paralysed
    game.ticks(1)
    assert not eva.player.paralysed


def test_a_disguise_begun_at_sea_keeps_the_look_of_the_land(game: GameFixture) -> None:
    npc, ana = beast(game), druid(game, worn={"weapon": 10, "helmet": WIZARD_HAT}, look=Look(body=30, head=5))
    on_foot = look_on_foot(game.world, ana.player)
    ana.player.sailing = True
    ana.player.look = Look(395, 0, 2, 2, 2)
    casts(ana, 42, npc)
    assert ana.player.own_look == on_foot
    ana.sends(c.EquipItem(ana.player.record.equipment.helmet))
    assert ana.player.own_look == look_on_foot(game.world, ana.player)
    assert write_back(ana.player).look == ana.player.own_look
    game.ticks(501)
    assert ana.player.look == boat_look(game.world, ana.player)


def test_who_lands_in_a_disguise_begun_at_sea_walks_on_foot_in_the_end(game: GameFixture) -> None:
    npc, ana = beast(game), druid(game, look=Look(body=30, head=5))
    ana.player.sailing = True
    casts(ana, 42, npc)
    ana.player.sailing = False
    game.ticks(501)
    assert ana.player.look == look_on_foot(game.world, ana.player)
