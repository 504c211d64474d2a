"""What a server logs as its own errors, noted instead of shown."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def failures_noted(note: Callable[[str, str], None]) -> Iterator[None]:
    """Take what the server logs: its own errors are noted, their kind and all of it, and nothing is shown."""

    def take(_logger: object, method: str, entry: structlog.typing.EventDict) -> structlog.typing.EventDict:
        if method in {"error", "exception", "critical"}:
            fault = sys.exception() if entry.get("exc_info") else None
            details = ", ".join(f"{key}={value}" for key, value in entry.items() if key not in {"event", "exc_info"})
            kind = f"{entry['event']} {type(fault).__name__}"
            note(kind, f"{entry['event']} ({details})" + (f": {fault!r}" if fault is not None else ""))
        raise structlog.DropEvent

    before = structlog.get_config()
    structlog.configure(processors=[take])
    try:
        yield
    finally:
        structlog.configure(**before)
