"""The kernel's side: records kept on a slow link, text encodings by TTL, clients that don't read, closing."""

from __future__ import annotations

import asyncio
import socket
import sys
from typing import TYPE_CHECKING

import pytest
from kit.game import PASSWORD, a_record
from kit.patience import PATIENCE_S
from kit.server import running
from kit.worlds import content, plain_map

from pyao.client.headless_client import HeadlessClient
from pyao.network import pace
from pyao.network.acceptor import ListenError
from pyao.network.text_encoding import encoding_for, keep_syns, ttl_of
from pyao.network.transport import SocketTransport
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.dialect import Dialect
from pyao.protocol.errors import ProtocolError
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.peer import decode_server, encode_client
from pyao.protocol.text import TextEncoding

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.server.argentum_server import ArgentumServer

linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's record boundaries and saved SYNs")
WORLD = content(plain_map(1))


async def stored(server: ArgentumServer, name: str, x: int = 50, y: int = 50) -> None:
    record = a_record(name, (1, x, y))
    record.password_hash = await server.game.passwords.hash_password(PASSWORD)
    await server.saver.create(record)


async def until(condition: Callable[[], bool]) -> None:
    """Let the loop turn until it is so."""
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - what is waited for knows no events
            await asyncio.sleep(0.005)


class Sink:
    """Owns a transport whose input does not matter."""

    def __init__(self) -> None:
        self.lost = 0
        self.room = asyncio.Event()

    def data_received(self, data: bytes) -> None:
        pass

    def room_again(self) -> None:
        self.room.set()

    def narrowed(self, most: int) -> None:
        pass

    def connection_lost(self) -> None:
        self.lost += 1


def pair() -> tuple[socket.socket, socket.socket]:
    """Two ends of a TCP connection on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        near = socket.create_connection(listener.getsockname())
        far, _address = listener.accept()
    return near, far


@linux
async def test_net_08_a_slow_reader_never_gets_a_cut_packet() -> None:
    """The reader's window is tiny, so that writes pile up in the kernel, and it takes all there is every 16 ms."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(listener.getsockname())
        accepted, _address = listener.accept()
    transport, sink = SocketTransport(accepted, asyncio.get_running_loop(), msg_eor=True), Sink()
    transport.attach(sink)
    client.setblocking(False)
    write = b"".join(msg.change_spell_slot(k, 0, "(None)").bytes_for(TextEncoding.CP1252) for k in range(1, 60))
    sent = received = 0
    while received < 300 * len(write):
        while sent < 300:
            if not transport.try_write(write):
                break
            sent += 1
        await asyncio.sleep(0.001)
        try:
            chunk = client.recv(1 << 20)
        except BlockingIOError:
            continue
        decode_server(chunk)
        received += len(chunk)
    client.close()
    transport.abort()
    assert sink.lost == 1


@linux
@pytest.mark.parametrize(("ttl", "expected"), [(128, TextEncoding.CP1252), (64, TextEncoding.UTF_8)])
def test_net_31_auto_reads_the_ttl_of_the_syn(ttl: int, expected: TextEncoding) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        keep_syns(listener)
        client = socket.socket()
        client.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, ttl)
        client.connect(listener.getsockname())
        accepted, _address = listener.accept()
        assert encoding_for("auto", Dialect.GODOT, accepted) is expected
        assert encoding_for("auto", Dialect.ORIGINAL, accepted) is TextEncoding.CP1252
        assert encoding_for("ascii", Dialect.GODOT, accepted) is TextEncoding.ASCII
        client.close()
        accepted.close()


def test_net_31_auto_where_the_syn_is_unknown() -> None:
    assert encoding_for("auto", Dialect.GODOT, None) is TextEncoding.ASCII
    near, far = pair()
    assert encoding_for("auto", Dialect.GODOT, far) is TextEncoding.ASCII
    near.close()
    far.close()


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (b"", None),
        (b"\x45" + bytes(7) + b"\x80" + bytes(11), 128),
        (b"\x60" + bytes(6) + b"\x40" + bytes(32), 64),
        (b"\x20" * 40, None),
        (b"\x45\x00", None),
    ],
)
def test_ttl_of_a_header(header: bytes, expected: int | None) -> None:
    assert ttl_of(header) == expected


async def test_the_last_message_arrives_though_the_client_has_sent_more(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:
        client = socket.create_connection(("127.0.0.1", server.listener.port))
        client.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(client, encode_client(c.LoginExistingChar("Nadie", "x", 0, 13, 0)) + b"\x01" * 5000)
        received = b""
        while data := await loop.sock_recv(client, 65536):
            received += data
        assert [one.id for one in decode_server(received, TextEncoding.UTF_8)] == [S.ERROR_MSG]
        client.close()


async def test_a_client_that_does_not_read_is_dropped_and_only_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "BEHIND_S", 0.2)
    async with running(monkeypatch, WORLD, network__max_queue_bytes=16_384, game__chat_lines_per_min=0) as server:
        await stored(server, "Sorda")
        await stored(server, "Ana", 52)
        deaf = socket.socket()
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.connect(("127.0.0.1", server.listener.port))
        deaf.sendall(encode_client(c.LoginExistingChar("Sorda", PASSWORD, 0, 13, 0)))
        ana = HeadlessClient()
        await ana.connect(port=server.listener.port)
        await ana.login("Ana", PASSWORD)
        await ana.wait_for(lambda: any(one.name == "Sorda" for one in ana.view.chars.values()))
        player = server.world.online["SORDA"]
        for _round in range(2_000):
            for _line in range(50):
                ana.talk("x" * 200)
            await asyncio.sleep(0)
            await ana.ping()
            if not player.connected:
                break
        assert not player.connected
        assert ana.view.violations == []
        assert not ana.closed
        deaf.close()
        await ana.close()


async def test_a_reset_connection_is_lost_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:
        await stored(server, "Ana")
        client = socket.create_connection(("127.0.0.1", server.listener.port))
        client.sendall(encode_client(c.LoginExistingChar("Ana", PASSWORD, 0, 13, 0)))
        await until(lambda: "ANA" in server.world.online)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        client.close()
        await until(lambda: not server.game.sessions)
        player = server.world.online["ANA"]
        assert not player.connected
        assert player.leaving_s is not None


async def test_a_port_in_use_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ListenError, match=f"can't listen on 127.0.0.1:{port}"):
            async with running(monkeypatch, WORLD, network__port=port):
                pass


def test_a_cut_packet_is_noticed_by_the_headless_client() -> None:
    client = HeadlessClient()
    client._take(b"\x15\x01")
    assert "CHANGE_MAP is cut" in client.view.violations[0]
    with pytest.raises(ProtocolError):
        decode_server(b"\xff")
