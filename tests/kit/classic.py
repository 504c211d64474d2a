"""The classic data, imported once for a test run."""

from __future__ import annotations

import fcntl
import tempfile
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kit.spec import CLASSIC, NO_CLASSIC

from pyao.storage.classic.importer import find_files, import_world
from pyao.storage.world_pack import read_pack, write_pack

if TYPE_CHECKING:
    from pyao.content.content import Content
    from pyao.storage.classic.importer import Imported


@cache
def imported() -> Imported:
    """A fresh import, with findings and graphics."""
    return import_world(find_files([CLASSIC]))


@cache
def classic_content() -> Content:
    """The classic world, from a pack that all workers of this run share."""
    if not CLASSIC.is_dir():
        raise FileNotFoundError(f"{NO_CLASSIC} {CLASSIC}: mark the test needs_classic, or give it its own objects")
    folder = Path(tempfile.gettempdir()) / f"pyao-tests-{_stamp():x}"
    folder.mkdir(exist_ok=True)
    pack = folder / "world.pyao"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not pack.exists():
            write_pack(pack, imported().content)
    return read_pack(pack)


def _stamp() -> int:
    """A number that changes with the importer, the definitions and the data."""
    source = Path(__file__).resolve().parents[2] / "src" / "pyao"
    files = [*(source / "content").glob("*.py"), *(source / "storage").rglob("*.py"), *(CLASSIC / "Dat").iterdir()]
    facts = [(path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(files)]
    return zlib.crc32(repr(facts).encode())
