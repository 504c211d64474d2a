"""The least that a program in this language has to do for a walking crowd: what a server's cost is measured against.

It knows no world.  Each bot stands for ever where it starts; a Walk is forwarded as five bytes to the bots that would
see it there, and what has gathered for a bot is sent every 15 ms.  It prints its port, and runs until it is stopped.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import socket
import sys
from pathlib import Path

import uvloop

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from step_cost import places

from pyao.protocol.client_packets import Ping, Walk
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.world.space import area_of, in_window

FRAME_S = 0.015
LOGGED, PONG = bytes((S.LOGGED, 3)), bytes((S.PONG,))


class Bot:
    """One client: its socket, its hearers, and what it is sent in this frame."""

    def __init__(self, number: int, link: socket.socket) -> None:
        self.link = link
        self.step = bytes((S.CHARACTER_MOVE,)) + number.to_bytes(2, "little") + b"\x32\x32"
        self.hearers: list[Bot] = []
        self.outbox: list[bytes] = []
        self.logged = False

    def readable(self) -> None:
        """Take what the client sends."""
        try:
            data = self.link.recv(65_536)
        except OSError:
            data = b""
        if not data:
            asyncio.get_running_loop().remove_reader(self.link)
        elif not self.logged:
            self.logged = True
            self.link.send(LOGGED)
        elif data[0] == Ping.id:
            self.link.send(PONG)
        elif data[0] == Walk.id:
            for _step in range(len(data) // 2):
                for hearer in self.hearers:
                    hearer.outbox.append(self.step)


async def serve(options: argparse.Namespace) -> None:
    loop = asyncio.get_running_loop()
    spots = list(places(options.bots, options.maps, options.side))
    bots: list[Bot] = []
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener:
        listener.setblocking(False)
        print(listener.getsockname()[1], flush=True)

        async def accept() -> None:
            while len(bots) < options.bots:
                link, _address = await loop.sock_accept(listener)
                link.setblocking(False)
                link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                bot = Bot(len(bots), link)
                bots.append(bot)
                loop.add_reader(link, bot.readable)
            for bot, (here, x, y) in zip(bots, spots, strict=True):
                bot.hearers = [
                    other
                    for other, at in zip(bots, spots, strict=True)
                    if other is not bot and at[0] == here and in_window(area_of(x, y), *at[1:])
                ]

        told_to_stop = asyncio.Event()
        loop.add_signal_handler(signal.SIGTERM, told_to_stop.set)
        accepting = loop.create_task(accept())

        def frame() -> None:
            loop.call_later(FRAME_S, frame)
            for bot in bots:
                if bot.outbox:
                    data = b"".join(bot.outbox)
                    bot.outbox.clear()
                    try:
                        bot.link.send(data, socket.MSG_EOR)
                    except OSError:
                        loop.remove_reader(bot.link)

        frame()
        await told_to_stop.wait()
        accepting.cancel()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bots", type=int, default=100)
    parser.add_argument("--maps", type=int, default=1)
    parser.add_argument("--side", type=int, default=78)
    uvloop.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
