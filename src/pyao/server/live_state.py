"""The present state of the game, as it is published to Redis."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pyao.storage import redis_live
from pyao.world.record import key_of

if TYPE_CHECKING:
    from pyao.server.settings import Settings
    from pyao.storage.redis_client import RedisClient
    from pyao.storage.redis_live import LiveState, LiveValue
    from pyao.tasks.game import Game
    from pyao.world.player import Player

RENEWAL_S = redis_live.LIFETIME_S // 3
"""Seconds after which what has not changed is published again, long before it expires."""


class LiveView:
    """The live state of a game, whole or with what has changed since it was last asked for."""

    def __init__(self, game: Game) -> None:
        self._game = game
        self._shown: dict[str, dict[str, LiveValue]] = {}
        self._renewed_s: dict[str, int] = {}

    def everything(self) -> LiveState:
        """Connections, sessions and players as they are now."""
        self._shown.clear()
        self._renewed_s.clear()
        return self.news()

    def news(self) -> LiveState:
        """What has changed since the last call, what is due to be renewed, and the end of each session now gone."""
        now_s = int(self._game.world.clock.today().timestamp())
        online = self._game.world.online
        news: dict[str, LiveValue] = {}
        for key in [one for one in self._shown if one and one not in online]:
            news.update(redis_live.session_over(key, now_s))
            del self._shown[key], self._renewed_s[key]
        self._tell(news, "", dict(redis_live.connections(len(self._game.sessions))), now_s)
        for player in self._game.world.players.values():
            key = key_of(player.name)
            if self._tell(news, key, _of(player, key), now_s):
                news.update(redis_live.session_active(key, now_s))
        return news

    def _tell(self, news: dict[str, LiveValue], key: str, state: dict[str, LiveValue], now_s: int) -> bool:
        """Add what is new of one player (`""` = of the server) to the news; whether all of it was due."""
        shown = self._shown.get(key)
        due = shown is None or now_s - self._renewed_s[key] >= RENEWAL_S
        if due or shown is None:
            news.update(state)
            self._renewed_s[key] = now_s
        elif shown != state:
            news.update({name: value for name, value in state.items() if shown[name] != value})
        self._shown[key] = state
        return due


def _of(player: Player, key: str) -> dict[str, LiveValue]:
    return {
        **redis_live.player_position(key, player.map, player.x, player.y, int(player.heading)),
        **redis_live.player_stats(key, player.record),
        **redis_live.player_inventory(key, player.record),
    }


class LivePublisher:
    """Publishes the live state of a game to Redis, as long as it runs."""

    def __init__(self, redis: RedisClient, view: LiveView, interval_s: float) -> None:
        """`redis` asks the `view` for everything when it has been away."""
        self._redis = redis
        self._view = view
        self._interval_s = interval_s

    async def connect(self) -> None:
        """Keep the connection, until cancelled."""
        await self._redis.run()

    async def run(self) -> None:
        """Publish what is new, until cancelled."""
        while True:
            await asyncio.sleep(self._interval_s)
            self._redis.publish(self._view.news())

    async def withdraw(self) -> None:
        """Take back what would be wrong once the server has ended."""
        await self._redis.withdraw()


def publisher_of(settings: Settings, game: Game) -> LivePublisher | None:
    """What publishes the live state, if the settings ask for that."""
    if not settings.redis.enabled:
        return None
    from pyao.storage.redis_client import RedisClient  # noqa: PLC0415 - see `redis_config`

    view = LiveView(game)
    return LivePublisher(RedisClient(settings.redis, view.everything), view, settings.redis.publish_interval_s)
