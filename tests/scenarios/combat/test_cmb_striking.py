"""Who can strike at all, what striking ends, and blows that meet nothing to fight.

Source: 04-combat §2.
"""

from __future__ import annotations

from dataclasses import replace

from kit import fights
from kit.fights import (
    STILL,
    WOLF,
    P,
    Says,
    battlefield,
    creature,
    fighter,
    ready,
    strikes,
    wearing,
)
from kit.game import GameFixture, a_game
from kit.worlds import plain_map

from pyao.content.enums import Heading
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.map.warp import warp


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


def test_who_meditates_strikes_nobody(game: GameFixture) -> None:
    ana = fighter(game)
    ana.player.meditating, ana.player.meditating_since_ms = True, game.world.now_ms + 600_000
    ana.player.leaving_s = 5
    strikes(ana)
    ana.sees()
    assert ana.player.leaving_s is not None


def test_gms_strike_nobody_and_go_on_leaving() -> None:
    with a_game(battlefield(), **STILL, gods="Ana") as game:
        ana = fighter(game)
        ana.player.leaving_s = 600
        strikes(ana)
        ana.sees()
        assert ana.player.leaving_s is not None


def test_a_blow_cancels_an_exit_and_protection(game: GameFixture) -> None:
    ana = fighter(game)
    ready(game)
    ana.player.leaving_s, ana.player.npc_protection_ms = 5, game.world.now_ms + 5_000
    ana.sends(c.Attack())
    assert ana.takes()[:2] == [Says(Font.WARNING), msg.play_wave(2, 50, 50)]
    assert ana.player.npc_protection_ms is None


def test_a_pirate_hidden_on_its_boat_shows_it_when_it_strikes(game: GameFixture) -> None:
    ana = fighter(game, player_class=P.PIRAT, **wearing(boat=474))
    ana.player.sailing = ana.player.hidden = True
    strikes(ana)
    body = msg.character_change(ana.char, 395, 0, 3, 2, 2, 2, 0, 999)
    assert [one for one in ana.takes() if one.id is not S.UPDATE_USER_STATS] == [
        msg.play_wave(2, 50, 50),
        Says(Font.INFO),
        body,
    ]


def test_a_blow_does_not_end_a_spell_of_invisibility(game: GameFixture) -> None:
    ana = fighter(game)
    ana.player.invisible = ana.player.hidden = True
    strikes(ana)
    assert [one.id for one in ana.takes()] == [S.PLAY_WAVE, S.UPDATE_USER_STATS]
    assert (ana.player.invisible, ana.player.hidden) == (True, False)


def test_the_paralysed_strike(game: GameFixture) -> None:
    ana = fighter(game)
    ana.player.paralysed = True
    strikes(ana)
    assert msg.play_wave(2, 50, 50) in ana.takes()
