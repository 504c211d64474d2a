"""What a player hears through: the world knows that something can be told, not how it travels."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Protocol

from pyao.protocol.text import TextEncoding

if TYPE_CHECKING:
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

    def send(self, message: Message) -> None:
        """Queue a message behind everything queued before."""

    def toggle(self, flag: Toggle, *, on: bool) -> None:
        """Make the client's flag so; sends the flipping packet only if the client believes otherwise."""

    def close(self) -> None:
        """End the connection after everything queued has left."""


class Silence:
    """The line of a character whose connection is gone: nobody listens."""

    encoding = TextEncoding.CP1252

    def send(self, message: Message) -> None:
        """Nobody hears it."""

    def toggle(self, flag: Toggle, *, on: bool) -> None:
        """There is no client to keep in step."""

    def close(self) -> None:
        """It is closed already."""


NOBODY = Silence()
