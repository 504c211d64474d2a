"""The scenarios of the wire are played over each transport."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.game import GameFixture, a_game
from kit.worlds import content, plain_map

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(params=[False, True], ids=["memory", "play"])
def game(request: pytest.FixtureRequest) -> Iterator[GameFixture]:
    """A game on two empty maps, whose clients come through memory or by WebSocket."""
    with a_game(content(plain_map(1), plain_map(2)), over_play=request.param) as fixture:
        yield fixture
