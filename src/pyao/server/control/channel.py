"""The control channel of a running server: a socket in the data folder, one JSON object a line in both directions.

    {"command": "kick", "arguments": {"name": "Ana"}}      →  {"ok": true, "text": "Ana was kicked", "data": null}
                                                           →  {"ok": false, "text": "Ana is not online"}

Only the owner of the folder can open the socket.  Where there are no such sockets, or the folder's path is too long for
one, it is a port of this machine, and the first line must be the token that stands in a file of the folder.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import socket
import struct
import sys
from typing import TYPE_CHECKING, Any

import structlog

from pyao.server.control.command import Refused
from pyao.storage.errors import StoreError
from pyao.storage.private_files import write_private

if TYPE_CHECKING:
    from pathlib import Path

    from pyao.server.control.desk import Desk

log = structlog.get_logger()

SOCKET_NAME = "control.sock"
PORT_NAME = "control.json"
LONGEST_PATH = 100
"""Bytes; longer ones are refused by some systems."""

LONGEST_LINE = 1 << 20
MOST_CALLERS = 32
PATIENCE_S = 60
"""How long a caller may be silent before his first command."""


class ControlChannel:
    """Takes commands to the desk, one caller's after the other."""

    def __init__(self, folder: Path, desk: Desk) -> None:
        self._folder = folder
        self._desk = desk
        self._token = ""
        self._server: asyncio.Server | None = None
        self._callers: set[asyncio.StreamWriter] = set()

    async def start(self) -> None:
        """Listen; the caller holds the lock of the folder, so what a killed server has left may be taken away.

        Raises:
            StoreError: the socket can't be made.

        """
        path = self._folder / SOCKET_NAME
        try:
            path.unlink(missing_ok=True)
            (self._folder / PORT_NAME).unlink(missing_ok=True)
            if has_unix_sockets() and len(os.fsencode(path)) <= LONGEST_PATH:
                self._server = await asyncio.start_unix_server(
                    self._serve, sock=_private_socket(path), limit=LONGEST_LINE
                )
            else:
                await self._listen_on_port()
        except OSError as fault:
            raise StoreError(f"{path}: the control channel can't be opened: {fault.strerror or fault}") from fault

    async def _listen_on_port(self) -> None:
        self._token = secrets.token_hex(32)
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=LONGEST_LINE)
        port = self._server.sockets[0].getsockname()[1]
        write_private(self._folder / PORT_NAME, json.dumps({"port": port, "token": self._token}).encode())

    async def stop(self, *, saved: bool) -> None:
        """Tell who still listens how the server ended, and close; nothing happens if it is not open."""
        if self._server is None:
            return
        self._server.close()
        for caller in list(self._callers):
            with contextlib.suppress(OSError, RuntimeError):
                _write(caller, {"ended": True, "saved": saved})
                await caller.drain()
                caller.close()
        self._server = None
        for name in (SOCKET_NAME, PORT_NAME):
            (self._folder / name).unlink(missing_ok=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self._callers) >= MOST_CALLERS:
            writer.close()
            return
        self._callers.add(writer)
        try:
            if await self._is_welcome(reader):
                await self._converse(reader, writer)
        except (OSError, ValueError, TimeoutError, asyncio.IncompleteReadError):  # gone, or a line without end
            pass
        finally:
            self._callers.discard(writer)
            writer.close()

    async def _is_welcome(self, reader: asyncio.StreamReader) -> bool:
        if not self._token:
            return True
        async with asyncio.timeout(PATIENCE_S):
            line = await reader.readline()
        return secrets.compare_digest(line.strip(), self._token.encode())

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        who = f"operator:{_user_of(writer)}"
        while line := await reader.readline():
            _write(writer, await self._answer(line, who))
            await writer.drain()

    async def _answer(self, line: bytes, who: str) -> dict[str, Any]:
        try:
            request = json.loads(line)
            name, arguments = request["command"], request.get("arguments", {})
        except (ValueError, KeyError, TypeError, AttributeError):
            return {"ok": False, "text": 'not understood; a line is {"command": …, "arguments": {…}}'}
        if not isinstance(name, str) or not isinstance(arguments, dict):
            return {"ok": False, "text": "the command is a text, its arguments are an object"}
        try:
            reply = await self._desk.execute(name, arguments, who=who)
        except Refused as refusal:
            return {"ok": False, "text": str(refusal)}
        return {"ok": True, "text": reply.text, "data": reply.data}


def has_unix_sockets() -> bool:
    """Whether this system has sockets in the file system that asyncio can serve."""
    return sys.platform != "win32"


def _private_socket(path: Path) -> socket.socket:
    """A listening socket that only its owner may open, from the first moment on."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
    except BaseException:
        listener.close()
        raise
    finally:
        os.umask(before)
    return listener


def _user_of(writer: asyncio.StreamWriter) -> str:
    """The user at the other end, as far as the system says."""
    peer: socket.socket = writer.get_extra_info("socket")
    if sys.platform != "linux" or peer.family != socket.AF_UNIX:
        return "local"
    _pid, uid, _gid = struct.unpack("3i", peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
    return user_name(uid)


def user_name(uid: int) -> str:
    """The name of a user of this system, or the number if it has none."""
    import pwd  # noqa: PLC0415 - not on Windows

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _write(writer: asyncio.StreamWriter, answer: dict[str, Any]) -> None:
    writer.write(json.dumps(answer, ensure_ascii=False, default=str).encode() + b"\n")
