"""The weather, the sounds of a place, and maps that take cover away.  Source: 03-world."""

from __future__ import annotations

from kit.game import GameFixture, a_game, only
from kit.worlds import content, plain_map

from pyao.content.maps import AmbientSound
from pyao.protocol import msg
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.map import environment
from pyao.rules.map.warp import warp
from pyao.world.timers import TimedState


def test_sounds_of_a_place() -> None:
    sounds = (AmbientSound(21, 20, dry=True), AmbientSound(105, 80, dry=False))
    with a_game(content(plain_map(1, sounds=sounds))) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        game.dice.will_roll((1, 100, 5), (1, 100, 6), (1, 2, 1), (1, 100, 20))
        game.passes(4_000)
        ana.sees(msg.play_wave(21, 5, 6))
        game.dice.will_roll((1, 100, 5), (1, 100, 6), (1, 2, 2), (1, 100, 1))
        game.passes(4_000)
        ana.sees()
        environment.toggle_rain(game.world)
        ana.sees(msg.rain_toggle())
        game.dice.will_roll((1, 100, 5), (1, 100, 6), (1, 2, 2), (1, 100, 80))
        game.passes(4_000)
        ana.sees(msg.play_wave(105, 5, 6))
        environment.set_night(game.world, night=True)
        ana.sees(msg.send_night(True))
        assert environment.is_outdoors(game.world, ana.player)


def test_the_weather_changes_by_itself_where_it_may() -> None:
    with a_game(content(plain_map(1)), rain_cycle=True, rain_stamina_ms=10_000, idle_limit_min=1_440) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        minute = environment.rain_by_itself
        for _dry in range(14):
            minute(game.world)
        game.dice.will_roll((1, 100, 3))
        minute(game.world)
        ana.sees()
        game.dice.will_roll((1, 100, 2))
        minute(game.world)
        ana.sees(msg.rain_toggle())
        game.passes(9_960)
        ana.takes()
        stamina = ana.player.record.vitals.stamina
        game.passes(40)
        assert msg.update_sta(stamina - 12) in ana.takes()
        game.dice.will_roll((1, 100, 3), (1, 100, 3), (1, 100, 3), (1, 100, 3))
        for _wet in range(4):
            minute(game.world)
        assert game.world.weather.raining
        minute(game.world)
        assert not game.world.weather.raining
        game.world.weather.minutes = 1_439
        minute(game.world)
        assert game.world.weather.raining
        game.dice.will_roll((1, 100, 1))
        minute(game.world)
        assert not game.world.weather.raining


def test_it_never_rains_by_itself_as_shipped(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    game.world.weather.minutes = 2_000
    environment.rain_by_itself(game.world)
    ana.sees()
    environment.toggle_rain(game.world)
    ana.sees(msg.rain_toggle())
    game.world.tick = 249
    environment.drench(game.world)
    ana.sees()


def test_a_map_that_takes_cover_away() -> None:
    with a_game(content(plain_map(1), plain_map(2, no_hiding=True, no_invisibility=True))) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        ana.player.hidden = True
        game.world.start_state(ana.player, TimedState.HIDING, 100)
        warp(game.world, ana.player, 2, 50, 50, fx=False)
        assert [one for one in ana.takes() if one.id is S.CONSOLE_MSG]
        game.ticks(200)
        assert only(ana.takes(), "CONSOLE_MSG", "SET_INVISIBLE") == []
