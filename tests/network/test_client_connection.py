"""One client's packets in order, and how its connection ends: nobody else notices, and the session hears of it once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from kit.game import PASSWORD, GameFixture, PlainPasswords, a_record, only
from kit.transport import MemoryTransport

from pyao.content.enums import Privilege
from pyao.network import client_connection, pace
from pyao.network.client_connection import MAX_WAITING, ClientConnection
from pyao.network.settings import NetworkSettings
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.peer import decode_server, encode_client
from pyao.protocol.text import TextEncoding
from pyao.tasks import packet_handlers
from pyao.tasks.packet_handlers import Handler
from pyao.tasks.session import Phase
from pyao.tasks.task import IllegalPacket, Task, WaitingTask

if TYPE_CHECKING:
    from collections.abc import Callable

LOGIN = encode_client(c.LoginExistingChar("Ana", PASSWORD, 0, 13, 0))
PING, PONG = b"\x77", b"\x58"


class LogBook:
    """Keeps what is logged."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str, dict[str, Any]]] = []

    def warning(self, event: str, **values: Any) -> None:
        self.lines.append(("warning", event, values))

    def exception(self, event: str, **values: Any) -> None:
        self.lines.append(("exception", event, values))


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> LogBook:
    book = LogBook()
    monkeypatch.setattr(client_connection, "log", book)
    return book


class Pipe(MemoryTransport):
    """A transport that can be full, and tells what happened to it."""

    def __init__(self) -> None:
        super().__init__()
        self.full = False
        self.paused = False
        self.events: list[str] = []

    def try_write(self, data: bytes) -> bool:
        return not self.full and super().try_write(data)

    def pause_reading(self, *, paused: bool) -> None:
        self.paused = paused

    def finish(self) -> None:
        self.events.append("finish")
        super().finish()

    def abort(self) -> None:
        self.events.append("abort")
        super().abort()


class Client:
    """A connection made by hand, so that its transport and its failures are the test's own."""

    def __init__(self, game: GameFixture, settings: NetworkSettings | None = None) -> None:
        self.game = game
        self.pipe = Pipe()
        self.connection = ClientConnection(
            game.game,
            self.pipe,
            game.loop,
            ip="192.0.2.7",
            slot=game.doorkeeper.admit("192.0.2.7", 0),
            encoding=TextEncoding.CP1252,
            settings=settings or NetworkSettings(),
        )
        self.lost = 0
        lost = self.connection.session.lost

        def count() -> None:
            self.lost += 1
            lost()

        self.connection.session.lost = count  # type: ignore[method-assign]

    def sends(self, data: bytes) -> None:
        self.connection.data_received(data)
        self.turn()

    def turn(self) -> None:
        self.game.run()
        self.connection.flush_now()

    def logs_in(self) -> None:
        self.game.save(a_record("Ana", (1, 50, 50)))
        self.sends(LOGIN)
        assert "ANA" in self.game.world.online
        self.pipe.take()

    def gone(self) -> bool:
        """Whether `wait_closed` ends."""
        waiting = self.game.loop.create_task(self.connection.wait_closed())
        self.game.run()
        return waiting.done()


def instead(monkeypatch: pytest.MonkeyPatch, task: Task[Any] | WaitingTask[Any]) -> None:
    """Let Ping be handled by another task."""
    monkeypatch.setitem(packet_handlers.HANDLERS, c.Ping, Handler(task))


class Failing(Task[Any]):
    def execute(self, _session: Any, _packet: Any) -> None:
        raise ZeroDivisionError


class FailingLater(WaitingTask[Any]):
    async def execute(self, _session: Any, _packet: Any) -> None:
        await asyncio.sleep(0)
        raise ZeroDivisionError


class IllegalLater(WaitingTask[Any]):
    async def execute(self, _session: Any, _packet: Any) -> None:
        await asyncio.sleep(0)
        raise IllegalPacket("not now")


@pytest.mark.parametrize("task", [Failing(), FailingLater()])
def test_a_failing_handler_costs_its_own_client_only(
    game: GameFixture, monkeypatch: pytest.MonkeyPatch, logged: LogBook, task: Task[Any]
) -> None:
    other = game.player("Beto", at=(1, 52, 50))
    ana = Client(game)
    ana.logs_in()
    other.takes()
    instead(monkeypatch, task)
    ana.sends(PING + encode_client(c.Talk("no se oye")))
    assert ana.pipe.closed
    assert ana.lost == 1
    assert ana.gone()
    assert logged.lines == [("exception", "a packet failed", {"ip": "192.0.2.7", "packet": "Ping()", "data": "77"})]
    player = game.world.online["ANA"]
    assert not player.connected
    assert player.leaving_s is not None
    other.sees()
    other.talks("sigo acá")
    assert [one.id for one in other.takes()] == [S.CHAT_OVER_HEAD]


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (encode_client(c.ThrowDices()), {"packet": "ThrowDices()", "data": "01"}),
        (LOGIN, {"packet": "LoginExistingChar(…)", "data": "00…"}),
        (b"\x82\x01\x03", {"data": "820103"}),
        (b"\x82\x01" + LOGIN, {"data": "8201…"}),
        (b"\xff" + encode_client(c.ChangePassword("secreto", "nuevo")), {"data": "ff…"}),
        (b"\x7a\x87" + b"a" * 40, {"data": "7a87" + "61" * 30 + "…"}),
        (b"\x00\x03\x00Ana\x20\x4e" + b"secreto", {"data": "00…"}),
        (b"\x6b\x20\x4e" + b"secreto", {"data": "6b…"}),
    ],
)
def test_what_no_client_sends_is_one_line_and_a_lost_connection(
    game: GameFixture, logged: LogBook, data: bytes, shown: dict[str, str]
) -> None:
    ana = Client(game)
    ana.logs_in()
    ana.sends(data)
    assert ana.pipe.closed
    assert ana.lost == 1
    ((level, event, values),) = logged.lines
    assert (level, event) == ("warning", "connection ended")
    assert values.pop("reason")
    assert values == {"ip": "192.0.2.7", **shown}
    assert not game.world.online["ANA"].connected


def test_a_late_refusal_of_a_packet_is_no_failure(
    game: GameFixture, monkeypatch: pytest.MonkeyPatch, logged: LogBook
) -> None:
    ana = Client(game)
    ana.logs_in()
    instead(monkeypatch, IllegalLater())
    ana.sends(PING)
    assert ana.lost == 1
    assert [(level, values["reason"]) for level, _event, values in logged.lines] == [("warning", "not now")]


class SlowPasswords(PlainPasswords):
    """Hashing that ends when the test says so."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.done: asyncio.Future[None] = loop.create_future()

    async def verify_password(self, stored: str, typed: str, wanted: Callable[[], bool]) -> PlainPasswords.Check:
        await self.done
        return await super().verify_password(stored, typed, wanted)


@pytest.fixture
def slow(game: GameFixture) -> SlowPasswords:
    passwords = game.game.passwords = SlowPasswords(game.loop)
    game.save(a_record("Ana", (1, 50, 50)))
    return passwords


def test_packets_wait_while_a_login_is_being_decided(game: GameFixture, slow: SlowPasswords) -> None:
    ana = Client(game)
    ana.sends(LOGIN + PING)
    ana.sends(PING * MAX_WAITING)
    assert ana.pipe.paused
    assert ana.pipe.take() == b""
    assert ana.connection.busy
    slow.done.set_result(None)
    ana.turn()
    ana.turn()
    received = decode_server(ana.pipe.take())
    assert received.index(msg.logged(3)) < received.index(msg.pong())
    assert received[-2] == msg.pong(), "the last word is that so many are surplus"
    assert not ana.pipe.paused


def test_a_connection_lost_during_its_login_is_told_once(game: GameFixture, slow: SlowPasswords) -> None:
    ana = Client(game)
    ana.sends(LOGIN)
    ana.pipe.abort()
    assert not ana.gone()
    slow.done.set_result(None)
    game.run()
    assert ana.gone()
    assert ana.lost == 1
    assert ana.connection.session.phase is Phase.CLOSED
    player = game.world.online.get("ANA")
    assert player is None or not player.connected
    assert not game.game.guesses._by_address, "nobody has learnt anything, so nothing is held against the address"


@pytest.mark.parametrize("seconds", [0.0, 100.0])
def test_a_client_that_has_not_read_for_seconds_is_dropped(
    game: GameFixture, logged: LogBook, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    """Its queue alone, which others fill, is no reason."""
    monkeypatch.setattr(pace, "BEHIND_S", seconds)
    other = game.player("Beto", at=(1, 52, 50))
    other.player.privileges = Privilege.SEMIDIOS  # the staff may talk as fast as they like
    ana = Client(game, NetworkSettings(max_queue_bytes=16_384))
    ana.logs_in()
    ana.pipe.full = True
    for _line in range(100):
        other.talks("x" * 200)
        ana.connection.flush_now()
    ana.turn()
    assert not other.closed
    assert len(only(other.takes(), "CHAT_OVER_HEAD")) == 100
    assert ana.pipe.closed is (seconds == 0.0)
    if not ana.pipe.closed:
        ana.pipe.full = False
        ana.connection.room_again()
        assert len(only(decode_server(ana.pipe.take()), "CHAT_OVER_HEAD")) == 100
        return
    assert ana.lost == 1
    assert [(level, values["reason"]) for level, _event, values in logged.lines] == [
        ("warning", "the client does not read")
    ]


def test_what_is_queued_leaves_before_the_end(game: GameFixture) -> None:
    ana = Client(game)
    ana.logs_in()
    ana.pipe.full = True
    ana.connection.send(msg.pong())
    ana.connection.close()
    ana.connection.send(msg.rest_ok())
    ana.turn()
    assert ana.pipe.events == []
    ana.pipe.full = False
    ana.connection.room_again()
    assert ana.pipe.take() == PONG
    assert ana.pipe.events == ["finish", "abort"]
    assert ana.lost == 1


def test_nothing_follows_the_error_dialog_of_who_is_thrown_out(game: GameFixture) -> None:
    ana = Client(game)
    ana.logs_in()
    session = ana.connection.session
    session.send(msg.pong())
    session.refuse("Te echaron.")
    session.send(msg.create_fx(1, 0, 0))
    session.close()
    ana.turn()
    assert decode_server(ana.pipe.take()) == [msg.pong(), msg.error_msg("Te echaron.")]
    assert ana.pipe.closed


def test_the_end_is_not_waited_for_without_limit(game: GameFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_connection, "CLOSE_PATIENCE_S", 0.0)
    ana = Client(game)
    ana.logs_in()
    ana.pipe.full = True
    ana.connection.send(msg.pong())
    ana.connection.close()
    assert ana.gone()
    assert ana.pipe.events == ["abort"]
    assert ana.lost == 1


def test_a_session_that_fails_at_its_end_does_not_keep_the_connection(game: GameFixture, logged: LogBook) -> None:
    ana = Client(game)

    def fail() -> None:
        raise ZeroDivisionError

    session = ana.connection.session
    lost, session.lost = session.lost, fail  # type: ignore[method-assign]
    ana.pipe.abort()
    assert ana.gone()
    assert [event for _level, event, _values in logged.lines] == ["the end of a session failed"]
    lost()


def test_encoding_applies_from_the_next_message_on(game: GameFixture) -> None:
    ana = Client(game)
    ana.connection.send(msg.console_msg("ñ", 3))
    ana.connection.encoding = TextEncoding.UTF_8
    ana.connection.send(msg.console_msg("ñ", 3))
    ana.turn()
    assert ana.pipe.take() == bytes.fromhex("180100f103" + "180200c3b103")


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_packets_in_any_pieces(game: GameFixture, cut: int) -> None:
    ana = Client(game)
    ana.logs_in()
    data = encode_client(c.Ping()) + encode_client(c.CommerceEnd()) + encode_client(c.BankEnd()) + PING
    for start in range(0, len(data), cut):
        ana.sends(data[start : start + cut])
    assert decode_server(ana.pipe.take()) == [msg.pong(), msg.commerce_end(), msg.bank_end(), msg.pong()]


def test_short_crafting_is_let_through_by_time(game: GameFixture) -> None:
    """The packet behind it waits until the longer form can be excluded.  Source: 01 §7.1."""
    ana = Client(game)
    ana.logs_in()
    ana.sends(b"\x7b\x0f")
    ana.sends(PING)
    assert ana.pipe.take() == b""
    game.clock.advance(150)
    ana.connection.retry()
    ana.turn()
    assert ana.pipe.take() == PONG
