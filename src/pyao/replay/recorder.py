"""The recorder: notes everything that enters the game, in the order in which the game takes it.

An event is one call from outside: a packet, a tick, a task that goes on after it has waited.  The world's clock stands
still while one is handled.  What an event causes by itself is not noted; it happens in a replay too.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic

import structlog

from pyao.network.course import Course, R
from pyao.protocol.client_packets import LoginExistingChar, LoginNewChar, ThrowDices
from pyao.replay.outside import said_fault
from pyao.replay.recording import Kind, RecordingFile
from pyao.replay.secrets import is_secret, without_hashes, without_password
from pyao.replay.tap import TappedConnection, Taps, packed
from pyao.tasks.session import Phase
from pyao.world.clock import TICKS_A_SECOND

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Generator, Iterator, Mapping

    from pyao.network.client_connection import ClientConnection
    from pyao.protocol.client_packets import ClientPacket
    from pyao.protocol.text import TextEncoding
    from pyao.world.clock import HeldClock


log = structlog.get_logger()

BEFORE_THE_GAME = (ThrowDices, LoginNewChar, LoginExistingChar)
"""All that a client may send before it has logged in."""


class Recorder(Course):
    """Sets things going and notes them, once it has a file."""

    file: RecordingFile

    def __init__(self, clock: HeldClock, *, whole_output: bool = False) -> None:
        """`whole_output` = also note what everybody is sent, not only digests of it."""
        self.connection = self._connection
        self.on = False
        self._clock = clock
        self._whole_output = whole_output
        self._taps = Taps(keep_all=whole_output)
        self._ticks = 0
        self._numbers = 0
        self._knocking = 0
        self._task: int | None = None
        """The task that goes on within the current event."""

        self._away: set[int] = set()
        """Tasks that wait for an answer from outside: how they go on until then is not the game's affair."""

    def begin_file(self, file: RecordingFile) -> None:
        """Note from now on; nothing may have happened to the game yet."""
        self.file = file
        self.on = True
        self.finish()

    @property
    def inside(self) -> bool:
        """Whether an event is being handled: then nothing is an event of its own."""
        return self._clock.held_ms is not None

    @contextmanager
    def event(self, kind: Kind, number: int = 0, data: bytes = b"") -> Iterator[None]:
        """Note what happens within as an event; it is none if another event causes it."""
        if self.inside:
            yield
            return
        self.begin(kind, number, data)
        try:
            yield
        finally:
            self.finish()

    def begin(self, kind: Kind, number: int = 0, data: bytes = b"") -> None:
        """Note an event; the clock stands still until it is finished."""
        now = self._clock.hold()
        if self.on:
            self.file.add(kind, now, number, data)

    def finish(self) -> None:
        """The event has been handled."""
        self._clock.held_ms = None

    def _next(self) -> int:
        self._numbers += 1
        return self._numbers

    # What `Course` sets going

    @contextmanager
    def knocking(self, ip: str, encoding: TextEncoding, segment: int) -> Iterator[None]:
        """See `Course`."""
        self._knocking = self._next()
        with self.event(Kind.KNOCK, self._knocking, _json([ip, encoding.value, segment])):
            yield

    def _connection(self, *arguments: Any, **named: Any) -> ClientConnection:  # noqa: ANN401 - what `ClientConnection` takes
        return RecordedConnection(self, self._knocking, self._taps, *arguments, **named)

    def tick(self, tick: Callable[[], None]) -> None:
        """See `Course`."""
        self._ticks += 1
        whole_second = self._ticks % TICKS_A_SECOND == 0
        if whole_second or self._whole_output:
            self._note_output()
        if whole_second:
            self._note_clock()
        with self.event(Kind.TICK, self._ticks):
            tick()
        if whole_second and self.on:
            self.file.flush()
            if self.file.full:
                log.warning("the recording is full; it ends here", seconds=self._ticks // TICKS_A_SECOND)
                self._end(wait=False)

    def _note_output(self) -> None:
        """Note what was sent since the last time: digests, and all of it if that is wanted."""
        now, said, digests = self._clock.now_ms(), self._taps.hear(), self._taps.digests()
        if self.on:
            for one in said:
                self.file.add(Kind.OUTPUT, now, one.connection.number, one.data)
            self.file.add(Kind.SENT, now, 0, packed(digests))

    def _note_clock(self) -> None:
        now = self._clock.now_ms()
        today = self._clock.set_since(now)
        if today is not None and self.on:
            self.file.add(Kind.CLOCK, now, 0, today.isoformat().encode())

    async def job(self, name: str, work: Coroutine[Any, Any, R]) -> R:
        """See `Course`."""
        number = self._next()
        return await Stepped(self, number, work, first=(Kind.JOB, name.encode()))

    async def order(self, name: str, arguments: Mapping[str, Any], who: str, work: Coroutine[Any, Any, R]) -> R:
        """See `Course`."""
        number = self._next()
        return await Stepped(self, number, work, first=(Kind.ORDER, _json([name, arguments, who])))

    async def sleep(self, seconds: float) -> None:
        """See `Course`."""
        await self.ask(lambda: Course.sleep(self, seconds), lambda _none: None, lambda _none: None)

    def end(self) -> None:
        """See `Course`."""
        if self.on:
            self._end(wait=True)

    def _end(self, *, wait: bool) -> None:
        self._note_output()
        self.file.add(Kind.END, self._clock.now_ms())
        self.on = False
        self.file.close(wait=wait)

    # What tasks wait for

    async def ask(
        self,
        question: Callable[[], Awaitable[R]],
        say: Callable[[R], Any],
        read: Callable[[Any], R],  # noqa: ARG002 - see `Asker`
    ) -> R:
        """Ask, and note the answer if it is the game that asks."""
        task = self._task
        if task is None:
            return await question()
        self._away.add(task)
        try:
            answer = await question()
        except Exception as fault:
            self._back(task, {"fault": said_fault(fault)})
            raise
        self._back(task, {"answer": say(answer)})
        return answer

    def _back(self, task: int, said: dict[str, Any]) -> None:
        self._away.discard(task)
        self.begin(Kind.ANSWER, task, _json(said))

    def asked(self, number: int) -> int:
        """Note a number that the game asked for within an event."""
        if self.inside and self.on:
            self.file.add(Kind.ASKED, self._clock.now_ms(), number)
        return number

    def send(self, task: int, coroutine: Coroutine[Any, Any, R], first: tuple[Kind, bytes] | None) -> Any:  # noqa: ANN401 - what it waits for
        """Let a task go on to where it waits next; `first` = how it began, if this is its beginning."""
        if task not in self._away:
            kind, data = first or (Kind.STEP, b"")
            self.begin(kind, task, data)
        self._task = task
        try:
            return coroutine.send(None)
        finally:
            self._task = None
            self.finish()


class Stepped(Generic[R]):
    """A coroutine of the game that is awaited; each time it goes on is an event."""

    def __init__(
        self, recorder: Recorder, number: int, work: Coroutine[Any, Any, R], first: tuple[Kind, bytes] | None = None
    ) -> None:
        """`first` = the event with which it begins, if that is not a step like any other."""
        self._recorder = recorder
        self._number = number
        self._work = work
        self._first = first

    def __await__(self) -> Generator[Any, None, R]:
        """Wait for its end."""
        first = self._first
        while True:
            try:
                waits_for = self._recorder.send(self._number, self._work, first)
            except StopIteration as end:
                result: R = end.value
                return result
            first = None
            try:
                yield waits_for
            except BaseException as fault:  # it is being cancelled, since the server stops
                self._work.throw(fault)
                raise


class RecordedConnection(TappedConnection):
    """A connection that notes what comes in on it."""

    __slots__ = ("_recorder",)

    def __init__(self, recorder: Recorder, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - what `ClientConnection` takes
        self._recorder = recorder
        super().__init__(*arguments, **named)
        silent_ms = self.silent_ms
        self.silent_ms = lambda: recorder.asked(silent_ms())

    def round_trip_ms(self) -> int:
        """See `ClientConnection`."""
        return self._recorder.asked(super().round_trip_ms())

    def _execute(self, packet: ClientPacket) -> None:
        if self.session.phase is Phase.CONNECTED and not isinstance(packet, BEFORE_THE_GAME):
            # It ends the connection, and may be part of a login behind one wrong byte.
            kind, data = Kind.FAULT, b""
        else:
            kind = Kind.HURRIED if self._hurried else Kind.PACKET
            data = without_password(packet) if is_secret(packet) else self._decoder.taken()
        self._recorder.begin(kind, self.number, data)
        try:
            super()._execute(packet)
        finally:
            self._recorder.finish()

    async def _finish(self, waiting: Awaitable[None], packet: ClientPacket) -> None:
        await Stepped(self._recorder, self.number, super()._finish(waiting, packet))

    def _lose(self, reason: str, shown: dict[str, str]) -> None:
        with self._recorder.event(Kind.FAULT, self.number):
            super()._lose(reason, shown)

    def _cut(self, reason: str) -> None:
        if not self._closing:
            with self._recorder.event(Kind.CUT, self.number):
                self.cut(reason)

    def connection_lost(self) -> None:
        """See `ClientConnection`."""
        with self._recorder.event(Kind.LOST, self.number):
            super().connection_lost()

    def _end(self) -> None:
        with self._recorder.event(Kind.GONE, self.number):
            super()._end()


def _json(value: object) -> bytes:
    return without_hashes(json.dumps(value, ensure_ascii=False, separators=(",", ":"))).encode("utf-8", "surrogatepass")
