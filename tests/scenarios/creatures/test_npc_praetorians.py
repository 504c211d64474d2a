"""NPC-29 to NPC-31: how a clan of praetorians comes and ends, and how its members walk.

Source: 08-npcs §12, §13.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.classic import classic_content
from kit.fights import WOLF, at, creature
from kit.game import GameFixture, a_game
from kit.praetorians import (
    FIGHT,
    FORWARDS,
    HALL,
    HEALER,
    INFO,
    KEEP,
    KING,
    ORDER,
    PLACES,
    SOUTH,
    SWORD,
    THIEF,
    a_clan,
    enemy,
    member,
    recruits,
    the_world,
    thinks,
)
from kit.spec import needs_classic
from kit.worlds import plain_map

from pyao.content.praetorians import Praetorian, PraetorianRole
from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body.appearance import npc_create
from pyao.rules.creatures import melee, paralysis
from pyao.rules.creatures.dying import kill_npc, send_away
from pyao.rules.creatures.praetorians import clans
from pyao.rules.creatures.spawning import move_npc
from pyao.rules.pets import slots

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(the_world(), npc_ai_ms=3_600_000, npc_attack_ms=3_600_000, gods=("Dora",)) as one:
        yield one


# Coming and going.


def test_npc_29_a_clan_comes(game: GameFixture) -> None:
    dora = enemy(game, "Dora", 35, 33)
    game.dice.will_roll(*recruits())
    dora.sends(g.CreatePretorianClan(KEEP, 50, 50))
    clan = game.world.minds.clans[1]
    assert [at(npc) for npc in clan.alive] == PLACES
    assert [npc.definition.id for npc in clan.alive] == ORDER
    assert {npc.look.head for npc in clan.alive} == {7}
    assert {(npc.respawns, npc.saved, npc.may_attack, npc.map) for npc in clan.alive} == {(False, False, False, KEEP)}
    dora.sees(*(npc_create(npc) for npc in clan.alive))
    dora.sends(g.CreatePretorianClan(KEEP, 50, 50))
    dora.sees(INFO)
    assert len(game.world.maps[KEEP].npcs) == 9


@needs_classic
def test_npc_29_with_the_classic_data() -> None:
    with a_game(classic_content(), npc_ai_ms=3_600_000, gods=("Dora",)) as game:
        dora = game.player("Dora", at=(KEEP, 35, 40))
        game.dice.free = True
        dora.sends(g.CreatePretorianClan(KEEP, 20, 20))
        clan = game.world.minds.clans[1]
        assert [at(npc) for npc in clan.alive] == PLACES
        assert [npc.definition.id for npc in clan.alive] == ORDER
        dora.sends(g.RemovePretorianClan(KEEP))
        assert not game.world.minds.clans


@pytest.mark.parametrize(
    ("race", "sex", "low", "high", "tall"),
    [
        (1, 1, 1, 40, True),
        (2, 1, 101, 122, True),
        (3, 1, 201, 221, True),
        (1, 0, 70, 89, True),
        (2, 0, 170, 188, True),
        (3, 0, 270, 288, True),
        (1, 1, 301, 319, False),
        (2, 1, 401, 416, False),
        (1, 0, 370, 384, False),
        (2, 0, 470, 484, False),
    ],
)
def test_faces(race: int, sex: int, low: int, high: int, *, tall: bool) -> None:
    """The clan's other eight roles have nobody in this world."""
    who = {PraetorianRole.KING: (Praetorian(901, tall=False), Praetorian(900, tall=tall))}
    with a_game(the_world(praetorians=who), npc_ai_ms=3_600_000) as game:
        game.dice.will_roll((1, 2, 2), (1, 3 if tall else 2, race), (0, 1, sex), (low, high, high))
        (king,) = clans.create(game.world, 1, KEEP, HALL).alive
        assert (king.look.head, king.definition.id) == (high, 900)


def test_another_clan_anywhere_else(game: GameFixture) -> None:
    dora = enemy(game, "Dora", 50, 60)
    game.dice.will_roll(*recruits())
    dora.sends(g.CreatePretorianClan(1, 50, 50))
    king = game.world.minds.clans[2].alive[0]
    assert (king.map, at(king)) == (1, (50, 50))
    dora.sees()
    for x, y in ((8, 50), (0, 0)):
        dora.sends(g.CreatePretorianClan(KEEP, x, y))
        dora.sees(INFO)
    dora.sends(g.CreatePretorianClan(77, 50, 50))
    dora.sees(INFO)
    dora.sends(g.RemovePretorianClan(0))
    dora.sees(INFO)
    dora.sends(g.RemovePretorianClan(KEEP))
    dora.sees()
    assert len(game.world.maps[1].npcs) == 9
    dora.sends(g.RemovePretorianClan(1))
    dora.sees()
    assert not game.world.maps[1].npcs
    assert not game.world.minds.clans
    assert not game.world.maps[1].objects


@pytest.mark.parametrize(("x", "y"), [(14, 50), (50, 12), (86, 50), (87, 50), (50, 89), (55, 50)])
def test_the_other_clan_needs_dry_ground_around(x: int, y: int) -> None:
    with a_game(
        the_world(plain_map(1, water=((61, 56),)), plain_map(KEEP)), npc_ai_ms=3_600_000, gods=("Dora",)
    ) as game:
        dora = enemy(game, "Dora", 50, 60)
        fits = (x, y) == (86, 50)
        game.dice.will_roll(*(recruits() if fits else ()))
        dora.sends(g.CreatePretorianClan(1, x, y))
        dora.sees(*([] if fits else [INFO]))
        assert bool(game.world.minds.clans) is fits


def test_ordinary_people_call_no_clan(game: GameFixture) -> None:
    ana = enemy(game, "Ana", 50, 50)
    ana.sends(g.CreatePretorianClan(KEEP, 50, 50), g.RemovePretorianClan(0))
    ana.sees()
    assert not game.world.minds.clans


def test_who_stands_where_the_king_will_goes_aside(game: GameFixture) -> None:
    dora, eva = enemy(game, "Dora", 35, 33), enemy(game, "Eva", 38, 25)
    wolf = creature(game, WOLF, 35, 25)
    here = game.world.maps
    del here[1].npcs[35, 25]
    here[KEEP].npcs[35, 25], wolf.map = wolf, KEEP
    game.dice.will_roll(*recruits())
    clan = clans.create(game.world, 1, KEEP, HALL)
    assert (at(wolf), at(member(clan, KING))) == ((34, 25), (35, 25))
    assert at(member(clan, HEALER)) == (37, 25)
    assert dora.takes()[:3] == [
        msg.character_remove(wolf.char),
        npc_create(wolf),
        npc_create(member(clan, KING)),
    ]
    assert (eva.player.x, eva.player.y) == (38, 25)


def test_npc_30_the_king_is_guarded(game: GameFixture) -> None:
    clan = a_clan(game)
    king = member(clan, KING)
    ana = enemy(game, "Ana", 35, 24)
    for npc in clan.alive[2:]:
        send_away(game.world, npc, comes_again=False)
    ana.takes()
    game.passes(3_000)
    ana.sends(c.ChangeHeading(SOUTH))
    ana.takes()
    ana.sends(c.Attack())
    assert FIGHT in ana.takes()
    assert king.hp == 12_000
    send_away(game.world, clan.alive[1], comes_again=False)
    game.passes(3_000)
    ana.takes()
    game.dice.will_roll((1, 100, 1), (4, 9, 9), (79, 80, 80), (1, 10, 1))
    ana.sends(c.Attack())
    assert king.hp < 12_000
    assert king.owner is None


def test_pets_cannot_hurt_a_guarded_king(game: GameFixture) -> None:
    clan = a_clan(game)
    king, ana = member(clan, KING), enemy(game, "Ana", 40, 40)
    wolf = creature(game, WOLF, 60, 60, may_attack=True)
    slots.adopt(ana.player, wolf)
    wolf.target_npc = king
    ana.takes()
    melee.attack_npc(game.world, wolf, king)
    ana.sees(FIGHT)
    assert (wolf.target_npc, wolf.may_attack, king.hp) == (None, True, 12_000)


def test_npc_31_the_clan_comes_again(game: GameFixture) -> None:
    clan = a_clan(game, alone=SWORD)
    last = member(clan, SWORD)
    game.dice.will_roll(*recruits())
    kill_npc(game.world, last)
    again = game.world.minds.clans[1]
    assert at(again.alive[0]) == (67, 25)
    assert len(again.alive) == len(game.world.maps[KEEP].npcs) == 9
    for npc in again.alive[1:]:
        send_away(game.world, npc, comes_again=False)
    game.dice.will_roll(*recruits())
    send_away(game.world, again.alive[0], comes_again=False)
    assert at(game.world.minds.clans[1].alive[0]) == HALL
    assert len(game.world.maps[KEEP].npcs) == 9


def test_the_other_clan_does_not(game: GameFixture) -> None:
    game.dice.will_roll(*recruits())
    clan = clans.create(game.world, 2, 1, (50, 50))
    for npc in clan.alive:
        send_away(game.world, npc, comes_again=True)
    assert not game.world.minds.clans
    assert not game.world.maps[1].npcs


def test_what_a_praetorian_leaves(game: GameFixture) -> None:
    """All that it has, and gold; nothing is rolled, nobody comes again."""
    clan = a_clan(game)
    for npc in clan.alive[1:]:
        send_away(game.world, npc, comes_again=False)
    clan.members[HEALER] = clan.members[KING]
    kill_npc(game.world, member(clan, KING))
    lying = sorted((one.item, one.amount) for one in game.world.maps[KEEP].objects.values())
    assert lying == [(1, 1), (12, 10_000), (12, 10_000), (12, 10_000)]


def test_they_think_where_nobody_is() -> None:
    with a_game(the_world(), npc_ai_ms=400, npc_attack_ms=3_600_000) as game:
        clan = a_clan(game)
        king = member(clan, KING, hp=11_000)
        game.dice.free = True
        game.passes(1_000)
        assert king.hp > 11_000


def test_a_held_one_does_nothing(game: GameFixture) -> None:
    """Who is only immobilised does not notice, and stays so."""
    clan = a_clan(game)
    healer = member(clan, HEALER)
    member(clan, KING, hp=11_000)
    paralysis.paralyse(game.world, healer)
    thinks(game, healer)
    assert (healer.may_attack, healer.paralysis_beats) == (True, 499)
    paralysis.free(game.world, healer)
    paralysis.immobilise(game.world, healer)
    thinks(game, healer, FORWARDS, (12, 35, 20))
    assert (healer.paralysis_beats, healer.immobilised, healer.may_attack) == (500, True, False)


# Walking.


WALKS = [
    ((-2, 2), 0, "SWEN"),
    ((-2, 2), 1, "WSEN"),
    ((-1, -3), 4, "NWSE"),
    ((-1, -3), 9, "WNSE"),
    ((3, 1), 8, "SEWN"),
    ((3, 1), 3, "ESWN"),
    ((1, -1), 6, "NEWS"),
    ((1, -1), 7, "ENSW"),
    ((-4, 0), None, "WSN"),
    ((4, 0), None, "ESN"),
    ((0, -4), None, "NEW"),
    ((0, 4), None, "SEW"),
]
STEPS = {"N": (0, -1), "E": (1, 0), "S": (0, 1), "W": (-1, 0)}


@pytest.mark.parametrize(("to", "roll", "ways"), WALKS)
def test_ways_are_tried_in_order(to: tuple[int, int], roll: int | None, ways: str) -> None:
    """The centre lies where the shooter wants to go; one way after the other is closed."""
    start = 40, 40
    for tried in range(len(ways) + 1):
        closed = [(40 + STEPS[way][0], 40 + STEPS[way][1]) for way in ways[:tried]]
        with a_game(the_world(plain_map(1), plain_map(KEEP, blocked=closed)), npc_ai_ms=3_600_000) as game:
            game.dice.will_roll(*recruits())
            clan = clans.create(game.world, 1, KEEP, (60, 60))
            thief = member(clan, THIEF)
            move_npc(game.world, thief, start)
            clan.centre = start[0] + to[0], start[1] + to[1]
            thief.may_attack = tried == len(ways)
            rolls = [FORWARDS, *([(0, 9, roll)] if roll is not None else [])]
            if roll is None and tried == len(ways):
                rolls.append((1, 100, 95))
            thinks(game, thief, *rolls)
            if tried < len(ways):
                dx, dy = STEPS[ways[tried]]
                assert at(thief) == (40 + dx, 40 + dy), (to, roll, tried)
            else:
                assert (at(thief), thief.may_attack) == (start, True)


def test_who_cannot_go_straight_may_shout() -> None:
    closed = ((39, 40), (40, 41), (40, 39))
    with a_game(the_world(plain_map(1), plain_map(KEEP, blocked=closed)), npc_ai_ms=3_600_000) as game:
        game.dice.will_roll(*recruits())
        clan = clans.create(game.world, 1, KEEP, (60, 60))
        thief = member(clan, THIEF, may_attack=True)
        eva = game.player("Eva", at=(KEEP, 41, 41), dead=True)
        move_npc(game.world, thief, (40, 40))
        clan.centre = 20, 40
        thinks(game, thief, FORWARDS, (1, 100, 96))
        (shout,) = eva.takes()
        assert (shout.id, shout.values[1:]) == (S.CHAT_OVER_HEAD, (thief.char, 255, 255, 0))
        assert not thief.may_attack
