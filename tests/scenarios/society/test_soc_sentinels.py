"""Sentinels.  Source: 11-social §9."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import COCK, STILL, Says, Speech, battlefield
from kit.game import Client, GameFixture, a_game, ids, only
from kit.worlds import plain_map

from pyao.content.npcs import NpcDef
from pyao.protocol import client_packets as c
from pyao.protocol import colours, msg
from pyao.protocol import gm_commands as g
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.creatures.population import put_npc
from pyao.rules.creatures.spawning import remove_npc
from pyao.world.sentinels import SENTINELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.npc import Npc

SENTINEL = NpcDef(id=16, name="Centinela")
WORLD = battlefield(plain_map(1), plain_map(2), npcs={16: SENTINEL})
ROUND, CODE = (0, 10, 0), (1, 32_000, 1234)
BOOK = "sentinel"


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(WORLD, sentinel=True, gods=("DINA",), demigods=("SARA",), idle_limit_min=600, **STILL) as one:
        yield one


def worker(game: GameFixture, name: str, x: int = 50, *, map_id: int = 1, **changes: Any) -> Client:
    client = game.player(name, at=(map_id, x, 50), **changes)
    client.player.working = 3
    for one in game.clients:
        one.takes()
    return client


def sentinels(game: GameFixture) -> list[Npc]:
    return [npc for here in game.world.maps.values() for npc in here.npcs.values() if npc.definition.id == 16]


def minute(game: GameFixture, *rolls: tuple[int, int, int]) -> None:
    """Let the rest of this minute pass, with these rolls at its end."""
    game.dice.will_roll(*rolls)
    ticks = 1_500 - game.world.tick % 1_500
    game.ticks(ticks)
    assert not game.dice.left


def over_head(npc: Npc, colour: colours.Colour, *words: str) -> Overhead:
    return Overhead(npc.char, colour, words)


class Overhead(Says):
    def __init__(self, npc: int, colour: colours.Colour, words: tuple[str, ...]) -> None:
        self.npc, self.colour, self.words = npc, colour, words

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, msg.Message) or other.id is not S.CHAT_OVER_HEAD:
            return NotImplemented
        text, *rest = other.values
        return rest == [self.npc, *self.colour] and all(word in str(text) for word in self.words)

    def __hash__(self) -> int:
        return hash(self.npc)

    def __repr__(self) -> str:
        return f"Overhead({self.npc}, {self.colour}, {self.words})"


def test_soc_29_a_worker_answers(game: GameFixture) -> None:
    ana = worker(game, "Ana")
    minute(game, ROUND, CODE)
    (npc,) = sentinels(game)
    ana.sees_among(
        msg.play_wave(3, npc.x, npc.y),
        msg.create_fx(npc.char, 1, 0),
        over_head(npc, colours.GM, "1234"),
        Says(Font.CENTINELA, "1234"),
    )
    ana.sends(c.CentinelReport(1234))
    ana.sees(Speech(npc.char, "Muchas gracias"))
    ana.sends(c.CentinelReport(1234))
    ana.sees()
    assert game.host.notes(BOOK) == ["Ana answers 1234 again"]
    minute(game)
    assert sentinels(game) == []
    minute(game)
    assert sentinels(game) == []


def test_soc_30_who_does_not_answer_dies(game: GameFixture) -> None:
    ana, dina = worker(game, "Ana"), game.player("Dina", at=(1, 60, 50))
    minute(game, ROUND, CODE)
    ana.takes()
    minute(game)
    (npc,) = sentinels(game)
    seen = ana.takes()
    assert [one for one in seen if one == over_head(npc, colours.YELL, "1 minuto", "1234")]
    dina.takes()
    minute(game)
    assert ana.closed
    dina.sees_among(Says(Font.SERVER, "Ana"))
    seen = ana.takes()
    assert ids(seen).count(S.SHOW_MESSAGE_BOX) == 1
    assert sentinels(game) == []
    saved = game.load("Ana")
    assert saved is not None
    assert saved.dead
    assert game.host.notes(BOOK) == ["Ana did not answer"]


def test_a_ghost_is_not_killed_again(game: GameFixture) -> None:
    ana = worker(game, "Ana")
    minute(game, ROUND, CODE)
    ana.player.record.dead = True
    ana.player.record.vitals.hp = 0
    minute(game)
    minute(game)
    assert ana.closed


def test_soc_39_who_comes_back_is_asked_again(game: GameFixture) -> None:
    ana = worker(game, "Ana")
    minute(game, ROUND, CODE)
    ana.sends(c.CentinelReport(1234))
    ana.sends(c.Quit())
    game.passes(11_000)
    assert sentinels(game) == []
    assert game.host.notes(BOOK) == []
    again = game.connect()
    again.logs_in("Ana")
    again.player.working = 1
    minute(game, (1, 32_000, 77))
    again.sees_among(Says(Font.CENTINELA, "77"))


def test_who_leaves_without_an_answer_is_noted(game: GameFixture) -> None:
    ana = worker(game, "Ana")
    minute(game, ROUND, CODE)
    ana.cuts()
    game.passes(11_000)
    assert sentinels(game) == []
    assert game.host.notes(BOOK) == ["Ana left without an answer"]


def test_the_code_is_repeated_every_five_seconds(game: GameFixture) -> None:
    ana, beto = worker(game, "Ana"), game.player("Beto", at=(1, 52, 50))
    minute(game, ROUND, CODE)
    (npc,) = sentinels(game)
    ana.takes()
    beto.takes()
    game.passes(5_000)
    ana.sees(
        msg.play_wave(3, npc.x, npc.y),
        msg.create_fx(npc.char, 1, 0),
        over_head(npc, colours.GM, "1234"),
        Says(Font.CENTINELA, "1234"),
    )
    beto.sees()
    ana.sends(c.CentinelReport(1234))
    ana.takes()
    game.passes(10_000)
    ana.sees()


def test_wrong_answers_and_strangers(game: GameFixture) -> None:
    ana, beto = worker(game, "Ana"), game.player("Beto", at=(1, 52, 50))
    minute(game, ROUND, CODE)
    (npc,) = sentinels(game)
    beto.takes()
    beto.sends(c.CentinelReport(1234))
    beto.sees()
    beto.sends(c.LeftClick(npc.x, npc.y))
    beto.sees(Speech(npc.char, "No es a vos"))
    beto.talks("/centinela 1234")
    beto.sees(Speech(npc.char, "No es a vos"))
    ana.takes()
    ana.sends(c.CentinelReport(1))
    ana.sees(over_head(npc, colours.GM, "1234"), Says(Font.CENTINELA, "1234"))
    ana.sends(c.LeftClick(npc.x, npc.y))
    ana.sees(over_head(npc, colours.GM, "1234"), Says(Font.CENTINELA, "1234"))
    ana.sends(c.CentinelReport(1234))
    ana.takes()
    ana.sends(c.LeftClick(npc.x, npc.y), c.CentinelReport(1))
    ana.sees(over_head(npc, colours.GM, "ya me respondiste"))
    assert game.host.notes(BOOK) == [
        "Beto answers 1234 to nobody",
        "Ana answers 1 instead of 1234",
        "Ana answers 1 again",
    ]


def test_a_sentinel_follows(game: GameFixture) -> None:
    ana = worker(game, "Ana")
    minute(game, ROUND, CODE)
    (npc,) = sentinels(game)
    game.world.maps[1].leave(ana.player)
    ana.player.x = 58
    game.world.maps[1].enter(ana.player)
    minute(game)
    (again,) = sentinels(game)
    assert again is not npc
    assert abs(again.x - 58) + abs(again.y - 50) == 1


def test_only_five_are_asked_at_a_time_and_nobody_twice_in_a_round(game: GameFixture) -> None:
    clients = [worker(game, name, 40 + place * 4) for place, name in enumerate(("A", "B", "C", "D", "E", "F"))]
    idle = game.player("Z", at=(1, 80, 50))
    sara = worker(game, "Sara", 84)
    minute(game, ROUND, *[(1, 32_000, 10 + place) for place in range(SENTINELS)])
    assert len(sentinels(game)) == SENTINELS
    for place, client in enumerate(clients[:5]):
        client.sends(c.CentinelReport(10 + place))
    minute(game, (1, 32_000, 99))
    (npc,) = sentinels(game)
    assert game.world.sentinels.of(clients[5].player) is not None
    clients[5].sends(c.CentinelReport(99))
    for _minute in range(18):
        minute(game)
    # The round of 20 minutes is over.
    minute(game, ROUND, *[(1, 32_000, 10 + place) for place in range(SENTINELS)])
    assert len(sentinels(game)) == SENTINELS
    assert npc not in sentinels(game)
    assert not idle.closed
    assert game.world.sentinels.of(sara.player) is None


def test_a_round_waits_for_those_who_are_being_asked() -> None:
    with a_game(WORLD, sentinel=True, sentinel_round_min=1, sentinel_round_spread_min=0, idle_limit_min=99) as game:
        ana = worker(game, "Ana")
        minute(game, (0, 0, 0), CODE)
        beto = worker(game, "Beto", 55)
        minute(game)
        assert game.world.sentinels.of(beto.player) is None
        ana.sends(c.CentinelReport(1234))
        minute(game, (0, 0, 0), (1, 32_000, 5), (1, 32_000, 6))
        assert game.world.sentinels.of(beto.player) is not None
        assert game.world.sentinels.of(ana.player) is not None


def test_where_there_is_no_room_nobody_is_asked() -> None:
    walls = [(x, y) for x in range(1, 101) for y in range(1, 101) if (x, y) != (50, 50)]
    with a_game(battlefield(plain_map(1, blocked=walls), npcs={16: SENTINEL}), sentinel=True) as game:
        ana = worker(game, "Ana")
        minute(game, ROUND, CODE)
        ana.sees()
        assert game.world.sentinels.of(ana.player) is None


def test_a_sentinel_without_room_gives_up() -> None:
    walls = [(x, y) for x in range(1, 101) for y in range(1, 101) if (x, y) not in ((50, 50), (51, 50))]
    world = battlefield(plain_map(1, blocked=walls), npcs={16: SENTINEL, COCK.id: COCK})
    with a_game(world, sentinel=True, **STILL) as game:
        ana = worker(game, "Ana")
        minute(game, ROUND, CODE)
        (npc,) = sentinels(game)
        remove_npc(game.world, npc)
        put_npc(game.world, COCK, 1, (51, 50))
        game.passes(5_000)
        ana.sees_among(Says(Font.CENTINELA, "1234"))
        # He is free, and the next sentinel finds no room either.
        minute(game, (1, 32_000, 5))
        assert game.world.sentinels.of(ana.player) is None
        assert not only(ana.takes(), "SHOW_MESSAGE_BOX")


def test_the_staff_switches_the_sentinels() -> None:
    with a_game(WORLD, gods=("DINA",), idle_limit_min=99) as game:
        dina, ana = worker(game, "Dina"), worker(game, "Ana", 55)
        minute(game)
        assert sentinels(game) == []
        dina.takes()
        game.dice.will_roll(ROUND)
        dina.talks("/centinelaactivado")
        dina.sees(Says(Font.SERVER, "activado"))
        minute(game, ROUND, CODE)
        assert game.world.sentinels.of(ana.player) is not None
        dina.takes()
        dina.talks("/centinelaactivado")
        dina.sees_among(Says(Font.SERVER, "desactivado"))
        assert sentinels(game) == []
        assert game.world.sentinels.of(ana.player) is None


def test_a_sentinel_is_not_saved_with_the_map(game: GameFixture) -> None:
    worker(game, "Ana")
    minute(game, ROUND, CODE)
    (npc,) = sentinels(game)
    assert not npc.saved


def test_a_sentinel_that_a_god_removes_comes_back_at_the_next_minute(game: GameFixture) -> None:
    ana, dina = worker(game, "Ana"), game.player("Dina", at=(1, 52, 50))
    minute(game, ROUND, CODE)
    dina.sends(g.KillAllNearbyNpcs())
    assert sentinels(game) == []
    minute(game)
    assert len(sentinels(game)) == 1
    ana.takes()
    ana.sends(c.CentinelReport(1234))
    ana.sees(Speech(sentinels(game)[0].char, "Muchas gracias"))
