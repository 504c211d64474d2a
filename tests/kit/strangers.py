"""Clients of many addresses over real sockets, which do no more than they are told: attackers, and those they harm."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from kit.patience import PATIENCE_S

from pyao.protocol import client_packets as c
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.peer import decode_server, encode_client
from pyao.protocol.text import TextEncoding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.protocol.client_packets import ClientPacket
    from pyao.server.argentum_server import ArgentumServer


class Stranger:
    """One connection from an address of its own."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self._writer = writer

    @classmethod
    async def from_address(cls, server: ArgentumServer, ip: str) -> Stranger:
        return cls(*await asyncio.open_connection("127.0.0.1", server.listener.port, local_addr=(ip, 0)))

    def sends(self, *packets: ClientPacket | bytes) -> None:
        for packet in packets:
            self._writer.write(packet if isinstance(packet, bytes) else encode_client(packet))

    async def hears(self) -> bytes:
        """The next bytes; none = the server has ended the connection."""
        async with asyncio.timeout(PATIENCE_S):
            with suppress(ConnectionError):
                return await self.reader.read(65_536)
        return b""

    async def refusal(self) -> str:
        """The sentence of the error dialog that comes next; empty = something else comes."""
        heard = await self.hears()
        if not heard or heard[0] != S.ERROR_MSG:
            return ""
        (dialog,) = decode_server(heard, TextEncoding.UTF_8)
        return str(dialog.fields["text"])

    def leaves(self) -> None:
        self._writer.close()


def addresses(number: int, first: int = 1) -> Iterator[str]:
    """So many addresses of this machine, all different."""
    for k in range(first, first + number):
        yield f"127.{k // 62_500 + 1}.{k // 250 % 250 + 1}.{k % 250 + 1}"


async def tries(server: ArgentumServer, ip: str, name: str, password: str) -> str:
    """Log in once from that address and leave again; gives the refusal, empty = the password was right."""
    one = await Stranger.from_address(server, ip)
    one.sends(c.LoginExistingChar(name, password, 0, 13, 0))
    refusal = await one.refusal()
    one.leaves()
    return refusal
