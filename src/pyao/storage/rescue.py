"""A database that somebody has deleted, moved or replaced while it was open, and the copy that is made of it then.

The system keeps an open file for whoever has it open, wherever its name has gone.  So nothing is lost at once; but it
would be with the end of the process, and so the whole database is written to a file beside where it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.storage.errors import StoreUnavailable
from pyao.storage.private_files import keep_for_owner, make_private_folder

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


class Misplaced(StoreUnavailable):
    """The file is not where it was opened; the text says where a copy of everything is."""


class Place:
    """Where a database was when it was opened."""

    def __init__(self, path: Path) -> None:
        """The file must be there now."""
        self._path = path
        self._identity = self._found()
        self._rescue: Path | None = None

    def holds(self) -> bool:
        """Whether the file of that name is still the one that was opened."""
        return self._found() == self._identity

    def _found(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def rescue(self, connection: sqlite3.Connection) -> Path:
        """Write the whole open database to the rescue file, in the place of what this process wrote there before."""
        make_private_folder(self._path.parent)
        target = self._rescue or self._free_name()
        fresh = target.with_name(target.name + ".new")
        fresh.unlink(missing_ok=True)
        keep_for_owner(fresh)
        connection.execute("VACUUM INTO ?", (str(fresh),))
        fresh.replace(target)
        self._rescue = target
        return target

    def _free_name(self) -> Path:
        """A name that no earlier rescue has taken."""
        number = 1
        while (name := self._path.with_name(f"{self._path.stem}.rescue-{number}{self._path.suffix}")).exists():
            number += 1
        return name
