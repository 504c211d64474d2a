"""What has passed through the connections of a listener since it was made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyao.protocol.client_packets import ClientPacket

MANY = 4_096
"""Packets that may wait to be counted."""


@dataclass(slots=True)
class Traffic:
    """Totals of all connections, those that are gone too."""

    bytes_in: int = 0
    bytes_out: int = 0
    packets_in: Counter[type[ClientPacket]] = field(default_factory=Counter)
    _counted: Counter[int] = field(default_factory=Counter)
    _uncounted: list[bytes] = field(default_factory=list)

    @property
    def packets_out(self) -> Counter[int]:
        """By the number of the `ServerPacketID`."""
        self._count()
        return self._counted

    def note_sent(self, packets: Iterable[bytes]) -> None:
        """Note packets that leave.  They are counted many at a time: one by one would cost a tenth of each write."""
        self._uncounted += packets
        if len(self._uncounted) > MANY:
            self._count()

    def _count(self) -> None:
        # Most packets went to many: each is one object, which is counted before its id, the first byte, is looked at.
        for packet, times in Counter(self._uncounted).items():
            self._counted[packet[0]] += times
        self._uncounted.clear()
