"""Where in a TOML file a value stands, for messages about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADER = re.compile(r"\[+\s*([^\]]+?)\s*\]+")
_KEY = re.compile(r"([\w.\"'-]+)\s*=")


def line_of(text: str, path: Sequence[object]) -> int:
    """The line, from 1, that comes nearest to the value of that path (`items`, 36, `value`); 0 = not even its table."""
    wanted = [str(part) for part in path]
    table: list[str] = []
    best, found = 0, 0
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if header := _HEADER.match(stripped):
            table = _parts(header[1])
            here = table
        elif key := _KEY.match(stripped):
            here = table + _parts(key[1])
        else:
            continue
        if here == wanted[: len(here)] and len(here) > best:
            best, found = len(here), number
    return found


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]
