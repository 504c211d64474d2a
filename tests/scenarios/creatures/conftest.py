"""Where creatures live."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.fights import ARROWS, STILL, battlefield
from kit.game import GameFixture, a_game

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def game() -> Iterator[GameFixture]:
    """A battlefield with one spell, on which creatures think when they are told to."""
    with a_game(battlefield(**ARROWS), **STILL) as one:
        yield one
