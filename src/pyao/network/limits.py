"""Who may connect: the checks on a new connection, and the session slots.

Source: 02-sessions-and-characters §1.1.
"""

from __future__ import annotations

import heapq
from collections import Counter
from typing import TYPE_CHECKING

from pyao.messaging.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.settings import GameSettings


class TooSoon(Exception):
    """The address has connected a moment ago: nothing is said."""


class Refused(Exception):
    """A connection is refused with a sentence."""


class Doorkeeper:
    """Knows the addresses and the slots in use."""

    def __init__(self, settings: GameSettings, is_banned: Callable[[str], bool]) -> None:
        """All slots are free; `is_banned` tells whether an address may not connect."""
        self._settings = settings
        self._is_banned = is_banned
        self._last_ms: dict[str, int] = {}
        self._open: Counter[str] = Counter()
        self._free = list(range(1, settings.max_users + 1))
        self._holders: dict[int, str] = {}

    def admit(self, ip: str, now_ms: int) -> int:
        """The checks in order; gives the lowest free slot, which is held until `release`.

        Raises:
            TooSoon: within the interval after the address's last accepted connection.
            Refused: with the sentence for the client.

        """
        interval = self._settings.connection_interval_ms
        last = self._last_ms.get(ip)
        if interval and last is not None and now_ms - last < interval:
            raise TooSoon
        if interval:
            self._last_ms[ip] = now_ms
        if 0 < self._settings.connections_per_ip <= self._open[ip]:
            raise Refused(_("Se alcanzó el límite de conexiones para tu dirección de IP."))
        if not self._free:
            raise Refused(_("El servidor está lleno, por favor volvé a intentarlo más tarde."))
        if self._is_banned(ip):
            raise Refused(_("Tu dirección de IP se encuentra bloqueada en este servidor."))
        slot = heapq.heappop(self._free)
        self._holders[slot] = ip
        self._open[ip] += 1
        return slot

    def release(self, slot: int) -> None:
        """Nobody holds the slot any more: neither a connection nor a character in the world."""
        ip = self._holders.pop(slot)
        self._open[ip] -= 1
        if not self._open[ip]:
            del self._open[ip]
        heapq.heappush(self._free, slot)

    def forget_intervals(self) -> None:
        """Empty the table of last connections, as every world clean-up does."""
        self._last_ms.clear()
