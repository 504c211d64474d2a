"""NPC-29 to NPC-32: how a clan of praetorians comes and ends, and what each of the nine does.

Source: 08-npcs §12, §13.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.classic import classic_content
from kit.fights import ITEMS, WOLF, Says, battlefield, creature, item, wearing
from kit.game import Client, GameFixture, a_game, a_record, only
from kit.magic import SPELLS, spell
from kit.spec import needs_classic
from kit.worlds import plain_map

from pyao.content.enums import Heading, ObjectType, PlayerClass
from pyao.content.npcs import NpcDef, NpcType
from pyao.content.praetorians import Praetorian, PraetorianRole
from pyao.content.spells import SpellEffect
from pyao.protocol import client_packets as c
from pyao.protocol import colours, msg
from pyao.protocol import gm_commands as g
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules import npc_melee, npc_states, pet_slots, thinking
from pyao.rules.appearance import npc_create
from pyao.rules.npc_dying import kill_npc, send_away
from pyao.rules.praetorians import clans
from pyao.rules.spawning import move_npc
from pyao.world.ledger import held_in
from pyao.world.record import ItemStack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.protocol.message import Message
    from pyao.world.npc import Npc
    from pyao.world.praetorian_clan import PraetorianClan

N, E, SOUTH, W = Heading
KEEP = 163
HALL = 35, 25
FIGHT, INFO, VENENO = Says(Font.FIGHT), Says(Font.INFO), Says(Font.VENENO)
PLACES = [(35, 25), (38, 25), (32, 25), (32, 28), (35, 28), (38, 28), (37, 22), (33, 22), (32, 22)]
KING, HEALER, HEALER_2, SWORD, SWORD_2, SWORD_3, SHOOTER, CASTER, THIEF = range(9)
ORDER = [900, 902, 902, 914, 914, 914, 910, 906, 922]


def soldier(number: int, name: str, hp: int, *spells: int, **fields: Any) -> NpcDef:
    common: dict[str, Any] = {"body": 50, "heading": 3, "movement": 20, "hostile": True, "attackable": True}
    return NpcDef(
        id=number,
        name=name,
        type=NpcType.PRETORIANO,
        min_hp=hp,
        max_hp=hp,
        alignment=2,
        stays_dead=True,
        spells=spells,
        **(common | fields),
    )


SOLDIERS = (
    soldier(900, "Rey", 12_000, 3, 10, 30, 31, 1, gold=30_000, stock=((1, 1),), min_hit=30, max_hit=50),
    soldier(902, "Clérigo", 8_000, 9, 10, 39, 5, 36),
    soldier(906, "Mago", 5_000, 25, 38, stock=((27, 400),)),
    soldier(914, "Guerrero", 15_000, min_hit=180, max_hit=200),
    soldier(910, "Cazador", 10_000, 37),
    soldier(922, "Ladrón", 3_000, 47, 39, stock=((12, 10_000), (414, 1))),
)
ROLES = dict(zip(PraetorianRole, (900, 902, 906, 914, 910, 922), strict=True))
E_ = SpellEffect
STORM = spell(36, 1, 3, 80, 520, 0, "27 7 0", E_("damage", 0, 95))
ARROW = spell(37, 1, 3, 101, 3000, 0, "10 14 0", E_("damage", 130, 160))
SMALL_ARROW = spell(47, 1, 3, 101, 3000, 0, "10 14 0", E_("damage", 30, 60))
MAGIC = SPELLS | {one.id: one for one in (STORM, ARROW, SMALL_ARROW)}
KEY, BOAT = 77, 474


def the_world(*maps: Any, **fields: Any) -> Any:
    kinds = {one.id: one for one in (*SOLDIERS, WOLF)}
    roles = {role: (Praetorian(number, tall=True),) for role, number in ROLES.items()}
    parts: dict[str, Any] = {"npcs": kinds, "spells": MAGIC, "praetorians": roles}
    return battlefield(*(maps or (plain_map(1), plain_map(KEEP))), **(parts | fields))


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(the_world(), npc_ai_ms=3_600_000, npc_attack_ms=3_600_000, gods=("Dora",)) as one:
        yield one


def recruits(*, candidates: int = 1) -> list[tuple[int, int, int]]:
    """The rolls for nine members: the first of each role, a man's first head among humans."""
    return [(1, candidates, 1), (1, 3, 1), (0, 1, 1), (1, 40, 7)] * 9


def a_clan(game: GameFixture, *, alone: int | None = None) -> PraetorianClan:
    """The home clan, or just one member of it; everybody may attack."""
    game.dice.will_roll(*recruits())
    clan = clans.create(game.world, clans.HOME_CLAN, KEEP, HALL)
    for place, npc in enumerate(clan.members):
        if npc is not None:
            npc.may_attack = True
            if alone is not None and place != alone:
                send_away(game.world, npc, comes_again=False)
    for client in game.clients:
        client.takes()
    return clan


def member(clan: PraetorianClan, place: int, **state: Any) -> Npc:
    """One of the nine."""
    npc = clan.members[place]
    assert npc is not None
    for name, value in state.items():
        setattr(npc, name, value)
    return npc


def enemy(game: GameFixture, name: str, x: int, y: int, **changes: Any) -> Client:
    client = game.player(name, at=(KEEP, x, y), **changes)
    client.player.npc_protection_ms = None
    client.takes()
    return client


def thinks(game: GameFixture, npc: Npc, *rolls: tuple[int, int, int]) -> None:
    """One beat of one member, with exactly these rolls."""
    for one in game.clients:
        one.takes()
    game.dice.will_roll(*rolls)
    thinking.think(game.world, npc)
    game.run()
    assert not game.dice.left


def at(npc: Npc) -> tuple[int, int]:
    return npc.x, npc.y


FORWARDS, BACKWARDS = (0, 1, 1), (0, 1, 0)


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
    pet_slots.adopt(ana.player, wolf)
    wolf.target_npc = king
    ana.takes()
    npc_melee.attack_npc(game.world, wolf, king)
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
    npc_states.paralyse(game.world, healer)
    thinks(game, healer)
    assert (healer.may_attack, healer.paralysis_beats) == (True, 499)
    npc_states.free(game.world, healer)
    npc_states.immobilise(game.world, healer)
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


# What is seen of spells.


def shown(number: int, caster: Npc, target: Npc | Client, *, words: bool = True) -> list[Message]:
    """Sound, light and words of a spell of the clan."""
    one, who = MAGIC[number], target.player if isinstance(target, Client) else target
    seen = [msg.play_wave(one.wave, who.x, who.y), msg.create_fx(who.char, one.fx, one.loops)]
    if words:
        seen.append(msg.chat_over_head(one.words, caster.char, *colours.SPELL_WORDS))
    return seen


# The king.


def test_the_king_frees_his_own_sometimes(game: GameFixture) -> None:
    clan, eva = a_clan(game), enemy(game, "Eva", 35, 27, dead=True)
    king, sword = member(clan, KING), member(clan, SWORD)
    member(clan, HEALER, hp=1, poisoned=True)
    npc_states.paralyse(game.world, sword)
    thinks(game, king, (1, 100, 21))
    assert (sword.paralysed, king.may_attack, eva.takes()) == (True, True, [])
    thinks(game, king, (1, 100, 20))
    assert (sword.paralysed, king.may_attack) == (False, False)
    eva.sees(*shown(10, king, sword))
    npc_states.paralyse(game.world, sword)
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
    hidden, east = enemy(game, "Hugo", 34, 25), enemy(game, "Eva", 36, 25, dead=True)
    hidden.player.invisible = True
    blow = (1, 100, 100)
    for _beat in range(2):
        thinks(game, king, FORWARDS, blow, blow, blow)
        for client in (north, south, hidden):
            assert msg.npc_swing() in client.takes()
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
    npc_states.paralyse(game.world, sword)
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
    pet_slots.adopt(eva.player, wolf)
    thinks(game, healer, FORWARDS)
    assert (wolf.paralysed, ana.player.paralysed, healer.may_attack, at(healer)) == (False, False, False, (40, 25))
    assert shown(39, healer, wolf) == [one for one in ana.takes() if one.id is not S.CHARACTER_MOVE]
    npc_states.paralyse(game.world, wolf)
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
    assert at(healer) == (39, 25)


def test_healers_go_to_who_is_held_far_away(game: GameFixture) -> None:
    clan = a_clan(game)
    healer, sword = member(clan, HEALER), member(clan, SWORD)
    move_npc(game.world, healer, (41, 20))
    move_npc(game.world, sword, (41, 32))
    npc_states.paralyse(game.world, sword)
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
    """And do nothing else in that beat."""
    clan = a_clan(game)
    caster = member(clan, CASTER)
    eva, ana = enemy(game, "Eva", 33, 21), enemy(game, "Ana", 33, 19)
    ana.player.hidden = True
    thinks(game, caster, FORWARDS, (1, 100, 35))
    assert not ana.player.hidden
    assert ana.takes()[:3] == shown(38, caster, ana)
    assert (at(caster), eva.player.record.vitals.hp) == ((33, 22), 300)


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
    pet_slots.adopt(far.player, wolf)
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
    at_ = seen.index(FIGHT)
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
    enemy(game, "Eva", 49, 27)
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
    thinks(game, shooter, FORWARDS, (130, 160, 130), (0, 9, 0))
    assert (far.player.record.vitals.hp, near.player.record.vitals.hp) == (300, 170)


def test_shooters_stay_within_four_tiles(game: GameFixture) -> None:
    clan = a_clan(game)
    shooter = member(clan, SHOOTER, may_attack=False)
    move_npc(game.world, shooter, (40, 22))
    enemy(game, "Ana", 44, 22)
    thinks(game, shooter, FORWARDS, (0, 9, 1))
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


def test_thieves_snatch_weapons(game: GameFixture) -> None:
    clan = a_clan(game)
    thief, here = member(clan, THIEF), game.world.maps[KEEP]
    ana = a_victim(game, weapon=10, ammunition=480)
    thinks(game, thief, FORWARDS, (1, 100, 15), STAYS)
    worn = ana.player.record.equipment
    assert (worn.weapon, worn.ammunition, ana.player.record.inventory[0]) == (0, 2, None)
    assert here.objects[31, 20] == ItemStack(10, 1)
    assert msg.object_create(31, 20, 10) in ana.takes()
    thinks(game, thief, FORWARDS, (1, 100, 15), STAYS)
    assert (worn.ammunition, ana.player.record.inventory[1]) == (0, None)
    assert here.objects[32, 19] == ItemStack(480, 100)
    thinks(game, thief, FORWARDS, (1, 100, 15), STAYS)
    assert thief.may_attack
    assert not game.world.ledger.check(held(game))


def held(game: GameFixture) -> dict[int, int]:
    return dict(held_in(game.world))


def test_thieves_pick_pockets(game: GameFixture) -> None:
    clan = a_clan(game)
    thief = member(clan, THIEF)
    ana = a_victim(game, ItemStack(27, 30), ItemStack(KEY, 1), weapon=10)
    pick = ((1, 100, 16), (1, 100, 15))
    thinks(game, thief, FORWARDS, (1, 100, 16), (1, 100, 16), STAYS)
    for slot in (1, 3, 9):
        thinks(game, thief, FORWARDS, *pick, (1, 20, slot), STAYS)
    thinks(game, thief, FORWARDS, *pick, (1, 20, 2), STAYS)
    assert ana.takes()[-1] == VENENO
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
    thinks(game, thief, FORWARDS, (1, 100, 16), (1, 100, 15), (1, 20, 1), STAYS)
    assert (ana.player.record.inventory[0], len(thief.membership.loot)) == (None, 18)
    assert game.world.maps[KEEP].objects[31, 20] == ItemStack(27, 30)
    assert VENENO in ana.takes()


@pytest.mark.parametrize("fields", [{"newbie": True}, {"royal": 1}, {"untransferable": True}, {"unstealable": True}])
def test_what_thieves_leave(fields: dict[str, Any]) -> None:
    special = item(99, ObjectType.WEAPON, **fields)
    with a_game(the_world(items=ITEMS | {99: special}), npc_ai_ms=3_600_000) as game:
        clan = a_clan(game)
        ana = a_victim(game, ItemStack(99, 1))
        thinks(game, member(clan, THIEF), FORWARDS, (1, 100, 16), (1, 100, 15), (1, 20, 1), STAYS)
        assert ana.player.record.inventory[0] == ItemStack(99, 1)


def test_thieves_do_not_touch_game_masters(game: GameFixture) -> None:
    clan = a_clan(game)
    dora = enemy(game, "Dora", 32, 20, **wearing(weapon=10))
    dora.player.admin_invisible = False
    thinks(game, member(clan, THIEF), FORWARDS, STAYS)
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
    assert only(ana.takes(), "SetInvisible") == []
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
