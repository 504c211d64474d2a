"""CMB-01 to CMB-24, CMB-46, CMB-47: odds, damage, special blows and intervals, through bytes.

Source: 04-combat §16.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit import fights
from kit.fights import CRIMINAL, STILL, WOLF, Says, arena, battlefield, creature, skills, stats_of, wearing
from kit.game import Client, GameFixture, a_game, only

from pyao.content.enums import PlayerClass as P
from pyao.content.enums import Skill
from pyao.content.npcs import NpcDef
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body.skills import skill_of
from pyao.rules.combat.damage import raw_damage
from pyao.rules.combat.odds import attack_power, evasion, hit_chance, shield_evasion
from pyao.world.messages import Toggle
from pyao.world.record import Attributes, Vitals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.npc import Npc

BODY = 3_000


def fighter(game: GameFixture, name: str = "Ana", at: tuple[int, int] = (50, 50), **changes: Any) -> Client:
    """Somebody who faces south."""
    return game.player(name, at=(1, *at), **changes)


def mind(strength: int = 18, agility: int = 18) -> Attributes:
    return Attributes(strength, agility, 18, 18, 18)


def strikes(client: Client) -> None:
    client.game.passes(1_500)
    client.takes()
    client.sends(c.Attack())


def with_hit(low: int, high: int) -> Vitals:
    return Vitals(max_hp=300, hp=300, max_stamina=400, stamina=400, min_hit=low, max_hit=high)


def dummy(**fields: Any) -> NpcDef:
    """Something that stands still."""
    base: dict[str, Any] = {
        "id": 900,
        "name": "Muñeco",
        "attackable": True,
        "hostile": True,
        "alignment": 2,
        "stays_dead": True,
    }
    return NpcDef(**(base | {"alignment": 2, "min_hp": BODY, "max_hp": BODY} | fields))


def swings(*, at: tuple[int, int] = (50, 50)) -> list[Any]:
    return [msg.play_wave(2, *at), msg.user_swing()]


def test_cmb_01_roll_54_hits_and_55_misses(game: GameFixture) -> None:
    ana = fighter(game, player_class=P.WARRIOR, skills=skills(armas=100), **wearing(weapon=fights.SWORD))
    ana.player.safe_mode = False
    creature(game, fights.GUARD, 50, 51)
    game.dice.will_roll((1, 100, 54), (5, 10, 5), (79, 80, 79), (1, 10, 1))
    strikes(ana)
    assert msg.user_hit_npc(110) in ana.takes()
    game.dice.will_roll((1, 100, 55), (1, 10, 1))
    strikes(ana)
    assert [one for one in ana.takes() if one.id is not S.UPDATE_TAG_AND_STATUS][:2] == swings()


@pytest.mark.parametrize(
    ("skill", "agility", "factor", "level", "expected"),
    [(100, 18, 1, 30, 199), (20, 18, 0.5, 5, 10), (90, 19, 1, 20, 148), (91, 19, 1, 20, 168), (60, 18, 1, 20, 98)],
)
def test_cmb_03_attack_power(skill: int, agility: int, factor: float, level: int, expected: int) -> None:
    assert attack_power(skill, agility, factor, level) == expected


def test_cmb_02_chances_end_at_10_and_90(game: GameFixture) -> None:
    assert hit_chance(10, 300) == 10
    assert hit_chance(199, 64) == 90
    ana = fighter(game, player_class=P.WARRIOR, skills=skills(armas=100), **wearing(weapon=fights.SWORD))
    creature(game, dummy(evasion=64), 50, 51)
    game.dice.will_roll((1, 100, 91), (1, 10, 1))
    strikes(ana)
    assert ana.takes()[:2] == swings()


def test_cmb_04_evasion() -> None:
    assert evasion(50, 18, 0.4, 25) == 64
    assert evasion(80, 20, 0.9, 24) == 146
    assert evasion(80, 20, 0.9, 24) + shield_evasion(70, 1) == 181


def shield_bearer(game: GameFixture) -> Client:
    return fighter(
        game,
        player_class=P.WARRIOR,
        level=13,
        attributes=mind(),
        skills=skills(tacticas=30, defensa=20),
        **wearing(shield=fights.SHIELD),
    )


def bites(game: GameFixture, npc: Npc, victim: Client) -> None:
    """The creature strikes, as its thinking would let it."""
    from pyao.rules.creatures import melee

    npc.may_attack = True
    melee.attack_player(game.world, npc, victim.player)


def test_cmb_05_a_shield_stops_what_has_missed(game: GameFixture) -> None:
    ana = shield_bearer(game)
    wolf = creature(game, WOLF, 50, 51)
    game.dice.will_roll((1, 100, 60), (1, 100, 40))
    bites(game, wolf, ana)
    ana.sees(
        msg.play_wave(35, 50, 51),
        msg.play_wave(37, 50, 50),
        msg.blocked_with_shield_user(),
        msg.npc_swing(),
        stats_of(ana),
    )
    assert (skill_of(ana.player, Skill.DEFENSA).exp, skill_of(ana.player, Skill.TACTICAS).exp) == (50, 50)
    game.dice.will_roll((1, 100, 60), (1, 100, 41))
    bites(game, wolf, ana)
    ana.sees(msg.play_wave(35, 50, 51), msg.npc_swing(), stats_of(ana))
    assert (skill_of(ana.player, Skill.DEFENSA).exp, skill_of(ana.player, Skill.TACTICAS).exp) == (70, 100)


def wolf_hunter(game: GameFixture) -> Client:
    return fighter(
        game,
        player_class=P.WARRIOR,
        attributes=mind(),
        skills=skills(armas=100),
        vitals=with_hit(20, 20),
        **wearing(weapon=fights.SWORD),
    )


def test_cmb_06_a_blow_at_a_wolf(game: GameFixture) -> None:
    ana = wolf_hunter(game)
    wolf = creature(game, WOLF, 50, 51)
    game.dice.will_roll((1, 100, 50), (5, 10, 8), (20, 20, 20), (1, 10, 4))
    strikes(ana)
    ana.sees(
        msg.play_wave(9, 50, 51),
        msg.user_hit_npc(47),
        Says(Font.FIGHT, "63"),
        stats_of(ana, stamina=400),
        msg.update_sta(396),
        stats_of(ana),
    )
    assert (wolf.hp, ana.player.record.exp) == (28, 63)


def test_cmb_07_the_second_blow_kills(game: GameFixture) -> None:
    ana = wolf_hunter(game)
    wolf = creature(game, WOLF, 50, 51)
    char = wolf.char
    game.dice.will_roll((1, 100, 50), (5, 10, 8), (20, 20, 20), (1, 10, 4))
    strikes(ana)
    game.dice.will_roll((1, 100, 50), (5, 10, 8), (20, 20, 20), (1, 100, 91), (1, 10, 4))
    strikes(ana)
    ana.sees(
        msg.play_wave(9, 50, 51),
        msg.user_hit_npc(47),
        Says(Font.FIGHT, "37"),
        stats_of(ana, stamina=396),
        msg.character_remove(char),
        Says(Font.FIGHT, "matado"),
        stats_of(ana, stamina=396),
        msg.update_sta(392),
        stats_of(ana),
    )
    record = ana.player.record
    assert (record.exp, record.reputation.noble, record.npcs_killed) == (100, 1500, 1)


@pytest.mark.parametrize(
    ("player_class", "expected"), [(P.BANDIT, 43), (P.CLERIC, 40), (P.PALADIN, 46), (P.ASSASSIN, 45), (P.MAGE, 25)]
)
def test_cmb_08_the_factor_is_held_in_single_precision(player_class: P, expected: int) -> None:
    factor = fights.BALANCE.weapon_damage[player_class]
    assert raw_damage(8, 10, 18, 20, factor) == expected


def test_cmb_09_bare_hands(game: GameFixture) -> None:
    ana = fighter(
        game, player_class=P.BANDIT, attributes=mind(20), vitals=with_hit(12, 12), **wearing(ring=fights.GLOVES)
    )
    creature(game, dummy(), 50, 51)
    game.dice.will_roll((1, 100, 1), (6, 14, 10), (12, 12, 12), (1, 10, 1))
    strikes(ana)
    assert msg.user_hit_npc(59) in ana.takes()
    eva = fighter(game, "Eva", (60, 50), player_class=P.WARRIOR, attributes=mind(), vitals=with_hit(10, 10))
    creature(game, dummy(), 60, 51)
    game.dice.will_roll((1, 100, 1), (4, 9, 6), (10, 10, 10), (1, 10, 1))
    strikes(eva)
    assert msg.user_hit_npc(13) in eva.takes()


def archer(game: GameFixture, bow: int, arrow: int, own: int, at: tuple[int, int] = (50, 50)) -> Client:
    return fighter(
        game,
        "Arquera",
        at,
        player_class=P.HUNTER,
        attributes=mind(),
        skills=skills(proyectiles=100),
        vitals=with_hit(own, own),
        **wearing(weapon=bow, ammunition=arrow),
    )


def shoots(client: Client, x: int, y: int) -> None:
    client.game.passes(1_500)
    client.takes()
    client.sends(c.WorkLeftClick(x, y, Skill.PROYECTILES))


def test_cmb_10_an_arrow_adds_to_the_roll_alone(game: GameFixture) -> None:
    ana = archer(game, fights.BOW, fights.ARROW, 15)
    creature(game, dummy(), 53, 50)
    game.dice.will_roll((1, 10, 3), (1, 100, 1), (4, 10, 7), (1, 3, 3), (15, 15, 15), (1, 10, 4))
    shoots(ana, 53, 50)
    seen = ana.takes()
    assert msg.user_hit_npc(56) in seen
    assert [one for one in seen if one.id == msg.update_sta(0).id] == [msg.update_sta(397), msg.update_sta(393)]
    assert ana.player.record.inventory[1].amount == 99  # type: ignore[union-attr]


def test_cmb_11_reinforcement_counts_against_players_alone(game: GameFixture) -> None:
    ana = archer(game, fights.GREAT_BOW, fights.FAST_ARROW, 40)
    creature(game, dummy(defence=20), 53, 50)
    game.dice.will_roll((1, 10, 1), (1, 100, 1), (6, 12, 9), (1, 6, 6), (40, 40, 40), (1, 10, 1))
    shoots(ana, 53, 50)
    assert msg.user_hit_npc(81) in ana.takes()
    eva = fighter(game, "Eva", (47, 50), **CRIMINAL, **wearing(armour=fights.ARMOUR))
    game.dice.will_roll((1, 10, 1), (1, 100, 1), (6, 12, 9), (1, 6, 6), (40, 40, 40), (1, 6, 6), (30, 40, 20))
    shoots(ana, 47, 50)
    assert msg.user_hitted_user(eva.char, 6, 93) in ana.takes()


def test_cmb_12_the_dragon_slayer(game: GameFixture) -> None:
    ana = fighter(
        game,
        player_class=P.WARRIOR,
        attributes=mind(),
        vitals=with_hit(20, 20),
        skills=skills(armas=100),
        **wearing(weapon=fights.SLAYER),
    )
    creature(game, WOLF, 50, 51)
    game.dice.will_roll((1, 100, 1), (20, 20, 20), (1, 10, 1))
    strikes(ana)
    assert msg.user_hit_npc(18) in ana.takes()
    ana.player.heading = ana.player.heading.opposite
    dragon = creature(game, dummy(id=542, type=6, min_hp=150_000, max_hp=150_000, defence=40), 50, 49)
    game.dice.will_roll((1, 100, 1), (1, 10, 5), (20, 20, 20), (1, 100, 91), (1, 10, 1))
    strikes(ana)
    assert msg.user_hit_npc(150_000) in ana.takes()
    assert dragon.char == 0
    assert ana.player.record.inventory[0] is None


def stabber(game: GameFixture, player_class: P, **levels: int) -> Client:
    # W=1, U=… chosen so that D is 40 with factor 1 of a class-free balance.
    return fighter(
        game, player_class=player_class, skills=skills(armas=100, **levels), vitals=with_hit(7, 7),
        attributes=mind(15), **wearing(weapon=fights.DAGGER),
    )  # fmt: skip


@pytest.fixture
def even_game() -> Iterator[GameFixture]:
    """Every class deals damage with factor 1, so that D can be said."""
    from dataclasses import replace

    balance = replace(fights.BALANCE, weapon_damage=dict.fromkeys(P, 1.0))
    with a_game(battlefield(balance=balance), **STILL) as one:
        one.passes(10_000)
        yield one


@pytest.mark.parametrize(
    ("player_class", "rolled", "extra"),
    [(P.ASSASSIN, 23, 80), (P.ASSASSIN, 24, None), (P.CLERIC, 14, 60), (P.CLERIC, 15, None)],
)
def test_cmb_13_stabbing_a_creature(even_game: GameFixture, player_class: P, rolled: int, extra: int | None) -> None:
    ana = stabber(even_game, player_class, apunalar=100)
    npc = creature(even_game, dummy(defence=10), 50, 51)
    even_game.dice.will_roll((1, 100, 1), (1, 10, 11), (7, 7, 7), (0, 100, rolled), (1, 10, 1))
    strikes(ana)
    seen = ana.takes()
    assert msg.user_hit_npc(30) in seen
    assert Says(Font.FIGHT, str(extra) if extra else "No has logrado apuñalar".lower()[3:]) in seen
    assert npc.hp == BODY - 30 - (extra or 0)


def test_cmb_14_a_stab_that_kills_is_paid_with_the_kill(even_game: GameFixture) -> None:
    ana = stabber(even_game, P.ASSASSIN, apunalar=100)
    creature(even_game, dummy(min_hp=100, max_hp=100, exp=200, defence=10), 50, 51)
    even_game.dice.will_roll((1, 100, 1), (1, 10, 11), (7, 7, 7), (0, 100, 0), (1, 100, 91), (1, 10, 1))
    strikes(ana)
    lines = [one for one in only(ana.takes(), "CONSOLE_MSG") if "experiencia" in str(one.values[0])]
    assert lines == [Says(Font.FIGHT, "60"), Says(Font.FIGHT, "140")]


@pytest.mark.parametrize(
    ("player_class", "weapon_roll", "extra"), [(P.ASSASSIN, 6, 35), (P.CLERIC, 6, 38), (P.BARD, 0, 40)]
)
def test_cmb_15_stabbing_a_player(even_game: GameFixture, player_class: P, weapon_roll: int, extra: int) -> None:
    own = 7 if weapon_roll else 27
    ana = fighter(
        even_game, player_class=player_class, skills=skills(armas=100, apunalar=100), vitals=with_hit(own, own),
        attributes=mind(15), **wearing(weapon=fights.DAGGER),
    )  # fmt: skip
    eva = fighter(even_game, "Eva", (50, 51), **CRIMINAL)
    even_game.dice.will_roll((1, 100, 1), (1, 10, weapon_roll), (own, own, own), (1, 6, 6), (0, 0, 0), (0, 100, 0))
    strikes(ana)
    net = 3 * weapon_roll + own
    assert Says(Font.FIGHT, "apuñalado", str(extra)) in ana.takes()
    assert Says(Font.FIGHT, "apuñalado", str(extra)) in eva.takes()
    assert eva.player.record.vitals.hp == 300 - net - extra


def test_cmb_15_only_who_knows_how_tries(even_game: GameFixture) -> None:
    ana = stabber(even_game, P.WARRIOR, apunalar=9)
    creature(even_game, dummy(), 50, 51)
    even_game.dice.will_roll((1, 100, 1), (1, 10, 1), (7, 7, 7), (1, 10, 1))
    strikes(ana)
    skill_of(ana.player, Skill.APUNALAR).level = 10
    even_game.dice.will_roll((1, 100, 1), (1, 10, 1), (7, 7, 7), (0, 100, 3), (1, 10, 1))
    strikes(ana)
    assert Says(Font.FIGHT, "apuñalado a la criatura") in ana.takes()
    even_game.dice.will_roll((1, 100, 1), (1, 10, 1), (7, 7, 7), (0, 100, 4), (1, 10, 1))
    strikes(ana)
    assert Says(Font.FIGHT, "No has logrado") not in ana.takes()[:2]


@pytest.mark.parametrize(("absorbed", "net"), [(40, 0), (45, 1)])
def test_cmb_16_exactly_nothing_stays_nothing_between_players(even_game: GameFixture, absorbed: int, net: int) -> None:
    ana = fighter(
        even_game, skills=skills(armas=100), attributes=mind(15), vitals=with_hit(10, 10),
        **wearing(weapon=fights.SWORD),
    )  # fmt: skip
    eva = fighter(even_game, "Eva", (50, 51), **CRIMINAL, **wearing(armour=fights.ARMOUR))
    even_game.dice.will_roll((1, 100, 1), (5, 10, 10), (10, 10, 10), (1, 6, 2), (30, 40, absorbed))
    strikes(ana)
    assert msg.user_hitted_user(eva.char, 2, net) in ana.takes()
    assert eva.player.record.vitals.hp == 300 - net


@pytest.mark.parametrize("absorbed", [18, 23])
def test_cmb_16_a_creature_always_hurts(game: GameFixture, absorbed: int) -> None:
    ana = fighter(game, **wearing(armour=fights.ARMOUR))
    wolf = creature(game, WOLF, 50, 51)
    game.dice.will_roll((1, 100, 1), (1, 18, 18), (1, 6, 6), (30, 40, absorbed))
    bites(game, wolf, ana)
    assert msg.npc_hit_user(6, 1) in ana.takes()
    assert ana.player.record.vitals.hp == 299


def the_pair(game: GameFixture) -> tuple[Client, Client]:
    ana = fighter(
        game,
        player_class=P.WARRIOR,
        level=20,
        attributes=mind(),
        skills=skills(armas=60),
        vitals=with_hit(30, 30),
        **CRIMINAL,
        **wearing(weapon=125),
    )
    eva = fighter(
        game,
        "Eva",
        (50, 51),
        player_class=P.CLERIC,
        level=20,
        attributes=Attributes(18, 17, 18, 18, 18),
        skills=skills(tacticas=40, defensa=30),
        **CRIMINAL,
        **wearing(armour=fights.ARMOUR, shield=fights.SHIELD),
    )
    ana.takes()
    return ana, eva


def test_cmb_17_a_blow_between_players(game: GameFixture) -> None:
    ana, eva = the_pair(game)
    game.dice.will_roll((1, 100, 57), (12, 20, 12), (30, 30, 30), (1, 6, 6), (31, 45, 40))
    strikes(ana)
    sound, blood = msg.play_wave(10, 50, 50), msg.create_fx(eva.char, 14, 0)
    ana.sees(
        sound,
        blood,
        msg.user_hitted_user(eva.char, 6, 46),
        stats_of(ana),
        stats_of(ana),
    )
    eva.sees(sound, blood, msg.user_hitted_by_user(ana.char, 6, 46), msg.update_hp(254), stats_of(eva))
    assert ana.player.record.vitals.stamina == 400


def test_cmb_18_a_shield_between_players(game: GameFixture) -> None:
    ana, eva = the_pair(game)
    game.dice.will_roll((1, 100, 58), (1, 100, 43))
    strikes(ana)
    shield, swing = msg.play_wave(37, 50, 51), msg.play_wave(2, 50, 50)
    ana.sees(shield, msg.blocked_with_shieldother(), swing, msg.user_swing(), stats_of(ana))
    eva.sees(shield, msg.blocked_with_shield_user(), swing, msg.user_attacked_swing(ana.char), stats_of(eva))
    game.dice.will_roll((1, 100, 58), (1, 100, 44))
    strikes(ana)
    ana.sees(swing, msg.user_swing(), stats_of(ana))
    eva.sees(swing, msg.user_attacked_swing(ana.char), stats_of(eva))


def test_cmb_19_who_meditates_in_an_arena_goes_on() -> None:
    with a_game(battlefield(arena()), **STILL) as game:
        game.passes(10_000)
        ana, eva = the_pair(game)
        eva.player.meditating, eva.player.meditating_since_ms = True, game.world.now_ms + 60_000
        game.dice.will_roll((1, 100, 69), (1, 100, 99))
        strikes(ana)
        assert eva.player.meditating
        game.dice.will_roll((1, 100, 68), (12, 20, 12), (30, 30, 30), (1, 6, 6), (31, 45, 40))
        strikes(ana)
        assert msg.user_hitted_user(eva.char, 6, 46) in ana.takes()


def test_cmb_19_elsewhere_an_attack_ends_the_meditation(game: GameFixture) -> None:
    ana, eva = the_pair(game)
    eva.player.meditating, eva.player.meditating_since_ms = True, game.world.now_ms + 60_000
    eva.player.messages.toggle(Toggle.MEDITATING, on=True)
    game.dice.will_roll((1, 100, 58), (1, 100, 99))
    game.passes(1_500)
    eva.takes()
    ana.sends(c.Attack())
    assert eva.takes()[:3] == [msg.meditate_toggle(), Says(Font.INFO), msg.create_fx(eva.char, 0, 0)]


def test_cmb_20_a_blow_every_1500_ms(game: GameFixture) -> None:
    ana = fighter(game)
    ana.sends(c.Attack())
    ana.sees(msg.play_wave(2, 50, 50), stats_of(ana))
    game.passes(1_499)
    ana.takes()
    ana.sends(c.Attack())
    ana.sees()
    game.clock.advance(1)
    ana.sends(c.Attack())
    ana.sees(msg.play_wave(2, 50, 50), stats_of(ana))


def test_cmb_21_blows_after_a_spell(game: GameFixture) -> None:
    ana = fighter(game)
    start = game.world.now_ms
    ana.player.stamps.spell = start
    for after, accepted in ((900, True), (1_000, True), (2_400, False), (2_500, True)):
        game.clock.advance(start + after - game.world.now_ms)
        ana.sends(c.Attack())
        assert bool(ana.takes()) is accepted, after


def test_cmb_22_blow_and_shot(game: GameFixture) -> None:
    ana = archer(game, fights.BOW, fights.ARROW, 15)
    start = game.world.now_ms
    ana.player.stamps.hit = start
    game.clock.advance(1_499)
    ana.sends(c.WorkLeftClick(53, 50, Skill.PROYECTILES))
    ana.sees()
    game.clock.advance(1)
    game.dice.will_roll((1, 10, 1))
    ana.sends(c.WorkLeftClick(53, 50, Skill.PROYECTILES))
    assert msg.update_sta(399) in ana.takes()
    # The bow would refuse a blow for another reason: put it away.
    ana.player.record.equipment.weapon = 0
    game.clock.advance(1_399)
    ana.sends(c.Attack())
    ana.sees()
    game.clock.advance(1)
    ana.sends(c.Attack())
    ana.sees(msg.play_wave(2, 50, 50), stats_of(ana))


def test_cmb_23_a_refused_blow_ends_hiding(game: GameFixture) -> None:
    ana, eva = fighter(game, player_class=P.THIEF), fighter(game, "Eva", (55, 50))
    ana.sends(c.Attack())
    ana.takes()
    ana.player.hidden = True
    game.clock.advance(500)
    ana.sends(c.Attack())
    assert msg.set_invisible(ana.char, False) in eva.takes()
    ana.sees(Says(Font.INFO))
    assert not ana.player.hidden


def test_cmb_24_who_is_too_tired_has_used_the_moment(game: GameFixture) -> None:
    ana = fighter(game)
    ana.player.record.vitals.stamina = 9
    ana.sends(c.Attack())
    ana.sees(Says(Font.INFO, "cansado"))
    ana.player.record.vitals.stamina = 400
    ana.sends(c.Attack())
    ana.sees()


@pytest.mark.parametrize(("rolled", "level", "told"), [(40, 19, True), (40, 20, False), (41, 19, False)])
def test_cmb_46_a_thief_disarms_even_when_it_misses(game: GameFixture, rolled: int, level: int, *, told: bool) -> None:
    ana = fighter(game, player_class=P.THIEF, skills=skills(wrestling=100))
    eva = fighter(game, "Eva", (50, 51), level=level, **CRIMINAL, **wearing(weapon=fights.SWORD))
    game.dice.will_roll((1, 100, 99), (1, 100, rolled))
    strikes(ana)
    assert (Says(Font.FIGHT, "desarmar") in ana.takes()) is (rolled == 40)
    assert (Says(Font.FIGHT, "desarmado") in eva.takes()) is told
    assert bool(eva.player.record.equipment.weapon) is (rolled == 41)


def viking(game: GameFixture, own: int) -> Client:
    """A bandit whose blow has D = 30 + its own part."""
    return fighter(
        game, player_class=P.BANDIT, skills=skills(armas=100, wrestling=100), attributes=mind(15),
        vitals=with_hit(own, own), **wearing(weapon=fights.VIKING),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("own", "defence", "rolled", "net", "extra"),
    [(17, 0, 19, 47, 35), (17, 0, 20, 47, 0), (20, 0, 19, 50, 37), (17, 46, 19, 1, 0)],
)
def test_cmb_47_the_critical_blow_of_bandits(
    even_game: GameFixture, own: int, defence: int, rolled: int, net: int, extra: int
) -> None:
    ana = viking(even_game, own)
    npc = creature(even_game, dummy(defence=defence), 50, 51)
    even_game.dice.will_roll((1, 100, 1), (1, 10, 10), (own, own, own), (1, 100, rolled), (1, 10, 1))
    strikes(ana)
    assert npc.hp == BODY - net - extra
    assert (Says(Font.FIGHT, "críticamente", f"por {extra}!") in ana.takes()) is (rolled == 19)


def test_a_blow_at_a_creature_without_a_cry_is_heard_where_it_stands(even_game: GameFixture) -> None:
    ana = fighter(even_game)
    creature(even_game, dummy(), 50, 51)
    even_game.dice.will_roll((1, 100, 1), (4, 9, 4), (79, 80, 80), (1, 10, 1))
    strikes(ana)
    assert only(ana.takes(), "PLAY_WAVE") == [msg.play_wave(12, 50, 51)]
