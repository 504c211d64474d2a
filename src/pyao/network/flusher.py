"""When a connection's queue is written: once per client frame, and the answer to its own action at once.

Source: 01-protocol §3 rules 3 to 6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.network.outgoing import Outgoing
from pyao.network.pace import Pace
from pyao.network.traffic import Traffic
from pyao.protocol.dialect import Dialect
from pyao.protocol.packet_id import ServerPacketID
from pyao.world.clock import stopwatch_s

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from pyao.network.frame import Frame
    from pyao.network.settings import NetworkSettings
    from pyao.network.transport import Transport
    from pyao.protocol.message import Message
    from pyao.protocol.text import TextEncoding

QUIET_FRAMES = 3
"""Client frames to wait after a packet that must go alone, so that the client never reads the next one with it."""

MOST_AT_ONCE = 2
"""How many times `max_queue_bytes` may wait for a client that reads: the memory of a connection has a bound."""


def _nobody_cares(*_reason: str) -> None:
    """Do nothing: the connection is gone."""


class Flusher:
    """The outgoing side of one connection."""

    __slots__ = (
        "_dice_due_s",
        "_ending",
        "_first_dice_s",
        "_frame",
        "_frame_s",
        "_full",
        "_gap_s",
        "_loop",
        "_most_bytes",
        "_on_end",
        "_on_unread",
        "_outgoing",
        "_pace",
        "_packets",
        "_ready_s",
        "_share",
        "_timer",
        "_traffic",
        "_transport",
        "_write",
        "may_answer",
        "outbox",
    )

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        transport: Transport,
        settings: NetworkSettings,
        frame: Frame,
        *,
        on_end: Callable[[], None],
        on_unread: Callable[[str], None],
        traffic: Traffic | None = None,
    ) -> None:
        """`on_end` is called when all has been written after `end`, `on_unread` with the reason once too much waits."""
        self._loop = loop
        self._transport = transport
        self._gap_s = 0.0 if transport.keeps_records else settings.flush_gap_ms / 1000
        self._frame_s = settings.frame_ms / 1000
        self._most_bytes = settings.max_queue_bytes
        self._traffic = traffic or Traffic()
        self._outgoing = Outgoing(settings.max_flush, settings.dialect, self._traffic)
        self.outbox = self._packets = self._outgoing.packets
        self._on_end = on_end
        self._first_dice_s = settings.first_dice_ms / 1000 if settings.dialect is Dialect.GODOT else 0.0
        self._on_unread = on_unread
        self._timer: asyncio.Handle | None = None
        self._ready_s = 0.0
        self._dice_due_s = 0.0
        """When the first dice may leave, by the stopwatch: the loop's time stands still while it works."""

        self._pace: Pace | None = None
        """How fast the client reads; `None` = nothing waits for it."""

        self._write: tuple[bytes, bool] | None = None
        self._full = False
        self._ending = False
        self.may_answer = True
        """Whether an answer may leave at once: the first one in each frame."""

        self._frame = frame
        self._share = frame.join(self, self._packets)

    @property
    def size(self) -> int:
        """Bytes that have not been handed to the transport yet."""
        return self._outgoing.size + (len(self._write[0]) if self._write else 0)

    def __bool__(self) -> bool:
        """Whether anything has not been handed to the transport yet."""
        return bool(self._packets or self._outgoing.writes or self._write)

    def unsent(self) -> bytes:
        """What has not been handed to the transport yet."""
        return (self._write[0] if self._write else b"") + self._outgoing.unsent()

    @property
    def delay_s(self) -> float:
        """Seconds until what is queued now can be written at the earliest."""
        return max(0.0, self._ready_s - self._loop.time())

    def queue(self, message: Message, encoding: TextEncoding) -> None:
        """Append a message; it is written with the next frame, if not before.

        The first dice of a connection, and what follows them, wait longer.  Source: 01-protocol §2 "Creation screen".
        """
        if self._first_dice_s and message.id is ServerPacketID.DICE_ROLL:
            self._outgoing.add(message, encoding, alone=True)
            self._ready_s = max(self._ready_s, self._loop.time() + self._first_dice_s)
            self._dice_due_s = stopwatch_s() + self._first_dice_s
            self._first_dice_s = 0.0
            self.flush()
        else:
            self._outgoing.add(message, encoding)

    def answer(self) -> None:
        """Write an answer to the client's own action without waiting for the frame's end; the next ones gather."""
        if self.may_answer:
            self.may_answer = False
            self._share.answered.append(self)
            self.flush()

    def flush(self) -> None:
        """Write what is queued, as far as the transport has room and nothing keeps the next write off."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if not (self._full or self._write or self._ready_s):
            # All that is queued in one go, as can nearly always be done.
            data = self._outgoing.take_all()
            if data:
                if self._transport.try_write(data):
                    self._traffic.bytes_out += len(data)
                    if self._gap_s:
                        self._ready_s = self._loop.time() + self._gap_s
                    self._pace = None
                    if self._ending:
                        self._on_end()
                    return
                self._write, self._full = (data, False), True
        self._write_by_and_by()

    def _write_by_and_by(self) -> None:
        """Write one after the other, until something keeps the next write off."""
        while not self._full and (self._write or self._outgoing):
            if self._dice_due_s:
                self._wait_for_creation_screen()
            if self._ready_s and self._loop.time() < self._ready_s:
                self._timer = self._loop.call_at(self._ready_s, self.flush)
                break
            self._write_one()
        else:
            if not self._full:
                self._pace = None
                if self._ending:
                    self._on_end()
                return
        self._keep_waiting()

    def _wait_for_creation_screen(self) -> None:
        """Keep the first dice off until they are due, and forget about them then."""
        left_s = self._dice_due_s - stopwatch_s()
        if left_s > 0:
            self._ready_s = max(self._ready_s, self._loop.time() + left_s)
        else:
            self._dice_due_s = 0.0

    def end(self) -> None:
        """Write what is queued, but nothing behind an error dialog; nothing may be queued after this call."""
        self._ending = True
        self._outgoing.end_with_error()
        self._loop.call_soon(self.flush)

    def flush_now(self) -> None:
        """Write what is queued, even if something keeps the next write off."""
        self._ready_s = self._dice_due_s = 0.0
        self.flush()

    def room_again(self) -> None:
        """Go on writing after the transport had no room."""
        self._full = False
        if self._write or self._outgoing:
            self.flush()

    def narrow(self, most: int) -> None:
        """Write at most so many bytes at once from now on; what has been joined already stays so."""
        self._outgoing.narrow(most)

    def stop(self) -> None:
        """Never write again: the transport is gone."""
        if self._timer is not None:
            self._timer.cancel()
        self._full = True
        self._frame.leave(self, self._share)
        self._on_end = self._on_unread = _nobody_cares

    def _write_one(self) -> None:
        if self._write is None:
            self._write = self._outgoing.take_write()
        data, alone = self._write
        if not self._transport.try_write(data):
            self._full = True
            return
        self._traffic.bytes_out += len(data)
        if self._pace is not None:
            self._pace.written += len(data)
        self._write = None
        if alone:
            self._ready_s = self._loop.time() + QUIET_FRAMES * self._frame_s
        elif self._gap_s:
            self._ready_s = self._loop.time() + self._gap_s
        else:
            self._ready_s = 0.0

    def _keep_waiting(self) -> None:
        """Keep what could not be written in little memory, and end a connection that is too far behind.

        What others did in one turn never ends it, and what they go on doing only if the client does not read, or if
        far too much waits.  What counts is the memory that all of it takes.
        """
        self._outgoing.cut()
        now = self._loop.time()
        pace = self._pace
        if pace is None:
            self._pace = Pace(now, self._transport.unreached())
            return
        pace.look(now, ours=not self._full)
        if pace.due:
            pace.measure(self._transport.unreached())
        memory = self._outgoing.memory
        if pace.slow and memory > self._most_bytes:
            self._on_unread("the client does not read")
        elif memory > MOST_AT_ONCE * self._most_bytes:
            self._on_unread("the client reads more slowly than it is written to")
