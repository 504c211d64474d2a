"""A newcomer plays the first hour of the built-in world over a real socket, acting only on what the client shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.game import PASSWORD
from kit.server import running

from pyao.client.newcomer import Newcomer
from pyao.network.client_connection import ClientConnection
from pyao.storage.default_world import load_default_world

if TYPE_CHECKING:
    import pytest

FAST = {
    "game__attack_interval_ms": 0,
    "game__use_interval_ms": 0,
    "game__speed_check_ms": 0,
    "game__npc_protection_ms": 0,
    "game__ticks_stamina_standing": 0,
    "game__ticks_cold": 10_000_000,
}


async def test_a_newcomer_does_errands_buys_learns_fights_dies_goes_home_and_levels(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines: list[str] = []
    # A busy machine answers late even on loopback; whoever comes to a new map has to live with that.
    monkeypatch.setattr(ClientConnection, "round_trip_ms", lambda _connection: 30)
    async with running(monkeypatch, load_default_world(), **FAST) as server:
        ana = Newcomer(log=lines.append, step_s=0, blow_s=0.05)
        await ana.connect(port=server.listener.port)
        await ana.play("Ana", PASSWORD)
        record = server.world.online["ANA"].record
        assert record.errands_done == [1, 2, 3, 4]
        assert record.level >= 2
        assert 1 in record.spells
        assert not record.dead
        assert ana.view.violations == []
        assert any(line.startswith("dies") for line in lines)
        await ana.close()
