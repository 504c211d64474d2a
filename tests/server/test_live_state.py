"""What is published to Redis: only what has changed, and everything again before it expires."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.game import GameFixture, a_game
from kit.worlds import content, plain_map

from pyao.content.enums import Heading
from pyao.rules.session import leaving
from pyao.server.live_state import RENEWAL_S, LiveView
from pyao.storage.redis_live import LIFETIME_S, is_live

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(content(plain_map(1))) as one:
        yield one


def test_only_what_has_changed_is_news(game: GameFixture) -> None:
    ana, _eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 60, 60))
    view = LiveView(game.game)
    first = view.news()
    assert {"server:connections:count", "session:ANA:active", "session:ANA:last_seen", "player:EVA:stats"} < set(first)
    assert view.news() == {}
    ana.walks(Heading.EAST)
    ana.player.record.gold += 5
    assert set(view.news()) == {"player:ANA:position", "player:ANA:stats"}
    assert view.news() == {}
    assert set(view.everything()) == set(first)


def test_everything_is_renewed_before_it_expires(game: GameFixture) -> None:
    game.player("Ana", at=(1, 50, 50))
    view = LiveView(game.game)
    first = view.news()
    game.clock.advance((RENEWAL_S - 1) * 1_000)
    assert view.news() == {}
    game.clock.advance(1_000)
    assert set(view.news()) == set(first)
    assert RENEWAL_S * 2 < LIFETIME_S


def test_the_end_of_a_session_is_news_once(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    view = LiveView(game.game)
    view.news()
    leaving.end_session(game.world, ana.player)
    news = view.news()
    assert news["session:ANA:active"] is None
    assert news["player:ANA:inventory"] is None
    assert "session:ANA:active" not in view.news()


@pytest.mark.parametrize(
    ("key", "live"),
    [("session:ANA:active", True), ("session:ANA:last_seen", False), ("player:ANA:stats", True)],
)
def test_what_expires(key: str, live: bool) -> None:
    assert is_live(key) is live
