"""What has passed through the connections of a listener since it was made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyao.protocol.client_packets import ClientPacket


@dataclass(slots=True)
class Traffic:
    """Totals of all connections, those that are gone too."""

    bytes_in: int = 0
    bytes_out: int = 0
    packets_in: Counter[type[ClientPacket]] = field(default_factory=Counter)
    packets_out: Counter[int] = field(default_factory=Counter)
    """By the number of the `ServerPacketID`."""
