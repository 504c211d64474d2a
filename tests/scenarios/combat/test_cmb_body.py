"""CMB: what the body goes through tick by tick: lava, cold, poison, thirst, hunger, recovery, meditation.

Source: 04-combat §13, §14, §16 "CMB-37" to "CMB-41"; 03-world §19.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.classic import classic_content
from kit.fights import CRIMINAL, ITEMS, Says, battlefield, item, skills, stats_of, wearing
from kit.game import GameFixture, a_game, only
from kit.spec import needs_classic
from kit.worlds import plain_map

from pyao.content.enums import Heading, ObjectType, Privilege, Skill, Terrain, Trigger
from pyao.content.maps import BLOCKED, LAVA, TILES, MapDef
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font, Fx
from pyao.rules.body import boosts, every_tick, invisibility, meditating
from pyao.rules.body.skills import sides, train
from pyao.rules.combat.retaliation import allow_retaliation
from pyao.world.messages import Toggle
from pyao.world.record import ItemStack, Vitals
from pyao.world.reserved import stir
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.game import Client


COLD, WATER = 15, 43
THINGS = ITEMS | {WATER: item(WATER, ObjectType.BEBIDAS, water=30)}


def bars(**values: int) -> Vitals:
    """Bars for records: 300 health, 210 stamina, no mana, unless said otherwise."""
    return Vitals(**({"max_hp": 300, "hp": 300, "max_stamina": 210, "stamina": 210} | values))


def dressed() -> dict[str, Any]:
    """Fields of a record with clothes on."""
    return wearing(armour=195)


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(battlefield(items=THINGS), ticks_cold=COLD) as one:
        yield one


# 37: poison


def test_cmb_37_poison_after_501_ticks(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), poisoned=True, vitals=bars(), **dressed())
    game.ticks(500)
    ana.sees()
    game.dice.will_roll((1, 5, 4))
    game.ticks(1)
    ana.sees(Says(Font.VENENO), msg.update_hp(296))
    game.ticks(500)
    ana.sees()
    game.dice.will_roll((1, 5, 1))
    game.ticks(1)
    ana.sees(Says(Font.VENENO), msg.update_hp(295))


def test_cmb_37_poison_kills(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), poisoned=True, vitals=bars(hp=3))
    ana.player.counters.poison = 500
    ana.player.counters.health = 1_600
    ana.player.counters.cold = 0
    game.dice.will_roll((1, 5, 3))
    game.ticks(1)
    seen = ana.takes()
    assert seen[:3] == [Says(Font.VENENO), msg.play_wave(11, 50, 50), msg.remove_char_dialog(ana.char)]
    assert seen[-1] == msg.update_hp(0)
    assert (ana.player.dead, ana.player.record.poisoned) == (True, False)
    game.ticks(2_000)
    ana.sees(Says(Font.INFO, "/RESUCITAR"))


def test_gms_are_not_poisoned_nor_hungry_nor_cold() -> None:
    with a_game(battlefield(), ticks_cold=COLD, gods="Ana", ticks_poison=10, ticks_thirst=10) as game:
        ana = game.player("Ana", at=(1, 50, 50), poisoned=True)
        assert not ana.player.privileges & Privilege.USER
        game.ticks(100)
        ana.sees()
        assert ana.player.record.vitals.water == 100


# 38: cold


def test_cmb_38_naked_in_a_forest(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), vitals=bars())
    game.ticks(15)
    ana.sees()
    for tired in (200, 190):
        game.ticks(1)
        assert ana.takes()[:2] == [msg.update_sta(tired)] * 2
        game.ticks(15)
        # Recovery comes due every 11 ticks, but brings the naked nothing.
        assert set(map(str, ana.takes())) <= {str(msg.update_sta(tired))}


def test_cold_never_takes_more_stamina_than_there_is(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), vitals=bars(stamina=4))
    ana.player.counters.cold = COLD
    game.ticks(1)
    ana.sees(msg.update_sta(0), msg.update_sta(0))


@pytest.mark.parametrize(("max_hp", "loss"), [(130, 6), (150, 8), (400, 15)])
def test_cmb_38_naked_in_the_snow(max_hp: int, loss: int) -> None:
    with a_game(battlefield(plain_map(1, terrain=Terrain.NIEVE)), ticks_cold=COLD) as game:
        ana = game.player("Ana", at=(1, 50, 50), vitals=bars(max_hp=max_hp, hp=100))
        game.ticks(15)
        ana.sees()
        game.ticks(1)
        ana.sees(Says(Font.INFO), msg.update_hp(100 - loss))


def test_who_is_dressed_is_not_cold_and_the_count_waits() -> None:
    with a_game(battlefield(plain_map(1, terrain=Terrain.NIEVE)), ticks_cold=COLD) as game:
        ana = game.player("Ana", at=(1, 50, 50), vitals=bars(), **dressed())
        game.ticks(100)
        ana.sees()
        armour, ana.player.record.equipment.armour = ana.player.record.equipment.armour, 0
        game.ticks(10)
        ana.player.record.equipment.armour = armour
        game.ticks(100)
        ana.player.record.equipment.armour = 0
        game.ticks(5)
        ana.sees()
        game.ticks(1)
        ana.sees(Says(Font.INFO), msg.update_hp(285))


def test_freezing_to_death() -> None:
    with a_game(battlefield(plain_map(1, terrain=Terrain.NIEVE)), ticks_cold=COLD) as game:
        ana = game.player("Ana", at=(1, 50, 50), vitals=bars(hp=15), poisoned=True)
        ana.player.counters.cold, ana.player.counters.poison = COLD, 500
        game.ticks(1)
        seen = ana.takes()
        assert seen[:3] == [Says(Font.INFO), Says(Font.INFO, "frío"), msg.play_wave(11, 50, 50)]
        assert seen[-1] == msg.update_hp(0)
        assert len([one for one in seen if one.name == "UPDATE_HP"]) == 1


# Lava


def lava_map(*tiles: tuple[int, int]) -> Any:
    flags = bytearray(TILES)
    for x, y in tiles:
        flags[(y - 1) * 100 + x - 1] |= LAVA
    return MapDef(id=1, tiles=bytes(flags), terrain=Terrain.DUNGEON)


def test_lava_burns_every_16_ticks_whoever_stands_there_then() -> None:
    with a_game(battlefield(lava_map((50, 50))), ticks_cold=COLD) as game:
        ana = game.player("Ana", at=(1, 50, 50), vitals=bars(), **dressed())
        eva = game.player("Eva", at=(1, 51, 50), vitals=bars(), **dressed())
        game.ticks(15)
        ana.sees()
        game.ticks(1)
        ana.sees(Says(Font.INFO, "lava"), msg.update_hp(285))
        eva.sees()
        # The count goes on off the lava too.
        stir(eva.player)
        eva.player.counters.lava = COLD
        eva.walks(Heading.WEST)
        ana.walks(Heading.SOUTH)
        eva.walks(Heading.WEST)
        eva.takes()
        game.ticks(1)
        eva.sees(Says(Font.INFO, "lava"), msg.update_hp(285))


def test_burning_to_death_ends_the_tick_of_the_body() -> None:
    with a_game(battlefield(lava_map((50, 50))), ticks_cold=COLD) as game:
        ana = game.player("Ana", at=(1, 50, 50), vitals=bars(hp=15), poisoned=True)
        counters = ana.player.counters
        counters.lava = counters.cold = COLD
        counters.poison, counters.thirst = 500, 6_000
        boosts.strengthen(game.world, ana.player, boosts.Boosted.STRENGTH, 5, 1)
        ana.takes()
        game.ticks(1)
        seen = ana.takes()
        assert seen[:2] == [Says(Font.INFO, "lava"), Says(Font.INFO, "quemado")]
        assert seen[-1] == msg.update_hp(0)
        assert not only(seen, "UPDATE_STA", "UPDATE_HUNGER_AND_THIRST")
        assert len(only(seen, "UPDATE_STRENGHT_AND_DEXTERITY")) == 1


# 39: recovery


def test_cmb_39_standing(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), vitals=bars(hp=100, stamina=50), **dressed())
    game.ticks(10)
    ana.sees()
    game.dice.will_roll((1, 10, 7))
    game.ticks(1)
    ana.sees(msg.update_sta(57))
    ana.player.record.vitals.stamina = 210
    game.ticks(1_589)
    ana.sees()
    game.dice.will_roll((2, 10, 9))
    game.ticks(1)
    ana.sees(Says(Font.INFO), msg.update_hp(109))


def test_cmb_39_resting(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), vitals=bars(hp=299, stamina=50), **dressed())
    ana.player.resting = True
    ana.player.messages.toggle(Toggle.RESTING, on=True)
    ana.takes()
    game.ticks(5)
    ana.sees()
    game.dice.will_roll((1, 10, 10))
    game.ticks(1)
    ana.sees(msg.update_sta(60))
    ana.player.record.vitals.stamina = 210
    game.ticks(94)
    ana.sees()
    game.dice.will_roll((2, 10, 10))
    game.ticks(1)
    ana.sees(Says(Font.INFO), msg.update_hp(300), msg.rest_ok(), Says(Font.INFO, "descansar"))
    assert not ana.player.resting


def test_who_lies_down_with_a_long_count_recovers_at_once(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), vitals=bars(hp=100), **dressed())
    game.ticks(500)
    ana.player.resting = True
    game.dice.will_roll((2, 10, 2))
    game.ticks(1)
    ana.sees(Says(Font.INFO), msg.update_hp(102))


def test_a_gain_with_hardly_any_stamina_is_two_at_least(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), vitals=bars(hp=100, max_stamina=20, stamina=20), **dressed())
    ana.player.counters.health = 1_600
    game.dice.will_roll((2, 1, 2))
    game.ticks(1)
    ana.sees(Says(Font.INFO), msg.update_hp(102))


def test_rain_keeps_from_recovering_outdoors() -> None:
    triggers = bytearray(TILES)
    triggers[49 * 100 + 59] = Trigger.BAJO_TECHO
    with a_game(battlefield(plain_map(1, triggers=bytes(triggers)))) as game:
        hurt = bars(hp=100)
        out = game.player("Ana", at=(1, 50, 50), vitals=bars(hp=100), **dressed())
        under = game.player("Eva", at=(1, 60, 50), vitals=hurt, **dressed())
        game.world.weather.raining = True
        for client in (out, under):
            client.player.counters.health = 1_600
        game.dice.will_roll((2, 10, 5))
        game.ticks(1)
        under.sees(Says(Font.INFO), msg.update_hp(105))
        out.sees()
        game.world.weather.raining = False
        game.dice.will_roll((2, 10, 5))
        game.ticks(1)
        out.sees(Says(Font.INFO), msg.update_hp(105))


def test_no_rest_ends_by_itself_in_the_rain(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), vitals=bars(), **dressed())
    ana.player.resting = game.world.weather.raining = True
    game.ticks(1)
    ana.sees()
    assert ana.player.resting


# 40: thirst and hunger


def test_cmb_40_thirst(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), vitals=bars(hp=100, water=10), skills=skills(armas=5), **dressed())
    ana.player.counters.health = -10_000
    game.ticks(6_000)
    ana.sees()
    game.ticks(1)
    ana.sees(msg.update_hunger_and_thirst(100, 0, 100, 100))
    assert (ana.player.record.thirsty, ana.player.record.hungry) == (True, False)
    ana.player.counters.health = 1_600
    game.ticks(499)
    ana.sees()
    train(game.world, ana.player, Skill.ARMAS, success=True)
    assert ana.player.record.skills[3].exp == 0
    game.ticks(1)
    ana.sees(msg.update_hunger_and_thirst(100, 0, 100, 90))
    ana.player.record.inventory[1] = ItemStack(WATER, 1)
    ana.sends(c.UseItem(2))
    assert msg.update_hunger_and_thirst(100, 30, 100, 90) in ana.takes()
    game.dice.will_roll((2, 10, 5))
    game.ticks(1)
    ana.sees(Says(Font.INFO), msg.update_hp(105))
    train(game.world, ana.player, Skill.ARMAS, success=True)
    assert ana.player.record.skills[3].exp == 50


def test_what_changes_the_bars_is_told_after_recovery(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), vitals=bars(hp=100, water=55, food=5), **dressed())
    counters = ana.player.counters
    counters.health, counters.thirst = 1_600, 6_000
    game.dice.will_roll((2, 10, 5))
    game.ticks(1)
    ana.sees(Says(Font.INFO), msg.update_hp(105), msg.update_hunger_and_thirst(100, 45, 100, 5))
    stir(ana.player)
    counters.health, counters.hunger = 1_600, 6_500
    game.ticks(1)
    ana.sees(msg.update_hunger_and_thirst(100, 45, 100, 0))
    assert ana.player.record.hungry


# 41: meditation


@pytest.mark.parametrize(
    ("level", "fx"), [(12, 4), (13, 5), (24, 5), (25, 6), (34, 6), (35, 16), (41, 16), (42, 34), (255, 34)]
)
def test_the_light_of_meditation(level: int, fx: int) -> None:
    assert meditating.meditation_fx(level) == fx


@pytest.mark.parametrize(
    ("skill", "n"),
    [
        *((0, 35), (10, 35), (11, 30), (20, 30), (30, 28), (31, 24), (40, 24), (50, 22), (60, 20)),
        *((70, 18), (80, 15), (90, 10), (91, 7), (99, 7), (100, 5)),
    ],
)
def test_the_die_of_meditating_and_stealing(skill: int, n: int) -> None:
    assert sides(skill) == n


@pytest.mark.parametrize(("max_mana", "portion"), [(550, 33), (8, 1), (1, 1), (75, 4), (125, 8), (25, 2)])
def test_portions_of_mana(max_mana: int, portion: int) -> None:
    assert meditating.mana_portion(max_mana, 6) == portion


def mage(game: GameFixture, **changes: Any) -> Client:
    fields: dict[str, Any] = {
        "level": 34,
        "skills": skills(meditar=100),
        "vitals": bars(max_mana=550, mana=500),
        "player_class": 1,
    }
    return game.player("Ana", at=(1, 50, 50), **(fields | dressed() | changes))


def test_cmb_41_meditation(game: GameFixture) -> None:
    ana = mage(game)
    eva = game.player("Eva", at=(1, 52, 50), **dressed())
    ana.sends(c.Meditate())
    ana.sees(msg.meditate_toggle(), Says(Font.INFO, "2"), msg.create_fx(ana.char, Fx.MEDITATION_LARGE, -1))
    eva.sees(msg.create_fx(ana.char, Fx.MEDITATION_LARGE, -1))
    game.ticks(49)
    ana.sees()
    game.dice.will_roll((1, 5, 2), (1, 5, 1), (1, 5, 1))
    game.ticks(1)
    ana.sees()
    game.ticks(1)
    ana.sees(Says(Font.INFO, "33"), msg.update_mana(533))
    game.ticks(1)
    ana.sees(msg.update_mana(550))
    assert ana.player.last_notice == 22
    game.ticks(1)
    ana.sees(Says(Font.INFO), msg.meditate_toggle(), msg.create_fx(ana.char, 0, 0))
    assert not ana.player.meditating
    eva.sees(msg.create_fx(ana.char, 0, 0))
    game.ticks(10)
    ana.sees()


def test_the_line_of_meditation_names_the_whole_portion(game: GameFixture) -> None:
    ana = mage(game, vitals=bars(max_mana=550, mana=549))
    ana.sends(c.Meditate())
    ana.takes()
    game.ticks(49)
    game.dice.will_roll((1, 5, 1))
    game.ticks(1)
    ana.sees(Says(Font.INFO, "33"), msg.update_mana(550))


def test_meditation_trains_every_tick(game: GameFixture) -> None:
    ana = mage(game, skills=skills(meditar=5), vitals=bars(max_mana=550), level=10)
    ana.sends(c.Meditate())
    game.dice.will_roll((1, 35, 2), (1, 35, 3), (1, 35, 1))
    game.ticks(3)
    assert ana.player.record.skills[4].exp == 20 + 20 + 50


def test_meditation_is_switched_off_again(game: GameFixture) -> None:
    ana = mage(game)
    ana.sends(c.Meditate())
    ana.takes()
    ana.sends(c.Meditate())
    ana.sees(msg.meditate_toggle(), Says(Font.INFO), msg.create_fx(ana.char, 0, 0))
    game.ticks(100)
    ana.sees()


def test_who_may_not_meditate(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **dressed())
    ana.sends(c.Meditate())
    ana.sees(Says(Font.INFO, "mágicas"))
    eva = game.player("Eva", at=(1, 52, 50), dead=True, vitals=bars(hp=0, max_mana=100))
    eva.sends(c.Meditate())
    eva.sees(Says(Font.INFO, "muerto"))
    assert not ana.player.meditating
    assert not eva.player.meditating


def test_a_gm_has_its_mana_at_once() -> None:
    with a_game(battlefield(), demigods="Ana") as game:
        ana = mage(game)
        ana.sends(c.Meditate())
        ana.sees(Says(Font.VENENO), msg.update_mana(550))
        assert not ana.player.meditating


def test_meditating_while_asleep_to_the_world_of_things(game: GameFixture) -> None:
    """Blows are ignored while meditating, and things too; with these the client has a sentence for it."""
    ana = mage(game)
    ana.sends(c.Meditate())
    ana.takes()
    ana.sends(c.Attack(), c.UseItem(1), c.WorkLeftClick(50, 51, 1))
    ana.sees(msg.cant_use_while_meditating())
    assert ana.player.meditating


# The order of the tick, and states that end by it


def test_states_end_for_the_living_between_poison_and_hunger(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), poisoned=True, vitals=bars(), **dressed())
    player = ana.player
    player.counters.poison, player.counters.thirst = 500, 6_000
    boosts.strengthen(game.world, player, boosts.Boosted.STRENGTH, 5, 1)
    invisibility.vanish(game.world, player)
    game.world.start_state(player, TimedState.INVISIBILITY, 1)
    ana.takes()
    game.dice.will_roll((1, 5, 1), (-100, 100, 7))
    game.ticks(1)
    ana.sees(
        Says(Font.VENENO),
        msg.update_hp(299),
        Says(Font.INFO, "visible"),
        msg.update_strenght_and_dexterity(18, 18),
        msg.update_hunger_and_thirst(100, 90, 100, 100),
    )


def test_the_attackable_state_ends_after_a_minute(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **dressed())
    eva = game.player("Eva", at=(1, 52, 50), **dressed())
    ana.sends(c.SafeToggle())
    assert allow_retaliation(game.world, ana.player, eva.player)
    ana.takes()
    game.ticks(1_499)
    assert ana.player.retaliator
    ana.takes()
    game.ticks(1)
    assert (ana.player.retaliator, ana.player.safe_mode) == ("", True)
    assert ana.takes()[:2] == [msg.safe_mode_on(), msg.update_tag_and_status(ana.char, 2, "Ana")]


def test_hiding_ends_but_not_for_masters_of_it(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), player_class=10, skills=skills(ocultarse=90), **dressed())
    ana.player.hidden = True
    game.world.start_state(ana.player, TimedState.HIDING, 3)
    ana.takes()
    game.ticks(2)
    ana.sees()
    game.ticks(1)
    ana.sees(Says(Font.INFO))
    assert not ana.player.hidden


@pytest.mark.parametrize(
    ("skill", "armour", "stays"), [(91, 360, True), (91, 648, True), (90, 360, False), (91, 195, False)]
)
def test_hunters_in_the_armour_of_shadows(skill: int, armour: int, *, stays: bool) -> None:
    items = ITEMS | {number: item(number, ObjectType.ARMADURA) for number in (360, 648)}
    with a_game(battlefield(items=items)) as game:
        ana = game.player(
            "Ana", at=(1, 50, 50), player_class=10, skills=skills(ocultarse=skill), **wearing(armour=armour)
        )
        ana.player.hidden = True
        game.world.start_state(ana.player, TimedState.HIDING, 1)
        game.ticks(1)
        assert ana.player.hidden is stays
        if stays:
            assert game.world.timers.left(ana.player, TimedState.HIDING, game.world.tick) == 500


def test_time_stands_still_for_hidden_gms(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **dressed())
    ana.player.hidden = ana.player.admin_invisible = True
    game.world.start_state(ana.player, TimedState.HIDING, 1)
    game.ticks(5)
    assert ana.player.hidden
    ana.player.admin_invisible = False
    game.ticks(1)
    assert not ana.player.hidden


def test_nothing_happens_to_a_body_without_a_connection(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), poisoned=True)
    player = ana.player
    player.counters.poison, player.counters.cold = 500, COLD
    ana.cuts()
    game.ticks(20)
    assert (player.record.vitals.hp, player.record.vitals.stamina) == (300, 400)


def test_a_body_that_fails_does_not_stop_the_others(game: GameFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **dressed())
    eva = game.player("Eva", at=(1, 52, 50), vitals=bars(water=50), **dressed())
    eva.player.counters.thirst = 6_000
    real = every_tick.endure

    def fails(world: Any, player: Any) -> None:
        assert player is not ana.player, 1 / 0
        real(world, player)

    game.host.forgive(ZeroDivisionError)
    monkeypatch.setattr(every_tick, "endure", fails)
    game.ticks(1)
    eva.sees(msg.update_hunger_and_thirst(100, 40, 100, 100))
    assert [fault.__notes__ for _what, fault in game.host.failures] == [["for Ana"]]


def test_ghosts_need_nothing(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), dead=True, vitals=bars(hp=0, stamina=0), **CRIMINAL)
    for counter in ("poison", "cold", "lava"):
        setattr(ana.player.counters, counter, 500)
    ana.player.counters.thirst = ana.player.counters.health = 10_000
    game.ticks(10)
    ana.sees()
    assert stats_of(ana).fields["hp"] == 0


@needs_classic
def test_cmb_38_snow_and_lava_of_the_classic_world() -> None:
    world = classic_content()
    flags = world.maps[91].tiles
    where = next(k for k, one in enumerate(flags) if one & LAVA and not one & BLOCKED)
    with a_game(world, ticks_cold=COLD) as game:
        game.dice.free = True
        ana = game.player("Ana", at=(140, 50, 50), vitals=bars(max_hp=150, hp=150))
        eva = game.player("Eva", at=(91, where % 100 + 1, where // 100 + 1), vitals=bars(), **dressed())
        game.ticks(15)
        ana.takes()
        eva.takes()
        game.ticks(1)
        ana.sees(Says(Font.INFO, "frío"), msg.update_hp(142))
        assert eva.takes()[:2] == [Says(Font.INFO, "lava"), msg.update_hp(285)]
