"""What the server remembers of its own past: samples, trails, deaths; bounded, and without touching the game."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.server import running
from kit.worlds import content, plain_map

from pyao.rules.body.dying import die
from pyao.rules.map.warp import warp
from pyao.server.history import COARSE_SAMPLES, FINE_PER_COARSE, FINE_SAMPLES, History, Sample
from pyao.server.observer import HEAT_MINUTES, LOOKS_PER_SAMPLE, Observer
from pyao.server.trails import FAR, MOST_PLACES, Trails
from pyao.world.ledger import COINS, Reason, Turnover
from server.control.test_channel import playing

if TYPE_CHECKING:
    import pytest
    from kit.game import GameFixture

    from pyao.server.argentum_server import ArgentumServer

WORLD = content(plain_map(1), plain_map(2))
LOOKS_PER_MINUTE = LOOKS_PER_SAMPLE * FINE_PER_COARSE


def sample(at_s: float, value: float) -> Sample:
    return Sample(at_s, *[value] * 7)


def test_an_hour_of_samples_and_a_day_of_minutes() -> None:
    history = History()
    for k in range(COARSE_SAMPLES * FINE_PER_COARSE + FINE_SAMPLES):
        history.add(sample(k, k % 6))
    assert len(history.hour) == FINE_SAMPLES
    assert len(history.day) == COARSE_SAMPLES
    minute = history.day[-1]
    assert minute.at_s == history.hour[-1].at_s
    assert (minute.players, minute.late_ms) == (5, 5), "the greatest"
    assert (minute.packets_in, minute.ping_ms, minute.gold_born) == (2.5, 2.5, 2.5), "the mean"


def observer_of(server: ArgentumServer) -> Observer:
    return Observer(server.game, server.listener.traffic, server.measures, server.realm.archives.books)


async def test_a_sample_tells_rates(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server, playing(server, "Ana"):
        observer = observer_of(server)
        observer._sample()
        traffic = server.listener.traffic
        traffic.packets_in[next(iter(traffic.packets_in))] += 50
        traffic.packets_out[1] += 200
        server.realm.archives.books.since_start[Reason.LOOT, COINS] = Turnover(born=30, gone=0, moved=9)
        server.realm.archives.books.since_start[Reason.SHOP, COINS] = Turnover(born=0, gone=10, moved=0)
        server.realm.archives.books.since_start[Reason.SHOP, 36] = Turnover(born=500, gone=500, moved=0)
        server.measures._worst_late_s = 0.25
        observer._sample()
        last = observer.history.hour[-1]
        assert last.players == 1
        assert last.late_ms >= 250
        assert 5 <= last.packets_in < 6
        assert 20 <= last.packets_out < 22
        assert (last.gold_born, last.gold_gone) == (180, 60)


async def test_looks_make_samples_and_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:
        observer = observer_of(server)
        for _look in range(LOOKS_PER_MINUTE * 2):
            observer.look()
        assert len(observer.history.hour) == FINE_PER_COARSE * 2
        assert len(observer.history.day) == 2


async def test_a_death_heats_its_map_for_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server, playing(server, "Ana"):
        observer = observer_of(server)
        die(server.world, server.world.online["ANA"])
        server.world.maps[2].kills += 3
        dead = {1: {"kills": 0, "deaths": 1}, 2: {"kills": 3, "deaths": 0}}
        assert observer.recent_dead() == dead
        for _look in range(LOOKS_PER_MINUTE * HEAT_MINUTES):
            observer.look()
        assert observer.recent_dead() == dead
        for _look in range(LOOKS_PER_MINUTE):
            observer.look()
        assert observer.recent_dead() == {}


def test_a_trail_has_places_and_not_steps(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 30, 50))
    trails = Trails()
    for at_s, (number, x) in enumerate([(1, 30), (1, 31), (1, 30 + FAR), (2, 50), (2, 51), (1, 50)]):
        warp(game.world, ana.player, number, x, 50, fx=False)
        trails.note(at_s, [ana.player])
    assert [(one.at_s, one.map, one.x) for one in trails.of("ana")] == [(5, 1, 50), (3, 2, 50), (2, 1, 50), (0, 1, 30)]
    assert trails.of("nobody") == []


def test_trails_are_bounded(game: GameFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    ana, eva = game.player("Ana", at=(1, 30, 50)), game.player("Eva", at=(1, 40, 50))
    trails = Trails()
    for at_s in range(MOST_PLACES * 2):
        ana.player.map = 1 + at_s % 2
        trails.note(at_s, [ana.player])
    ana.player.map = 1
    assert len(trails.of("Ana")) == MOST_PLACES
    assert trails.of("Ana")[0].at_s == MOST_PLACES * 2 - 1
    monkeypatch.setattr("pyao.server.trails.MOST_CHARACTERS", 1)
    trails.note(1, [eva.player])
    assert trails.of("Ana") == []
    assert len(trails.of("Eva")) == 1
