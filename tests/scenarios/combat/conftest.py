"""Where fights take place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.fights import STILL, battlefield
from kit.game import GameFixture, a_game

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def game() -> Iterator[GameFixture]:
    """A battlefield on which no creature thinks and nobody is protected any more."""
    with a_game(battlefield(), **STILL) as one:
        one.passes(10_000)
        yield one
