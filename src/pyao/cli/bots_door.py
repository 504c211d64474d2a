"""The server that bots go to: one that is running and lets them in, or one of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import typer

from pyao.cli.config import data_folder
from pyao.network.settings import DEFAULT_PORT
from pyao.protocol.errors import ProtocolError
from pyao.protocol.peer import decode_server
from pyao.protocol.text import TextEncoding
from pyao.server.for_bots import FOR_BOTS
from pyao.storage.world_pack import PACK_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOW_TO_LET_THEM_IN = (
    "it has to run with game.connection_interval_ms = 0 and game.connections_per_ip = 0; "
    "without --port, and with no server on the usual one, bots start a server of their own"
)
TRIED = 16
"""Connections opened at once to see whether the server takes as many from one address; more than it does by default."""

CLOSES_WITHIN_S = 0.3
"""Seconds in which a server on this machine turns away whom it doesn't want."""

START_S = 60.0
SPARE_USERS = 100
POLL_S = 0.1


class OwnServer(NamedTuple):
    """A server that was started for the bots: its port on this machine, and its process."""

    port: int
    pid: int


class Unwelcome(Exception):
    """The bots can't play there; the text says why and what to do."""


@contextmanager
def server_for(number: int, host: str, port: int | None) -> Iterator[int]:
    """The port of a server that lets the bots in; one is started, and ended again, if no port was asked for.

    Raises:
        Unwelcome: the server takes no more than a few connections from one address, or can't be started.
        OSError: there is no server.

    """
    if port is None and not _listens(host, DEFAULT_PORT):
        typer.echo(f"no server on port {DEFAULT_PORT}: one is started for the bots, which keeps nothing", err=True)
        with own_server(number, host) as own:
            yield own.port
        return
    _knock(number, host, port or DEFAULT_PORT)
    yield port or DEFAULT_PORT


def _listens(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), 2).close()
    except OSError:
        return False
    return True


def _knock(number: int, host: str, port: int) -> None:
    """Open some connections at once, as the bots will; whoever is not wanted is turned away at the door."""
    with ExitStack() as opened:
        tried = [opened.enter_context(socket.create_connection((host, port), 2)) for _bot in range(min(number, TRIED))]
        until = time.monotonic() + CLOSES_WITHIN_S
        for one in tried:
            one.settimeout(max(0.001, until - time.monotonic()))
            try:
                answer = one.recv(4_096)
            except TimeoutError:
                continue  # it is left in peace
            except OSError:
                answer = b""
            raise Unwelcome(f"the server at {host}:{port} turns bots away{_words(answer)}; {HOW_TO_LET_THEM_IN}")


def _words(answer: bytes) -> str:
    """What the server says at the door, if anything."""
    try:
        said = [str(value) for message in decode_server(answer, TextEncoding.UTF_8) for value in message.values]
    except ProtocolError:
        return ""
    return f" ({said[0]})" if said else ""


@contextmanager
def own_server(
    number: int, host: str, pack: Path | None = None, settle: Callable[[Path], None] | None = None
) -> Iterator[OwnServer]:
    """A server that is there for the bots alone: it keeps nothing, and plays the imported world if there is one.

    `pack` = the world pack, if it is not the usual one; `settle` puts characters into the store of the data folder.
    """
    with TemporaryDirectory(prefix="pyao-bots-") as folder, Path(folder, "log").open("w+b") as log:
        port = _free_port(host)
        command = [sys.executable, "-m", "pyao", "run", "--host", host, "--port", str(port), "--data", folder]
        environment = _environment(number, pack or data_folder() / PACK_NAME)
        if settle is not None:
            settle(Path(folder))
            environment["PYAO_STORAGE__BACKEND"] = "sqlite"
        with subprocess.Popen(  # nosec B603 # noqa: S603 – our own command
            command, cwd=folder, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL
        ) as server:
            try:
                _wait_until_it_listens(server, host, port, log)
                yield OwnServer(port, server.pid)
            finally:
                server.terminate()


def _environment(number: int, pack: Path) -> dict[str, str]:
    wanted = {
        **FOR_BOTS,
        "game.max_users": number + SPARE_USERS,
        "world.pack": pack.resolve() if pack.exists() else "",
        "redis.enabled": False,
    }
    return os.environ | {f"PYAO_{name.replace('.', '__').upper()}": str(value) for name, value in wanted.items()}


def _free_port(host: str) -> int:
    with socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET) as free:
        port: int = free.getsockname()[1]
    return port


def _wait_until_it_listens(server: subprocess.Popen[bytes], host: str, port: int, log: BinaryIO) -> None:
    until = time.monotonic() + START_S
    while not _listens(host, port):
        if server.poll() is not None or time.monotonic() > until:
            log.seek(0)
            said = log.read().decode(errors="replace").strip().splitlines()
            raise Unwelcome(f"a server for the bots can't be started: {said[-1] if said else 'it says nothing'}")
        time.sleep(POLL_S)
