"""Locks that keep a second process off a data folder or a store, and say who holds them.

The system lets go of a lock when its process ends, however that happens, so a killed server leaves none behind.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from pyao.storage.errors import StoreError
from pyao.storage.private_files import for_owner_alone, make_private_folder

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_NAME = "server.lock"
"""The lock of a data folder."""

_FAR = 1 << 30
"""The byte that is locked on Windows: behind the text, which others can then still read."""


class InUse(StoreError):
    """Another process uses it; the text names what it is and who that is."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that holds a lock."""

    pid: int
    host: str
    program: str

    @classmethod
    def this_process(cls, program: str) -> Holder:
        """This process, which calls itself `program`."""
        return cls(os.getpid(), socket.gethostname(), program)

    @classmethod
    def read(cls, text: str | bytes) -> Holder | None:
        """The holder that a lock says; `None` = it says none."""
        try:
            said = json.loads(text)
            return cls(int(said["pid"]), str(said["host"]), str(said["program"]))
        except (ValueError, KeyError, TypeError):
            return None

    def text(self) -> str:
        """As `read` reads it."""
        return json.dumps(asdict(self))

    def __str__(self) -> str:
        """For people."""
        return f"{self.program}, process {self.pid} on {self.host}"


class FileLock:
    """A lock in a file of its own."""

    def __init__(self, path: Path, what: str) -> None:
        """`what` is locked, in the words of the refusal."""
        self._path = path
        self._what = what
        self._descriptor: int | None = None

    def take(self, holder: Holder) -> None:
        """Hold the lock from now on.

        Raises:
            InUse: somebody else holds it.
            StoreError: the file can't be made.

        """
        try:
            make_private_folder(self._path.parent)
            descriptor = for_owner_alone(str(self._path), os.O_RDWR | os.O_CREAT)
        except OSError as fault:
            raise StoreError(f"{self._path}: {fault.strerror or fault}") from fault
        if not _lock(descriptor):
            other = Holder.read(os.read(descriptor, 1_000))
            os.close(descriptor)
            raise InUse(f"{self._what} is in use by {other or 'another process'}")
        os.ftruncate(descriptor, 0)
        os.write(descriptor, holder.text().encode())
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go; nothing happens if it isn't held."""
        if self._descriptor is not None:
            with suppress(OSError):
                os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None


def _lock(descriptor: int) -> bool:
    """Lock the open file, if nobody else has."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        if sys.platform == "win32":
            os.lseek(descriptor, 0, os.SEEK_SET)
        return False
    return True
