"""Many who log in at one tile: who stands there is thrown out as the specification says, or nobody is, if so set."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from kit.game import PASSWORD, a_game, a_record
from kit.server import running
from kit.worlds import content, plain_map

from pyao.client.headless_client import HeadlessClient
from pyao.protocol import msg
from pyao.server.logs import set_up_logs
from pyao.server.settings import LogSettings

if TYPE_CHECKING:
    from pyao.world.player import Player

AROUND = 8
TILE = (50, 50)
THROWN_OUT = msg.error_msg("Alguien se conectó donde estabas parado. Por favor, volvé a conectarte.")


def name_of(k: int) -> str:
    return "visita " + chr(ord("a") + k // 26) + chr(ord("a") + k % 26)


def distance(player: Player) -> int:
    return max(abs(player.x - TILE[0]), abs(player.y - TILE[1]))


def test_as_the_original_whoever_comes_when_the_3x3_is_full_throws_out_who_stands_there() -> None:
    with a_game(content(plain_map(1))) as game:
        ana = game.player("Ana", at=(1, *TILE))
        beside = [game.player(name_of(k), at=(1, *TILE)) for k in range(AROUND)]
        assert len(game.world.players) == AROUND + 1
        assert {distance(one.player) for one in beside} == {1}
        game.save(a_record("Beto", (1, *TILE)))
        beto = game.connect(ip="192.0.2.9")
        beto.logs_in("Beto")
        assert ana.takes()[-1] == THROWN_OUT
        assert ana.closed
        assert beto.place == (1, *TILE)
        (note,) = game.host.notes("evicted")
        assert note == "'Ana' stood where somebody else appeared and found no room: map 1 (50,50)"


@pytest.mark.parametrize(("tiles", "newcomers"), [(5, 30), (5, 120), (2, 24), (10, 440)])
def test_with_the_setting_nobody_is_thrown_out_while_there_is_room_further_away(tiles: int, newcomers: int) -> None:
    with a_game(content(plain_map(1)), login_search_tiles=tiles, max_users=1_000, connections_per_ip=0) as game:
        ana = game.player("Ana", at=(1, *TILE))
        far = 0
        for k in range(newcomers):
            came = game.connect(ip="127.0.0.1")
            game.save(a_record(name_of(k), (1, *TILE)))
            came.logs_in(name_of(k))
            assert far <= distance(came.player) <= tiles, "the nearest first"
            far = distance(came.player)
        assert not ana.closed
        assert len(game.world.players) == newcomers + 1
        assert len({(one.x, one.y) for one in game.world.players.values()}) == newcomers + 1
        assert not game.host.notes("evicted")


async def test_the_log_says_who_was_thrown_out_and_from_which_connection(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """It happens while another's packet is executed, whose connection stands in all other lines."""
    async with running(monkeypatch, content(plain_map(1))) as server:
        password = await server.game.passwords.hash_password(PASSWORD)
        set_up_logs(LogSettings(format="json"))
        clients = [HeadlessClient() for _k in range(AROUND + 2)]
        for k, client in enumerate(clients):
            await server.saver.create(a_record(name_of(k), (1, *TILE), password_hash=password))
            await client.connect(port=server.listener.port)
            await client.login(name_of(k), PASSWORD)
        lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
        for client in clients[1:]:
            await client.close()
    came = {line["connection"] for line in lines if line["event"] == "login" and name_of(0) in line["text"]}
    gone = [line for line in lines if line["event"] in {"evicted", "logout"}]
    assert [line["event"] for line in gone] == ["evicted", "logout"]
    assert [(line["character"], {line["connection"]}) for line in gone] == [(name_of(0), came)] * 2
