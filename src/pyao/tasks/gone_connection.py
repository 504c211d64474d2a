"""What a session keeps of its connection once that is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.world.messages import UNHEARD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyao.protocol.message import Message
    from pyao.tasks.ports import Connection


class GoneConnection:
    """Where the client came from; nothing reaches it any more."""

    is_closing = True
    busy = False

    def __init__(self, connection: Connection) -> None:
        self.ip = connection.ip
        self.encoding = connection.encoding
        self.outbox: list[bytes] = UNHEARD
        self._log_fields = connection.log_fields()

    def send(self, message: Message) -> None:
        pass

    def round_trip_ms(self) -> int:
        return 0

    def log_fields(self) -> Mapping[str, object]:
        return self._log_fields

    def hurried(self) -> bool:
        return False

    def silent_ms(self) -> int:
        return 0

    def close(self) -> None:
        pass

    def drop(self, reason: str) -> None:
        pass
