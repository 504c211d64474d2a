"""Who may connect: the checks on a new connection, and the session slots.

Source: 02-sessions-and-characters §1.1.
"""

from __future__ import annotations

import heapq
from collections import Counter
from typing import TYPE_CHECKING

from pyao.messaging.i18n import _
from pyao.world.addresses import block_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.settings import GameSettings


class TooSoon(Exception):
    """The address connected only a moment ago: the socket is closed without a word."""


class Refused(Exception):
    """The connection is refused; the text is the sentence for the client."""


def _nobody_goes(_ip: str) -> None:
    """Free no slot."""


class Doorkeeper:
    """Decides who may connect; counts connections by address and hands out the session slots.

    A /64 of IPv6 counts as one address.
    """

    def __init__(
        self, settings: GameSettings, is_banned: Callable[[str], bool], make_room: Callable[[str], None] = _nobody_goes
    ) -> None:
        """All slots start free; `is_banned` says whether an address is banned.

        `make_room` is called when all slots are taken, and may free one for a newcomer from that address.
        """
        self._settings = settings
        self._is_banned = is_banned
        self._make_room = make_room
        self._last_ms: dict[str, int] = {}
        self._open: Counter[str] = Counter()
        self._free = list(range(1, settings.max_users + 1))
        self._holders: dict[int, str] = {}
        self._left_behind: set[int] = set()
        """Slots still held by a character in the world whose connection has gone."""

    def use(self, settings: GameSettings) -> None:
        """Decide by other settings from now on; the number of slots stays what it was."""
        self._settings = settings

    def admit(self, ip: str, now_ms: int) -> int:
        """Check a new connection and take the lowest free slot for it, which the connection holds from now on.

        Raises:
            TooSoon: the address's last connection to pass this first check was less than the interval ago.
            Refused: too many connections from the address, no free slot, or a banned address.

        """
        interval = self._settings.connection_interval_ms
        block = block_of(ip)
        last = self._last_ms.get(block)
        if interval and last is not None and now_ms - last < interval:
            raise TooSoon
        if interval:
            self._last_ms[block] = now_ms
        if 0 < self._settings.connections_per_ip <= self._open[block]:
            raise Refused(_("Se alcanzó el límite de conexiones para tu dirección de IP."))
        banned = self._is_banned(ip)
        if not self._free and not banned:
            self._make_room(ip)
        if not self._free:
            raise Refused(_("El servidor está lleno, por favor volvé a intentarlo más tarde."))
        if banned:
            raise Refused(_("Tu dirección de IP se encuentra bloqueada en este servidor."))
        slot = heapq.heappop(self._free)
        self._holders[slot] = block
        self._open[block] += 1
        return slot

    def connection_gone(self, slot: int, *, in_world: bool) -> None:
        """Free the slot of a connection that is gone, unless its character is still `in_world`.  Source: 02 §1.1 #3."""
        if in_world:
            self._left_behind.add(slot)
        else:
            self._release(slot)

    def character_gone(self, slot: int) -> None:
        """Free the slot of a character that has left the world, unless its connection is still there."""
        if slot in self._left_behind:
            self._left_behind.remove(slot)
            self._release(slot)

    def _release(self, slot: int) -> None:
        block = self._holders.pop(slot)
        self._open[block] -= 1
        if not self._open[block]:
            del self._open[block]
        heapq.heappush(self._free, slot)

    def forget_intervals(self) -> None:
        """Forget when each address last connected; every world clean-up does this."""
        self._last_ms.clear()
