"""The game's connection to Redis: configuration is read from it, live state is published to it.

Nothing here is durable (see `redis_store`), and the game never waits for it: `publish` only notes what to write.  While
Redis is away nothing is noted, since the whole state is published again when it is back.
Source: docs/architecture.md "Saving".
"""

from __future__ import annotations

import asyncio
from itertools import islice
from typing import TYPE_CHECKING, Any

import structlog
from redis.exceptions import RedisError

from pyao.storage.redis_config import as_text, heed_cancellation
from pyao.storage.redis_live import CONNECTIONS, LIFETIME_S, LIVE_PATTERNS, is_live

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from redis.asyncio import Redis

    from pyao.storage.redis_config import RedisConfig
    from pyao.storage.redis_live import LiveState, LiveValue

log = structlog.get_logger()

CONFIG_PATTERN = "config:*"
CHUNK = 500
"""Most keys written in one transaction: few transactions, but none that holds Redis up."""

TROUBLE = (RedisError, OSError, TimeoutError)


def _nothing() -> LiveState:
    return {}


class RedisClient:
    """Connects when it is first needed, and again whenever the connection is lost."""

    def __init__(self, config: RedisConfig, snapshot: Callable[[], LiveState] = _nothing) -> None:
        """`snapshot` gives the whole live state of the moment; it is called after each (re)connection."""
        self._config = config
        self._snapshot = snapshot
        self._changes: dict[str, LiveValue] = {}
        self._changed = asyncio.Event()
        self._away = False
        self.connected = False

    async def read_config(self) -> dict[str, str]:
        """All texts under `config:*`; empty, with a line in the log, if Redis can't be reached."""
        try:
            async with self._config.connect() as redis:
                keys = [key async for key in redis.scan_iter(match=CONFIG_PATTERN, count=CHUNK)]
                texts = await redis.mget(keys) if keys else []
        except TROUBLE as trouble:
            log.warning("Redis can't be asked for configuration", address=self._config.address, reason=str(trouble))
            return {}
        return {
            as_text(key): as_text(text)
            for key, text in sorted(zip(keys, texts, strict=True))
            if text is not None  # None = not a text
        }

    def publish(self, changes: LiveState) -> None:
        """Have these keys written soon; a later value replaces one not written yet.  Never waits."""
        if self.connected:
            self._changes.update(changes)
            self._changed.set()

    async def run(self) -> None:
        """Keep the live state in Redis up to date until cancelled."""
        wait_s = self._config.retry_first_s
        while True:
            try:
                async with self._config.connect(single=True) as redis:
                    await self._publish_everything(redis)
                    wait_s = self._config.retry_first_s
                    await self._publish_changes(redis)
            except TROUBLE as trouble:
                self._note_absence(trouble)
            except Exception:  # a fault of ours must not end the game either
                log.exception("live state can't be published")
            finally:
                self.connected = False
            heed_cancellation()
            await asyncio.sleep(wait_s)
            wait_s = min(wait_s * 2, self._config.retry_max_s)

    async def withdraw(self) -> None:
        """Remove the live state when the server stops, after `run` has ended.  Gives up at the first error."""
        try:
            async with self._config.connect(single=True) as redis:
                await _forget_all_but(redis, ())
                await redis.set(CONNECTIONS, 0)
        except TROUBLE as trouble:
            log.warning("live state stays in Redis", address=self._config.address, reason=str(trouble))

    async def _publish_everything(self, redis: Redis) -> None:
        """Replace all live state; what changes from the moment of the snapshot on is noted and written afterwards."""
        await redis.ping()
        self._changes = {}
        self.connected = True
        state = self._snapshot()
        await _forget_all_but(redis, state)
        await _write(redis, state)
        if self._away:
            log.info("Redis is back", address=self._config.address)
        self._away = False

    async def _publish_changes(self, redis: Redis) -> None:
        """Write changes until an error ends it.  The heartbeat notices a restart of Redis while nothing changes."""
        while True:
            heed_cancellation()
            try:
                async with asyncio.timeout(self._config.heartbeat_s):
                    await self._changed.wait()
            except TimeoutError:
                await redis.ping()
            self._changed.clear()
            changes, self._changes = self._changes, {}
            await _write(redis, changes)
            await asyncio.sleep(self._config.publish_interval_s)

    def _note_absence(self, trouble: BaseException) -> None:
        if not self._away:
            log.warning("Redis is away; the game goes on", address=self._config.address, reason=str(trouble))
        self._away = True


async def _write(redis: Redis, state: LiveState) -> None:
    """Write the state in transactions of at most `CHUNK` keys, live ones with an expiry; `None` removes a key."""
    entries = iter(state.items())
    while chunk := list(islice(entries, CHUNK)):
        async with redis.pipeline(transaction=True) as pipe:
            for key, value in chunk:
                if value is None:
                    pipe.delete(key)
                elif isinstance(value, (str, int)):
                    pipe.set(key, value, ex=LIFETIME_S if is_live(key) else None)
                else:
                    pipe.delete(key)
                    if value:
                        pipe.hset(key, mapping=dict[Any, Any](value))
                        pipe.expire(key, LIFETIME_S)
            await pipe.execute()


async def _forget_all_but(redis: Redis, kept: Iterable[str]) -> None:
    """Remove the live keys of players who are gone, left over from an earlier run or connection."""
    alive = {key.encode() for key in kept}
    for pattern in LIVE_PATTERNS:
        stale = [key async for key in redis.scan_iter(match=pattern, count=CHUNK) if key not in alive]
        while stale:
            await redis.delete(*stale[:CHUNK])
            del stale[:CHUNK]
