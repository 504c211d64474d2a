"""More input than can be executed: everybody waits a bounded time, in order, with ticks between.  Time is made up."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, cast

import pytest

from pyao.network.turns import TURN_S, Turns
from pyao.tasks.lateness import Lateness

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

STEP_S, REFUSED_S, PING_S = 0.002, 0.000_05, 0.000_02
"""What executing each costs."""

PING_EVERY_S = 0.1


class Client:
    """A connection whose client walks, or pings."""

    def __init__(self, shop: Shop, packet: str) -> None:
        self.waits_s: list[float] = []
        self._shop = shop
        self._packet = packet
        self._input: deque[float] = deque()
        """When each packet came."""

    def send(self) -> None:
        self._input.append(self._shop.now_s)
        if len(self._input) == 1:
            self._shop.turns.add(self)

    def execute_until(self, end_s: float, *, hurried: bool = False) -> bool:
        shop = self._shop
        shop.served.append(self)
        while True:
            self.waits_s.append(shop.now_s - self._input[0])
            if self._packet == "ping":
                shop.now_s += PING_S
            else:
                shop.refused += hurried
                shop.now_s += REFUSED_S if hurried else STEP_S
            self._input.popleft()
            if not self._input or shop.now_s >= end_s:
                return bool(self._input)


class Shop:
    """A loop with a clock of its own: what has been asked for is called once a pass, and input comes between passes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, walkers: int) -> None:
        self.now_s: float = 0.0
        monkeypatch.setattr("pyao.network.turns.stopwatch_s", lambda: self.now_s)
        self.lateness = Lateness()
        self.turns = Turns(cast("asyncio.AbstractEventLoop", self), self.lateness)
        self.walkers = [Client(self, "step") for _k in range(walkers)]
        self.probe = Client(self, "ping")
        self.served: list[Client] = []
        self.refused = 0
        self.longest_pass_s = 0.0
        self._soon: list[Callable[[], object]] = []

    def call_soon(self, callback: Callable[[], object]) -> None:
        self._soon.append(callback)

    def play(self, seconds: float, beat_s: float) -> None:
        """Each walker takes a step each beat, and the probe pings, whatever the server can take."""
        steps = pings = 0
        while self.now_s < seconds:
            while steps < self.now_s / beat_s * len(self.walkers):
                self.walkers[steps % len(self.walkers)].send()
                steps += 1
            while pings < self.now_s / PING_EVERY_S:
                self.probe.send()
                pings += 1
            begin = self.now_s
            soon, self._soon = self._soon, []
            for callback in soon:
                callback()
            self.longest_pass_s = max(self.longest_pass_s, self.now_s - begin)
            self.now_s += 0.003  # a frame's share is written, or a tick made, or there is nothing to do


@pytest.mark.parametrize(("walkers", "beat_s"), [(400, 0.35), (1_000, 0.35), (600, 0.1), (200, 0.02)])
def test_nobody_waits_long_and_ticks_come_between(monkeypatch: pytest.MonkeyPatch, walkers: int, beat_s: float) -> None:
    """Between twice and twenty times as much comes as can be executed."""
    shop = Shop(monkeypatch, walkers)
    shop.play(10, beat_s)
    assert shop.lateness.turn.worst_s < 0.25
    assert max(shop.probe.waits_s) < 0.25
    assert len(shop.probe.waits_s) > 90
    assert shop.longest_pass_s < TURN_S + STEP_S + 1e-9
    assert shop.refused > 0


def test_what_can_be_executed_is_executed(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = Shop(monkeypatch, 100)
    shop.play(10, 0.35)
    assert shop.refused == 0


def test_nobody_is_overtaken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between coming and being served everybody else has one turn at most, however much each has sent."""
    shop = Shop(monkeypatch, 30)
    for walker in shop.walkers:
        for _k in range(20):
            walker.send()
    shop.probe.send()
    shop.play(0.2, 0.02)
    assert shop.served[: shop.served.index(shop.probe)] == shop.walkers
