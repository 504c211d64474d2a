"""What the doctor asks of the machine: ports and who has them, open files, addresses, memory."""

from __future__ import annotations

import errno
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
_LISTENING = "0A"
_FAR = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
"""Addresses that belong to nobody: the way there begins at the address by which others know this machine."""


@dataclass(frozen=True, slots=True)
class PortUser:
    """Why a port can't be opened: who has it, as far as that can be known, or what the system says."""

    pid: int = 0
    program: str = ""
    refused: str = ""

    def __str__(self) -> str:
        """For people."""
        return f"{self.program}, process {self.pid}" if self.pid else "another program"


def port_user(host: str, port: int) -> PortUser | None:
    """Who has a TCP port; `None` = it is free.  The port is opened for a moment to know."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _name, address = found[0]
        with socket.socket(family, kind, protocol) as tried:
            if sys.platform != "win32":
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
            tried.listen(1)
    except OSError as fault:
        if fault.errno != errno.EADDRINUSE:
            return PortUser(refused=fault.strerror or str(fault))
        return _listener(port) or PortUser()
    return None


def _listener(port: int) -> PortUser | None:
    """The process that listens on a port, where the system tells (Linux, and processes of one's own)."""
    inodes = {f"socket:[{inode}]" for inode in _inodes(port)}
    for folder in PROC.glob("[0-9]*/fd") if inodes else ():
        with suppress(OSError):
            if any(str(one.readlink()) in inodes for one in folder.iterdir()):
                pid = int(folder.parent.name)
                return PortUser(pid, (PROC / str(pid) / "comm").read_text().strip())
    return None


def _inodes(port: int) -> set[str]:
    """The sockets that listen on a port, by the numbers that /proc has for them."""
    found = set()
    for name in ("tcp", "tcp6"):
        with suppress(OSError):
            for line in (PROC / "net" / name).read_text().splitlines()[1:]:
                _slot, local, _remote, state, *rest = line.split()
                if state == _LISTENING and int(local.rpartition(":")[2], 16) == port:
                    found.add(rest[5])
    return found


def most_files() -> int | None:
    """How many files a process may have open; `None` = the system has no such limit."""
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 - not on Windows

    soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return None if soft == resource.RLIM_INFINITY else soft


def own_addresses() -> list[str]:
    """The addresses by which this machine goes out, IPv4 first; nothing is sent."""
    found = []
    for family, far in _FAR.items():
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((far, 9))
            found.append(str(probe.getsockname()[0]))
    return found


def free_memory() -> int | None:
    """Bytes of memory that programs can still have; `None` = the system does not tell."""
    with suppress(OSError, ValueError, StopIteration):
        lines = (PROC / "meminfo").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("MemAvailable")).split()[1]) * 1_024
    return None
