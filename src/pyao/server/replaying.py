"""Playing a recording again, without sockets, store or threads, as fast as it goes; and comparing what is sent.

The same server is made as for the recording.  What entered the game then enters it now, in the same order and at the
same moments; whatever the game asked outside is answered as it was then.
"""

from __future__ import annotations

import json
import sys
from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from itertools import chain
from typing import TYPE_CHECKING, Any

import structlog

from pyao.network.course import Course, R
from pyao.network.limits import Refused, TooSoon
from pyao.protocol.decoder import SHORT_CRAFTING_MS, PacketDecoder
from pyao.protocol.errors import ProtocolError
from pyao.protocol.text import TextEncoding
from pyao.replay.comparison import Difference, Hearing
from pyao.replay.outside import fault_of
from pyao.replay.recording import Event, Kind
from pyao.replay.stepper import Answer, OutOfStep, Stepper, StillLoop
from pyao.replay.tap import TappedConnection, Taps, packed, unpacked
from pyao.server.argentum_server import ArgentumServer
from pyao.server.control.command import Refused as CommandRefused
from pyao.server.program import ContentUnknown, with_sections
from pyao.server.recording import code_hash, language_hash
from pyao.server.world_host import guarded
from pyao.storage.world_pack import fingerprint
from pyao.world.clock import ManualClock
from pyao.world.rng import Dice

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterator

    from pyao.protocol.client_packets import ClientPacket
    from pyao.replay.recording import Recording
    from pyao.server.settings import Settings


log = structlog.get_logger()

AT_ONCE = {"frame_ms": 0, "first_dice_ms": 0, "flush_gap_ms": 0}
"""Settings with which nothing has to wait before it is written."""


class Unplayable(Exception):
    """The recording was made with something that is not here; each line says what."""


@dataclass(slots=True)
class Outcome:
    """What came of a replay."""

    ticks: int = 0
    packets: int = 0
    sent_bytes: int = 0
    difference: str = ""
    """Where the replay left the recording, in words; empty = what was sent is the same, byte for byte."""

    failures: list[str] = field(default_factory=list)
    """What the server logged as its own error, with the moment."""


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
    """A connection whose client is the recording."""

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


class ReplayCourse(Course):
    """Answers what the game asks from the recording."""

    touches_files = False

    def __init__(self, next_asked: Callable[[], int], on_unknown: Callable[[str], None]) -> None:
        """`next_asked` gives the number that the game asked for here; `on_unknown` is told of what it lacks."""
        self._next_asked = next_asked
        self._on_unknown = on_unknown
        self._begun: dict[str, deque[Stepper]] = {}

    def start(self, name: str, work: Coroutine[Any, Any, None]) -> Any:  # noqa: ANN401 - stands for a task
        """Keep the work until the recording says that it begins."""
        task = Stepper(work)
        self._begun.setdefault(name, deque()).append(task)
        return task

    async def order(self, name: str, arguments: Any, who: str, work: Coroutine[Any, Any, R]) -> R:  # noqa: ANN401, ARG002
        """Obey: the recording has begun it."""
        return await work

    async def sleep(self, seconds: float) -> None:  # noqa: ARG002
        """Wait until the recording says that the time has passed."""
        await Answer()

    async def ask(
        self,
        question: Callable[[], Awaitable[R]],  # noqa: ARG002
        say: Callable[[R], Any],  # noqa: ARG002
        read: Callable[[Any], R],
    ) -> R:
        """Give the recorded answer."""
        said = await Answer()
        if "fault" in said:
            raise fault_of(*said["fault"])
        try:
            return read(said["answer"])
        except ContentUnknown as fault:
            self._on_unknown(str(fault))
            raise

    def asked(self, number: int) -> int:  # noqa: ARG002
        """Give the recorded number."""
        return self._next_asked()

    def cancel(self) -> None:
        """End what was to begin and has not."""
        for task in chain.from_iterable(self._begun.values()):
            task.cancel()

    def take_begun(self, name: str) -> Stepper:
        """The work that was to begin next under that name.

        Raises:
            OutOfStep: there is none.

        """
        waiting = self._begun.get(name, deque())
        while waiting:
            task = waiting.popleft()
            if not task.done():
                return task
        raise OutOfStep(f"no {name} was to begin")


def check_playable(recording: Recording, settings: Settings, server: ArgentumServer) -> list[str]:
    """What is otherwise here than where the recording was made and decides how the game goes."""
    head = recording.head
    return [
        f"the recording was made {what}: {there}; here it is {here}"
        for what, there, here in (
            ("by another version of the server", head.version, version("pyao-server")),
            ("with another world", head.content, fingerprint(server.world.content)),
            ("with other catalogues of sentences", head.language, language_hash(settings)),
        )
        if there != here
    ]


def notes_on(recording: Recording) -> list[str]:
    """What is otherwise here and should make no difference."""
    head, python = recording.head, sys.version.partition(" ")[0]
    return [
        note
        for note, differs in (
            (f"recorded on Python {head.python}, played on {python}", head.python != python),
            ("the server's source has changed since the recording was made", head.code != code_hash()),
            ("the recording ends in the middle: the server was killed, or it still runs", not recording.whole),
        )
        if differs
    ]


class Replay:
    """One replay of a recording, within a running loop."""

    def __init__(
        self,
        recording: Recording,
        settings: Settings,
        *,
        strict: bool = True,
        force: bool = False,
        watch: Watch | None = None,
    ) -> None:
        """`settings` say where the world is; how the game is played stands in the recording.

        Not `strict` = events that don't fit are passed over and nothing is compared: for a recording of which parts
        have been left out.  What did fit is in `played`, with what is sent here.  `force` = play it with another world
        or version too.  `watch` is told what goes through.

        Raises:
            Unplayable: the world or the version is another one.
            WorldError: the world can't be loaded.

        """
        head = recording.head
        self._events = recording.events
        self._at = 0
        self._start_ms = head.ms
        self._strict = strict
        self._watch = watch
        self._clock = ManualClock(datetime.fromisoformat(head.today), head.ms)
        self._course = ReplayCourse(self._next_asked, self._note_misfit)
        settings = with_sections(settings, {**head.settings, "storage": {"backend": "memory"}})
        self._network = settings.network
        self.server = ArgentumServer(settings, clock=self._clock, rng=Dice(head.seed), course=self._course)
        if not force and (reasons := check_playable(recording, settings, self.server)):
            raise Unplayable("\n".join(reasons))
        self.server.office.desk.serving = True
        self._decoder = PacketDecoder(dialect=self._network.dialect, numbering=self._network.gm_numbering)
        self._hearing = Hearing()
        self._connections: dict[int, ReplayedConnection] = {}
        self._tasks: dict[int, Stepper] = {}
        self._misfit = ""
        """What the game asked within an event and the recording can't answer."""

        self.played: list[Event] = []
        """What has been played and did fit, but not what is only compared; empty if the replay is strict."""

        self._fault = ""
        """The first error of the server's own, without what differs from one to the next of its kind."""

        self.outcome = Outcome()
        self._handlers = self._all_handlers()

    def _all_handlers(self) -> dict[Kind, Callable[[Event], None]]:
        """What is done for each kind of event."""
        return {
            Kind.KNOCK: self._knock,
            Kind.PACKET: self._packet,
            Kind.HURRIED: self._packet,
            Kind.FAULT: self._refused,
            Kind.CUT: lambda event: self._connections[event.number].cut("it is so in the recording"),
            Kind.LOST: self._lost,
            Kind.GONE: self._gone,
            Kind.TICK: self._tick,
            Kind.JOB: self._job,
            Kind.ORDER: self._order,
            Kind.STEP: lambda event: self._task(event).step(),
            Kind.ANSWER: lambda event: self._task(event).answer(json.loads(event.data)),
            Kind.ASKED: self._unasked,
            Kind.SENT: self._compare,
            Kind.OUTPUT: lambda event: self._hearing.note_recorded(event.number, event.data),
            Kind.CLOCK: lambda event: self._clock.set_to(datetime.fromisoformat(event.data.decode())),
            Kind.END: lambda _event: None,
        }

    def play(self, until_tick: int | None = None) -> Outcome:
        """Play to the end, to a tick, or to the first difference."""
        with failures_noted(self._note_failure):
            try:
                while self._at < len(self._events) and (until_tick is None or self.outcome.ticks < until_tick):
                    self._play_next()
                self._listen()
            except Difference as difference:
                self.outcome.difference = str(difference)
        self._drop_tasks()
        return self.outcome

    def play_to_failure(self) -> str:
        """Play until the server logs an error of its own; gives the error's kind, empty = it logs none."""
        with failures_noted(self._note_failure):
            while self._at < len(self._events) and not self._fault:
                self._play_next()
        self._drop_tasks()
        return self._fault

    def _drop_tasks(self) -> None:
        """End what still waits."""
        for task in (*self._tasks.values(), *(one.still.task for one in self._connections.values())):
            if task is not None:
                task.cancel()
        self._course.cancel()

    def _play_next(self) -> None:
        event = self._events[self._at]
        self._at += 1
        self._clock.advance(event.ms - self._clock.now_ms())
        if event.kind is Kind.TICK:
            self._before_tick()
        place = len(self.played)
        self._keep(event)
        try:
            self._handlers[event.kind](event)
            self._check_fit()
        except (OutOfStep, KeyError) as fault:
            self._misfit = ""
            del self.played[place:]
            if self._strict:
                why = "there is none here" if isinstance(fault, KeyError) else str(fault)
                raise Difference(f"{self._when()}: {event.kind.name} {event.number}: {why}") from fault
        except Difference:
            raise
        except Exception:
            log.exception("failed", what=f"{event.kind.name} {event.number}")

    def _keep(self, event: Event) -> None:
        if not self._strict and event.kind not in {Kind.SENT, Kind.OUTPUT}:
            self.played.append(event)

    def _check_fit(self) -> None:
        if self._misfit:
            raise OutOfStep(self._misfit)

    def _when(self) -> str:
        seconds = (self._clock.now_ms() - self._start_ms) / 1000
        return f"tick {self.outcome.ticks}, {seconds:.2f} s after the start"

    # The events

    def _knock(self, event: Event) -> None:
        ip, encoding, segment = json.loads(event.data)
        self._hearing.note_input(ip, f"connection {event.number}")
        with suppress(TooSoon, Refused):
            slot = self.server.realm.doorkeeper.admit(ip, self._clock.now_ms())
            self._connections[event.number] = ReplayedConnection(
                self._next_asked,
                event.number,
                self._hearing.taps,
                game=self.server.game,
                ip=ip,
                slot=slot,
                encoding=TextEncoding(encoding),
                settings=self._network.model_copy(update={"max_flush": segment} | AT_ONCE),
            )

    def _packet(self, event: Event) -> None:
        connection = self._connections[event.number]
        self._decoder.feed(event.data, -SHORT_CRAFTING_MS)
        try:
            packet = self._decoder.take(0)
        except ProtocolError as fault:
            raise OutOfStep(str(fault)) from fault
        if packet is None:
            raise OutOfStep("the packet is not whole")
        self.outcome.packets += 1
        connection.note_name()
        self._hearing.note_input(connection.name or f"connection {event.number}", packet)
        if self._watch is not None:
            self._watch.packet(self.outcome.ticks, connection, packet)
        connection.play(packet, hurried=event.kind is Kind.HURRIED)

    def _refused(self, event: Event) -> None:
        self._hearing.note_input(f"connection {event.number}", "sends what can't be a packet here")
        self._connections[event.number].lose()

    def _lost(self, event: Event) -> None:
        connection = self._connections[event.number]
        self._hearing.note_input(f"connection {event.number}", "is gone")
        connection.transport.abort()
        if not connection.busy:
            del self._connections[event.number]

    def _gone(self, event: Event) -> None:
        connection = self._connections.pop(event.number)
        if connection.still.task is not None:
            connection.still.task.cancel()
        connection.gone()

    def _tick(self, _event: Event) -> None:
        self.outcome.ticks += 1
        with guarded("a game tick"):
            self.server.game.tick()

    def _before_tick(self) -> None:
        """Tell who watches what was sent since the last tick; where events are left out, note its digests anew."""
        if self._watch is not None or not self._strict:
            self._listen()
        if not self._strict:
            self.played.append(Event(Kind.SENT, self._clock.now_ms(), 0, packed(self._hearing.digests())))

    def _listen(self) -> None:
        for connection, data in self._hearing.listen():
            self.outcome.sent_bytes += len(data)
            if self._watch is not None:
                self._watch.output(self.outcome.ticks, connection, data)

    def _compare(self, event: Event) -> None:
        if self._strict:
            self._listen()
            self._hearing.compare(self._when(), unpacked(event.data))

    def _job(self, event: Event) -> None:
        name = event.data.decode()
        self._hearing.note_input("the server's own", name)
        job = self.server.jobs.begun(name)
        task = Stepper(job) if job is not None else self._course.take_begun(name)
        self._begin(event.number, task)

    def _order(self, event: Event) -> None:
        name, arguments, who = json.loads(event.data)
        self._hearing.note_input(who, f"{name} {arguments}")
        self._begin(event.number, Stepper(self._obey(name, arguments, who)))

    async def _obey(self, name: str, arguments: dict[str, Any], who: str) -> None:
        with suppress(CommandRefused):
            await self.server.office.desk.execute(name, arguments, who=who)

    def _begin(self, number: int, task: Stepper) -> None:
        self._tasks[number] = task
        task.step()
        if task.done():
            del self._tasks[number]

    def _task(self, event: Event) -> Stepper:
        connection = self._connections.get(event.number)
        task = connection.still.task if connection is not None else self._tasks.get(event.number)
        if task is None:
            raise OutOfStep("there is no such task")
        return task

    def _unasked(self, _event: Event) -> None:
        raise OutOfStep("the game does not ask for it here")

    def _next_asked(self) -> int:
        """The number that the game asked for at this place of the recording."""
        event = self._events[self._at] if self._at < len(self._events) else None
        if event is None or event.kind is not Kind.ASKED:
            if self._strict:
                self._note_misfit("the game asks for a number that it did not ask for")
            event = Event(Kind.ASKED, self._clock.now_ms())
        else:
            self._at += 1
        self._keep(event)
        return event.number

    def _note_misfit(self, why: str) -> None:
        """Note that this event can't go on as it did, whatever the game makes of what it gets instead."""
        self._misfit = self._misfit or why

    def _note_failure(self, kind: str, text: str) -> None:
        self._fault = self._fault or kind
        self.outcome.failures.append(f"{self._when()}: {text}")


class Watch:
    """Is told what goes through a replay."""

    def packet(self, tick: int, connection: TappedConnection, packet: ClientPacket) -> None:
        """A client sends this packet after that tick."""

    def output(self, tick: int, connection: TappedConnection, data: bytes) -> None:
        """A client was sent these packets between that tick and the next."""


@contextmanager
def failures_noted(note: Callable[[str, str], None]) -> Iterator[None]:
    """Take what the server logs: its own errors are noted, their kind and all of it, and nothing is shown."""

    def take(_logger: object, method: str, entry: structlog.typing.EventDict) -> structlog.typing.EventDict:
        if method in {"error", "exception", "critical"}:
            fault = sys.exception() if entry.get("exc_info") else None
            details = ", ".join(f"{key}={value}" for key, value in entry.items() if key not in {"event", "exc_info"})
            kind = f"{entry['event']} {type(fault).__name__}"
            note(kind, f"{entry['event']} ({details})" + (f": {fault!r}" if fault is not None else ""))
        raise structlog.DropEvent

    before = structlog.get_config()
    structlog.configure(processors=[take])
    try:
        yield
    finally:
        structlog.configure(**before)
