"""The file of a backup: how it is written and read, and what stands in it.

It is a tar compressed with gzip; first comes the manifest, with the hash of each of the other files.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import re
import tarfile
import zlib
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from pyao.server.backups.figures import Figures
from pyao.storage.private_files import for_owner_alone, make_private_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import IO

MANIFEST = "manifest.json"
STORE_FILE = "store.sqlite3"
SETTINGS_FILE = "settings.toml"
EXTRA = "files/"
"""What the names of everything else begin with: the files of the data folder."""

BACKUP_FORMAT = 1
ENDING, FAILED_ENDING = ".tar.gz", ".failed.tar.gz"
_NAME = re.compile(r"pyao-(\d{8}T\d{6}Z)(?:-\d+)?\.tar\.gz")
_STAMP = "%Y%m%dT%H%M%SZ"
_LARGEST_MANIFEST = 64 << 20
_EFFORT = 6
_CHUNK = 1 << 20

UNREADABLE = (OSError, EOFError, tarfile.TarError, zlib.error, ValueError)


class Damaged(Exception):
    """The file is no backup, or not as it was written; the text says where."""


class Manifest(BaseModel):
    """What a backup says of itself."""

    format: int
    taken_at: datetime
    version: str
    """Of the server."""

    backend: str
    world: str
    """The name of the world pack and its SHA-256; empty = the built-in world."""

    files: dict[str, str]
    """SHA-256 of each file in it."""

    figures: Figures
    compared_with: str = ""
    """The backup before, whose figures this one has to continue; empty = it is the first."""

    baseline: dict[int, int] = {}
    """What was held there and not explained by its ledger, by object."""


def name_of(moment: datetime) -> str:
    """The name of a backup, without its ending."""
    return f"pyao-{moment.astimezone(UTC):{_STAMP}}"


def taken_at(path: Path) -> datetime | None:
    """When a good backup was taken, by its name; `None` = it is none."""
    found = _NAME.fullmatch(path.name)
    try:
        return datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC) if found else None
    except ValueError:
        return None


def good_in(folder: Path) -> list[Path]:
    """The good backups in a folder, the oldest first."""
    dated = [(moment, path.name, path) for path in _files(folder) if (moment := taken_at(path)) is not None]
    return [path for _moment, _name, path in sorted(dated)]


def all_in(folder: Path) -> list[Path]:
    """The backups in a folder, those that failed too, the oldest first."""
    return sorted(path for path in _files(folder) if path.name.startswith("pyao-") and path.name.endswith(ENDING))


def _files(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def hash_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(target: Path, manifest: Manifest, files: Mapping[str, Path]) -> None:
    """Write a backup whole; `files` are the paths of its files by their names in it.  It is on the disk afterwards."""
    with open(target, "wb", opener=for_owner_alone) as raw:
        with (
            gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=_EFFORT, filename="", mtime=0) as packed,
            tarfile.open(fileobj=packed, mode="w|", bufsize=_CHUNK) as tar,
        ):
            _add(tar, MANIFEST, io.BytesIO(content := manifest.model_dump_json(indent=1).encode()), len(content))
            for name, path in files.items():
                with path.open("rb") as file:
                    _add(tar, name, file, path.stat().st_size)
        raw.flush()
        os.fsync(raw.fileno())


def _add(tar: tarfile.TarFile, name: str, content: IO[bytes], size: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    tar.addfile(entry, content)


def read_manifest(path: Path) -> Manifest:
    """What a backup says of itself; nothing else of it is looked at.

    Raises:
        Damaged: it says nothing.

    """
    try:
        with gzip.open(path) as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
            return _manifest(tar)
    except UNREADABLE as fault:
        raise Damaged(f"{path.name}: {str(fault) or type(fault).__name__}") from fault


def unpack(path: Path, folder: Path) -> Manifest:
    """Write the files of a backup into an empty folder, each checked against its hash.

    Raises:
        Damaged: it is not as it was written.
        OSError: the folder can't be written.

    """
    try:
        with gzip.open(path) as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
            manifest = _manifest(tar)
            missing = set(manifest.files)
            while (entry := tar.next()) is not None:
                missing.discard(entry.name)
                _unpack_one(tar, entry, manifest, folder)
            while packed.read(_CHUNK):  # to the end, where gzip has its own sum
                pass
    except (EOFError, tarfile.TarError, zlib.error, gzip.BadGzipFile) as fault:
        raise Damaged(f"{path.name}: {str(fault) or type(fault).__name__}") from fault
    if missing:
        raise Damaged(f"{path.name}: {', '.join(sorted(missing))}: missing")
    return manifest


def _manifest(tar: tarfile.TarFile) -> Manifest:
    entry = tar.next()
    if entry is None or entry.name != MANIFEST or entry.size > _LARGEST_MANIFEST:
        raise tarfile.ReadError("it is no backup of this server")
    content = tar.extractfile(entry)
    try:
        manifest = Manifest.model_validate_json(content.read() if content is not None else b"")
    except ValidationError as fault:
        raise tarfile.ReadError(f"its manifest can't be read: {fault.errors()[0]['msg']}") from fault
    if manifest.format > BACKUP_FORMAT:
        raise tarfile.ReadError("it was made by a newer version of the server")
    return manifest


def _unpack_one(tar: tarfile.TarFile, entry: tarfile.TarInfo, manifest: Manifest, folder: Path) -> None:
    content, expected = tar.extractfile(entry) if entry.isreg() else None, manifest.files.get(entry.name)
    parts = PurePosixPath(entry.name).parts
    if content is None or expected is None or ".." in parts or entry.name.startswith("/"):
        raise tarfile.ReadError(f"{entry.name}: does not belong there")
    target = folder.joinpath(*parts)
    make_private_folder(target.parent)
    digest = hashlib.sha256()
    with open(target, "xb", opener=for_owner_alone) as file:
        for chunk in _chunks(content):
            digest.update(chunk)
            file.write(chunk)
    if digest.hexdigest() != expected:
        raise tarfile.ReadError(f"{entry.name}: is not as it was written")


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    while chunk := content.read(_CHUNK):
        yield chunk
