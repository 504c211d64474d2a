"""The lock of a store in Redis: a key with an expiry, which its holder renews while it lives."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog
from redis.exceptions import RedisError

from pyao.storage.locks import Holder, InUse
from pyao.storage.redis_config import as_text, heed_cancellation

if TYPE_CHECKING:
    from redis.asyncio import Redis
    from redis.asyncio.client import Pipeline

    from pyao.storage.redis_config import RedisConfig

log = structlog.get_logger()

LIFE_S = 15
"""How long the lock of a killed server may still keep others off."""

RENEWALS = 5
"""How often the lock is renewed in that time."""

RENEW = """
local held = redis.call('GET', KEYS[1])
if held and held ~= ARGV[1] then return held end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
return false
"""
"""Take or renew the lock; gives who holds it instead."""

RELEASE = "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end"


class RedisLock:
    """Keeps other servers off the keys with the prefix of the settings."""

    def __init__(self, config: RedisConfig) -> None:
        self._config = config
        self._key = f"{config.store_prefix}:lock"
        self._mine = ""
        self._renewing: asyncio.Task[None] | None = None
        self.lost: Holder | None = None
        """Who has the lock now, after it was away from us for so long that it could be taken."""

    async def take(self, redis: Redis, holder: Holder) -> None:
        """Hold the lock from now on, or raise `InUse`; what a dead process of this machine left is taken over."""
        self._mine = holder.text()
        other = await self._renew(redis)
        if other is not None and _is_dead(other, holder):
            await redis.eval(RELEASE, 1, self._key, other.text())
            other = await self._renew(redis)
        if other is not None:
            raise InUse(
                f"the store {self._config.address} (prefix {self._config.store_prefix}) is in use by {other}; "
                f"if that one is gone, its lock ends within {LIFE_S} s"
            )
        self._renewing = asyncio.create_task(self._renew_often(redis))

    async def release(self, redis: Redis) -> None:
        """Let go; nothing happens if it isn't held."""
        if self._renewing is None:
            return
        self._renewing.cancel()
        with suppress(asyncio.CancelledError):
            await self._renewing
        self._renewing = None
        with suppress(RedisError, OSError, TimeoutError):
            await redis.eval(RELEASE, 1, self._key, self._mine)

    async def guard(self, pipe: Pipeline) -> None:
        """Let a transaction fail if the lock is not ours when it is executed; `InUse` if it isn't now."""
        if self._renewing is None:
            return
        await pipe.watch(self._key)
        held = await pipe.get(self._key)
        if held is not None and as_text(held) != self._mine:
            raise InUse(f"the store {self._config.address} now belongs to {Holder.read(held)}")
        pipe.multi()  # type: ignore[no-untyped-call]

    async def _renew(self, redis: Redis) -> Holder | None:
        """Take or renew the lock; gives who has it instead."""
        held = await redis.eval(RENEW, 1, self._key, self._mine, LIFE_S)
        return None if held is None else Holder.read(as_text(held)) or Holder(0, "?", "another program")

    async def _renew_often(self, redis: Redis) -> None:
        while self.lost is None:
            await asyncio.sleep(LIFE_S / RENEWALS)
            with suppress(RedisError, OSError, TimeoutError):  # it is tried again, and saving says that Redis is away
                self.lost = await self._renew(redis)
            heed_cancellation()
        log.error("another server has taken the store; nothing is saved any more", holder=str(self.lost))


def _is_dead(other: Holder, me: Holder) -> bool:
    """Whether the holder was a process of this machine that is no more."""
    if other.host != me.host or sys.platform == "win32":  # where asking would end it
        return False
    if other.pid == me.pid:  # in a container the server always has the same number
        return True
    try:
        os.kill(other.pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
