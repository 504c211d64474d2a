"""The processor time of the loop, at a stretch, while everybody is saved.  Run: pytest benchmarks/test_save.py -s."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from time import thread_time
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from kit.classic import classic_content
from kit.kept import KeptGame, MoodyStore
from kit.spec import needs_classic
from step_cost import crowd

from pyao.network.limits import Doorkeeper
from pyao.server.everyone import Everyone
from pyao.storage.saver import SLICE_S
from pyao.world.record import BANK_SLOTS, ItemStack

if TYPE_CHECKING:
    from pyao.content.content import Content

STACKS = 20
"""In each bag and each bank."""

MAPS, ROUNDS = 100, 5


def peopled(content: Content, players: int) -> KeptGame:
    """Players with full bags on a hundred maps."""
    game = KeptGame(content, MoodyStore(), max_users=players + 1, check_invariants=False)
    settings = game.settings.model_copy(update={"connection_interval_ms": 0, "connections_per_ip": 0})
    game.doorkeeper = Doorkeeper(settings, is_banned=lambda _ip: False)
    items = sorted(content.items)
    for k, client in enumerate(crowd(game, players, MAPS, 60)):
        record = client.player.record
        game.world.ledger.leaves(record)
        for slot in range(STACKS):
            record.inventory[slot] = ItemStack(items[(7 * k + 13 * slot) % len(items)], slot + 1)
            record.bank[BANK_SLOTS - 1 - slot] = ItemStack(items[(11 * k + 17 * slot) % len(items)], slot + 1)
        game.world.ledger.enters(record)
    return game


@needs_classic
@pytest.mark.parametrize("players", [100, 300, 600, 1_000])
def test_a_save(players: int) -> None:
    """Print how long the moment itself takes, how many slices follow and how long all of them are."""
    game = peopled(classic_content(), players)
    gc.collect()
    gc.freeze()  # as the server does
    moments, slices, totals = [], [], []
    for _round in range(ROUNDS):
        begin = thread_time()
        everyone = Everyone(game.world, game.books)
        moments.append(thread_time() - begin)
        number, longest, began = 1, 0.0, thread_time()
        for _step in everyone.steps():
            if thread_time() - began >= SLICE_S:
                longest = max(longest, thread_time() - began)
                number, began = number + 1, thread_time()
        slices.append((number, max(longest, thread_time() - began)))
        totals.append(thread_time() - begin)
        assert len(everyone.characters) == players
    number, longest = min(slices, key=lambda one: one[1])
    print(
        f"\n{players} players: the moment {1_000 * min(moments):.1f} ms, then {number} slices, "
        f"the longest of {1_000 * longest:.1f} ms; together {1_000 * min(totals):.1f} ms"
    )
    game.close()
