"""Playing a recording again, without sockets, store or threads, as fast as it goes; and comparing what is sent.

The same server is made as for the recording.  What entered the game then enters it now, in the same order and at the
same moments; whatever the game asked outside is answered as it was then.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from pyao.replay.comparison import Difference, Hearing
from pyao.replay.failures import failures_noted
from pyao.replay.recording import Event, Kind
from pyao.replay.stepper import OutOfStep
from pyao.replay.tap import packed, unpacked
from pyao.server.argentum_server import ArgentumServer
from pyao.server.playable import check_playable
from pyao.server.program import with_sections
from pyao.server.reenactment import Reenactment, Watch
from pyao.server.replayed_course import ReplayedCourse
from pyao.server.script import Script
from pyao.world.rng import Dice

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.replay.recording import Recording
    from pyao.server.settings import Settings

log = structlog.get_logger()


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
        self._script = Script(recording)
        self._strict = strict
        self._watch = watch
        self._hearing = Hearing()
        self._misfit = ""
        """What the game asked within an event and the recording can't answer."""

        self.played: list[Event] = []
        """What has been played and did fit, but not what is only compared; empty if the replay is strict."""

        self._fault = ""
        """The first error of the server's own, without what differs from one to the next of its kind."""

        self.outcome = Outcome()
        course = ReplayedCourse(self._next_asked, self._note_misfit)
        settings = with_sections(settings, {**head.settings, "storage": {"backend": "memory"}})
        self.server = ArgentumServer(settings, clock=self._script.clock, rng=Dice(head.seed), course=course)
        if not force:
            check_playable(recording, settings, self.server.world.content)
        self.server.office.desk.serving = True
        self._again = Reenactment(self.server, course, self._hearing, self._next_asked, watch or Watch())
        self._handlers: dict[Kind, Callable[[Event], None]] = {
            **self._again.handlers,
            Kind.SENT: self._compare,
            Kind.OUTPUT: lambda event: self._hearing.note_recorded(event.number, event.data),
            Kind.CLOCK: self._script.set_date,
            Kind.END: lambda _event: None,
        }

    def play(self, until_tick: int | None = None) -> Outcome:
        """Play to the end, to a tick, or to the first difference."""
        with failures_noted(self._note_failure):
            try:
                while not self._script.is_over and (until_tick is None or self._again.ticks < until_tick):
                    self._play_next()
                self._listen()
            except Difference as difference:
                self.outcome.difference = str(difference)
        self._again.end()
        self.outcome.ticks, self.outcome.packets = self._again.ticks, self._again.packets
        return self.outcome

    def play_to_failure(self) -> str:
        """Play until the server logs an error of its own; gives the error's kind, empty = it logs none."""
        with failures_noted(self._note_failure):
            while not self._script.is_over and not self._fault:
                self._play_next()
        self._again.end()
        return self._fault

    def _play_next(self) -> None:
        event = self._script.read()
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
        return f"tick {self._again.ticks}, {self._script.seconds():.2f} s after the start"

    def _before_tick(self) -> None:
        """Tell who watches what was sent since the last tick; where events are left out, note its digests anew."""
        if self._watch is not None or not self._strict:
            self._listen()
        if not self._strict:
            self.played.append(Event(Kind.SENT, self._script.clock.now_ms(), 0, packed(self._hearing.digests())))

    def _listen(self) -> None:
        for connection, data in self._hearing.listen():
            self.outcome.sent_bytes += len(data)
            if self._watch is not None:
                self._watch.output(self._again.ticks, connection, data)

    def _compare(self, event: Event) -> None:
        if self._strict:
            self._listen()
            self._hearing.compare(self._when(), unpacked(event.data))

    def _next_asked(self) -> int:
        """The number that the game asked for at this place of the recording."""
        event = self._script.read_asked()
        if event is None:
            if self._strict:
                self._note_misfit("the game asks for a number that it did not ask for")
            event = Event(Kind.ASKED, self._script.clock.now_ms())
        self._keep(event)
        return event.number

    def _note_misfit(self, why: str) -> None:
        """Note that this event can't go on as it did, whatever the game makes of what it gets instead."""
        self._misfit = self._misfit or why

    def _note_failure(self, kind: str, text: str) -> None:
        self._fault = self._fault or kind
        self.outcome.failures.append(f"{self._when()}: {text}")
