"""Files and folders that only their owner may read: characters, what was imported, what the staff has done."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

OWNER_ALONE = 0o600
"""Rights of a file; Windows knows no such rights."""

OWNERS_FOLDER = 0o700
"""Rights of a folder."""


def make_private_folder(path: Path) -> None:
    """Create a folder that only its owner may open; one that is there already keeps its rights."""
    path.mkdir(mode=OWNERS_FOLDER, parents=True, exist_ok=True)


def for_owner_alone(path: str, flags: int) -> int:
    """An `opener` for `open`: a new file gets these rights at once, never a moment later."""
    return os.open(path, flags, OWNER_ALONE)


def keep_for_owner(path: Path) -> None:
    """Create a file with these rights if it is missing, and take the rights of others from it if it is there."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, OWNER_ALONE))
    with suppress(PermissionError):  # it belongs to somebody else, who has shared it
        path.chmod(OWNER_ALONE)


def write_private(path: Path, content: bytes) -> None:
    """Write a file whole, or leave it as it was."""
    fresh = path.with_name(path.name + ".new")
    with open(fresh, "wb", opener=for_owner_alone) as file:
        file.write(content)
    fresh.replace(path)
