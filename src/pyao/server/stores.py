"""The store and the passwords that the settings ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.storage.history import HistoryPlan
from pyao.storage.memory_store import MemoryStore
from pyao.storage.passwords import Passwords
from pyao.storage.sqlite_store import SqliteStore

if TYPE_CHECKING:
    from pyao.server.settings import Settings, StorageSettings
    from pyao.storage.store import Store


def store_of(settings: Settings) -> Store:
    """The store that the settings name, not yet opened."""
    kept = settings.storage
    plan = HistoryPlan(character_kib=kept.history_character_kib, total_mib=kept.history_total_mib)
    if kept.backend == "redis":
        from pyao.storage.redis_store import RedisStore  # noqa: PLC0415 - see `redis_config`

        return RedisStore(settings.redis, plan)
    return MemoryStore(plan) if kept.backend == "memory" else SqliteStore(kept.path, plan)


def passwords_of(settings: StorageSettings) -> Passwords:
    """What hashes passwords, at the cost that the settings name."""
    return Passwords(
        time_cost=settings.password_time_cost,
        memory_kib=settings.password_memory_kib,
        at_once=settings.password_threads,
    )
