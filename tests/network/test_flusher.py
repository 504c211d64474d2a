"""What an error dialog, a full kernel and a missing reader do to the order of writes."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from kit.transport import MemoryTransport

from pyao.network import flusher
from pyao.network.flusher import QUIET_FRAMES, Flusher
from pyao.network.frame import Frame
from pyao.network.outgoing import Outgoing
from pyao.network.settings import NetworkSettings
from pyao.protocol import msg
from pyao.protocol.dialect import Dialect
from pyao.protocol.text import TextEncoding
from pyao.tasks.lateness import Lateness

CP1252 = TextEncoding.CP1252
PONG = b"\x58"


class HandLoop:
    """As much of a loop as a flusher needs; time passes when the test says so."""

    def __init__(self) -> None:
        self.now = 50.0
        self.timers: list[asyncio.TimerHandle] = []

    def time(self) -> float:
        return self.now

    def get_debug(self) -> bool:
        return False

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        pass

    def call_soon(self, action: Any) -> asyncio.TimerHandle:
        return self.call_later(0.0, action)

    def call_later(self, delay_s: float, action: Any) -> asyncio.TimerHandle:
        handle = asyncio.TimerHandle(self.now + delay_s, action, (), self)  # type: ignore[arg-type]
        self.timers.append(handle)
        return handle

    def call_at(self, when: float, action: Any) -> asyncio.TimerHandle:
        return self.call_later(when - self.now, action)

    def pass_time(self, ms: float) -> None:
        end = self.now + ms / 1000
        while due := [one for one in self.timers if one.when() <= end + 1e-9 and not one.cancelled()]:
            first = min(due, key=lambda one: one.when())
            self.timers.remove(first)
            self.now = max(self.now, first.when())
            first._run()
        self.now = end


class Line(MemoryTransport):
    def __init__(self, loop: HandLoop, *, keeps_records: bool) -> None:
        super().__init__()
        self.loop = loop
        self.keeps_records = keeps_records
        self.full = False
        self.times_ms: list[float] = []

    def try_write(self, data: bytes) -> bool:
        if self.full:
            return False
        self.times_ms.append(round((self.loop.now - 50.0) * 1000, 3))
        return super().try_write(data)


class Setup:
    def __init__(self, *, keeps_records: bool = True, settings: NetworkSettings | None = None) -> None:
        self.loop = HandLoop()
        self.line = Line(self.loop, keeps_records=keeps_records)
        self.ended = 0
        self.unread: list[str] = []
        settings = settings or NetworkSettings()
        frame = Frame(self.loop, settings.frame_ms, Lateness())  # type: ignore[arg-type]
        self.flusher = Flusher(
            self.loop,  # type: ignore[arg-type]
            self.line,
            settings,
            frame,
            on_end=self._end,
            on_unread=self.unread.append,
        )

    def _end(self) -> None:
        self.ended += 1

    def queue(self, *messages: msg.Message) -> None:
        for message in messages:
            self.flusher.queue(message, CP1252)


def test_nothing_follows_an_error_dialog_for_some_frames() -> None:
    setup, error = Setup(), msg.error_msg("Ya existe el personaje.")
    setup.queue(msg.pong(), error, msg.pong(), msg.pong())
    setup.flusher.answer()
    assert setup.line.writes == [PONG, error.bytes_for(CP1252)]
    setup.loop.pass_time(200)
    assert setup.line.writes[2:] == [PONG * 2]
    assert setup.line.times_ms == [0, 0, QUIET_FRAMES * 15]


def test_what_is_queued_later_waits_behind_an_error_dialog_too() -> None:
    setup = Setup()
    setup.queue(msg.error_msg("no"))
    setup.flusher.answer()
    setup.loop.pass_time(20)
    setup.queue(msg.pong())
    setup.loop.pass_time(200)
    assert setup.line.times_ms == [0, QUIET_FRAMES * 15]


def test_an_error_dialog_is_the_last_of_a_connection_that_ends() -> None:
    """Who is thrown out is told of its own vanishing too; the client must not find that behind the dialog."""
    setup, error = Setup(), msg.error_msg("Te echaron.")
    setup.queue(msg.pong(), error, msg.create_fx(7, 0, 0))
    setup.flusher.end()
    setup.loop.pass_time(200)
    assert setup.line.writes == [PONG, error.bytes_for(CP1252)]
    assert setup.flusher.size == 0


def test_without_an_error_dialog_everything_leaves_at_the_end() -> None:
    setup = Setup()
    setup.queue(msg.pong(), msg.disconnect())
    setup.flusher.end()
    setup.loop.pass_time(0)
    assert b"".join(setup.line.writes) == PONG + b"\x04"


def test_a_full_kernel_keeps_the_order_and_loses_nothing() -> None:
    setup = Setup()
    setup.line.full = True
    setup.queue(msg.update_sta(1), msg.update_sta(2))
    setup.loop.pass_time(100)
    setup.queue(msg.update_sta(3))
    setup.loop.pass_time(100)
    assert setup.line.writes == []
    assert setup.flusher.size == 9
    setup.flusher.end()
    setup.loop.pass_time(100)
    assert setup.ended == 0
    setup.line.full = False
    setup.flusher.room_again()
    setup.loop.pass_time(0)
    assert b"".join(setup.line.writes) == b"".join(msg.update_sta(k).bytes_for(CP1252) for k in (1, 2, 3))
    assert setup.flusher.size == 0
    assert setup.ended == 1


@pytest.mark.parametrize(("keeps_records", "expected_ms"), [(True, [15, 30, 45]), (False, [15, 35, 55])])
def test_a_busy_connection_keeps_the_frame_or_the_longer_gap(keeps_records: bool, expected_ms: list[float]) -> None:
    setup = Setup(keeps_records=keeps_records)
    for _ms in range(56):
        setup.queue(msg.pong())
        setup.loop.pass_time(1)
    assert setup.line.times_ms[:3] == expected_ms


def test_no_gap_where_it_is_switched_off() -> None:
    setup = Setup(keeps_records=False, settings=NetworkSettings(flush_gap_ms=0, frame_ms=0))
    setup.queue(*[msg.change_spell_slot(k, 0, "(None)" * 20) for k in range(1, 36)])
    setup.flusher.answer()
    assert set(setup.line.times_ms) == {0}
    assert len(setup.line.writes) > 3


def test_nothing_is_written_after_the_stop() -> None:
    setup = Setup()
    setup.queue(msg.pong())
    setup.flusher.stop()
    setup.queue(msg.pong())
    setup.loop.pass_time(100)
    assert setup.line.writes == []


def test_packets_without_reader_go_last_in_their_flush_to_a_full_client() -> None:
    outgoing, slots = Outgoing(1200, Dialect.ORIGINAL), msg.add_slots(1)
    for one in (msg.pong(), slots, msg.pong()):
        outgoing.add(one, CP1252)
    assert [outgoing.take_write() for _write in range(3)] == [
        (PONG, False),
        (slots.bytes_for(CP1252), True),
        (PONG, False),
    ]


def test_lists_are_cut_for_the_godot_client_only() -> None:
    names = msg.guild_list([f"Clan {k:03}" for k in range(200)])
    godot, original = Outgoing(1200, Dialect.GODOT), Outgoing(1200, Dialect.ORIGINAL)
    godot.add(names, CP1252)
    original.add(names, CP1252)
    assert len(godot.take_write()[0]) <= 1200
    assert original.take_write()[0] == names.bytes_for(CP1252)


def test_long_console_lines_become_several() -> None:
    outgoing = Outgoing(1200, Dialect.GODOT)
    outgoing.add(msg.console_msg("palabra " * 200, 3), CP1252)
    writes = []
    while outgoing:
        writes.append(outgoing.take_write()[0])
    assert len(writes) == 2
    assert all(len(one) <= 1004 for one in writes)


def test_net_38_the_first_dice_wait_until_the_creation_screen_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    setup = Setup()
    monkeypatch.setattr(flusher, "stopwatch_s", setup.loop.time)
    dice, again = msg.dice_roll(16, 15, 18, 18, 18), msg.dice_roll(18, 18, 18, 18, 18)
    setup.queue(dice)
    setup.loop.pass_time(50)
    setup.queue(msg.pong(), msg.pong())
    setup.loop.pass_time(49)
    assert setup.line.writes == []
    setup.loop.pass_time(1)
    assert setup.line.writes == [dice.bytes_for(CP1252)]
    setup.loop.pass_time(1_000)
    assert setup.line.writes[1:] == [PONG + PONG]
    setup.queue(again)
    setup.flusher.answer()
    assert setup.line.writes[2:] == [again.bytes_for(CP1252)]


def test_net_38_the_first_dice_wait_as_long_if_the_loop_has_been_working_for_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A loop reads the clock once a turn: what has passed of the turn is no part of the wait."""
    setup, behind_s = Setup(), 0.06
    monkeypatch.setattr(flusher, "stopwatch_s", lambda: setup.loop.now + behind_s)
    setup.queue(msg.dice_roll(16, 15, 18, 18, 18))
    behind_s = 0.0
    setup.loop.pass_time(159)
    assert setup.line.writes == []
    setup.loop.pass_time(1)
    assert len(setup.line.writes) == 1


def test_net_38_a_full_client_gets_its_dice_at_once() -> None:
    setup = Setup(settings=NetworkSettings(dialect=Dialect.ORIGINAL))
    setup.queue(msg.dice_roll(16, 15, 18, 18, 18))
    setup.flusher.answer()
    assert len(setup.line.writes) == 1
