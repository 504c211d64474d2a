"""MAG-16 to MAG-32, MAG-40, MAG-43: what spells do to players.

Source: 05-magic §5 to §8, §11, §15.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import CRIMINAL, Says, arena, stats_of
from kit.game import Client, GameFixture, a_game, only
from kit.magic import (
    ELVEN_FLUTE,
    ELVEN_LUTE,
    FIGHT,
    GODS,
    HAT,
    INFO,
    MAGIC_FLUTE,
    MAGIC_LUTE,
    NUDGE,
    RESISTANCE,
    VENENO,
    WAND,
    WARNING,
    caster,
    casts,
    magic_world,
    seen_by_click,
    shown,
    spent,
    words,
)
from kit.worlds import plain_map

from pyao.content.enums import Heading, PlayerClass, Privilege
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.body.dying import die
from pyao.rules.body.reviving import revive
from pyao.rules.map.warp import warp
from pyao.rules.session import saving
from pyao.rules.society.reputation import is_criminal
from pyao.world.messages import Toggle
from pyao.world.record import Attributes, Faction, Look, Reputation

if TYPE_CHECKING:
    from collections.abc import Iterator

CITIZEN: dict[str, Any] = {"reputation": Reputation(noble=1000, plebeian=500)}
MAGE: dict[str, Any] = {"player_class": PlayerClass.MAGE, "level": 30, **CRIMINAL}
WARRIOR: dict[str, Any] = {"player_class": PlayerClass.WARRIOR}


@pytest.fixture
def game() -> Iterator[GameFixture]:
    maps = plain_map(1), plain_map(2), plain_map(184, no_invisibility=True), plain_map(5, no_resurrection=True)
    with a_game(magic_world(*maps, arena(6), plain_map(7, safe=True))) as one:
        yield one


@pytest.fixture
def two(game: GameFixture) -> tuple[Client, Client]:
    """Two criminals who may do to each other what they like."""
    return caster(game, **CRIMINAL), caster(game, "Eva", (50, 52), **CRIMINAL)


def deeds(client: Client) -> Reputation:
    return client.player.record.reputation


def tag(client: Client, colour: int) -> msg.Message:
    return msg.update_tag_and_status(client.char, colour, client.player.name)


def warrior(game: GameFixture, name: str = "Eva", at: tuple[int, int] = (50, 52), **changes: Any) -> Client:
    """A criminal without any mana."""
    return caster(game, name, at, vitals={"max_mana": 0, "mana": 0}, **WARRIOR, **CRIMINAL, **changes)


# Damage and healing.


def test_mag_16_staff_hat_and_ring(game: GameFixture) -> None:
    ana = caster(game, worn={"weapon": NUDGE}, **MAGE)
    eva = caster(
        game, "Eva", (50, 52), worn={"helmet": HAT, "ring": RESISTANCE}, vitals={"hp": 150}, level=20, **CRIMINAL
    )
    game.dice.will_roll((85, 100, 90), (10, 15, 12), (8, 12, 9))
    casts(ana, 25, eva)
    assert eva.player.dead
    exp = 2 * 20
    assert seen_by_click(ana)[:7] == [
        words(ana, 25),
        *shown(25, eva),
        Says(Font.FIGHT, "Lanzaste a Eva"),
        Says(Font.FIGHT, "150"),
        msg.have_killed_user(eva.char, exp),
        *ana_hears_death(eva),
    ]
    seen = eva.takes()
    assert seen[3:7] == [
        Says(Font.FIGHT, "Ana te lanzó"),
        msg.update_hp(0),
        Says(Font.FIGHT, "150"),
        msg.user_kill(ana.char),
    ]
    assert seen[-1] == stats_of(eva)
    assert ana.player.record.exp == exp
    assert ana.player.targets.slot == 0


def ana_hears_death(victim: Client) -> list[msg.Message]:
    return [msg.play_wave(11, victim.player.x, victim.player.y)]


@pytest.mark.parametrize(
    ("worn", "damage"), [({}, 120), ({"weapon": WAND}, 185), ({"weapon": NUDGE}, 171), ({"weapon": 10}, 120)]
)
def test_mag_17_what_the_hand_of_a_mage_holds(game: GameFixture, worn: dict[str, int], damage: int) -> None:
    ana, eva = caster(game, worn=worn, **MAGE), caster(game, "Eva", (50, 52), **CRIMINAL)
    game.dice.will_roll((85, 100, 90))
    casts(ana, 25, eva)
    assert eva.player.record.vitals.hp == 300 - damage


@pytest.mark.parametrize("ring", [ELVEN_LUTE, ELVEN_FLUTE])
def test_instruments_of_the_elves_strengthen_any_class(game: GameFixture, ring: int) -> None:
    ana = caster(game, worn={"ring": ring}, **CRIMINAL)
    eva = caster(game, "Eva", (50, 52), **CRIMINAL)
    game.dice.will_roll((55, 85, 77))
    casts(ana, 23, eva)
    assert eva.player.record.vitals.hp == 300 - 104


def test_a_blow_that_armour_swallows_takes_nothing(game: GameFixture) -> None:
    ana = caster(game, **CRIMINAL)
    eva = caster(game, "Eva", (50, 52), worn={"helmet": HAT}, **CRIMINAL)
    game.dice.will_roll((2, 5, 2), (10, 15, 10))
    casts(ana, 2, eva)
    assert msg.update_hp(300) in eva.takes()
    assert spent(ana) == (10, 1)


def test_the_health_told_before_death_may_be_negative(two: tuple[Client, Client]) -> None:
    ana, eva = two
    eva.player.record.vitals.hp = 1
    ana.game.dice.will_roll((30, 35, 30))
    casts(ana, 8, eva)
    assert msg.update_hp(-38) in eva.takes()


def test_mag_18_healing_oneself(game: GameFixture) -> None:
    ana = caster(game, vitals={"hp": 100})
    game.dice.will_roll((12, 35, 35), (12, 35, 35))
    casts(ana, 5, ana)
    assert seen_by_click(ana) == [
        words(ana, 5),
        *shown(5, ana),
        Says(Font.FIGHT, "Te lanzaste"),
        msg.update_hp(145),
        Says(Font.FIGHT, "45"),
        stats_of(ana),
        stats_of(ana),
    ]
    ana.player.record.vitals.hp = 280
    casts(ana, 5, ana)
    ana.sees_among(msg.update_hp(300), Says(Font.FIGHT, "45"))


def test_mag_19_nobody_hurts_itself(game: GameFixture) -> None:
    ana = caster(game)
    for number in (2, 4, 9, 24, 30, 31, 64):
        casts(ana, number, ana)
        assert seen_by_click(ana) == [FIGHT], number
    assert spent(ana) == (0, 0)


def test_mag_20_attacking_a_citizen(game: GameFixture) -> None:
    ana, eva = caster(game, **CITIZEN), caster(game, "Eva", (50, 52), **CITIZEN)
    ana.player.safe_mode = True
    game.dice.will_roll((2, 5, 2), (2, 5, 2))
    casts(ana, 2, eva)
    assert seen_by_click(ana) == [WARNING]
    assert (spent(ana), deeds(ana).noble) == ((0, 0), 1000)
    ana.player.safe_mode = False
    casts(ana, 2, eva)
    assert (deeds(ana).noble, deeds(ana).plebeian, deeds(ana).bandit) == (0, 0, 200)
    assert tag(ana, 1) in eva.takes()
    assert spent(ana) == (10, 1)


def test_who_is_attacked_stops_meditating_and_stays(two: tuple[Client, Client]) -> None:
    ana, eva = two
    eva.player.meditating, eva.player.leaving_s = True, 9
    eva.player.messages.toggle(Toggle.MEDITATING, on=True)
    ana.game.dice.will_roll((2, 5, 2))
    casts(ana, 2, eva)
    eva.sees_among(INFO, msg.create_fx(eva.char, 0, 0), WARNING, words(ana, 2))
    assert (eva.player.meditating, eva.player.leaving_s) == (False, None)


def test_in_an_arena_nothing_comes_of_it(game: GameFixture) -> None:
    ana, eva = caster(game, map_=6, **CITIZEN), caster(game, "Eva", (50, 52), map_=6, **CITIZEN)
    game.dice.will_roll((2, 5, 2))
    casts(ana, 2, eva)
    assert (deeds(ana).bandit, spent(ana)) == (0, (10, 1))


def test_mag_25_healing_and_freeing_criminals(game: GameFixture) -> None:
    noble: dict[str, Any] = {"reputation": Reputation(noble=1001)}
    ana, eva = caster(game, **noble), caster(game, "Eva", (50, 52), **CRIMINAL)
    game.dice.will_roll((1, 5, 3))
    casts(ana, 3, eva)
    assert seen_by_click(ana)[:3] == [msg.nobility_lost(), tag(ana, 1), words(ana, 3)]
    assert (deeds(ana).noble, deeds(ana).bandit) == (501, 10_000)
    luz = caster(game, "Luz", (51, 52), **noble)
    casts(luz, 10, eva)
    assert not is_criminal(luz.player)
    eva.player.paralysed = True
    eva.player.messages.toggle(Toggle.PARALYSED, on=True)
    casts(luz, 10, eva)
    assert (deeds(luz).noble, deeds(luz).bandit) == (0, 100)
    assert tag(luz, 1) in eva.takes()


def test_the_safe_keeps_from_helping_criminals(game: GameFixture) -> None:
    ana, eva = caster(game, safe=True), caster(game, "Eva", (50, 52), **CRIMINAL)
    for number in (3, 18, 20, 14, 1):
        casts(ana, number, eva)
        assert seen_by_click(ana) == [INFO], number
    assert spent(ana) == (0, 0)


# Paralysis.


def test_mag_21_paralysed_for_501_ticks(two: tuple[Client, Client]) -> None:
    ana, eva = two
    casts(ana, 9, eva)
    seen = eva.takes()
    assert seen[:5] == [words(ana, 9), *shown(9, eva), Says(Font.FIGHT, "Ana te lanzó"), msg.paralize_ok()]
    assert seen[5:] == [msg.pos_update(50, 52), stats_of(eva)]
    assert spent(ana) == (450, 65)
    casts(ana, 9, eva)
    assert seen_by_click(ana) == []
    eva.sees()
    assert spent(ana) == (450, 65)
    eva.walks(Heading.EAST)
    eva.sees(INFO)
    ana.game.ticks(500)
    assert msg.paralize_ok() not in eva.takes()
    ana.game.ticks(1)
    eva.sees(msg.paralize_ok(), msg.pos_update(50, 52))
    eva.walks(Heading.EAST)
    assert eva.place == (1, 51, 52)


def test_net_26_a_second_paralysis_tells_nothing(two: tuple[Client, Client]) -> None:
    ana, eva = two
    held = msg.paralize_ok(), msg.pos_update(50, 52)
    casts(ana, 9, eva)
    assert only(eva.takes(), "PARALIZE_OK", "POS_UPDATE") == [*held]
    casts(ana, 9, eva)
    assert only(eva.takes(), "PARALIZE_OK", "POS_UPDATE") == []
    ana.game.ticks(501)
    assert only(eva.takes(), "PARALIZE_OK", "POS_UPDATE") == [*held]


def test_mag_22_the_caster_dies(game: GameFixture) -> None:
    ana, eva, luz = caster(game, **CRIMINAL), warrior(game), caster(game, "Luz", (51, 52), **CRIMINAL)
    casts(ana, 9, eva)
    casts(ana, 9, luz)
    die(game.world, ana.player)
    eva.takes()
    luz.takes()
    game.ticks(1)
    eva.sees(msg.paralize_ok(), msg.pos_update(50, 52))
    luz.sees()
    assert (eva.player.paralysed, luz.player.paralysed) == (False, True)


def test_the_caster_leaves(game: GameFixture) -> None:
    ana, eva = caster(game, map_=1, **CRIMINAL), warrior(game)
    casts(ana, 9, eva)
    game.ticks(5)
    assert eva.player.paralysed
    ana.cuts()
    game.passes(11_000)
    assert "ANA" not in game.world.online
    assert not eva.player.paralysed


def test_mag_23_the_caster_is_far(game: GameFixture) -> None:
    ana, eva = caster(game, **CRIMINAL), warrior(game)
    casts(ana, 9, eva)
    game.ticks(200)
    assert eva.player.counters.paralysis == 300
    warp(game.world, ana.player, 1, 59, 92, fx=False)
    game.ticks(1)
    assert eva.player.counters.paralysis == 299
    warp(game.world, ana.player, 1, 60, 52, fx=False)
    game.ticks(1)
    assert eva.player.counters.paralysis == 37
    game.ticks(37)
    assert eva.player.paralysed
    game.ticks(1)
    assert not eva.player.paralysed


def test_mag_24_who_can_move_is_not_freed(two: tuple[Client, Client]) -> None:
    ana, eva = two
    casts(ana, 10, eva)
    assert seen_by_click(ana) == []
    casts(ana, 41, eva)
    assert seen_by_click(ana) == []
    eva.sees()
    assert spent(ana) == (0, 0)


def test_freeing_a_player(two: tuple[Client, Client]) -> None:
    ana, eva = two
    casts(ana, 24, eva)
    assert (eva.player.paralysed, eva.player.immobilised) == (True, True)
    eva.sends(c.ChangeHeading(Heading.EAST))
    assert eva.player.heading is Heading.EAST
    casts(ana, 10, eva)
    assert eva.takes()[:3] == [msg.paralize_ok(), msg.pos_update(50, 52), words(ana, 10)]
    assert (eva.player.paralysed, eva.player.immobilised, eva.player.paralysed_by) == (False, False, "")


@pytest.mark.parametrize("number", [9, 24, 30, 31])
def test_the_ring_of_the_gods(game: GameFixture, number: int) -> None:
    ana = caster(game, **CRIMINAL)
    eva = caster(game, "Eva", (50, 52), worn={"ring": GODS}, **CRIMINAL)
    casts(ana, number, eva)
    assert seen_by_click(ana)[-4:] == [FIGHT, FIGHT, FIGHT, stats_of(ana)]
    assert eva.takes()[-2:] == [Says(Font.FIGHT, "Ana te lanzó"), stats_of(eva)]
    assert (eva.player.paralysed, eva.player.blind, eva.player.dumb) == (False, False, False)
    assert spent(ana) != (0, 0)


def test_a_ring_against_immobility_leaves_its_wearer_paralysed(game: GameFixture) -> None:
    ana = caster(game, **CRIMINAL)
    eva = caster(game, "Eva", (50, 52), worn={"ring": 701}, **CRIMINAL)
    casts(ana, 24, eva)
    assert seen_by_click(ana)[-3:] == [FIGHT, FIGHT, stats_of(ana)]
    assert (eva.player.paralysed, eva.player.immobilised) == (True, False)


# Invisibility.


def test_mag_26_how_long_invisibility_lasts(game: GameFixture) -> None:
    ana, eva = caster(game), caster(game, "Eva", (50, 52))
    casts(ana, 14, eva)
    assert seen_by_click(ana)[:2] == [msg.set_invisible(eva.char, True), words(ana, 14)]
    game.ticks(300)
    casts(ana, 14, eva)
    game.ticks(200)
    assert eva.player.invisible
    eva.takes()
    game.dice.will_roll((-100, 100, -50))
    game.ticks(1)
    assert msg.set_invisible(eva.char, False) in ana.takes()
    eva.sees(INFO)
    casts(ana, 14, eva)
    game.ticks(550)
    assert eva.player.invisible
    game.dice.will_roll((-100, 100, 0))
    game.ticks(1)
    assert not eva.player.invisible


def test_mag_27_words_give_the_hidden_away(game: GameFixture) -> None:
    ana, eva = caster(game), caster(game, "Eva", (50, 52))
    ana.player.hidden = True
    casts(ana, 9, eva)
    assert not ana.player.hidden
    seen = seen_by_click(ana)
    assert seen[seen.index(words(ana, 9)) :][:3] == [words(ana, 9), INFO, msg.create_fx(eva.char, 8, 0)]
    assert msg.set_invisible(ana.char, False) in eva.takes()
    ana.player.hidden = ana.player.invisible = True
    game.dice.will_roll((1, 5, 3))
    casts(ana, 3, ana)
    assert msg.set_invisible(ana.char, False) not in eva.takes()
    assert (ana.player.hidden, ana.player.invisible) == (False, True)


def test_words_give_a_pirate_at_sea_away_whose_ghost_boat_stays(game: GameFixture) -> None:
    ana, eva = caster(game, player_class=PlayerClass.PIRAT), caster(game, "Eva", (50, 52))
    ana.player.hidden = ana.player.sailing = True
    ana.player.look.body = 87
    game.dice.will_roll((1, 5, 3))
    casts(ana, 3, ana)
    assert [one.name for one in eva.takes()][:2] == ["CHAT_OVER_HEAD", "SET_INVISIBLE"]
    assert seen_by_click(ana)[:2] == [words(ana, 3), INFO]
    assert (ana.player.hidden, ana.player.look.body) == (False, 87)


def test_mag_28_where_and_when_nobody_vanishes(game: GameFixture) -> None:
    ana = caster(game, map_=184)
    casts(ana, 14, ana)
    assert seen_by_click(ana) == [INFO]
    assert spent(ana) == (0, 0)
    eva = caster(game, "Eva")
    eva.player.leaving_s = 5
    casts(eva, 14, eva)
    assert eva.takes()[0] == WARNING
    assert (eva.player.invisible, eva.player.leaving_s) == (True, None)
    luz = caster(game, "Luz", (50, 53))
    luz.player.leaving_s = 5
    casts(eva, 14, luz)
    assert seen_by_click(eva) == [INFO]
    luz.player.leaving_s, luz.player.record.dead = None, True
    casts(eva, 14, luz)
    assert seen_by_click(eva) == [INFO]
    assert spent(eva) == (500, 72)


def test_mag_43_what_is_left_of_an_invisibility(game: GameFixture) -> None:
    ana, eva = caster(game), caster(game, "Eva", (50, 52))
    casts(ana, 14, eva)
    game.ticks(120)
    eva.takes()
    eva.sends(c.Quit())
    assert eva.takes()[:1] == [INFO]
    assert msg.set_invisible(eva.char, False) in ana.takes()
    assert (eva.player.invisible, eva.player.counters.invisibility) == (False, 120)
    eva.walks(Heading.EAST)
    casts(ana, 14, eva)
    game.ticks(380)
    assert eva.player.invisible
    game.dice.will_roll((-100, 100, 0))
    game.ticks(1)
    assert not eva.player.invisible


def test_higher_gms_read_a_mark_but_no_hidden_name(game: GameFixture) -> None:
    ana, gm = caster(game), caster(game, "Eva", (50, 52))
    gm.player.privileges = Privilege.SEMIDIOS
    casts(ana, 14, ana)
    gm.sees_among(msg.character_change_nick(ana.char, "Ana [INVISIBLE]"), words(ana, 14))
    ana.player.name_hidden = True
    casts(ana, 14, ana)
    assert msg.character_change_nick(ana.char, "") in gm.takes()


def test_sailors_stay_visible(game: GameFixture) -> None:
    ana = caster(game)
    ana.player.sailing = True
    casts(ana, 14, ana)
    assert msg.set_invisible(ana.char, True) not in ana.takes()
    assert ana.player.invisible


def test_staff_are_not_made_invisible_nor_cured(game: GameFixture) -> None:
    ana, gm = caster(game), caster(game, "Eva", (50, 52))
    gm.player.privileges = Privilege.SEMIDIOS
    gm.player.record.poisoned = True
    for number in (14, 1, 42):
        casts(ana, number, gm)
        assert seen_by_click(ana) == [], number
    assert (gm.player.invisible, gm.player.record.poisoned, spent(ana)) == (False, True, (0, 0))


# Mimicry.


def test_looking_like_another_player(game: GameFixture) -> None:
    ana, eva = caster(game), caster(game, "Eva", (50, 52), look=Look(body=4, head=70))
    own = ana.player.look
    casts(ana, 42, eva)
    change = msg.character_change(ana.char, 4, 70, ana.player.heading, 2, 2, 2, 0, 999)
    assert seen_by_click(ana)[:2] == [change, words(ana, 42)]
    casts(ana, 42, eva)
    assert seen_by_click(ana) == [INFO]
    game.ticks(499)
    assert ana.player.own_look is own
    ana.takes()
    game.ticks(2)
    assert ana.takes() == [
        INFO,
        msg.character_change(ana.char, own.body, own.head, ana.player.heading, 2, 2, 2, 0, 999),
    ]
    assert (ana.player.look, ana.player.own_look) == (own, None)


def test_who_sails_away_in_disguise(game: GameFixture) -> None:
    ana, eva = caster(game), caster(game, "Eva", (50, 52))
    casts(ana, 42, eva)
    ana.player.sailing = True
    game.ticks(501)
    assert (ana.player.look.head, ana.player.own_look) == (0, None)


@pytest.mark.parametrize(
    ("who", "what"), [("target", "dead"), ("target", "sailing"), ("caster", "sailing"), ("caster", "admin_invisible")]
)
def test_who_is_not_mimicked(game: GameFixture, who: str, what: str) -> None:
    ana, eva = caster(game), caster(game, "Eva", (50, 52))
    player = (ana if who == "caster" else eva).player
    setattr(player.record if what == "dead" else player, what, True)
    casts(ana, 42, eva)
    assert seen_by_click(ana) == []
    assert spent(ana) == (0, 0)


# Attributes, hunger, poison, wits.


def test_mag_29_agility_for_a_while(game: GameFixture) -> None:
    ana, eva = (
        caster(game, **CRIMINAL),
        caster(game, "Eva", (50, 52), attributes=Attributes(18, 18, 18, 18, 18), **CRIMINAL),
    )
    eva.player.attributes.agility = 35
    game.dice.will_roll((2, 5, 5))
    casts(ana, 18, eva)
    assert eva.player.attributes.agility == 36
    assert msg.update_dexterity(36) in eva.takes()
    game.ticks(1_199)
    assert eva.player.attributes.agility == 36
    eva.takes()
    game.ticks(1)
    eva.sees(msg.update_strenght_and_dexterity(18, 18))
    game.dice.will_roll((2, 5, 5), (2, 5, 3))
    casts(ana, 18, eva)
    game.ticks(100)
    casts(ana, 21, eva)
    assert (eva.player.attributes.strength, eva.player.attributes.agility) == (15, 23)
    game.ticks(699)
    assert eva.player.attributes.agility == 23
    game.ticks(1)
    assert (eva.player.attributes.strength, eva.player.attributes.agility) == (18, 18)


def test_death_takes_the_strength_but_not_the_time(two: tuple[Client, Client]) -> None:
    ana, eva = two
    ana.game.dice.will_roll((2, 5, 5))
    casts(ana, 20, eva)
    ana.game.ticks(200)
    die(ana.game.world, eva.player)
    assert eva.player.attributes.strength == 18
    ana.game.ticks(300)
    revive(ana.game.world, eva.player)
    eva.player.record.hungry = True
    eva.takes()
    ana.game.ticks(999)
    assert msg.update_strenght_and_dexterity(18, 18) not in eva.takes()
    ana.game.ticks(1)
    assert msg.update_strenght_and_dexterity(18, 18) in eva.takes()


def test_what_runs_is_kept_with_the_character(two: tuple[Client, Client]) -> None:
    ana, eva = two
    eva.player.record.vitals.max_mana = 0
    casts(ana, 9, eva)
    casts(ana, 14, eva)
    eva.player.record.poisoned = True
    ana.game.ticks(100)
    saving.keep(ana.game.world, eva.player)
    kept = ana.game.load("Eva")
    assert kept is not None
    assert kept.timed_states == {"paralysis": 401, "invisibility": 401}
    assert (kept.paralysed, kept.poisoned) == (True, True)


def test_attributes_have_limits(game: GameFixture) -> None:
    ana = caster(game, attributes=Attributes(21, 7, 18, 18, 18), **CRIMINAL)
    game.dice.will_roll((2, 5, 5), (2, 5, 5), (2, 5, 5), (2, 5, 5), (2, 5, 5), (2, 5, 4))
    for _again in range(4):
        casts(ana, 20, ana)
    assert ana.player.attributes.strength == 40
    casts(ana, 18, ana)
    assert ana.player.attributes.agility == 12
    ana.player.attributes.agility = 9
    casts(ana, 19, ana)
    assert msg.update_dexterity(6) in ana.takes()


def test_mag_32_poison(two: tuple[Client, Client]) -> None:
    ana, eva = two
    eva.player.record.hungry = True
    casts(ana, 4, eva)
    assert eva.player.record.poisoned
    eva.takes()
    ana.game.ticks(500)
    assert VENENO not in eva.takes()
    for hp in (295, 290):
        ana.game.dice.will_roll((1, 5, 5))
        ana.game.ticks(1)
        eva.sees_among(VENENO, msg.update_hp(hp))
        ana.game.ticks(500)
    casts(ana, 1, eva)
    assert not eva.player.record.poisoned
    casts(ana, 1, eva)
    assert spent(ana) == (24 + 2 * 12, 3 + 2)


def test_mag_40_terrible_hunger(two: tuple[Client, Client]) -> None:
    ana, eva = two
    eva.player.record.vitals.food = 60
    ana.game.dice.will_roll((100, 100, 100))
    casts(ana, 13, eva)
    assert (eva.player.record.vitals.food, eva.player.record.hungry) == (0, True)
    seen = eva.takes()
    assert seen[-3:] == [Says(Font.FIGHT, "100"), msg.update_hunger_and_thirst(100, 100, 100, 0), stats_of(eva)]
    assert seen_by_click(ana)[-2:] == [Says(Font.FIGHT, "100"), stats_of(ana)]
    casts(ana, 13, ana)
    assert seen_by_click(ana) == []
    assert spent(ana) == (55, 7)


def test_blindness_and_dumbness(two: tuple[Client, Client]) -> None:
    ana, eva = two
    casts(ana, 31, eva)
    assert eva.takes()[-2:] == [msg.dumb(), stats_of(eva)]
    ana.game.ticks(100)
    casts(ana, 31, eva)
    assert msg.dumb() in eva.takes()
    ana.game.ticks(400)
    assert eva.player.dumb
    ana.game.ticks(1)
    eva.sees_among(msg.dumb_no_more())
    casts(ana, 30, eva)
    assert eva.takes()[-2:] == [msg.blind(), stats_of(eva)]
    ana.game.ticks(100)
    casts(ana, 30, eva)
    ana.game.ticks(167)
    assert eva.player.blind
    ana.game.ticks(1)
    assert msg.blind_no_more() in eva.takes()
    casts(ana, 31, eva)
    casts(ana, 41, eva)
    assert eva.takes()[:2] == [msg.dumb_no_more(), words(ana, 41)]
    assert not eva.player.dumb


# What no shipped spell does.


def test_bars_that_spells_could_fill_and_drain(two: tuple[Client, Client]) -> None:
    ana, eva = two
    vitals, dice = eva.player.record.vitals, ana.game.dice
    vitals.food = vitals.water = vitals.mana = vitals.stamina = 50
    eva.player.record.hungry = True
    dice.will_roll((5, 9, 7), (5, 9, 7), (5, 9, 9), (5, 9, 6), (5, 9, 8), (5, 9, 8))
    for number in (60, 61, 62, 63, 68, 69, 70):
        casts(ana, number, eva)
    assert (vitals.food, vitals.water, vitals.mana, vitals.stamina) == (57, 51, 44, 49)
    assert eva.player.record.hungry


def test_curses_and_blessings_are_only_words(two: tuple[Client, Client]) -> None:
    ana, eva = two
    for number in (64, 65):
        casts(ana, number, eva)
        assert eva.takes() == [words(ana, number), *shown(number, eva), FIGHT, stats_of(eva)]


def test_a_refused_effect_makes_the_whole_spell_free(game: GameFixture) -> None:
    ana = caster(game)
    game.dice.will_roll((1, 1, 1))
    casts(ana, 66, ana)
    assert seen_by_click(ana)[-1] == FIGHT
    assert spent(ana) == (0, 0)


def test_the_dead_are_past_everything(two: tuple[Client, Client]) -> None:
    ana, eva = two
    eva.player.record.dead = True
    for number in (2, 3, 13, 18, 21, 4, 9, 1, 30):
        casts(ana, number, eva)
        assert seen_by_click(ana) == [INFO], number
    casts(ana, 42, eva)
    assert seen_by_click(ana) == []
    assert spent(ana) == (0, 0)


# Resurrection.


def test_mag_30_bringing_back_the_dead(game: GameFixture) -> None:
    ana, eva = mourners(game)
    casts(ana, 11, eva)
    vitals = eva.player.record.vitals
    mine = ana.player.record.vitals
    assert (mine.hp, mine.mana, mine.stamina, deeds(ana).noble) == (140, 50, 200, 500)
    assert (vitals.hp, vitals.mana, vitals.stamina, vitals.food, vitals.water) == (18, 0, 0, 0, 0)
    assert (eva.player.dead, eva.player.record.hungry, eva.player.record.thirsty) == (False, True, True)
    assert seen_by_click(ana)[:5] == [INFO, words(ana, 11), *shown(11, eva), FIGHT]
    seen = eva.takes()
    assert seen[0] == msg.update_hunger_and_thirst(100, 0, 100, 0)
    change = msg.character_change(eva.char, 21, 5, eva.player.heading, 2, 2, 2, 0, 999)
    assert seen[-3:] == [change, stats_of(eva), stats_of(eva)]


def test_cmb_36_a_cleric_gives_of_its_own_life(game: GameFixture) -> None:
    ana, eva = mourners(game, player_class=PlayerClass.CLERIC)
    eva.player.resurrection_safe = True
    refused(ana, eva, INFO)
    assert Says(Font.INFO, "Ana", "/SEGURORESU") in eva.takes()
    eva.player.resurrection_safe = False
    casts(ana, 11, eva)
    vitals = eva.player.record.vitals
    assert (ana.player.record.vitals.hp, deeds(ana).noble) == (140, 500)
    assert (eva.player.dead, vitals.food, vitals.water, vitals.stamina) == (False, 0, 0, 0)
    assert (eva.player.record.hungry, eva.player.record.thirsty) == (True, True)


def mourners(game: GameFixture, map_: int = 1, **changes: Any) -> tuple[Client, Client]:
    """A caster of level 40 and a dead citizen of level 20 who would come back."""
    vitals = {"hp": 200, "max_stamina": 600, "stamina": 600, "mana": 600}
    ana = caster(
        game, map_=map_, level=40, reputation=Reputation(), vitals=vitals | changes.pop("vitals", {}), **changes
    )
    eva = caster(game, "Eva", (50, 52), map_=map_, level=20, dead=True, vitals={"hp": 0})
    eva.player.record.attributes.constitution = 18
    eva.player.resurrection_safe = False
    return ana, eva


def refused(ana: Client, eva: Client, *lines: Says) -> None:
    casts(ana, 11, eva)
    assert seen_by_click(ana) == list(lines)
    assert (eva.player.dead, deeds(ana).noble) == (True, 0)
    assert ana.player.record.vitals.mana == 600


def test_mag_31_who_will_not_come_back(game: GameFixture) -> None:
    ana, eva = mourners(game)
    eva.player.resurrection_safe = True
    refused(ana, eva, INFO)
    eva.player.resurrection_safe = False
    ana.player.record.vitals.stamina = 599
    refused(ana, eva, INFO)
    ana.player.record.vitals.stamina = 600
    eva.player.record.dead = False
    casts(ana, 11, eva)
    assert seen_by_click(ana) == []


def test_where_nobody_comes_back(game: GameFixture) -> None:
    refused(*mourners(game, map_=5), INFO)


@pytest.mark.parametrize(
    ("job", "ring", "enough"),
    [
        (PlayerClass.BARD, 0, False),
        (PlayerClass.BARD, MAGIC_FLUTE, False),
        (PlayerClass.BARD, MAGIC_LUTE, True),
        (PlayerClass.BARD, ELVEN_LUTE, True),
        (PlayerClass.DRUID, MAGIC_LUTE, False),
        (PlayerClass.DRUID, MAGIC_FLUTE, True),
        (PlayerClass.DRUID, ELVEN_FLUTE, True),
    ],
)
def test_bards_and_druids_need_instruments(game: GameFixture, job: int, ring: int, *, enough: bool) -> None:
    ana, eva = mourners(game, player_class=job, worn={"ring": ring} if ring else {})
    casts(ana, 11, eva)
    assert eva.player.dead is not enough


def test_giving_one_s_life(game: GameFixture) -> None:
    ana, eva = mourners(game)
    eva.player.record.level = 67
    casts(ana, 11, eva)
    assert (ana.player.dead, eva.player.dead) == (True, False)
    assert msg.resuscitation_safe_on() in seen_by_click(ana)
    assert ana.player.record.vitals.mana == 600


def test_in_an_arena_reviving_is_free_of_pain(game: GameFixture) -> None:
    ana, eva = mourners(game, map_=6)
    casts(ana, 11, eva)
    assert (ana.player.record.vitals.hp, ana.player.record.vitals.mana) == (200, 50)


def test_reviving_a_criminal_makes_one(game: GameFixture) -> None:
    ana, eva = mourners(game)
    eva.player.record.reputation = Reputation(bandit=5_000)
    casts(ana, 11, eva)
    assert (deeds(ana).bandit, deeds(ana).noble, is_criminal(ana.player)) == (100, 0, True)


def test_death_sets_the_lock_and_players_open_it(two: tuple[Client, Client]) -> None:
    _ana, eva = two
    die(eva.game.world, eva.player)
    assert msg.resuscitation_safe_on() in eva.takes()
    eva.sends(c.ResuscitationSafeToggle())
    assert eva.takes()[-1] == msg.resuscitation_safe_off()
    assert not eva.player.resurrection_safe


# How a cast is shown.


def test_a_hidden_name_is_somebody(game: GameFixture) -> None:
    ana, eva = caster(game), caster(game, "Eva", (50, 52))
    ana.player.name_hidden = True
    game.dice.will_roll((1, 5, 3))
    casts(ana, 3, eva)
    ana.sees_among(Says(Font.FIGHT, "Lanzaste a alguien"))


def test_an_invisible_gm_casts_without_words(game: GameFixture) -> None:
    ana, eva = caster(game), caster(game, "Eva", (50, 52))
    ana.player.privileges, ana.player.admin_invisible = Privilege.DIOS, True
    game.dice.will_roll((1, 5, 3), (1, 5, 3))
    casts(ana, 3, eva)
    assert eva.takes()[:2] == shown(3, eva)
    casts(ana, 3, ana)
    eva.sees()
    assert seen_by_click(ana)[:3] == [*shown(3, ana), FIGHT]


def test_everybody_near_sees_and_hears_it(two: tuple[Client, Client]) -> None:
    ana, eva = two
    luz = caster(ana.game, "Luz", (52, 52))
    casts(ana, 9, eva)
    luz.sees(words(ana, 9), *shown(9, eva))


def test_gms_cast_at_whom_they_like(game: GameFixture) -> None:
    ana, eva = caster(game), caster(game, "Eva", (50, 52), **CRIMINAL)
    ana.player.privileges = Privilege.DIOS
    game.dice.will_roll((2, 5, 2))
    casts(ana, 2, eva)
    assert spent(ana) == (10, 1)


def test_soldiers_keep_to_their_side(game: GameFixture) -> None:
    royal = Faction(royal_army=True)
    ana, eva = caster(game, faction=royal, **CITIZEN), caster(game, "Eva", (50, 52), **CRIMINAL)
    casts(ana, 14, eva)
    assert seen_by_click(ana) == [INFO]
    luz = caster(game, "Luz", (51, 52), faction=Faction(chaos_legion=True), **CRIMINAL)
    casts(luz, 14, ana)
    assert seen_by_click(luz) == [INFO]


def test_nobody_is_attacked_in_a_safe_map(game: GameFixture) -> None:
    ana, eva = caster(game, map_=7, **CRIMINAL), caster(game, "Eva", (50, 52), map_=7, **CRIMINAL)
    game.dice.will_roll((2, 5, 2))
    casts(ana, 2, eva)
    assert seen_by_click(ana) == [WARNING]
    casts(ana, 9, eva)
    assert seen_by_click(ana) == [WARNING]
