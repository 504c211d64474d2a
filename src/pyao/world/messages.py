"""How the world tells players something; how that reaches them is not the world's business."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Protocol

from pyao.protocol.text import TextEncoding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyao.protocol.message import Message


class Toggle(Enum):
    """A flag of the client that packets can only flip.  Source: 01-protocol §10."""

    PARALYSED = "paralysed"
    MEDITATING = "meditating"
    RESTING = "resting"
    SAILING = "sailing"
    PAUSED = "paused"


class Messages(Protocol):
    """One player's line to the client."""

    encoding: TextEncoding

    outbox: list[bytes]
    """Appending the bytes of a plain packet (`Message.plain`) queues them behind everything queued before."""

    def send(self, message: Message) -> None:
        """Queue a message behind everything queued before."""

    def toggle(self, flag: Toggle, *, on: bool) -> None:
        """Set a flag of the client; the packet that flips it is only sent if the client has the other value."""

    def round_trip_ms(self) -> int:
        """How long what is sent now takes to the client and its answer back; 0 = unknown, or no time to speak of."""

    def log_fields(self) -> Mapping[str, object]:
        """What a line of the log says of the connection; empty = there is none."""

    def close(self) -> None:
        """End the connection after everything queued has left."""


class Unheard(list[bytes]):
    """Where packets go that nobody gets: it stays empty."""

    __slots__ = ()

    def append(self, _packet: bytes) -> None:
        pass


UNHEARD = Unheard()


class Silence:
    """The line of a character whose connection is gone: nothing is sent."""

    encoding = TextEncoding.CP1252

    def __init__(self) -> None:
        self.outbox: list[bytes] = UNHEARD

    def send(self, message: Message) -> None:
        pass

    def toggle(self, flag: Toggle, *, on: bool) -> None:
        pass

    def round_trip_ms(self) -> int:
        return 0

    def log_fields(self) -> Mapping[str, object]:
        return {}

    def close(self) -> None:
        pass


NOBODY = Silence()
