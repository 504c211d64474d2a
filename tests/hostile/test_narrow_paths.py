"""A path with an MTU of 576: no write is longer than a segment with all its options, and each holds whole packets."""

from __future__ import annotations

import asyncio
import ctypes
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from kit.game import PASSWORD, GameFixture, a_record
from kit.patience import PATIENCE_S
from kit.root import pass_over
from kit.server import running
from kit.strangers import Stranger
from kit.worlds import content, plain_map

from pyao.network.transport import SACK_BYTES, SocketTransport
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.peer import decode_server
from pyao.protocol.text import TextEncoding

if TYPE_CHECKING:
    from pyao.network.transport import Transport

MSS = 536
NEW_NETWORK = 0x40000000


@pytest.mark.skipif(sys.platform != "linux", reason="other systems choose the segment later")
async def test_a_login_over_a_path_of_576_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[bytes] = []
    write = SocketTransport.try_write

    def remembered(transport: Transport, data: bytes) -> bool:
        taken = write(transport, data)  # type: ignore[arg-type]
        if taken:
            written.append(data)
        return taken

    async with running(monkeypatch, content(plain_map(1))) as server:
        right = await server.game.passwords.hash_password(PASSWORD)
        await server.saver.create(a_record("Ana", (1, 50, 50), password_hash=right))
        monkeypatch.setattr(SocketTransport, "try_write", remembered)
        sock = socket.socket()
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, MSS)
        sock.setblocking(False)
        await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", server.listener.port))
        ana = Stranger(*await asyncio.open_connection(sock=sock))
        ana.sends(c.LoginExistingChar("Ana", PASSWORD, 0, 13, 0))
        heard = 0
        while heard < 1_200:
            heard += len(await ana.hears())
        assert max(map(len, written)) <= MSS - SACK_BYTES
        assert all(decode_server(one, TextEncoding.UTF_8) for one in written)
        ana.leaves()


def _narrowing() -> tuple[socket.socket, socket.socket]:
    """Two ends of a connection in a network of its own, in which this thread stays."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(NEW_NETWORK):
        raise OSError(ctypes.get_errno(), "unshare")
    set_mtu(1_500)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        near = socket.create_connection(listener.getsockname())
        far, _address = listener.accept()
    return near, far


def set_mtu(mtu: int) -> None:
    subprocess.run(f"ip link set lo mtu {mtu} up".split(), check=True, capture_output=True)


@pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are Linux's")
async def test_a_path_that_becomes_narrower_while_one_plays() -> None:
    """The first write that is too long tells the kernel; those that follow are asked for in shorter pieces."""
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1) as inside:
        try:
            near, far = await loop.run_in_executor(inside, _narrowing)
        except (OSError, subprocess.CalledProcessError) as fault:
            pass_over(f"network namespaces need Linux and root: {fault}")
        owner = Told()
        transport = SocketTransport(near, loop, msg_eor=True)
        transport.attach(owner)
        far.setblocking(False)
        for _write in range(3):
            assert transport.try_write(bytes(1_200))
        assert len(await read(far, 3_600)) == 3_600
        assert owner.pieces == []
        await loop.run_in_executor(inside, set_mtu, 576)
        for _write in range(3):
            assert transport.try_write(bytes(1_200))
            await read(far, 1_200)
        assert owner.pieces
        assert owner.pieces[-1] <= MSS - SACK_BYTES
        transport.abort()
        far.close()


async def read(link: socket.socket, length: int) -> bytes:
    data = b""
    async with asyncio.timeout(PATIENCE_S):
        while len(data) < length:
            data += await asyncio.get_running_loop().sock_recv(link, length - len(data))
    return data


class Told:
    """Owns a transport and notes how long its writes may be."""

    def __init__(self) -> None:
        self.pieces: list[int] = []

    def data_received(self, data: bytes) -> None:
        pass

    def room_again(self) -> None:
        pass

    def narrowed(self, most: int) -> None:
        self.pieces.append(most)

    def connection_lost(self) -> None:
        pass


def test_a_client_is_written_less_at_once_when_its_path_has_become_narrower(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.connection.narrowed(MSS - SACK_BYTES)
    for _line in range(20):
        ana.connection.send(msg.console_msg("x" * 100, 0))
    ana.connection.flush_now()
    assert len(ana.transport.writes) > 4
    assert max(map(len, ana.transport.writes)) <= MSS - SACK_BYTES
