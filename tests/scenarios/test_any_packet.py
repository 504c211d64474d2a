"""Whatever clients send, no packet fails, nothing is doubled or lost, and the world stays sound."""

from __future__ import annotations

import pytest
from kit.chaos import BANKER, KING, MERCHANT, NAMES, PRIEST, WOLF, Scribbler, place_of, record_of, square
from kit.game import Client, GameFixture, a_game, a_record
from kit.guilds import guild_with

from pyao.client.world_view import WorldView
from pyao.rules.body.dying import die
from pyao.rules.creatures.population import put_npc
from pyao.world.invariants import violations
from pyao.world.ledger import held_in

PACKETS, SEEDS = 2_500, (1, 2)


class Chaos:
    """Six players who send anything."""

    def __init__(self, game: GameFixture, seed: int) -> None:
        self.game = game
        self.scribbler = Scribbler(seed)
        self.dice = self.scribbler.dice
        self.clients: dict[str, Client] = {}
        self.views: dict[Client, WorldView] = {}
        for x, y, definition in (
            *((52, 50, MERCHANT), (48, 50, BANKER), (50, 52, PRIEST)),
            *((50, 48, KING), (53, 53, WOLF), (47, 47, WOLF)),
        ):
            put_npc(game.world, definition, 1, (x, y))
        guild_with(game, "Lobos", "Ana", "Beto")
        guild_with(game, "Osos", "Carla", "Dario")
        for k, name in enumerate(NAMES):
            game.save(a_record(name, place_of(k), dead=name == "Eva", **record_of(k)))
            self.comes_in(name)

    def go(self) -> None:
        name = self.dice.choice(NAMES)
        client = self.clients[name]
        if client.closed or client.connection.session.player is None:
            self.game.passes(11_000)
            self.comes_in(name)
            return
        packet = self.scribbler.packet()
        client.sends(packet)
        self.believe(f"{name} sent {packet}")
        for one in self.game.clients:
            assert not one.connection.fault, f"{name} sent {packet}\n{one.connection.fault}"
        assert violations(self.game.world) == [], f"{name} sent {packet}"
        assert self.game.world.ledger.check(held_in(self.game.world)) == {}, f"{name} sent {packet}"
        if self.dice.random() < 0.1:
            self.game.passes(self.dice.choice((40, 400, 2_000)))
            self.believe("time passed")

    def believe(self, why: str) -> None:
        """Every client takes what it is told as the real one would, and is never confused."""
        for name, client in self.clients.items():
            view = self.views.setdefault(client, WorldView())
            for message in client.takes():
                view.take(message)
            assert view.violations == [], f"{name}: {why}"

    def comes_in(self, name: str) -> None:
        self.clients[name] = client = self.game.connect()
        client.logs_in(name)
        self.believe(f"{name} logs in")
        player = client.connection.session.player
        if player is not None and name != "Eva":
            player.record.dead, player.record.vitals.hp = False, 500


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_clients_send(seed: int) -> None:
    with a_game(square(), check_invariants=True, gods=("LUZ",), idle_limit_min=1_440) as game:
        game.dice.free = True
        chaos = Chaos(game, seed)
        die(game.world, chaos.clients["Dario"].player)
        for _packet in range(PACKETS):
            chaos.go()
