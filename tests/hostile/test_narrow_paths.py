"""A path with an MTU of 576: no write is longer than a segment with all its options, and each holds whole packets."""

from __future__ import annotations

import asyncio
import socket
import sys
from typing import TYPE_CHECKING

import pytest
from kit.game import PASSWORD, a_record
from kit.server import running
from kit.strangers import Stranger
from kit.worlds import content, plain_map

from pyao.network.transport import SACK_BYTES, SocketTransport
from pyao.protocol import client_packets as c
from pyao.protocol.peer import decode_server
from pyao.protocol.text import TextEncoding

if TYPE_CHECKING:
    from pyao.network.transport import Transport

MSS = 536


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
