"""A character whose line is dead is not lost to its owner: the right password takes it over, and never makes it two."""

from __future__ import annotations

import asyncio
import socket
import sys
from typing import TYPE_CHECKING

import pytest
from kit.game import PASSWORD, Client, GameFixture, a_game, a_record, ids
from kit.server import running
from kit.strangers import Stranger, tries
from kit.worlds import content, plain_map

from pyao.network.transport import KEEPALIVE, SocketTransport
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from collections.abc import Iterator

SENT_AWAY = msg.error_msg("Tu personaje entró desde otra conexión.")
TAKEN = msg.error_msg("Perdón, ya hay alguien conectado con ese nombre.")


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(content(plain_map(1)), idle_limit_min=60) as fixture:
        yield fixture


def again(game: GameFixture, password: str = PASSWORD) -> Client:
    client = game.connect(ip="192.0.2.9")
    client.logs_in("ANA", password)
    return client


def test_a_dead_line_gives_the_character_up(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    beto = game.player("Beto", at=(1, 55, 50))
    ana.player.record.gold = 777
    ana.transport.silent_ms = 19_999
    again(game).sees(TAKEN)
    ana.transport.silent_ms = 20_000
    old_char = ana.char
    fresh = again(game)
    assert ana.takes()[-1] == SENT_AWAY
    assert ana.closed
    assert fresh.player.record.gold == 777
    assert fresh.place == (1, 50, 50)
    assert len([one for one in game.world.players.values() if one.name.upper() == "ANA"]) == 1
    assert len(game.world.players) == 2
    seen = [one.id for one in beto.takes()]
    assert seen.index(S.CHARACTER_REMOVE) < seen.index(S.CHARACTER_CREATE), f"{old_char} goes before it comes again"


def test_a_client_that_says_nothing_gives_it_up_too(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    game.ticks(749)
    again(game).sees(TAKEN)
    game.ticks(1)
    again(game)
    assert ana.closed
    assert list(game.world.online) == ["ANA"]


def test_who_plays_is_not_pushed_out(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    for _step in range(20):
        game.ticks(700)
        ana.sends(c.Ping())
        again(game).sees(TAKEN)
    assert not ana.closed


def test_a_wrong_password_takes_nothing_over(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.transport.silent_ms = 60_000
    assert ids(again(game, "otra").takes()) == [S.ERROR_MSG]
    assert not ana.closed


def test_who_is_leaving_is_waited_for(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.transport.silent_ms = 60_000
    ana.cuts()
    again(game).sees(msg.error_msg("El personaje está saliendo, esperá unos segundos."))


@pytest.mark.parametrize("settings", [{"takeover_line_ms": 0, "takeover_idle_ms": 0}])
def test_it_can_be_switched_off(settings: dict[str, int]) -> None:
    with a_game(content(plain_map(1)), idle_limit_min=60, **settings) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        ana.transport.silent_ms = 60_000
        game.ticks(1_000)
        again(game).sees(TAKEN)


async def test_the_owner_is_in_again_after_the_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, content(plain_map(1)), game__takeover_idle_ms=400) as server:
        right = await server.game.passwords.hash_password(PASSWORD)
        await server.saver.create(a_record("Ana", (1, 50, 50), password_hash=right))
        first = await Stranger.from_address(server, "127.0.0.1")
        first.sends(c.LoginExistingChar("Ana", PASSWORD, 0, 13, 0))
        await first.hears()
        assert "conectado" in await tries(server, "127.0.0.1", "Ana", PASSWORD)
        await asyncio.sleep(0.6)
        refusals = await asyncio.gather(*(tries(server, "127.0.0.1", "Ana", PASSWORD) for _login in range(6)))
        assert refusals.count("") == 1, "six at once are one that enters"
        assert len(server.world.online) <= 1
        first.leaves()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other options")
async def test_the_kernel_asks_silent_clients_whether_they_are_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        client = socket.create_connection(listener.getsockname())
        accepted, _address = listener.accept()
        transport = SocketTransport(accepted, asyncio.get_running_loop(), msg_eor=True)
        assert accepted.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
        for name, value in KEEPALIVE.items():
            assert accepted.getsockopt(socket.IPPROTO_TCP, getattr(socket, name)) == value
        assert transport.silent_ms() < 1_000
        await asyncio.sleep(0.3)
        assert transport.silent_ms() >= 250
        client.sendall(b"x")
        await asyncio.sleep(0.05)
        assert transport.silent_ms() < 250
        transport.abort()
        assert transport.silent_ms() == 0
        client.close()
