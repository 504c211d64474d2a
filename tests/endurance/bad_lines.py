"""Bad networks: real TCP of the kernel over a line that this program carries, packet by packet, late, rarely or never.

    python tests/endurance/bad_lines.py --seconds 60

Two network namespaces, each with a TUN device, and between them a line with a delay, a rate, and losses.  It needs root
and Linux.  The clients parse as the real one does: what one look at the socket brings has to be whole packets.
"""

from __future__ import annotations

import argparse
import asyncio
import ctypes
import os
import random
import struct
import subprocess
import sys
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kit.chaos import NAMES
from kit.recorded import SECRET, fill, settings_in

from pyao.client.headless_client import Disconnected, HeadlessClient
from pyao.content.enums import Heading
from pyao.protocol import client_packets as c
from pyao.server.argentum_server import ArgentumServer
from pyao.server.logs import set_up_logs
from pyao.server.settings import LogSettings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from pyao.protocol.client_packets import ClientPacket

SERVER, CLIENTS = "10.9.0.1", "10.9.0.2"
NEW_NETWORK = 0x40000000
SET_INTERFACE, TUN_WITHOUT_HEADER = 0x400454CA, 0x1001
ALIVE = [name for name in NAMES if name != "Eva"]
PATIENCE_S, QUEUE_S = 60.0, 2.0
"""How long clients wait for something, and for how much a line's queue has room."""


class Link(NamedTuple):
    """A line; the same both ways."""

    mtu: int = 1_500
    delay_ms: int = 0
    jitter_ms: int = 0
    """A packet takes so much more or less, each by itself: they overtake each other."""

    loss: float = 0.0
    kbit_s: int = 1_000_000


LINKS = {
    "MTU 1500": Link(),
    "MTU 576": Link(576),
    "150 ± 50 ms, overtaking": Link(1_500, 150, 50),
    "loss 8 %": Link(1_500, 20, 0, 0.08),
    "128 kbit/s": Link(1_500, 20, 0, 0.0, 128),
    "all of it, MTU 1500": Link(1_500, 150, 50, 0.08, 128),
    "all of it, MTU 576": Link(576, 150, 50, 0.08, 128),
}


class Unavailable(Exception):
    """Network namespaces or TUN devices can't be had here; the text says why."""


class Network:
    """A network namespace whose one way out is a TUN device, which is `fd`."""

    def __init__(self, address: str, peer: str, mtu: int) -> None:
        """Make it on a thread of its own, which takes the namespace along; this one stays where it is.

        Raises:
            Unavailable: it can't be made.

        """
        self.fd = self._namespace = -1
        self._fault = ""
        maker = Thread(target=self._make, args=(address, peer, mtu))
        maker.start()
        maker.join()
        if self._fault:
            self.close()
            raise Unavailable(self._fault)

    def _make(self, address: str, peer: str, mtu: int) -> None:
        import fcntl  # not on every system

        libc = ctypes.CDLL(None, use_errno=True)
        try:
            if libc.unshare(NEW_NETWORK):
                raise OSError(ctypes.get_errno(), "unshare")  # noqa: TRY301 - as all that can't be had
            self._namespace = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
            self.fd = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
            fcntl.ioctl(self.fd, SET_INTERFACE, struct.pack("16sH22x", b"line", TUN_WITHOUT_HEADER))
            for command in (f"ip addr add {address} peer {peer} dev line", f"ip link set line mtu {mtu} up"):
                subprocess.run(command.split(), check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as fault:
            self._fault = str(fault)

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Sockets that this thread makes meanwhile belong to it."""
        libc = ctypes.CDLL(None, use_errno=True)
        outside = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
        libc.setns(self._namespace, NEW_NETWORK)
        try:
            yield
        finally:
            libc.setns(outside, NEW_NETWORK)
            os.close(outside)

    def close(self) -> None:
        """Let go of it; it ends with its last socket."""
        for fd in (self.fd, self._namespace):
            if fd >= 0:
                os.close(fd)


class Line:
    """Carries packets from one network to the other."""

    def __init__(self, link: Link, here: Network, there: Network, dice: random.Random) -> None:
        self._link, self._here, self._there, self._dice = link, here, there, dice
        self._loop = asyncio.get_running_loop()
        self._free_s = 0.0
        self.carried = self.lost = 0
        self._loop.add_reader(here.fd, self._carry)

    def stop(self) -> None:
        """Carry nothing any more."""
        self._loop.remove_reader(self._here.fd)

    def _carry(self) -> None:
        with suppress(BlockingIOError):
            while True:
                self._send(os.read(self._here.fd, 65_536))

    def _send(self, packet: bytes) -> None:
        link, now = self._link, self._loop.time()
        self.carried += 1
        if self._dice.random() < link.loss or self._free_s - now > QUEUE_S:
            self.lost += 1
            return
        self._free_s = max(now, self._free_s) + len(packet) * 8 / (link.kbit_s * 1_000)
        takes_ms = link.delay_ms + self._dice.uniform(-link.jitter_ms, link.jitter_ms)
        self._loop.call_at(self._free_s + takes_ms / 1_000, self._arrive, packet)

    def _arrive(self, packet: bytes) -> None:
        with suppress(OSError):  # everything has been closed in the meantime
            os.write(self._there.fd, packet)


class Report(NamedTuple):
    """What came of a trial."""

    logins: int
    packets: int
    """What the clients were sent."""

    carried: int
    lost: int
    """Packets of the network."""

    wrong: list[str]


@asynccontextmanager
async def a_line(link: Link, seed: int) -> AsyncIterator[tuple[Network, Network, list[Line]]]:
    """The server's network, the clients', and the line between them.

    Raises:
        Unavailable: see `Network`.

    """
    with ExitStack() as stack:
        server = Network(SERVER, CLIENTS, link.mtu)
        stack.callback(server.close)
        clients = Network(CLIENTS, SERVER, link.mtu)
        stack.callback(clients.close)
        dice = random.Random(seed)
        lines = [Line(link, server, clients, dice), Line(link, clients, server, dice)]
        for line in lines:
            stack.callback(line.stop)
        yield server, clients, lines


async def trial(link: Link, seconds: float, folder: Path, *, players: int = len(ALIVE), seed: int = 1) -> Report:
    """Let clients log in and play over such a line for so long."""
    settings = settings_in(folder, network__host=SERVER)
    await fill(settings)
    async with a_line(link, seed) as (server_side, clients_side, lines):
        server = ArgentumServer(settings)
        with server_side.inside():
            await server.start()
        clients = [HeadlessClient(strict=False, patience_s=PATIENCE_S) for _ in range(players)]
        try:
            for client in clients:
                with clients_side.inside():
                    await client.connect(SERVER, server.listener.port)
            pairs = zip(clients, ALIVE, strict=False)
            await asyncio.gather(*(play(*pair, seconds, random.Random(seed)) for pair in pairs))
        finally:
            for client in clients:
                await client.close()
            await server.stop()
    wrong = [one for client in clients for one in client.view.violations]
    logged, packets = sum(one.view.logged for one in clients), sum(one.packets_received for one in clients)
    return Report(logged, packets, sum(one.carried for one in lines), sum(one.lost for one in lines), wrong)


async def play(client: HeadlessClient, name: str, seconds: float, dice: random.Random) -> None:
    """Log in, and do what makes the server talk."""
    await client.login(name, SECRET)
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    with suppress(Disconnected):
        while loop.time() < end:
            client.walk(dice.choice(list(Heading)))
            client.send(*dice.choice(DEEDS))
            await asyncio.sleep(dice.uniform(0.1, 0.4))
        await client.ping()


DEEDS: tuple[tuple[ClientPacket, ...], ...] = (
    (c.Talk("Hola! " * 20),),
    (c.Talk("/AYUDA"),),
    (c.RequestStats(), c.RequestSkills(), c.RequestMiniStats()),
    (c.DoubleClick(52, 50), c.CommerceEnd()),
    (c.LeftClick(48, 50), c.BankStart(), c.BankEnd()),
    (c.LeftClick(51, 49), c.Attack()),
    (c.RequestGuildLeaderInfo(),),
    (c.Drop(4, 1), c.PickUp()),
)


def main() -> None:
    """The long form."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--line", choices=LINKS, help="only this one")
    options = parser.parse_args()
    set_up_logs(LogSettings(level="error"))
    wrong: list[Any] = []
    for name in [options.line] if options.line else LINKS:
        link = LINKS[name]
        with TemporaryDirectory() as folder:
            report = asyncio.run(trial(link, options.seconds, Path(folder), seed=options.seed))
        wrong += report.wrong
        print(
            f"{name}: {report.logins} logins, {report.packets:,} packets in {report.carried:,} of the network, "
            f"of which {report.lost:,} were lost; {len(report.wrong)} wrong",
            *report.wrong[:3],
            sep="\n  ",
            flush=True,
        )
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
