"""A connection whose client is a recording."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyao.replay.stepper import OutOfStep, StillLoop
from pyao.replay.tap import TappedConnection, Taps

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.protocol.client_packets import ClientPacket


class _NoTransport:
    """Takes everything that is written, and ends when the recording says so."""

    keeps_records = True

    def __init__(self) -> None:
        self._receiver: Any = None
        self._open = True

    def attach(self, receiver: Any) -> None:  # noqa: ANN401 - see `Transport`
        self._receiver = receiver

    def try_write(self, _data: bytes) -> bool:
        return True

    def unreached(self) -> int:
        return 0

    def pause_reading(self, *, paused: bool) -> None:
        pass

    def finish(self) -> None:
        pass

    def abort(self) -> None:
        if self._open:
            self._open = False
            self._receiver.connection_lost()


class ReplayedConnection(TappedConnection):
    """Takes packets when the recording says so, and keeps what it would write."""

    def __init__(
        self,
        next_asked: Callable[[], int],
        number: int,
        taps: Taps,
        **named: Any,  # noqa: ANN401 - what `ClientConnection` takes
    ) -> None:
        self.still = StillLoop()
        self.transport = _NoTransport()
        super().__init__(number, taps, transport=self.transport, loop=self.still, silent_ms=next_asked, **named)
        self.round_trip_ms = next_asked  # type: ignore[method-assign]

    def play(self, packet: ClientPacket, *, hurried: bool) -> None:
        """Execute a packet as if it had come in, `hurried` while the server could not keep up."""
        if self._closing or self.busy:
            raise OutOfStep("it can't take a packet now")
        self._hurried = hurried
        self._execute(packet)

    def lose(self) -> None:
        """End for the client's fault."""
        if not self._closing:
            self._lose("it is so in the recording", {})

    def gone(self) -> None:
        """The task that was still busy when the connection was lost is over."""
        self._end()
