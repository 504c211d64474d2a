"""What the minutes bring: idle players, saves, pauses, happy hours.  Source: 02-sessions-and-characters §9."""

from __future__ import annotations

from kit.game import GameFixture, a_game, a_record, ids, only
from kit.worlds import content, plain_map

from pyao.content.enums import Heading
from pyao.content.npcs import NpcDef
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.creatures.population import put_npc
from pyao.world.messages import Toggle

WORLD = content(plain_map(1), plain_map(2))


def test_idle_players_are_sent_home(game: GameFixture) -> None:
    ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 60, 60))
    for _minute in range(4):
        game.passes(60_000)
        eva.sends(c.Ping())
    ana.takes()
    eva.takes()
    game.passes(60_000)
    seen = only(ana.takes(), "SHOW_MESSAGE_BOX", "CONSOLE_MSG")
    assert ids(seen) == [S.SHOW_MESSAGE_BOX, S.CONSOLE_MSG]
    assert only(eva.takes(), "SHOW_MESSAGE_BOX") == []
    game.passes(10_000)
    assert ana.closed
    assert not eva.closed


def test_the_announced_save_of_all_characters() -> None:
    with a_game(WORLD, save_minutes=3, idle_limit_min=60) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        ana.walks(Heading.EAST)
        game.passes(120_000)
        (warning,) = ana.takes()
        assert warning.fields["font"] == Font.VENENO
        game.passes(60_000)
        seen = ana.takes()
        # First the parties are paid, even where there is none.
        assert ids(seen) == [S.PAUSE_TOGGLE, S.CONSOLE_MSG, S.CONSOLE_MSG, S.PAUSE_TOGGLE] * 2
        kept = game.load("Ana")
        assert kept is not None
        assert (kept.x, kept.y, kept.logged) == (51, 50, True)


def test_a_pause_is_told_once(game: GameFixture) -> None:
    game.world.paused = True
    game.save(a_record("Ana", (1, 50, 50)))
    ana = game.connect()
    ana.logs_in("Ana")
    assert ids(ana.takes()).count(S.PAUSE_TOGGLE) == 1
    ana.player.messages.toggle(Toggle.PAUSED, on=True)
    ana.sees()
    ana.player.messages.toggle(Toggle.PAUSED, on=False)
    ana.sees(msg.pause_toggle())


def test_happy_hour_begins_and_ends() -> None:
    monday_only = (1.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0)
    with a_game(WORLD, happy_hour=monday_only, idle_limit_min=600) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        game.passes(60_000)
        (told,) = ana.takes()
        assert (told.fields["font"], "200 %" in told.values[0]) == (Font.DIOS, True)
        game.clock.advance(86_400_000)
        game.passes(60_000)
        (told,) = ana.takes()
        assert "concluido" in told.values[0]
        assert game.world.happy_hour == 1


def test_living_creatures_follow_the_happy_hour() -> None:
    wolf = NpcDef(id=501, name="Lobo", exp=101)
    with a_game(content(plain_map(1), npcs={501: wolf}), happy_hour=(1.5,) * 7) as game:
        npc = put_npc(game.world, wolf, 1, (60, 60))
        npc.exp_left = 7
        game.passes(60_000)
        # 151.5 and 10.5 go to the even numbers.
        assert (npc.exp_reward, npc.exp_left) == (152, 10)
        assert put_npc(game.world, wolf, 1, (61, 60)).exp_reward == 152
        game.world.settings = game.settings.changed(happy_hour=(1.0,) * 7)
        game.passes(60_000)
        assert (npc.exp_reward, npc.exp_left) == (101, 7)


def test_the_record_of_players_is_told_to_everyone(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    game.save(a_record("Eva", (1, 80, 80)))
    eva = game.connect()
    eva.logs_in("Eva")
    line = msg.console_msg("Récord de usuarios conectados simultáneamente: 2 usuarios.", 3)
    assert line in eva.takes()
    ana.sees(line)
    assert game.world.record_online == 2
