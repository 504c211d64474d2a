"""Every way in which a session ends, and what goes on until then.  Source: 02-sessions-and-characters §1.4, §5."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from kit.game import PASSWORD, Client, GameFixture, a_game, a_record, only
from kit.worlds import content, plain_map

from pyao.content.balance import Balance
from pyao.content.enums import City, Heading, MapRestriction, ObjectType, PlayerClass, Trigger
from pyao.content.items import ItemDef
from pyao.content.maps import TILES, WATER
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.peer import encode_client
from pyao.rules.body.levels import check_level
from pyao.rules.session import leaving
from pyao.rules.society import penalties
from pyao.rules.society.penalties import imprison
from pyao.tasks.ports import CharactersUnavailable
from pyao.world.clock import TICK_MS
from pyao.world.invariants import violations
from pyao.world.record import Equipment, ItemStack
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.world.record import CharacterRecord

FULL_LIFE = {PlayerClass.WARRIOR: 10.0}
WHEN = datetime(2026, 11, 25, 22, 0, 5, tzinfo=UTC)


def sends(data: bytes) -> Callable[[Client], None]:
    return lambda client: client.sends(data)


LOST: dict[str, Callable[[Client], None]] = {
    "the client closes": lambda client: client.cuts(),
    "an unknown packet": sends(b"\xff"),
    "a login while playing": sends(encode_client(c.LoginExistingChar("Eva", PASSWORD, 0, 13, 0))),
    "dice while playing": sends(encode_client(c.ThrowDices())),
    "a creation while playing": sends(encode_client(c.LoginNewChar("Eva", PASSWORD, 0, 13, 0, 1, 1, 1, 5, "", 1))),
    "more skill points than there are": sends(encode_client(c.ModifySkills((99,) * 20))),
}


@pytest.mark.parametrize("expelled", [True, False])
def test_the_trap_for_macros_can_be_taken_away(expelled: bool) -> None:
    with a_game(content(plain_map(1)), expel_spell_macro=expelled) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        ana.sends(c.UseSpellMacro())
        assert ana.closed is expelled
        assert [one.id for one in ana.takes()] == ([S.ERROR_MSG] if expelled else [])
        assert "ANA" in game.world.online


@pytest.mark.parametrize("cause", LOST)
def test_what_a_player_causes_is_no_way_out_of_a_fight(cause: str) -> None:
    with a_game(content(plain_map(1))) as game:
        ana, watcher = game.player("Ana", at=(1, 50, 50)), game.player("Beto", at=(1, 52, 50))
        char = ana.char
        LOST[cause](ana)
        game.passes(9_000)
        assert ana.closed
        assert list(game.world.online) == ["ANA", "BETO"]
        watcher.sees()
        game.passes(1_000)
        assert list(game.world.online) == ["BETO"]
        watcher.sees(msg.create_fx(char, 0, 0), msg.remove_char_dialog(char), msg.character_remove(char))


def test_of_many_whose_line_breaks_at_once_a_few_go_in_each_tick() -> None:
    """Each after as many seconds as anybody else; to end them all takes longer than others should wait."""
    with a_game(content(plain_map(1)), max_users=100) as game:
        crowd = [game.player(f"Ana {chr(97 + k // 26)}{chr(97 + k % 26)}", at=(1, 20 + k, 50)) for k in range(50)]
        for client in crowd:
            client.cuts()
        while len(game.world.online) == len(crowd):
            game.ticks(1)
        assert (game.world.tick * TICK_MS) % 1_000 == 0
        here = [len(game.world.online)]
        while here[-1]:
            game.ticks(1)
            here.append(len(game.world.online))
        assert here == list(range(50 - leaving.MOST_ENDS, -1, -leaving.MOST_ENDS))


def test_whoever_moves_after_the_countdown_but_before_leaving_stays() -> None:
    with a_game(content(plain_map(1)), max_users=100) as game:
        number = leaving.MOST_ENDS + 1
        crowd = [game.player(f"Ana {chr(97 + k // 26)}{chr(97 + k % 26)}", at=(1, 20 + k, 50)) for k in range(number)]
        for client in crowd:
            client.sends(c.Quit())
        while len(game.world.online) == len(crowd):
            game.ticks(1)
        crowd[-1].walks(Heading.NORTH)
        game.ticks(1)
        assert list(game.world.online.values()) == [crowd[-1].player]


def test_a_hard_close_is_everything_at_once(game: GameFixture) -> None:
    ana, watcher = game.player("Ana", at=(1, 50, 50)), game.player("Beto", at=(1, 52, 50))
    char = ana.char
    leaving.end_session(game.world, ana.player)
    game.run()
    assert ana.closed
    watcher.sees(msg.create_fx(char, 0, 0), msg.remove_char_dialog(char), msg.character_remove(char))
    kept = game.load("Ana")
    assert kept is not None
    assert not kept.logged
    assert list(game.world.online) == ["BETO"]


def test_who_is_closed_is_lost_at_once(game: GameFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also while the socket still waits for the client to say goodbye."""
    ana = game.player("Ana", at=(1, 50, 50))
    monkeypatch.setattr(ana.connection._flusher, "_on_end", lambda: None)
    ana.sends(c.ModifySkills((99,) * 20))
    assert not ana.closed
    assert game.world.online["ANA"].leaving_s == 10
    assert not game.world.online["ANA"].connected
    game.passes(10_000)
    assert not game.world.online


def test_a_lost_connection_while_leaving_goes_on_counting(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(c.Quit())
    game.passes(6_000)
    ana.cuts()
    game.passes(3_000)
    assert "ANA" in game.world.online
    game.passes(1_000)
    assert "ANA" not in game.world.online


def test_time_stands_still_for_who_is_dropped(game: GameFixture) -> None:
    """Neither what ran before nor what begins afterwards comes due; the paralysis is saved."""
    ana = game.player("Ana", at=(1, 50, 50))
    player = ana.player
    player.paralysed = True
    game.world.start_state(player, TimedState.PARALYSIS, 5)
    ana.cuts()
    game.world.start_state(player, TimedState.PARALYSIS, 5)
    game.ticks(20)
    assert player.paralysed
    game.passes(10_000)
    kept = game.load("Ana")
    assert kept is not None
    assert kept.paralysed


def test_paralysed_players_do_not_leave_by_themselves(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.player.paralysed = True
    ana.sends(c.Quit())
    (told,) = ana.takes()
    assert (told.id, told.fields["font"]) == (S.CONSOLE_MSG, Font.WARNING)
    assert ana.player.leaving_s is None


def test_who_meditates_is_not_idle(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.player.meditating, ana.player.meditating_since_ms = True, game.world.now_ms + 600_000
    game.passes(600_000)
    assert not ana.closed
    ana.player.meditating = False
    ana.takes()
    game.passes(300_000)
    assert only(ana.takes(), "SHOW_MESSAGE_BOX")


def test_a_moment_of_meditation_ends_idleness(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    game.passes(4 * 60_000 + 10_000)
    ana.player.meditating, ana.player.meditating_since_ms = True, game.world.now_ms + 600_000
    game.passes(1_000)
    ana.player.meditating = False
    ana.takes()
    game.passes(4 * 60_000)
    assert only(ana.takes(), "SHOW_MESSAGE_BOX") == []
    game.passes(60_000)
    assert only(ana.takes(), "SHOW_MESSAGE_BOX")


def test_two_are_jailed_in_the_same_beat() -> None:
    triggers = bytearray(TILES)
    triggers[49 * 100 + 49] = triggers[49 * 100 + 50] = Trigger.ANTIPIQUETE
    with a_game(content(plain_map(1, triggers=bytes(triggers)), plain_map(66)), blocking_checks=1) as game:
        eva, ana = game.player("Eva", at=(1, 50, 50)), game.player("Ana", at=(1, 51, 50))
        game.passes(12_000)
        assert eva.place == (66, 75, 47)
        assert ana.place[0] == 66
        assert ana.place != eva.place


def test_no_way_home_from_a_sentence() -> None:
    with a_game(content(plain_map(1), plain_map(66))) as game:
        ana = game.player("Ana", at=(1, 50, 50), dead=True)
        imprison(game.world, ana.player, 5, by="GS")
        assert any("GS" in one.values[0] for one in only(ana.takes(), "CONSOLE_MSG"))
        ana.sends(c.Home())
        (told,) = ana.takes()
        assert (told.id, told.fields["font"]) == (S.CONSOLE_MSG, Font.FIGHT)


def test_no_newbie_any_more_where_somebody_stands() -> None:
    """At the tile of its home it is put beside who is there already."""
    newbies = plain_map(37, restriction=MapRestriction.NEWBIE)
    world = content(newbies, plain_map(34), cities={City.NIX: (34, 44, 88)}, balance=Balance(life=FULL_LIFE))
    with a_game(world) as game:
        game.dice.free = True
        beto = game.player("Beto", at=(34, 44, 88))
        ana = game.player("Ana", at=(37, 50, 50), level=12, exp=0, exp_next=100, home=City.NIX)
        ana.player.record.exp = 100
        check_level(game.world, ana.player)
        assert ana.place[0] == 34
        assert beto.place == (34, 44, 88)
        assert violations(game.world) == []


def test_a_lower_cap_keeps_what_the_next_level_takes() -> None:
    with a_game(content(plain_map(1), balance=Balance(life=FULL_LIFE)), level_cap=30) as game:
        ana = game.player("Ana", at=(1, 50, 50), exp=2_000_000)
        record = ana.player.record
        check_level(game.world, ana.player)
        assert (record.level, record.exp, record.exp_next) == (30, 1_331_029, 1_331_029)
        assert [one.id for one in ana.takes()] == [S.UPDATE_USER_STATS]
        game.world.settings = game.settings.changed(level_cap=31)
        game.dice.will_roll((0, 100, 50))
        check_level(game.world, ana.player)
        assert (record.level, record.exp) == (31, 0)


AT_SEA = {"sailing": True, "equipment": Equipment(boat=1), "inventory": [ItemStack(474, 1), *[None] * 29]}


@pytest.mark.parametrize(
    ("player_class", "at_sea", "hidden", "watched", "sentence"),
    [
        (PlayerClass.WARRIOR, False, True, [S.SET_INVISIBLE], "visible"),
        (PlayerClass.WARRIOR, False, False, [S.SET_INVISIBLE], "visible"),
        (PlayerClass.WARRIOR, True, True, [], "visible"),
        (PlayerClass.PIRAT, True, False, [], "visible"),
        (PlayerClass.PIRAT, True, True, [S.CHARACTER_CHANGE], "apariencia"),
    ],
)
def test_who_leaves_is_seen_leaving(
    player_class: int, at_sea: bool, hidden: bool, watched: list[S], sentence: str
) -> None:
    boat = ItemDef(id=474, name="Barca", type=ObjectType.BARCOS, clothing=84)
    here = replace(plain_map(1), tiles=bytes([WATER if at_sea else 0]) * TILES)
    with a_game(content(here, items={474: boat})) as game:
        changes: dict[str, Any] = AT_SEA if at_sea else {}
        ana = game.player("Ana", at=(1, 50, 50), player_class=player_class, **changes)
        beto = game.player("Beto", at=(1, 62, 50))
        ana.player.hidden, ana.player.invisible = hidden, not hidden
        ana.sends(c.Quit())
        assert not ana.player.unseen
        lines = only(ana.takes(), "CONSOLE_MSG")
        assert len(lines) == 2
        assert sentence in lines[0].values[0]
        assert [one.id for one in beto.takes()] == watched


def test_the_last_level_still_gives_what_was_gained() -> None:
    with a_game(content(plain_map(1), balance=Balance(life=FULL_LIFE))) as game:
        game.dice.free = True
        ana = game.player("Ana", at=(1, 50, 50), level=254, exp=0, exp_next=300, free_skill_points=0)
        ana.player.record.exp = 5_000
        check_level(game.world, ana.player)
        record = ana.player.record
        assert (record.level, record.exp, record.exp_next, record.free_skill_points) == (255, 0, 0, 5)
        assert msg.level_up(5) in ana.takes()
        check_level(game.world, ana.player)
        ana.sees()


def test_records_are_changed_in_the_world_and_outside(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    game.save(a_record("Eva", (1, 60, 60)))
    found: list[CharacterRecord | None] = []

    def change(name: str, what: Callable[[CharacterRecord], None]) -> None:
        def rule(record: CharacterRecord | None) -> None:
            assert record is not None
            what(record)
            game.world.host.save(record)

        game.loop.run_until_complete(game.game.with_record(name, rule))

    game.loop.run_until_complete(game.game.with_record("Nadie", found.append))
    assert found == [None]
    change("eva", lambda record: penalties.ban(record, "GS", "Robo", WHEN))
    eva = game.connect()
    eva.logs_in("Eva")
    assert [one.id for one in eva.takes()] == [S.ERROR_MSG]
    change("Eva", lambda record: penalties.unban(record, "GS", WHEN))
    eva.logs_in("Eva")
    assert "EVA" in game.world.online
    change("Ana", lambda record: penalties.add_penalty(record, "GS", "ADVERTENCIA", "Gritos", WHEN))
    assert ana.player.record.penalties == ["gs: ADVERTENCIA gritos 25/11/2026 22:00:05"]
    kept = game.load("Ana")
    assert kept is not None
    assert kept.penalties == ana.player.record.penalties


def test_the_store_is_gone_while_playing(game: GameFixture) -> None:
    """Whatever needs it says so, and the player plays on with what was."""
    ana = game.player("Ana", at=(1, 50, 50))

    class Gone:
        async def load(self, name: str) -> CharacterRecord:
            raise CharactersUnavailable(name)

        async def set_password(self, name: str, _password_hash: str) -> None:
            raise CharactersUnavailable(name)

    game.game.characters = Gone()  # type: ignore[assignment]
    for packet in (c.Punishments("Eva"), c.ChangePassword(PASSWORD, "nueva")):
        ana.sends(packet)
        assert [one.id for one in ana.takes()] == [S.CONSOLE_MSG]
    assert not ana.closed
    assert ana.player.record.password_hash == PASSWORD.upper()


def test_who_takes_over_a_slot_is_not_the_one_that_was_clicked() -> None:
    with a_game(content(plain_map(1))) as game:
        ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 51, 50))
        ana.sends(c.LeftClick(51, 50))
        slot = eva.player.slot
        assert ana.player.targets.slot == slot
        leaving.end_session(game.world, eva.player)
        game.run()
        newcomer = game.player("Iris", at=(1, 51, 51))
        assert newcomer.player.slot == slot
        assert ana.player.targets.slot == 0
