"""The kernel's side of one connection: record flags, short writes, full windows, and how connections end."""

from __future__ import annotations

import asyncio
import functools
import importlib
import importlib.util
import inspect
import random
import socket
import struct
import sys
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Self

import pytest
from kit.patience import PATIENCE_S

from pyao.network import transport as transport_module
from pyao.network.flusher import Flusher
from pyao.network.frame import Frame
from pyao.network.kernel_room import KernelRoom, offered_window
from pyao.network.resets import Resets
from pyao.network.settings import NetworkSettings
from pyao.network.transport import ANY_PATH, READ_BYTES, SocketTransport
from pyao.protocol import msg
from pyao.protocol.peer import decode_server
from pyao.protocol.text import TextEncoding
from pyao.tasks.lateness import Lateness

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps record boundaries on TCP")
CP1252 = TextEncoding.CP1252
SEGMENT = 1460
WRITES = 3
"""Into which `burst` is cut."""

RESET = struct.pack("ii", 1, 0)


class RecordingSocket(socket.socket):
    """Remembers what is sent with which flags and how often it is read; the first sends take only `limits` bytes."""

    limits: list[int]
    sent: list[tuple[bytes, int]]
    reads: int

    def recv(self, most: int, flags: int = 0) -> bytes:
        self.reads += 1
        return super().recv(most, flags)

    def send(self, data: Any, flags: int = 0) -> int:
        part = bytes(data[: self.limits.pop(0)] if self.limits else data)
        self.sent.append((part, flags))
        return super().send(part, flags)


class Owner:
    """Owns a transport and remembers what it heard."""

    def __init__(self) -> None:
        self.received = b""
        self.lost = 0
        self.pieces: list[int] = []
        self.room = asyncio.Event()
        self.answer: Callable[[], object] = lambda: None

    def data_received(self, data: bytes) -> None:
        self.received += data
        self.answer()

    def room_again(self) -> None:
        self.room.set()

    def narrowed(self, most: int) -> None:
        self.pieces.append(most)

    def connection_lost(self) -> None:
        self.lost += 1


class Link:
    """A transport, its owner, and the client's socket at the other end of a loopback connection."""

    def __init__(
        self,
        *,
        receive_buffer: int = 0,
        limits: tuple[int, ...] = (),
        msg_eor: bool = True,
        resets: Resets | None = None,
    ) -> None:
        with socket.socket() as listener:
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SEGMENT)
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            self.client = socket.socket()
            if receive_buffer:
                self.client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
            self.client.connect(listener.getsockname())
            accepted, _address = listener.accept()
        self.client.setblocking(False)
        self.near = RecordingSocket(fileno=accepted.detach())
        self.near.limits, self.near.sent, self.near.reads = list(limits), [], 0
        self.owner = Owner()
        self.transport = SocketTransport(self.near, asyncio.get_running_loop(), msg_eor=msg_eor, resets=resets)
        self.transport.attach(self.owner)

    async def read(self, length: int) -> bytes:
        """So many bytes, or fewer at the end of the connection."""
        data = b""
        loop = asyncio.get_running_loop()
        while len(data) < length and (chunk := await loop.sock_recv(self.client, length - len(data))):
            data += chunk
        return data

    async def read_to_end(self) -> bytes:
        return await self.read(1 << 30)

    def reset(self) -> None:
        """Let the client drop the connection in such a way that its system says so."""
        self.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        self.client.close()

    async def write(self, data: bytes) -> None:
        while not self.transport.try_write(data):
            self.owner.room.clear()
            await self.owner.room.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.client.close()
        self.transport.abort()
        assert self.owner.lost == 1


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - what is waited for knows no events
            await asyncio.sleep(0.002)


def on_both_loops(test: Callable[..., Coroutine[None, None, None]]) -> Callable[..., None]:
    """Run a test on asyncio's own loop and on uvloop, whose sockets fail in other ways."""

    def run(loop: str, **arguments: Any) -> None:
        factory = importlib.import_module("uvloop").new_event_loop if loop == "uvloop" else None
        with asyncio.Runner(loop_factory=factory) as runner:
            failed: list[dict[str, Any]] = []
            runner.get_loop().set_exception_handler(lambda _loop, context: failed.append(context))
            runner.run(asyncio.wait_for(test(**arguments), PATIENCE_S))
            assert not failed

    parameters = [inspect.Parameter("loop", inspect.Parameter.POSITIONAL_OR_KEYWORD)]
    run.__signature__ = inspect.Signature([*parameters, *inspect.signature(test).parameters.values()])  # type: ignore[attr-defined]
    run.__name__, run.__doc__ = test.__name__, test.__doc__
    has_uvloop = importlib.util.find_spec("uvloop") is not None
    each: Callable[..., Callable[..., None]] = pytest.mark.parametrize(
        "loop", ["asyncio", "uvloop"] if has_uvloop else ["asyncio"]
    )
    return each(run)


def burst() -> list[msg.Message]:
    return [msg.change_spell_slot(k % 35 + 1, k, "Apocalipsis " * (k % 4)) for k in range(120)]


def flusher_of(link: Link, settings: NetworkSettings, on_end: Callable[[], None]) -> Flusher:
    loop = asyncio.get_running_loop()
    frame = Frame(loop, settings.frame_ms, Lateness())
    return Flusher(loop, link.transport, settings, frame, on_end=on_end, on_unread=lambda _reason: None)


@pytest.mark.parametrize(("msg_eor", "flag"), [(True, transport_module.EOR), (False, 0)])
@on_both_loops
async def test_net_08_every_write_carries_the_record_flag(msg_eor: bool, flag: int) -> None:
    messages = burst()
    with Link(msg_eor=msg_eor) as link:
        finished = asyncio.Event()
        flusher = flusher_of(link, NetworkSettings(flush_gap_ms=1), finished.set)
        for message in messages:
            flusher.queue(message, CP1252)
        flusher.end()
        await asyncio.wait_for(finished.wait(), PATIENCE_S)
        assert len(link.near.sent) == WRITES
        for data, flags in link.near.sent:
            assert flags == flag
            assert len(data) <= 1200
        assert [one for data, _flags in link.near.sent for one in decode_server(data)] == messages


@linux
@on_both_loops
async def test_net_08_with_records_all_writes_leave_in_one_turn() -> None:
    with Link() as link:
        flusher = flusher_of(link, NetworkSettings(), lambda: None)
        for message in burst():
            flusher.queue(message, CP1252)
        flusher.answer()
        assert len(link.near.sent) == WRITES


@on_both_loops
async def test_a_short_write_is_completed_before_anything_else() -> None:
    with Link(limits=(500, 300)) as link:
        assert link.transport.try_write(b"a" * 1200)
        assert not link.transport.try_write(b"b" * 10)
        await asyncio.wait_for(link.owner.room.wait(), PATIENCE_S)
        assert link.transport.try_write(b"b" * 10)
        assert [(len(data), flags) for data, flags in link.near.sent] == [
            (500, transport_module.EOR),
            (300, transport_module.EOR),
            (400, transport_module.EOR),
            (10, transport_module.EOR),
        ]
        assert await link.read(1210) == b"a" * 1200 + b"b" * 10


@on_both_loops
async def test_the_rest_of_a_short_write_leaves_before_the_end() -> None:
    with Link(limits=(500,)) as link:
        assert link.transport.try_write(b"a" * 1200)
        link.transport.finish()
        assert await link.read_to_end() == b"a" * 1200


@linux
@pytest.mark.parametrize("freezes", [(0.016,), (0.7, 0.7, 0.7)])
@on_both_loops
async def test_net_08_no_chunk_is_cut_though_the_client_freezes(freezes: tuple[float, ...]) -> None:
    """Its window is tiny and it takes all there is at once, in the first rounds only after a long while."""
    dice = random.Random(3)
    writes = [b"x" * dice.choice((40, 300, 700, 1200)) for _write in range(200)]
    ends = set(accumulate(map(len, writes)))
    with Link(receive_buffer=4096) as link:
        received = 0

        async def send() -> None:
            for data in writes:
                await link.write(data)

        sending = asyncio.create_task(send())
        pauses = [*freezes] + [0.005] * 10_000
        while received < sum(map(len, writes)):
            await asyncio.sleep(pauses.pop(0))
            try:
                chunk = link.client.recv(1 << 20)
            except BlockingIOError:
                continue
            received += len(chunk)
            assert received in ends, "a chunk ends inside a write"
        await sending


@linux
@on_both_loops
async def test_a_packet_longer_than_the_clients_whole_window_arrives() -> None:
    with Link(receive_buffer=2304) as link:
        packet = bytes(range(256)) * 80
        writing = asyncio.create_task(link.write(packet))
        assert await asyncio.wait_for(link.read(len(packet)), PATIENCE_S) == packet
        await writing


@linux
@on_both_loops
async def test_a_full_window_is_not_waited_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport_module, "WINDOW_PATIENCE_S", 0.0)
    with Link() as link:
        monkeypatch.setattr(KernelRoom, "in_window", lambda _room, _length: False)
        assert not link.transport.try_write(b"a")
        await asyncio.wait_for(link.owner.room.wait(), PATIENCE_S)
        assert link.transport.try_write(b"a")
        assert await link.read(1) == b"a"
        assert not link.transport.try_write(b"b")


@linux
@on_both_loops
async def test_a_full_window_refuses_writes_until_the_client_reads() -> None:
    write = b"a" * 1000
    with Link(receive_buffer=16_384) as link:
        sent = 0
        while link.transport.try_write(write):
            sent += len(write)
            await asyncio.sleep(0.001)
        assert 0 <= offered_window(link.near) < len(write)
        assert sent < 65_536
        await link.read(sent)
        await asyncio.wait_for(link.owner.room.wait(), PATIENCE_S)
        await asyncio.wait_for(link.write(write), PATIENCE_S)
        assert await link.read(len(write)) == write


@on_both_loops
async def test_writing_to_a_reset_connection_loses_it_once() -> None:
    with Link() as link:
        link.reset()
        for _write in range(3):
            link.transport.try_write(b"a")
        await until(lambda: link.owner.lost > 0)
        assert link.transport.try_write(b"a")


@on_both_loops
async def test_a_reset_right_behind_the_last_words_is_noticed() -> None:
    """Though the owner, having answered them, asks for more."""
    loop = asyncio.get_running_loop()
    with Link() as link:
        resume = functools.partial(link.transport.pause_reading, paused=False)
        link.owner.answer = lambda: loop.call_soon(resume)
        link.client.send(b"adios")
        link.reset()
        await until(lambda: link.owner.lost > 0)
        assert link.owner.received in {b"adios", b""}


@pytest.mark.parametrize("pauses", [False, True])
@on_both_loops
async def test_a_reset_behind_more_than_one_read_takes_is_noticed(
    monkeypatch: pytest.MonkeyPatch, *, pauses: bool
) -> None:
    """Whoever owns the transport hears everything before it, and may want a pause after each piece."""
    monkeypatch.setattr(transport_module, "READ_BYTES", 100)
    loop, data = asyncio.get_running_loop(), random.Random(5).randbytes(1_050)
    with Link() as link:

        def have_a_pause() -> None:
            link.transport.pause_reading(paused=True)
            loop.call_soon(functools.partial(link.transport.pause_reading, paused=False))

        if pauses:
            link.owner.answer = have_a_pause
        link.transport.pause_reading(paused=True)
        link.client.send(data)
        link.reset()
        await asyncio.sleep(0.01)
        link.transport.pause_reading(paused=False)
        await until(lambda: link.owner.lost > 0)
        assert link.owner.received == (data if sys.platform == "linux" else data[: len(link.owner.received)])


@on_both_loops
async def test_what_has_come_is_read_once_and_a_reset_of_another_changes_nothing() -> None:
    resets = Resets(asyncio.get_running_loop())
    with Link(resets=resets) as link, Link(resets=resets) as other:
        link.client.send(b"hola")
        await until(lambda: link.owner.received == b"hola")
        other.client.send(b"adios")
        other.reset()
        await until(lambda: other.owner.lost > 0)
        assert link.near.reads == 1
        assert link.owner.lost == 0


@on_both_loops
async def test_more_than_one_read_takes_is_read_to_its_end() -> None:
    data = random.Random(6).randbytes(5 * READ_BYTES // 2)
    with Link() as link:
        await asyncio.get_running_loop().sock_sendall(link.client, data)
        await until(lambda: len(link.owner.received) == len(data))
        assert link.owner.received == data
        link.client.close()
        await until(lambda: link.owner.lost > 0)


@on_both_loops
async def test_a_reset_behind_what_is_dropped_after_the_end_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport_module, "LINGER_S", 10 * PATIENCE_S)
    with Link() as link:
        link.transport.finish()
        assert await link.read_to_end() == b""
        link.client.send(b"unheard")
        link.reset()
        await until(lambda: link.owner.lost > 0)
        assert link.owner.received == b""


@on_both_loops
async def test_a_reset_while_nothing_is_read_is_noticed_afterwards() -> None:
    with Link() as link:
        link.transport.pause_reading(paused=True)
        link.reset()
        await asyncio.sleep(0.01)
        assert link.owner.lost == 0
        link.transport.pause_reading(paused=False)
        await until(lambda: link.owner.lost > 0)


@on_both_loops
async def test_a_reset_before_the_end() -> None:
    with Link() as link:
        link.reset()
        link.transport.finish()
        await until(lambda: link.owner.lost > 0)


@on_both_loops
async def test_a_closed_client_is_lost_once_and_what_it_sent_is_heard() -> None:
    with Link() as link:
        link.client.send(b"adios")
        link.client.close()
        await until(lambda: link.owner.lost > 0)
        assert link.owner.received == b"adios"


@on_both_loops
async def test_the_end_is_seen_as_the_end_though_the_client_goes_on_sending() -> None:
    with Link() as link:
        await asyncio.get_running_loop().sock_sendall(link.client, b"unheard" * 1000)
        link.transport.pause_reading(paused=True)
        assert link.transport.try_write(b"last words")
        link.transport.finish()
        received = b""
        while not received.endswith(b"last words"):
            received += await link.read(10)
        for _write in range(20):
            link.client.send(b"unheard" * 100)
            await asyncio.sleep(0)
        assert await link.read_to_end() == b""
        link.client.close()
        await until(lambda: link.owner.lost > 0)
        assert b"unheard" not in link.owner.received


@pytest.mark.parametrize("limit", ["LINGER_S", "LINGER_BYTES"])
@on_both_loops
async def test_a_client_that_never_says_goodbye_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(transport_module, limit, 0.02 if limit == "LINGER_S" else 10)
    with Link() as link:
        link.transport.finish()
        assert await link.read_to_end() == b""
        link.client.send(b"a" * 20)
        await until(lambda: link.owner.lost > 0)


async def test_a_path_that_becomes_narrower_is_noticed_before_a_long_write(monkeypatch: pytest.MonkeyPatch) -> None:
    link, found = Link(), [900, 900, 488, 1_000]
    monkeypatch.setattr(SocketTransport, "segment_bytes", lambda _transport, most: min(most, found.pop(0)))
    for length in (1_000, 1_000, ANY_PATH, 501, 501):
        assert link.transport.try_write(b"a" * length)
    assert link.owner.pieces == [900, 488], "short writes need no look, and what is wider again is told to nobody"
    assert found == []
    link.client.close()
    link.transport.abort()
