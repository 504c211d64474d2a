"""Files that only their owner may read: characters and what was imported."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

OWNER_ALONE = 0o600
"""Rights of a file; Windows knows no such rights."""


def for_owner_alone(path: str, flags: int) -> int:
    """An `opener` for `open`: a new file gets these rights at once, never a moment later."""
    return os.open(path, flags, OWNER_ALONE)


def keep_for_owner(path: Path) -> None:
    """Create a file with these rights if it is missing, and take the rights of others from it if it is there."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, OWNER_ALONE))
    with suppress(PermissionError):  # it belongs to somebody else, who has shared it
        path.chmod(OWNER_ALONE)
