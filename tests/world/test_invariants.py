"""A random life of 200 players over 20 maps leaves no invariant broken, and every client with the right picture."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from kit.game import Client, GameFixture, a_game
from kit.worlds import content, plain_map

from pyao.client.world_view import WorldView
from pyao.content.enums import Heading
from pyao.protocol import client_packets as c
from pyao.rules.warp import warp
from pyao.world.character import GHOST_BODY, GHOST_HEAD
from pyao.world.invariants import violations
from pyao.world.space import in_window

if TYPE_CHECKING:
    from pyao.content.maps import MapDef

MAPS, PLAYERS, STEPS = 20, 200, 1_500


def chained(number: int) -> MapDef:
    """A map whose East and South borders lead to the next ones."""
    east = number % MAPS + 1
    south = (number + 4) % MAPS + 1
    exits = {(92, y): (east, 10, y) for y in range(8, 94)} | {(x, 94): (south, x, 8) for x in range(10, 92)}
    return plain_map(number, blocked=tuple((x, 50) for x in range(40, 60, 2)), exits=exits, safe=True)


def expected_view(game: GameFixture, client: Client) -> set[int]:
    """Every character whose tile lies in the window of the client's area."""
    own = client.player
    here = game.world.map_of(own)
    return {one.char for one in here.players if in_window(own.area, one.x, one.y) and not one.admin_invisible}


def name_of(k: int) -> str:
    return "j " + chr(97 + k // 26) + chr(97 + k % 26)


def test_a_random_life() -> None:
    dice = random.Random(11)
    with a_game(content(*(chained(number) for number in range(1, MAPS + 1)))) as game:
        clients: dict[str, Client] = {}
        views: dict[str, WorldView] = {}
        for k in range(PLAYERS):
            name = name_of(k)
            place = (dice.randint(1, MAPS), dice.randint(10, 90), dice.randint(10, 90))
            clients[name] = game.player(name, at=place, dead=k % 10 == 0)
        for name in clients:
            views[name] = WorldView()
        # The pictures begin afresh: everybody is warped once and reads everything from then on.
        for client in clients.values():
            client.transport.take()
        for name, client in clients.items():
            place = client.player.map % MAPS + 1, client.player.x, client.player.y
            warp(game.world, client.player, *place, fx=False)
            assert name
        for step in range(STEPS):
            live(game, dice, clients, views)
            if step % 50 == 0 or step > STEPS - 20:
                check(game, clients, views)
        check(game, clients, views)


def live(game: GameFixture, dice: random.Random, clients: dict[str, Client], views: dict[str, WorldView]) -> None:
    """Somebody does something."""
    name = dice.choice(list(clients))
    client = clients[name]
    what = dice.random()
    if what < 0.9:
        heading = dice.choice(list(Heading))
        client.connection.data_received(bytes((6, heading)))
        game.clock.advance(250)
    elif what < 0.94:
        place = dice.randint(1, MAPS), dice.randint(9, 92), dice.randint(7, 94)
        if game.world.maps[place[0]].is_legal(*place[1:]):
            warp(game.world, client.player, *place, fx=True)
    elif what < 0.97:
        player = client.player
        player.record.dead = True
        player.look.body, player.look.head = GHOST_BODY, GHOST_HEAD
    else:
        client.transport.abort()
        game.run()
        game.passes(1_000)
        again = game.connect()
        again.logs_in(name)
        clients[name], views[name] = again, WorldView()


def check(game: GameFixture, clients: dict[str, Client], views: dict[str, WorldView]) -> None:
    game.run()
    assert violations(game.world) == []
    for name, client in clients.items():
        view = views[name]
        for message in client.takes():
            view.take(message)
        moved = [one for one in view.violations if "own character is moved" in one]
        assert moved == []
        assert view.map == client.player.map
        assert view.chars.keys() == expected_view(game, client), name


def test_the_checker_sees_what_is_wrong(game: GameFixture) -> None:
    ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 52, 50))
    assert violations(game.world) == []
    ana.player.x = 51
    assert len(violations(game.world)) == 2
    ana.player.x = 50
    ana.player.area = (0, 0)
    assert any("area" in one for one in violations(game.world))
    ana.player.area = eva.player.area
    game.world.chars[99] = eva.player
    assert any("char 99" in one for one in violations(game.world))
    del game.world.chars[99]
    game.world.maps[1].users[60, 60] = eva.player
    assert violations(game.world)
    del game.world.maps[1].users[60, 60]
    del game.world.online["EVA"]
    assert violations(game.world)
    game.world.online["EVA"] = eva.player
    assert violations(game.world) == []


@pytest.mark.parametrize("check_it", [True, False])
def test_the_debug_setting(check_it: bool) -> None:
    with a_game(content(plain_map(1)), check_invariants=check_it) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        ana.player.x = 51
        if check_it:
            with pytest.raises(AssertionError, match="Ana"):
                game.ticks(1)
        else:
            game.ticks(1)
        ana.player.x = 50
        ana.sends(c.Ping())
