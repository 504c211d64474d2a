"""A connection that is lost at any point of login or logout leaves one character in one state.

Source: 02-sessions-and-characters §1.4, §4, §5.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from kit.game import PASSWORD, Client, GameFixture, a_record

from pyao.content.enums import Heading
from pyao.protocol import client_packets as c
from pyao.protocol.peer import encode_client
from pyao.rules.session import leaving

if TYPE_CHECKING:
    from collections.abc import Callable

LOGIN = encode_client(c.LoginExistingChar("Ana", PASSWORD, 0, 13, 0))


class Reluctant:
    """A store that takes its time: each call waits for so many turns of the loop first."""

    def __init__(self, inner: Any, turns: int) -> None:
        self._inner, self._turns = inner, turns

    def __getattr__(self, name: str) -> Callable[..., Any]:
        async def call(*arguments: Any) -> Any:
            for _turn in range(self._turns):
                await asyncio.sleep(0)
            return await getattr(self._inner, name)(*arguments)

        return call


def check_one_character(game: GameFixture) -> None:
    """In the world at most once, on exactly one tile that knows it, with one slot; and never lost."""
    inside = list(game.world.players.values())
    assert len(inside) <= 1
    for player in inside:
        here = game.world.map_of(player)
        assert here.users == {(player.x, player.y): player}
        assert list(here.players) == [player]
        assert game.world.chars == {player.char: player}
        assert game.world.online == {"ANA": player}
    if not inside:
        assert not any(one.users or one.players for one in game.world.maps.values())
        assert game.world.chars == {}
    assert game.load("Ana") is not None


def finish(game: GameFixture) -> None:
    """Whatever happened, after a while the character is out and can come back."""
    game.passes(12_000)
    assert not game.world.players
    assert not game.game.sessions
    again = game.connect()
    again.logs_in("Ana")
    assert "ANA" in game.world.online
    check_one_character(game)


@pytest.mark.parametrize("size", range(len(LOGIN) + 1))
def test_cut_while_the_login_arrives(game: GameFixture, size: int) -> None:
    game.save(a_record("Ana", (1, 50, 50)))
    client = game.connect()
    client.sends(LOGIN[:size])
    client.cuts()
    check_one_character(game)
    finish(game)


@pytest.mark.parametrize("turns", range(12))
def test_cut_while_the_store_is_asked(game: GameFixture, turns: int) -> None:
    game.save(a_record("Ana", (1, 50, 50)))
    game.game.characters = Reluctant(game.game.characters, 2)
    client = game.connect()
    client.connection.data_received(LOGIN)
    for _turn in range(turns):
        game.loop.call_soon(game.loop.stop)
        game.loop.run_forever()
    client.transport.abort()
    game.run()
    check_one_character(game)
    finish(game)


class TappedOutbox(list[bytes]):
    """Hands on what is appended to it."""

    def __init__(self, way: Callable[[bytes], None]) -> None:
        self._way = way

    def append(self, packet: bytes) -> None:
        self._way(packet)


class Tapped:
    """Sees every packet that is queued for a client, on either of the two ways there are."""

    def __init__(self, client: Client) -> None:
        connection = client.connection
        connection.send = partial(self.queue, connection.send)  # type: ignore[method-assign]
        connection.outbox = connection.session.outbox = TappedOutbox(partial(self.queue, connection.outbox.append))

    def queue(self, way: Callable[[Any], None], packet: Any) -> None:
        way(packet)


class Fragile(Tapped):
    """Breaks the connection as soon as so many packets have been sent."""

    def __init__(self, client: Client, packets: int) -> None:
        super().__init__(client)
        self._client, self._left = client, packets

    def queue(self, way: Callable[[Any], None], packet: Any) -> None:
        way(packet)
        self._left -= 1
        if self._left == 0:
            self._client.transport.abort()


@pytest.mark.parametrize("packets", range(1, 75))
def test_cut_after_every_packet_of_the_burst(game: GameFixture, packets: int) -> None:
    game.save(a_record("Ana", (1, 50, 50)))
    client = game.connect()
    Fragile(client, packets)
    client.sends(LOGIN)
    check_one_character(game)
    finish(game)


class Faulty(Tapped):
    """Fails when so many packets have been sent: a fault of the server in the middle of a rule."""

    def __init__(self, client: Client, packets: int) -> None:
        super().__init__(client)
        self._left = packets

    def queue(self, way: Callable[[Any], None], packet: Any) -> None:
        self._left -= 1
        if self._left == 0:
            raise ArithmeticError(packet)
        way(packet)


@pytest.mark.parametrize("packets", [1, 30, *range(56, 75)])
def test_a_fault_at_every_packet_of_the_burst(game: GameFixture, packets: int) -> None:
    game.save(a_record("Ana", (1, 50, 50)))
    client = game.connect()
    Faulty(client, packets)
    with suppress(AssertionError):  # what failed is looked at here
        client.sends(LOGIN)
    assert client.closed == bool(client.connection.fault)
    check_one_character(game)
    client.connection.fault = ""
    client.cuts()
    finish(game)


@pytest.mark.parametrize("step", range(5))
def test_a_fault_at_every_step_of_the_end(game: GameFixture, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_world: object, _player: object) -> None:
        raise ArithmeticError

    steps = list(leaving.LAST_STEPS)
    steps.insert(step, fails)
    monkeypatch.setattr(leaving, "LAST_STEPS", tuple(steps))
    game.host.forgive(ArithmeticError)
    client = game.player("Ana", at=(1, 50, 50))
    client.sends(c.Quit())
    game.passes(11_000)
    assert client.closed
    assert [what for what, _fault in game.host.failures] == ["the end of Ana: fails"]
    check_one_character(game)
    monkeypatch.undo()
    finish(game)


@pytest.mark.parametrize("beats", range(12))
def test_cut_during_the_countdown(game: GameFixture, beats: int) -> None:
    client = game.player("Ana", at=(1, 50, 50))
    client.walks(Heading.EAST)
    client.sends(c.Quit())
    game.passes(beats * 1_000)
    client.cuts()
    check_one_character(game)
    game.passes(12_000)
    kept = game.load("Ana")
    assert kept is not None
    assert (kept.map, kept.x, kept.y) == (1, 51, 50)
    finish(game)


def test_who_is_attacked_for_ever_leaves_after_3001_ticks(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    player = ana.player
    ana.cuts()
    for _second in range(120):
        game.ticks(25)
        leaving.cancel_exit(game.world, player)
    assert "ANA" in game.world.online
    game.ticks(1)
    assert "ANA" not in game.world.online
    check_one_character(game)
