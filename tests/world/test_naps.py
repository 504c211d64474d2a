"""Whom ticks pass over: a model that looks at everybody in every tick agrees."""

from __future__ import annotations

import random

import pytest
from kit.game import a_record

from pyao.world.naps import Naps
from pyao.world.player import Player
from pyao.world.reserved import fall_asleep, stir

SLOTS = range(1, 7)
COUNTING = ("thirst",)


class People:
    """Players who sleep and wake by chance, and how many ticks each has lived through."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.players: dict[int, Player] = {}
        self.lived: dict[Player, int] = {}
        self.naps = Naps(self.players)
        for slot in SLOTS:
            self.comes(slot)

    def comes(self, slot: int) -> None:
        self.players[slot] = player = Player(name="Ana", slot=slot, record=a_record("Ana", (1, 50, 50)))
        self.lived[player] = 0
        self.naps.enter(slot)

    def goes(self, slot: int) -> None:
        stir(self.players[slot])
        del self.players[slot]
        self.naps.leave(slot)

    def tick(self) -> list[int]:
        """One tick, in which a visit may wake anybody; the slots that were visited."""
        due = set(self.chance.sample(SLOTS, self.chance.choice((0, 0, 1))))
        everybody = self.chance.random() < 0.05
        for player in self.players.values():
            self.lived[player] += 1
        visited = []
        for player in self.naps.next_tick(due, everybody=everybody):
            visited.append(player.slot)
            stir(player)
            player.counters.thirst += 1
            if self.chance.random() < 0.3:
                stir(self.chance.choice([*self.players.values()]))
            if self.chance.random() < 0.7:
                fall_asleep(self.naps, player, self.chance.randint(1, 9), COUNTING)
        assert not everybody or visited == sorted(self.players)
        return visited


@pytest.mark.parametrize("seed", range(30))
def test_every_tick_is_lived_through_once_awake_or_asleep(seed: int) -> None:
    people, slept = People(seed), 0
    for _tick in range(200):
        visited = people.tick()
        assert visited == sorted(set(visited))
        slept += len(people.players) - len(visited)
        slot = people.chance.choice(SLOTS)
        if people.chance.random() < 0.1:
            (people.goes if slot in people.players else people.comes)(slot)
        elif slot in people.players:
            player = people.players[slot]
            stir(player)
            assert player.counters.thirst == people.lived[player]
        assert not list(people.naps.forgotten())
    assert slept > 100
    for player in people.players.values():
        stir(player)
        assert player.counters.thirst == people.lived[player]
