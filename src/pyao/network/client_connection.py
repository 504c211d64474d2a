"""ClientConnection: one client's bytes in, packets to the game, messages out in whole packets.

Anything with the methods of `Transport` can carry the bytes.  To work without sockets, hand in a transport that keeps
what `try_write` is given, call `data_received` with a client's bytes, and `flush_now` to have the answers written.

Source: 01-protocol §3, §4; 02-sessions-and-characters §1.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from pyao.network import evidence
from pyao.network.concerned import CONCERNED
from pyao.network.flusher import Flusher
from pyao.network.frame import Frame
from pyao.network.traffic import Traffic
from pyao.protocol.decoder import PacketDecoder
from pyao.protocol.errors import ProtocolError
from pyao.tasks.packet_handlers import handle
from pyao.tasks.session import Session
from pyao.tasks.task import IllegalPacket
from pyao.world.clock import stopwatch_s

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable, Mapping

    from pyao.network.settings import NetworkSettings
    from pyao.network.transport import Transport
    from pyao.network.turns import Timing
    from pyao.protocol.client_packets import ClientPacket
    from pyao.protocol.message import Message
    from pyao.protocol.text import TextEncoding
    from pyao.tasks.game import Game

log = structlog.get_logger()

MAX_WAITING = 65_536
"""Bytes of input kept until they can be executed; beyond that, reading pauses and the kernel holds the rest."""

NEVER = float("inf")

CLOSE_PATIENCE_S = 5.0
"""Seconds that a closing connection has to send what is queued and end cleanly; after that it is aborted."""


class ClientConnection:
    """One client: transport, decoder, outgoing queue and session.  `wait_closed` returns once the transport is gone."""

    def __init__(  # noqa: PLR0913 - what a connection is made of; all but the first three by name
        self,
        game: Game,
        transport: Transport,
        loop: asyncio.AbstractEventLoop,
        *,
        ip: str,
        slot: int,
        encoding: TextEncoding,
        settings: NetworkSettings,
        round_trip_ms: Callable[[], int] = lambda: 0,
        silent_ms: Callable[[], int] = lambda: 0,
        timing: Timing | None = None,
        traffic: Traffic | None = None,
        log_number: int = 0,
    ) -> None:
        """A new client from `ip`, in session slot `slot`; text goes out in `encoding` until it is set otherwise.

        Lines of the log that concern the connection have `log_number`; no two of one run have the same.
        `round_trip_ms` tells how long bytes take to the client and back, `silent_ms` for how long not even an
        acknowledgement has come from it; 0 = unknown.  The connections of one server share `timing`; without it a
        connection has a frame of its own, and executes what it gets at once.  `traffic` counts what passes.
        """
        self.ip = ip
        self._log_number = log_number
        self.encoding = encoding
        self._game = game
        self._transport = transport
        self._round_trip_ms = round_trip_ms
        self.silent_ms = silent_ms
        self._loop = loop
        self._settings = settings
        self._decoder = PacketDecoder(dialect=settings.dialect, numbering=settings.gm_numbering)
        frame = timing.frame if timing else Frame(loop, settings.frame_ms, game.lateness)
        self._traffic = traffic or Traffic()
        self._flusher = Flusher(
            loop, transport, settings, frame, on_end=transport.finish, on_unread=self._cut, traffic=self._traffic
        )
        self.outbox = self._flusher.outbox
        self._turns = timing.turns if timing else None
        self._waits_for_turn = False
        self._hurried = False
        self._reading = True
        self._closing = False
        self._lost = False
        self._task: asyncio.Task[None] | None = None
        self._retry: asyncio.TimerHandle | None = None
        self._deadline: asyncio.TimerHandle | None = None
        self._gone: asyncio.Future[None] = loop.create_future()
        self.session = Session(game, self, slot)
        transport.attach(self)

    def data_received(self, data: bytes) -> None:
        """Take bytes from the client and execute every packet that is complete."""
        if self._closing:
            return
        self._traffic.bytes_in += len(data)
        self._decoder.feed(data, self._game.world.now_ms)
        self._process()
        if self._decoder.waiting > MAX_WAITING:
            self._read(wanted=False)

    def _process(self) -> None:
        """Execute what the client has sent: in its turn, or at once if there are no turns."""
        if self._task is not None or self._waits_for_turn or self._closing:
            return
        if self._turns is None:
            self.execute_until(NEVER)
        else:
            self._waits_for_turn = True
            self._turns.add(self)

    def execute_until(self, end_s: float, *, hurried: bool = False) -> bool:
        """Execute the client's packets until that moment of the stopwatch, at least one; whether there may be more."""
        self._hurried = hurried
        decoder, world, outbox = self._decoder, self._game.world, self.outbox
        before = len(outbox)
        more = False
        concerned = CONCERNED.set(self)
        try:
            while self._task is None and not self._closing:
                packet = decoder.take(world.now_ms)
                if packet is None:
                    self._try_again_later()
                    break
                self._execute(packet)
                if not decoder.waiting:
                    break
                if stopwatch_s() >= end_s:
                    more = True
                    break
        except ProtocolError as fault:
            self._lose(str(fault), evidence.of_bytes(decoder.backlog, playing=self._playing))
        finally:
            CONCERNED.reset(concerned)
        if len(outbox) > before:
            self._flusher.answer()
        if not self._reading and decoder.waiting <= MAX_WAITING and self._task is None:
            self._read(wanted=True)
        self._waits_for_turn = more = more and self._task is None and not self._closing
        return more

    def _read(self, *, wanted: bool) -> None:
        """Take more from the client, or leave it with the kernel."""
        if wanted is not self._reading:
            self._reading = wanted
            self._transport.pause_reading(paused=not wanted)

    def _execute(self, packet: ClientPacket) -> None:
        self._traffic.packets_in[type(packet)] += 1
        try:
            waiting = handle(self.session, packet)
        except IllegalPacket as fault:
            self._lose(str(fault), self._shown(packet))
        except Exception:  # noqa: BLE001 - whatever fails in one packet must not reach another client
            self._fail(packet)
        else:
            if waiting is not None:
                self._task = self._loop.create_task(self._finish(waiting, packet))

    async def _finish(self, waiting: Awaitable[None], packet: ClientPacket) -> None:
        """Await a slow task, then go on with what the client has sent in the meantime."""
        try:
            await waiting
        except IllegalPacket as fault:
            self._lose(str(fault), self._shown(packet))
        except Exception:  # noqa: BLE001 - whatever fails in one packet must not reach another client
            self._fail(packet)
        self._task = None
        if not self._closing:
            self._flusher.answer()
            self._process()

    def _try_again_later(self) -> None:
        wait_ms = self._decoder.wait_ms(self._game.world.now_ms)
        if wait_ms is not None:
            if self._retry is not None:
                self._retry.cancel()
            self._retry = self._loop.call_later(wait_ms / 1000, self.retry)

    def retry(self) -> None:
        """Try again to read a packet that is complete only once nothing has followed it for a while (InitCrafting)."""
        self._process()

    def log_fields(self) -> Mapping[str, object]:
        """Which connection it is and, once somebody plays, which character; see `pyao.network.concerned`."""
        player = self.session.player
        return {"connection": self._log_number} | ({"character": player.name} if player is not None else {})

    @property
    def _playing(self) -> bool:
        return self.session.player is not None

    def _shown(self, packet: ClientPacket) -> dict[str, str]:
        return evidence.of_packet(packet, self._settings.gm_numbering, playing=self._playing)

    def _lose(self, reason: str, shown: dict[str, str]) -> None:
        """End the connection for the client's fault: one line in the log; the game treats it as a lost connection."""
        log.warning("connection ended", ip=self.ip, reason=reason, **shown)
        self._tell_session()
        self.close()

    def _fail(self, packet: ClientPacket) -> None:
        """End the connection for our own fault: a traceback in the log, and no other client is affected."""
        shown = self._shown(packet)
        log.exception("a packet failed", ip=self.ip, **shown)  # noqa: LOG004 - an exception is being handled: see above
        self._tell_session()
        self.close()

    def send(self, message: Message) -> None:
        """Queue a message; it leaves with the next frame, an answer to the client's own packet right after it."""
        if not self._closing:
            self._flusher.queue(message, self.encoding)

    def hurried(self) -> bool:
        """Whether the server can't keep up with what clients send: what has a shorter answer gets that one."""
        return self._hurried

    def round_trip_ms(self) -> int:
        """How long what is sent now takes to the client and its answer back; 0 = unknown, or no time to speak of."""
        trip_ms = self._round_trip_ms()
        return trip_ms + round(self._flusher.delay_s * 1000) if trip_ms else 0

    def unsent(self) -> bytes:
        """What waits to be written."""
        return self._flusher.unsent()

    @property
    def unsent_bytes(self) -> int:
        """Bytes that wait to be written."""
        return self._flusher.size

    @property
    def is_closing(self) -> bool:
        """Whether the client is gone, or is being sent away."""
        return self._closing

    @property
    def busy(self) -> bool:
        """Whether a task of this client is still waiting for something, such as a password check."""
        return self._task is not None

    def flush_now(self) -> None:
        """Write what is queued without waiting for the client's next frame."""
        self._flusher.flush_now()

    def close(self) -> None:
        """Send everything that is queued, then close in such a way that the client can still read it."""
        if not self._closing:
            self._closing = True
            self._flusher.end()
            self._deadline = self._loop.call_later(CLOSE_PATIENCE_S, self._transport.abort)

    def drop(self, reason: str) -> None:
        """End the connection at once; the game treats it as a lost one."""
        log.info("connection ended", ip=self.ip, reason=reason, **self.log_fields())
        self._transport.abort()

    async def wait_closed(self) -> None:
        """Wait until the connection is gone."""
        await self._gone

    def room_again(self) -> None:
        """Go on writing: the transport has room again."""
        self._flusher.room_again()

    def narrowed(self, most: int) -> None:
        """Write no more than this at once from now on, packets that are longer by themselves left out."""
        self._flusher.narrow(most)

    def _cut(self, reason: str) -> None:
        """End the connection of a client for which too much waits."""
        if not self._closing:
            log.warning("connection ended", ip=self.ip, reason=reason, **self.log_fields())
            self._closing = True
            self._loop.call_soon(self._transport.abort)

    def connection_lost(self) -> None:
        """Clean up after a transport that has gone, for whatever reason, and tell the session."""
        self._closing = True
        self._flusher.stop()
        for timer in (self._retry, self._deadline):
            if timer is not None:
                timer.cancel()
        if self._task is not None:
            self._task.add_done_callback(lambda _task: self._end())
        else:
            self._end()

    def _end(self) -> None:
        self._tell_session()
        if not self._gone.done():
            self._gone.set_result(None)

    def _tell_session(self) -> None:
        if self._lost:
            return
        self._lost = True
        try:
            self.session.lost()
        except Exception:
            log.exception("the end of a session failed", ip=self.ip, **self.log_fields())
