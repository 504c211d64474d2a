"""When a connection's queue is written: at the end of the loop turn if it was quiet, otherwise once per client frame.

Source: 01-protocol §3 rules 3 to 6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.network.outgoing import Outgoing
from pyao.network.traffic import Traffic
from pyao.protocol.dialect import Dialect
from pyao.protocol.packet_id import ServerPacketID

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from pyao.network.settings import NetworkSettings
    from pyao.network.transport import Transport
    from pyao.protocol.message import Message
    from pyao.protocol.text import TextEncoding

QUIET_FRAMES = 3
"""Client frames to wait after a packet that must go alone, so that the client never reads the next one with it."""


class Flusher:
    """The outgoing side of one connection.  `on_empty` is called whenever everything has been written."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        transport: Transport,
        settings: NetworkSettings,
        on_empty: Callable[[], None],
        traffic: Traffic | None = None,
    ) -> None:
        self._loop = loop
        self._transport = transport
        self._gap_s = 0.0 if transport.keeps_records else settings.flush_gap_ms / 1000
        self._frame_s = max(settings.frame_ms / 1000, self._gap_s)
        self._outgoing = Outgoing(settings.max_flush, settings.dialect)
        self._on_empty = on_empty
        self._traffic = traffic or Traffic()
        self._first_dice_s = settings.first_dice_ms / 1000 if settings.dialect is Dialect.GODOT else 0.0
        self._timer: asyncio.Handle | None = None
        self._ready_s = 0.0
        self._write: tuple[bytes, bool] | None = None
        self._full = False

    @property
    def size(self) -> int:
        """Bytes that have not been handed to the transport yet."""
        return self._outgoing.size + (len(self._write[0]) if self._write else 0)

    @property
    def delay_s(self) -> float:
        """Seconds until what is queued now can be written at the earliest."""
        return max(0.0, self._ready_s - self._loop.time())

    def queue(self, message: Message, encoding: TextEncoding) -> None:
        """Append a message; it is written at the end of this loop turn, or a client frame after the last write.

        The first dice of a connection, and what follows them, wait longer.  Source: 01-protocol §2 "Creation screen".
        """
        self._traffic.packets_out[message.id] += 1
        held = bool(self._first_dice_s) and message.id is ServerPacketID.DICE_ROLL
        self._outgoing.add(message, encoding, alone=held)
        if held:
            self._ready_s = max(self._ready_s, self._loop.time() + self._first_dice_s)
            self._first_dice_s = 0.0
        if self._timer is None and not self._full:
            self._schedule()

    def flush(self) -> None:
        """Write what is queued, as far as the transport has room and the client's frame is over."""
        self._cancel()
        while (self._write or self._outgoing) and not self._full:
            if self._loop.time() < self._ready_s:
                self._schedule()
                return
            self._write_one()
        if not self._full:
            self._ready_s = max(self._ready_s, self._loop.time() + self._frame_s)
            self._on_empty()

    def end(self) -> None:
        """Write what is queued, but nothing behind an error dialog; nothing may be queued after this call."""
        self._outgoing.end_with_error()
        self._loop.call_soon(self.flush)

    def flush_now(self) -> None:
        """Write what is queued, even if the client's frame is not over yet."""
        self._ready_s = 0.0
        self.flush()

    def room_again(self) -> None:
        """Go on writing after the transport had no room."""
        self._full = False
        if self._write or self._outgoing:
            self.flush()

    def stop(self) -> None:
        """Never write again: the transport is gone."""
        self._cancel()
        self._full = True

    def _write_one(self) -> None:
        if self._write is None:
            self._write = self._outgoing.take_write()
        data, alone = self._write
        if not self._transport.try_write(data):
            self._full = True
            return
        self._traffic.bytes_out += len(data)
        self._write = None
        if alone:
            self._ready_s = self._loop.time() + QUIET_FRAMES * self._frame_s
        elif self._outgoing and self._gap_s:
            self._ready_s = self._loop.time() + self._gap_s

    def _schedule(self) -> None:
        delay_s = self._ready_s - self._loop.time()
        self._timer = self._loop.call_later(delay_s, self.flush) if delay_s > 0 else self._loop.call_soon(self.flush)

    def _cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
