"""Where things lie and are worn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.belongings import classic_ground
from kit.game import GameFixture, a_game

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def game() -> Iterator[GameFixture]:
    """A plain map with the objects of the classic game."""
    with a_game(classic_ground()) as one:
        yield one
