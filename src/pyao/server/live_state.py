"""The present state of the game, as it is published to Redis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.storage import redis_live
from pyao.world.record import key_of

if TYPE_CHECKING:
    from pyao.storage.redis_live import LiveState, LiveValue
    from pyao.tasks.game import Game


class LiveView:
    """The live state of a game, whole or with what has ended since it was last asked for."""

    def __init__(self, game: Game) -> None:
        self._game = game
        self._shown: set[str] = set()

    def everything(self) -> LiveState:
        """Connections, sessions and players as they are now."""
        state: dict[str, LiveValue] = dict(redis_live.connections(len(self._game.sessions)))
        now_s = self._now_s()
        for player in self._game.world.players.values():
            key = key_of(player.name)
            state.update(redis_live.session_active(key, now_s))
            state.update(redis_live.player_position(key, player.map, player.x, player.y, int(player.heading)))
            state.update(redis_live.player_stats(key, player.record))
            state.update(redis_live.player_inventory(key, player.record))
        return state

    def news(self) -> LiveState:
        """As `everything`, and the end of each session that has gone since the last call."""
        present = set(self._game.world.online)
        state: dict[str, LiveValue] = {}
        for key in self._shown - present:
            state.update(redis_live.session_over(key, self._now_s()))
        self._shown = present
        state.update(self.everything())
        return state

    def _now_s(self) -> int:
        return int(self._game.world.clock.today().timestamp())
