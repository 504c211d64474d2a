"""A portal on a slow line: the client stays in step with the server.  Source: 03-world §10 step 0, 01-protocol §13."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import pytest
from kit.game import a_game, a_record
from kit.worlds import content, plain_map

from pyao.client.headless_client import HeadlessClient
from pyao.content.enums import Heading
from pyao.protocol import client_packets as c
from pyao.protocol.text import TextEncoding

if TYPE_CHECKING:
    from kit.game import Client, GameFixture

FRAME_MS, STEP_MS = 40, 280
HALL, BEYOND = 1, 2


class FarClient(HeadlessClient):
    """A client whose bytes take half a round trip in either direction, by the clock of the game."""

    def __init__(self, game: GameFixture, wire: Client, trip_ms: int) -> None:
        """`trip_ms` = a multiple of two frames."""
        super().__init__(ttl=128)
        self._game, self._wire, self._half_ms = game, wire, trip_ms // 2
        self._there: deque[tuple[int, bytes]] = deque()
        self._back: deque[tuple[int, bytes]] = deque()

    def send_bytes(self, data: bytes) -> None:
        self._there.append((self._game.world.now_ms + self._half_ms, data))

    def frame(self) -> None:
        """One frame: what is due at either end arrives there."""
        now = self._game.world.now_ms
        while self._there and self._there[0][0] <= now:
            self._wire.transport.send(self._there.popleft()[1])
            self._game.run()
        said = b"".join(self._wire.transport.writes)
        self._wire.transport.writes.clear()
        if said:
            self._back.append((now + self._half_ms, said))
        while self._back and self._back[0][0] <= now:
            self._take(self._back.popleft()[1])

    def passes(self, ms: int, *, holding: Heading | None = None) -> None:
        """Let time pass; `holding` = with the key of a direction down, a step as often as the client takes one."""
        for moment in range(0, ms, FRAME_MS):
            self.frame()
            if holding is not None and moment % STEP_MS == 0:
                self.walk(holding)
            self._game.passes(FRAME_MS)

    @property
    def believes(self) -> tuple[int, int, int]:
        return self.view.map, self.view.x, self.view.y


def a_traveller(game: GameFixture, trip_ms: int) -> FarClient:
    """Somebody far away, three tiles before a portal."""
    game.save(a_record("Ana", (HALL, 50, 50)))
    far = FarClient(game, game.connect(encoding=TextEncoding.CP1252), trip_ms)
    far.send(c.LoginExistingChar("Ana", "clave", 0, 13, 0))
    far.passes(trip_ms + 2 * FRAME_MS)
    assert far.believes == (HALL, 50, 50)
    return far


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("trip_ms", [320, 720])
def test_who_walks_through_a_portal_on_a_slow_line_stays_in_step(trip_ms: int, *, known: bool) -> None:
    """Where the server can't know how slow the line is, the client comes out of step, as it did before the rule."""
    with a_game(content(plain_map(HALL, exits={(53, 50): (BEYOND, 20, 20)}), plain_map(BEYOND))) as game:
        far = a_traveller(game, trip_ms)
        player = game.clients[0].player
        game.clients[0].transport.trip_ms = trip_ms if known else 0
        far.passes(8 * STEP_MS + 2 * trip_ms, holding=Heading.EAST)
        far.passes(2 * trip_ms)
        assert far.view.map == player.map == BEYOND
        assert (far.believes == (player.map, player.x, player.y)) is known
        assert far.view.x > 21
        assert far.view.violations == []
