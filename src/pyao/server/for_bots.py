"""Settings of a server that is there for bots, tests and pictures, and for nobody else."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

FOR_BOTS: Mapping[str, Any] = MappingProxyType(
    {
        "game.connection_interval_ms": 0,
        "game.connections_per_ip": 0,
        "storage.backend": "memory",
        "storage.password_memory_kib": 8,
        "storage.password_time_cost": 1,
    }
)
"""It lets in any number from one address at once, hashes cheaply, and keeps nothing.  Names as in `load_settings`."""
