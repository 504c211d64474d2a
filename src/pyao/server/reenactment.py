"""What entered a recorded game enters it again: each kind of event, done to a server that was not started."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pyao.network.limits import Refused, TooSoon
from pyao.protocol.decoder import SHORT_CRAFTING_MS, PacketDecoder
from pyao.protocol.errors import ProtocolError
from pyao.protocol.text import TextEncoding
from pyao.replay.recording import Event, Kind
from pyao.replay.replayed_connection import ReplayedConnection
from pyao.replay.stepper import OutOfStep, Stepper
from pyao.server.control.command import Refused as CommandRefused
from pyao.server.world_host import guarded

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.protocol.client_packets import ClientPacket
    from pyao.replay.comparison import Hearing
    from pyao.replay.tap import TappedConnection
    from pyao.server.argentum_server import ArgentumServer
    from pyao.server.replayed_course import ReplayedCourse

AT_ONCE = {"frame_ms": 0, "first_dice_ms": 0, "flush_gap_ms": 0}
"""Settings with which nothing has to wait before it is written."""


class Watch:
    """Is told what goes through a replay."""

    def packet(self, tick: int, connection: TappedConnection, packet: ClientPacket) -> None:
        """A client sends this packet after that tick."""

    def output(self, tick: int, connection: TappedConnection, data: bytes) -> None:
        """A client was sent these packets between that tick and the next."""


class Reenactment:
    """The connections and tasks of one game that is played again."""

    def __init__(
        self,
        server: ArgentumServer,
        course: ReplayedCourse,
        hearing: Hearing,
        next_asked: Callable[[], int],
        watch: Watch,
    ) -> None:
        """`hearing` notes what comes in; `next_asked` gives the number that the game asked for where it asks now."""
        self.server = server
        self.ticks = 0
        self.packets = 0
        self._course = course
        self._hearing = hearing
        self._next_asked = next_asked
        self._watch = watch
        self._network = server.settings.network
        self._decoder = PacketDecoder(dialect=self._network.dialect, numbering=self._network.gm_numbering)
        self._connections: dict[int, ReplayedConnection] = {}
        self._tasks: dict[int, Stepper] = {}
        self.handlers: dict[Kind, Callable[[Event], None]] = {
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
        }
        """What is done for each kind of event.

        They raise `OutOfStep`, or `KeyError` where there is no such connection, if the event does not fit.
        """

    def end(self) -> None:
        """End what still waits."""
        for task in (*self._tasks.values(), *(one.still.task for one in self._connections.values())):
            if task is not None:
                task.cancel()
        self._course.cancel()

    def _knock(self, event: Event) -> None:
        ip, encoding, segment = json.loads(event.data)
        self._hearing.note_input(ip, f"connection {event.number}")
        with suppress(TooSoon, Refused):
            slot = self.server.realm.doorkeeper.admit(ip, self.server.world.now_ms)
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
        self.packets += 1
        connection.note_name()
        self._hearing.note_input(connection.name or f"connection {event.number}", packet)
        self._watch.packet(self.ticks, connection, packet)
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
        self.ticks += 1
        with guarded("a game tick"):
            self.server.game.tick()

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
