"""Print what clients that do not read cost the server in real memory, under neighbours who never stop talking.

    python benchmarks/unread_memory.py [--clients 30] [--seconds 8]

The server is a process of its own; what it grows by between the last login and its fullest moment is divided by the
clients.  Nobody is held back by the limits of talk, and nobody is cut before the bound says so.
"""

from __future__ import annotations

import argparse
import asyncio
import socket
import subprocess
import sys
import time
from pathlib import Path

from pyao.client.crowd import PASSWORD, letters
from pyao.protocol import client_packets as c
from pyao.protocol.peer import encode_client

SERVER = Path(__file__).resolve().parent / "loaded_server.py"
TALKERS = 5
LINES = encode_client(c.Talk("x" * 60)) * 40


def resident_kib(pid: int) -> int:
    """How much memory a process really has."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    raise LookupError(pid)


def enters(port: int, number: int, *, small: bool = False) -> socket.socket:
    link = socket.socket()
    if small:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    link.connect(("127.0.0.1", port))
    link.sendall(encode_client(c.LoginExistingChar(f"bot {letters(number)}", PASSWORD, 0, 13, 0)))
    return link


async def talks(link: socket.socket) -> None:
    """Talk and read until cancelled."""
    link.setblocking(False)
    loop = asyncio.get_running_loop()

    async def reads() -> None:
        while await loop.sock_recv(link, 1 << 20):
            pass

    async def speaks() -> None:
        while True:
            await loop.sock_sendall(link, LINES)

    await asyncio.gather(reads(), speaks())


async def fullest_kib(pid: int, links: list[socket.socket], seconds: float) -> int:
    """The most memory that the process takes while all of them talk."""
    tasks = [asyncio.create_task(talks(link)) for link in links]
    end, most = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        most = max(most, resident_kib(pid))
        await asyncio.sleep(0.05)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return most


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=8)
    options = parser.parse_args()
    command = [sys.executable, str(SERVER), "--bots", str(options.clients + TALKERS), "--side", "8", "--loud"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        port = next(int(line) for line in server.stdout if line.strip().isdigit())
        deaf = [enters(port, k, small=True) for k in range(options.clients)]
        loud = [enters(port, options.clients + k) for k in range(TALKERS)]
        time.sleep(2)
        before = resident_kib(server.pid)
        most = asyncio.run(fullest_kib(server.pid, loud, options.seconds))
        each = (most - before) / options.clients
        print(f"{before} KiB before, {most} at most: {each:.0f} KiB for each of {options.clients}")
        for link in (*deaf, *loud):
            link.close()
        server.kill()


if __name__ == "__main__":
    main()
