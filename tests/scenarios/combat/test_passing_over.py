"""That ticks pass players over changes nothing: the same lives, with every tick looking at everybody, read the same.

Source: 04-combat §13.
"""

from __future__ import annotations

import random
from dataclasses import astuple, replace
from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import battlefield, wearing
from kit.game import GameFixture, a_game
from kit.worlds import plain_map

from pyao.content.enums import Heading, Terrain
from pyao.content.maps import LAVA, TILES
from pyao.protocol import client_packets as c
from pyao.rules.body import every_tick
from pyao.rules.body.dying import die
from pyao.rules.body.reviving import revive
from pyao.rules.map.environment import toggle_rain
from pyao.world.player import BodyCounters
from pyao.world.record import Vitals
from pyao.world.reserved import stir
from pyao.world.rng import Dice

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.game import Client

    from pyao.protocol.message import Message
    from pyao.world.player import Player

INTERVALS = {"ticks_cold": 15, "ticks_poison": 20, "ticks_thirst": 40, "ticks_hunger": 50, "ticks_heal_standing": 60}
DEEDS = 400
DRESSED: dict[str, Any] = wearing(armour=195)
PEOPLE: tuple[tuple[str, int, dict[str, Any]], ...] = (
    *(("Ana", 1, DRESSED), ("Beto", 2, DRESSED), ("Carla", 1, {})),
    *(("Dora", 2, {}), ("Eva", 1, {}), ("Fito", 2, DRESSED)),
)


def lives(seed: int) -> tuple[list[list[Message]], list[Any], int]:
    """What everybody reads in a random life, the counters in the end, and how often players were passed over."""
    chance = random.Random(seed)
    lava = bytes(LAVA * (k % 7 == 0) for k in range(TILES))
    maps = (replace(plain_map(1), tiles=lava), plain_map(2, terrain=Terrain.NIEVE))
    with a_game(battlefield(*maps), **INTERVALS) as game:
        game.world.rng = Dice(seed)
        bars = {"max_hp": 300, "hp": 300, "max_stamina": 210, "stamina": 210, "max_mana": 500, "mana": 0}
        clients = [
            game.player(name, at=(where, 50 + k, 50), vitals=Vitals(**bars), **clothes)
            for k, (name, where, clothes) in enumerate(PEOPLE)
        ]
        read: list[list[Message]] = []
        passed = 0
        for _deed in range(DEEDS):
            game.ticks(chance.choice((0, 0, 1, 1, 2, 5, 17, 30)))
            passed += sum(one.player.nap is not None for one in clients)
            happens(game, chance.choice(clients), chance)
            read.extend(one.takes() for one in clients)
        for one in clients:
            stir(one.player)
        return read, [astuple(one.player.counters) for one in clients], passed


def happens(game: GameFixture, client: Client, chance: random.Random) -> None:
    """Something that decides what the body counts."""
    player = client.player
    deeds: tuple[Callable[[], object], ...] = (
        lambda: client.walks(Heading(chance.randint(1, 4))),
        lambda: client.sends(c.Meditate()),
        lambda: client.sends(c.EquipItem(1)),
        lambda: sit(player),
        lambda: poison(player),
        lambda: change_needs(player, chance),
        lambda: change_vitals(player, chance),
        lambda: toggle_rain(game.world),
        lambda: (revive if player.dead else die)(game.world, player),
    )
    chance.choice(deeds)()


def sit(player: Player) -> None:
    player.resting = not player.resting and not player.dead


def poison(player: Player) -> None:
    player.record.poisoned = not player.record.poisoned


def change_needs(player: Player, chance: random.Random) -> None:
    record = player.record
    record.vitals.water, record.vitals.food = chance.choice((0, 20, 100)), chance.choice((0, 20, 100))
    record.thirsty, record.hungry = record.vitals.water == 0, record.vitals.food == 0


def change_vitals(player: Player, chance: random.Random) -> None:
    vitals = player.record.vitals
    vitals.stamina = chance.randint(0, vitals.max_stamina)
    if not player.dead:
        vitals.hp = chance.randint(1, vitals.max_hp)


def test_who_has_lost_the_connection_counts_no_longer() -> None:
    with a_game(battlefield(plain_map(1)), **INTERVALS) as game:
        client = game.player("Ana", at=(1, 50, 50), **DRESSED)
        ana = client.player
        game.ticks(3)
        assert ana.nap is not None
        client.cuts()
        counted = astuple(ana.counters)
        assert counted != astuple(BodyCounters())
        game.ticks(5)
        assert astuple(ana.counters) == counted


@pytest.mark.parametrize("seed", range(6))
def test_nobody_notices_that_ticks_pass_players_over(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    read, counters, passed = lives(seed)
    assert passed
    monkeypatch.setattr(every_tick, "rest_until_due", lambda _world, _player: None)
    everybody_looked_at = lives(seed)
    assert everybody_looked_at == (read, counters, 0)
    assert any(read)
