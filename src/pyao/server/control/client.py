"""The other end of the control channel: one call, and what the server answers."""

from __future__ import annotations

import json
import os
import socket
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyao.server.control.channel import LONGEST_PATH, PORT_NAME, SOCKET_NAME, has_unix_sockets
from pyao.server.control.command import Refused, Reply

if TYPE_CHECKING:
    from collections.abc import Mapping
    from io import BufferedRWPair
    from pathlib import Path

TIMEOUT_S = 120


class NoServer(Exception):
    """No server listens in the folder."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a server ended; `saved` `None` = it was killed, nobody knows."""

    saved: bool | None


def call(folder: Path, command: str, arguments: Mapping[str, Any], *, patience_s: float = TIMEOUT_S) -> Reply:
    """Give the running server a command, and wait so long for the answer.

    Raises:
        NoServer: none is running there.
        Refused: it doesn't obey; the text says why.

    """
    with closing(_connect(folder)) as line, line.makefile("rwb") as stream:
        line.settimeout(patience_s)
        return _ask(stream, command, arguments)


def call_and_wait_for_end(folder: Path, command: str, arguments: Mapping[str, Any]) -> Ended:
    """As `call`, with a command that ends the server; gives how it ended."""
    with closing(_connect(folder)) as line, line.makefile("rwb") as stream:
        _ask(stream, command, arguments)
        last = stream.readline()
        return Ended(bool(json.loads(last)["saved"]) if last else None)


def _ask(stream: BufferedRWPair[Any, Any], command: str, arguments: Mapping[str, Any]) -> Reply:
    try:
        stream.write(json.dumps({"command": command, "arguments": dict(arguments)}).encode() + b"\n")
        stream.flush()
        line = stream.readline()
    except OSError as fault:
        raise Refused(f"the server does not answer: {fault}") from fault
    if not line:
        raise Refused("the server has closed the control channel")
    answer = json.loads(line)
    if not answer.get("ok"):
        raise Refused(answer.get("text", "the server has ended"))
    return Reply(answer["text"], answer["data"])


def _connect(folder: Path) -> socket.socket:
    path = folder / SOCKET_NAME
    try:
        if has_unix_sockets() and path.exists() and len(os.fsencode(path)) <= LONGEST_PATH:
            return _opened(path)
        where = json.loads((folder / PORT_NAME).read_bytes())
        line = socket.create_connection(("127.0.0.1", where["port"]), TIMEOUT_S)
        line.sendall(where["token"].encode() + b"\n")
    except PermissionError as fault:
        raise Refused(f"{path}: only the user who runs the server may do that") from fault
    except (OSError, ValueError, KeyError) as fault:
        raise NoServer(f"no server is running on {folder}") from fault
    return line


def _opened(path: Path) -> socket.socket:
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.settimeout(TIMEOUT_S)
        line.connect(str(path))
    except BaseException:
        line.close()
        raise
    return line
