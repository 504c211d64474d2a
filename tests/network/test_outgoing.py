"""NET-07 to NET-09: where writes are cut, and when they leave."""

from __future__ import annotations

import itertools
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyao.network.flusher import Flusher
from pyao.network.frame import Frame
from pyao.network.outgoing import Outgoing
from pyao.network.settings import NetworkSettings
from pyao.network.traffic import Traffic
from pyao.protocol import msg
from pyao.protocol.dialect import Dialect
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.peer import decode_server
from pyao.protocol.text import TextEncoding
from pyao.tasks.lateness import Lateness

CP1252 = TextEncoding.CP1252


def burst(bytes_wanted: int) -> list[msg.Message]:
    """Packets of many lengths, together about so long."""
    messages: list[msg.Message] = []
    size = 0
    while size < bytes_wanted:
        one = msg.change_spell_slot(len(messages) % 35 + 1, 0, "(None)" * (len(messages) % 5 + 1))
        messages.append(one)
        size += len(one.bytes_for(CP1252))
    return messages


def guild_details(size: int) -> msg.Message:
    empty = msg.guild_details("Alfa", "Ana", "hoy", "Ana", "", 1, False, "Legal", 0, 0, "0", [""] * 8, "")
    return msg.guild_details(
        "Alfa",
        "Ana",
        "hoy",
        "Ana",
        "",
        1,
        False,
        "Legal",
        0,
        0,
        "0",
        [""] * 8,
        "x" * (size - len(empty.bytes_for(CP1252))),
    )


def writes_of(outgoing: Outgoing) -> list[bytes]:
    writes = []
    while outgoing:
        writes.append(outgoing.take_write()[0])
    return writes


def test_net_07_writes_end_between_packets() -> None:
    outgoing, messages = Outgoing(1200, Dialect.GODOT), burst(4000)
    for one in messages:
        outgoing.add(one, CP1252)
    writes = writes_of(outgoing)
    assert max(map(len, writes)) <= 1200
    assert len(writes) == 4
    assert [one for data in writes for one in decode_server(data)] == messages
    assert outgoing.size == 0


def test_net_09_a_long_packet_goes_alone() -> None:
    outgoing = Outgoing(1200, Dialect.GODOT)
    small, long = msg.pong(), guild_details(1500)
    for one in (small, long, small):
        outgoing.add(one, CP1252)
    assert [len(data) for data in writes_of(outgoing)] == [1, 1500, 1]


class OneByOne(Outgoing):
    """Cuts as 01 §3 says it: each packet joins the last write if it fits and may, else it begins another."""

    __slots__ = ()

    def take_write(self) -> tuple[bytes, bool]:
        if not self.writes:
            data = self.take_all()
            if data is not None:
                return data, False
            self.cut()
        return self.writes.popleft()

    def cut(self) -> None:
        for data in self.packets:
            alone = data[0] in self._last
            if self.writes and not alone:
                before, closed = self.writes[-1]
                if not closed and len(before) + len(data) <= self._max_write:
                    self.writes[-1] = before + data, False
                    continue
            self.writes.append((data, alone))
        self.packets.clear()
        self._some_last = False


PACKETS = st.one_of(
    st.integers(0, 90).map(lambda length: msg.change_spell_slot(1, 0, "a" * length)),
    st.integers(80, 130).map(guild_details),
    st.sampled_from([msg.pong(), msg.error_msg("no"), msg.error_msg("x" * 120)]),
)
DEEDS = st.lists(
    st.one_of(
        st.lists(PACKETS, max_size=20),
        st.sampled_from(["cut", "take_all", "take_write", "end_with_error"]),
        st.integers(40, 110),
    ),
    max_size=12,
)


@given(st.sampled_from(Dialect), DEEDS)
def test_net_07_writes_are_those_of_a_cut_packet_by_packet(dialect: Dialect, deeds: list[Any]) -> None:
    """Whatever is queued, taken and cut in between, and however narrow the path becomes."""
    quick, plain = Outgoing(100, dialect), OneByOne(100, dialect)
    for deed in deeds:
        for one in (quick, plain):
            if isinstance(deed, int):
                one.narrow(deed)
            elif isinstance(deed, list):
                for message in deed:
                    one.add(message, CP1252)
        if isinstance(deed, str) and (plain or deed != "take_write"):
            assert getattr(quick, deed)() == getattr(plain, deed)()
        assert (quick.unsent(), quick.size) == (plain.unsent(), plain.size)
    while plain:
        assert quick.take_write() == plain.take_write()
    assert not quick


def test_an_error_goes_alone_and_nothing_follows_it_in_its_frame() -> None:
    outgoing = Outgoing(1200, Dialect.GODOT)
    for one in (msg.pong(), msg.error_msg("no"), msg.pong()):
        outgoing.add(one, CP1252)
    assert [outgoing.take_write() for _write in range(3)] == [
        (b"\x58", False),
        (msg.error_msg("no").bytes_for(CP1252), True),
        (b"\x58", False),
    ]


class Loop:
    """As much of an event loop as a flusher needs, with a clock that is wound by hand."""

    def __init__(self) -> None:
        self.now = 100.0
        self.calls: list[Call] = []

    def time(self) -> float:
        return self.now

    def call_soon(self, action: Any) -> Any:
        return self.call_later(0, action)

    def call_later(self, delay_s: float, action: Any) -> Any:
        call = Call(self.now + delay_s, action)
        self.calls.append(call)
        return call

    def call_at(self, when: float, action: Any) -> Any:
        return self.call_later(when - self.now, action)

    def run_until(self, time: float) -> None:
        while True:
            due = sorted((one for one in self.calls if one.due <= time and not one.cancelled), key=lambda one: one.due)
            if not due:
                break
            self.calls.remove(due[0])
            self.now = max(self.now, due[0].due)
            due[0].action()
        self.now = time


class Call:
    def __init__(self, due: float, action: Any) -> None:
        self.due, self.action, self.cancelled = due, action, False

    def cancel(self) -> None:
        self.cancelled = True


class Recorder:
    def __init__(self, loop: Loop, *, keeps_records: bool) -> None:
        self.loop, self.keeps_records = loop, keeps_records
        self.writes: list[tuple[float, bytes]] = []

    def try_write(self, data: bytes) -> bool:
        self.writes.append((round(self.loop.now, 6), data))
        return True

    def unreached(self) -> int:
        return 0


def flusher(*, keeps_records: bool) -> tuple[Loop, Recorder, Flusher]:
    loop = Loop()
    recorder = Recorder(loop, keeps_records=keeps_records)
    frame = Frame(loop, 15, Lateness())  # type: ignore[arg-type]
    made: Any = Flusher(
        loop,  # type: ignore[arg-type]
        recorder,  # type: ignore[arg-type]
        NetworkSettings(),
        frame,
        on_end=lambda: None,
        on_unread=lambda _reason: None,
    )
    return loop, recorder, made


def test_net_08_with_records_no_write_waits() -> None:
    loop, recorder, made = flusher(keeps_records=True)
    for one in burst(4000):
        made.queue(one, CP1252)
    loop.run_until(100.015)
    assert [time for time, _data in recorder.writes] == [100.015] * 4


def test_net_08_without_records_writes_keep_a_gap() -> None:
    loop, recorder, made = flusher(keeps_records=False)
    for one in burst(4000):
        made.queue(one, CP1252)
    loop.run_until(101.0)
    times = [time for time, _data in recorder.writes]
    assert len(times) == 4
    assert all(later - earlier >= 0.02 - 1e-9 for earlier, later in itertools.pairwise(times))


def test_one_answer_a_frame_leaves_at_once_and_all_else_with_the_frame() -> None:
    loop, recorder, made = flusher(keeps_records=True)
    for moment in (100.0, 100.004, 100.009):
        loop.run_until(moment)
        made.queue(msg.pong(), CP1252)
        made.answer()
    made.queue(msg.rest_ok(), CP1252)
    loop.run_until(100.016)
    assert recorder.writes == [(100.0, b"\x58"), (100.015, b"\x58" * 2 + msg.rest_ok().bytes_for(CP1252))]
    made.queue(msg.pong(), CP1252)
    made.answer()
    assert recorder.writes[-1] == (100.016, b"\x58")


@pytest.mark.parametrize("count", [1, 7])
def test_size_counts_what_waits(count: int) -> None:
    outgoing = Outgoing(1200, Dialect.GODOT)
    for _one in range(count):
        outgoing.add(msg.pong(), CP1252)
    assert outgoing.size == count


def test_nothing_is_queued_of_a_message_that_can_not_be_sent() -> None:
    outgoing = Outgoing(1200, Dialect.GODOT)
    with pytest.raises(ValueError, match=r"POS_UPDATE\.x"):
        outgoing.add(msg.pos_update(300, 1), CP1252)
    assert not outgoing


@pytest.mark.parametrize("length", [1, 7, 300, 601, 1_199])
def test_what_waits_counts_with_all_the_memory_that_it_takes(length: int) -> None:
    """Pieces of any length, with some that end their write: they take no more memory than they count for."""
    traffic = Traffic()
    outgoing = Outgoing(1_200, Dialect.ORIGINAL, traffic)
    traffic.note_sent([bytes([S.PONG])])
    assert traffic.packets_out  # what Python keeps once about classes that count is no part of it
    tracemalloc.start()
    for _frame in range(200):
        for _piece in range(10):
            outgoing.packets.append(bytes([S.PONG]) * length)
        outgoing.packets.append(bytes([S.ERROR_MSG]) * length)
        outgoing.cut()
    assert traffic.packets_out  # counted now, and no longer kept for it
    taken, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert outgoing.size == 2_200 * length
    assert outgoing.size < taken <= outgoing.memory + 4_096  # an empty queue and the counters take some, once


def test_writes_follow_a_path_that_becomes_narrower() -> None:
    outgoing = Outgoing(1200, Dialect.GODOT)
    for narrow in (488, 900):
        outgoing.narrow(narrow)
        for one in burst(4000):
            outgoing.add(one, CP1252)
        writes = []
        while outgoing:
            writes.append(outgoing.take_write()[0])
        assert max(map(len, writes)) <= 488
