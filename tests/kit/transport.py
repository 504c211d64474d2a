"""A transport that keeps what the server writes."""

from __future__ import annotations

from typing import Any


class MemoryTransport:
    keeps_records = True

    def __init__(self) -> None:
        self.writes: list[bytes] = []
        self.closed = False
        self.trip_ms = 0
        self.silent_ms = 0
        self.receiver: Any = None

    def attach(self, receiver: Any) -> None:
        self.receiver = receiver

    def try_write(self, data: bytes) -> bool:
        self.writes.append(data)
        return True

    def unreached(self) -> int:
        return 0

    def pause_reading(self, *, paused: bool) -> None:
        pass

    def send(self, data: bytes) -> None:
        """Send what a client sends."""
        self.receiver.data_received(data)

    def settle(self) -> None:
        """Nothing is on the way."""

    def finish(self) -> None:
        self.abort()

    def abort(self) -> None:
        if not self.closed:
            self.closed = True
            self.receiver.connection_lost()

    def take(self) -> bytes:
        data = b"".join(self.writes)
        self.writes.clear()
        return data
