"""Where work is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.fights import STILL
from kit.game import GameFixture, a_game
from kit.work import workplace

from pyao.world.ledger import held_in

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def game() -> Iterator[GameFixture]:
    """A wood with a pond, a vein, a forge and an anvil; the books must balance at the end."""
    with a_game(workplace(), **STILL) as one:
        yield one
        assert one.world.ledger.check(held_in(one.world)) == {}
